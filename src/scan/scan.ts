import manifest from '../../package.json' with { type: 'json' };
import type { Problem } from '../model/problem.ts';
import type { ReportTail } from '../model/report.ts';
import type { Bilingual } from '../model/text.ts';
import { type Audit, type AuditPart, openAudit } from './audit.ts';
import { sweepCache } from './cache-folder.ts';
import type { Checker } from './checker.ts';
import { Count } from './count.ts';
import { isOwnFile, keepDecisions } from './decision-state.ts';
import { planFixes } from './fix-plan.ts';
import { type Judged, type JudgedEvent, judgeEvents } from './judging.ts';
import type { ScanRequest, ScanSink } from './request.ts';
import { decide } from './verdict.ts';

/*
 * The audit: files -> listings -> findings, one listing at a time, in the order of file and record. Nothing is kept but counts.
 */

/** Scans what the request names and hands the findings to the sink; returns what is known at the end. */
export async function runScan(request: ScanRequest, sink: ScanSink): Promise<ReportTail> {
  const startedAt = new Date();
  const audit = await openAudit(request);
  try {
    return await runAudit(audit, request, sink, startedAt);
  } finally {
    await Promise.all(audit.parts.map(({ checker }) => checker.threads?.close()));
  }
}

async function runAudit(audit: Audit, request: ScanRequest, sink: ScanSink, startedAt: Date): Promise<ReportTail> {
  if (audit.note !== undefined) await sink.note?.(audit.note);
  await sink.begin({
    version: manifest.version,
    packs: audit.packs,
    rules: new Map(audit.rules.map((rule) => [rule.id, rule])),
    library: leastLibrary(audit.parts.map(({ checker }) => checker.library)),
  });
  const count = new Count(audit.files);
  const tellProblem = (problem: Problem): void => {
    audit.problems.add(problem);
    sink.problem?.(problem);
  };
  for (const problem of audit.problems.all()) sink.problem?.(problem);
  for (const part of audit.parts) {
    const { checker } = part;
    for await (const event of judgePart(part, count, sink)) {
      if ('problem' in event) tellProblem(event.problem);
      else if ('mapping' in event) count.mappings.push(event.mapping);
      else if ('skipped' in event) count.skipped.push(event.skipped);
      else {
        for (const problem of meet(event, checker)) tellProblem(problem);
        await tell(event, checker, count, sink);
        if (event.pictures > 0 || count.listings % 256 === 0) await sink.progress(count.progress(audit.bytesRead()));
      }
    }
    // The next configuration has threads of its own.
    await checker.threads?.close();
  }
  await sink.progress(count.progress(0));
  await closeCaches(audit, sink);
  sink.decided?.(audit.decisions);
  return tailOf(count, audit, request, startedAt);
}

/** What every part compared with: of several configurations the one that has least. */
function leastLibrary(libraries: readonly Checker['library'][]): Checker['library'] {
  const least = (of: keyof Checker['library']): number =>
    libraries.length === 0 ? 0 : Math.min(...libraries.map((library) => library[of]));
  return { texts: least('texts'), pictures: least('pictures'), registers: least('registers') };
}

/** Judges the listings of a part, as far as they were not judged before. */
function judgePart({ checker, events }: AuditPart, count: Count, { fixed }: ScanSink): AsyncIterable<JudgedEvent> {
  const { judge, judgements, threads } = checker;
  if (judgements !== undefined) judgements.readAll = fixed !== undefined;
  const judged = judgeEvents(events(count), judge, threads);
  return judgements?.keep(judged) ?? judged;
}

/** Looks for the decisions about a listing, in files and in its own; tells what is wrong with those. */
function meet({ subject, file }: Judged, { decisions, request }: Checker): Problem[] {
  return decisions.meet(subject.listing, isOwnFile(file, request));
}

/** Hands over what was found in a listing, beside those that came before. */
async function tell(
  { subject, pictures, judgement, file, hashes }: Judged,
  { judge, settle, decisions }: Checker,
  count: Count,
  sink: ScanSink,
): Promise<void> {
  const { listing } = subject;
  const findings = decisions.decide(settle(judge.meet(judgement, subject), file), listing);
  for (const passage of judgement.leftOut) count.leftOut.add(passage, listing);
  count.listing(findings, pictures);
  await sink.met?.({ listing, findings, hashes: hashes ?? hashesOf(subject) }, file);
  if (findings.length === 0) return;
  await sink.listing({ listing, findings }, file);
  if (sink.fixed === undefined) return;
  const keep = keepDecisions(findings);
  const edits = planFixes(findings, subject, (edited) => keep(settle(judge.again(edited), file)));
  if (edits.length > 0) sink.fixed(edits, file);
}

/** What was read of the pictures of a listing. */
function hashesOf({ listing, images }: Judged['subject']): ReadonlyMap<string, string> {
  const seen = listing.images.flatMap(({ file }, at): [string, string][] => {
    const sha256 = images[at]?.sha256;
    return file === undefined || sha256 === undefined ? [] : [[file, sha256]];
  });
  return new Map(seen);
}

/** Makes room in what is kept between scans, and tells what came of it. */
async function closeCaches({ parts }: Audit, sink: ScanSink): Promise<void> {
  const caches = new Set(parts.flatMap(({ checker }) => checker.judgements ?? []));
  if (caches.size === 0) return;
  if ([...caches].some(({ isDamaged }) => isDamaged)) await sink.note?.(DAMAGED_CACHE);
  await sink.recalled?.([...caches].reduce((sum, { recalled }) => sum + recalled, 0));
  for (const { folder } of caches) sweepCache(folder);
}

const DAMAGED_CACHE: Bilingual = {
  en: 'What earlier scans kept in .preclear/cache was damaged and has been made anew.',
  zh: '.preclear/cache 中之前扫描的缓存已损坏，已重新生成。',
};

function tailOf(count: Count, audit: Audit, request: ScanRequest, startedAt: Date): ReportTail {
  const problems = audit.problems.all();
  const { suppressed, baselined } = count.settled;
  return {
    startedAt: startedAt.toISOString(),
    elapsedMs: Date.now() - startedAt.getTime(),
    files: count.files - count.skipped.length,
    listings: count.listings,
    images: count.images,
    counts: count.counts,
    review: count.review.error + count.review.warning + count.review.note,
    byRule: count.byRule,
    suppressed,
    baselined,
    notices: audit.decisions.notices(problems.length === 0),
    leftOut: count.leftOut.counts,
    leftOutExamples: count.leftOut.examples,
    problems,
    mappings: count.mappings,
    skipped: count.skipped,
    verdict: decide({ counts: count.counts, review: count.review, settled: suppressed + baselined }, problems, request),
  };
}
