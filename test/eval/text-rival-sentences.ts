import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';
import type { Box } from './text-plagdet.ts';

/*
 * The winner of PAN 2014 text alignment, after its paper (Sanchez-Perez, Sidorov, Gelbukh: "A Winning Approach to Text Alignment for
 * Text Reuse Detection at PAN 2014"): pairs of like sentences, grown into passages by recursive clustering; the least gap that
 * leaves both sides alike, a wide gap for summaries, and long common substrings as they are. Written from the description.
 */

const COSINE = 0.33;
const DICE = 0.33;
const PASSAGE_COSINE = 0.34;
const GAP = 4;
const LEAST_GAP = 2;
const SUMMARY_GAP = 24;
const SUMMARY_RATIO = 3;
const LEAST_CHARACTERS = 150;
/** 256 characters with their spaces. */
const LEAST_LETTERS = 210;
const LEAST_WORDS = 3;

interface Sentence {
  readonly start: number;
  end: number;
  readonly vector: Map<string, number>;
}

interface Seed {
  readonly q: number;
  readonly s: number;
}

interface Passage {
  readonly q: readonly [number, number];
  readonly s: readonly [number, number];
  readonly likeness: number;
}

/** Passages of `query` that stand in `source`. */
export function sentencePassages(query: string, source: string): Box[] {
  const here = sentencesOf(query);
  const there = sentencesOf(source);
  weigh([...here, ...there]);
  const seeds = seedsOf(here, there);
  const common = commonSubstrings(query, source);
  const narrow = passagesOf(seeds, here, there, GAP);
  const wide = passagesOf(seeds, here, there, SUMMARY_GAP);
  const length = (side: 'q' | 's'): number => wide.reduce((sum, one) => sum + span(side === 'q' ? here : there, one[side]), 0);
  const found = (length('s') >= SUMMARY_RATIO * length('q') ? wide : narrow)
    .map((one): Box => ({ query: charactersOf(here, one.q), source: charactersOf(there, one.s) }))
    .filter((box) => Math.min(box.query[1] - box.query[0], box.source[1] - box.source[0]) >= LEAST_CHARACTERS);
  const others = found.filter(({ query: [start, end] }) => common.every((one) => end <= one.query[0] || start >= one.query[1]));
  return [...common, ...others];
}

const stems = new Map<string, string>();

function stemOf(word: string): string {
  const known = stems.get(word) ?? PorterStemmer.stem(word);
  stems.set(word, known);
  return known;
}

