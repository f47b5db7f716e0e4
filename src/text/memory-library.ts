import { isIndexed, type ReferenceText, sourceText } from '../model/reference.ts';
import { type CopyWords, readCopyWords } from './copy-words.ts';
import { foldPlain } from './fold.ts';
import { type Candidate, Retriever } from './retrieve.ts';
import { isFault, NO_RECIPE, openSegment } from './segment.ts';
import { SegmentBuilder } from './segment-build.ts';
import { overlayWeights, type WordWeights } from './word-weights.ts';

/** Texts that are compared word by word with one listing. */
const MOST_COMPARED = 8;

/**
 * A library of texts that fit into memory: the hand-kept entries of a seller, the references of an example. Texts of role `boilerplate`
 * accuse nobody and are not in it.
 */
export class MemoryLibrary {
  readonly texts: number;
  readonly weights: WordWeights;
  readonly #references: readonly ReferenceText[];
  readonly #words: CopyWords[];
  readonly #retriever: Retriever;

  /** @param references in an order that does not change: it decides between equals. @param weights of everyday words. */
  constructor(references: readonly ReferenceText[], weights: WordWeights) {
    this.#references = references.filter(({ role }) => isIndexed(role));
    this.texts = this.#references.length;
    const sources = this.#references.map(sourceText);
    this.#words = sources.map(readCopyWords);
    this.#retriever = new Retriever(this.#index(sources));
    this.weights = overlayWeights(weights, countWords(this.#words));
  }

  /** The texts that may share a passage, best first. @param source what `words` were read from. */
  search(words: CopyWords, source: string): readonly Candidate[] {
    return this.#retriever.search(words, source, { limit: MOST_COMPARED });
  }

  /** Words of a text, read from its fields joined by line breaks. */
  wordsOf({ key }: Pick<Candidate, 'key'>): CopyWords {
    const words = this.#words[key - 1];
    if (words === undefined) throw new RangeError(`the library has no text ${key}`);
    return words;
  }

  /** The text with its owner and origin. */
  sourceOf({ key }: Pick<Candidate, 'key'>): ReferenceText {
    const reference = this.#references[key - 1];
    if (reference === undefined) throw new RangeError(`the library has no text ${key}`);
    return reference;
  }

  /** In how many owners' texts a gram stands. */
  ownersOf(gram: number): number {
    return this.#retriever.ownersOf(gram);
  }

  #index(sources: readonly string[]): ConstructorParameters<typeof Retriever>[0] {
    if (sources.length === 0) return [];
    const builder = new SegmentBuilder();
    const owners = new Map<string, number>();
    for (const [i, source] of sources.entries()) {
      const name = foldPlain(this.#references[i]?.owner ?? '');
      const owner = owners.get(name) ?? owners.size;
      owners.set(name, owner);
      const words = this.#words[i];
      if (words !== undefined) builder.add({ key: i + 1, owner, source, words });
    }
    const pieces: Uint8Array[] = [];
    builder.write((piece) => pieces.push(piece.slice()), NO_RECIPE);
    const segment = openSegment(Buffer.concat(pieces), NO_RECIPE);
    if (isFault(segment)) throw new RangeError(segment.reason.en);
    return [{ segment }];
  }
}

function countWords(texts: readonly CopyWords[]): { readonly documents: number; documentsWith(id: number): number } {
  const counts = new Map<number, number>();
  for (const { ids } of texts) for (const id of new Set(ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { documents: texts.length, documentsWith: (id) => counts.get(id) ?? 0 };
}
