import { type Command, Option } from 'commander';
import { addSelectionFlags, type SelectionFlags } from './scan/flags.ts';

/** The flags of `baseline create`. */
export interface CreateFlags extends SelectionFlags {
  readonly allowIncrease?: boolean;
  readonly reason?: string;
}

/** The flags of `baseline diff`. */
export interface DiffFlags extends SelectionFlags {
  readonly format: 'text' | 'json';
}

const HELP = `
The baseline is preclear.baseline.jsonl beside the configuration: put it under version control. It holds no lines or rows, so that moving
rows or files changes nothing. So that git merges it by itself, put this into .gitattributes:  preclear.baseline.jsonl merge=union

Examples:
  preclear baseline create .                     when you begin: what is there now is known
  preclear baseline diff .                       what is new, and what is gone
  preclear baseline prune .                      after mending: forget what is gone
  preclear baseline create . --allow-increase --reason "new supplier feed, TICKET-12"

scan never changes the baseline.`;

/** Adds `preclear baseline create | prune | diff`. */
export function registerBaseline(program: Command): void {
  const baseline = program.command('baseline').summary('accept the findings that are there now, so that only new ones fail');
  baseline
    .description('Keeps the findings that were there when you began, so that only new ones fail.')
    .addHelpText('after', HELP);
  addSelectionFlags(baseline.command('create'))
    .summary('write what is found now into the baseline')
    .description(
      'Writes what a scan finds now into the baseline. To one that is there, nothing is added unless you say so and why.',
    )
    .argument('[paths...]', 'files and folders (default: the current folder)')
    .option('--allow-increase', 'add findings to a baseline that is there')
    .option('--reason <text>', 'why they may be added; kept in the file')
    .addHelpText('after', '\nExit codes: 0 written or nothing to write, 2 refused or could not work.')
    .action(async (paths: string[], flags: CreateFlags) => (await import('./baseline-action.ts')).createBaseline(paths, flags));
  addSelectionFlags(baseline.command('prune'))
    .summary('forget what is not found any more')
    .description('Removes from the baseline what a complete scan does not find any more. What was not scanned stays.')
    .argument('[paths...]', 'files and folders (default: the current folder)')
    .addHelpText('after', '\nExit codes: 0 done, 2 could not work: also where something could not be read.')
    .action(async (paths: string[], flags: SelectionFlags) =>
      (await import('./baseline-action.ts')).pruneBaseline(paths, flags),
    );
  addSelectionFlags(baseline.command('diff'))
    .summary('tell what is new and what is gone')
    .description('Tells which findings the baseline does not hold, and which of its entries are not found any more.')
    .argument('[paths...]', 'files and folders (default: the current folder)')
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExit codes: 0 nothing new, 1 new findings, 2 could not work.')
    .action(async (paths: string[], flags: DiffFlags) => (await import('./baseline-action.ts')).diffBaseline(paths, flags));
}
