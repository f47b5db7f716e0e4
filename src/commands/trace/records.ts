import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDatabaseAddress } from '../../history/address.ts';
import type { History } from '../../history/history.ts';
import { compileGlob, matchGlob, plainPath } from '../../image/rights/path-glob.ts';
import { openCanaries } from '../../ledger/canaries.ts';
import { openLedger } from '../../ledger/disk.ts';
import { hashFile } from '../../ledger/file-hash.ts';
import { UsageError } from '../../model/errors.ts';
import type { Licence } from '../../model/ledger.ts';
import type { Problem } from '../../model/problem.ts';
import type { TracedListing, TracedPage } from '../../model/trace-report.ts';
import { historyPlace, type LoadedConfig, ledgerFolder } from '../../scan/config.ts';
import { versionOf } from '../../scan/file-version.ts';
import { type ScanFile, shownPath } from '../../scan/files.ts';
import { readOriginal } from '../../scan/originals.ts';
import type { FoundDate } from '../../trace/date-table.ts';
import { GitRecords } from '../../trace/git-records.ts';
import { plainText } from '../../trace/own-text.ts';
import type { OwnWord } from '../../trace/own-words.ts';
import type { Paper } from '../../trace/papers.ts';
import type { UndatedPage } from '../../trace/trace-page.ts';
import type { FoundOwnPicture } from './own-pictures.ts';

/*
 * What we have recorded ourselves about what was copied: git, originals, the licence ledger, papers.
 */

/** A paper with its hash. */
export interface CheckedPaper extends Paper {
  readonly sha256: string;
  /** Absolute. */
  readonly path: string;
  /** In the evidence folder: a number, and what its name ends with. */
  readonly kept: string;
}

/** What our records are read from. */
export interface RecordSources {
  readonly paths: ReadonlyMap<string, ScanFile>;
  readonly licences: readonly Licence[];
  readonly papers: readonly CheckedPaper[];
  readonly git: GitRecords;
  readonly canaries: readonly OwnWord[];
  readonly history?: History;
}

/** Listings and pictures of one page whose records are looked up. */
const MOST_LISTINGS = 5;
const MOST_PICTURES = 20;
/** Rows of the history of one listing. */
const MOST_VERSIONS = 3;

/** Opens what our records are read from. @throws UsageError for a paper that is not there. */
export async function openRecords(
  paths: ReadonlyMap<string, ScanFile>,
  {
    papers,
    config,
    history: wanted,
  }: { readonly papers: readonly Paper[]; readonly config: LoadedConfig | undefined; readonly history: boolean },
): Promise<RecordSources & { readonly problems: readonly Problem[]; close(): Promise<void> }> {
  const folder = config?.values.ledger;
  const ledger = folder === undefined ? undefined : await openLedger(folder, folder);
  const place = ledgerFolder(config);
  const planted = await openCanaries(place, shownPath(place));
  const byPath = new Map([...paths.values()].map((file) => [file.path, file]));
  const git = new GitRecords((content, file) => {
    const known = byPath.get(file);
    return known === undefined ? nothing() : versionOf(content, known);
  });
  const history = wanted ? await openOurHistory(config) : undefined;
  return {
    paths,
    close: async () => history?.close(),
    ...(history === undefined ? {} : { history }),
    licences: ledger?.licences ?? [],
    canaries: planted.canaries.map(
      ({ phrase, listing, planted: day }): OwnWord => ({ phrase, kind: 'canary', listing, planted: day }),
    ),
    papers: checkPapers(papers),
    git,
    problems: [...(ledger?.problems ?? []), ...planted.problems].slice(0, 20),
  };
}

/** Without a history there is nothing recorded; a damaged one is told by those who ask for it. */
async function openOurHistory(config: LoadedConfig | undefined): Promise<History | undefined> {
  const place = historyPlace(config);
  if (!isDatabaseAddress(place) && !existsSync(place)) return undefined;
  const { openHistory } = await import('../../history/open.ts');
  return openHistory(place, { create: false });
}

/** The first scan that met the listing with each copied passage. */
async function versionDates({ listing, marketplace, passages }: TracedListing, history: History): Promise<FoundDate[]> {
  const versions = await history.versions(listing, marketplace);
  const dates = passages.flatMap(({ ours: { text } }) => {
    const held = versions.filter(({ fields }) => fields.some((field) => letters(field.text).includes(letters(text))));
    return held
      .map(({ firstSeenAt }) => firstSeenAt)
      .sort()
      .slice(0, 1);
  });
  return [...new Set(dates)]
    .sort()
    .slice(0, MOST_VERSIONS)
    .map((value) => ({
      kind: 'history',
      name: 'scan',
      value,
      listing,
      about: { en: `copied passages of ${listing}`, zh: `${listing} 被抄的文字` },
      ref: 'preclear history',
    }));
}

