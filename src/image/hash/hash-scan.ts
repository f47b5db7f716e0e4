import { HASH_WORDS, measureDistance } from './hamming.ts';
import { createShared, isSimdHere, SimdHashScan } from './hash-scan-simd.ts';

/*
 * Near hashes among many, without an index: all hashes of a table are compared with all queries and their negatives in one pass. Exact,
 * whatever the limit; with SIMD where the machine has it, else without, with the same results.
 */

/** A hash of the table that is near to a query. */
export interface HashHit {
  /** Number of the hash in the table. */
  readonly hash: number;
  /** Number of the query. */
  readonly query: number;
  /** Bits of 256 that differ. */
  readonly distance: number;
  /** Whether the hash is near to the negative of the query: all its bits the other way round. */
  readonly isNegative: boolean;
}

/** Hashes that can be scanned. */
export interface HashScan {
  /** How many hashes there are. */
  readonly count: number;
  /**
   * All hashes within `limit` bits of a query (eight words each) or of its negative, by number of the hash, then of the query. Give up to 16
   * queries at once, the turns of a picture; more are scanned in further passes.
   */
  scan(queries: Uint32Array, limit: number): HashHit[];
}

/** From here on setting up SIMD pays. */
const LEAST_FOR_SIMD = 2000;

/** A table of hashes, eight words each. */
export function openHashScan(words: Uint32Array): HashScan {
  const count = words.length / HASH_WORDS;
  if (count < LEAST_FOR_SIMD || !isSimdHere()) return new PlainHashScan(words);
  const scan = new SimdHashScan(createShared(count));
  scan.write(0, words);
  return scan;
}

/** The scan without SIMD. */
export class PlainHashScan implements HashScan {
  readonly count: number;
  readonly #words: Uint32Array;

  constructor(words: Uint32Array) {
    this.#words = words;
    this.count = words.length / HASH_WORDS;
  }

  scan(queries: Uint32Array, limit: number): HashHit[] {
    const hits: HashHit[] = [];
    const asked = queries.length / HASH_WORDS;
    const negatives = queries.map((word) => ~word);
    for (let hash = 0; hash < this.count; hash++) {
      for (let query = 0; query < asked; query++) {
        for (const isNegative of [false, true]) {
          const words = isNegative ? negatives : queries;
          const distance = measureDistance(words, query * HASH_WORDS, this.#words, hash * HASH_WORDS, limit);
          if (distance <= limit) hits.push({ hash, query, distance, isNegative });
        }
      }
    }
    return hits;
  }
}
