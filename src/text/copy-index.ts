import type { ReferenceText } from '../model/reference.ts';
import type { Span } from '../model/span.ts';
import type { Tokens } from '../model/words.ts';
import { isBoilerplate, withoutCommon } from './boilerplate.ts';
import { bucketEnd, buildPostings, type Postings, seek } from './copy-index-postings.ts';
import { readLibrary } from './copy-index-words.ts';
import { fold, foldPlain } from './fold.ts';
import { type Alignment, bounds, chooseApart, grow, type Pair } from './passages.ts';
import { tokenize } from './tokens.ts';
import { type Grams, makeGrams, readGrams, WORD_WEIGHT } from './winnow.ts';

/*
 * Whose words are these? The library's texts are kept as word hashes with an index of their grams. A query looks up every gram it
 * has, takes the references with the most hits, and grows each hit into the passage around it.
 */

/** References that are compared word by word, those with the most hits first. */
const MOST_REFERENCES = 32;
/** Passages tried in one reference. Bounds the work on texts that repeat themselves. */
const MOST_PASSAGES = 64;
/** Passages that are told of one reference, the longest; all of them count for the coverage. */
const MOST_TOLD = 500;
/** Hits that are collected for one text. Only a text made of one endless repetition comes near. */
const MOST_SEEDS = 1 << 18;
/** Seeds are sorted as `position * SEED + word`; also the longest text that is searched, in words. */
const SEED = 2 ** 21;

/** The library's texts, ready to be searched. */
export interface CopyIndex {
  /** Every reference that can be copied from; references of role `boilerplate` only tell what is common. */
  readonly references: readonly ReferenceText[];
  /** Word hashes of all fields, one behind the other. */
  readonly words: Int32Array;
  /** First word of every field of the library; one entry more than fields. */
  readonly starts: Uint32Array;
  /** Number of the reference, and of the field in it, for every field of the library. */
  readonly referenceOf: Uint32Array;
  readonly fieldOf: Uint32Array;
  readonly postings: Postings;
  /** Grams that prove nothing. */
  readonly common: ReadonlySet<number>;
}

/** A passage that stands in both texts, as offsets into the folded texts. */
export interface CopiedPassage {
  readonly here: Span;
  /** In the folded text of the reference's field. */
  readonly there: Span;
  /** Position in the reference's `fields`. */
  readonly field: number;
  /** Equal words; characters of scripts without spaces count 5/8. */
  readonly words: number;
}

/** What a text and one reference have in common. */
export interface CopyMatch {
  readonly reference: ReferenceText;
  /** In the order of the text; they do not overlap there. Of more than 500 the longest. */
  readonly passages: readonly CopiedPassage[];
  /** Words of the text that stand in the reference. */
  readonly words: number;
  /** Share of the text's words that stand in the reference, 0..1. */
  readonly coverage: number;
}

/** What a search found. */
export interface CopySearch {
  /** Most words first, then in the order of the library. */
  readonly matches: readonly CopyMatch[];
  /** Passages that were dropped because they are made of common sentences. */
  readonly common: number;
}

const NOTHING: CopySearch = { matches: [], common: 0 };
/** The grams of the text that is searched for; one for all searches, so that a search without a hit allocates nothing. */
const grams: Grams = makeGrams();

/** Indexes the texts of a library. The same references in the same order give the same answers. */
export function buildCopyIndex(references: readonly ReferenceText[]): CopyIndex {
  const sources = references.filter((reference) => !isBoilerplate(reference));
  const { words, starts, referenceOf, fieldOf, raw } = readLibrary(sources);
  const { postings, common } = buildPostings(raw, ownerNumbers(sources));
  // Without anything to copy from nobody asks what is common.
  if (sources.length > 0) for (const reference of references) if (isBoilerplate(reference)) addStock(reference, common);
  return { references: sources, words, starts, referenceOf, fieldOf, postings, common };
}

/**
 * Finds the passages that a text shares with the library. Passages shorter than `minWords` are left out.
 * Costs one look into memory a word when nothing is found, and then allocates nothing.
 */
export function findCopies(index: CopyIndex, tokens: Tokens, options: { readonly minWords: number }): CopySearch {
  if (index.words.length === 0 || tokens.count < 5 || tokens.count >= SEED) return NOTHING;
  readGrams(tokens, grams);
  const seeds = collectSeeds(index);
  if (seeds === undefined) return NOTHING;
  const least = options.minWords * WORD_WEIGHT;
  const matches: CopyMatch[] = [];
  let common = 0;
  for (const group of bestReferences(index, seeds)) {
    const found = compare(index, tokens, group, least);
    common += found.common;
    if (found.match !== undefined) matches.push(found.match);
  }
  const order = new Map(index.references.map((reference, at) => [reference, at]));
  matches.sort((a, b) => b.words - a.words || (order.get(a.reference) ?? 0) - (order.get(b.reference) ?? 0));
  return { matches, common };
}

/** Every hit as `position * SEED + word`, in ascending order; undefined when there is none. */
function collectSeeds({ postings }: CopyIndex): Float64Array | undefined {
  let seeds: number[] | undefined;
  const { hashes, count } = grams;
  for (let i = 0; i < count; i++) {
    const hash = hashes[i] ?? 0;
    const first = seek(postings, hash);
    if (first === -1) continue;
    seeds ??= [];
    const end = bucketEnd(postings, hash);
    for (let at = first; at < end; at++) {
      if (postings.checks[at] === (hash & 0xffff)) seeds.push((postings.positions[at] ?? 0) * SEED + i);
    }
    if (seeds.length > MOST_SEEDS) break;
  }
  return seeds === undefined ? undefined : Float64Array.from(seeds).sort();
}

