import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { History } from '../../src/history/history.ts';
import { openHistory } from '../../src/history/open.ts';
import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { RunScope } from '../../src/model/history.ts';
import type { Listing } from '../../src/model/listing.ts';
import { SEVERITIES } from '../../src/model/rule.ts';
import { printTable } from '../eval/table.ts';
import { Random } from './random.ts';

/*
 * A year of weekly runs over a shop of 10,000 listings, and what the weekly review and the page ask of it. Runs are made up, not scanned:
 * a tenth of the listings is edited each week (four of five of their findings go, new ones come, one of ten is an old one that returns),
 * one of a hundred is taken down and replaced, every listing moves to another row.
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

const RULES = Array.from({ length: 60 }, (_, n) => `${n % 3 === 0 ? 'amazon' : 'core'}/rule-${n}`).sort();
const PACKS = [
  { id: 'amazon', version: '1.0.0' },
  { id: 'core', version: '1.0.0' },
];
const SCOPE: RunScope = { paths: ['.'], whole: true, rules: RULES, images: true, ocr: false, complete: true };
const WORDS =
  'steel bottle lamp desk running belt bowl dog travel mug kettle frame wall clock bag kitchen garden 保温杯 台灯'.split(' ');
const random = new Random(20_261_122);

interface Item {
  readonly id: string;
  readonly marketplace: string;
  title: string;
  readonly body: string;
  found: { readonly rule: string; readonly match: string; readonly severity: number }[];
  readonly past: Item['found'];
}

let made = 0;

function pick<T>(list: readonly T[]): T {
  const one = list[Math.floor(random.unit() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

function words(count: number): string {
  return Array.from({ length: count }, () => pick(WORDS)).join(' ');
}

function makeFound(): Item['found'][number] {
  const severity = random.unit() < 0.15 ? 0 : random.unit() < 0.5 ? 1 : 2;
  return { rule: pick(RULES), match: `Brand${Math.floor(random.unit() * 900)} ${pick(WORDS)}`, severity };
}

function makeItem(): Item {
  made++;
  const found = Array.from({ length: Math.floor(random.unit() * 3.4) }, makeFound);
  const marketplace = pick(['amazon.com', 'amazon.de', 'amazon.co.uk', 'amazon.co.jp']);
  return { id: `SKU-${String(made).padStart(6, '0')}`, marketplace, title: words(14), body: words(170), found, past: [] };
}

function edit(item: Item): void {
  item.title = words(14);
  const stay = item.found.filter(() => random.unit() < 0.2);
  item.past.push(...item.found.filter((one) => !stay.includes(one)));
  for (let n = Math.floor(random.unit() * 3.4); n > 0; n--)
    stay.push(random.unit() < 0.1 && item.past.length > 0 ? pick(item.past) : makeFound());
  item.found = stay.filter((one, at) => stay.findIndex(({ rule, match }) => rule === one.rule && match === one.match) === at);
}

const place = { runs: [0, 1, 1] };

function listingOf({ id, marketplace, title, body }: Item, record: number): Listing {
  return {
    ...{ id, marketplace, images: [{ slot: 'main', src: `img/${id}.jpg`, place }] },
    fields: [
      { name: 'title', text: title, place },
      { name: 'description', text: body, place },
    ],
    source: { file: `feeds/${marketplace}.tsv`, record },
  };
}

function findingOf(listing: Listing, { rule, match, severity }: Item['found'][number]): Finding {
  const { id, marketplace, source } = listing;
  const identity = { rule, marketplace, listing: id, field: 'description', what: match, nth: 0 };
  return {
    ...{ rule, severity: SEVERITIES[severity] ?? 'note', review: severity === 2, confidence: 0.87, listing: id, marketplace },
    ...{ file: source.file, line: source.record + 1, column: 40, record: source.record, field: 'description', index: null },
    ...{ span: [40, 40 + match.length], match, slots: { owner: 'Halden Holding AG', mark: match, class: '21' } },
    evidence: { kind: 'phrase', phrase: match, folding: [] },
    ...{ prevention: ['check-brand-terms', 'second-reviewer'], fingerprint: fingerprint(identity), state: 'open' },
  };
}

async function recordWeek(history: History, items: readonly Item[], week: number): Promise<void> {
  const at = new Date(Date.UTC(2026, 0, 5, 6) + week * 7 * 86_400_000).toISOString();
  const recorder = await history.begin({ startedAt: at, scope: SCOPE });
  for (const [n, item] of items.entries()) {
    const listing = listingOf(item, n + week);
    const findings = item.found.map((found) => findingOf(listing, found));
    const texts = findings.map(({ match }) => ({
      message: {
        en: `Description names “${match}”, a brand of Halden Holding AG, which you may not use.`,
        zh: `商品描述中出现“${match}”，这是 Halden Holding AG 的品牌，您无权使用。`,
      },
      fix: {
        en: `Remove “${match}” from the description, or record the authorisation in the ledger.`,
        zh: `从商品描述中删除“${match}”，或在台账中登记授权。`,
      },
    }));
    await recorder.listing({
      listing,
      findings,
      texts,
      pictures: new Map([
        ['main', fingerprint({ rule: '', marketplace: '', listing: item.id, field: '', what: '', nth: 0 }).repeat(4)],
      ]),
    });
  }
  await recorder.end({
    ...{ startedAt: at, endedAt: at, asOf: at.slice(0, 10), version: '1.0.0', packs: PACKS, scope: SCOPE, files: 4 },
    ...{ listings: items.length, images: items.length, problems: 0, counts: { error: 0, warning: 0, note: 0 } },
    ...{ review: 0, suppressed: 0, baselined: 0, exit: 1 },
  });
}

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
    if (week > 0) {
      for (const [n, item] of items.entries()) {
        if (random.unit() < 0.01) items[n] = makeItem();
        else if (random.unit() < 0.1) edit(item);
      }
    }
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
