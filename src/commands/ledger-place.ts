import { resolve } from 'node:path';
import process from 'node:process';
import type { Problem } from '../model/problem.ts';
import type { Lang } from '../model/text.ts';
import { visible } from '../reporters/cells.ts';
import type { LoadedConfig } from '../scan/config.ts';

/** The ledger's folder, absolute: as the configuration says, else `ledger` beside it. */
export function ledgerFolder(config: LoadedConfig | undefined): string {
  return config?.values.ledger ?? resolve(config?.folder ?? '.', 'ledger');
}

/** Tells on standard error what could not be read. */
export function tellProblems(problems: readonly Problem[], lang: Lang): void {
  for (const { file, line, column, reason } of problems) {
    const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
    process.stderr.write(`${visible(`${place}: ${reason[lang]}`)}\n`);
  }
}
