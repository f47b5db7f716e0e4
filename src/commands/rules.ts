import type { Command } from 'commander';

/** The flags of `rules list`. */
export interface ListFlags {
  readonly format: string;
  readonly lang?: string;
  readonly rules?: readonly string[];
}

/** Adds `preclear rules list | validate | test | docs`. */
export function registerRules(program: Command): void {
  const rules = program
    .command('rules')
    .summary('list, check, test and document rule packs')
    .description('Works on rule packs.');
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  rules
    .command('list')
    .summary('show every rule')
    .description('Shows every rule with its level, kind, fields and marketplaces.')
    .option('--format <format>', 'table or json', 'table')
    .option('--lang <lang>', 'en or zh')
    .option('--rules <file>', 'a rule pack of your own, or a folder of them (may be repeated)', collect)
    .addHelpText('after', '\nExample:\n  preclear rules list --lang zh')
    .action(async (flags: ListFlags) => {
      const { listRules } = await import('./rules-action.ts');
      await listRules(flags);
    });
  rules
    .command('validate')
    .summary('check pack files without running them')
    .description('Checks rule pack files: every mistake with file, line and column.')
    .argument('<files...>', 'pack files or folders')
    .addHelpText('after', '\nExample:\n  preclear rules validate rules/our-terms.yaml')
    .action(async (files: readonly string[]) => {
      const { validateRules } = await import('./rules-action.ts');
      await validateRules(files);
    });
  rules
    .command('test')
    .summary("run the rules' own examples")
    .description(
      'Runs the examples of every rule: those to flag must be found, look-alikes must not. Ends with 1 when one fails.',
    )
    .argument('[files...]', "pack files or folders of your own; without them preclear's packs")
    .addHelpText('after', '\nExample:\n  preclear rules test rules/our-terms.yaml')
    .action(async (files: readonly string[]) => {
      const { testRules } = await import('./rules-action.ts');
      await testRules(files);
    });
  rules
    .command('docs')
    .summary("write rules/README.md from preclear's packs")
    .description("Writes the documentation of preclear's packs and their JSON Schema.")
    .option('--check', 'write nothing; end with 1 when a file is stale', false)
    .action(async (flags: { readonly check: boolean }) => {
      const { writeDocs } = await import('./rules-action.ts');
      await writeDocs(flags.check);
    });
}
