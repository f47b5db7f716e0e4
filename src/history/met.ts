import { hash } from 'node:crypto';
import type { Finding, FindingState } from '../model/finding.ts';
import type { EpisodeState } from '../model/history.ts';
import { isPictureText, keyOf } from '../model/listing.ts';
import { contentOf, hashOfContent, type ListingContent } from '../model/listing-content.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { MetListing } from './history.ts';
import { foldForSearch, storable, storableName } from './packed.ts';

/*
 * A listing as a run met it, ready for the tables.
 */

/** What a run must have looked at before it can say that a finding is gone; numbers are added up. */
export const NEEDS = { pictures: 1, pictureText: 2, allListings: 4, remotePictures: 8 } as const;

/** Longest title, match and file name that lists show, in UTF-16 code units. */
const MAX_SHOWN = 300;
/** How much of a title is searched. */
const MAX_SEARCHED = 500;

/** What only the page of a finding shows, and what comes with it. */
export interface Detail
  extends Pick<Finding, 'confidence' | 'field' | 'index' | 'span' | 'match' | 'slots' | 'evidence' | 'prevention'> {
  readonly replacements?: Finding['replacements'];
  /** When it is more than `open` or `baselined`. */
  readonly state?: FindingState;
  readonly message: Bilingual;
  readonly fix: Bilingual;
}

/** A finding as the tables hold it. */
export interface MetFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: number;
  readonly review: 0 | 1;
  readonly state: Exclude<EpisodeState, 'fixed'>;
  readonly match: string;
  readonly needs: number;
  readonly place: string;
  readonly search: string;
  readonly detail: Detail;
  readonly digest: string;
}

/** A listing as the tables hold it. */
export interface MetRow {
  readonly listing: string;
  readonly marketplace: string;
  readonly title: string;
  readonly file: string;
  readonly record: number;
  readonly search: string;
  readonly hash: string;
  readonly content: ListingContent;
  readonly findings: readonly MetFinding[];
}

/** Brings what a run met into the form of the tables. */
export function toRow({ listing, findings, pictures, texts, remote = NOTHING }: MetListing): MetRow {
  const content = contentOf(listing, pictures);
  const name = storableName(keyOf(listing));
  const title = listing.fields.find((field) => field.name === 'title')?.text ?? '';
  return {
    listing: name,
    marketplace: storableName(listing.marketplace),
    title: storable(title, MAX_SHOWN),
    file: storable(listing.source.file, MAX_SHOWN * 4),
    record: listing.source.record,
    search: foldForSearch(`${name}\n${storable(title, MAX_SEARCHED)}`),
    hash: hashOfContent(content),
    content,
    findings: findings.map((finding, at) => toFinding(finding, texts[at] ?? NO_TEXT, remote)),
  };
}

const NOTHING: ReadonlySet<string> = new Set();
const NO_TEXT = { message: { en: '', zh: '' }, fix: { en: '', zh: '' } };

/** 1 for the weakest. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.length - SEVERITIES.indexOf(severity);
}

/** The severity of a rank. */
export function severityOf(rank: number): Severity {
  return SEVERITIES[SEVERITIES.length - rank] ?? 'note';
}

function toFinding(finding: Finding, { message, fix }: MetListing['texts'][number], remote: ReadonlySet<string>): MetFinding {
  const { fingerprint, rule, severity, review, state, file, line, column, record, cell } = finding;
  const { confidence, field, index, span, match, slots, evidence, prevention, replacements } = finding;
  const detail: Detail = {
    ...{ confidence, field, index, span, match, slots, evidence, prevention },
    ...(replacements === undefined ? {} : { replacements }),
    ...(typeof state === 'string' ? {} : { state }),
    ...{ message, fix },
  };
  const shown = storable(match, MAX_SHOWN);
  return {
    fingerprint,
    rule: storableName(rule),
    severity: rankOf(severity),
    review: review ? 1 : 0,
    state: typeof state === 'string' ? state : 'suppressed',
    match: shown,
    needs: needsOf(finding, remote),
    place: JSON.stringify([file, line, column, record, cell ?? null]),
    search: foldForSearch(`${rule}\n${shown}`),
    detail,
    digest: hash('sha256', JSON.stringify(detail), 'hex').slice(0, 32),
  };
}

function needsOf({ field, index, evidence }: Finding, remote: ReadonlySet<string>): number {
  const text = isPictureText(field);
  const pictures = text || field.startsWith('image.') || evidence.kind === 'image-match' || evidence.kind === 'image-rights';
  const slot = field.endsWith('.main') ? 'main' : `other-${index}`;
  return (
    (pictures ? NEEDS.pictures : 0) +
    (text ? NEEDS.pictureText : 0) +
    (evidence.kind === 'duplicate-listing' ? NEEDS.allListings : 0) +
    (pictures && remote.has(slot) ? NEEDS.remotePictures : 0)
  );
}
