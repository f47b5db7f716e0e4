import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

// The program in dist/ as one script, and V8's bytecode of it: reading 3 MB of JavaScript takes longer than scanning one listing.
// V8 refuses bytecode of another version or other flags, but believes the rest, so the file's name says for which Node.js it is, and it
// begins with CRC-32s of the program and of itself. Without bytecode that fits, the program is read as always.

const HEADER = 8;

/** Opens the program in a folder. */
export function openProgram(folder) {
  const filename = join(folder, 'main.js');
  const source = readFileSync(filename);
  const cachedData = readBytecode(folder, source);
  const script = new Script(source.toString('latin1'), { filename, ...(cachedData === undefined ? {} : { cachedData }) });
  return { folder, filename, source, script };
}

/** Runs a program; `process.argv` tells it what to do. */
export function runProgram({ filename, script }) {
  const { href } = pathToFileURL(filename);
  script.runInThisContext()(
    createRequire(href),
    (name) => import(name.startsWith('.') ? new URL(name, href).href : name),
    href,
  );
}

/** Keeps the bytecode of a program that has run: what it has used by now is in it. */
export function keepBytecode({ folder, source, script }) {
  const bytecode = script.createCachedData();
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(crc32(source), 0);
  header.writeUInt32LE(crc32(bytecode), 4);
  writeFileSync(bytecodeFile(folder), Buffer.concat([header, bytecode]));
}

function readBytecode(folder, source) {
  try {
    const bytes = readFileSync(bytecodeFile(folder));
    const bytecode = bytes.subarray(HEADER);
    return bytes.readUInt32LE(0) === crc32(source) && bytes.readUInt32LE(4) === crc32(bytecode) ? bytecode : undefined;
  } catch {
    return undefined;
  }
}

function bytecodeFile(folder) {
  return join(folder, `main-${process.version}-${process.platform}-${process.arch}.bytecode`);
}
