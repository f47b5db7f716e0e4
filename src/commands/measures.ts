import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The flags of `measures`. */
export interface MeasuresFlags {
  readonly config?: string;
  readonly days: number;
  readonly all?: boolean;
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

const HELP = `
proposed   a rule asks for it, nobody has adopted it
adopted    somebody has (preclear log measure), and nothing proves it yet
in force   adopted, and proved by recorded scans, sign-offs, the ledger or trainings within the days, without a gap where it says every
broken     it was in force, and is not any more; why is told
retired    somebody ended it

Scans are recorded by preclear scan --record.

Examples:
  preclear measures
  preclear measures --all --days 60
  preclear measures --format json

Exit codes: 0 nothing is broken, 1 a measure is broken, 2 could not work, 3 part of the ledger does not count.`;

/** Adds `preclear measures`. */
export function registerMeasures(program: Command): void {
  program
    .command('measures')
    .summary('list the prevention steps of the rules, and which are really kept')
    .description('Lists the prevention steps that the rules ask for, how far each has come, and what proves it.')
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from here upward')
    .option('--days <n>', 'how many days back a proof may lie', days, 30)
    .option('--all', 'also those that nobody has adopted')
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--lang <lang>', 'en or zh').choices(['en', 'zh']))
    .addHelpText('after', HELP)
    .action(async (flags: MeasuresFlags) => {
      const { listMeasures } = await import('./measures-action.ts');
      await listMeasures(flags);
    });
}

function days(value: string): number {
  const found = /^(\d{1,3})d?$/.exec(value)?.[1];
  if (found === undefined || Number(found) === 0) throw new InvalidArgumentError('It must be a number of days, 1 to 999.');
  return Number(found);
}
