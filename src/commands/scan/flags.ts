import { type Command, InvalidArgumentError, Option } from 'commander';
import { SEVERITIES, type Severity } from '../../model/rule.ts';
import type { Lang } from '../../model/text.ts';
import { REPORT_FORMATS } from '../../reporters/registry.ts';
import { addNetworkFlags, type NetworkFlags } from '../network-flags.ts';

/** What decides which listings are read and how. */
export interface InputFlags {
  readonly config?: string;
  readonly marketplace?: string;
  readonly jobs?: number;
  readonly stdinFilePath?: string;
}

/** What decides which listings are judged by which rules. */
export interface SelectionFlags extends InputFlags {
  readonly rules?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly lang?: Lang;
  readonly images: boolean;
  readonly ocr?: boolean;
  readonly baseline?: string;
}

/** The flags of `scan`. */
export interface ScanFlags extends SelectionFlags, NetworkFlags {
  readonly fetchImages?: boolean;
  readonly format?: readonly string[];
  readonly failOn?: Severity | 'never';
  readonly failOnReview?: boolean;
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly all?: boolean;
  readonly verbose?: boolean;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly fixInto?: string;
  /** The commit, or true for the usual one. */
  readonly changed?: string | true;
  readonly staged?: boolean;
  readonly cache?: boolean;
  readonly record?: boolean;
}

/** Adds the flags that every command over listings has. */
export function addInputFlags(command: Command): Command {
  return command
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from the first path upward')
    .option('--marketplace <name>', 'marketplace of listings whose file does not say it: amazon.com, alibaba.com …')
    .option('--jobs <n>', 'how many files and pictures are worked on at a time (default: processors)', positive)
    .option('--stdin-file-path <file>', 'read standard input as if it were this file; its name tells format and configuration');
}

/** Adds the flags of the commands that judge listings by rules. */
export function addSelectionFlags(command: Command): Command {
  return addInputFlags(command)
    .option('--rules <file>', 'a rule pack of your own, or a folder of them (may be repeated)', collect)
    .option('--only <ids>', 'run only these rules or packs: amazon, core/counterfeit-wording (repeat, or commas)', collectList)
    .option('--skip <ids>', 'leave these rules or packs out (repeat, or commas)', collectList)
    .option('--no-images', 'do not look at pictures')
    .option('--ocr', 'read the text in pictures too, about a second a picture, once; says what to install first')
    .option('--baseline <file>', 'findings that are known, or none (default: preclear.baseline.jsonl beside the configuration)')
    .addOption(langOption());
}

/** Adds the flags of the commands that scan and end with an exit code. */
export function addRunFlags(command: Command): Command {
  const selecting = addSelectionFlags(command)
    .option(
      '--fetch-images',
      'fetch and check the pictures that listings name by their address (default: configuration, else no)',
    )
    .option('--no-fetch-images', 'ask no network, whatever the configuration says');
  return addNetworkFlags(selecting)
    .addOption(
      new Option('--fail-on <severity>', 'weakest severity that ends with exit code 1 (default: error)').choices([
        ...SEVERITIES,
        'never',
      ]),
    )
    .option('--fail-on-review', 'findings that a person must decide count as well')
    .option('--strict', 'end with exit code 3 when something could not be read (on where CI=true)')
    .option('--changed [=ref]', CHANGED)
    .option('--staged', 'check only listings that are staged in git and differ from HEAD, as they will be committed')
    .option('--no-cache', 'use and keep nothing of what earlier scans learned (.preclear/cache)')
    .option('--record', 'keep what was found in the history (default: history.record of the configuration, else no)')
    .option('--no-record', 'record nothing, whatever the configuration says');
}

/** Adds the flags of `scan`. */
export function addScanFlags(command: Command): Command {
  return addRunFlags(command)
    .option(
      '--format <format[=file]>',
      `${REPORT_FORMATS.join(', ')}; with =FILE into a file (may be repeated; one may go to stdout)`,
      collect,
    )
    .option('--quiet', 'no progress on stderr')
    .option('--all', 'print every listing; a terminal shows the first 20')
    .option('--verbose', 'tell confidence and every file mapping')
    .option('--fix', 'write a copy NAME.fixed.EXT of every file that exact fixes can mend; originals are never changed')
    .option('--fix-into <folder>', 'with --fix: write the copies into this folder instead of beside the originals')
    .option('--fix-dry-run', 'print what --fix would change, as a diff instead of the report');
}

/**
 * The paths and flags as they were meant: in `--changed feeds/` the path is no commit, which is written `--changed=main`.
 * @param args the command line.
 */
export function tellCommitFromPath<F extends Pick<ScanFlags, 'changed'>>(
  paths: readonly string[],
  flags: F,
  args: readonly string[],
): { readonly paths: readonly string[]; readonly flags: F } {
  const { changed } = flags;
  if (changed === undefined || changed === true || args.includes(`--changed=${changed}`)) return { paths, flags };
  return { paths: [changed, ...paths], flags: { ...flags, changed: true } };
}

const CHANGED =
  'check only listings that differ from a commit of git (default: where the branch left its upstream); =main... is where it left main';

/** `--lang en|zh`. */
function langOption(): Option {
  return new Option('--lang <lang>', 'language of the report (default: configuration, else the terminal)').choices([
    'en',
    'zh',
  ]);
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function collectList(value: string, before: readonly string[] = []): string[] {
  const ids = value
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) throw new InvalidArgumentError('It names no rule and no pack.');
  return [...before, ...ids];
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 1024) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 1024.');
  }
  return number;
}
