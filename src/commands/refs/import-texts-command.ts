import type { Command } from 'commander';
import { Option } from 'commander';
import { REFERENCE_ROLES, type ReferenceRole } from '../../model/evidence.ts';
import type { LibraryFlags } from '../refs.ts';
import type { ImportParts } from './import-command.ts';

/** The flags of `refs import texts`. */
export interface TextImportFlags extends LibraryFlags {
  readonly owner?: string;
  readonly role: ReferenceRole;
  readonly captured?: string;
  readonly columns?: string;
  readonly encoding?: string;
}

const EXAMPLES = `
Examples:
  preclear refs import texts competitors.csv --role competitor
  preclear refs import texts crawl.jsonl --role rights-owner --owner "Northlight Ltd" --columns title=name,description=body

Columns: title, bullets (also several: bullet1, bullet2 …; in JSON a list), description, and if you have them id, url, owner, captured-at;
usual English and Chinese headings are known. For files of up to a few thousand texts that people look at, \`preclear refs add\` keeps them
in references.jsonl; what is imported here goes to library.sqlite, which holds millions.
Exit codes: 0 done, 2 could not work, 3 something could not be read (with --strict, or CI=true).`;

/** Adds `texts` to `preclear refs import`. */
export function addTextsImport(command: Command, { addLibraryFlags, finish }: ImportParts): void {
  addLibraryFlags(command.command('texts'))
    .summary("other people's listings in bulk, as CSV, TSV or JSON Lines")
    .description(
      "Imports other people's listings in bulk (CSV, TSV, JSON Lines) into the library. The same text again changes nothing.",
    )
    .argument('<files...>', 'CSV, TSV or JSON Lines files')
    .addOption(new Option('--role <role>', 'what the owner is to you').choices(REFERENCE_ROLES).makeOptionMandatory())
    .option('--owner <name>', 'who owns the texts, where no column tells')
    .option('--captured <day>', 'when they were found, where no column tells, such as 2026-11-22 (default: today)')
    .option('--columns <map>', 'headings by what they hold: title=Product Name,bullets=Feature 1;Feature 2,url=Link')
    .option('--encoding <name>', 'character set, where it is not found out by itself: gbk, utf-8 …')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: TextImportFlags) => {
      const { runTextImport } = await import('./import-texts.ts');
      await finish(await runTextImport(files, flags));
    });
}
