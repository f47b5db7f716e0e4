import type { History } from '../../src/history/history.ts';
import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { Run, RunScope } from '../../src/model/history.ts';
import type { Field, ImageSlot, Listing, ListingImage } from '../../src/model/listing.ts';
import type { Severity } from '../../src/model/rule.ts';

/*
 * Runs as a scan would record them, without scanning.
 */

const place = { runs: [0, 1, 1] };

/** What a listing says in a run, and what is found in it. */
export interface Said {
  readonly id: string;
  readonly title?: string;
  readonly marketplace?: string;
  readonly file?: string;
  readonly record?: number;
  readonly pictures?: Readonly<Record<string, string>>;
  readonly found?: readonly Found[];
}

/** What is found. */
export interface Found {
  readonly rule?: string;
  readonly match: string;
  readonly severity?: Severity;
  readonly state?: Finding['state'];
  readonly field?: string;
  readonly line?: number;
  readonly kind?: 'phrase' | 'duplicate-listing';
}

export const RULES: readonly string[] = ['amazon/brand-in-title', 'amazon/copied-image', 'core/duplicate', 'core/superlative'];

/** What a run of everything looked at. */
export const WHOLE: RunScope = {
  paths: ['.'],
  whole: true,
  rules: RULES,
  images: true,
  ocr: true,
  complete: true,
};

export function listingOf(said: Said): Listing {
  const { id, title = `Title of ${id}`, marketplace = 'amazon.com', file = 'feeds/shop.tsv', record = 1, pictures = {} } = said;
  const fields: Field[] = [
    { name: 'title', text: title, place },
    { name: 'bullet', index: 1, text: 'Keeps cold for a day', place },
  ];
  const images = Object.keys(pictures).map(
    (slot): ListingImage => ({ slot: slotOf(slot), src: `img/${id}-${slot}.jpg`, place }),
  );
  return { id, marketplace, fields, images, source: { file, record } };
}

function slotOf(slot: string): ImageSlot {
  return slot === 'main' ? 'main' : `other-${Number(slot.slice('other-'.length))}`;
}

export function findingOf(listing: Listing, found: Found, nth = 0): Finding {
  const { rule = 'amazon/brand-in-title', match, severity = 'error', state = 'open', field = 'title', line = 2, kind } = found;
  const { id, marketplace } = listing;
  return {
    ...{ rule, severity, review: false, confidence: 0.9, listing: id, marketplace, file: listing.source.file, line, column: 7 },
    ...{ record: listing.source.record, field, index: null, span: [0, match.length], match, slots: { owner: 'Halden AG' } },
    evidence:
      kind === 'duplicate-listing'
        ? { kind, other: { listing: 'B-2', file: 'feeds/shop.tsv', record: 9 }, similarity: 0.97 }
        : { kind: 'phrase', phrase: match, folding: [] },
    ...{ prevention: ['check-brands'], state },
    fingerprint: fingerprint({ rule, marketplace, listing: id, field, what: match, nth }),
  };
}

/** Records a run. */
export async function record(
  history: History,
  at: string,
  said: readonly Said[],
  {
    scope = {},
    packs = [
      { id: 'amazon', version: '1.0.0' },
      { id: 'core', version: '1.0.0' },
    ],
    unread,
  }: { readonly scope?: Partial<RunScope>; readonly packs?: Run['packs']; readonly unread?: ReadonlySet<string> } = {},
): Promise<Run> {
  const whole = { ...WHOLE, ...scope };
  const recorder = await history.begin({ startedAt: at, scope: whole });
  let found = 0;
  for (const one of said) {
    const listing = listingOf(one);
    const findings = (one.found ?? []).map((finding) => findingOf(listing, finding));
    found += findings.length;
    const texts = findings.map(({ match }) => ({
      message: { en: `“${match}” is the brand of another.`, zh: `“${match}”是他人的品牌。` },
      fix: { en: `Remove “${match}”.`, zh: `删除“${match}”。` },
    }));
    await recorder.listing({ listing, findings, texts, pictures: new Map(Object.entries(one.pictures ?? {})) });
  }
  return recorder.end(runOf(at, said.length, found, whole, packs), unread);
}

export function runOf(at: string, listings: number, errors: number, scope: RunScope, packs: Run['packs']): Omit<Run, 'id'> {
  return {
    ...{ startedAt: at, endedAt: at, asOf: at.slice(0, 10), version: '1.0.0', packs, scope, files: 1, listings, images: 0 },
    ...{ problems: 0, counts: { error: errors, warning: 0, note: 0 }, review: 0, suppressed: 0, baselined: 0 },
    exit: errors > 0 ? 1 : 0,
  };
}

/** The n-th Monday, six in the morning. */
export function week(n: number): string {
  return new Date(Date.UTC(2026, 0, 5, 6) + n * 7 * 86_400_000).toISOString();
}
