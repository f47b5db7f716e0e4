// Builds and runs an evaluation of test/eval: `npm run eval -- brand --data FOLDER`. Without a name it runs `brand`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE, RIVALS } from './bundle.mjs';

const names = readdirSync('test/eval').flatMap((file) =>
  file.endsWith('.eval.ts') ? [file.slice(0, -'.eval.ts'.length)] : [],
);
const [name = 'brand', ...flags] = process.argv.slice(2);
if (!names.includes(name)) {
  process.stderr.write(`There is no evaluation "${name}"; there are: ${names.join(', ')}.\n`);
  process.exit(2);
}
const outfile = `node_modules/.cache/preclear/${name}.eval.mjs`;
await build({
  ...BUNDLE,
  external: [...BUNDLE.external, ...RIVALS, '@dodona/dolos-parsers'],
  entryPoints: [`test/eval/${name}.eval.ts`],
  outfile,
  // Dolos loads its parser of program code as soon as it is imported; texts need none, and not every machine can load it.
  alias: { ...BUNDLE.alias, 'tree-sitter': fileURLToPath(new URL('no-parser.mjs', import.meta.url)) },
});
process.exitCode = spawnSync(process.execPath, [outfile, ...flags], { stdio: 'inherit' }).status ?? 1;
