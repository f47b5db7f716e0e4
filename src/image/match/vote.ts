import { WORDS } from '../features/describe.ts';
import { measureSureDistance } from '../features/describe-distance.ts';
import type { FeatureIndex } from '../features/feature-index.ts';
import { KEY_BITS, MOST_KEY_BITS, TABLES } from '../features/feature-keys.ts';
import type { Features } from '../features/features.ts';

/*
 * A picture's features -> pairs of a feature of the picture and one of a reference that look alike.
 */

/** Most bits of 256 in which a pair differs, those that are unsure in the picture aside. */
export const VOTE_DISTANCE = 44;

/** Pairs kept of one feature of the picture: something that many references have tells nothing. */
const KEPT = 8;

/** Entries of a bucket that are compared at most, by their place in it: patterns and lettering fill some buckets with thousands. */
const MOST_ENTRIES = 400;

/** Unsure bits of a bucket's name that are tried both ways. */
const MOST_UNSURE = 2;

/** Pairs of look-alike features, parallel arrays. They are used again by the next search. */
export interface Votes {
  count: number;
  /** Feature of the picture. */
  query: Uint16Array;
  /** Feature of the index. */
  feature: Uint32Array;
  /** Bits that differ. */
  distance: Uint8Array;
  /** Which of the views of the picture: as it is, mirrored, … */
  view: Uint8Array;
}

const votes: Votes = {
  count: 0,
  query: new Uint16Array(1 << 14),
  feature: new Uint32Array(1 << 14),
  distance: new Uint8Array(1 << 14),
  view: new Uint8Array(1 << 14),
};

/** The pairs of all views of a picture. `views` have the same features in the same order. Valid until the next call. */
export function collectVotes(index: FeatureIndex, views: readonly Features[]): Votes {
  votes.count = 0;
  for (const [number, view] of views.entries()) {
    for (let q = 0; q < view.count; q++) {
      alike.count = 0;
      probes.count = 0;
      for (let table = 0; table < TABLES; table++) lookUp(index, view, q, table);
      listProbes(index);
      fetchAlike(index);
      best.count = 0;
      for (let i = 0; i < alike.count; i++) compare(index, view, q * WORDS, alike.features[i] ?? 0);
      for (let i = 0; i < best.count; i++) addVote(q, best.features[i] ?? 0, best.distances[i] ?? 0, number);
    }
  }
  return votes;
}

function addVote(query: number, feature: number, distance: number, view: number): void {
  if (votes.count === votes.query.length) grow();
  const at = votes.count++;
  votes.query[at] = query;
  votes.feature[at] = feature;
  votes.distance[at] = distance;
  votes.view[at] = view;
}

function grow(): void {
  const size = votes.count * 2;
  const { query, feature, distance, view } = votes;
  votes.query = new Uint16Array(size);
  votes.feature = new Uint32Array(size);
  votes.distance = new Uint8Array(size);
  votes.view = new Uint8Array(size);
  votes.query.set(query);
  votes.feature.set(feature);
  votes.distance.set(distance);
  votes.view.set(view);
}

/** The nearest features so far of one feature of the picture, nearest first. */
const best = { count: 0, features: new Uint32Array(KEPT), distances: new Uint8Array(KEPT) };

function keepBest(feature: number, distance: number): void {
  const { features, distances } = best;
  for (let i = 0; i < best.count; i++) if (features[i] === feature) return;
  let at = best.count < KEPT ? best.count++ : KEPT - 1;
  while (at > 0 && (distances[at - 1] ?? 0) > distance) {
    distances[at] = distances[at - 1] ?? 0;
    features[at] = features[at - 1] ?? 0;
    at--;
  }
  distances[at] = distance;
  features[at] = feature;
}

const flips = new Uint32Array(1 << MOST_UNSURE);

/** Features with the keys of one feature of the picture; some are here more than once. */
const alike = { count: 0, features: new Uint32Array(TABLES * flips.length * MOST_ENTRIES), sum: 0 };

