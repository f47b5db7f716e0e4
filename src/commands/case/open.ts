import type { Command } from 'commander';
import { addByFlags, addCaseFlags, type ByFlags, collect } from './flags.ts';
import type { CaseFlags } from './place.ts';

/** The flags of `case add-notice`. */
export interface AddNoticeFlags extends ByFlags {
  readonly received?: string;
  readonly wordings?: readonly string[];
  readonly link: boolean;
  readonly json: boolean;
  readonly separate: boolean;
}

/** The flags of `case new`. */
export type NewFlags = AddNoticeFlags;

/** The flags of `case list` and `case show`. */
export interface ShowFlags extends CaseFlags {
  readonly json: boolean;
  readonly all: boolean;
}

const NEW_HELP = `
Examples:
  preclear case new notice.eml
  preclear case new warning.txt --received 2026-11-20
  preclear case new first.eml second.eml --by "Li Na"

A case is a folder beside the configuration (cases/2026-0001): case.jsonl, to which lines are only added, and copies of the notices, evidence,
drafts and sent letters, each with its SHA-256. The listings that the notice names are looked for in your files by ASIN, SKU, address and title.
A notice that belongs to a case, or is in one already, is not opened twice.
cases/seller.yaml names you as letters do; cases/timers.yaml and cases/causes.yaml may hold waiting times and root causes of your own.
Exit codes: 0 opened, 2 could not work, 3 opened, but parts of a notice could not be read.`;

const SET_HELP = `
Examples:
  preclear case set 2026-0001 infringementType trademark
  preclear case set 2026-0001 deadline "7 working days" --notice N-2
  preclear case set 2026-0001 items B0ZZ1AA02L,B0ZZ1AA03M

Fields: platform marketplace language subject noticeKind origin infringementType where requested paths items complaintIds assertedTerms
attachmentTypes copyrightedWorkUrls ipNumbers deadline accountLevel fundsHeld rightsOwner.name rightsOwner.email rightsOwner.phone
What was read stays in the log; the correction is kept beside it.
Exit codes: 0 done, 2 no such field, value or case.`;

const SHOW_HELP = `
Examples:
  preclear case show 2026-0001
  preclear case show 2026-0001 --json > world.json

Tells where the case stands, what comes next, the last days with how they were counted, and for each listing what was found since when, what it
said, when it was fixed and what a scan says since.
Exit codes: 0 told, 2 could not work, 3 told, but some of the case could not be read.`;

/** Adds `preclear case new`, `add-notice`, `list`, `show`, `set`, `confirm` and `link`. */
export function addCaseOpening(group: Command): void {
  addReceiving(group);
  addShowing(group);
  addCorrecting(group);
}

function addReceiving(group: Command): void {
  const withNotice = (command: Command): Command =>
    addByFlags(command, false)
      .option('--received <day>', 'when it came, where the notice does not say')
      .option('--wordings <file>', 'wordings of your own (may be repeated)', collect)
      .option('--no-link', 'do not look for its listings in your files')
      .option('--json', 'tell it as JSON', false);
  withNotice(group.command('new'))
    .summary('open a case for a complaint notice')
    .description('Opens a case for a complaint notice, and tells what the notice says.')
    .argument('<notices...>', 'notices of one complaint: .eml, .html, .txt, or -')
    .option('--separate', 'another case, although one seems to be about the same', false)
    .addHelpText('after', NEW_HELP)
    .action(async (files: string[], flags: NewFlags) => {
      const { newCase } = await import('./new-action.ts');
      await newCase(files, flags);
    });
  withNotice(group.command('add-notice'))
    .summary('add a notice to a case: a reply, a refusal, a retraction')
    .description(
      'Adds a notice to a case. A refusal, a retraction or a request for more detail is recorded as the answer that it is.',
    )
    .argument('<id>', 'the case, such as 2026-0001')
    .argument('<notice>', 'the notice: .eml, .html, .txt, or -')
    .action(async (id: string, file: string, flags: AddNoticeFlags) => {
      const { addNotice } = await import('./new-action.ts');
      await addNotice(id, file, { ...flags, separate: false });
    });
}

function addShowing(group: Command): void {
  addCaseFlags(group.command('list'))
    .summary('open cases, the next deadline first')
    .description('Lists open cases, the one whose next deadline is nearest first.')
    .option('--all', 'closed and merged cases as well', false)
    .option('--json', 'tell it as JSON', false)
    .addHelpText('after', '\nExit codes: 0 told, 2 could not work, 3 told, but a case could not be read.')
    .action(async (flags: ShowFlags) => {
      const { listCases } = await import('./list-action.ts');
      await listCases(flags);
    });
  addCaseFlags(group.command('show'))
    .summary('where a case stands, and what comes next')
    .description('Shows a case with all that is recorded about its listings.')
    .argument('<id>', 'the case, such as 2026-0001')
    .option('--json', 'everything as JSON: the world that letters rest on', false)
    .addHelpText('after', SHOW_HELP)
    .action(async (id: string, flags: ShowFlags) => {
      const { showCase } = await import('./show-action.ts');
      await showCase(id, flags);
    });
}

function addCorrecting(group: Command): void {
  addByFlags(group.command('set'), false)
    .summary('set right what was read from a notice')
    .description('Sets right what was read from a notice.')
    .argument('<id>', 'the case')
    .argument('<field>', 'the field; see below')
    .argument('<value>', 'its value; lists are divided by commas, none or unknown takes it away')
    .option('--notice <id>', 'which notice (default: the first)')
    .addHelpText('after', SET_HELP)
    .action(async (id: string, field: string, value: string, flags: ByFlags & { readonly notice?: string }) => {
      const { setField } = await import('./change-action.ts');
      await setField(id, field, value, flags);
    });
  addByFlags(group.command('confirm'), false)
    .summary('say that the notice was read rightly')
    .description('Says that somebody has compared the notice with what was read.')
    .argument('<id>', 'the case')
    .option('--guess <field>', 'the guess about this field is right: noticeKind, infringementType … (may be repeated)', collect)
    .action(async (id: string, flags: ByFlags & { readonly guess?: readonly string[] }) => {
      const { confirmNotice } = await import('./change-action.ts');
      await confirmNotice(id, flags);
    });
  addByFlags(group.command('link'), false)
    .summary('say which of your listings an item is')
    .description('Says which of your listings an item of the notice is; without both, looks for all that are not linked.')
    .argument('<id>', 'the case')
    .argument('[item]', 'ASIN or id as the notice names it')
    .argument('[listing]', 'SKU or id of your listing; none to take the link away')
    .option('--marketplace <name>', 'of the listing, where it is on several')
    .action(
      async (
        id: string,
        item: string | undefined,
        listing: string | undefined,
        flags: ByFlags & { readonly marketplace?: string },
      ) => {
        const { linkItem } = await import('./change-action.ts');
        await linkItem(id, item, listing, flags);
      },
    );
}
