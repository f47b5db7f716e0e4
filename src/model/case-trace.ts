import type { CaseTrace } from './case-record.ts';
import { UsageError } from './errors.ts';
import { compareTexts } from './order.ts';
import { TRACE_FORMAT } from './trace-report.ts';

/*
 * `trace.json` of an evidence folder -> what letters of a case may say of it. The file may have been edited, so nothing in it is taken on trust but
 * its hash, which `preclear trace verify` checks.
 */

/** Where the evidence folder is kept, and what proves it. */
export interface TraceSource extends Pick<CaseTrace, 'proofs'> {
  /** Unique in the case; each page and listing adds its own part: `T-1/page-1/NL-100`. */
  readonly id: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * What a trace found, one entry for each page and listing of ours that it has something of; canaries count for the listing that they were planted
 * in, and for every one when that is not known.
 * @throws UsageError for what is no trace, or one of a newer preclear.
 */
export function caseTraces(json: unknown, { id, proofs }: TraceSource): CaseTrace[] {
  if (!isJson(json) || typeof json.format !== 'number' || !Array.isArray(json.pages)) throw new UsageError(NO_TRACE);
  if (json.format > TRACE_FORMAT) throw new UsageError(tooNew(json.format));
  return json.pages.filter(isJson).flatMap((page) =>
    records(page.listings).map((listing) => {
      const key = `${id}/${text(page.id)}/${text(listing.listing)}`;
      return { ref: `trace/${key}`, id: key, proofs, ...factsOf(page, listing) };
    }),
  );
}

function factsOf(page: Json, listing: Json): Omit<CaseTrace, 'ref' | 'id' | 'proofs'> {
  const key = text(listing.listing);
  const canaries = records(page.words).filter(
    (word) => word.kind === 'canary' && (word.listing === undefined || word.listing === key),
  );
  return {
    ...addressOf(page),
    observedAt: text(page.observedAt),
    listing: key,
    passages: records(listing.passages).length,
    words: typeof listing.copiedWords === 'number' ? listing.copiedWords : 0,
    images: distinctPictures(records(listing.pictures)),
    canaries: canaries.map(({ word }) => text(word)),
    ...datesOf(page, key),
  };
}

/** A file lies on this computer, so its path is no address; one that was stated is marked as such. */
function addressOf(page: Json): Pick<CaseTrace, 'url' | 'stated'> {
  if (page.source !== 'file') return { url: text(page.finalUrl) };
  const url = text(page.statedUrl);
  return /^https?:\/\//i.test(url) ? { url, stated: true } : { url: '' };
}

/** Pictures of ours that they show: one that they show in two places is one. */
function distinctPictures(pairs: readonly Json[]): number {
  const ours = pairs.filter(({ tier }) => tier === 'copy').map(({ ours: picture }) => (isJson(picture) ? picture : {}));
  return new Set(ours.map(({ sha256, src }) => text(sha256) || text(src))).size;
}

/** The dates that the trace rests on: our earliest of this very listing, and their earliest. */
function datesOf(page: Json, listing: string): Pick<CaseTrace, 'ourEarliest' | 'theirEarliest' | 'leadDays'> {
  const rows = records(page.dates).filter(
    (row) => row.counts === true && typeof row.from === 'string' && typeof row.to === 'string',
  );
  const ours = rows
    .filter((row) => row.side === 'ours' && row.listing === listing)
    .sort((a, b) => compareTexts(text(a.to), text(b.to)))[0];
  const theirs = rows.filter(({ side }) => side === 'theirs').sort((a, b) => compareTexts(text(a.from), text(b.from)))[0];
  // What is said of us is the latest that it may mean, what is said of them the earliest.
  const lead =
    ours === undefined || theirs === undefined
      ? undefined
      : Math.floor((Date.parse(text(theirs.from)) - Date.parse(text(ours.to))) / DAY);
  const [our, their] = [ours && point(ours, text(ours.to)), theirs && point(theirs, text(theirs.from))];
  return {
    ...(our === undefined ? {} : { ourEarliest: our }),
    ...(their === undefined ? {} : { theirEarliest: their }),
    ...(lead === undefined || !Number.isFinite(lead) ? {} : { leadDays: lead }),
  };
}

const DAY = 86_400_000;

/** A date as its paper or page writes it, where that is a plain day: a letter that names another one contradicts its own annex. */
function point(row: Json, bound: string): { readonly at: string; readonly kind: string; readonly ref: string } {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text(row.value)) ? text(row.value) : bound;
  return { at, kind: text(row.kind), ref: text(row.ref) };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const NO_TRACE = {
  en: 'The file is no trace; expected the trace.json of a folder that `preclear trace --out` wrote.',
  zh: '该文件不是溯源结果；应为 `preclear trace --out` 生成的证据文件夹中的 trace.json。',
};

function tooNew(format: number): { readonly en: string; readonly zh: string } {
  return {
    en: `The trace has format ${format}; this preclear knows up to ${TRACE_FORMAT}. Update preclear.`,
    zh: `溯源结果的格式版本是 ${format}，当前 preclear 只支持到 ${TRACE_FORMAT}，请升级 preclear。`,
  };
}
