import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from '@photostructure/sqlite';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import type { EpisodeQuery } from '../../src/model/history.ts';
import { contentHash } from '../../src/model/listing-content.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { findingOf, listingOf, RULES, record, type Said, WHOLE, week } from './runs.ts';

interface Place {
  readonly where: string;
  /** Bytes on the disk; undefined where nobody knows. */
  size(): number | undefined;
  remove(): Promise<void>;
}

function onDisk(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-history-'));
  const where = join(folder, '.preclear', 'history.db');
  return {
    where,
    size: () => statSync(where).size,
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

function waitingIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.waiting'));
}

async function query(where: string, text: string): Promise<void> {
  const url = new URL(where);
  const schema = url.searchParams.get('schema') ?? 'public';
  url.searchParams.delete('schema');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`SET search_path TO ${schema}`);
  await client.query(text);
  await client.end();
}

const bottle: Said = { id: 'B-1', title: 'Halden style bottle', found: [{ match: 'Halden' }] };
const lamp: Said = {
  id: 'L-1',
  found: [
    { match: 'Lumora', severity: 'warning' },
    { match: 'best', rule: 'core/superlative', severity: 'note' },
  ],
};
const clean: Said = { id: 'C-1' };

let server: PostgresServer;
let schemas = 0;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function onServer(): Place {
  const where = `${server.url}?schema=shop_${++schemas}`;
  return { where, size: () => undefined, remove: () => Promise.resolve() };
}

