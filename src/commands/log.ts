import { type Command, Option } from 'commander';
import type { Lang } from '../model/text.ts';

/** The flags of `log KIND`: one for each column, and where the ledger is. */
export interface LogFlags {
  readonly config?: string;
  readonly lang?: Lang;
  /** Files that prove it. */
  readonly proof?: readonly string[];
  /** Cells by their flags in camel case. */
  readonly [column: string]: string | readonly string[] | undefined;
}

/** The flags of `log list`. */
export interface LogListFlags {
  readonly config?: string;
  readonly lang?: Lang;
  readonly format: 'text' | 'json';
}

/** What can be logged: the table, what its numbers begin with, and the flags of its columns. */
export interface LogKind {
  readonly table: 'reviewers' | 'trainings' | 'contacts' | 'policies' | 'measures' | 'actions' | 'penalties';
  readonly prefix: string;
  readonly summary: string;
  /** Flag without `--`, its value, and help; the column is the flag with `_` for `-`. Those that must be there end with `!`. */
  readonly flags: readonly (readonly [flag: string, value: string, help: string])[];
  readonly example: string;
}

/** Columns that nearly all tables have. */
const CASE = ['case', 'id', 'case that it belongs to'] as const;
const NOTE = ['note', 'text', 'what else should be known'] as const;

/** What can be logged, by the word that people write. */
export const LOG_KINDS: Readonly<Record<string, LogKind>> = {
  training: {
    table: 'trainings',
    prefix: 'T',
    summary: 'a training that was held',
    flags: [
      ['date!', 'day', 'when, YYYY-MM-DD'],
      ['topic!', 'text', 'what was taught'],
      ['trainer', 'name', 'who taught'],
      ['attendees', 'names', 'who was there, divided by ;'],
      ['audience', 'names', 'departments or roles that were there, divided by ;'],
      ['test', 'text', 'test and its result'],
      ['passed', 'n', 'how many passed it'],
      ['next', 'day', 'when the next one is'],
      CASE,
      NOTE,
    ],
    example: '--date 2026-11-10 --topic "Brand words in titles" --attendees "Li Na; Wang Wei" --proof signed-sheet.pdf',
  },
  contact: {
    table: 'contacts',
    prefix: 'K',
    summary: 'a message or call with the other side',
    flags: [
      ['at!', 'moment', 'day, or 2026-11-12T09:30+08:00'],
      ['direction!', 'way', 'out (yours) or in (theirs)'],
      ['channel!', 'how', 'email, phone, letter, platform, chat or meeting'],
      ['party!', 'name', 'person or firm on the other side'],
      ['address', 'text', 'their address or number'],
      ['by', 'name', 'who of you'],
      ['subject', 'text', 'what it was about'],
      ['offered', 'text', 'compensation that was offered, if any was'],
      CASE,
      NOTE,
    ],
    example: '--at 2026-11-12 --direction out --channel email --party "Northpine Images" --proof mail.eml',
  },
  policy: {
    table: 'policies',
    prefix: 'P',
    summary: 'a written rule of the house',
    flags: [
      ['title!', 'text', 'what it is called'],
      ['adopted!', 'day', 'in force since'],
      ['owner', 'name', 'who sees to it'],
      ['retired', 'day', 'no longer in force since'],
      NOTE,
    ],
    example: '--title "No picture without a licence" --adopted 2026-03-01 --proof policy.pdf',
  },
  action: {
    table: 'actions',
    prefix: 'A',
    summary: 'something that was done, or is to be done',
    flags: [
      ['kind!', 'kind', 'edit-text, replace-image, close-offer, remove-inventory, check-catalogue … (preclear schema actions)'],
      ['planned', 'day', 'when it is to be done'],
      ['done', 'moment', 'when it was done; only then a letter may tell it as done'],
      ['by', 'name', 'who does it'],
      ['items', 'ids', 'ASINs, product ids or SKUs, divided by ;'],
      ['inventory-order', 'number', 'number of the removal order'],
      CASE,
      NOTE,
    ],
    example: '--kind edit-text --done 2026-11-14T16:00+08:00 --by "Wang Wei" --items "B0HM000001" --case 2026-0007',
  },
  measure: {
    table: 'measures',
    prefix: 'M',
    summary: 'a prevention step that you adopt (preclear measures lists them)',
    flags: [
      ['step!', 'id', 'id of the step'],
      ['adopted!', 'day', 'from when on it is done'],
      ['owner!', 'name', 'who sees to it'],
      ['retired', 'day', 'no longer done since'],
      NOTE,
    ],
    example: '--step brand-scan-before-upload --adopted 2026-11-23 --owner "Li Na"',
  },
  penalty: {
    table: 'penalties',
    prefix: 'X',
    summary: 'points or violations that a marketplace counted',
    flags: [
      ['platform!', 'name', 'amazon, alibaba, aliexpress …'],
      ['date!', 'day', 'when it was counted'],
      ['kind!', 'kind', 'as the penalty tables name it (preclear penalties lists them)'],
      ['points', 'n', 'as the marketplace told; nothing when it told none'],
      ['right', 'number', 'number of the right that it is about'],
      ['withdrawn', 'day', 'when the marketplace took it back'],
      CASE,
      NOTE,
    ],
    example: '--platform alibaba --date 2026-10-01 --kind general --points 6 --proof notice.pdf',
  },
  reviewer: {
    table: 'reviewers',
    prefix: 'R',
    summary: 'somebody who may sign listings off',
    flags: [
      ['name!', 'name', 'as it stands in sign-offs'],
      ['role!', 'role', 'reviewer, manager or operator'],
      ['from', 'day', 'first day of the duty'],
      ['to', 'day', 'last day of the duty'],
      NOTE,
    ],
    example: '--name "Li Na" --role reviewer --from 2026-03-01',
  },
};

