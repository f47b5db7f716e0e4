import type { History } from '../../src/history/history.ts';
import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { RunScope } from '../../src/model/history.ts';
import type { Listing } from '../../src/model/listing.ts';
import { SEVERITIES } from '../../src/model/rule.ts';
import { Random } from './random.ts';

/*
 * A made-up shop and its weekly runs, recorded as a scan would: a tenth of the listings is edited each week (four of five of their findings go,
 * new ones come, one of ten is an old one that returns), one of a hundred is taken down and replaced, every listing moves to another row.
 */

/** Rules of the shop, by id. */
export const RULES: readonly string[] = Array.from(
  { length: 60 },
  (_, n) => `${n % 3 === 0 ? 'amazon' : 'core'}/rule-${n}`,
).sort();
const PACKS = [
  { id: 'amazon', version: '1.0.0' },
  { id: 'core', version: '1.0.0' },
];
const SCOPE: RunScope = { paths: ['.'], whole: true, rules: RULES, images: true, ocr: false, complete: true };
const WORDS =
  'steel bottle lamp desk running belt bowl dog travel mug kettle frame wall clock bag kitchen garden 保温杯 台灯'.split(' ');
const random = new Random(20_261_122);

/** A listing of the shop. */
export interface Item {
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

/** Makes a listing with findings. */
export function makeItem(): Item {
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

/** Records the run of a week: Monday, six in the morning (UTC), counted from 5 January 2026. */
export async function recordWeek(history: History, items: readonly Item[], week: number): Promise<void> {
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

/** What a week changes: a hundredth is replaced, a tenth edited. */
export function changeWeek(items: Item[]): void {
  for (const [n, item] of items.entries()) {
    if (random.unit() < 0.01) items[n] = makeItem();
    else if (random.unit() < 0.1) edit(item);
  }
}
