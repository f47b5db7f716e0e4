import type { PassageClass } from './comparison.ts';
import type { PictureTransform, Quad } from './picture-comparison.ts';
import type { Problem } from './problem.ts';
import type { Span } from './span.ts';
import type { Bilingual } from './text.ts';

/*
 * What a trace found: somebody's pages beside our listings, and who says what about when. `trace.json` of an evidence folder holds it.
 */

/** Version of the shape; a reader refuses a newer one. */
export const TRACE_FORMAT = 1;

/**
 * How a date is known: `observed` by us, when the trace ran; `claimed` by the page, its server or a file of theirs; `recorded` by us before,
 * in git, the history, originals or papers.
 */
export const DATE_TYPES = ['observed', 'claimed', 'recorded'] as const;
/** One of `DATE_TYPES`. */
export type DateType = (typeof DATE_TYPES)[number];

/** Where a date comes from. */
export const DATE_KINDS = [
  'received',
  'saved-page',
  'json-ld',
  'open-graph',
  'page',
  'shopify',
  'sitemap',
  'last-modified',
  'image-last-modified',
  'image-exif',
  'file-time',
  'git',
  'git-image',
  'history',
  'original-exif',
  'licence',
  'canary',
  'record',
] as const;
/** One of `DATE_KINDS`. */
export type DateKind = (typeof DATE_KINDS)[number];

/** What is wrong with a date. */
export const DATE_FAULTS = ['unreadable', 'impossible', 'future', 'before-the-web', 'contradicts'] as const;
/** One of `DATE_FAULTS`. */
export type DateFault = (typeof DATE_FAULTS)[number];

/** A row of the date table. */
export interface DateRow {
  readonly type: DateType;
  readonly side: 'theirs' | 'ours';
  readonly kind: DateKind;
  /** As the source calls it: `datePublished`, `published_at`, a commit's subject, a paper's title. */
  readonly name: string;
  /** As written. */
  readonly value: string;
  /** The first and last instant that the value may mean, ISO 8601 in UTC; absent when it means none. A day without a zone is 50 hours long. */
  readonly from?: string;
  readonly to?: string;
  /** `keyOf` our listing, for our rows. */
  readonly listing?: string;
  /** What it is about: a passage, a picture, the page. */
  readonly about: Bilingual;
  /** Whether the comparison of who was first may rest on it. */
  readonly counts: boolean;
  readonly faults: readonly DateFault[];
  /** Why a fault is one, or what else to know. */
  readonly note?: Bilingual;
  /**
   * Whole days, at least, by which ours is earlier: of a row of ours before their earliest date, of theirs behind our earliest. Negative when ours is
   * later; 0 when the two overlap, so that nobody can tell.
   */
  readonly leadDays?: number;
  readonly proves: Bilingual;
  readonly provesNot: Bilingual;
  /** What to look at: a file of the evidence folder, a commit, a path. */
  readonly ref: string;
}

/** One side of a passage. */
export interface TracedWords {
  readonly text: string;
  readonly words: number;
  /** In `text.txt` of the page, or in the text of our listing. */
  readonly span: Span;
}

/** A passage of ours that stands in their page. */
export interface TracedPassage {
  readonly class: PassageClass;
  /** Words that both sides have. */
  readonly equal: number;
  readonly ours: TracedWords & { readonly field: string; readonly index?: number };
  /** `seen` is false for what stands only in the data of the page, where programs read it. */
  readonly theirs: TracedWords & { readonly seen: boolean };
}

/** A picture of a page, as received. */
export interface TheirPicture {
  /** 1-based, in the order of the page. */
  readonly number: number;
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** In the evidence folder. */
  readonly file?: string;
  readonly lastModified?: string;
  /** The camera's own clock. */
  readonly takenAt?: string;
  /** What the file says of its owner. */
  readonly claims: readonly string[];
}

