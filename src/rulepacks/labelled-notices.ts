import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUESSED_FIELDS, type LabelledNotice } from '../model/case-guess.ts';
import { EnvironmentError } from '../model/errors.ts';
import { installation } from './disk.ts';

/*
 * Tables of notices whose classes are known (`data/notices`) -> labelled notices.
 */

const TABLES: readonly string[] = ['notices.tsv', 'other-mail.tsv'];

/** The labelled notices that come with preclear. Throws EnvironmentError when a table cannot be read. */
export function loadLabelledNotices(): LabelledNotice[] {
  return TABLES.flatMap((table) => readLabelled(tableText(table)));
}

/** The rows of a table below its head: a column for each guessed field (empty: not told), language, text. */
export function readLabelled(table: string): LabelledNotice[] {
  const rows = table.split('\n').filter((line) => line !== '');
  return rows.slice(1).map((row) => {
    const cells = row.split('\t');
    const told = GUESSED_FIELDS.map((field, at) => [field, cells[at] ?? ''] as const).filter(([, value]) => value !== '');
    return { classes: Object.fromEntries(told), text: cells[GUESSED_FIELDS.length + 1] ?? '' };
  });
}

function tableText(table: string): string {
  const path = join(installation(), 'data', 'notices', table);
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new EnvironmentError(
      { en: `Cannot read ${path}; preclear is not installed completely.`, zh: `无法读取 ${path}，preclear 安装不完整。` },
      { cause },
    );
  }
}
