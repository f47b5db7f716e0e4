import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../model/text.ts';
import { addNetworkFlags, type NetworkFlags } from './network-flags.ts';
import { addInputFlags, type InputFlags } from './scan/flags.ts';

/** How a `canary` command prints. */
export interface CanaryPrint {
  readonly format: 'text' | 'json';
  readonly lang?: Lang;
}

/** The flags of `canary plant`. */
export interface PlantFlags extends InputFlags, CanaryPrint {
  readonly phrase?: readonly string[];
  readonly by?: string;
  readonly suggest: number;
  readonly library?: string;
}

/** The flags of `canary check`. */
export interface CheckFlags extends NetworkFlags, CanaryPrint {
  readonly config?: string;
}

/** The flags of `canary list`. */
export interface CanaryListFlags extends CanaryPrint {
  readonly config?: string;
  readonly listing?: string;
}

const PLANT_HELP = `
A canary is a word or phrase that only your listing has. When a copier's page shows it, it came from you; and the day and the hash of the
listing tell since when you have had it. Without --phrase, phrases of the listing are proposed that stand nowhere else in your files and in
your library, and words that nobody uses yet: write one of those into the listing, as the name of a colour or a detail, before you plant it.
Canaries are kept in canaries.csv in the ledger's folder.

Examples:
  preclear canary plant HM-LAMP-02 feeds/                                        # proposals
  preclear canary plant HM-LAMP-02 feeds/ --phrase "folds flat behind the breadbin" --by "Li Na"

Exit codes: 0 done, 2 the listing does not have the phrase, others have it too, or could not work.`;

const CHECK_HELP = `
Letters count as they are drawn: other case, full width, accents, invisible characters, letters of other alphabets and split words hide
nothing. Files may be saved pages, texts and listing files; addresses are fetched as preclear refs fetch does.

Examples:
  preclear canary check saved-page.html
  preclear canary check https://shop.example/products/lamp --format json

Exit codes: 0 no canary found, 1 found, 2 could not work, 3 something could not be read.`;

/** Adds `preclear canary plant, check, list`. */
export function registerCanary(program: Command): void {
  const canary = program.command('canary').summary('own words and phrases that show who copied a listing');
  canary.description(
    'Plants own words and phrases in listings, keeps since when they are there, and finds them on pages of others.',
  );
  printing(addInputFlags(canary.command('plant')))
    .summary('register phrases of a listing, or propose some')
    .description('Registers words and phrases that only one listing has, or proposes some.')
    .argument('<listing>', 'id of the listing')
    .argument('[paths...]', 'files and folders that hold your listings (default: the current folder)')
    .option('--phrase <text>', 'a word or phrase that the listing has (may be repeated)', collect)
    .option('--by <name>', 'who registers it')
    .option('--suggest <n>', 'how many phrases are proposed', count, 5)
    .option('--library <folder>', 'folder of the library (default: `references` of the configuration, else ./references)')
    .addHelpText('after', PLANT_HELP)
    .action(async (listing: string, paths: string[], flags: PlantFlags) => {
      const { plantCanaries } = await import('./canary/plant-action.ts');
      await plantCanaries(listing, paths, flags);
    });
  printing(addNetworkFlags(canary.command('check').option('--config <file>', 'configuration that names the ledger')))
    .summary('look for canaries in files and pages')
    .description('Looks for the canaries of all listings in files and pages, and tells where they stand.')
    .argument('<files and addresses...>', 'saved pages, texts, listing files, folders of them, addresses')
    .addHelpText('after', CHECK_HELP)
    .action(async (targets: string[], flags: CheckFlags) => {
      const { checkCanaries } = await import('./canary/check-action.ts');
      await checkCanaries(targets, flags);
    });
  printing(canary.command('list').option('--config <file>', 'configuration that names the ledger'))
    .summary('list what is planted')
    .description('Lists the canaries, in the order in which they were planted.')
    .option('--listing <id>', 'only those of one listing')
    .addHelpText('after', '\nExample:\n  preclear canary list --listing HM-LAMP-02\n\nExit codes: 0 done, 2 could not work.')
    .action(async (flags: CanaryListFlags) => {
      const { listCanaries } = await import('./canary/list-action.ts');
      await listCanaries(flags);
    });
}

function printing(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--lang <lang>', 'language (default: configuration, else the terminal)').choices(['en', 'zh']));
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 50)
    throw new InvalidArgumentError('It must be a number from 1 to 50.');
  return number;
}
