import type { Problem } from '../model/problem.ts';
import type { TheirPicture, TracedListing, TracedPage, TracedPicture, TracedWord } from '../model/trace-report.ts';
import type { AlignedPassage } from '../text/align.ts';
import type { Candidate } from './candidates.ts';
import { type FoundDate, makeDateTable } from './date-table.ts';
import { type OwnListing, type OwnText, ownListing } from './own-text.ts';
import { findOwnWords, type OwnWord } from './own-words.ts';
import { findPassages, type Wording } from './passages.ts';
import type { ReadSuspect, SuspectPicture } from './suspect.ts';

/*
 * One page beside our listings -> what it has of them, and who was first.
 */

/** A picture of one of our listings that the page shows. */
export interface PictureHit {
  readonly of: OwnListing;
  readonly traced: TracedPicture;
}

/** A page before it is judged. */
export interface PageInput {
  readonly id: string;
  readonly page: ReadSuspect;
  readonly texts: readonly TextHit[];
  readonly pictures: readonly PictureHit[];
  /** Words that only we use, beyond the brands of the listings themselves. */
  readonly words: readonly OwnWord[];
}

/** A listing whose words the page has. */
export interface TextHit {
  readonly of: OwnListing;
  readonly own: OwnText;
  readonly brand?: string;
  readonly sameText: number;
  readonly aligned: readonly AlignedPassage[];
  readonly passages: TracedListing['passages'];
  readonly copiedWords: number;
}

/** Finds what a page has of ours in words, most copied first. */
export function findTexts(page: ReadSuspect, candidates: readonly Candidate[], wording: Wording): TextHit[] {
  const hits = candidates.flatMap(({ listing, own, twins }): TextHit[] => {
    const found = findPassages(page, own, wording);
    if (found.passages.length === 0) return [];
    const { brand } = listing;
    return [{ of: ownListing(listing), own, sameText: twins.count, ...(brand === undefined ? {} : { brand }), ...found }];
  });
  return hits.sort((a, b) => b.copiedWords - a.copiedWords || (a.of.listing < b.of.listing ? -1 : 1));
}

/** Listings that are told of one page. */
const MOST_LISTINGS = 20;

/** What a page has of ours, before dates are looked up. */
export type UndatedPage = Omit<TracedPage, 'dates' | 'lead'>;

/** Puts together what was found of one page. */
export function describePage({ id, page, texts, pictures, words }: PageInput): UndatedPage {
  const listings = joinListings(texts, pictures);
  const brands = texts
    .slice(0, MOST_LISTINGS)
    .flatMap(({ brand }): OwnWord[] => (isBrand(brand) ? [{ phrase: brand, kind: 'brand' }] : []));
  const { named, finalUrl, statedUrl, redirects, source, status, observedAt, bytes, sha256, title, problems } = page;
  return {
    id,
    named,
    finalUrl,
    ...(statedUrl === undefined ? {} : { statedUrl }),
    redirects,
    source,
    ...(status === undefined ? {} : { status }),
    observedAt,
    bytes,
    sha256,
    title,
    pictures: page.pictures.map((picture) => shownPicture(picture, id)),
    listings: listings.slice(0, MOST_LISTINGS),
    moreListings: Math.max(0, listings.length - MOST_LISTINGS),
    words: orderWords(findOwnWords(page, [...words, ...brands])),
    problems,
  };
}

/** `Generic` and the like are nobody's. */
function isBrand(brand: string | undefined): brand is string {
  return brand !== undefined && !/^(?:generic|unbranded|no brand|n\/?a|none|无品牌|无)$/i.test(brand.trim());
}

function joinListings(texts: readonly TextHit[], pictures: readonly PictureHit[]): TracedListing[] {
  const byListing = new Map<string, TracedListing>();
  for (const { of, passages, copiedWords, sameText } of texts)
    byListing.set(of.listing, { ...of, passages, pictures: [], copiedWords, sameText });
  for (const { of, traced } of pictures) {
    const known = byListing.get(of.listing) ?? { ...of, passages: [], pictures: [], copiedWords: 0, sameText: 0 };
    byListing.set(of.listing, { ...known, pictures: [...known.pictures, traced] });
  }
  const weight = ({ copiedWords, pictures: shown }: TracedListing): number =>
    copiedWords + 50 * shown.filter(({ tier }) => tier === 'copy').length + shown.length;
  return [...byListing.values()].sort((a, b) => weight(b) - weight(a) || (a.listing < b.listing ? -1 : 1));
}

function orderWords(words: readonly TracedWord[]): TracedWord[] {
  return [...words].sort((a, b) => (a.kind === b.kind ? (a.word < b.word ? -1 : 1) : a.kind === 'canary' ? -1 : 1));
}

/** Without its bytes. */
function shownPicture({ body: _, preview: __, extension, ...picture }: SuspectPicture, id: string): TheirPicture {
  return { ...picture, file: pictureFile(id, picture.number, extension) };
}

/** Where a picture of theirs lies in the evidence folder: a number, whatever the page calls it. */
export function pictureFile(id: string, number: number, extension: string): string {
  return `${id}/pictures/${String(number).padStart(2, '0')}.${extension}`;
}

/** Adds the dates of both sides. @param now milliseconds since 1970. */
export function datePage(
  page: UndatedPage,
  dates: readonly FoundDate[],
  problems: readonly Problem[],
  now: number,
): TracedPage {
  const { rows, lead } = makeDateTable(
    dates.map((date) => ({ ...date, ref: refIn(page.id, date.ref) })),
    now,
  );
  return { ...page, dates: rows, lead, problems: [...page.problems, ...problems] };
}

/** Names of files that every page has in its folder. */
export const PAGE_FILES: { readonly page: string; readonly headers: string } = {
  page: 'page-as-received.txt',
  headers: 'headers.txt',
};

function refIn(id: string, ref: string): string {
  return ref === PAGE_FILES.page || ref === PAGE_FILES.headers ? `${id}/${ref}` : ref;
}
