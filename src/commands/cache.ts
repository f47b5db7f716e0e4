import type { Command } from 'commander';

/** Adds `preclear cache stats` and `preclear cache clear`. */
export function registerCache(program: Command): void {
  const cache = program
    .command('cache')
    .summary('look at or clear what scans keep from one run to the next')
    .description(
      'Scans keep judgements, facts about pictures and compiled rules in .preclear/cache beside the configuration. They are used only for\n' +
        'the very same listings, pictures, rules, references and ledgers; what no scan has used for 60 days is taken away.',
    );
  cache
    .command('stats')
    .description('tell how much is kept')
    .argument('[path]', 'a file or folder of the shop (default: the current folder)')
    .option('--json', 'for programs')
    .action(async (path: string | undefined, flags: { readonly json?: boolean }) => {
      const { showCache } = await import('./cache-action.ts');
      await showCache(path ?? '.', flags.json === true);
    });
  cache
    .command('clear')
    .description('take everything away; the next scan works all of it out anew')
    .argument('[path]', 'a file or folder of the shop (default: the current folder)')
    .action(async (path: string | undefined) => {
      const { clear } = await import('./cache-action.ts');
      await clear(path ?? '.');
    });
}
