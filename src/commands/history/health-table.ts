import { scanCsv } from '../../ledger/csv.ts';
import type { Cell, RawRow } from '../../ledger/table.ts';
import { isDay } from '../../model/day.ts';
import type { Problem } from '../../model/problem.ts';
import type { Bilingual } from '../../model/text.ts';
import { canonicalMarketplace } from '../../scan/marketplace.ts';
import type { HealthFile, HealthReading } from './health-report.ts';

/*
 * A table that people keep of what marketplaces say: one row a day and marketplace. Every further column is a policy with its number of
 * open cases, or with a word.
 */

/** What the four known columns may be called. */
const HEADINGS: Readonly<Record<'date' | 'marketplace' | 'status' | 'score', readonly string[]>> = {
  date: ['date', 'day', '日期'],
  marketplace: ['marketplace', 'site', '站点', '平台', '市场'],
  status: ['status', '状态', '账户状态'],
  score: ['score', 'rating', 'ahr', '分数', '评分', '账户状况评级'],
};
const MAX_POLICIES = 200;
const MAX_TEXT = 100;

/** Reads a table. */
export function readHealthTable(text: string, file: string, sha256: string): HealthFile {
  const { headings, rows, problems: found } = scanCsv(text, file);
  const problems: Problem[] = [...found];
  const names = headings.map((heading) => knownName(heading.text));
  if (!names.includes('date') || !names.includes('marketplace')) {
    const { line = 1, column = 1 } = headings[0] ?? {};
    return { snapshots: [], problems: [...problems, { file, line, column, reason: NO_COLUMNS }] };
  }
  const snapshots: HealthReading[] = [];
  for (const row of rows) {
    const read = readRow(row, file);
    if ('reason' in read) problems.push(read);
    else snapshots.push({ ...read, sha256 });
  }
  return { snapshots, problems };
}

function readRow({ record, line, pairs }: RawRow, file: string): Omit<HealthReading, 'sha256'> | Problem {
  const cell = (name: keyof typeof HEADINGS): Cell | undefined =>
    pairs.find(([heading]) => knownName(heading.text) === name)?.[1];
  const wrong = (at: Cell | undefined, reason: Bilingual): Problem => ({
    ...{ file, line: at?.line ?? line, column: at?.column ?? 1, record, reason },
  });
  const date = cell('date')?.text.trim() ?? '';
  if (!isDay(date)) return wrong(cell('date'), NO_DAY);
  const marketplace = cell('marketplace')?.text.trim() ?? '';
  if (marketplace === '') return wrong(cell('marketplace'), NO_MARKETPLACE);
  const status = cell('status')?.text.trim() ?? '';
  const score = cell('score')?.text.trim() ?? '';
  if (score !== '' && !NUMBER.test(score)) return wrong(cell('score'), NO_SCORE);
  const policies = pairs
    .filter(([heading, value]) => knownName(heading.text) === undefined && value.text.trim() !== '')
    .slice(0, MAX_POLICIES)
    .map(([heading, value]) => {
      const said = value.text.trim().slice(0, MAX_TEXT);
      const name = heading.text.trim().slice(0, MAX_TEXT);
      return NUMBER.test(said) ? { name, defects: Number(said) } : { name, status: said };
    });
  return {
    ...{ marketplace: canonicalMarketplace(marketplace.slice(0, MAX_TEXT)), at: `${date}T00:00:00.000Z`, policies },
    ...(status === '' ? {} : { status: status.slice(0, MAX_TEXT) }),
    ...(score === '' ? {} : { score: Number(score) }),
  };
}

const NUMBER = /^-?\d{1,12}(?:\.\d{1,6})?$/;

function knownName(heading: string): keyof typeof HEADINGS | undefined {
  const said = heading.trim().toLowerCase();
  if (HEADINGS.date.includes(said)) return 'date';
  if (HEADINGS.marketplace.includes(said)) return 'marketplace';
  if (HEADINGS.status.includes(said)) return 'status';
  return HEADINGS.score.includes(said) ? 'score' : undefined;
}

const NO_COLUMNS: Bilingual = {
  en: 'The table needs the columns date and marketplace, and may have status, score and one for each policy.',
  zh: '表格必须有 date（日期）和 marketplace（站点）两列，可另有 status、score 以及每项政策一列。',
};
const NO_DAY: Bilingual = {
  en: 'The date must be a day such as 2026-11-22; the row was left out.',
  zh: '日期应写成 2026-11-22 这样的格式；该行已跳过。',
};
const NO_MARKETPLACE: Bilingual = { en: 'The row names no marketplace and was left out.', zh: '该行没有写站点，已跳过。' };
const NO_SCORE: Bilingual = {
  en: 'The score must be a number such as 212; the row was left out.',
  zh: '评分应为数字，例如 212；该行已跳过。',
};
