import process from 'node:process';
import type { ReportTail } from '../../model/report.ts';
import type { Lang } from '../../model/text.ts';
import type { ReportFormat } from '../../reporters/registry.ts';
import { usesBaseline } from '../../scan/decision-files.ts';
import type { ScanRequest, ScanSink } from '../../scan/request.ts';
import { runScan } from '../../scan/scan.ts';
import { endWith } from '../exit.ts';
import { type FormatTarget, parseFormats } from '../format-targets.ts';
import { openReports, SCAN_FORMATS } from '../formats.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { startProgress } from '../progress.ts';
import type { FixRun } from './fix.ts';
import type { ScanFlags } from './flags.ts';
import type { ScanRecording } from './record.ts';
import { inContinuousIntegration, makeRequest } from './request.ts';

/** Scans, reports on stdout or into files, says on stderr's last line how it ended. */
export async function scan(paths: readonly string[], flags: ScanFlags): Promise<void> {
  const targets = parseFormats(flags.format ?? [], SCAN_FORMATS, 'pretty');
  const request = await makeRequest(paths, flags);
  const lang = pickLang(flags.lang, request.config?.values.lang);
  const fixes = await openFixes(flags, request, lang);
  const watched = isWatched(targets, flags);
  const { verbose = false, all = false } = flags;
  // A dry run has standard output for itself; reports into files are still written.
  const wanted = fixes?.dry === true ? targets.filter(({ file }) => file !== undefined) : targets;
  const { failOn, failOnReview } = request;
  const baseline = usesBaseline(request);
  const reports = await openReports(wanted, { lang, verbose, all, hold: watched, failOn, failOnReview, baseline });
  const progress = startProgress(watched, lang);
  const recording = await openRecording(request, flags);
  const sink: ScanSink = {
    begin: (head) => reports.begin(head),
    listing: (outcome) => reports.listing(outcome),
    progress: (now) => progress.update(now),
    ...(verbose ? { recalled: (count: number) => tellRecalled(count, lang) } : {}),
    note: (note) => streamOutput(process.stderr).write(`${note[lang]}\n`),
    ...(fixes === undefined ? {} : { fixed: (edits, file) => fixes.add(edits, file) }),
  };
  let tail: ReportTail;
  try {
    tail = await runScan(request, recording?.around(sink) ?? sink);
  } catch (error) {
    await recording?.abandon();
    throw error;
  } finally {
    progress.stop();
  }
  await reports.end(tail);
  await fixes?.finish();
  const recorded = (await recording?.end(tail, lang)) ?? true;
  await streamOutput(process.stderr).write(`${tail.verdict.why[lang]}\n`);
  // Who asked for a record and got none must hear of it, whatever was found.
  endWith(recorded || flags.record !== true ? tail.verdict.exit : 2);
}

/** What keeps the scan in the history, where that is asked; its code is loaded only then. */
async function openRecording(request: ScanRequest, flags: ScanFlags): Promise<ScanRecording | undefined> {
  if (!(flags.record ?? request.config?.values.history?.record ?? false)) return undefined;
  return (await import('./record.ts')).openRecording(request, flags);
}

function tellRecalled(count: number, lang: Lang): Promise<void> {
  const said = {
    en: `${count} ${count === 1 ? 'listing was' : 'listings were'} judged by an earlier scan and not anew.`,
    zh: `${count} 条 Listing 沿用之前扫描的结果，没有重新判断。`,
  };
  return streamOutput(process.stderr).write(`${said[lang]}\n`);
}

/** What the flags for fixes ask for; its code is loaded only then. */
async function openFixes(flags: ScanFlags, request: ScanRequest, lang: Lang): Promise<FixRun | undefined> {
  const { fix = false, fixDryRun = false, fixInto } = flags;
  if (!fix && !fixDryRun && fixInto === undefined) return undefined;
  return (await import('./fix.ts')).openFixes(flags, request, lang);
}

/** Whether progress is drawn: somebody looks at stderr, and what the same terminal gets from stdout is short enough to wait. */
function isWatched(targets: readonly FormatTarget<ReportFormat>[], { quiet, all }: ScanFlags): boolean {
  if (process.stderr.isTTY !== true || quiet || inContinuousIntegration()) return false;
  const onStdout = targets.find(({ file }) => file === undefined);
  if (onStdout === undefined || process.stdout.isTTY !== true) return true;
  return onStdout.format === 'pretty' && !all;
}
