import { type Command, Option } from 'commander';
import { REVIEWER_ROLES, type ReviewerRole } from '../model/ledger.ts';
import type { Lang } from '../model/text.ts';

/** The flags of every `team` command. */
export interface TeamFlags {
  readonly config?: string;
  readonly lang?: Lang;
  readonly role?: ReviewerRole;
  readonly by?: string;
}

/** What `team` does to an account. */
export type TeamDeed = 'add' | 'password' | 'role' | 'close' | 'open' | 'list';

const HELP = `
Accounts are for preclear serve --team. They stand in the history; passwords are kept as argon2id hashes. The password is asked for at the
terminal, or read from the first line of standard input. Roles: an operator assigns and notes, a reviewer also accepts findings and signs, a
manager does the same and stands as such in the log.

Examples:
  preclear team add "Li Na" --role manager
  pass show preclear/wang | preclear team add "Wang Wei" --role reviewer
  preclear team password "Li Na"
  preclear team close "Wang Wei"          the account stays in the log, nobody comes in with it
  preclear team list

Exit codes: 0 done, 2 could not work.`;

/** Adds `preclear team`. */
export function registerTeam(program: Command): void {
  const group = program
    .command('team')
    .summary('accounts for preclear serve --team')
    .description('Makes, changes and closes the accounts of the people who use the page of a team.')
    .addHelpText('after', HELP);
  const add = (deed: TeamDeed, summary: string, role: 'none' | 'may' | 'must'): void => {
    const command = group
      .command(deed === 'list' ? deed : `${deed} <name>`)
      .summary(summary)
      .description(summary);
    command
      .option('--config <file>', 'the configuration; else the nearest one')
      .option('--by <name>', 'who does this, for the log (default: your name on this computer)')
      .addOption(new Option('--lang <lang>', 'language of messages').choices(['en', 'zh']));
    const option = new Option('--role <role>', 'operator, reviewer or manager').choices(REVIEWER_ROLES);
    if (role !== 'none') command.addOption(role === 'must' ? option.makeOptionMandatory() : option.default('operator'));
    command.action(async (...given: readonly unknown[]) => {
      const [name] = given;
      const { changeTeam } = await import('./team-action.ts');
      await changeTeam(deed, typeof name === 'string' ? name : '', command.opts<TeamFlags>());
    });
  };
  add('add', 'make an account', 'may');
  add('list', 'the accounts', 'none');
  add('password', 'give an account another password and end its stays', 'none');
  add('role', 'give an account another role', 'must');
  add('close', 'close an account and end its stays', 'none');
  add('open', 'open a closed account again', 'none');
}
