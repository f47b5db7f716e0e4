// Bundles the program into dist/, and compiles what comes with it: rule packs, the lexicon, its own bytecode. Parts that a run may not
// need (the readers of YAML, HTML …) stand in main.js too, but run only when they are imported; sharp and its like stay packages.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { BUNDLE, COMMONJS, PROGRAM, TUI } from './bundle.mjs';
import { REVIEW_PARTS } from './review-parts.mjs';

// Built beside the old one and swapped in, so that a scan that runs meanwhile never meets half a build.
const next = `dist-${process.pid}`;
const { outputFiles } = await build({ ...PROGRAM, entryPoints: ['src/cli.ts'], outfile: `${next}/main.js`, write: false });
mkdirSync(next);
writeFileSync(`${next}/main.js`, asScript(outputFiles[0].text));
for (const [source, path] of Object.entries(TUI)) await build({ ...BUNDLE, entryPoints: [source], outfile: join(next, path) });
await build({
  ...COMMONJS,
  entryPoints: { cli: '.scripts/launch.mjs', 'compare-worker': 'src/commands/compare/worker.ts' },
  outdir: next,
});
chmodSync(`${next}/cli.js`, 0o755);
await build({
  bundle: true,
  minify: true,
  target: ['chrome111', 'firefox114', 'safari16.4'],
  legalComments: 'none',
  logLevel: 'warning',
  // Browsers keep them for good: another content has another name.
  entryNames: '[name]-[hash]',
  entryPoints: [
    { in: 'src/web/client/main.ts', out: 'page' },
    { in: 'src/web/client/page.css', out: 'page' },
  ],
  outdir: `${next}/web`,
  plugins: [REVIEW_PARTS],
});
await build({
  ...BUNDLE,
  entryPoints: { 'scan-worker': 'src/scan/scan-worker.ts', 'page-worker': 'src/commands/refs/page-worker.ts' },
  outdir: next,
  outExtension: { '.js': '.mjs' },
});
await build({
  ...BUNDLE,
  entryPoints: {
    packs: 'src/rulepacks/disk.ts',
    lexicon: 'src/references/brand-tables.ts',
    wording: 'src/references/wording.ts',
  },
  outdir: `${next}/compile`,
});
const { compileBuiltIn } = await import(`../${next}/compile/packs.js`);
await compileBuiltIn(`${next}/packs`);
const { packLexicon } = await import(`../${next}/compile/lexicon.js`);
packLexicon('data/brands', `${next}/lexicon.bin`);
const { packWording } = await import(`../${next}/compile/wording.js`);
packWording('data', `${next}/wording.bin`);
rmSync(`${next}/compile`, { recursive: true });
writeFileSync(`${next}/package.json`, '{ "type": "commonjs" }\n');
const old = `${next}-old`;
if (existsSync('dist')) renameSync('dist', old);
renameSync(next, 'dist');
rmSync(old, { recursive: true, force: true });
// Last, with all in its place: a scan also loads the code that opens packs.
execFileSync(process.execPath, ['.scripts/keep-bytecode.mjs', 'dist'], { stdio: ['ignore', 'ignore', 'pipe'] });

/** A bundle as `program.mjs` reads it. A script cannot import: who runs it imports for it. And it is read as ASCII, eight times as fast as
 * UTF-8; esbuild leaves other characters only in patterns and comments, where an escape means the same. */
function asScript(text) {
  return text
    .replaceAll(/\bimport\("/g, '__import("')
    .replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
