import { isAbsolute, relative } from 'node:path';
import process from 'node:process';
import type { ListingOutcome, Reporter, ReportHead, ReportTail } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import type { ReporterOptions } from '../reporters/options.ts';
import { FILE_NAMES, REPORT_FORMATS, REPORTERS, type ReportFormat } from '../reporters/registry.ts';
import type { Formats, FormatTarget } from './format-targets.ts';
import { appendOutput, fileOutput, type Output, streamOutput } from './output.ts';
import { PictureSizes } from './picture-sizes.ts';
import { terminalLook } from './terminal.ts';

/** The formats of a scan's report. */
export const SCAN_FORMATS: Formats<ReportFormat> = { all: REPORT_FORMATS, nameOf: (format) => FILE_NAMES[format] };

/** Several reports of one scan, each to its own place. */
export interface Reports {
  begin(head: ReportHead): Promise<void>;
  listing(outcome: ListingOutcome): Promise<void>;
  end(tail: ReportTail): Promise<void>;
}

/** How the reports are to be written. */
export interface ReportSettings extends Pick<ReporterOptions, 'failOn' | 'failOnReview' | 'baseline'> {
  readonly lang: Lang;
  readonly verbose: boolean;
  readonly all: boolean;
  /** Keeps what goes to standard output until the end, because something else is drawn on the terminal until then. */
  readonly hold: boolean;
}

/** Opens the reports. Colours, the terminal's width and the limit of listings are only for a terminal. */
export async function openReports(targets: readonly FormatTarget<ReportFormat>[], settings: ReportSettings): Promise<Reports> {
  const { hold } = settings;
  const sizes = new PictureSizes();
  const open: { readonly reporter: Reporter; readonly output: Output }[] = [];
  for (const { format, file } of targets) {
    const terminal = file === undefined && process.stdout.isTTY === true;
    const options = optionsOf(settings, terminal);
    const reporter = await REPORTERS[format]({ ...options, pictureSize: (path) => sizes.get(path) });
    open.push({ reporter, output: file === undefined ? guardedOutput(standardOutput(hold), format) : fileOutput(file) });
    if (format === 'github') open.push(...(await jobSummary(options)));
  }
  const wantsSizes = targets.some(({ format }) => format === 'sarif');
  const each = async (piece: (reporter: Reporter) => string): Promise<void> => {
    for (const { reporter, output } of open) await output.write(piece(reporter));
  };
  return {
    begin: (head) => each((reporter) => reporter.begin(head)),
    async listing(outcome) {
      if (wantsSizes) await sizes.measure(outcome);
      await each((reporter) => reporter.listing(outcome));
    },
    async end(tail) {
      await each((reporter) => reporter.end(tail));
      for (const { output } of open) await output.close();
    },
  };
}

function optionsOf({ lang, verbose, all, ...rest }: ReportSettings, terminal: boolean): ReporterOptions {
  const { failOn, failOnReview, baseline } = rest;
  return {
    lang,
    verbose,
    ...(terminal ? terminalLook() : { color: false, width: 100 }),
    maxListings: terminal && !all ? 20 : Number.POSITIVE_INFINITY,
    ...(failOn === undefined ? {} : { failOn }),
    ...(failOnReview === undefined ? {} : { failOnReview }),
    ...(baseline === undefined ? {} : { baseline }),
    cwd: process.cwd(),
    root: rootOf(process.cwd()),
  };
}

/** Where pipelines want paths to begin: at the checked out repository, when the scan runs within it. */
function rootOf(cwd: string): string {
  const root = process.env.GITHUB_WORKSPACE || process.env.CI_PROJECT_DIR;
  if (root === undefined || root === '') return cwd;
  const path = relative(root, cwd);
  return path.startsWith('..') || isAbsolute(path) ? cwd : root;
}

/** The page of a GitHub job that tells more than its annotations may; it is appended to, because every step of the job writes there. */
async function jobSummary(options: ReporterOptions): Promise<{ readonly reporter: Reporter; readonly output: Output }[]> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return [];
  return [{ reporter: await REPORTERS.markdown(options), output: appendOutput(file) }];
}

/**
 * On a GitHub runner, lines that begin with `::`, and `##[` anywhere, are commands to it. Listing text in a report on standard output must
 * not be able to give any, so they are broken up there; the `github` report is made of commands and escapes what it quotes.
 */
function guardedOutput(output: Output, format: ReportFormat): Output {
  if (process.env.GITHUB_ACTIONS !== 'true' || format === 'github') return output;
  const inJson = /^(?:json|sarif)/.test(format);
  const guard = (text: string): string =>
    inJson ? text.replaceAll('##[', '#\\u0023[') : text.replaceAll(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '# #[');
  return { write: (text) => output.write(typeof text === 'string' ? guard(text) : text), close: () => output.close() };
}

function standardOutput(hold: boolean): Output {
  const direct = streamOutput(process.stdout);
  if (!hold) return direct;
  const held: (string | Uint8Array)[] = [];
  return {
    async write(text) {
      held.push(text);
    },
    async close() {
      for (const part of held) await direct.write(part);
    },
  };
}
