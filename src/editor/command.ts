import type { Command } from 'commander';

/** Adds `preclear lsp`. */
export function registerEditor(program: Command): void {
  program
    .command('lsp')
    .summary('the language server: findings while listings are written')
    .description(
      'Speaks the Language Server Protocol on standard input and output. Editors start it: it shows findings in CSV, TSV, JSON, JSON Lines,\n' +
        'YAML, Markdown, HTML and XML listings, explains them, offers the exact fixes, and tells mistakes in configurations, rule packs and\n' +
        'suppressions. The settings are those of preclear.config.yaml; initialization options: {"lang": "en" or "zh", "images": true to look\n' +
        'at pictures}. Duplicates among listings are found by preclear scan only.',
    )
    .option('--stdio', 'for editors that say so; there is no other way')
    .addHelpText('after', '\nExample:\n  preclear lsp --stdio')
    .action(async () => {
      const { serve } = await import('./server.ts');
      await serve();
    });
}
