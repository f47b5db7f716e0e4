// Bundles the command line into dist/. Parts that a run may not need (sharp, ink, the YAML and XLSX readers …) stay in chunks or
// packages of their own, because most of the time of a short run is the loading of code.
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  external: ['sharp', 'ink', 'react', 'react/jsx-runtime', 'natural', 'iconv-lite', 'chardet', 'yauzl', 'hucre'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
