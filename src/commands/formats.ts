import { isAbsolute, relative } from 'node:path';
import process from 'node:process';
import { UsageError } from '../model/errors.ts';
import type { ListingOutcome, Reporter, ReportHead, ReportTail } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import type { ReporterOptions } from '../reporters/options.ts';
import { FILE_NAMES, REPORT_FORMATS, REPORTERS, type ReportFormat } from '../reporters/registry.ts';
import { appendOutput, fileOutput, type Output, streamOutput } from './output.ts';
import { PictureSizes } from './picture-sizes.ts';
import { terminalLook } from './terminal.ts';

/** One `--format F` or `--format F=FILE`. */
export interface FormatTarget {
  readonly format: ReportFormat;
  /** Absent for standard output. */
  readonly file?: string;
}

/** Several reports of one scan, each to its own place. */
export interface Reports {
  begin(head: ReportHead): Promise<void>;
  listing(outcome: ListingOutcome): Promise<void>;
  end(tail: ReportTail): Promise<void>;
}

/** Understands the values of `--format`; none means `pretty` on stdout. Throws a UsageError. */
export function parseFormats(values: readonly string[]): FormatTarget[] {
  const targets = (values.length === 0 ? ['pretty'] : values).map(parseFormat);
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError({
      en: 'Only one --format may go to standard output; give the others a file: --format json=report.json.',
      zh: '只能有一个 --format 输出到标准输出，其他请指定文件：--format json=report.json。',
    });
  }
  const files = targets.map(({ file }) => file).filter((file) => file !== undefined);
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) {
    throw new UsageError({
      en: `Two --format options write to ${twice}; give each its own file.`,
      zh: `有两个 --format 都写入 ${twice}；请为每个指定不同的文件。`,
    });
  }
  return targets;
}

function parseFormat(value: string): FormatTarget {
  const cut = value.indexOf('=');
  const name = cut === -1 ? value : value.slice(0, cut);
  const format = REPORT_FORMATS.find((known) => known === name);
  if (format === undefined) {
    const allowed = REPORT_FORMATS.join(', ');
    throw new UsageError({
      en: `Unknown format "${name}". Allowed: ${allowed}.`,
      zh: `未知的格式“${name}”。可用：${allowed}。`,
    });
  }
  if (cut === -1) return { format };
  const file = value.slice(cut + 1);
  if (file === '')
    throw new UsageError({
      en: `--format ${value} names no file; write --format ${name}=${FILE_NAMES[format]}.`,
      zh: `--format ${value} 没有写文件名；请写成 --format ${name}=${FILE_NAMES[format]}。`,
    });
  return { format, file };
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
export async function openReports(targets: readonly FormatTarget[], settings: ReportSettings): Promise<Reports> {
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
