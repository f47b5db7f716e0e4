// Bundles the command line into dist/ and compiles the rule packs that come with it. Parts that a run may not need (sharp, ink, the
// YAML and XLSX readers …) stay in chunks or packages of their own: most of the time of a short run is the loading of code.
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';
import { BUNDLE } from './bundle.mjs';

// Built beside the old one and swapped in, so that a scan that runs meanwhile never meets half a build.
const next = `dist-${process.pid}`;
await build({
  ...BUNDLE,
  entryPoints: {
    cli: 'src/cli.ts',
    'compare-worker': 'src/commands/compare-worker.ts',
    'compile-packs': 'src/rulepacks/disk.ts',
    'pack-lexicon': 'src/references/brand-tables.ts',
  },
  outdir: next,
  splitting: true,
});
chmodSync(`${next}/cli.js`, 0o755);
const { compileBuiltIn } = await import(`../${next}/compile-packs.js`);
await compileBuiltIn(`${next}/packs`);
const { packLexicon } = await import(`../${next}/pack-lexicon.js`);
packLexicon('data/brands', `${next}/lexicon.bin`);
const old = `${next}-old`;
if (existsSync('dist')) renameSync('dist', old);
renameSync(next, 'dist');
rmSync(old, { recursive: true, force: true });