function letters(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

async function* nothing(): AsyncGenerator<never> {}

/** Papers with their hashes. @throws UsageError for one that is not there. */
export function checkPapers(papers: readonly Paper[]): CheckedPaper[] {
  return papers.map((paper, at) => {
    const path = resolve(paper.file);
    const sha256 = hashFile(path);
    if (sha256 === undefined) {
      throw new UsageError({
        en: `--record: ${paper.file} is not there, cannot be read, or has more than 1 GB.`,
        zh: `--record：${paper.file} 不存在、无法读取或超过 1 GB。`,
      });
    }
    const extension = /\.([a-z0-9]{1,8})$/i.exec(paper.file)?.[1]?.toLowerCase() ?? 'bin';
    return { ...paper, sha256, path, kept: `records/${String(at + 1).padStart(2, '0')}.${extension}` };
  });
}

/** Our dated records of what a page has of ours. */
export async function recordsOf(
  page: UndatedPage,
  pictures: readonly FoundOwnPicture[],
  sources: RecordSources,
): Promise<FoundDate[]> {
  const dates: FoundDate[] = [];
  for (const listing of page.listings.slice(0, MOST_LISTINGS)) {
    const file = sources.paths.get(listing.file)?.path;
    if (file === undefined) continue;
    const texts = listing.passages.map(({ ours }) => ours.text);
    dates.push(...(await sources.git.ofTexts({ listing: listing.listing, file, texts })));
    if (sources.history !== undefined) dates.push(...(await versionDates(listing, sources.history)));
  }
  const copied = pictures.filter(({ traced }) => traced.tier === 'copy').slice(0, MOST_PICTURES);
  const files = new Map(copied.map(({ own }) => [own.file, own]));
  for (const { file, src, of } of files.values()) {
    dates.push(...(await sources.git.ofPicture({ listing: of.listing, file, src })));
    dates.push(...(await cameraTime(file, src, of.listing)));
    dates.push(...licenceRows(file, src, of.listing, sources.licences));
  }
  return [...dates, ...canaryRows(page, sources.canaries), ...sources.papers.map((paper) => paperRow(paper, page))];
}

async function cameraTime(file: string, src: string, listing: string): Promise<FoundDate[]> {
  const original = await readOriginal(file);
  const takenAt = 'fault' in original ? undefined : original.rights?.takenAt;
  if (takenAt === undefined || 'fault' in original) return [];
  const camera = original.rights?.camera;
  const about = { en: `our picture ${src}`, zh: `我方图片 ${src}` };
  const name = camera === undefined ? 'DateTimeOriginal' : `DateTimeOriginal (${camera})`;
  return [{ kind: 'original-exif', name, value: takenAt, listing, of: src, about, ref: `sha256 ${original.sha256}` }];
}

/** Rows of the ledger that name the picture, by its content or its path. */
function licenceRows(file: string, src: string, listing: string, licences: readonly Licence[]): FoundDate[] {
  const sha256 = hashFile(file);
  const paths = [plainPath(src), plainPath(file)];
  return licences.flatMap((licence): FoundDate[] => {
    if (licence.validFrom === undefined) return [];
    const isOriginal = sha256 !== undefined && licence.originals?.includes(sha256) === true;
    const isNamed = licence.files.some((glob) => paths.some((path) => matchGlob(compileGlob(glob), path)));
    if (!isOriginal && !isNamed) return [];
    const about = {
      en: `our picture ${src} (${licence.kind}, ${licence.owner})`,
      zh: `我方图片 ${src}（${licence.kind}，${licence.owner}）`,
    };
    return [
      { kind: 'licence', name: licence.id, value: licence.validFrom, listing, of: src, about, ref: `licence ${licence.id}` },
    ];
  });
}

/** When the canaries that stand in the page were registered. */
function canaryRows({ words }: UndatedPage, canaries: readonly OwnWord[]): FoundDate[] {
  const found = words.filter(({ kind }) => kind === 'canary');
  return found.flatMap(({ word, listing }): FoundDate[] => {
    const row = canaries.find((one) => one.phrase === word && one.listing === listing);
    if (row?.planted === undefined) return [];
    const about = { en: `canary word “${word}” of ${listing}`, zh: `${listing} 的暗记词“${word}”` };
    return [
      { kind: 'canary', name: word, value: row.planted, about, ref: 'canaries', ...(listing === undefined ? {} : { listing }) },
    ];
  });
}

/** A paper is about what the trace is about: the listing that was copied most. */
function paperRow({ title, date, kept, file }: CheckedPaper, page: Pick<TracedPage, 'listings'>): FoundDate {
  const listing = page.listings[0]?.listing;
  return {
    kind: 'record',
    name: title,
    value: date,
    about: { en: file, zh: file },
    ref: kept,
    ...(listing === undefined ? {} : { listing }),
  };
}
