import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceReport } from '../../src/model/trace-report.ts';
import { preclear, type Run } from '../commands/run.ts';

/*
 * data/sample/trace is what a newcomer traces first, with the command of data/README.md. What it must find stands in its expected.json,
 * written by hand. A copy outside of git has no dates but those that are planted.
 */

interface Expected {
  readonly listing: string;
  /** How each copied passage begins, in the order of the listing. */
  readonly passages: readonly string[];
  readonly pictures: readonly { readonly ours: string; readonly tier: string }[];
  readonly words: Readonly<Record<string, string>>;
  readonly ours: { readonly kind: string; readonly value: string };
  readonly theirs: { readonly kind: string; readonly value: string };
  /** Dates on the page that are not the page's. */
  readonly notDated: readonly string[];
  readonly stated: string;
}

const SAMPLE = join(import.meta.dirname, '../../data/sample/trace');
const expected: Expected = JSON.parse(readFileSync(join(SAMPLE, 'expected.json'), 'utf8'));

describe('the sample of a copied shop', () => {
  let folder = '';
  let run: Run;
  let report: TraceReport;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'preclear-sample-'));
    cpSync(SAMPLE, join(folder, 'data/sample/trace'), { recursive: true });
    const command = /^ {4}preclear (trace data\/sample\/trace\/.+)$/m.exec(readFileSync('data/README.md', 'utf8'))?.[1] ?? '';
    const words = [...command.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
    run = await preclear([...words, '--format', 'json'], { cwd: folder });
    report = JSON.parse(run.stdout);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is found out, with nothing told to be wrong', () => {
    expect(run.exit).toBe(1);
    expect([report.failures, report.problems, report.pages[0]?.problems]).toEqual([[], [], []]);
    expect(report.pages[0]).toMatchObject({ source: 'file', statedUrl: expected.stated });
  });

  it('names what was copied of which listing, and no other', () => {
    const [page] = report.pages;
    expect(page?.listings.map(({ listing }) => listing)).toEqual([expected.listing]);
    const [listing] = page?.listings ?? [];
    const beginnings = listing?.passages.map(({ ours }, at) => ours.text.slice(0, expected.passages[at]?.length));
    expect(beginnings).toEqual(expected.passages);
    expect(listing?.pictures.map(({ ours, tier }) => ({ ours: ours.src, tier }))).toEqual(expected.pictures);
    expect(Object.fromEntries((page?.words ?? []).map(({ word, kind }) => [word, kind]))).toEqual(expected.words);
  });

  it('knows who says what about when, and takes no date of a review', () => {
    const [page] = report.pages;
    const rowOf = (place: number | undefined): unknown => (place === undefined ? undefined : page?.dates[place]);
    expect(rowOf(page?.lead.ours)).toMatchObject({ type: 'recorded', ...expected.ours });
    expect(rowOf(page?.lead.theirs)).toMatchObject({ type: 'claimed', ...expected.theirs });
    const days = (Date.parse(expected.theirs.value) - Date.parse(expected.ours.value)) / 86_400_000;
    // A day without a zone is 50 hours long, so up to three days of the lead are not certain.
    expect(page?.lead.leadDays).toBeGreaterThanOrEqual(days - 3);
    expect(page?.lead.leadDays).toBeLessThanOrEqual(days);
    for (const day of expected.notDated) expect(page?.dates.some(({ value }) => value.startsWith(day))).toBe(false);
  });
});
