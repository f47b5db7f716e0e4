import type { Command } from 'commander';
import { addCaseParse } from './case-parse.ts';

/** Files that add commands to `preclear case`, in the order of its help. */
const PARTS: readonly ((group: Command) => void)[] = [addCaseParse];

/** Adds `preclear case`. */
export function registerCase(program: Command): void {
  const group = program
    .command('case')
    .summary('complaints: from the notice to the appeal')
    .description('Works on complaints and appeals.');
  for (const add of PARTS) add(group);
}
