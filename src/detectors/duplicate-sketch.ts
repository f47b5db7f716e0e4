import { isFunctionWord } from '../text/function-words.ts';
import { mixHash } from '../text/gram-hash.ts';
import { type PlainWords, plainWords, WORD_ROLE, wordRoles } from '../text/variant-words.ts';
import type { Subject } from './contract.ts';

/*
 * A listing's title and bullets -> a few hundred bytes by which near-equal ones are known. The features are words and pairs of neighbours
 * without those that tell variants apart; of the features in each bin the least is kept, one byte of it (one-permutation hashing: Li, Owen
 * and Zhang, NIPS 2012), so the share of equal bins is the share of features that two listings have in common, to about three points.
 */

/** Bins of a sketch, a byte each. */
export const BINS = 256;
/** Keys made of four least hashes each: two listings that share nine features of ten have one in common, but for one pair in five thousand. */
const BANDS = 8;
const LEAST_OF_BAND = 4;
/** Keys under which a sketch is found; the first is of all features, so that equal texts meet however many nearly equal ones there are. */
export const KEYS: number = BANDS + 1;
/** Words of a title that are kept, two bytes each. */
export const TITLE_WORDS = 24;
/** Fewer different words say too little. */
const FEWEST_WORDS = 6;

/** What is remembered of a listing. */
export interface Sketch {
  readonly id: string;
  readonly marketplace: string;
  /** Its family, or its id where it has none. */
  readonly family: string;
  readonly file: string;
  readonly record: number;
  /** 0 for an empty bin. */
  readonly bins: Uint8Array;
  readonly keys: Uint32Array;
  /** Hashes of the title's content words, ascending, 0 where there are fewer: one other word in a short title makes other goods. */
  readonly title: Uint16Array;
  /** Of the set of model numbers in the title: listings that differ in one are other products. */
  readonly models: number;
}

/** Least feature of every bin of the listing at hand. */
const least = new Uint32Array(BINS);

/** Sketches a listing; undefined when its title and bullets are too short to tell. */
export function sketchListing({ listing, texts }: Subject): Sketch | undefined {
  least.fill(NOTHING);
  const models = new Set<number>();
  const title = new Set<number>();
  let count = 0;
  for (const field of texts) {
    const { name } = field.field;
    if (name !== 'title' && name !== 'bullet') continue;
    const words = plainWords(field);
    const roles = wordRoles(words);
    count += addFeatures(words, roles);
    if (name === 'title') addTitle(words, roles, title, models);
  }
  if (count < FEWEST_WORDS) return undefined;
  const { id, marketplace, family = id, source } = listing;
  return {
    id,
    marketplace,
    family,
    file: source.file,
    record: source.record,
    bins: binsOf(least),
    keys: Uint32Array.of(keyOf(least), ...bandKeys(least)),
    title: leastOf(title),
    models: hashSet(models),
  };
}

/** Notes the words and the pairs of neighbours. @returns the number of words that are no variant words. */
function addFeatures({ ids, count }: PlainWords, roles: Uint8Array): number {
  let words = 0;
  let before = 0;
  for (let i = 0; i < count; i++) {
    if (roles[i] === WORD_ROLE.variant) continue;
    const id = ids[i] ?? 0;
    note(mixHash(id));
    note(mixHash(Math.imul(before, 0x9e3779b1) + id));
    before = id;
    words++;
  }
  return words;
}

function note(feature: number): void {
  const bin = feature >>> 24;
  const rest = feature & 0xffffff;
  if (rest < (least[bin] ?? 0)) least[bin] = rest;
}

function addTitle({ ids, count }: PlainWords, roles: Uint8Array, title: Set<number>, models: Set<number>): void {
  for (let i = 0; i < count; i++) {
    const id = ids[i] ?? 0;
    if (roles[i] === WORD_ROLE.model) models.add(id);
    else if (roles[i] === WORD_ROLE.plain && !isFunctionWord(id)) title.add(1 + (mixHash(id) % 0xffff));
  }
}

function binsOf(least: Uint32Array): Uint8Array {
  const bins = new Uint8Array(BINS);
  for (let bin = 0; bin < BINS; bin++) {
    const rest = least[bin] ?? NOTHING;
    if (rest !== NOTHING) bins[bin] = 1 + (mixHash(rest) % 255);
  }
  return bins;
}

/** Texts with the same features have the same key. */
function keyOf(least: Uint32Array): number {
  let key = 0x2c1b3c6d;
  for (let bin = 0; bin < BINS; bin++) key = Math.imul(key ^ (least[bin] ?? 0), 0x85ebca6b) + 0x9e3779b1;
  return mixHash(key);
}

/** Of no feature in a bin. */
const NOTHING = 0xffffffff;

/** A key of every band: of the least feature in each of its parts, which are bins in a row. */
function bandKeys(least: Uint32Array): number[] {
  const bins = BINS / (BANDS * LEAST_OF_BAND);
  return Array.from({ length: BANDS }, (_, band) => {
    let key = band;
    for (let part = band * LEAST_OF_BAND; part < (band + 1) * LEAST_OF_BAND; part++) {
      let smallest = NOTHING;
      for (let bin = part * bins; bin < (part + 1) * bins; bin++) {
        // The rests of different bins are compared as they are: any order of the features will do, as long as it is always the same.
        const rest = least[bin] ?? NOTHING;
        if (rest < smallest) smallest = rest;
      }
      key = mixHash(Math.imul(key, 0x85ebca6b) ^ smallest);
    }
    return key;
  });
}

/** The least of a set, ascending. */
function leastOf(set: ReadonlySet<number>): Uint16Array {
  const kept = [...set].sort((a, b) => a - b).slice(0, TITLE_WORDS);
  const title = new Uint16Array(TITLE_WORDS);
  title.set(kept);
  return title;
}

function hashSet(ids: ReadonlySet<number>): number {
  let sum = 0;
  for (const id of ids) sum = (sum + mixHash(id)) >>> 0;
  return sum;
}
