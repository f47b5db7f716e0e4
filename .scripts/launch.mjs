#!/usr/bin/env node
// The command `preclear`, bundled into dist/cli.js: runs main.js beside it.
import { openProgram, runProgram } from './program.mjs';

runProgram(openProgram(__dirname));
