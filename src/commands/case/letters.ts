import { type Command, Option } from 'commander';
import { CASE_ANSWERS } from '../../model/case.ts';
import { addByFlags, type ByFlags, collect } from './flags.ts';

/** The flags of `case mark-sent`. */
export interface SentFlags extends ByFlags {
  readonly file?: string;
  readonly wait?: string;
}

/** The flags of `case answer`. */
export interface AnswerFlags extends ByFlags {
  readonly on?: string;
  readonly note?: string;
  readonly asks?: readonly string[];
}

/** The flags of `case close`. */
export interface CloseFlags extends ByFlags {
  readonly learned?: string;
  readonly givenUp?: string;
}

/** Adds `preclear case review`, `mark-sent`, `answer`, `resolve`, `close`, `reopen` and `merge`. */
export function addCaseEnding(group: Command): void {
  addSending(group);
  addEnding(group);
}

function addSending(group: Command): void {
  addByFlags(group.command('review'), true)
    .summary('say that a draft may go out')
    .description('Says that somebody other than its author has read a draft and that it may go out.')
    .argument('<id>', 'the case')
    .argument('<draft>', 'the draft, such as D-1')
    .option('--alone', 'there is nobody else to read it; this is kept', false)
    .action(async (id: string, draft: string, flags: ByFlags & { readonly alone: boolean }) => {
      const { reviewDraft } = await import('./letter-action.ts');
      await reviewDraft(id, draft, flags);
    });
  addByFlags(group.command('mark-sent'), true)
    .summary('record that a letter went out')
    .description('Keeps a copy of a letter that was sent, which nothing changes any more. preclear sends nothing itself.')
    .argument('<id>', 'the case')
    .argument('<draft>', 'the draft, such as D-1')
    .option('--file <file>', 'what was really sent, where that is not the draft as it lies in the case')
    .option('--wait <period>', 'how long to wait for an answer: 5w working days, 10d days (default: by kind of letter)')
    .addHelpText(
      'after',
      '\nExamples:\n  preclear case mark-sent 2026-0001 D-1 --by "Li Na"\n\nExit codes: 0 done, 2 refused with what is missing.',
    )
    .action(async (id: string, draft: string, flags: SentFlags) => {
      const { markSent } = await import('./letter-action.ts');
      await markSent(id, draft, flags);
    });
  addByFlags(group.command('answer'), false)
    .summary('record what the other side answered')
    .description('Records an answer. The points that are asked for become the headings of the next letter.')
    .argument('<id>', 'the case')
    .argument('<answer>', CASE_ANSWERS.join(', '))
    .option('--on <day>', 'when it came (default: today)')
    .option('--note <text>', 'what else it says')
    .option(
      '--asks <point>',
      'a point that is asked for, in its words; root-cause=, corrective=, preventive= or document= before it says about what (may be repeated)',
      collect,
    )
    .addHelpText(
      'after',
      '\nExample:\n  preclear case answer 2026-0001 more-detail --asks "root-cause=Greater detail on the root cause(s)"\n\nA mail with the answer is better added as it came: preclear case add-notice ID FILE.\nExit codes: 0 done, 2 could not work.',
    )
    .action(async (id: string, answer: string, flags: AnswerFlags) => {
      const { recordAnswer } = await import('./letter-action.ts');
      await recordAnswer(id, answer, flags);
    });
}

function addEnding(group: Command): void {
  addByFlags(group.command('resolve'), false)
    .summary('say that it is over: clean, or reinstated')
    .description('Says that the matter is over; refused, with what is missing, where no record shows it.')
    .argument('<id>', 'the case')
    .addOption(
      new Option('--clean', 'a scan finds nothing complained of any more, and no offer is open').conflicts('reinstated'),
    )
    .option('--reinstated', 'the answer or a notice says that listings and account are back')
    .action(async (id: string, flags: ByFlags & { readonly clean?: true; readonly reinstated?: true }) => {
      const { resolveCase } = await import('./letter-action.ts');
      await resolveCase(id, flags);
    });
  addByFlags(group.command('close'), false)
    .summary('close a case with what was learned')
    .description('Closes a case.')
    .argument('<id>', 'the case')
    .option('--learned <text>', 'what would have prevented it')
    .option('--given-up <text>', 'why it is not followed any further')
    .action(async (id: string, flags: CloseFlags) => {
      const { closeCase } = await import('./letter-action.ts');
      await closeCase(id, flags);
    });
  addByFlags(group.command('reopen'), false)
    .summary('open a case again')
    .description('Opens a resolved or closed case again.')
    .argument('<id>', 'the case')
    .option('--reason <text>', 'why (needed)')
    .action(async (id: string, flags: ByFlags & { readonly reason?: string }) => {
      const { reopenCase } = await import('./letter-action.ts');
      await reopenCase(id, flags);
    });
  addByFlags(group.command('merge'), false)
    .summary('put a case into another that is about the same')
    .description('Puts the notices of a case into another one, and ends it.')
    .argument('<id>', 'the case that ends')
    .argument('<into>', 'the case that goes on')
    .action(async (id: string, into: string, flags: ByFlags) => {
      const { mergeCase } = await import('./letter-action.ts');
      await mergeCase(id, into, flags);
    });
}
