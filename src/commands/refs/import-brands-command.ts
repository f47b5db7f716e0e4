import type { Command } from 'commander';
import type { LibraryFlags } from '../refs.ts';
import type { ImportParts } from './import-command.ts';

/** The flags of `refs import brands`. */
export interface BrandImportFlags extends LibraryFlags {
  readonly encoding?: string;
}

const EXAMPLES = `
Examples:
  preclear refs import brands our-blacklist.csv
  preclear refs import brands 禁用词.csv --encoding gbk

Columns: mark (or brand, term, 品牌, 商标, 禁用词), and if you have them forms, owner, classes, verticals, kind, ambiguity, tier, generic
(or generic_en, generic_zh) and own; "yes" there makes it your own brand, which is never a finding. Lists in a cell are separated by ";".
A mark that was imported before keeps its forms and takes what the new list says.
Exit codes: 0 done, 2 could not work, 3 something could not be read (with --strict, or CI=true).`;

/** Adds `brands` to `preclear refs import`. */
export function addBrandsImport(command: Command, { addLibraryFlags, finish }: ImportParts): void {
  addLibraryFlags(command.command('brands'))
    .summary('your own list of brand words, as CSV or TSV')
    .description('Imports your own list of brand words (CSV or TSV) into the library; scans then know them too.')
    .argument('<files...>', 'CSV or TSV files')
    .option('--encoding <name>', 'character set, where it is not found out by itself: gbk, utf-8 …')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: BrandImportFlags) => {
      const { runBrandImport } = await import('./import-brands.ts');
      await finish(await runBrandImport(files, flags));
    });
}
