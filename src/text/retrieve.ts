import { GramReader } from './copy-grams.ts';
import type { CopyWords } from './copy-words.ts';
import { HitTable } from './retrieve-hits.ts';
import { CROWD, crowdOwners, endEntry, firstEntry, type Segment } from './segment.ts';

/*
 * A text -> the texts of the library that may share a passage with it. All its grams and pairs are looked up; what few texts have counts
 * for much; the best stretch of the text decides, so that a long text does not win by its length.
 */

/** A segment and which of its texts were removed. */
export interface SearchedSegment {
  readonly segment: Segment;
  /** 1 for the number of a text that was removed. */
  readonly removed?: Uint8Array | undefined;
}

/** How much is looked for. */
export interface RetrieveOptions {
  /** Most candidates: 8 for a listing, 60 for a document. */
  readonly limit: number;
  /** Most candidates of one owner, so that the many variants of one shop do not hide the next; by default `limit`. */
  readonly perOwner?: number;
}

/** A text that may share a passage. */
export interface Candidate {
  /** Key in the store. */
  readonly key: number;
  /** Number of the owner. */
  readonly owner: number;
  /** How much the best stretch has in common; comparable within one search. */
  readonly score: number;
  /** That stretch, words `[start, end)` of the text that was searched for. */
  readonly window: readonly [number, number];
}

/** Words of the stretch that decides; a copied bullet has 10 to 40. */
const WINDOW = 60;
/** A hash that more texts have is hot and not read: 100 texts, from 33,000 on a share of all up to 300, from 600,000 on a smaller share. */
const FEWEST_HOT = 100;
const HOT_SHARE = 0.003;
const MANY_HOT = 300;
const LEAST_HOT_SHARE = 0.0005;
/** Postings that one search reads at most, the rarest hashes first. More cost time and find nothing. */
const BUDGET = 20_000;
/** A hot hash of so few owners is no boilerplate but a shop's catalogue: the first texts stand for the rest. */
const FEW_OWNERS = 2;
const TEXTS_OF_A_CATALOGUE = 8;
/**
 * What a bit counts in a pair and in a gram. Five words in a row say more than two of them; with more than this, stretches that two texts share
 * by chance come before reworded passages.
 */
const PAIR_UNIT = 64;
const GRAM_UNIT = 80;
/** What is done with a hash, beside 0 for nothing. */
const WANTED = 1;
const CATALOGUE = 2;
/** Owners that are counted one by one; more are told as at least so many. */
const MOST_OWNERS = 16;

/** Searches a library. Holds the buffers of a search: one a thread. */
export class Retriever {
  readonly #segments: readonly SearchedSegment[];
  /** Number of the first text of every segment among all. */
  readonly #bases: Uint32Array;
  readonly #total: number;
  readonly #hot: number;
  readonly #reader: GramReader;
  readonly #hits = new HitTable();
  /** Per look-up: the texts that have the hash, and per segment its first and end entry. */
  #counts = new Uint32Array(1024);
  #firsts = new Uint32Array(0);
  #ends = new Uint32Array(0);
  #chosen = new Uint8Array(1024);

  /** @param reader makes the hashes that are looked up; the same that made those of the segments. */
  constructor(segments: readonly SearchedSegment[], reader: GramReader = new GramReader()) {
    this.#segments = segments;
    this.#reader = reader;
    this.#bases = new Uint32Array(segments.length);
    let total = 0;
    segments.forEach(({ segment }, i) => {
      this.#bases[i] = total;
      total += segment.texts;
    });
    this.#total = total;
    this.#hot = Math.max(FEWEST_HOT, Math.min(MANY_HOT, Math.floor(total * HOT_SHARE)), Math.floor(total * LEAST_HOT_SHARE));
  }

  /** Texts in the library, removed ones too. */
  get texts(): number {
    return this.#total;
  }

