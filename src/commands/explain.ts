import type { Command } from 'commander';
import { addSelectionFlags, type SelectionFlags } from './scan/flags.ts';

const EXAMPLES = `
Examples:
  preclear explain amazon/brand-in-search-terms
  preclear explain 3f2a9c01d4e5b677 feeds/     a finding: its fingerprint, and where its listing is

Exit codes: 0 explained, 2 no such rule or finding.`;

/** Adds `preclear explain`. */
export function registerExplain(program: Command): void {
  addSelectionFlags(
    program
      .command('explain')
      .summary('explain a rule, or how one finding came about')
      .description('Explains a rule: why, policy, fix, prevention, examples. For a finding also what matched and what decided.')
      .argument('<rule-or-fingerprint>', 'id of a rule, or fingerprint of a finding as reports show it')
      .argument('[paths...]', 'where the listing of the finding is (default: the current folder)'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (what: string, paths: string[], flags: SelectionFlags) => {
      const { explain } = await import('./explain-action.ts');
      await explain(what, paths, flags);
    });
}
