import { type Command, Option } from 'commander';
import { CLAIMS, EVIDENCE_KINDS } from '../../model/case.ts';
import { ACTION_KINDS } from '../../model/ledger.ts';
import { addByFlags, type ByFlags, collect } from './flags.ts';

/** The flags of `case action`. */
export interface ActionFlags extends ByFlags {
  readonly items?: string;
  readonly planned?: string;
  readonly done?: string;
  readonly note?: string;
  readonly order?: string;
  readonly proof?: readonly string[];
  readonly id?: string;
}

/** The flags of `case add-evidence`. */
export interface EvidenceFlags extends ByFlags {
  readonly kind: string;
  readonly title?: string;
  readonly made?: string;
  readonly from?: string;
  readonly items?: string;
  readonly confidential: boolean;
}

/** The flags of `case cause`. */
export interface CauseFlags extends ByFlags {
  readonly support?: readonly string[];
  readonly items?: string;
  readonly because?: string;
}

/** The flags of `case assert`. */
export interface AssertFlags extends ByFlags {
  readonly slot?: string;
  readonly text?: string;
}

const CAUSE_HELP = `
Examples:
  preclear case cause 2026-0001                              lists the causes that fit
  preclear case cause 2026-0001 brand-in-search-terms --support finding/6f0c12ab34cd56ef --by "Li Na"

A cause needs a record that shows it; refs are those of preclear case show ID --json. Without one it is a guess, and none may be sent.
Exit codes: 0 done, 2 no such cause or record.`;

const ACTION_HELP = `
Examples:
  preclear case action 2026-0001 edit-text --items B0ZZ1AA02L --done 2026-11-20 --proof before-after.png
  preclear case action 2026-0001 close-offer --items all --planned 2026-11-24
  preclear case action 2026-0001 close-offer --id A-2 --done 2026-11-23

Only what is done may be told as done. --id adds to an action that was planned.
Exit codes: 0 done, 2 could not work.`;

/** Adds `preclear case assess`, `cause`, `action`, `add-evidence`, `assert`, `deadline`, `met` and `escalate`. */
export function addCaseRecords(group: Command): void {
  addJudging(group);
  addDeeds(group);
  addDays(group);
}

function addJudging(group: Command): void {
  addByFlags(group.command('assess'), true)
    .summary('say whether the claim is right')
    .description('Says whether the claim is right. That decides which letters may be written.')
    .argument('<id>', 'the case')
    .argument('<claim>', CLAIMS.join(', '))
    .option('--reason <text>', 'why (needed)')
    .addHelpText(
      'after',
      '\nvalid: no counter-notice and no dispute. invalid: no apology and no plan of action. unclear: an inquiry to the owner only.\n\nExample:\n  preclear case assess 2026-0001 valid --reason "the brand stood in our search terms" --by "Li Na"\n\nExit codes: 0 done, 2 could not work.',
    )
    .action(async (id: string, claim: string, flags: ByFlags & { readonly reason?: string }) => {
      const { assessClaim } = await import('./change-action.ts');
      await assessClaim(id, claim, flags);
    });
  addByFlags(group.command('cause'), true)
    .summary('say why it happened, with a record that shows it')
    .description('Chooses a root cause of the catalogue, with the records that show it; without a cause, lists those that fit.')
    .argument('<id>', 'the case')
    .argument('[cause]', 'id of the cause')
    .option('--support <ref>', 'a record that shows it (may be repeated)', collect)
    .option('--items <ids>', 'listings that it is about (default: all)')
    .option('--because <text>', 'why, in the words of who is named by --by, where the cause asks for it')
    .addHelpText('after', CAUSE_HELP)
    .action(async (id: string, cause: string | undefined, flags: CauseFlags) => {
      const { chooseCause } = await import('./cause-action.ts');
      await chooseCause(id, cause, flags);
    });
  addByFlags(group.command('assert'), true)
    .summary('stand by name for what no record can hold')
    .description('Keeps a sentence that a named person stands for; letters show it as such.')
    .argument('<id>', 'the case')
    .option('--slot <id>', 'slot or sentence of the templates that it fills')
    .option('--text <text>', 'the sentence, in the language of the letter (needed)')
    .addHelpText('after', '\nExit codes: 0 done, 2 could not work.')
    .action(async (id: string, flags: AssertFlags) => {
      const { assertText } = await import('./change-action.ts');
      await assertText(id, flags);
    });
}

function addDeeds(group: Command): void {
  addByFlags(group.command('action'), false)
    .summary('record what was done, or is to be done')
    .description('Records what was done about the complaint, or is to be done.')
    .argument('<id>', 'the case')
    .argument('<kind>', ACTION_KINDS.join(', '))
    .option('--items <ids>', 'listings, divided by commas; all for those of the case')
    .option('--done <day>', 'when it was done, YYYY-MM-DD')
    .option('--planned <day>', 'when it is to be done')
    .option('--order <id>', 'number of the removal order')
    .option('--note <text>', 'what else should be known')
    .option('--proof <file>', 'a file that shows it; it is copied and hashed (may be repeated)', collect)
    .option('--id <action>', 'an action that is there, such as A-2')
    .addHelpText('after', ACTION_HELP)
    .action(async (id: string, kind: string, flags: ActionFlags) => {
      const { recordAction } = await import('./change-action.ts');
      await recordAction(id, kind, flags);
    });
  addByFlags(group.command('add-evidence'), false)
    .summary('keep copies of files that prove something')
    .description('Copies files, or the folder of a trace, into the case, with their SHA-256.')
    .argument('<id>', 'the case')
    .argument('<files...>', 'files; for --kind trace-folder one folder')
    .addOption(new Option('--kind <kind>', 'what it is').choices([...EVIDENCE_KINDS]).default('other'))
    .option('--title <text>', 'what letters and annexes call it (default: the name of the file)')
    .option('--made <day>', 'when it was made, as you know it')
    .option('--from <name>', 'who made or sent it: the supplier of a mail, the author of a draft, the photographer')
    .option('--items <ids>', 'listings that it is about; all for those of the case')
    .option('--confidential', 'never listed in a letter or annex', false)
    .addHelpText('after', '\nFiles of up to 1 GB are copied.\n\nExit codes: 0 done, 2 could not work; then nothing was added.')
    .action(async (id: string, files: string[], flags: EvidenceFlags) => {
      const { addEvidence } = await import('./evidence-action.ts');
      await addEvidence(id, files, flags);
    });
}

function addDays(group: Command): void {
  addByFlags(group.command('deadline'), false)
    .summary('write down a last day, or tick one off')
    .description('Writes down a last day that no notice sets; with --met, ticks one off.')
    .argument('<id>', 'the case')
    .argument('<day-or-deadline>', 'the day, YYYY-MM-DD; with --met the id of the deadline, such as N-1-D1')
    .option('--what <text>', 'what has to be done by then')
    .option('--met <text>', 'how it was met')
    .action(async (id: string, day: string, flags: ByFlags & { readonly what?: string; readonly met?: string }) => {
      const { recordDeadline } = await import('./change-action.ts');
      await recordDeadline(id, day, flags);
    });
  addByFlags(group.command('escalate'), false)
    .summary('hand a case to a lawyer')
    .description('Records that a case was handed to a lawyer, and why.')
    .argument('<id>', 'the case')
    .option('--reason <text>', 'why (needed)')
    .option('--to <name>', 'to whom')
    .action(async (id: string, flags: ByFlags & { readonly reason?: string; readonly to?: string }) => {
      const { escalate } = await import('./change-action.ts');
      await escalate(id, flags);
    });
}
