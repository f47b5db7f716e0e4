import type { Command } from 'commander';

/** Adds `preclear init`. */
export function registerInit(program: Command): void {
  program
    .command('init')
    .summary('write a configuration and empty ledgers into the current folder')
    .description(
      'Writes preclear.config.yaml, the empty tables of the ledger (licences, authorisations, trainings, contacts, policies, measures,\n' +
        'actions, penalties) and references/README.md into the current folder, and JSON Schemas for editors into .preclear/schema,\n' +
        'which are written anew each time. A file that exists is left as it is. Write ledger/reviewers.csv yourself once only named\n' +
        'people may sign listings off: preclear log reviewer.',
    )
    .action(async () => {
      const { init } = await import('./init/action.ts');
      await init();
    });
}
