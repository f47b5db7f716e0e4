import type { Command } from 'commander';
import { addCaseLetters } from './case/draft.ts';
import { addCaseEnding } from './case/letters.ts';
import { addCaseOpening } from './case/open.ts';
import { addCaseParse } from './case/parse.ts';
import { addCaseRecords } from './case/records.ts';

/** Files that add commands to `preclear case`, in the order of its help. */
const PARTS: readonly ((group: Command) => void)[] = [
  addCaseParse,
  addCaseOpening,
  addCaseRecords,
  addCaseLetters,
  addCaseEnding,
];

/** Adds `preclear case`. */
export function registerCase(program: Command): void {
  const group = program
    .command('case')
    .summary('complaints: from the notice to the appeal')
    .description('Works on complaints and appeals.');
  for (const add of PARTS) add(group);
}