const HELP = `
A row is written into the ledger's folder: into <table>.jsonl where that is there, else <table>.csv under the headings that are there. Words may
be English or Chinese. Nothing is written that a reader would not take as proof. Files given as --proof are hashed, so that another file under
their name is noticed; those outside the ledger's folder are copied into its proofs/.

Examples:
${Object.entries(LOG_KINDS)
  .map(([kind, { example }]) => `  preclear log ${kind} ${example}`)
  .join('\n')}
  preclear log list trainings

Exit codes: 0 done, 2 could not work, 3 list: a row does not count.`;

/** Adds `preclear log training | contact | policy | action | measure | penalty | reviewer` and `preclear log list`. */
export function registerLog(program: Command): void {
  const log = program
    .command('log')
    .summary('write down what was done: trainings, contacts, actions …')
    .description('Writes down what was done, in the plain files of the ledger, so that a letter can rest on it.')
    .addHelpText('after', HELP);
  for (const [kind, { summary, flags, table }] of Object.entries(LOG_KINDS)) {
    const command = addPlace(log.command(kind).summary(summary).description(`Writes down ${summary}.`));
    for (const [flag, value, help] of flags) {
      const name = flag.replace(/!$/, '');
      command.addOption(new Option(`--${name} <${value}>`, help).makeOptionMandatory(name !== flag));
    }
    if (table !== 'reviewers') command.option('--proof <file>', 'a file that proves it (may be repeated)', collect);
    command.option('--id <id>', 'a number of your own (default: the next one)');
    command.action(async (given: LogFlags) => {
      const { logRecord } = await import('./log/action.ts');
      await logRecord(kind, given);
    });
  }
  addPlace(log.command('list'))
    .summary('list what was written down')
    .description('Lists what was written down, the newest first, with what does not count.')
    .argument(
      '[table]',
      `${Object.values(LOG_KINDS)
        .map(({ table }) => table)
        .join(', ')} (default: all)`,
    )
    .addOption(new Option('--format <format>', 'text, or json for programs').choices(['text', 'json']).default('text'))
    .action(async (table: string | undefined, flags: LogListFlags) => {
      const { listRecords } = await import('./log/list-action.ts');
      await listRecords(table, flags);
    });
}

function addPlace(command: Command): Command {
  return command
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from here upward')
    .addOption(new Option('--lang <lang>', 'en or zh').choices(['en', 'zh']));
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