  /** The best candidates, best first; the same whatever segments the library is kept in. @param source what `words` were read from. */
  search(words: CopyWords, source: string, { limit, perOwner = limit }: RetrieveOptions): Candidate[] {
    if (this.#total === 0) return [];
    this.#reader.readForQuery(words, source);
    this.#lookUp();
    this.#choose();
    this.#hits.clear();
    this.#collect();
    const found = this.#hits.best({ limit, perOwner, window: WINDOW, ownerOf: (text) => this.#ownerOf(text) });
    return found.map(({ text, owner, score, window }) => ({ key: this.#keyOf(text), owner, score, window }));
  }

  /** How many owners share a hash, exact up to 16; a lower bound beyond. */
  ownersOf(hash: number): number {
    const seen: number[] = [];
    let least = 0;
    for (const { segment } of this.#segments) {
      const first = firstEntry(segment, hash);
      const end = endEntry(segment, hash, first);
      least = Math.max(least, crowdOwners(segment, hash));
      const mask = 2 ** segment.bits - 1;
      // Beyond these the crowd knows better.
      const last = Math.min(end, first + 256);
      for (let i = first; i < last && seen.length < MOST_OWNERS; i++) {
        const owner = segment.owners[(segment.entries[i] ?? 0) & mask] ?? 0;
        if (!seen.includes(owner)) seen.push(owner);
      }
    }
    return Math.max(least, seen.length);
  }

  #lookUp(): void {
    const { count, hashes } = this.#reader;
    const segments = this.#segments;
    this.#makeRoom(count);
    this.#counts.fill(0, 0, count);
    for (let s = 0; s < segments.length; s++) {
      const segment = this.#segmentAt(s);
      const base = s * count;
      this.#touch(segment, base);
      for (let i = 0; i < count; i++) {
        const hash = hashes[i] ?? 0;
        const first = firstEntry(segment, hash);
        const end = endEntry(segment, hash, first);
        this.#firsts[base + i] = first;
        this.#ends[base + i] = end;
        this.#counts[i] = (this.#counts[i] ?? 0) + end - first;
      }
    }
  }

  /**
   * Reads what will be searched once beforehand, a table at a time: the memory answers many questions at once as long as no answer decides
   * what is asked next. Takes a quarter off the search.
   */
  #touch({ bits, directory, entries }: Segment, base: number): void {
    const { count, hashes } = this.#reader;
    const [firsts, ends] = [this.#firsts, this.#ends];
    for (let i = 0; i < count; i++) firsts[base + i] = directory[(hashes[i] ?? 0) >>> (32 - bits)] ?? 0;
    for (let i = 0; i < count; i++) ends[base + i] = entries[firsts[base + i] ?? 0] ?? 0;
  }

  /** Which hashes are worth reading: not the hot ones, and of the others the rarest until the budget is spent. */
  #choose(): void {
    const { count, hashes } = this.#reader;
    const counts = this.#counts;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const texts = counts[i] ?? 0;
      if (texts > this.#hot) {
        const catalogue = this.#isCatalogue(i, hashes[i] ?? 0);
        this.#chosen[i] = catalogue ? CATALOGUE : 0;
        if (catalogue) sum += TEXTS_OF_A_CATALOGUE;
      } else {
        this.#chosen[i] = texts > 0 ? WANTED : 0;
        sum += texts;
      }
    }
    if (sum <= BUDGET) return;
    const order = Array.from({ length: count }, (_, i) => i).filter((i) => this.#chosen[i] === WANTED);
    order.sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
    let left = BUDGET;
    for (const i of order) {
      left -= counts[i] ?? 0;
      if (left < 0) this.#chosen[i] = 0;
    }
  }

  /** Whether few owners have all texts of a hot hash. Nearly always the first three texts tell that they have not. */
  #isCatalogue(i: number, hash: number): boolean {
    const { count } = this.#reader;
    const owners: number[] = [];
    for (let s = 0; s < this.#segments.length; s++) {
      const segment = this.#segmentAt(s);
      const first = this.#firsts[s * count + i] ?? 0;
      const end = this.#ends[s * count + i] ?? 0;
      const mask = 2 ** segment.bits - 1;
      for (let e = first; e < Math.min(end, first + CROWD); e++) {
        const owner = segment.owners[(segment.entries[e] ?? 0) & mask] ?? 0;
        if (!owners.includes(owner) && owners.push(owner) > FEW_OWNERS) return false;
      }
      if (end - first > CROWD && crowdOwners(segment, hash) > FEW_OWNERS) return false;
    }
    return true;
  }

  /** Reads the texts of the chosen hashes in the order of their words: grams and pairs are each in order. */
  #collect(): void {
    const { count, gramCount, starts } = this.#reader;
    let pair = gramCount;
    for (let gram = 0; gram < gramCount; gram++) {
      while (pair < count && (starts[pair] ?? 0) < (starts[gram] ?? 0)) this.#hit(pair++);
      this.#hit(gram);
    }
    while (pair < count) this.#hit(pair++);
  }

  #hit(i: number): void {
    const chosen = this.#chosen[i] ?? 0;
    if (chosen === 0) return;
    const { count, starts } = this.#reader;
    const word = starts[i] ?? 0;
    const texts = Math.min(this.#counts[i] ?? 0, chosen === CATALOGUE ? TEXTS_OF_A_CATALOGUE : this.#hot);
    // Whole numbers: sums do not depend on the order.
    const unit = i < this.#reader.gramCount ? GRAM_UNIT : PAIR_UNIT;
    const weight = Math.max(1, Math.round(unit * Math.log2((this.#total + 1) / texts)));
    let left = texts;
    for (let s = 0; s < this.#segments.length && left > 0; s++) {
      const { bits, entries } = this.#segmentAt(s);
      const first = this.#firsts[s * count + i] ?? 0;
      const end = Math.min(this.#ends[s * count + i] ?? 0, first + left);
      const mask = 2 ** bits - 1;
      const base = this.#bases[s] ?? 0;
      for (let e = first; e < end; e++) this.#hits.add(base + ((entries[e] ?? 0) & mask), word, weight);
      left -= end - first;
    }
  }

  #segmentAt(s: number): Segment {
    const searched = this.#segments[s];
    if (searched === undefined) throw new RangeError(`no segment ${s}`);
    return searched.segment;
  }

  /** The segment of a text, by its number among all. */
  #segmentOf(text: number): number {
    let s = this.#segments.length - 1;
    while (s > 0 && (this.#bases[s] ?? 0) > text) s--;
    return s;
  }

  /** -1 for a text that was removed. */
  #ownerOf(text: number): number {
    const s = this.#segmentOf(text);
    const number = text - (this.#bases[s] ?? 0);
    return this.#segments[s]?.removed?.[number] === 1 ? -1 : (this.#segmentAt(s).owners[number] ?? 0);
  }

  #keyOf(text: number): number {
    const s = this.#segmentOf(text);
    return this.#segmentAt(s).keys[text - (this.#bases[s] ?? 0)] ?? 0;
  }

  #makeRoom(count: number): void {
    if (this.#chosen.length < count) {
      this.#chosen = new Uint8Array(count * 2);
      this.#counts = new Uint32Array(count * 2);
    }
    const needed = count * this.#segments.length;
    if (this.#firsts.length >= needed) return;
    this.#firsts = new Uint32Array(needed * 2);
    this.#ends = new Uint32Array(needed * 2);
  }
}
