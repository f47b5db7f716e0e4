// Scans a file of the sample with the program in a folder and keeps the bytecode that this used. Part of the build.
import { resolve } from 'node:path';
import process from 'node:process';
import { keepBytecode, openProgram, runProgram } from './program.mjs';

const program = openProgram(resolve(process.argv[2]));
process.argv = [process.execPath, program.filename, 'scan', 'data/sample/listings/amazon-us.txt', '--fail-on', 'never'];
process.once('exit', () => keepBytecode(program));
runProgram(program);
