import { createHash } from 'node:crypto';
import { keyOf, type Listing } from '../model/listing.ts';
import { Retriever } from '../text/retrieve.ts';
import { SegmentBuilder, segmentInMemory } from '../text/segment-build.ts';
import { type OwnText, ownText } from './own-text.ts';
import type { ReadSuspect } from './suspect.ts';

/*
 * Our listings, one after the other -> those that are worth a closer look. The pages are the index and our listings the questions, so memory holds the
 * pages and some sixty listings a page, however many we have.
 */

/** A listing of ours that may have been copied. */
export interface Candidate {
  readonly listing: Listing;
  readonly own: OwnText;
  /** How much its best stretch has in common with the page. */
  readonly score: number;
  /** Further listings with the very same text, counted while listings are read. */
  readonly twins: { count: number };
}

/** Listings that are compared word by word with one page. */
const MOST = 60;

/** Chooses the candidates of each page. */
export class CandidateFinder {
  readonly #retriever: Retriever;
  /** Per page, the best so far, best first. */
  readonly #best: Candidate[][];
  /** By a digest of the text: what a hundred variants share is compared once. */
  readonly #twins = new Map<string, Candidate['twins']>();
  readonly #named: ReadonlySet<string>;
  readonly #met = new Set<string>();
  #listings = 0;

  /** @param named ids of the listings that are compared, whatever they hold; empty for all that are alike. */
  constructor(pages: readonly ReadSuspect[], named: ReadonlySet<string>) {
    const builder = new SegmentBuilder();
    for (const [at, { text, words }] of pages.entries()) builder.add({ key: at + 1, owner: at + 1, source: text, words });
    this.#retriever = new Retriever(pages.length === 0 ? [] : [{ segment: segmentInMemory(builder) }]);
    this.#best = pages.map(() => []);
    this.#named = named;
  }

  /** Listings that were compared. */
  get listings(): number {
    return this.#listings;
  }

  /** The named listings that were not met. */
  get missing(): string[] {
    return [...this.#named].filter((name) => !this.#met.has(name));
  }

  /** Looks at a listing. @returns false for one that nobody wants. */
  add(listing: Listing): boolean {
    if (this.#named.size > 0) return this.#addNamed(listing);
    this.#listings++;
    const own = ownText(listing);
    const digest = digestOf(own.text);
    const known = this.#twins.get(digest);
    if (known !== undefined) {
      known.count++;
      return true;
    }
    const twins = { count: 0 };
    this.#twins.set(digest, twins);
    for (const { key, score } of this.#retriever.search(own.words, own.text, { limit: this.#best.length })) {
      insert(this.#best[key - 1] ?? [], { listing, own, score, twins });
    }
    return true;
  }

  /** The candidates of a page, best first. */
  of(page: number): readonly Candidate[] {
    return this.#best[page] ?? [];
  }

  #addNamed(listing: Listing): boolean {
    const names = [keyOf(listing), listing.id].filter((name) => this.#named.has(name));
    if (names.length === 0) return false;
    this.#listings++;
    for (const name of names) this.#met.add(name);
    const own = ownText(listing);
    for (const best of this.#best) best.push({ listing, own, score: Number.POSITIVE_INFINITY, twins: { count: 0 } });
    return true;
  }
}

/** 10,000 listings take a megabyte. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 24);
}

/** Puts a candidate in its place, if it is good enough. */
function insert(best: Candidate[], candidate: Candidate): void {
  let place = best.length;
  while (place > 0 && candidate.score > (best[place - 1]?.score ?? 0)) place--;
  if (place >= MOST) return;
  best.splice(place, 0, candidate);
  if (best.length > MOST) best.pop();
}
