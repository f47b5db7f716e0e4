import process from 'node:process';
import { UsageError } from '../model/errors.ts';
import type { ListingOutcome, Reporter, ReportHead, ReportTail } from '../model/report.ts';
import type { Lang } from '../model/text.ts';
import { REPORT_FORMATS, REPORTERS, type ReportFormat } from '../reporters/registry.ts';
import { fileOutput, type Output, streamOutput } from './output.ts';
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
    throw new UsageError('Only one --format may go to standard output; give the others a file: --format json=report.json.');
  }
  const files = targets.map(({ file }) => file).filter((file) => file !== undefined);
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new UsageError(`Two --format options write to ${twice}; give each its own file.`);
  return targets;
}

function parseFormat(value: string): FormatTarget {
  const cut = value.indexOf('=');
  const name = cut === -1 ? value : value.slice(0, cut);
  const format = REPORT_FORMATS.find((known) => known === name);
  if (format === undefined) throw new UsageError(`Unknown format "${name}". Allowed: ${REPORT_FORMATS.join(', ')}.`);
  if (cut === -1) return { format };
  const file = value.slice(cut + 1);
  if (file === '')
    throw new UsageError(`--format ${value} names no file; write --format ${name}=report.${name === 'json' ? 'json' : 'txt'}.`);
  return { format, file };
}

/** How the reports are to be written. */
export interface ReportSettings {
  readonly lang: Lang;
  readonly verbose: boolean;
  readonly all: boolean;
  /** Keeps what goes to standard output until the end, because something else is drawn on the terminal until then. */
  readonly hold: boolean;
}

/** Opens the reports. Colours, the terminal's width and the limit of listings are only for a terminal. */
export async function openReports(targets: readonly FormatTarget[], settings: ReportSettings): Promise<Reports> {
  const { lang, verbose, all, hold } = settings;
  const open: { readonly reporter: Reporter; readonly output: Output }[] = [];
  for (const { format, file } of targets) {
    const terminal = file === undefined && process.stdout.isTTY === true;
    const reporter = await REPORTERS[format]({
      lang,
      verbose,
      ...(terminal ? terminalLook() : { color: false, width: 100 }),
      maxListings: terminal && !all ? 20 : Number.POSITIVE_INFINITY,
    });
    open.push({ reporter, output: file === undefined ? standardOutput(hold) : fileOutput(file) });
  }
  const each = async (piece: (reporter: Reporter) => string): Promise<void> => {
    for (const { reporter, output } of open) await output.write(piece(reporter));
  };
  return {
    begin: (head) => each((reporter) => reporter.begin(head)),
    listing: (outcome) => each((reporter) => reporter.listing(outcome)),
    async end(tail) {
      await each((reporter) => reporter.end(tail));
      for (const { output } of open) await output.close();
    },
  };
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
