import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashWord } from '../model/words.ts';
import { readCopyWords } from '../text/copy-words.ts';
import { foldPlain } from '../text/fold.ts';
import { compileWeights, type WordWeights } from '../text/word-weights.ts';

/** The weights of everyday words that come with preclear. @param folder `data/words`. */
export function openWordWeights(folder: string): WordWeights {
  const text = readFileSync(join(folder, 'frequent.tsv'), 'utf8');
  // The first line names the columns.
  return compileWeights(text.slice(text.indexOf('\n') + 1), idOf);
}

/** The id that the word has in a text. Most words are Latin letters only; for these the way through the scanner is a detour of 0.1 s. */
function idOf(word: string): number {
  if (/^[a-z]+$/.test(word)) return hashWord(word);
  if (/^\p{Script=Latin}+$/u.test(word)) return hashWord(foldPlain(word));
  return readCopyWords(word).ids[0] ?? 0;
}
