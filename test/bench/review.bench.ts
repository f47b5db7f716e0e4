import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openHistory } from '../../src/history/open.ts';
import type { SignOff } from '../../src/model/ledger.ts';
import { gather } from '../../src/review/gather.ts';
import { reviewHtml } from '../../src/review/html.ts';
import { reviewMail } from '../../src/review/mail.ts';
import { reviewText } from '../../src/review/terminal.ts';
import { dayIn, weekOfDay } from '../../src/review/week.ts';
import { writeWorkbook } from '../../src/review/workbook.ts';
import { sheetTables } from '../../src/review/workbook-sheets.ts';
import { printTable } from '../eval/table.ts';
import { changeWeek, makeItem, recordWeek } from './history-shop.ts';

/*
 * The weekly review of a shop of 10,000 listings with a year of weekly runs and 15,000 sign-offs: how long each part takes and how large it is.
 * The goal: gathered and written as a page within 5 s, the page at most 5 MB.
 *
 *   npm run bench -- review [--weeks N] [--listings N]
 */

const { values } = parseArgs({
  options: { weeks: { type: 'string' }, listings: { type: 'string' } },
  allowPositionals: true,
});
const WEEKS = Number(values.weeks ?? 52);
const LISTINGS = Number(values.listings ?? 10_000);

const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
try {
  const history = await openHistory(join(folder, 'history.db'));
  const items = Array.from({ length: LISTINGS }, makeItem);
  for (let week = 0; week < WEEKS; week++) {
    if (week > 0) changeWeek(items);
    await recordWeek(history, items, week);
  }
  const [newest] = await history.runs({ limit: 1 });
  const day = dayIn(newest?.endedAt ?? '', 'UTC');
  const signOffs: SignOff[] = [];
  for (let offset = 0; signOffs.length < LISTINGS * 1.5 && offset < LISTINGS; offset += 500) {
    for (const { listing, marketplace, contentHash } of (await history.listings({ gone: false, offset, limit: 500 })).items)
      for (const by of offset < LISTINGS / 2 ? ['Li Na', 'Wang Wei'] : ['Li Na'])
        signOffs.push({
          id: `S-${signOffs.length}`,
          listing,
          marketplace,
          contentHash,
          by,
          decision: 'approved',
          at: `${day}T08:00:00.000Z`,
        });
  }
  const sources = { history, asOf: day, version: '0.0.0', signOffs };
  const rows: string[][] = [];
  const measure = async <T>(name: string, work: () => T | Promise<T>, size: (made: T) => number): Promise<T> => {
    const from = performance.now();
    const since = process.cpuUsage();
    const made = await work();
    const { user, system } = process.cpuUsage(since);
    const seconds = ((performance.now() - from) / 1000).toFixed(2);
    rows.push([name, ((user + system) / 1e6).toFixed(2), seconds, (size(made) / 1e6).toFixed(2)]);
    return made;
  };
  const gathered = await measure(
    'gather',
    () => gather(weekOfDay(day, 'UTC'), sources),
    ({ review }) => JSON.stringify(review).length,
  );
  const bytes = (text: string): number => Buffer.byteLength(text);
  const page = await measure('page (without pictures)', () => reviewHtml(gathered.review, 'en', new Map()), bytes);
  await measure('summary', () => reviewText(gathered.review, { lang: 'zh', color: false, width: 100 }), bytes);
  const envelope = { from: 'shop@example.com', at: `${day}T12:00:00.000Z` };
  await measure('message', () => reviewMail(gathered.review, 'zh', page, envelope), bytes);
  await measure(
    'workbook',
    async () => writeWorkbook(await sheetTables(gathered, sources, 'en')),
    ({ length }) => length,
  );
  const { total } = await history.episodes({ limit: 1 });
  printTable(
    `${LISTINGS} listings, ${WEEKS} weeks, ${total} findings, ${signOffs.length} sign-offs`,
    ['part', 'CPU s', 's', 'MB'],
    rows,
  );
  await history.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
