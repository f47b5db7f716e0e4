import type { Command } from 'commander';

/** Adds `preclear init`. */
export function registerInit(program: Command): void {
  program
    .command('init')
    .summary('write a configuration and empty ledgers into the current folder')
    .description(
      'Writes preclear.config.yaml, ledger/licences.csv, ledger/authorisations.csv and references/README.md into the current folder,\n' +
        'and JSON Schemas for editors into .preclear/schema, which are written anew each time.\n' +
        'A file that exists is left as it is.',
    )
    .action(async () => {
      const { init } = await import('./init/action.ts');
      await init();
    });
}
