import { type Command, InvalidArgumentError, Option } from 'commander';
import { DRAFT_KINDS, type DraftKind } from '../../model/case.ts';
import { LETTER_LANGS, type LetterLang } from '../../model/letter.ts';

/** The flags of `case draft`. */
export interface CaseDraftFlags {
  readonly kind: DraftKind;
  readonly lang?: LetterLang;
  readonly format?: readonly ('md' | 'docx' | 'txt')[];
  readonly final: boolean;
  readonly out?: string;
  readonly world?: string;
  readonly letters?: readonly string[];
  readonly by?: string;
  readonly config?: string;
  readonly json: boolean;
}

/** The flags of `case check`. */
export interface CaseCheckFlags {
  readonly case?: string;
  readonly world?: string;
  readonly letters?: readonly string[];
  readonly lang?: 'en' | 'zh';
  readonly format?: 'pretty' | 'json';
  readonly strict: boolean;
  readonly config?: string;
}

const DRAFT_HELP = `
Kinds: ${DRAFT_KINDS.join(' ')}

Examples:
  preclear case draft 2026-0001 --kind plan-listing
  preclear case draft 2026-0001 --kind plan-listing --lang de --format docx
  preclear case draft 2026-0001 --kind plan-account --final --by "Li Na"
  preclear case show 2026-0001 --json > world.json && preclear case draft --world world.json --kind plan-listing

Each sentence rests on records of the case, the ledger and the history; what no record holds stays a blank such as [TO FILL: date of training].
"All" is written where the count is 100 %, else the true number; past tense only of what is done. Two copies are written: the letter for sending,
and the review copy with Chinese notes, states, annex hashes and the backing table. --final writes the letter only when nothing is missing.
preclear sends nothing, promises no outcome and gives no legal advice.
Exit codes: 0 drafted, 1 --final refused (what is missing is listed) or the letter may not be written, 2 could not work.`;

const CHECK_HELP = `
Examples:
  preclear case check appeal.md --case 2026-0001
  preclear case check appeal.txt --world world.json --format json
  pbpaste | preclear case check -

Looks for statements without a record, wrong days and numbers, "all" below 100 %, bluffs, blame, feelings, introductions of the business, listings
and requested points without an answer, causes without action and measure, links and files that the notice refuses. English, German, Japanese and
Chinese letters. A sentence of a kind that is not known is counted as not judged.
Exit codes: 0 nothing found, 1 errors (with --strict also warnings), 2 could not work.`;

/** Adds `preclear case draft` and `case check`. */
export function addCaseLetters(group: Command): void {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  group
    .command('draft')
    .summary('write a letter in which each sentence rests on a record')
    .description('Drafts a letter or paper of a case.')
    .argument('[id]', 'the case, such as 2026-0001')
    .addOption(new Option('--kind <kind>', 'what to write; see below').choices(DRAFT_KINDS).makeOptionMandatory())
    .addOption(new Option('--lang <lang>', "language of the letter (default: the marketplace's)").choices(LETTER_LANGS))
    .addOption(new Option('--format <format>', 'md, docx or txt (may be repeated; default: md)').argParser(collectFormats))
    .option('--final', 'write the letter for sending, or refuse with what is missing', false)
    .option('--out <folder>', 'write into this folder, not into the case')
    .option('--world <file>', 'a world as JSON instead of a case (case show --json writes one)')
    .option('--letters <file>', 'templates of your own, or a folder of them (may be repeated)', collect)
    .option('--by <name>', 'who drafts it')
    .option('--config <file>', 'configuration (default: preclear.config.yaml, looked for upward)')
    .option('--json', 'tell the draft as JSON on standard output', false)
    .addHelpText('after', DRAFT_HELP)
    .action(async (id: string | undefined, flags: CaseDraftFlags) => {
      const { draftCase } = await import('./draft-action.ts');
      await draftCase(id, flags);
    });
  group
    .command('check')
    .summary('check a letter that a person wrote')
    .description('Checks a letter against the records of a case.')
    .argument('<letter>', 'the letter: .md, .txt, or - for standard input')
    .option('--case <id>', 'the case whose records it rests on')
    .option('--world <file>', 'a world as JSON instead of a case')
    .option('--letters <file>', 'templates of your own, or a folder of them (may be repeated)', collect)
    .addOption(new Option('--lang <lang>', 'language of the report').choices(['en', 'zh']))
    .addOption(
      new Option('--format <format>', 'pretty or json (default: pretty on a terminal, else json)').choices(['pretty', 'json']),
    )
    .option('--strict', 'warnings count as errors', false)
    .option('--config <file>', 'configuration (default: preclear.config.yaml, looked for upward)')
    .addHelpText('after', CHECK_HELP)
    .action(async (letter: string, flags: CaseCheckFlags) => {
      const { checkCaseLetter } = await import('./check-action.ts');
      await checkCaseLetter(letter, flags);
    });
}

type Format = 'md' | 'docx' | 'txt';

function collectFormats(value: string, before: readonly Format[] = []): readonly Format[] {
  const known = (['md', 'docx', 'txt'] as const).find((one) => one === value);
  if (known === undefined) throw new InvalidArgumentError('It is md, docx or txt.');
  return [...before, known];
}
