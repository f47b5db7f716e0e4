import process from 'node:process';
import type { Problem } from '../model/problem.ts';
import type { Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';

/** Tells on standard error what could not be read. */
export function tellProblems(problems: readonly Problem[], lang: Lang): void {
  for (const { file, line, column, reason } of problems) {
    const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
    process.stderr.write(`${visible(`${place}: ${reason[lang]}`)}\n`);
  }
}
