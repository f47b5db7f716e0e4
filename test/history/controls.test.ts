import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { History } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import { record, type Said, week } from './runs.ts';

let folder: string;
let history: History;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-controls-'));
  history = await openHistory(join(folder, 'history.db'));
});
afterEach(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

const PICTURES = { main: 'a'.repeat(64), 'other-1': 'b'.repeat(64) };

it('counts the pictures of listings that are there', async () => {
  expect(await history.countPictures()).toBe(0);
  await record(history, week(0), [
    { id: 'A', pictures: PICTURES },
    { id: 'B', pictures: { main: 'c'.repeat(64) } },
    { id: 'C' },
  ]);
  expect(await history.countPictures()).toBe(3);
  await record(history, week(1), [{ id: 'A', pictures: PICTURES }, { id: 'C' }]);
  expect(await history.countPictures()).toBe(2);
});

it('counts what was corrected by changing the listing, and nothing that ended otherwise', async () => {
  const risky = (title: string, ...found: NonNullable<Said['found']>): Said => ({ id: 'A', title, found });
  const gone: Said = { id: 'B', found: [{ match: 'Halden' }] };
  await record(history, week(0), [
    risky('Halden bottle', { match: 'Halden' }, { match: 'best', rule: 'core/superlative' }),
    gone,
  ]);
  await record(history, week(1), [risky('Bottle', { match: 'best', rule: 'core/superlative' })]);
  await record(history, week(2), [risky('Steel bottle')]);
  expect(await history.corrections(week(0), week(3))).toEqual([
    { rule: 'amazon/brand-in-title', count: 1, lastAt: week(1) },
    { rule: 'core/superlative', count: 1, lastAt: week(2) },
  ]);
  expect(await history.corrections(week(2), week(3))).toMatchObject([{ rule: 'core/superlative' }]);
  expect(await history.corrections(week(0), week(1))).toEqual([]);
});
