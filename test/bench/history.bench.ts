import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openHistory } from '../../src/history/open.ts';
import { printTable } from '../eval/table.ts';
import { changeWeek, makeItem, RULES, recordWeek } from './history-shop.ts';

/*
 * A year of weekly runs over a shop of 10,000 listings, and what the weekly review and the page ask of it. Runs are made up, not scanned
 * (`history-shop.ts`).
 *
 *   npm run bench -- history [--weeks N] [--listings N] [--store postgres://…]
 */

const { values } = parseArgs({
  options: { weeks: { type: 'string' }, listings: { type: 'string' }, store: { type: 'string' } },
  allowPositionals: true,
});
const WEEKS = Number(values.weeks ?? 52);
const LISTINGS = Number(values.listings ?? 10_000);
const REPEATS = 5;

function bytes(where: string): string {
  return values.store === undefined ? `${(statSync(where).size / 1e6).toFixed(1)}` : '-';
}

const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
const where = values.store ?? join(folder, 'history.db');
try {
  let history = await openHistory(where);
  const items = Array.from({ length: LISTINGS }, makeItem);
  const times: number[] = [];
  const sizes: string[][] = [];
  for (let week = 0; week < WEEKS; week++) {
    if (week > 0) changeWeek(items);
    const since = process.cpuUsage();
    const started = Date.now();
    await recordWeek(history, items, week);
    const { user, system } = process.cpuUsage(since);
    times.push((user + system) / 1e6);
    if (week < 2 || week === WEEKS - 1)
      sizes.push([
        String(week + 1),
        ((user + system) / 1e6).toFixed(2),
        ((Date.now() - started) / 1000).toFixed(2),
        bytes(where),
      ]);
  }
  // Once more what was there before: what does it add?
  await history.close();
  const before = bytes(where);
  history = await openHistory(where);
  const since = process.cpuUsage();
  await recordWeek(history, items, WEEKS);
  const { user, system } = process.cpuUsage(since);
  await history.close();
  sizes.push(['the same again, all moved', ((user + system) / 1e6).toFixed(2), '', `${bytes(where)} (before: ${before})`]);
  history = await openHistory(where);
  const sorted = [...times].sort((a, b) => a - b);
  printTable('record a run', ['week', 'CPU s', 's', 'file MB'], sizes);
  printTable(
    'all runs',
    ['runs', 'CPU s median', 'worst'],
    [[WEEKS, (sorted[WEEKS >> 1] ?? 0).toFixed(2), (sorted.at(-1) ?? 0).toFixed(2)]],
  );

  const last = new Date(Date.UTC(2026, 0, 5, 6) + (WEEKS - 1) * 7 * 86_400_000).toISOString();
  const end = new Date(Date.parse(last) + 3_600_000).toISOString();
  const weekly = Array.from({ length: WEEKS }, (_, n) => ({
    from: new Date(Date.UTC(2026, 0, 5) + n * 7 * 86_400_000).toISOString(),
    to: new Date(Date.UTC(2026, 0, 12) + n * 7 * 86_400_000).toISOString(),
  }));
  const sku = items[0]?.id ?? '';
  const market = items[0]?.marketplace ?? '';
  const { fingerprint: one = '' } = (await history.episodes({ limit: 1 })).items[0] ?? {};
  for (let n = 0; n < 200; n++) {
    const { items: page } = await history.episodes({ states: ['open'], offset: n * 7, limit: 1 });
    const { fingerprint: of = one } = page[0] ?? {};
    await history.changeTriage({ fingerprint: of, state: 'in-work', assignee: `Person ${n % 5}`, by: 'Mei', at: last }, 0);
  }
  const questions: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['open, worst first', () => history.episodes({ states: ['open'] })],
    ['open, page 100', () => history.episodes({ states: ['open'], offset: 5000 })],
    ['everything, worst first', () => history.episodes({})],
    ['everything, newest', () => history.episodes({ sort: 'newest' })],
    ['everything, by listing', () => history.episodes({ sort: 'listing' })],
    ['everything, by rule', () => history.episodes({ sort: 'rule' })],
    ['open or suppressed, by rule', () => history.episodes({ states: ['open', 'suppressed'], sort: 'rule' })],
    ['open errors of a marketplace', () => history.episodes({ states: ['open'], severities: ['error'], marketplace: market })],
    ['one rule', () => history.episodes({ rules: [RULES[7] ?? ''] })],
    ['one listing', () => history.episodes({ listing: sku })],
    ['text, one word', () => history.episodes({ text: 'kettle' })],
    ['text, two words, open', () => history.episodes({ states: ['open'], text: 'brand77 台灯' })],
    ['of an assignee', () => history.episodes({ assignee: 'Person 3' })],
    ['new in the last week', () => history.episodes({ opened: { from: last, to: end } })],
    ['fixed in the last week', () => history.episodes({ ended: { from: last, to: end } })],
    ['a page of 500', () => history.episodes({ states: ['open'], limit: 500 })],
    ['one finding', () => history.episodesOf(one)],
    ['tally by rule, open', () => history.tallies({ states: ['open'] }, 'rule')],
    ['tally by severity, all', () => history.tallies({}, 'severity')],
    ['tally by listing, open', () => history.tallies({ states: ['open'] }, 'listing')],
    ['tally by match, open', () => history.tallies({ states: ['open'] }, 'match')],
    ['tally by marketplace, open', () => history.tallies({ states: ['open'] }, 'marketplace')],
    ['tally by assignee, open', () => history.tallies({ states: ['open'] }, 'assignee')],
    ['trend of all weeks', () => history.trend(weekly)],
    ['time to fix, all weeks', () => history.fixTimes('2026', '2028')],
    ['time to fix, last week', () => history.fixTimes(last, end)],
    ['coverage of the last week', () => history.coverage(last, end)],
    ['listings, riskiest', () => history.listings({ withOpen: true })],
    ['listings, text', () => history.listings({ text: 'kettle 保温' })],
    ['versions of a listing', () => history.versions(sku, market)],
  ];
  const rows: (string | number)[][] = [];
  for (const [name, ask] of questions) {
    const taken: number[] = [];
    let total = '';
    for (let n = 0; n < REPEATS; n++) {
      const start = process.cpuUsage();
      const from = performance.now();
      const answer = await ask();
      taken.push(
        values.store === undefined
          ? (process.cpuUsage(start).user + process.cpuUsage(start).system) / 1000
          : performance.now() - from,
      );
      total = typeof answer === 'object' && answer !== null && 'total' in answer ? String(answer.total) : '';
    }
    taken.sort((a, b) => a - b);
    rows.push([name, (taken[0] ?? 0).toFixed(1), (taken[REPEATS >> 1] ?? 0).toFixed(1), total]);
  }
  const { total } = await history.episodes({ limit: 1 });
  const open = (await history.episodes({ states: ['open'], limit: 1 })).total;
  const unit = values.store === undefined ? 'CPU ms' : 'ms';
  printTable(`questions, ${total} episodes (${open} open)`, ['question', `${unit} best`, 'median', 'of'], rows);
  await history.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
