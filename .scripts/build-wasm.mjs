// Builds src/image/hash/hamming.wat into src/image/hash/hamming-wasm.ts; run it after every change of the .wat (a test builds it again and compares):
// node .scripts/build-wasm.mjs; with --print it only prints the file.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import wabt from 'wabt';

const SOURCE = 'src/image/hash/hamming.wat';
const TARGET = 'src/image/hash/hamming-wasm.ts';

/** The TypeScript file that holds the bytes of the module. */
async function buildWasm() {
  const { parseWat } = await wabt();
  const module = parseWat(SOURCE, readFileSync(SOURCE, 'utf8'), { simd: true, threads: true });
  const { buffer } = module.toBinary({ write_debug_names: false });
  module.destroy();
  if (!WebAssembly.validate(buffer)) throw new Error(`${SOURCE} makes no valid module.`);
  const lines =
    Buffer.from(buffer)
      .toString('base64')
      .match(/.{1,120}/g) ?? [];
  return [
    `// Made by .scripts/build-wasm.mjs from ${SOURCE}; do not edit.`,
    '',
    '/** The module that scans hashes, as base64. */',
    `export const HAMMING_WASM: string = [\n${lines.map((line) => `  '${line}',`).join('\n')}\n].join('');`,
    '',
  ].join('\n');
}

const text = await buildWasm();
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(TARGET, text);