/** The seeds of each of the references with the most hits. */
function bestReferences(index: CopyIndex, seeds: Float64Array): Float64Array[] {
  const groups: { seeds: Float64Array; reference: number }[] = [];
  for (let start = 0; start < seeds.length; ) {
    const field = fieldAt(index, seeds[start] ?? 0);
    const reference = index.referenceOf[field] ?? 0;
    let last = field;
    while (index.referenceOf[last + 1] === reference) last++;
    const behind = (index.starts[last + 1] ?? 0) * SEED;
    let end = start + 1;
    while (end < seeds.length && (seeds[end] ?? 0) < behind) end++;
    groups.push({ seeds: seeds.subarray(start, end), reference });
    start = end;
  }
  groups.sort((a, b) => b.seeds.length - a.seeds.length || a.reference - b.reference);
  return groups.slice(0, MOST_REFERENCES).map((group) => group.seeds);
}

/** Grows the seeds of one reference into passages and keeps those that prove something. */
function compare(
  index: CopyIndex,
  tokens: Tokens,
  seeds: Float64Array,
  least: number,
): { match: CopyMatch | undefined; common: number } {
  const library = { common: index.common, isKnown: (hash: number) => seek(index.postings, hash) !== -1 };
  const kept: Alignment[] = [];
  let common = 0;
  for (const passage of chooseApart(growAll(index, tokens, seeds), grams.weights, least)) {
    const own = withoutCommon(passage, grams, library).filter((part) => part.weight >= least);
    if (own.length === 0) common++;
    for (const part of own) kept.push(part);
  }
  if (kept.length === 0) return { match: undefined, common };
  const weight = kept.reduce((sum, { weight }) => sum + weight, 0);
  const passages = describe(index, tokens, heaviest(kept, MOST_TOLD));
  const reference = index.references[index.referenceOf[fieldAt(index, seeds[0] ?? 0)] ?? 0];
  if (reference === undefined) return { match: undefined, common };
  return { match: { reference, passages, words: toWords(weight), coverage: weight / grams.weight }, common };
}

/** The heaviest alignments, in the order in which they came. */
function heaviest(alignments: readonly Alignment[], most: number): readonly Alignment[] {
  if (alignments.length <= most) return alignments;
  const chosen = new Set([...alignments].sort((a, b) => b.weight - a.weight).slice(0, most));
  return alignments.filter((alignment) => chosen.has(alignment));
}

function growAll(index: CopyIndex, tokens: Tokens, seeds: Float64Array): Alignment[] {
  const grown: Alignment[] = [];
  const boxes: ReturnType<typeof bounds>[] = [];
  for (const seed of seeds) {
    const j = Math.floor(seed / SEED);
    const i = seed % SEED;
    const seen = boxes.some(({ here, there }) => i >= here[0] && i < here[1] && j >= there[0] && j < there[1]);
    if (seen) continue;
    const alignment = grow(pairAt(index, tokens, seed), i, j);
    if (alignment.runs.length === 0) continue;
    grown.push(alignment);
    boxes.push(bounds(alignment));
    if (grown.length >= MOST_PASSAGES) break;
  }
  return grown;
}

/** The text and the field of the library in which a seed stands. */
function pairAt(index: CopyIndex, tokens: Tokens, seed: number): Pair {
  const field = fieldAt(index, seed);
  return {
    here: tokens.hashes,
    hereFrom: 0,
    hereTo: tokens.count,
    there: index.words,
    thereFrom: index.starts[field] ?? 0,
    thereTo: index.starts[field + 1] ?? 0,
    weights: grams.weights,
    wordWeight: WORD_WEIGHT,
  };
}

/** Word numbers -> offsets. The library keeps no offsets: a field in which something was found is split into words once more. */
function describe(index: CopyIndex, tokens: Tokens, alignments: readonly Alignment[]): CopiedPassage[] {
  const again = new Map<number, Tokens>();
  return alignments.map((alignment) => {
    const { here, there } = bounds(alignment);
    const at = fieldAt(index, there[0] * SEED);
    const field = index.fieldOf[at] ?? 0;
    const start = index.starts[at] ?? 0;
    const source = again.get(at) ?? tokenizeOwn(index.references[index.referenceOf[at] ?? 0]?.fields[field]?.text ?? '');
    again.set(at, source);
    return {
      here: [tokens.starts[here[0]] ?? 0, tokens.ends[here[1] - 1] ?? 0],
      there: [source.starts[there[0] - start] ?? 0, source.ends[there[1] - start - 1] ?? 0],
      field,
      words: toWords(alignment.weight),
    };
  });
}

/** The field of the library that holds a seed's position. */
function fieldAt({ starts }: CopyIndex, seed: number): number {
  const position = Math.floor(seed / SEED);
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function ownerNumbers(references: readonly ReferenceText[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(references, ({ owner }) => {
    const name = foldPlain(owner);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

function addStock(reference: ReferenceText, common: Set<number>): void {
  for (const { text } of reference.fields) {
    readGrams(tokenizeOwn(text), grams);
    for (let i = 0; i < grams.count; i++) common.add(grams.hashes[i] ?? 0);
  }
}

function tokenizeOwn(text: string): Tokens {
  return tokenize(fold(text).text);
}

function toWords(weight: number): number {
  return Math.floor(weight / WORD_WEIGHT);
}
