// Builds and runs the benchmarks of test/bench; a name as argument runs only that one (`npm run bench -- scan`); what follows the name is for
// the benchmark (`npm run bench -- brand --data FOLDER`).
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE, RIVALS } from './bundle.mjs';

const names = readdirSync('test/bench').flatMap((file) =>
  file.endsWith('.bench.ts') ? [file.slice(0, -'.bench.ts'.length)] : [],
);
const [wanted, ...flags] = process.argv.slice(2);
if (wanted !== undefined && !names.includes(wanted)) {
  process.stderr.write(`There is no benchmark "${wanted}"; there are: ${names.join(', ')}.\n`);
  process.exit(2);
}
for (const name of wanted === undefined ? names : [wanted]) {
  const outfile = `node_modules/.cache/preclear/${name}.bench.mjs`;
  await build({
    ...BUNDLE,
    external: [...BUNDLE.external, ...RIVALS, '@dodona/dolos-parsers'],
    // Dolos loads its parser of program code as soon as it is imported; texts need none, and not every machine can load it.
    alias: { ...BUNDLE.alias, 'tree-sitter': fileURLToPath(new URL('no-parser.mjs', import.meta.url)) },
    entryPoints: [`test/bench/${name}.bench.ts`],
    outfile,
  });
  const { status } = spawnSync(process.execPath, [outfile, ...flags], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
