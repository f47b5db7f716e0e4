// Builds the .wat files of src/image into TypeScript; run it after every change of one of them (tests build them again and compare):
// node .scripts/build-wasm.mjs; with --print NAME it only prints the file of that module.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import wabt from 'wabt';

const MODULES = {
  hamming: {
    path: 'src/image/hash/hamming',
    about: '/** The module that scans hashes, as base64. */\nexport const HAMMING_WASM',
  },
  features: {
    path: 'src/image/features/features',
    about: '/** The module that finds features, as base64. */\nexport const FEATURES_WASM',
  },
};

/** The TypeScript file that holds the bytes of a module. */
async function buildWasm({ path, about }) {
  const source = `${path}.wat`;
  const { parseWat } = await wabt();
  const module = parseWat(source, readFileSync(source, 'utf8'), { simd: true, threads: true, bulk_memory: true });
  const { buffer } = module.toBinary({ write_debug_names: false });
  module.destroy();
  if (!WebAssembly.validate(buffer)) throw new Error(`${source} makes no valid module.`);
  const lines =
    Buffer.from(buffer)
      .toString('base64')
      .match(/.{1,120}/g) ?? [];
  return [
    `// Made by .scripts/build-wasm.mjs from ${source}; do not edit.`,
    '',
    `${about}: string = [\n${lines.map((line) => `  '${line}',`).join('\n')}\n].join('');`,
    '',
  ].join('\n');
}

const printed = process.argv[process.argv.indexOf('--print') + 1];
if (process.argv.includes('--print')) process.stdout.write(await buildWasm(MODULES[printed]));
else for (const module of Object.values(MODULES)) writeFileSync(`${module.path}-wasm.ts`, await buildWasm(module));