/** A picture of ours that they show. */
export interface TracedPicture {
  readonly ours: {
    readonly slot: string;
    readonly src: string;
    readonly sha256: string;
    readonly width: number;
    readonly height: number;
  };
  /** `number` of their picture. */
  readonly theirs: number;
  readonly tier: 'copy' | 'related';
  readonly stage: 'exact' | 'hash' | 'geometry';
  readonly distance?: number;
  readonly inliers?: number;
  /** Which of the two looks like the whole. It does not say who was first. */
  readonly original: 'ours' | 'theirs';
  /** The shared region in each, corners in shares of width and height. */
  readonly oursRegion: Quad;
  readonly theirsRegion: Quad;
  readonly transform: PictureTransform;
  /** What was done to it, in words. */
  readonly says: Bilingual;
}

/** A word of ours that stands in their page. */
export interface TracedWord {
  readonly word: string;
  /** `brand`: of the configuration or the listing's brand field; `canary`: planted to be found again. */
  readonly kind: 'brand' | 'canary';
  /** `text`: a visitor sees it; `source`: only in the page's code, such as names of pictures. */
  readonly place: 'text' | 'source';
  readonly count: number;
  /** The first place with what stands around it. */
  readonly excerpt: string;
  /** Listing that a canary was planted in, when it is known. */
  readonly listing?: string;
}

/** A listing of ours of which something stands in their page. */
export interface TracedListing {
  /** `keyOf` the listing. */
  readonly listing: string;
  readonly marketplace: string;
  readonly title: string;
  readonly file: string;
  readonly record: number;
  /** In the order of our listing. */
  readonly passages: readonly TracedPassage[];
  readonly pictures: readonly TracedPicture[];
  /** Words of ours that stand in a passage, and how many the listing has. */
  readonly copiedWords: number;
  readonly words: number;
  /** Further listings of ours with the very same text. */
  readonly sameText: number;
}

/** Who was first, as far as the rows tell. */
export interface TraceLead {
  /** Index in `dates`. */
  readonly ours?: number;
  readonly theirs?: number;
  readonly leadDays?: number;
  readonly says: Bilingual;
}

/** A page that was traced. */
export interface TracedPage {
  /** `page-1` …, its folder in the evidence folder. */
  readonly id: string;
  /** As the person named it. */
  readonly named: string;
  readonly finalUrl: string;
  /** Where a saved page stood, in the words of whoever traced it: it was not asked. */
  readonly statedUrl?: string;
  readonly redirects: readonly string[];
  readonly source: 'network' | 'kept' | 'file';
  readonly status?: number;
  /** When it was received or last confirmed; for a file, when it was read. */
  readonly observedAt: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly title: string;
  readonly pictures: readonly TheirPicture[];
  /** Most copied first. */
  readonly listings: readonly TracedListing[];
  /** Listings with copied passages beyond those that are told. */
  readonly moreListings: number;
  readonly words: readonly TracedWord[];
  readonly dates: readonly DateRow[];
  readonly lead: TraceLead;
  readonly problems: readonly Problem[];
}

/** All that a trace found. */
export interface TraceReport {
  readonly format: number;
  /** Of preclear. */
  readonly version: string;
  readonly tracedAt: string;
  /** What it was compared with. */
  readonly compared: {
    readonly listings: number;
    /** Pictures of ours that were compared closely, by their hashes only, and that there are. */
    readonly pictures: number;
    readonly hashed: number;
    readonly ofPictures: number;
  };
  readonly pages: readonly TracedPage[];
  /** Pages that could not be had. */
  readonly failures: readonly { readonly named: string; readonly kind: string; readonly reason: Bilingual }[];
  /** What could not be read of our own. */
  readonly problems: readonly Problem[];
}

/** Whether something of ours was copied: words that anybody may write, such as our brand, are not enough. */
export function isCopied({ listings, words }: Pick<TracedPage, 'listings' | 'words'>): boolean {
  return (
    listings.some(({ passages, pictures }) => passages.length > 0 || pictures.some(({ tier }) => tier === 'copy')) ||
    words.some(({ kind }) => kind === 'canary')
  );
}