/** Buckets that may hold the look-alikes of one feature of the picture. */
const probes = {
  count: 0,
  /** In the directory. */
  place: new Uint32Array(TABLES * flips.length),
  /** Where the entries of its table begin. */
  table: new Uint32Array(TABLES * flips.length),
  from: new Uint32Array(TABLES * flips.length),
  to: new Uint32Array(TABLES * flips.length),
  /** The rest of the key and which of its bits count, as they stand in entries. */
  rest: new Uint32Array(TABLES * flips.length),
  care: new Uint32Array(TABLES * flips.length),
};

/** Names the buckets of the features whose key in a table is that of feature `q`, whatever the unsure bits are. */
function lookUp(index: FeatureIndex, view: Features, q: number, table: number): void {
  const { descriptors, unsure } = view;
  const { keyBits, bucketBits, numberBits } = index;
  const at = q * WORDS;
  let bucket = 0;
  let rest = 0;
  let care = 0;
  let names = 1;
  flips[0] = 0;
  for (let bit = 0; bit < keyBits; bit++) {
    const position = KEY_BITS[table * MOST_KEY_BITS + bit] ?? 0;
    const value = ((descriptors[at + (position >>> 5)] ?? 0) >>> (position & 31)) & 1;
    const isSure = 1 - (((unsure[at + (position >>> 5)] ?? 0) >>> (position & 31)) & 1);
    if (bit >= bucketBits) {
      rest = (rest << 1) | value;
      care = (care << 1) | isSure;
      continue;
    }
    bucket = (bucket << 1) | value;
    if (isSure === 1 || names === flips.length) continue;
    const flip = 1 << (bucketBits - 1 - bit);
    for (let i = 0; i < names; i++) flips[names + i] = (flips[i] ?? 0) | flip;
    names *= 2;
  }
  const directory = table * ((1 << bucketBits) + 1);
  for (let name = 0; name < names; name++) {
    const probe = probes.count++;
    probes.place[probe] = directory + (bucket ^ (flips[name] ?? 0));
    probes.table[probe] = table * index.count;
    probes.rest[probe] = rest << numberBits;
    probes.care[probe] = care << numberBits;
  }
}

/** Lists the features in the buckets. They lie anywhere in the memory: all are looked up before one is read, so that the waits overlap. */
function listProbes(index: FeatureIndex): void {
  const { count, place, table, from, to, rest, care } = probes;
  for (let probe = 0; probe < count; probe++) {
    const at = place[probe] ?? 0;
    from[probe] = index.directory[at] ?? 0;
    to[probe] = index.directory[at + 1] ?? 0;
  }
  for (let probe = 0; probe < count; probe++) {
    const first = from[probe] ?? 0;
    const end = Math.min(to[probe] ?? 0, first + MOST_ENTRIES);
    const begin = table[probe] ?? 0;
    list(index, begin + first, begin + end, rest[probe] ?? 0, care[probe] ?? 0);
  }
}

/** Lists the features of a bucket whose rest of the key is right. */
function list({ entries, numberBits }: FeatureIndex, from: number, to: number, rest: number, care: number): void {
  // By a shift: a power would be a call, here and for tens of thousands of buckets a picture.
  const mask = (1 << numberBits) - 1;
  for (let i = from; i < to; i++) {
    const entry = entries[i] ?? 0;
    if (((entry ^ rest) & care) === 0) alike.features[alike.count++] = entry & mask;
  }
}

/**
 * Reads a word of every description that will be compared: they lie anywhere in the memory, and without comparisons in between the
 * processor waits for all of them at once.
 */
function fetchAlike({ descriptors }: FeatureIndex): void {
  let sum = 0;
  for (let i = 0; i < alike.count; i++) sum ^= descriptors[(alike.features[i] ?? 0) * WORDS] ?? 0;
  alike.sum = sum;
}

function compare({ descriptors }: FeatureIndex, view: Features, at: number, feature: number): void {
  const limit = best.count < KEPT ? VOTE_DISTANCE : (best.distances[KEPT - 1] ?? 0) - 1;
  const distance = measureSureDistance(view.descriptors, view.unsure, at, descriptors, feature * WORDS, limit);
  if (distance <= limit) keepBest(feature, distance);
}
