import type { Command } from 'commander';

/** The flags of `config`. */
export interface ConfigFlags {
  readonly config?: string;
  readonly json?: boolean;
}

/** Adds `preclear config FILE`. */
export function registerConfig(program: Command): void {
  program
    .command('config')
    .summary('show which settings apply to a file, and where each was set')
    .description(
      'Shows the settings that apply to a listing file, and for each the file and line that set it, and why it is about this file.',
    )
    .argument('<file>', 'a listing file or folder; it need not exist')
    .option('--config <file>', 'configuration; without it preclear.config.yaml is looked for from the file upward')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  preclear config feeds/amazon-us.tsv')
    .action(async (file: string, flags: ConfigFlags) => {
      const { showConfig } = await import('./config-action.ts');
      await showConfig(file, flags);
    });
}
