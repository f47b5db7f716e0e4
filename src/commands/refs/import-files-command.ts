import { type Command, Option } from 'commander';
import { REFERENCE_ROLES } from '../../model/evidence.ts';
import type { ImportParts } from './import-command.ts';
import type { TextImportFlags } from './import-texts-command.ts';

/** The flags of `refs import` for folders and files. */
export type FilesImportFlags = TextImportFlags;

const EXAMPLES = `
Examples:
  preclear refs import saved-pages/ --owner "Northlight Ltd" --role competitor
  preclear refs import supplier-pictures/ --owner "Yiwu Lamps Co" --role supplier --captured 2026-11-22
  preclear refs import competitors.csv --role competitor      # owner, url and captured-at by columns

Saved pages are read as scan reads them, with the address and the dates that they claim; pictures beside them that are smaller than 100
pixels are left out. Tables that have a column owner, url or captured-at are tables of competitors, others listing files. imported.jsonl in
the library keeps which files were imported: one that is as it was is not read again, and a run that was stopped goes on. Links are not
followed inside of folders.
Roles: ${REFERENCE_ROLES.join(', ')}.
Exit codes: 0 done, 2 could not work, 3 something could not be read (with --strict, or CI=true).`;

/** Adds `files` to `preclear refs import`, which is meant where nothing else is named. */
export function addFilesImport(command: Command, { addLibraryFlags, finish }: ImportParts): void {
  // Not options of `import` itself: they would take those of `texts` and of the registers from them.
  addLibraryFlags(command.command('files', { isDefault: true }))
    .summary('folders of saved pages and pictures, tables of competitors; `files` may be left out')
    .description('Imports folders of saved pages, pictures and listing files, and tables of competitors, into the library.')
    .argument('[paths...]', 'folders of saved pages and pictures, files, tables of competitors')
    .addOption(new Option('--role <role>', 'what the owner is to you').choices(REFERENCE_ROLES).makeOptionMandatory())
    .option('--owner <name>', 'who owns the texts and pictures')
    .option('--captured <day>', 'when they were found, such as 2026-11-22 (default: today)')
    .option('--columns <map>', 'for tables: headings by what they hold: title=Product Name,url=Link')
    .option('--encoding <name>', 'for tables: character set, where it is not found out by itself')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: FilesImportFlags) => {
      const { runFilesImport } = await import('./import-files.ts');
      await finish(await runFilesImport(paths, flags));
    });
}
