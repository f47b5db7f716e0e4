import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.ts';
import { UsageError } from '../model/errors.ts';
import type { Span } from '../model/span.ts';
import type { TracedPage } from '../model/trace-report.ts';
import { sha256Of } from './evidence-folder.ts';

/*
 * What a watched page was like when it was last looked at: one small file a page. It is remembered, not proved; for proof there are evidence folders.
 */

/** A passage as it is remembered. */
export interface KnownPassage {
  readonly listing: string;
  readonly span: Span;
  /** The beginning of our side, for people. */
  readonly text: string;
  /** Their side, letters and digits only, as a hash. */
  readonly theirs: string;
}

/** A picture as it is remembered. */
export interface KnownPicture {
  readonly listing: string;
  readonly src: string;
  readonly ours: string;
  readonly tier: 'copy' | 'related';
}

/** What a page was like. */
export interface WatchState {
  readonly format: number;
  readonly url: string;
  readonly state: 'there' | 'gone';
  readonly checkedAt: string;
  /** When something of ours was first seen there, and last. */
  readonly firstCopiedAt?: string;
  readonly lastCopiedAt?: string;
  readonly sha256: string;
  readonly passages: readonly KnownPassage[];
  readonly pictures: readonly KnownPicture[];
  readonly canaries: readonly string[];
}

const FORMAT = 1;
const MAX_BYTES = 10 << 20;

/** What is remembered of a page; undefined for one that is new, or whose file is damaged. @throws UsageError for a newer preclear's. */
export function readState(folder: string, url: string): WatchState | undefined {
  const file = fileOf(folder, url);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > MAX_BYTES) return undefined;
  const value = parse(readFileSync(file, 'utf8'));
  if (value !== undefined && value.format > FORMAT) {
    throw new UsageError({
      en: `${file} was written by a newer preclear (format ${value.format}). Update preclear.`,
      zh: `${file} 由更新版本的 preclear 写成（格式 ${value.format}），请升级 preclear。`,
    });
  }
  return value?.url === url ? value : undefined;
}

/** Remembers a page. */
export function keepState(folder: string, state: WatchState): void {
  writeAtomically(fileOf(folder, state.url), `${JSON.stringify(state)}\n`);
}

function fileOf(folder: string, url: string): string {
  return join(folder, `${sha256Of(url).slice(0, 32)}.json`);
}

/** What is remembered of a page that was traced. */
export function stateOf(url: string, page: TracedPage, before: WatchState | undefined): WatchState {
  const passages = page.listings.flatMap(({ listing, passages: all }) =>
    all.map(({ ours, theirs }) => ({
      listing,
      span: ours.span,
      text: ours.text.slice(0, 200),
      theirs: sha256Of(squeeze(theirs.text)).slice(0, 16),
    })),
  );
  const pictures = page.listings.flatMap(({ listing, pictures: all }) =>
    all.map(({ ours, tier }) => ({ listing, src: ours.src.slice(0, 500), ours: ours.sha256, tier })),
  );
  const canaries = page.words.filter(({ kind }) => kind === 'canary').map(({ word }) => word);
  const copied = passages.length > 0 || pictures.some(({ tier }) => tier === 'copy') || canaries.length > 0;
  const first = before?.firstCopiedAt ?? (copied ? page.observedAt : undefined);
  const last = copied ? page.observedAt : before?.lastCopiedAt;
  return {
    format: FORMAT,
    url,
    state: 'there',
    checkedAt: page.observedAt,
    ...(first === undefined ? {} : { firstCopiedAt: first }),
    ...(last === undefined ? {} : { lastCopiedAt: last }),
    sha256: page.sha256,
    passages,
    pictures,
    canaries,
  };
}

/** Letters and digits: line breaks and quotes of a page change without meaning. */
function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function parse(text: string): WatchState | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Written by preclear itself; damage counts as not there. */
function isState(value: unknown): value is WatchState {
  if (typeof value !== 'object' || value === null) return false;
  const { format, url, state, checkedAt, sha256, passages, pictures, canaries } = { ...NOTHING, ...value };
  return (
    typeof format === 'number' &&
    [url, checkedAt, sha256].every((one) => typeof one === 'string') &&
    (state === 'there' || state === 'gone') &&
    isListOf(passages, ['listing', 'text', 'theirs'], ['span']) &&
    isListOf(pictures, ['listing', 'src', 'ours', 'tier'], []) &&
    Array.isArray(canaries) &&
    canaries.every((one) => typeof one === 'string')
  );
}

const NOTHING: Readonly<Record<keyof WatchState, unknown>> = {
  format: undefined,
  url: undefined,
  state: undefined,
  checkedAt: undefined,
  firstCopiedAt: undefined,
  lastCopiedAt: undefined,
  sha256: undefined,
  passages: undefined,
  pictures: undefined,
  canaries: undefined,
};

function isListOf(value: unknown, texts: readonly string[], spans: readonly string[]): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((item: unknown) => {
    if (typeof item !== 'object' || item === null) return false;
    const fields = new Map<string, unknown>(Object.entries(item));
    const isSpan = (one: unknown): boolean => Array.isArray(one) && one.length === 2 && one.every((n) => typeof n === 'number');
    return texts.every((name) => typeof fields.get(name) === 'string') && spans.every((name) => isSpan(fields.get(name)));
  });
}
