import type { ReferenceText } from '../model/reference.ts';
import type { CopyWords } from '../text/copy-words.ts';
import type { WordWeights } from '../text/word-weights.ts';

/** A text of the library that may share a passage with what was searched for. */
export interface CopyCandidate {
  /** Its key in the library. */
  readonly key: number;
}

/** The library of texts as the detector of copied text sees it. */
export interface CopyLibrary {
  /** Texts in it; 0 and nothing is searched. */
  readonly texts: number;
  /** How much it says that two texts share a word, in this library. */
  readonly weights: WordWeights;
  /** The texts that may share a passage, best first. @param source what `words` were read from. */
  search(words: CopyWords, source: string): readonly CopyCandidate[];
  /** Words of a text, read from its fields joined by line breaks; none of a text that is gone. */
  wordsOf(candidate: CopyCandidate): CopyWords;
  /** The text with its owner and origin; undefined when somebody has removed it since the library was opened. */
  sourceOf(candidate: CopyCandidate): ReferenceText | undefined;
  /** In how many owners' texts a gram (see `GramReader`) stands. */
  ownersOf(gram: number): number;
}
