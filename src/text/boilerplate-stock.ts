import { align } from './align.ts';
import { type AlignProfile, LISTING } from './align-profile.ts';
import { COPY_FLAG } from './copy-flags.ts';
import { sliceWords } from './copy-slice.ts';
import { type CopyWords, readCopyWords } from './copy-words.ts';
import type { WordWeights } from './word-weights.ts';

/*
 * Sentences that everybody writes and nobody owns: warranties, size charts, "colour may differ". A seller's sentence is compared with
 * them by the same aligner that finds copies, so an edited stock sentence is still one.
 */

/** How a sentence is compared with a stock sentence: both are short, and much of both must agree. */
const STOCK: AlignProfile = {
  ...LISTING,
  repeatCost: 0,
  weak: 1.5,
  strong: 3,
  inside: 1.5,
  extend: 8,
  querySnap: 1,
  sourceSnap: 1,
  minCosine: 0.5,
  minShare: 0.4,
  verbatim: { most: 3, from: 1, slope: 0 },
  reworded: { most: 3, from: 1, slope: 0 },
  leastMass: 3,
  minWords: 3,
  minChars: 6,
  run: 4,
};
/** Share of a sentence's weight that stock sentences cover when the whole sentence is stock. Below it only what is covered is. */
const MOST_OF_SENTENCE = 0.6;
/** Shortest stretch that is stock inside a sentence that is not, in words. */
const SHORTEST_STRETCH = 5;
/** Stock sentences that are compared word by word with one sentence. */
const MOST_COMPARED = 8;
/** Words below this weight do not lead to a stock sentence. */
const MIN_WEIGHT = 0.3;
/** Longest stretch of words that is looked at as one sentence. */
const LONGEST_SENTENCE = 120;

interface StockLibrary {
  readonly sentences: readonly CopyWords[];
  /** The sentences that hold a word. */
  readonly byWord: ReadonlyMap<number, readonly number[]>;
  /** One a sentence, zero between two searches. */
  readonly scores: Float64Array;
}

/** The stock sentences of all languages, ready to be recognised. Read into words when first asked for. */
export class StockSentences {
  readonly #texts: readonly string[];
  readonly #weights: WordWeights;
  readonly #wordsOf: (at: number) => CopyWords | undefined;
  #library: StockLibrary | undefined;

  /**
   * @param texts one sentence each.
   * @param wordsOf the words of the sentence in this place, where they are known already.
   */
  constructor(
    texts: readonly string[],
    weights: WordWeights,
    wordsOf: (at: number) => CopyWords | undefined = () => undefined,
  ) {
    this.#texts = texts;
    this.#weights = weights;
    this.#wordsOf = wordsOf;
  }

  /** Sets `bit` in `marks` (parallel to the words) for the stock wording in every sentence that one of the ranges `[from, to)` touches. */
  mark(words: CopyWords, ranges: readonly (readonly [number, number])[], marks: Uint8Array, bit: number): void {
    if (this.#texts.length === 0) return;
    const marked = new Set<number>();
    for (const [from, to] of ranges) {
      for (let start = sentenceStart(words, from); start < to; ) {
        const end = sentenceEnd(words, start);
        // Passages of several texts stand in one sentence.
        if (!marked.has(start)) this.#markSentence(words, start, end, marks, bit);
        marked.add(start);
        start = end;
      }
    }
  }

  #markSentence(words: CopyWords, start: number, end: number, marks: Uint8Array, bit: number): void {
    const sentence = sliceWords(words, start, end);
    const covered = new Uint8Array(end - start);
    for (const stock of this.#candidates(sentence)) {
      for (const { query } of align(sentence, stock, this.#weights, STOCK)) covered.fill(1, ...query);
    }
    let [whole, known] = [0, 0];
    for (let i = 0; i < covered.length; i++) {
      const weight = this.#weights.weightOf(sentence.ids[i] ?? 0) + 0.1;
      whole += weight;
      if (covered[i] === 1) known += weight;
    }
    if (known >= MOST_OF_SENTENCE * whole) covered.fill(1);
    markStretches(covered, marks, start, bit, known >= MOST_OF_SENTENCE * whole ? 1 : SHORTEST_STRETCH);
  }

  /** The stock sentences that share the most weight with a sentence. */
  #candidates(sentence: CopyWords): CopyWords[] {
    const { sentences, byWord, scores } = this.#open();
    const scored: number[] = [];
    for (const id of new Set(sentence.ids)) {
      const weight = this.#weights.weightOf(id);
      if (weight < MIN_WEIGHT) continue;
      for (const at of byWord.get(id) ?? []) {
        if (scores[at] === 0) scored.push(at);
        scores[at] = (scores[at] ?? 0) + weight;
      }
    }
    const best = bestOf(scored, scores);
    for (const at of scored) scores[at] = 0;
    return best.flatMap((at) => sentences[at] ?? []);
  }

  #open(): StockLibrary {
    if (this.#library !== undefined) return this.#library;
    const sentences = this.#texts.map((text, at) => this.#wordsOf(at) ?? readCopyWords(text));
    const byWord = new Map<number, number[]>();
    for (const [at, { ids }] of sentences.entries()) {
      for (const id of new Set(ids)) {
        const known = byWord.get(id);
        if (known === undefined) byWord.set(id, [at]);
        else known.push(at);
      }
    }
    this.#library = { sentences, byWord, scores: new Float64Array(sentences.length) };
    return this.#library;
  }
}

/** The stock sentences with the highest scores, best first, of equals the first. */
function bestOf(scored: readonly number[], scores: Float64Array): number[] {
  const best: number[] = [];
  const isBetter = (a: number, b: number): boolean => {
    const more = (scores[a] ?? 0) - (scores[b] ?? 0);
    return more > 0 || (more === 0 && a < b);
  };
  for (const at of scored) {
    let place = best.length;
    while (place > 0 && isBetter(at, best[place - 1] ?? 0)) place--;
    if (place < MOST_COMPARED) best.splice(place, 0, at);
    if (best.length > MOST_COMPARED) best.pop();
  }
  return best;
}

function sentenceStart({ flags }: CopyWords, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_SENTENCE && ((flags[start] ?? 0) & COPY_FLAG.sentence) === 0) start--;
  return start;
}

function sentenceEnd({ flags, count }: CopyWords, start: number): number {
  let end = start + 1;
  while (end < count && end - start < LONGEST_SENTENCE && ((flags[end] ?? 0) & COPY_FLAG.sentence) === 0) end++;
  return end;
}

function markStretches(covered: Uint8Array, marks: Uint8Array, base: number, bit: number, shortest: number): void {
  for (let i = 0; i < covered.length; ) {
    let end = i;
    while (end < covered.length && covered[end] === 1) end++;
    if (end - i >= shortest) for (let at = i; at < end; at++) marks[base + at] = (marks[base + at] ?? 0) | bit;
    i = Math.max(end, i + 1);
  }
}
