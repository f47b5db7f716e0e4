import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/text.ts';
import { addSelectionFlags, type SelectionFlags } from './scan/flags.ts';

/** The flags of `suppress`. */
export interface SuppressFlags extends SelectionFlags {
  readonly reason?: string;
  readonly until?: string;
  readonly by?: string;
  readonly evidence?: string;
}

/** The flags of `suppress list`. */
export interface ListFlags {
  readonly config?: string;
  /** In days. */
  readonly expiring?: number;
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

const HELP = `
The entry goes into preclear.suppressions.yaml beside the configuration; comments and order of the file stay. After its last day the finding
is back. preclear schema suppressions describes the file, in which an entry may also name a rule and a listing instead of a fingerprint.

Examples:
  preclear suppress 3f2a9c01d4e5b677 feeds/ --reason "authorised reseller, letter of 3 May" --until 2027-03-31 --by "Li Na"
  preclear suppress list --expiring 30d

Exit codes: 0 done, 2 no such finding or could not work.`;

/** Adds `preclear suppress` and `preclear suppress list`. */
export function registerSuppress(program: Command): void {
  const suppress = addSelectionFlags(program.command('suppress'))
    .summary('accept one finding, with a reason and a last day')
    .description('Accepts one finding until a day, and keeps the reason.')
    .argument('<fingerprint>', 'fingerprint of the finding as reports show it')
    .argument('[paths...]', 'where the listing of the finding is (default: the current folder)')
    // Not required as commander means it: it would ask for them in `suppress list` too.
    .option('--reason <text>', 'why it may stand (needed)')
    .option('--until <day>', 'the last day on which it may, YYYY-MM-DD, at most 400 days ahead (needed)')
    .option('--by <name>', 'who decided')
    .option('--evidence <text>', 'what proves it: a file, a number, an address')
    .addHelpText('after', HELP)
    .action(async (fingerprint: string, paths: string[], flags: SuppressFlags) => {
      const { suppressFinding } = await import('./suppress-action.ts');
      await suppressFinding(fingerprint, paths, flags);
    });
  suppress
    .command('list')
    .summary('list what is accepted, the first to end first')
    .description('Lists what is accepted, the first to end first.')
    .argument('[path]', 'a file or folder whose configuration counts (default: the current folder)')
    .option('--expiring <days>', 'only what has ended or ends within so many days: 30d', days)
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .action(async (path: string | undefined, _flags: unknown, command: Command) => {
      const { listSuppressions } = await import('./suppress-list-action.ts');
      // `--config` and `--lang` are those of `suppress`, wherever they stand.
      await listSuppressions(path ?? '.', command.optsWithGlobals<ListFlags>());
    });
}

function days(value: string): number {
  const found = /^(\d{1,4})d?$/.exec(value)?.[1];
  if (found === undefined) throw new InvalidArgumentError('It must be a number of days such as 30d.');
  return Number(found);
}
