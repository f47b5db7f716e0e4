import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import { gather } from '../../src/review/gather.ts';
import type { Block, Review } from '../../src/review/review.ts';
import { weekOfDay } from '../../src/review/week.ts';
import { BRAND, record, recordShop, sourcesOf } from './shop.ts';

const WEEK = weekOfDay('2026-11-18', 'UTC');
let folder: string;
let history: History;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-review-'));
  history = await openHistory(join(folder, 'history.db'));
});

afterEach(async () => {
  await history.close();
  rmSync(folder, { recursive: true, force: true });
});

function section(review: Review, id: string) {
  return review.sections.find((one) => one.id === id);
}

function table(review: Review, id: string): Extract<Block, { kind: 'table' }> | undefined {
  const blocks = review.sections.flatMap(({ blocks: all }) => all);
  return blocks.flatMap((block) => (block.kind === 'table' && block.id === id ? [block] : []))[0];
}

function figures(review: Review, id: string): Record<string, number> {
  const blocks = section(review, id)?.blocks ?? [];
  return Object.fromEntries(blocks.flatMap((b) => (b.kind === 'figures' ? b.figures : [])).map((f) => [f.id, f.value]));
}

describe('a review', () => {
  it('says by numbers whether the shop is safer', async () => {
    await recordShop(history);
    const { review } = await gather(WEEK, sourcesOf(history));
    expect(review.sections[0]?.summary.en).toBe(
      'Less safe than last week, going by errors: errors 0 → 3 (+3), warnings 2 → 1 (−1); 2 new, 1 came back, 1 no longer found.',
    );
    expect(review.sections[0]?.summary.zh).toContain('错误 0 → 3（+3）');
    expect(figures(review, 'headline')).toMatchObject({ 'open-error': 3, 'open-warning': 1, opened: 2, returned: 1, fixed: 1 });
    expect(review.quiet).toBe(false);
  });

  it('tells new, returned and gone apart', async () => {
    await recordShop(history);
    const { review } = await gather(WEEK, sourcesOf(history));
    expect(table(review, 'returned')?.rows.map((row) => row[1])).toEqual(['B-2']);
    expect(table(review, 'new')?.rows.map((row) => row[1])).toEqual(['B-4', 'B-4']);
    expect(table(review, 'gone')?.rows).toEqual([[{ en: 'the listing was changed', zh: '修改了 Listing' }, 1]]);
  });

  it('shows copied passages in both texts, and the regions of both pictures', async () => {
    await recordShop(history);
    const { review } = await gather(WEEK, sourcesOf(history));
    const shown = section(review, 'worst')?.blocks.flatMap((b) => (b.kind === 'evidence' ? [b.evidence] : [])) ?? [];
    const text = shown.find(({ rule }) => rule === 'amazon/copied-text');
    expect(text?.ours.filter(({ mark }) => mark === 'copied').map(({ text: said }) => said)).toEqual([
      'The brass body keeps its shine for years, and the',
    ]);
    expect(text?.theirs?.pieces.filter(({ mark }) => mark === 'reworded').map(({ text: said }) => said)).toEqual([
      'double wick burns eleven hours on one filling.',
    ]);
    expect(text?.ours.map(({ text: said }) => said).join('')).toMatch(/^Great for camping! .*Order now\.$/);
    const picture = shown.find(({ rule }) => rule === 'amazon/copied-image');
    expect(picture?.picture).toMatchObject({ name: 'img/lantern.jpg', region: expect.anything() });
    expect(picture?.otherPicture).toMatchObject({ name: 'forest-camp.jpg', region: expect.anything() });
    const brand = shown.find(({ rule }) => rule === 'amazon/brand-in-title');
    expect(brand?.ours).toEqual([{ text: 'Halden', mark: 'hit' }, { text: ' bottle' }]);
    expect(brand?.nth).toBe(2);
  });

  it('lists what ends, the first to end first, and puts it on the agenda', async () => {
    await recordShop(history);
    const { review, actions } = await gather(WEEK, sourcesOf(history));
    expect(table(review, 'rights')?.rows.map((row) => [row[1], row[5]])).toEqual([
      ['A-1', -2],
      ['L-1', 9],
    ]);
    expect(table(review, 'suppressions')?.rows.map((row) => row[4])).toEqual([6]);
    const agenda = review.sections[1];
    expect(agenda?.id).toBe('agenda');
    expect(actions.map(({ section: id, urgency }) => [id, urgency])).toEqual([
      ['changes', 'now'],
      ['rights', 'now'],
      ['rights', 'soon'],
      ['suppressions', 'soon'],
    ]);
    expect(actions.find(({ section: id }) => id === 'suppressions')?.who).toBe('Li Na');
  });

  it('names the person to whom findings are assigned', async () => {
    await recordShop(history);
    const { items } = await history.episodes({ states: ['open'], listing: 'B-2' });
    const fingerprint = items[0]?.fingerprint ?? '';
    await history.changeTriage(
      { fingerprint, state: 'in-work', assignee: 'Wang Wei', by: 'Li Na', at: '2026-11-18T08:00:00.000Z' },
      0,
    );
    const { actions } = await gather(WEEK, sourcesOf(history));
    expect(actions.filter(({ who }) => who === 'Wang Wei').map(({ what }) => what.en)).toEqual([
      'Fix the 1 error of this week (1 came back: find out why)',
    ]);
  });

  it('reads as quiet when nothing happened', async () => {
    const same = [{ id: 'B-1' }, { id: 'B-2', title: 'Halden bottle', found: [BRAND] }];
    await record(history, '2026-11-11T06:00:00.000Z', same);
    await record(history, '2026-11-18T06:00:00.000Z', same);
    const { review } = await gather(WEEK, { history, asOf: '2026-11-22', version: '0.1.0' });
    expect(review.quiet).toBe(true);
    expect(review.sections[0]?.summary.en).toBe('A quiet week: nothing new, and nothing came back. Still open: 1 error.');
    expect(review.sections.map(({ id }) => id)).toEqual(['headline', 'agenda', 'risk', 'worst', 'coverage']);
    expect(section(review, 'agenda')?.summary.en).toBe('1 item: 0 for now, 1 without an owner.');
  });

  it('says that the first week has nothing to be compared with', async () => {
    await record(history, '2026-11-18T06:00:00.000Z', [{ id: 'B-2', title: 'Halden bottle', found: [BRAND] }]);
    const { review } = await gather(WEEK, sourcesOf(history));
    expect(review.sections[0]?.summary.en).toMatch(/^The first week on record/);
    expect(figures(review, 'headline')).toMatchObject({ 'open-error': 1, opened: 1 });
  });

  it('leaves weeks before the first scan out, and weeks without a scan open', async () => {
    await record(history, '2026-11-04T06:00:00.000Z', [{ id: 'B-1' }]);
    await record(history, '2026-11-18T06:00:00.000Z', [{ id: 'B-1', title: 'Halden bottle', found: [BRAND] }]);
    const { review } = await gather(WEEK, sourcesOf(history));
    const charts = section(review, 'risk')?.blocks.flatMap((block) => (block.kind === 'chart' ? [block] : [])) ?? [];
    expect(charts[0]?.labels).toEqual(['2026-W45', '2026-W46', '2026-W47']);
    expect(charts[0]?.series[0]?.values).toEqual([0, 0, 1]);
    expect(charts[1]?.series[0]?.values).toEqual([null, null, 1]);
  });

  it('warns when few listings were scanned', async () => {
    const all = Array.from({ length: 10 }, (_, at) => ({ id: `B-${at}` }));
    await record(history, '2026-11-11T06:00:00.000Z', all);
    const scope = {
      paths: ['one.tsv'],
      whole: false,
      rules: ['amazon/brand-in-title'],
      images: true,
      ocr: true,
      complete: true,
    };
    const recorder = await history.begin({ startedAt: '2026-11-18T06:00:00.000Z', scope });
    await recorder.end({
      ...{ startedAt: '2026-11-18T06:00:00.000Z', endedAt: '2026-11-18T06:00:00.000Z', asOf: '2026-11-18', version: '0.1.0' },
      ...{ packs: [], scope, files: 0, listings: 0, images: 0, problems: 0, counts: { error: 0, warning: 0, note: 0 } },
      ...{ review: 0, suppressed: 0, baselined: 0, exit: 0 },
    });
    const { review } = await gather(WEEK, sourcesOf(history));
    const said = section(review, 'headline')?.blocks.flatMap((block) => (block.kind === 'text' ? [block.text.en] : [])) ?? [];
    expect(said[0]).toMatch(/^This week’s scans met 0 of 10 listings/);
  });

  it('says what to do when nothing was recorded, and which week has a scan', async () => {
    await expect(gather(WEEK, sourcesOf(history))).rejects.toThrow(/preclear scan --record/);
    await record(history, '2026-11-04T06:00:00.000Z', [{ id: 'B-1' }]);
    await expect(gather(WEEK, sourcesOf(history))).rejects.toThrow(
      /No scan was recorded in 2026-W47 .*The newest is of 2026-11-04/,
    );
  });

  it('counts who signed what, as it is now', async () => {
    await recordShop(history);
    const listing = await history.listing('B-1', 'amazon.com');
    const old = await history.versions('B-2', 'amazon.com');
    const sign = (id: string, name: string, contentHash: string, by: string) => ({
      ...({
        id,
        listing: name,
        marketplace: 'amazon.com',
        contentHash,
        by,
        decision: 'approved',
        at: '2026-11-18T09:00:00.000Z',
      } as const),
    });
    const signOffs = [
      sign('S-1', 'B-1', listing?.contentHash ?? '', 'Li Na'),
      sign('S-2', 'B-1', listing?.contentHash ?? '', 'Wang Wei'),
      sign('S-3', 'B-2', old.find(({ contentHash }) => contentHash !== old[0]?.contentHash)?.contentHash ?? '', 'Li Na'),
    ];
    const { review, actions } = await gather(WEEK, sourcesOf(history, { signOffs }));
    expect(figures(review, 'sign-offs')).toEqual({ signed: 1, 'signed-by-two': 1 });
    expect(table(review, 'sign-offs')?.rows.map((row) => row[0])).toEqual(['B-2']);
    expect(actions.find(({ section: id }) => id === 'sign-offs')?.what.en).toBe(
      'Review and sign 3 listings (1 changed after signing)',
    );
  });

  it('shows account health as the marketplace tells it, and reckons nothing', async () => {
    await recordShop(history);
    const policies = [
      { name: 'receivedIntellectualPropertyComplaints', status: 'Bad', defects: 2, target: 0 },
      { name: 'foodSafety', defects: 0 },
    ];
    await history.addSnapshot({
      marketplace: 'amazon.com',
      at: '2026-11-10T00:00:00.000Z',
      score: 320,
      status: 'Healthy',
      policies: [],
      sha256: 'a'.repeat(64),
    });
    await history.addSnapshot({
      marketplace: 'amazon.com',
      at: '2026-11-17T00:00:00.000Z',
      score: 244,
      status: 'Healthy',
      policies,
      sha256: 'b'.repeat(64),
    });
    const { review } = await gather(WEEK, sourcesOf(history));
    expect(table(review, 'health-status')?.rows).toEqual([['amazon.com', 'Healthy', 244, -76, '2026-11-17']]);
    expect(table(review, 'policies')?.rows).toEqual([
      ['amazon.com', 'receivedIntellectualPropertyComplaints', 'Bad', 2, null, 0],
    ]);
  });

  it('tells of cases, promises that are not kept and penalties where they are given', async () => {
    await recordShop(history);
    const step = { en: 'Two people check titles', zh: '标题由两人复核' };
    const { review, actions } = await gather(
      WEEK,
      sourcesOf(history, {
        cases: [
          {
            ...{ caseId: 'C-7', state: 'acting', openedAt: '2026-11-12', items: [] },
            deadlines: [
              {
                ...{ id: 'D-1', ref: 'deadline/D-1', proofs: [], due: '2026-11-25', daysLeft: 3, done: false },
                ...{ what: { en: 'answer the notice', zh: '回复投诉通知' }, basis: { en: '14 days', zh: '14 天' } },
              },
            ],
          },
        ],
        measures: [
          {
            ...{
              ref: 'measure/check',
              proofs: [],
              step: 'check',
              text: step,
              stage: 'prevent',
              rules: [],
              state: 'broken',
              owner: 'Zhao',
            },
            why: { en: 'last done 23 days ago', zh: '上次执行在 23 天前' },
          },
        ],
        penalties: [{ id: 'P-1', proofs: [], platform: 'alibaba', date: '2026-10-01', points: 4, kind: 'serious' }],
      }),
    );
    expect(table(review, 'cases')?.rows[0]?.slice(0, 2)).toEqual(['C-7', { en: 'acting', zh: '整改中' }]);
    expect(table(review, 'penalty-sums')?.rows).toEqual([['alibaba', 1, 4, 1, 4]]);
    expect(actions.find(({ section: id }) => id === 'measures')).toMatchObject({ who: 'Zhao', urgency: 'now' });
    expect(actions.find(({ section: id }) => id === 'cases')).toMatchObject({ due: '2026-11-25', urgency: 'soon' });
  });

  it('of a past week tells what stood at its end, as it did then', async () => {
    const superlative = { rule: 'amazon/superlative', severity: 'warning', match: 'Steel' } as const;
    const before = weekOfDay('2026-11-11', 'UTC');
    const said = [
      { id: 'B-1', title: 'Steel one', found: [superlative] },
      { id: 'B-2', title: 'Halden bottle', found: [BRAND] },
      { id: 'B-3', title: 'Steel three', found: [superlative] },
    ];
    await record(history, '2026-11-04T06:00:00.000Z', said.slice(2));
    await record(history, '2026-11-11T06:00:00.000Z', said);
    const then = await gather(before, sourcesOf(history));
    // Later one is mended, one is gone, one is new.
    await record(history, '2026-11-18T06:00:00.000Z', [
      { id: 'B-1', title: 'Plain one' },
      { id: 'B-3', title: 'Renamed three, Steel', found: [superlative] },
      { id: 'B-4', title: 'Halden four', found: [BRAND] },
    ]);
    const now = await gather(before, sourcesOf(history));
    for (const id of ['listings', 'rules', 'terms', 'new', 'gone'])
      expect(table(now.review, id)).toEqual(table(then.review, id));
    expect(table(now.review, 'listings')?.rows).toEqual([
      ['B-2', 'amazon.com', 'Halden bottle', 1, 0, 0],
      ['B-3', 'amazon.com', 'Steel three', 0, 1, 0],
      ['B-1', 'amazon.com', 'Steel one', 0, 1, 0],
    ]);
    expect(section(now.review, 'worst')).toEqual(section(then.review, 'worst'));
    expect(now.actions).toEqual(then.actions);
    expect(section(now.review, 'risk')?.blocks.at(-1)).toMatchObject({
      text: { en: expect.stringContaining('at the end of this week') },
    });
    expect(table((await gather(WEEK, sourcesOf(history))).review, 'listings')?.rows.map(([id]) => id)).toEqual(['B-4', 'B-3']);
  });

  it('is the same twice', async () => {
    await recordShop(history);
    const once = await gather(WEEK, sourcesOf(history));
    expect(JSON.stringify(await gather(WEEK, sourcesOf(history)))).toBe(JSON.stringify(once));
  });
});
