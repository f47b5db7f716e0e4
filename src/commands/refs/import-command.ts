import type { Command } from 'commander';
import type { LibraryFlags } from '../refs.ts';
import type { RefsOutcome } from './library.ts';

/** The flags of `refs import uspto, st66, st96`. */
export interface RegisterFlags extends LibraryFlags {
  /** Office of records that name none. */
  readonly office?: string;
}

/** The flags of `refs import register-csv`. */
export interface RegisterTableFlags extends RegisterFlags {
  readonly columns?: string;
  readonly encoding?: string;
}

/** What the parts of `refs import` get from `refs`: the flags that all share, and how a command ends. */
export interface ImportParts {
  addLibraryFlags(command: Command): Command;
  finish(outcome: RefsOutcome): Promise<void>;
}

const EXAMPLES = `
Examples:
  preclear refs import uspto apc260101.zip apc260102.zip
  preclear refs import st66 export.xml --office RO
  preclear refs import register-csv marks.csv --office CN --columns mark=商标名称,number=申请号

Files may be given in any order and again: what was imported is skipped, and the record with the later date counts.
Exit codes: 0 done, 2 could not work, 3 something could not be read (with --strict, or CI=true).`;

const XML = [
  ['uspto', 'USPTO trademark applications, daily or annual (apc*.zip or .xml)'],
  ['st66', 'XML by WIPO ST.66: TMview, national exports, TSDR'],
  ['st96', 'XML by WIPO ST.96: TSDR'],
] as const;

/** Adds `preclear refs import` with its registers; gives the command, for what else can be imported. */
export function registerRefsImport(refs: Command, { addLibraryFlags, finish }: ImportParts): Command {
  const command = refs.command('import').summary('import texts in bulk, trademark registers and brand lists');
  command.description(
    "Imports other people's texts, trademark registers and brand lists into the library; scans then know them.",
  );
  for (const [format, what] of XML) {
    const sub = addLibraryFlags(command.command(format));
    if (format !== 'uspto')
      sub.option('--office <code>', 'office of records that name none, such as EM, DE (default: ZZ, which counts everywhere)');
    sub
      .summary(what)
      .description(`Imports ${what}. Nothing is sent anywhere.`)
      .argument('<files...>', 'XML files, or zip archives with one XML file each')
      .addHelpText('after', EXAMPLES)
      .action(async (files: string[], flags: RegisterFlags) => {
        const { runRegisterXml } = await import('./import-registers.ts');
        await finish(await runRegisterXml(format, files, flags));
      });
  }
  addLibraryFlags(command.command('register-csv'))
    .summary('a table of marks as CSV or TSV')
    .description(
      'Imports a table of marks. Usual English and Chinese headings are known: mark, number, class, status, owner; 商标名称, 注册号, 国际分类, 状态, 申请人.',
    )
    .argument('<files...>', 'CSV or TSV files')
    .option('--office <code>', 'office of the marks, such as CN; needed unless a column tells')
    .option('--columns <map>', 'headings by what they hold: mark=Word Mark,number=App No,classes=IC')
    .option('--encoding <name>', 'character set, where it is not found out by itself: gbk, utf-8 …')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: RegisterTableFlags) => {
      const { runRegisterTable } = await import('./import-registers.ts');
      await finish(await runRegisterTable(files, flags));
    });
  return command;
}
