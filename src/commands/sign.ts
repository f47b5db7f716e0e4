import { type Command, Option } from 'commander';
import type { ReviewerRole } from '../model/ledger.ts';
import type { Lang } from '../model/text.ts';
import { addInputFlags, type InputFlags } from './scan/flags.ts';

/** The flags of `sign`. */
export interface SignFlags extends InputFlags {
  readonly by?: string;
  readonly role?: ReviewerRole;
  readonly reject?: boolean;
  readonly note?: string;
  readonly check?: boolean;
  readonly two?: boolean;
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

/** The flags of `sign list`. */
export interface SignListFlags {
  readonly config?: string;
  readonly listing?: string;
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

const HELP = `
What is there as a file or folder is read, everything else is the id of a listing; * stands for any characters. The word is kept in
sign-offs.jsonl in the ledger's folder, with the hash of all texts and of the pictures that lie on this computer: when one of them changes,
it is void. Of pictures named by an address only the address is signed. Where there is a list of reviewers (reviewers.csv), nobody else signs.

Examples:
  preclear sign HM-MUG-01 "HM-KIT-*" --by "Li Na" feeds/
  preclear sign HM-LAMP-02 --by "Li Na" --reject --note "the second picture is not ours" feeds/lamps.csv
  preclear sign --check feeds/            # which listings nobody stands for
  preclear sign --check --two feeds/      # … or only one person
  preclear sign list

Exit codes: 0 done, or all listings are signed; 1 --check found listings that are not; 2 could not work; 3 something could not be read.`;

/** Adds `preclear sign` and `preclear sign list`. */
export function registerSign(program: Command): void {
  const sign = addInputFlags(program.command('sign'))
    .summary('say by name that listings, as they are now, may go live')
    .description('Signs listings off: keeps who said that a listing, as it is now, may go live, until it says something else.')
    .argument(
      '[listings and paths...]',
      'ids of listings, and the files and folders that hold them (default: the current folder)',
    )
    .option('--by <name>', 'who signs: the name, or the number in the list of reviewers')
    .addOption(
      new Option('--role <role>', 'as what (default: as the list of reviewers says)').choices([
        'reviewer',
        'manager',
        'operator',
      ]),
    )
    .option('--reject', 'say that they may not go live; needs --note')
    .option('--note <text>', 'what should be known of it')
    .option('--check', 'sign nothing; tell which listings are not signed, rejected, or were changed since')
    .option('--two', 'with --check: two different people have to stand for a listing')
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--lang <lang>', 'en or zh').choices(['en', 'zh']))
    .addHelpText('after', HELP)
    .action(async (given: string[], flags: SignFlags) => {
      if (flags.check === true) {
        const { checkSignOffs } = await import('./sign/check-action.ts');
        await checkSignOffs(given, flags);
      } else {
        const { signListings } = await import('./sign/action.ts');
        await signListings(given, flags);
      }
    });
  sign
    .command('list')
    .summary('list who signed what, the newest first')
    .description('Lists who signed what, the newest first.')
    .argument('[path]', 'a file or folder whose configuration counts (default: the current folder)')
    .option('--listing <id>', 'only of this listing')
    .action(async (path: string | undefined, _flags: unknown, command: Command) => {
      const { listSignOffs } = await import('./sign/list-action.ts');
      // `--config`, `--format` and `--lang` are those of `sign`, wherever they stand.
      await listSignOffs(path ?? '.', command.optsWithGlobals<SignListFlags>());
    });
}