/** Sentences with the counts of their stems; one of fewer than three words joins the one before it. */
function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const match of text.matchAll(/\S[\s\S]*?(?:[.!?](?=["')\]]*\s+["'([]?\p{Lu})|\n|$)/gu)) {
    const words = match[0].toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const end = match.index + match[0].length;
    const last = sentences.at(-1);
    if (words.length < LEAST_WORDS && last !== undefined) {
      last.end = end;
      count(last.vector, words);
    } else {
      const vector = new Map<string, number>();
      count(vector, words);
      sentences.push({ start: match.index + (match[0].length - match[0].trimStart().length), end, vector });
    }
  }
  return sentences;
}

function count(vector: Map<string, number>, words: readonly string[]): void {
  for (const word of words) {
    const stem = stemOf(word);
    vector.set(stem, (vector.get(stem) ?? 0) + 1);
  }
}

/** Counts become weights: a stem of many sentences says little. */
function weigh(sentences: readonly Sentence[]): void {
  const holders = new Map<string, number>();
  for (const { vector } of sentences) for (const stem of vector.keys()) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  for (const { vector } of sentences) {
    for (const [stem, times] of vector) vector.set(stem, times * Math.log(sentences.length / (holders.get(stem) ?? 1)));
  }
}

function seedsOf(here: readonly Sentence[], there: readonly Sentence[]): Seed[] {
  const norms = there.map(({ vector }) => normOf(vector));
  return here.flatMap(({ vector }, q) => {
    const norm = normOf(vector);
    return there.flatMap((other, s) => {
      const { product, shared } = compare(vector, other.vector);
      const dice = (2 * shared) / (vector.size + other.vector.size);
      return product > COSINE * norm * (norms[s] ?? 0) && dice > DICE ? [{ q, s }] : [];
    });
  });
}

function compare(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): { product: number; shared: number } {
  let product = 0;
  let shared = 0;
  for (const [stem, weight] of a.size < b.size ? a : b) {
    const other = (a.size < b.size ? b : a).get(stem);
    if (other === undefined) continue;
    product += weight * other;
    shared++;
  }
  return { product, shared };
}

function normOf(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

function passagesOf(seeds: readonly Seed[], here: readonly Sentence[], there: readonly Sentence[], gap: number): Passage[] {
  const passages = cluster(seeds, gap, 's').flatMap((part) => accept(part, here, there, gap));
  return withoutOverlaps(passages);
}

/** Splits by gaps of one side, then of the other, until nothing splits any more. */
function cluster(seeds: readonly Seed[], gap: number, side: 'q' | 's', settled = false): Seed[][] {
  const sorted = [...seeds].sort((a, b) => a[side] - b[side]);
  const parts: Seed[][] = [];
  for (const seed of sorted) {
    const last = parts.at(-1)?.at(-1);
    if (last === undefined || seed[side] - last[side] > gap + 1) parts.push([seed]);
    else parts.at(-1)?.push(seed);
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && settled) return [only];
  return parts.flatMap((part) => cluster(part, gap, side === 's' ? 'q' : 's', parts.length === 1));
}

/** A passage whose sides are not alike is clustered again with a smaller gap. */
function accept(part: readonly Seed[], here: readonly Sentence[], there: readonly Sentence[], gap: number): Passage[] {
  const q = range(part.map((seed) => seed.q));
  const s = range(part.map((seed) => seed.s));
  const a = sum(here, q);
  const b = sum(there, s);
  const norm = normOf(a) * normOf(b);
  const likeness = norm === 0 ? 0 : compare(a, b).product / norm;
  if (likeness >= PASSAGE_COSINE) return [{ q, s, likeness }];
  if (gap <= LEAST_GAP) return [];
  return cluster(part, gap - 1, 's').flatMap((smaller) => accept(smaller, here, there, gap - 1));
}

function range(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function sum(sentences: readonly Sentence[], [from, to]: readonly [number, number]): Map<string, number> {
  const total = new Map<string, number>();
  for (const { vector } of sentences.slice(from, to + 1)) {
    for (const [stem, weight] of vector) total.set(stem, (total.get(stem) ?? 0) + weight);
  }
  return total;
}

function withoutOverlaps(passages: readonly Passage[]): Passage[] {
  const kept: Passage[] = [];
  for (const one of [...passages].sort((a, b) => b.likeness - a.likeness)) {
    if (kept.every((other) => one.q[0] > other.q[1] || one.q[1] < other.q[0])) kept.push(one);
  }
  return kept;
}

function charactersOf(sentences: readonly Sentence[], [from, to]: readonly [number, number]): [number, number] {
  return [sentences[from]?.start ?? 0, sentences[to]?.end ?? 0];
}

function span(sentences: readonly Sentence[], sides: readonly [number, number]): number {
  const [start, end] = charactersOf(sentences, sides);
  return end - start;
}

/** The letters and digits of a text, and where each stands. */
interface Letters {
  readonly text: string;
  readonly places: readonly number[];
}

function lettersOf(text: string): Letters {
  const places = [...text.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
  return {
    text: places
      .map((place) => text[place])
      .join('')
      .toLowerCase(),
    places,
  };
}

/** Stretches of at least 256 characters that both texts have letter for letter, white space and signs aside. */
function commonSubstrings(query: string, source: string): Box[] {
  const here = lettersOf(query);
  const there = lettersOf(source);
  const step = LEAST_LETTERS / 2;
  const places = new Map<string, number>();
  for (let s = 0; s + step <= there.text.length; s += step) places.set(there.text.slice(s, s + step), s);
  const found: Box[] = [];
  let free = 0;
  for (let q = 0; q + step <= here.text.length; q++) {
    const s = places.get(here.text.slice(q, q + step));
    if (s === undefined) continue;
    let [a, b] = [q, s];
    while (a > free && b > 0 && here.text[a - 1] === there.text[b - 1]) [a, b] = [a - 1, b - 1];
    let length = step + q - a;
    while (a + length < here.text.length && here.text[a + length] === there.text[b + length]) length++;
    if (length < LEAST_LETTERS) continue;
    free = a + length;
    q = free - 1;
    found.push({ query: spanOf(here, a, free), source: spanOf(there, b, b + length) });
  }
  return found;
}

function spanOf({ places }: Letters, from: number, to: number): [number, number] {
  return [places[from] ?? 0, (places[to - 1] ?? 0) + 1];
}
