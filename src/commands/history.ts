import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The flags of all commands under `history`. */
export interface HistoryFlags {
  readonly config?: string;
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

/** The flags of `history list`. */
export interface HistoryListFlags extends HistoryFlags {
  readonly limit: number;
}

/** The flags of `history health import`. */
export interface HealthFlags extends HistoryFlags {
  readonly date?: string;
}

const HELP = `
preclear scan --record writes the history, or every scan where the configuration says history: { record: true }. It is the file
.preclear/history.db beside the configuration, or what history.store names: another file, or postgres://user@host/database?schema=shop
(the password as PGPASSWORD). Several shops may share a database, each in its own schema.

Examples:
  preclear history list                        the last runs
  preclear history show last                   what the last run found, and what was new and fixed
  preclear history health import report.json   GET_V2_SELLER_PERFORMANCE_REPORT of Amazon, or a table
  preclear history export > history.jsonl      everything but accounts, as JSON Lines

Exit codes: 0 done, 2 no history, no such run or could not work, 3 part of an imported file could not be used.`;

/** Adds `preclear history`. */
export function registerHistory(program: Command): void {
  const history = program
    .command('history')
    .summary('look at what scans found over time, and import account health')
    .description(
      'What scans found over time: runs, findings that are new, fixed or back, and what marketplaces say of the account.',
    )
    .addHelpText('after', HELP);
  common(history.command('list'))
    .description('List runs, the newest first.')
    .option('--limit <n>', 'how many', count, 20)
    .action(async (flags: HistoryListFlags) => {
      const { listRuns } = await import('./history/action.ts');
      await listRuns(flags);
    });
  common(history.command('show'))
    .description('Tell what a run looked at, what it found, and what was new, back and fixed.')
    .argument('<run>', 'the beginning of its id as list shows it, or last')
    .action(async (run: string, flags: HistoryFlags) => {
      const { showRun } = await import('./history/action.ts');
      await showRun(run, flags);
    });
  common(history.command('export'))
    .description('Print everything but accounts and sessions as JSON Lines.')
    .action(async (flags: HistoryFlags) => {
      const { exportHistory } = await import('./history/export.ts');
      await exportHistory(flags);
    });
  const health = history.command('health').description('What marketplaces say of the account.');
  common(health.command('import'))
    .description('Import account health: the seller performance report of Amazon as JSON, or a table.')
    .argument(
      '<files...>',
      'GET_V2_SELLER_PERFORMANCE_REPORT, or CSV with date, marketplace, status, score and a column a policy',
    )
    .option('--date <day>', 'the day of what has no date, YYYY-MM-DD (default: today)')
    .action(async (files: string[], flags: HealthFlags) => {
      const { importHealth } = await import('./history/health-import.ts');
      await importHealth(files, flags);
    });
}

function common(command: Command): Command {
  return command
    .option('--config <file>', 'configuration (default: preclear.config.yaml of the current folder or above)')
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--lang <lang>', 'language (default: configuration, else the terminal)').choices(['en', 'zh']));
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw new InvalidArgumentError('It must be a whole number from 1 to 10000.');
  return number;
}
