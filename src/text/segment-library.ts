import { type ReferenceText, sourceText } from '../model/reference.ts';
import { type CopyWords, readCopyWords } from './copy-words.ts';
import { Recent } from './recent.ts';
import { type Candidate, type RetrieveOptions, Retriever, type SearchedSegment } from './retrieve.ts';
import type { WordPlaces } from './stored-words.ts';
import { overlayWeights, type WordCounts, type WordWeights } from './word-weights.ts';

/*
 * A library whose texts lie elsewhere: the index is in memory, a text is fetched when it may have been copied. What is fetched is kept
 * for a while: the listings of one shop copy from the same few texts.
 */

/** What a library is made of. */
export interface LibraryParts {
  readonly segments: readonly SearchedSegment[];
  /** A text by its key; undefined when it was removed since. */
  textOf(key: number): ReferenceText | undefined;
  /** Words of a text by its key, without reading the text; undefined when they are not kept. @param findPlaces see `loadWords`. */
  storedWords?(key: number, findPlaces: () => WordPlaces): CopyWords | undefined;
  /** Weights of everyday words. */
  readonly weights: WordWeights;
}

/** Texts that are compared word by word with one listing, and how many of them may be one owner's. */
const MOST_COMPARED = 8;
const MOST_OF_AN_OWNER = 4;
/** Words whose places are kept: some 40 MB. */
const WORDS_KEPT = 2_000_000;
/** Characters of texts that are kept. */
const CHARACTERS_KEPT = 10_000_000;

/** A library of any size. One a thread; the segments may be shared. */
export class SegmentLibrary {
  readonly texts: number;
  readonly weights: WordWeights;
  readonly segments: readonly SearchedSegment[];
  readonly options: RetrieveOptions;
  readonly #parts: LibraryParts;
  readonly #retriever: Retriever;
  readonly #words = new Recent<CopyWords>(WORDS_KEPT);
  readonly #sources = new Recent<ReferenceText>(CHARACTERS_KEPT);

  constructor(parts: LibraryParts, options: Partial<RetrieveOptions> = {}) {
    this.#parts = parts;
    this.segments = parts.segments;
    this.options = { limit: MOST_COMPARED, perOwner: MOST_OF_AN_OWNER, ...options };
    this.#retriever = new Retriever(parts.segments);
    this.texts = this.#retriever.texts;
    this.weights = overlayWeights(parts.weights, countWords(parts.segments, this.texts));
  }

  /** The texts that may share a passage, best first. @param source what `words` were read from. */
  search(words: CopyWords, source: string, options: RetrieveOptions = this.options): readonly Candidate[] {
    return this.#retriever.search(words, source, options);
  }

  /** Words of a text, read from its fields joined by line breaks; none of a text that was removed since. */
  wordsOf({ key }: Pick<Candidate, 'key'>): CopyWords {
    const read = (): CopyWords => readCopyWords(sourceText(this.sourceOf({ key }) ?? GONE));
    return this.#words.get(
      key,
      () => this.#parts.storedWords?.(key, read) ?? read(),
      ({ count }) => count,
    );
  }

  /** The text with its owner and origin; undefined when it was removed since. */
  sourceOf({ key }: Pick<Candidate, 'key'>): ReferenceText | undefined {
    const { textOf } = this.#parts;
    const found = this.#sources.get(key, () => textOf(key) ?? GONE, lengthOf);
    return found === GONE ? undefined : found;
  }

  /** In how many owners' texts a gram stands: exact up to 16, then at least so many. */
  ownersOf(gram: number): number {
    return this.#retriever.ownersOf(gram);
  }
}

/** Stands for a text that was removed while the library was open. */
const GONE: ReferenceText = { id: '', kind: 'text', owner: '', role: 'own', capturedAt: '', label: '', fields: [] };

function lengthOf({ fields }: ReferenceText): number {
  return fields.reduce((sum, { text }) => sum + text.length, 100);
}

/** In how many texts a word stands, as far as it is common in a segment. */
function countWords(segments: readonly SearchedSegment[], documents: number): WordCounts {
  const counts = new Map<number, number>();
  for (const { segment } of segments) {
    segment.wordIds.forEach((id, i) => {
      counts.set(id, (counts.get(id) ?? 0) + (segment.wordTexts[i] ?? 0));
    });
  }
  return { documents, documentsWith: (id) => counts.get(id) ?? 0 };
}
