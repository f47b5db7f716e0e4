// Bundles the command line into dist/ and compiles the rule packs that come with it. Parts that a run may not need (sharp, ink, the
// YAML and XLSX readers …) stay in chunks or packages of their own: most of the time of a short run is the loading of code.
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { BUNDLE } from './bundle.mjs';

rmSync('dist', { recursive: true, force: true });
await build({
  ...BUNDLE,
  entryPoints: { cli: 'src/cli.ts', 'compile-packs': 'src/rulepacks/disk.ts' },
  outdir: 'dist',
  splitting: true,
});
chmodSync('dist/cli.js', 0o755);
const { compileBuiltIn } = await import('../dist/compile-packs.js');
await compileBuiltIn('dist/packs');
