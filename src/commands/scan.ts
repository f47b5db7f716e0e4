import process from 'node:process';
import type { Command } from 'commander';
import { addScanFlags, type ScanFlags, tellCommitFromPath } from './scan/flags.ts';

const EXAMPLES = `
Examples:
  preclear scan feeds/                          every listing file below feeds/
  preclear scan feed.tsv --format json > r.json a report for programs
  preclear scan . --only amazon --lang zh       only the Amazon pack, in Chinese
  preclear scan . --format pretty --format json=report.json
  preclear scan feeds/ --changed=origin/main... only listings that are new or other than where the branch left main
  preclear scan . --record                      keep it in the history, for preclear review and preclear history
  preclear scan . --staged                      in a pre-commit hook
  zcat feed.tsv.gz | preclear scan --stdin-file-path feed.tsv

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not work, 3 done but incomplete (--strict).`;

/** Adds `preclear scan`. */
export function registerScan(program: Command): void {
  addScanFlags(
    program
      .command('scan')
      .summary('check listings for brand misuse, copied text and unlicensed pictures')
      .description('Checks listing files (TSV, CSV, XLSX, JSON, YAML, Markdown, HTML) and their pictures before they go live.')
      .argument('[paths...]', 'files and folders (default: the current folder)'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: ScanFlags) => {
      const { scan } = await import('./scan/action.ts');
      const meant = tellCommitFromPath(paths, flags, process.argv);
      await scan(meant.paths, meant.flags);
    });
}
