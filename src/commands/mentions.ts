import type { Command } from 'commander';
import { addInputFlags, type InputFlags } from './scan/flags.ts';

const EXAMPLES = `
Examples:
  preclear mentions feed.tsv
  preclear mentions feeds/ > mentions.jsonl

Each line: {listing, field, span, match, term, owner, use, confidence, because}.
Exit codes: 0 done, 2 could not work.`;

/** Adds `preclear mentions`. */
export function registerMentions(program: Command): void {
  addInputFlags(
    program
      .command('mentions')
      .summary('list every brand mention with its role, also the harmless ones')
      .description('Lists every brand that listings mention and how they use it, as JSON lines, one mention a line.')
      .argument('[paths...]', 'files and folders (default: the current folder)'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: InputFlags) => {
      const { listMentions } = await import('./mentions-action.ts');
      await listMentions(paths, flags);
    });
}
