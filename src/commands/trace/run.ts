import process from 'node:process';
import manifest from '../../../package.json' with { type: 'json' };
import type { Problem } from '../../model/problem.ts';
import { TRACE_FORMAT, type TracedPage, type TraceReport } from '../../model/trace-report.ts';
import type { LoadedConfig } from '../../scan/config.ts';
import { openEverydayWording } from '../../scan/installation.ts';
import type { OwnWord } from '../../trace/own-words.ts';
import type { Paper } from '../../trace/papers.ts';
import { type ReadSuspect, readSuspect } from '../../trace/suspect.ts';
import { datePage, describePage, findTexts, type TextHit } from '../../trace/trace-page.ts';
import { type OwnCatalogue, readOwn } from './own.ts';
import { comparePictures, type FoundOwnPicture } from './own-pictures.ts';
import { openRecords, type RecordSources, recordsOf } from './records.ts';
import type { OpenSuspect, SuspectFailure } from './suspect.ts';

/*
 * Pages and our listings -> a report, and beside it what the evidence folder is made of.
 */

/** What a trace is asked. */
export interface TraceRequest {
  readonly paths: readonly string[];
  readonly named: readonly string[];
  readonly papers: readonly Paper[];
  readonly config: LoadedConfig | undefined;
  readonly oneConfig: boolean;
  readonly images: boolean;
  readonly history: boolean;
  readonly allPictures: boolean;
  /** Words that only we use. */
  readonly words: readonly OwnWord[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly show: (line: string) => void;
}

/** A page with all that is known of it. */
export interface TracedSuspect {
  readonly traced: TracedPage;
  readonly page: ReadSuspect;
  readonly texts: readonly TextHit[];
  readonly pictures: readonly FoundOwnPicture[];
}

/** What a trace gave. */
export interface TraceOutcome {
  readonly report: TraceReport;
  readonly suspects: readonly TracedSuspect[];
  readonly records: RecordSources;
  /** Ids that were asked for and not met. */
  readonly missing: readonly string[];
}

/** Traces pages that were opened. */
export async function tracePages(
  opened: readonly OpenSuspect[],
  failures: readonly SuspectFailure[],
  request: TraceRequest,
): Promise<TraceOutcome> {
  const pages = opened.map(({ page }) => readSuspect(page));
  const own = await readOwn(pages, {
    ...request,
    pictures: request.images,
    onListing: (count) => {
      if (count % 200 === 0) request.show(`${count} listings compared`);
    },
  });
  const wording = openEverydayWording();
  const texts = pages.map((page, at) => findTexts(page, own.finder.of(at), wording));
  const pictures = await findPictures(opened, own, texts, request);
  const records = await openRecords(own.paths, request);
  // Who names listings asks about those, and not about the canaries of others.
  const canaries = records.canaries.filter(({ listing = '' }) => request.named.length === 0 || request.named.includes(listing));
  const suspects: TracedSuspect[] = [];
  for (const [at, page] of pages.entries()) {
    const shown = pictures.found[at] ?? [];
    const hits = texts[at] ?? [];
    const described = describePage({
      id: `page-${at + 1}`,
      page,
      texts: hits,
      pictures: shown.map(({ own: { of }, traced }) => ({ of, traced })),
      words: [...request.words, ...canaries],
    });
    const dates = [...page.dates, ...(await recordsOf(described, shown, records))];
    suspects.push({ traced: datePage(described, dates, [], request.now), page, texts: hits, pictures: shown });
  }
  await records.close();
  const report: TraceReport = {
    format: TRACE_FORMAT,
    version: manifest.version,
    tracedAt: new Date(request.now).toISOString(),
    compared: {
      listings: own.finder.listings,
      pictures: pictures.close,
      hashed: pictures.hashed,
      ofPictures: own.pictures.length,
    },
    pages: suspects.map(({ traced }) => traced),
    failures: failures.map(({ named, kind, reason }) => ({ named, kind, reason })),
    problems: [...own.problems, ...pictures.problems, ...records.problems],
  };
  return { report, suspects, records, missing: own.finder.missing };
}

function findPictures(
  opened: readonly OpenSuspect[],
  own: OwnCatalogue,
  texts: readonly (readonly TextHit[])[],
  { config, named, allPictures, show }: TraceRequest,
): ReturnType<typeof comparePictures> {
  const theirs = opened.map(({ pictures }) => ({ prepared: pictures.prepared, names: pictures.shown.map(({ url }) => url) }));
  const copied = texts.flatMap((hits) => hits.slice(0, 20).map(({ of }) => of.listing));
  const likely = new Set(named.length > 0 ? own.pictures.map(({ of }) => of.listing) : copied);
  const onPicture = (done: number, of: number): void => show(`${done} of ${of} pictures compared`);
  return comparePictures(theirs, own.pictures, { likely, all: allPictures, config, onPicture });
}

/** A line on the terminal that the next one takes the place of. */
export function progressLine(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[2K${text}`);
}

/** Problems of pages and of our own files. */
export function problemsOf({ pages, problems }: TraceReport): readonly Problem[] {
  return [...pages.flatMap((page) => page.problems), ...problems];
}
