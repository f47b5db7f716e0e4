import { type Command, Option } from 'commander';
import { REFERENCE_ROLES, type ReferenceRole } from '../model/evidence.ts';
import { addRefsFetch } from './refs/fetch-command.ts';
import { addBrandsImport } from './refs/import-brands-command.ts';
import { registerRefsImport } from './refs/import-command.ts';
import { addFilesImport } from './refs/import-files-command.ts';
import { addTextsImport } from './refs/import-texts-command.ts';
import type { RefsOutcome } from './refs/library.ts';

/** Where the library is, and how strictly its damage is taken. */
export interface LibraryFlags {
  readonly library?: string;
  readonly config?: string;
  readonly strict: boolean;
}

/** The flags of `refs add`. */
export interface AddFlags extends LibraryFlags {
  readonly owner: string;
  readonly role: ReferenceRole;
  readonly url?: string;
  readonly captured?: string;
}

/** The flags of `refs list`. */
export interface ListFlags extends LibraryFlags {
  readonly owner?: string;
  readonly role?: ReferenceRole;
  readonly format: 'table' | 'json';
}

/** The flags of `refs rebuild`. */
export interface RebuildFlags extends LibraryFlags {
  readonly all: boolean;
}

const ADD_EXAMPLES = `
Examples:
  preclear refs add saved-page.html --owner "Northlight Ltd" --role competitor --url https://shop.example/lamp
  preclear refs add catalogue/ --owner "Our supplier" --role supplier --captured 2026-11-22
  preclear refs add returns.txt --owner "Our shop" --role boilerplate

Roles: rights-owner and competitor are who may complain; supplier and stock lend texts and pictures; own is never a finding;
boilerplate are sentences that everybody writes.
Exit codes: 0 done, 2 could not work, 3 something could not be read (with --strict, or CI=true).`;

/** Adds `preclear refs add, fetch, import, list, remove, stats, rebuild`. */
export function registerRefs(program: Command): void {
  const refs = program.command('refs').summary('the library of texts and pictures that belong to others');
  refs.description('Keeps the library of texts and pictures that belong to others; scans compare listings with it.');
  addLibraryFlags(refs.command('add'))
    .summary('add listing files, saved pages, texts and pictures')
    .description(
      'Adds listing files, saved pages, plain texts (.txt), pictures, and folders of them. The same again changes nothing.',
    )
    .argument('<paths...>', 'files and folders')
    .requiredOption('--owner <name>', 'who owns the texts and pictures')
    .addOption(roleOption('what the owner is to you').makeOptionMandatory())
    .option('--url <address>', 'where they were found')
    .option('--captured <day>', 'when they were found, such as 2026-11-22 (default: today)')
    .addHelpText('after', ADD_EXAMPLES)
    .action(async (paths: string[], flags: AddFlags) => {
      const { runRefsAdd } = await import('./refs/add.ts');
      await finish(await runRefsAdd(paths, flags));
    });
  const parts = { addLibraryFlags, finish };
  addRefsFetch(refs, parts);
  const imports = registerRefsImport(refs, parts);
  addBrandsImport(imports, parts);
  addTextsImport(imports, parts);
  addFilesImport(imports, parts);
  addLibraryFlags(refs.command('list'))
    .summary('list what the library holds')
    .description('Lists the entries of the library, by owner.')
    .option('--owner <name>', 'only entries of this owner')
    .addOption(roleOption('only entries of this role'))
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .action(async (flags: ListFlags) => {
      const { runRefsList } = await import('./refs/view.ts');
      await finish(await runRefsList(flags));
    });
  addLibraryFlags(refs.command('remove'))
    .summary('remove entries')
    .description('Removes entries by their ids, as `preclear refs list` shows them. Unknown ids remove nothing.')
    .argument('<ids...>', 'ids')
    .action(async (ids: string[], flags: LibraryFlags) => {
      const { runRefsRemove } = await import('./refs/view.ts');
      await finish(await runRefsRemove(ids, flags));
    });
  addLibraryFlags(refs.command('stats'))
    .summary('count what the library holds')
    .description('Counts the entries of the library by kind, role and owner.')
    .action(async (flags: LibraryFlags) => {
      const { runRefsStats } = await import('./refs/view.ts');
      await finish(await runRefsStats(flags));
    });
  addLibraryFlags(refs.command('rebuild'))
    .summary('build the index of imported texts anew')
    .description('Builds the index of imported texts anew, where it is damaged or of another version.')
    .option('--all', 'all of it, also what is in order', false)
    .action(async (flags: RebuildFlags) => {
      const { runRefsRebuild } = await import('./refs/rebuild.ts');
      await finish(await runRefsRebuild(flags));
    });
}

function addLibraryFlags(command: Command): Command {
  return command
    .option('--library <folder>', 'folder of the library (default: `references` of the configuration, else ./references)')
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from here upward')
    .option('--strict', 'end with exit code 3 when something could not be read (on where CI=true)', false);
}

function roleOption(text: string): Option {
  return new Option('--role <role>', text).choices(REFERENCE_ROLES);
}

async function finish(outcome: RefsOutcome): Promise<void> {
  const [{ default: process }, { streamOutput }, { endWith }] = await Promise.all([
    import('node:process'),
    import('./output.ts'),
    import('./exit.ts'),
  ]);
  await streamOutput(process.stdout).write(outcome.stdout);
  await streamOutput(process.stderr).write(outcome.stderr);
  endWith(outcome.exit);
}
