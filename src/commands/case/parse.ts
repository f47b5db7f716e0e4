import { type Command, Option } from 'commander';
import type { Lang } from '../../model/text.ts';

/** The flags of `case parse`. */
export interface CaseParseFlags {
  readonly format?: 'json' | 'pretty';
  readonly lang?: Lang;
  readonly wordings?: readonly string[];
  readonly withText: boolean;
}

const PARSE_HELP = `
Examples:
  preclear case parse notice.eml
  preclear case parse notice.txt --lang zh
  pbpaste | preclear case parse -
  preclear case parse notice.html --format json > notice.json

Mails (.eml), pages (.html) and copied text are read; in a forwarded chain the newest message that is a notice. Every fact comes with its
evidence: the pattern and the characters. What the notice does not say stays unknown. Keep the notice as it came: the parse is no copy of it.
Exit codes: 0 read, 2 could not work, 3 read, but parts of the file are missing.`;

/** Adds `preclear case parse`. */
export function addCaseParse(group: Command): void {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  group
    .command('parse')
    .summary('what a complaint notice says, with evidence')
    .description('Reads a complaint notice of a marketplace or rights owner and tells what it says, field by field.')
    .argument('<file>', 'the notice: .eml, .html, .txt, or - for standard input')
    .addOption(
      new Option('--format <format>', 'pretty or json (default: pretty on a terminal, else json)').choices(['pretty', 'json']),
    )
    .addOption(new Option('--lang <lang>', 'language of the report').choices(['en', 'zh']))
    .option('--wordings <file>', 'a file of wordings of your own, or a folder of them (may be repeated)', collect)
    .option('--with-text', 'put the decoded text, which the evidence counts in, into the JSON', false)
    .addHelpText('after', PARSE_HELP)
    .action(async (file: string, flags: CaseParseFlags) => {
      const { parseCase } = await import('./parse-action.ts');
      await parseCase(file, flags);
    });
}
