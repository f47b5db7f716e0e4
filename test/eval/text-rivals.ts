import { readCopyWords } from '../../src/text/copy-words.ts';
import type { Box } from './text-plagdet.ts';
import { winnow } from './winnow.ts';

/** Finds the passages that one text has from another, in characters. */
export type Rival = (query: string, source: string) => Box[];

/** Two places, in words, where both texts have the same run of words. */
export interface Seed {
  readonly q: number;
  readonly s: number;
}

/** Winnowing as every open tool does it: runs of five words, the least hash of four in a row, neighbouring hits joined. */
export function winnowPassages(querySource: string, sourceSource: string): Box[] {
  const query = readCopyWords(querySource);
  const source = readCopyWords(sourceSource);
  const kept = new Map<number, number[]>();
  const sourceGrams = gramsOf(source.ids);
  for (const s of winnow(sourceGrams, sourceGrams.length, WINDOW)) {
    const hash = sourceGrams[s] ?? 0;
    kept.set(hash, [...(kept.get(hash) ?? []), s]);
  }
  const queryGrams = gramsOf(query.ids);
  const seeds = winnow(queryGrams, queryGrams.length, WINDOW).flatMap((q) =>
    (kept.get(queryGrams[q] ?? 0) ?? []).map((s): Seed => ({ q, s })),
  );
  return joinSeeds(seeds, GAP)
    .filter((box) => box.q1 + GRAM - box.q0 >= LEAST_WORDS)
    .map((box) => ({
      query: [query.starts[box.q0] ?? 0, query.ends[box.q1 + GRAM - 1] ?? 0],
      source: [source.starts[box.s0] ?? 0, source.ends[box.s1 + GRAM - 1] ?? 0],
    }));
}

const GRAM = 5;
const WINDOW = 4;
/** Words between two hits of one passage, and words of the shortest passage: the best of those tried on the tuning half. */
const GAP = 30;
const LEAST_WORDS = 12;

function gramsOf(ids: Int32Array): Int32Array {
  const grams = new Int32Array(Math.max(0, ids.length - GRAM + 1));
  for (let i = 0; i < grams.length; i++) {
    let hash = 0;
    for (let k = 0; k < GRAM; k++)
      hash = (Math.imul(hash ^ (ids[i + k] ?? 0), 0x9e3779b1) << 5) ^ (hash >>> 27) ^ (ids[i + k] ?? 0);
    grams[i] = hash;
  }
  return grams;
}

/** First and last places of seeds that lie close together. */
interface Stretch {
  q0: number;
  q1: number;
  s0: number;
  s1: number;
}

/** Joins seeds whose neighbours are not farther than `gap` away in both texts. */
export function joinSeeds(seeds: readonly Seed[], gap: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { q, s } of [...seeds].sort((a, b) => a.q - b.q || a.s - b.s)) {
    const near = stretches.find((one) => q - one.q1 <= gap && s >= one.s0 - gap && s <= one.s1 + gap);
    if (near === undefined) stretches.push({ q0: q, q1: q, s0: s, s1: s });
    else {
      near.q1 = Math.max(near.q1, q);
      near.s0 = Math.min(near.s0, s);
      near.s1 = Math.max(near.s1, s);
    }
  }
  return stretches;
}
