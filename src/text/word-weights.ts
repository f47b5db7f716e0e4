import { hashWord } from '../model/words.ts';
import { fold } from './fold.ts';

/* How much it says that two texts share a word. */

/** Weight of a word that no table knows, and of every rare one. */
export const WEIGHT_CAP = 2.5;

/** A word that a share p of texts hold weighs -ln(p) times this. */
const SCALE = 0.7;

/** How much it says that two texts share a word: 0 (`the`) to `WEIGHT_CAP` (a rare one). */
export interface WordWeights {
  /** @param id of `CopyWords.ids`. */
  weightOf(id: number): number;
}

/** A table of frequent words; every other word weighs `WEIGHT_CAP`. */
export class WeightTable implements WordWeights {
  readonly #mask: number;
  readonly #ids: Int32Array;
  /** Weight + 1 of the id in the same place, 0 for an empty place. */
  readonly #weights: Float32Array;

  /** @param words how many words will be set at most. */
  constructor(words: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, words * 3)));
    this.#mask = size - 1;
    this.#ids = new Int32Array(size);
    this.#weights = new Float32Array(size);
  }

  /** Sets a word's weight; of several weights of one word the least counts. */
  set(id: number, weight: number): void {
    const at = this.#find(id);
    const known = this.#weights[at] ?? 0;
    this.#ids[at] = id;
    this.#weights[at] = known === 0 ? weight + 1 : Math.min(known, weight + 1);
  }

  weightOf(id: number): number {
    const weight = this.#weights[this.#find(id)] ?? 0;
    return weight === 0 ? WEIGHT_CAP : weight - 1;
  }

  /** Every word that was set, with its weight in the same place. */
  entries(): { readonly ids: Int32Array; readonly values: Float32Array } {
    const set = [...this.#weights.keys()].filter((at) => this.#weights[at] !== 0);
    return {
      ids: Int32Array.from(set, (at) => this.#ids[at] ?? 0),
      values: Float32Array.from(set, (at) => (this.#weights[at] ?? 0) - 1),
    };
  }

  #find(id: number): number {
    let at = (id ^ (id >>> 15)) & this.#mask;
    while (this.#weights[at] !== 0 && this.#ids[at] !== id) at = (at + 1) & this.#mask;
    return at;
  }
}

/** A table of what `entries` gave. */
export function weightTable(ids: Int32Array, values: Float32Array): WeightTable {
  const table = new WeightTable(ids.length);
  for (const [at, id] of ids.entries()) table.set(id, values[at] ?? 0);
  return table;
}

/** Reads `data/words/frequent.tsv`: language, weight, the words of this weight between spaces; the first line names the columns. */
export function compileWeights(text: string): WeightTable {
  const rows = text.split(/\r?\n/).slice(1);
  const table = new WeightTable(rows.reduce((sum, row) => sum + row.split(' ').length, 0));
  for (const row of rows) {
    const [, weight = '', line = ''] = row.split('\t');
    // These are words already: looking for words in them would cost ten times as much.
    for (const word of fold(line).text.split(' ')) table.set(hashWord(word), Number(weight));
  }
  return table;
}

/** What a library of texts knows of its own words. */
export interface WordCounts {
  /** Texts, or owners of texts, in all. */
  readonly documents: number;
  /** How many of them hold the word. */
  documentsWith(id: number): number;
}

/** Fewer texts than this say too little about what is common. */
const FEWEST_DOCUMENTS = 200;

/** The base weights, lowered for words that are common in a library: `cable` says little among cables. */
export function overlayWeights(base: WordWeights, counts: WordCounts): WordWeights {
  if (counts.documents < FEWEST_DOCUMENTS) return base;
  return rememberWeights({
    weightOf(id) {
      const own = weightOfShare(counts.documentsWith(id) / counts.documents);
      return Math.min(base.weightOf(id), own);
    },
  });
}

/** Words whose weights are remembered at once, as a power of two. */
const REMEMBERED_BITS = 15;

/** The same weights, those met last kept at hand: texts of one trade ask for the same words again and again. */
function rememberWeights(weights: WordWeights): WordWeights {
  const ids = new Int32Array(2 ** REMEMBERED_BITS);
  // Below zero: not yet asked for. Kept as they are, not rounded: a weight may decide by its last bit.
  const known = new Float64Array(2 ** REMEMBERED_BITS).fill(-1);
  return {
    weightOf(id) {
      const at = Math.imul(id, 0x9e3779b1) >>> (32 - REMEMBERED_BITS);
      const kept = known[at] ?? -1;
      if (ids[at] === id && kept >= 0) return kept;
      const weight = weights.weightOf(id);
      ids[at] = id;
      known[at] = weight;
      return weight;
    },
  };
}

/** The weight of a word that this share of texts (0..1) holds. */
export function weightOfShare(share: number): number {
  return share <= 0 ? WEIGHT_CAP : Math.min(WEIGHT_CAP, Math.max(0, -SCALE * Math.log(share)));
}