describe.each([
  ['SQLite', onDisk],
  ['PostgreSQL', onServer],
])('history in %s', (_, make) => {
  let place: Place;
  let history: History;

  beforeEach(async () => {
    place = make();
    history = await openHistory(place.where);
  });

  afterEach(async () => {
    await history.close();
    await place.remove();
  });

  const states = async (query: EpisodeQuery = {}): Promise<string[]> => {
    const { items } = await history.episodes({ ...query, sort: 'rule' });
    return items.map(({ listing, finding, nth, state, endedBy }) =>
      [
        `${listing} ${finding.match}`,
        ...(nth === 1 ? [] : [`#${nth}`]),
        state,
        ...(endedBy === undefined ? [] : [endedBy]),
      ].join(' '),
    );
  };

  it('keeps a finding as one row over the runs that find it', async () => {
    const first = await record(history, week(0), [bottle, lamp, clean]);
    const second = await record(history, week(1), [bottle, lamp, clean]);
    const { items, total } = await history.episodes({ sort: 'severity' });
    expect(total).toBe(3);
    expect(items.map(({ severity }) => severity)).toEqual(['error', 'warning', 'note']);
    const listing = listingOf(bottle);
    expect(items[0]).toEqual({
      fingerprint: findingOf(listing, { match: 'Halden' }).fingerprint,
      ...{ nth: 1, listing: 'B-1', marketplace: 'amazon.com', rule: 'amazon/brand-in-title', severity: 'error', review: false },
      ...{ state: 'open', openedAt: week(0), openedRun: first.id, lastSeenAt: week(1), lastRun: second.id },
      finding: findingOf(listing, { match: 'Halden' }),
      message: { en: '“Halden” is the brand of another.', zh: '“Halden”是他人的品牌。' },
      fix: { en: 'Remove “Halden”.', zh: '删除“Halden”。' },
    });
    expect(await history.runs()).toEqual([second, first]);
    expect(await history.run(first.id)).toEqual(first);
    expect(await history.runs({ from: week(1) })).toEqual([second]);
    expect(await history.run('nobody')).toBeUndefined();
  });

  it('tells fixed, returned and gone apart', async () => {
    await record(history, week(0), [bottle, lamp]);
    await record(history, week(1), [{ ...bottle, title: 'Steel bottle', found: [] }, lamp]);
    expect(await states({ ended: { from: week(1), to: week(2) } })).toEqual(['B-1 Halden fixed content-changed']);
    await record(history, week(2), [bottle, lamp]);
    expect(await states({ listing: 'B-1' })).toEqual(['B-1 Halden #2 open', 'B-1 Halden fixed content-changed']);
    const fingerprint = findingOf(listingOf(bottle), { match: 'Halden' }).fingerprint;
    expect((await history.episodesOf(fingerprint)).map(({ nth, state }) => [nth, state])).toEqual([
      [2, 'open'],
      [1, 'fixed'],
    ]);
    await record(history, week(3), [bottle]);
    expect(await states({ listing: 'L-1' })).toEqual(['L-1 Lumora fixed listing-gone', 'L-1 best fixed listing-gone']);
    expect(await history.listing('L-1', 'amazon.com')).toMatchObject({
      goneAt: week(3),
      open: { error: 0, warning: 0, note: 0 },
    });
    await record(history, week(4), [bottle, lamp]);
    expect(await history.listing('L-1', 'amazon.com')).not.toHaveProperty('goneAt');
    expect(await states({ listing: 'L-1', states: ['open'] })).toEqual(['L-1 Lumora #2 open', 'L-1 best #2 open']);
    const points = await history.trend([0, 1, 2, 3, 4].map((n) => ({ from: week(n), to: week(n + 1) })));
    expect(
      points.map(({ open, opened, returned, fixed }) => [open.error, open.warning, open.note, opened, returned, fixed]),
    ).toEqual([
      [1, 1, 1, 3, 0, 0],
      [0, 1, 1, 0, 0, 1],
      [1, 1, 1, 0, 1, 0],
      [1, 0, 0, 0, 0, 2],
      [1, 1, 1, 0, 2, 0],
    ]);
    expect(await history.fixTimes(week(1), week(4))).toEqual({ count: 3, median: 504, p90: 504 });
    expect(await history.fixTimes(week(9), week(10))).toEqual({ count: 0, median: 0, p90: 0 });
  });

  it('tells how things stood at a moment, as it told then', async () => {
    const asked = async (standing?: string): Promise<unknown> => {
      const open: EpisodeQuery = standing === undefined ? { states: ['open'] } : { standing };
      const { items, total } = await history.listings({
        ...{ withOpen: true, gone: false, sort: 'risk' },
        ...(standing === undefined ? {} : { standing }),
      });
      return {
        found: (await history.episodes({ ...open, sort: 'listing' })).items.map(
          ({ fingerprint, nth }) => `${fingerprint} ${nth}`,
        ),
        rules: await history.tallies(open, 'rule'),
        listings: items.map(({ listing, open: counts }) => ({ listing, ...counts })),
        total,
      };
    };
    const then: unknown[] = [];
    const weeks = [[bottle, lamp], [{ ...bottle, title: 'Steel bottle', found: [] }, lamp], [bottle], [bottle, lamp]];
    for (const [at, said] of weeks.entries()) {
      await record(history, week(at), said);
      then.push(await asked());
    }
    for (const at of weeks.keys()) expect(await asked(week(at + 1))).toEqual(then[at]);
    expect(await asked(week(0))).toEqual({ found: [], rules: [], listings: [], total: 0 });
  });

  it('says why a finding is over that is still in the text', async () => {
    await record(history, week(0), [bottle, lamp]);
    await record(history, week(1), [{ ...bottle, found: [] }, lamp]);
    expect(await states({ listing: 'B-1' })).toEqual(['B-1 Halden fixed records-changed']);
    const newer = [
      { id: 'amazon', version: '1.1.0' },
      { id: 'core', version: '1.0.0' },
    ];
    await record(history, week(2), [bottle, { ...lamp, found: [{ match: 'best', rule: 'core/superlative' }] }], {
      packs: newer,
    });
    expect(await states({ listing: 'L-1' })).toEqual(['L-1 Lumora fixed rules-changed', 'L-1 best open']);
    const fewer = { rules: RULES.filter((rule) => rule !== 'core/superlative') };
    await record(history, week(3), [bottle, { ...lamp, found: [] }], { packs: newer, scope: { ...fewer, narrowed: true } });
    expect(await states({ listing: 'L-1', states: ['open'] })).toEqual(['L-1 best open']);
    await record(history, week(4), [bottle, { ...lamp, found: [] }], { packs: newer, scope: fewer });
    expect(await states({ rules: ['core/superlative'] })).toEqual(['L-1 best fixed rules-changed']);
  });

  it('calls nothing fixed that was not looked at', async () => {
    const text = { match: 'Halden' };
    const picture = { match: 'img/P-1-main.jpg', rule: 'amazon/copied-image', field: 'image.main' };
    const written = { match: 'LUMORA', field: 'image-text.main' };
    const twin = { match: 'B-2', rule: 'core/duplicate', kind: 'duplicate-listing' } as const;
    const shop = [{ id: 'P-1', found: [text, picture, written, twin] }, clean];
    await record(history, week(0), shop);
    const nothing = [{ id: 'P-1' }];
    const open = async (): Promise<string[]> =>
      (await history.episodes({ states: ['open'], sort: 'rule' })).items.map(({ finding }) => finding.match);
    const all = ['LUMORA', 'Halden', 'img/P-1-main.jpg', 'B-2'];
    expect((await open()).toSorted()).toEqual(all.toSorted());
    await record(history, week(1), nothing, { scope: { complete: false } });
    await record(history, week(2), nothing, { scope: { complete: false }, unread: new Set(['feeds/shop.tsv#1']) });
    await record(history, week(3), [], { scope: { whole: false, areas: ['other'] } });
    await record(history, week(3), nothing, { scope: { rules: ['other/rule'], narrowed: true, whole: false } });
    await record(history, week(3), nothing, { scope: { rules: [], whole: false }, packs: [] });
    expect((await open()).toSorted()).toEqual(all.toSorted());
    await record(history, week(4), nothing, { scope: { images: false, ocr: false, whole: false } });
    expect((await open()).toSorted()).toEqual(['B-2', 'LUMORA', 'img/P-1-main.jpg']);
    await record(history, week(5), nothing, { scope: { ocr: false, whole: false } });
    expect((await open()).toSorted()).toEqual(['B-2', 'LUMORA']);
    await record(history, week(6), nothing, { scope: { whole: false } });
    expect(await open()).toEqual(['B-2']);
    await record(history, week(7), nothing, { scope: { complete: false }, unread: new Set(['feeds/shop.tsv#99']) });
    expect(await open()).toEqual([]);
  });

  it('takes a listing for gone only where a run looked', async () => {
    const german = { id: 'D-1', file: 'feeds/de/shop.tsv', found: [{ match: 'Halden' }] };
    await record(history, week(0), [bottle, german]);
    await record(history, week(1), [], { scope: { whole: false, areas: ['feeds/d'] } });
    expect((await history.listings({ gone: true })).total).toBe(0);
    await record(history, week(2), [], { scope: { whole: false, areas: ['feeds/de'] } });
    expect((await history.listings({ gone: true })).items.map(({ listing }) => listing)).toEqual(['D-1']);
    await record(history, week(3), [], { scope: { complete: false } });
    expect((await history.listings({ gone: false })).items.map(({ listing }) => listing)).toEqual(['B-1']);
  });

  it('keeps decisions as states of the same episode', async () => {
    const accepted = { suppressed: { reason: 'Own brand in the EU', until: '2026-09-30', by: 'Mei' } };
    await record(history, week(0), [bottle, { ...lamp, found: [{ match: 'Lumora', state: 'baselined' }] }]);
    expect((await history.trend([{ from: week(0), to: week(1) }]))[0]).toMatchObject({ opened: 1, open: { error: 1 } });
    await record(history, week(1), [{ ...bottle, found: [{ match: 'Halden', state: accepted }] }, clean]);
    const { items } = await history.episodes({ states: ['suppressed'] });
    expect(items.map(({ nth, state, finding, openedAt }) => ({ nth, state, openedAt, accepted: finding.state }))).toEqual([
      { nth: 1, state: 'suppressed', openedAt: week(0), accepted },
    ]);
    expect((await history.listing('B-1', 'amazon.com'))?.open).toEqual({ error: 0, warning: 0, note: 0 });
    await record(history, week(2), [bottle, clean]);
    expect(await states({ listing: 'B-1' })).toEqual(['B-1 Halden open']);
    expect((await history.episodes({ listing: 'B-1' })).items[0]?.finding.state).toBe('open');
  });

  it('keeps each thing that a listing said once, as long as it said it', async () => {
    const pictures = { main: 'a'.repeat(64) };
    const first = await record(history, week(0), [{ ...bottle, pictures }]);
    await record(history, week(1), [{ ...bottle, pictures, file: 'feeds/moved.tsv', record: 40 }]);
    const third = await record(history, week(2), [{ ...bottle, pictures: { main: 'b'.repeat(64) } }]);
    const fourth = await record(history, week(3), [{ ...bottle, pictures }]);
    const versions = await history.versions('B-1', 'amazon.com');
    expect(versions.map(({ firstRun, firstSeenAt, lastSeenAt }) => [firstRun, firstSeenAt, lastSeenAt])).toEqual([
      [fourth.id, week(3), week(3)],
      [third.id, week(2), week(2)],
      [first.id, week(0), week(1)],
    ]);
    const hash = contentHash(listingOf({ ...bottle, pictures }), new Map(Object.entries(pictures)));
    expect(versions.map(({ contentHash: own }) => own === hash)).toEqual([true, false, true]);
    expect(versions[2]?.fields[1]).toEqual({ name: 'title', text: 'Halden style bottle' });
    expect(versions[2]?.images).toEqual([{ slot: 'main', src: 'img/B-1-main.jpg', sha256: 'a'.repeat(64) }]);
    expect(await history.listing('B-1', 'amazon.com')).toEqual({
      ...{ listing: 'B-1', marketplace: 'amazon.com', title: 'Halden style bottle', file: 'feeds/shop.tsv', record: 1 },
      ...{ contentHash: hash, firstSeenAt: week(0), lastSeenAt: week(3), open: { error: 1, warning: 0, note: 0 } },
    });
  });

  it('tells of many listings at once what it tells of each', async () => {
    const sold = { ...lamp, marketplace: 'amazon.de', found: [{ match: 'Lumora' }] };
    await record(history, week(0), [bottle, lamp, clean, sold]);
    await record(history, week(1), [{ ...bottle, title: 'Halden bottle' }, lamp, { ...sold, found: [] }]);
    const crowd = Array.from({ length: 700 }, (_, i) => ({ listing: `never-${i}`, marketplace: 'amazon.com' }));
    const known = [bottle, lamp, sold, clean, bottle].map(({ id, marketplace = 'amazon.com' }) => ({
      listing: id,
      marketplace,
    }));
    const names = [...crowd, ...known, { listing: 'L-1', marketplace: 'amazon.fr' }];
    const [states, versions, found] = [
      await history.listingsNamed(names),
      await history.versionsNamed(names),
      await history.episodesNamed(names, 500),
    ];
    for (const all of [states, versions, found]) expect(all).toHaveLength(names.length);
    expect(states.filter((state) => state !== undefined)).toHaveLength(known.length);
    expect(versions.flat()).toHaveLength(2 + 1 + 1 + 1 + 2);
    for (const [i, { listing, marketplace }] of names.entries()) {
      if (i < crowd.length - 1) continue;
      expect(states[i]).toEqual(await history.listing(listing, marketplace));
      expect(versions[i]).toEqual(await history.versions(listing, marketplace));
      expect(found[i]).toEqual((await history.episodes({ listing, marketplace, sort: 'rule' })).items);
    }
    const [ofLamp = []] = await history.episodesNamed([{ listing: 'L-1', marketplace: 'amazon.com' }], 1);
    expect(ofLamp.map(({ rule }) => rule)).toEqual(['amazon/brand-in-title']);
    expect(await history.versionsNamed([])).toEqual([]);
  });

  it('takes a listing that stands in two files once, with the findings of both', async () => {
    const twice: Said[] = [
      bottle,
      { ...bottle, title: 'Another title', file: 'feeds/b.tsv', found: [{ match: 'Halden' }, { match: 'Lumora' }] },
    ];
    await record(history, week(0), twice);
    await record(history, week(1), twice);
    expect(await states()).toEqual(['B-1 Lumora open', 'B-1 Halden open']);
    expect(await history.versions('B-1', 'amazon.com')).toHaveLength(1);
  });

  it('finds, sorts, counts and pages', async () => {
    const shop = Array.from(
      { length: 60 },
      (_, n): Said => ({
        id: `S-${String(n).padStart(2, '0')}`,
        title: n % 2 === 0 ? 'Vacuum Flask 保温杯' : 'Desk lamp 100%',
        marketplace: n < 40 ? 'amazon.com' : 'amazon.de',
        found: [{ match: `Brand${n % 3}`, severity: n % 5 === 0 ? 'error' : 'warning' }],
      }),
    );
    await record(history, week(0), shop);
    const count = async (query: EpisodeQuery): Promise<number> => (await history.episodes(query)).total;
    expect(await count({ text: '保温' })).toBe(30);
    expect(await count({ text: 'FLASK brand1' })).toBe(10);
    expect(await count({ text: '100%' })).toBe(30);
    expect(await count({ text: '_' })).toBe(0);
    expect(await count({ text: "'; DROP TABLE episode; --" })).toBe(0);
    expect(await count({ marketplace: 'amazon.de', severities: ['error'] })).toBe(4);
    expect(await count({ states: [] })).toBe(0);
    expect(await count({ opened: { from: week(0), to: week(1) } })).toBe(60);
    expect(await count({ opened: { from: week(1), to: week(2) } })).toBe(0);
    const seen = new Set<string>();
    for (let offset = 0; offset < 60; offset += 20) {
      const page = await history.episodes({ sort: 'listing', offset, limit: 20 });
      expect(page.total).toBe(60);
      for (const { listing } of page.items) seen.add(listing);
    }
    expect([...seen]).toEqual(shop.map(({ id }) => id));
    expect((await history.episodes({ limit: 2 })).items.map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(await history.tallies({}, 'severity')).toEqual([
      { name: 'warning', count: 48 },
      { name: 'error', count: 12 },
    ]);
    expect(await history.tallies({ marketplace: 'amazon.de' }, 'match', 2)).toEqual([
      { name: 'Brand1', count: 7 },
      { name: 'Brand2', count: 7 },
    ]);
    expect(await history.tallies({}, 'marketplace')).toEqual([
      { name: 'amazon.com', count: 40 },
      { name: 'amazon.de', count: 20 },
    ]);
    expect((await history.listings({ sort: 'risk', limit: 3 })).items.map(({ listing }) => listing)).toEqual([
      'S-00',
      'S-05',
      'S-10',
    ]);
    expect((await history.listings({ text: 'lamp', withOpen: true, marketplace: 'amazon.com' })).total).toBe(20);
    expect((await history.listings({ withOpen: false })).total).toBe(0);
    expect(await history.coverage(week(0), week(1))).toEqual({ runs: 1, met: 60, listings: 60, lastAt: week(0) });
    await record(history, week(1), shop.slice(0, 10), { scope: { whole: false } });
    expect(await history.coverage(week(1), week(2))).toEqual({ runs: 1, met: 10, listings: 60, lastAt: week(1) });
    expect(await history.coverage(week(2), week(3))).toEqual({ runs: 0, met: 0, listings: 60 });
  });

  it('shows nothing of a run that has not ended', async () => {
    await record(history, week(0), [bottle]);
    const recorder = await history.begin({ startedAt: week(1), scope: WHOLE });
    await recorder.listing({ listing: listingOf(lamp), findings: [], texts: [], pictures: new Map() });
    expect((await history.listings({})).total).toBe(1);
    expect(await history.runs()).toHaveLength(1);
    await recorder.abandon();
    expect((await history.listings({})).total).toBe(1);
  });

  it('grows by nothing when nothing changes', async () => {
    const shop = Array.from(
      { length: 300 },
      (_, n): Said => ({ id: `S-${n}`, found: [{ match: `Brand ${n}` }, { match: 'Halden' }] }),
    );
    await record(history, week(0), shop);
    await history.close();
    const before = place.size();
    history = await openHistory(place.where);
    for (let n = 1; n <= 10; n++) await record(history, week(n), shop);
    await history.close();
    const after = place.size();
    history = await openHistory(place.where);
    expect((await history.episodes({})).total).toBe(600);
    if (before !== undefined && after !== undefined) expect(after - before).toBeLessThan(before * 0.1);
  });

  it('keeps what hostile listings say', async () => {
    const id = 'x'.repeat(5000);
    const title = `<script>alert(1)</script>\u0000\u202e ${'长'.repeat(400_000)} \ud800`;
    await record(history, week(0), [{ id, title, found: [{ match: `a\u0000b\ud83d${'c'.repeat(5000)}` }] }]);
    await record(history, week(1), [{ id, title, found: [{ match: `a\u0000b\ud83d${'c'.repeat(5000)}` }] }]);
    const { items, total } = await history.listings({ text: '<script>alert(1)' });
    expect(total).toBe(1);
    expect(items[0]?.title.length).toBe(300);
    expect((await history.episodes({ listing: id })).items.map(({ nth, state }) => [nth, state])).toEqual([[1, 'open']]);
    expect((await history.versions(id, 'amazon.com'))[0]?.fields.find(({ name }) => name === 'title')?.text).toBe(title);
    await record(history, week(2), []);
    expect((await history.listing(id, 'amazon.com'))?.goneAt).toBe(week(2));
  });

  it('tells the second of two people who decide at once', async () => {
    await record(history, week(0), [bottle, lamp]);
    const { fingerprint } = findingOf(listingOf(bottle), { match: 'Halden' });
    const change = { fingerprint, state: 'in-work', assignee: 'Mei', by: 'Lin', at: week(0) } as const;
    expect(await history.changeTriage(change, 0)).toEqual({ done: { ...change, revision: 1 } });
    const late = { ...change, state: 'needs-licence', assignee: 'Jo', note: 'Ask Halden' } as const;
    expect(await history.changeTriage(late, 0)).toEqual({ conflict: { ...change, revision: 1 } });
    expect(await history.changeTriage(late, 1)).toEqual({ done: { ...late, revision: 2 } });
    const unknown = await history.changeTriage({ ...change, fingerprint: 'f'.repeat(16) }, 3);
    expect(unknown).toMatchObject({ conflict: { revision: 0, state: 'none' } });
    const { items } = await history.episodes({ assignee: 'Jo', triage: 'needs-licence' });
    expect(items.map(({ triage }) => triage)).toEqual([{ ...late, revision: 2 }]);
    expect((await history.episodes({ triage: 'none' })).total).toBe(2);
    expect(await history.tallies({}, 'assignee')).toEqual([
      { name: '', count: 2 },
      { name: 'Jo', count: 1 },
    ]);
  });

  it('links the lines of the log of decisions', async () => {
    for (let n = 0; n < 5; n++) {
      const entry = { at: week(n), by: 'Mei', role: 'manager', action: 'sign', subject: `S-${n % 2}`, detail: '{}' };
      expect(await history.appendAudit(entry)).toMatchObject({ ...entry, id: n + 1 });
    }
    const { items, total } = await history.audit({ subject: 'S-0', limit: 2 });
    expect(total).toBe(3);
    expect(items.map(({ id }) => id)).toEqual([5, 3]);
    const all = (await history.audit()).items.toReversed();
    expect(all.map(({ previous }) => previous)).toEqual(['', ...all.slice(0, -1).map(({ hash }) => hash)]);
    expect(await history.verifyAudit()).toBeUndefined();
  });

  it('keeps snapshots, accounts and sessions', async () => {
    const snapshot = {
      ...{ marketplace: 'amazon.de', at: week(1), status: 'AT_RISK', score: 212, sha256: 'c'.repeat(64) },
      policies: [{ name: 'receivedIntellectualPropertyComplaints', status: 'BAD', defects: 3, target: 0 }],
    };
    const kept = await history.addSnapshot(snapshot);
    expect(kept).toEqual({ ...snapshot, id: kept.id });
    expect(await history.addSnapshot(snapshot)).toEqual(kept);
    const older = await history.addSnapshot({ ...snapshot, at: week(0), marketplace: 'amazon.com' });
    expect(await history.snapshots()).toEqual([older, kept]);
    expect(await history.snapshots({ from: week(1), marketplace: 'amazon.de' })).toEqual([kept]);
    const account = { name: '李梅', role: 'manager', passwordHash: '$argon2id$x', createdAt: week(0) } as const;
    await history.putAccount(account);
    await history.putAccount({ ...account, disabledAt: week(2) });
    expect(await history.accounts()).toEqual([{ ...account, disabledAt: week(2) }]);
    const session = { id: 'd'.repeat(64), account: '李梅', createdAt: week(0), expiresAt: week(1) };
    await history.putSession(session);
    await history.putSession({ ...session, id: 'e'.repeat(64), expiresAt: week(3) });
    expect(await history.session(session.id)).toEqual(session);
    await history.endSessions({ expiredBefore: week(2) });
    expect(await history.session(session.id)).toBeUndefined();
    await history.endSessions({ account: '李梅' });
    expect(await history.session('e'.repeat(64))).toBeUndefined();
  });
});

describe('a history on a server', () => {
  it('is not made by who only reads', async () => {
    const { where } = onServer();
    await expect(openHistory(where, { create: false })).rejects.toThrow(/There is no history in .*:\*\*\*@/);
    await (await openHistory(where)).close();
    await (await openHistory(where, { create: false })).close();
  });

  it('refuses what a newer program wrote', async () => {
    const { where } = onServer();
    await (await openHistory(where)).close();
    await query(where, 'UPDATE history_format SET version = 99');
    await expect(openHistory(where)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('format version 99'),
    });
  });

  it.each([
    [
      'postgres://preclear:secret@127.0.0.1:1/shops',
      'EnvironmentError',
      /preclear:\*\*\*@127\.0\.0\.1:1\/shops cannot be used/,
    ],
    ['postgres://127.0.0.1/shops?schema=a"b', 'UsageError', /is no address of a database/],
    ['postgres://[', 'UsageError', /is no address of a database/],
  ])('says what is wrong with %s', async (where, name, message) => {
    await expect(openHistory(where)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    await expect(openHistory(where)).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });

  it('keeps schemas apart', async () => {
    const [one, other] = [await openHistory(onServer().where), await openHistory(onServer().where)];
    await record(one, week(0), [bottle]);
    await record(other, week(0), []);
    expect((await one.listings({ gone: false })).total).toBe(1);
    expect((await other.listings({})).total).toBe(0);
    await one.close();
    await other.close();
  });
});

describe('a history in a file', () => {
  it('is not made by who only reads, and is whole in its file', async () => {
    const place = onDisk();
    await expect(openHistory(place.where, { create: false })).rejects.toThrow(/There is no history/);
    const history = await openHistory(place.where);
    await record(history, week(0), [bottle]);
    await history.close();
    const left = readdirSync(join(place.where, '..')).filter((name) => statSync(join(place.where, '..', name)).size > 0);
    expect(left.filter((name) => !name.endsWith('-shm'))).toEqual(['history.db']);
    expect(statSync(place.where).mode & 0o777).toBe(0o600);
    const again = await openHistory(place.where, { create: false });
    expect((await again.episodes({})).total).toBe(1);
    await again.close();
    await place.remove();
  });

  it('refuses what a newer program wrote, and changes nothing', async () => {
    const place = onDisk();
    await (await openHistory(place.where)).close();
    const db = new DatabaseSync(place.where);
    db.exec('UPDATE history_format SET version = 99');
    db.close();
    const refused = openHistory(place.where);
    await expect(refused).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(/history\.db has format version 99; this preclear knows versions up to 1\./),
      zh: expect.stringContaining('格式版本为 99'),
    });
    await place.remove();
  });

  it('takes away what a killed run left, and nothing of one that goes on', async () => {
    const place = onDisk();
    const history = await openHistory(place.where);
    const folder = join(place.where, '..');
    const going = await history.begin({ startedAt: week(0), scope: WHOLE });
    await going.listing({ listing: listingOf(bottle), findings: [], texts: [], pictures: new Map() });
    const [own = ''] = waitingIn(folder);
    // The same name with a process that no system has.
    writeFileSync(join(folder, own.replace(/run-\d+/, 'run-4194999')), '{"listing":"B-1"');
    writeFileSync(join(folder, own.replace(/run-\d+-[0-9a-f]+/, `run-${process.pid}-00000000`)), '');
    expect(waitingIn(folder)).toHaveLength(3);
    const next = await history.begin({ startedAt: week(1), scope: WHOLE });
    expect(waitingIn(folder)).toHaveLength(3);
    expect(waitingIn(folder)).toContain(own);
    await going.abandon();
    await next.abandon();
    expect(waitingIn(folder)).toHaveLength(1);
    await history.close();
    await place.remove();
  });

  it('refuses a file that is something else', async () => {
    const place = onDisk();
    const file = join(place.where, '..', '..', 'shop.db');
    writeFileSync(file, 'sku,title\nB-1,Bottle\n'.repeat(100));
    await expect(openHistory(file)).rejects.toMatchObject({ name: 'EnvironmentError', zh: expect.stringContaining('shop.db') });
    await place.remove();
  });
});
