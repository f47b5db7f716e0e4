import process from 'node:process';
import type { Command } from 'commander';
import { addRunFlags, type ScanFlags, tellCommitFromPath } from './scan/flags.ts';

/** The flags of `audit`. */
export interface AuditFlags extends Omit<ScanFlags, 'format' | 'quiet' | 'all' | 'verbose' | 'fix' | 'fixDryRun' | 'fixInto'> {
  readonly by?: string;
}

const HELP = `
In the browser: arrows move, Enter opens a finding, e shows its evidence, x explains the rule, / searches, f filters, g groups, s sorts,
a accepts a finding with a reason until a day, o opens the HTML report, i the picture, w writes a report, ? tells all keys, q ends.
Where standard input or output is no terminal, it does what preclear scan does.

Examples:
  preclear audit feeds/
  preclear audit feeds/ --by "Li Na"            with your name in what you accept
  preclear audit . --changed=origin/main...     only listings that are new or other than where the branch left main

Exit codes: those of the scan, whatever is accepted meanwhile: 0 nothing at or above --fail-on, 1 findings, 2 could not work,
3 done but incomplete (--strict).`;

/** Adds `preclear audit`. */
export function registerAudit(program: Command): void {
  addRunFlags(
    program
      .command('audit')
      .summary('scan, and go through the findings in the terminal')
      .description('Scans as preclear scan does and shows the findings in a browser for the terminal.')
      .argument('[paths...]', 'files and folders (default: the current folder)'),
  )
    .option('--by <name>', 'who decides, for what is accepted in the browser')
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: AuditFlags) => {
      const { audit } = await import('./audit/action.ts');
      const meant = tellCommitFromPath(paths, flags, process.argv);
      await audit(meant.paths, meant.flags);
    });
}
