// Makes data/brands/near-words.tsv: the dictionary words that resemble a famous or well-known mark, so that they are never taken for a
// slip or a disguise of it. To be run again when marks are added:
//
//   node .scripts/near-words.mjs LANG=FILE … LANG:FILE … [--lists 'name version (licence); …']
//
// A FILE is a word list: .txt (one word a line), .json (an array of words, or of objects with `word` and perhaps `count`), .dic
// (Hunspell; its stems). `LANG:FILE` is a list with the most frequent words first. One language may have several. The lists themselves are not part of this repository; data/README.md names them.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const OUT = 'data/brands/near-words.tsv';
/** Rank up to which a word of two or three letters is an everyday one; behind it such lists hold names and abbreviations. */
const FREQUENT = 1500;
/** Rank up to which a longer word is one that people use; dictionaries hold many that nobody does. */
const USED = 20_000;
/** Languages that listings are written in and whose lists hold few foreign words: two of their words side by side are no torn mark. */
const SHOP = new Set(['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'id', 'ms']);
/** What grammar adds to words, where lists hold few inflected ones: `Magneten`. */
const ENDINGS = {
  de: ['e', 'en', 'er', 'es', 'em'],
  nl: ['en', 'je', 'jes'],
  pl: ['ami', 'ach', 'owi', 'ego', 'ych', 'em'],
};
/** Words that a counted list has fewer times are names and slips of the pen as often as words. */
const MIN_COUNT = 5;

const lists = process.argv.indexOf('--lists');
const about = lists < 0 ? undefined : process.argv[lists + 1];
const given = process.argv.slice(2, lists < 0 ? undefined : lists);
if (given.length === 0 || given.some((one) => !/^[a-z]{2}[=:]./.test(one))) {
  console.error('usage: node .scripts/near-words.mjs en=words.txt de:frequent.txt … [--lists TEXT]');
  process.exit(2);
}

const {
  openLexicon,
  compileHidden,
  HiddenWords,
  nounTest,
  NO_NEAR_WORDS,
  foldPlain,
  deletionsOf,
  isOneEdit,
  isInflected,
  isSingular,
} = await loadSource();
const lexicon = openLexicon('data/brands');
const forms = {
  count: lexicon.trie.size,
  formOf: lexicon.formOf,
  markOf: lexicon.markOf,
  textOf: (form) => lexicon.trie.text(form),
};
// What would be found if no everyday word were known is what must be known.
const reader = new HiddenWords(
  compileHidden(forms, NO_NEAR_WORDS, []),
  forms,
  nounTest(lexicon.accessories, lexicon.verticals.trie),
);
const parts = partsOfMarks();
const nameWords = wordsOfNames();
const rows = new Map();
for (const one of given) {
  const [language, file] = [one.slice(0, 2), one.slice(3)];
  const ranked = one[2] === ':';
  let rank = 0;
  for (const word of new Set(wordsOf(file))) {
    note(word, language, ranked ? rank++ : Number.POSITIVE_INFINITY);
    for (const ending of ENDINGS[language] ?? []) if (word.length > 3) noteInflected(word + ending, language, ranked);
  }
}
writeTable();

function note(word, language, rank) {
  if (!/^[a-z]{2,30}$/.test(word)) return;
  const hidden = reader.read(word) ?? nearName(word);
  const part = parts.has(word) && SHOP.has(language) && rank < (word.length > 3 ? USED : FREQUENT);
  if (hidden === undefined && !part) return;
  // The languages of a part are those that decide whether two parts go together.
  const row = rows.get(word) ?? { languages: new Set(), near: hidden, part, everyday: false };
  row.part ||= part;
  // A rare word of another language is met in texts of that language only; English is everywhere.
  row.everyday ||= language === 'en' || rank < Number.POSITIVE_INFINITY;
  row.languages.add(language);
  rows.set(word, row);
}

/** A word that a list may lack is known to be near a mark, but as part of one only by its list. */
function noteInflected(word, language, ranked) {
  if (!rows.has(word) && !parts.has(word)) note(word, language, ranked ? USED : Number.POSITIVE_INFINITY);
}

/** The word of a name of several words that a word resembles, as `reader.read` gives forms. */
function nearName(word) {
  if (word.length < 4) return undefined;
  for (const hash of deletionsOf(word)) {
    for (const name of nameWords.get(hash) ?? []) {
      if (word[0] === name[0] && isOneEdit(word, name) && !isInflected(word, name) && !isSingular(word, name))
        return { word: name };
    }
  }
  return undefined;
}

/** The longer words of marks of several words, by them and by them less one letter. */
function wordsOfNames() {
  const found = new Map();
  const seen = new Set();
  for (let form = 0; form < forms.count; form++) {
    const { mark, kind, ambiguous } = forms.formOf(form) ?? {};
    if (forms.markOf(mark)?.tier > 2 || ambiguous || !['exact', 'alias'].includes(kind)) continue;
    const words = forms.textOf(form).split(' ');
    if (words.length < 2) continue;
    for (const word of words) {
      if (!/^[a-z]{4,}$/.test(word) || seen.has(word)) continue;
      seen.add(word);
      for (const hash of deletionsOf(word)) found.set(hash, [...(found.get(hash) ?? []), word]);
    }
  }
  return found;
}

/** The beginnings and ends of famous and well-known marks of one word. */
function partsOfMarks() {
  const found = new Set();
  for (let form = 0; form < forms.count; form++) {
    const text = forms.textOf(form);
    const { mark, kind, ambiguous } = forms.formOf(form) ?? {};
    if (forms.markOf(mark)?.tier > 2 || ambiguous || !['exact', 'alias'].includes(kind) || !/^[a-z]{4,}$/.test(text)) continue;
    for (let at = 1; at < text.length; at++) found.add(text.slice(0, at)).add(text.slice(at));
  }
  return found;
}

function wordsOf(file) {
  const text = readFileSync(file, 'utf8');
  if (extname(file) === '.json') {
    return JSON.parse(text)
      .filter((entry) => typeof entry === 'string' || (entry.count ?? MIN_COUNT) >= MIN_COUNT)
      .map((entry) => foldPlain(typeof entry === 'string' ? entry : entry.word));
  }
  return text.split(/\r?\n/).map((line) => foldPlain((line.split(/[/\t]/)[0] ?? '').trim()));
}

function writeTable() {
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, { languages, near, part, everyday }]) => {
      const why = [...(near ? [everyday ? 'near' : 'rare'] : []), ...(part ? ['part'] : [])].join(';');
      return [
        word,
        [...languages].sort().join(';'),
        why,
        near ? (near.word ?? forms.textOf(near.form).replaceAll(' ', '')) : '',
      ].join('\t');
    });
  const before = readHead();
  const head = [
    '# Everyday words that resemble a mark: one slip or one look-alike letter away (near; rare when only dictionaries\n# of the languages named have it), or its beginning or end (part).',
    `# Made by .scripts/near-words.mjs of: ${about ?? before}`,
    '# word\tlanguages\twhy\tmark',
  ];
  writeFileSync(`${OUT}.tmp`, `${[...head, ...lines].join('\n')}\n`);
  renameSync(`${OUT}.tmp`, OUT);
  console.log(`${OUT}: ${lines.length} words`);
}

/** The lists as the table names them now. */
function readHead() {
  const line =
    readFileSync(OUT, 'utf8')
      .split('\n')
      .find((one) => one.startsWith('# Made by')) ?? '';
  return line.startsWith('# Made by') ? line.slice(line.indexOf(' of: ') + 5) : 'word lists (not named)';
}

/** The program's own reading of words, so that table and program never differ. */
async function loadSource() {
  const folder = mkdtempSync(join(tmpdir(), 'near-words-'));
  try {
    const outfile = join(folder, 'source.mjs');
    await build({
      stdin: {
        contents: `export { openLexicon } from './references/brand-tables.ts';
          export { compileHidden } from './lexicon/hidden-tables.ts';
          export { nounTest } from './lexicon/hidden-marks.ts';
          export { HiddenWords } from './lexicon/hidden-words.ts';
          export { deletionsOf, isInflected, isOneEdit, isSingular } from './lexicon/spelling.ts';
          export { NO_NEAR_WORDS } from './lexicon/near-words.ts';
          export { foldPlain } from './text/fold.ts';`,
        resolveDir: resolve('src'),
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
