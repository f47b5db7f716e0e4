import { type Command, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The flags of `penalties`. */
export interface PenaltiesFlags {
  readonly config?: string;
  readonly all?: boolean;
  readonly tables?: boolean;
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

const HELP = `
What a platform counted is written down with preclear log penalty; the score of an Amazon account is imported with preclear history health
import. Numbers come from tables (rules/penalties) whose sources and their days are shown; what nobody publishes is not estimated. Your own tables
go into penalty-tables.yaml in the ledger's folder and win by id.

Examples:
  preclear penalties
  preclear penalties --tables          # what the tables say, the example that is not in use too
  preclear penalties --format json

Exit codes: 0 done, 2 could not work, 3 part of the ledger does not count.`;

/** Adds `preclear penalties`. */
export function registerPenalties(program: Command): void {
  program
    .command('penalties')
    .summary('tell where you stand with each platform, and what comes next')
    .description(
      'Tells what platforms have counted against you, which threshold comes next and what it does, and when points lapse.',
    )
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from here upward')
    .option('--all', 'also platforms that have counted nothing')
    .option('--tables', 'print the tables instead, with their sources')
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--lang <lang>', 'en or zh').choices(['en', 'zh']))
    .addHelpText('after', HELP)
    .action(async (flags: PenaltiesFlags) => {
      const { listPenalties } = await import('./penalties-action.ts');
      await listPenalties(flags);
    });
}
