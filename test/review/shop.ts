import type { History } from '../../src/history/history.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { Run } from '../../src/model/history.ts';
import type { Authorisation, Licence } from '../../src/model/ledger.ts';
import type { Field, Listing, ListingImage } from '../../src/model/listing.ts';
import type { Quad } from '../../src/model/picture-comparison.ts';
import type { Severity } from '../../src/model/rule.ts';
import type { Sources } from '../../src/review/sources.ts';

/*
 * An invented shop whose scans were recorded week by week, with every kind of evidence and with hostile words.
 */

const place = { runs: [0, 1, 1] };
const PACKS: Run['packs'] = [{ id: 'amazon', version: '1.0.0' }];
const RULES = ['amazon/brand-in-title', 'amazon/copied-image', 'amazon/copied-text', 'amazon/licence', 'amazon/superlative'];
const WHOLE_PICTURE: Quad = [
  [0.1, 0.1],
  [0.9, 0.15],
  [0.88, 0.9],
  [0.1, 0.85],
];

/** What is found in a listing. */
export interface Found {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly field?: string;
  readonly index?: number | null;
  readonly match: string;
  readonly evidence?: Evidence;
}

/** A listing of a week. */
export interface Said {
  readonly id: string;
  readonly title?: string;
  readonly bullet?: string;
  readonly picture?: string;
  readonly found?: readonly Found[];
}

/** The text of somebody else, and ours that has much of it. */
export const THEIRS =
  'Our lantern is built for long nights on the fjord. The brass body keeps its shine for years, and the double wick burns eleven hours on one filling. Made by hand in Bergen.';
export const OURS =
  'Great for camping! The brass body keeps its shine for years, and the twin wick burns eleven hours on one filling. Order now.';
const COPIED = 'The brass body keeps its shine for years, and the';

export const COPIED_TEXT: Found = {
  ...{ rule: 'amazon/copied-text', severity: 'error', field: 'bullet', index: 1 },
  match: OURS.slice(OURS.indexOf(COPIED), OURS.indexOf(' Order')),
  evidence: {
    kind: 'copied-text',
    source: { id: 'lumen-1', owner: 'Lumenfjord AS', role: 'rights-owner', capturedAt: '2026-10-01', label: 'Fjord lantern' },
    passages: [
      {
        here: [OURS.indexOf(COPIED), OURS.indexOf(COPIED) + COPIED.length],
        there: [THEIRS.indexOf(COPIED), THEIRS.indexOf(COPIED) + COPIED.length],
        ...{ words: 9, class: 'verbatim', changed: 0 },
      },
      {
        here: [OURS.indexOf('twin wick'), OURS.indexOf(' Order')],
        there: [THEIRS.indexOf('double wick'), THEIRS.indexOf(' Made by')],
        ...{ words: 8, class: 'reworded', changed: 1 },
      },
    ],
    ...{ coverage: 0.7, listingCoverage: 0.5, folding: [], because: [], leftOut: [], excerpt: COPIED },
  },
};

export const COPIED_PICTURE: Found = {
  ...{ rule: 'amazon/copied-image', severity: 'error', field: 'image.main', index: null, match: 'img/lantern.jpg' },
  evidence: {
    kind: 'image-match',
    source: { id: 'p-1', owner: 'Northpine Images', role: 'stock', capturedAt: '2026-08-01', label: 'forest-camp.jpg' },
    ...{ stage: 'geometry', inliers: 61, here: WHOLE_PICTURE, there: WHOLE_PICTURE },
    transform: { mirrored: true, negative: false, degrees: 4, shown: 0.8, taken: 0.9 },
  },
};

export const BRAND: Found = {
  match: 'Halden',
  evidence: {
    ...{ kind: 'brand-term', term: 'Halden', owner: 'Halden AG', classes: [21], use: 'plain', sources: ['marks'], folding: [] },
    because: [],
  },
};

export function listingOf({ id, title = `Steel bottle ${id}`, bullet = 'Keeps cold for a day', picture }: Said): Listing {
  const fields: Field[] = [
    { name: 'title', text: title, place },
    { name: 'bullet', index: 1, text: bullet, place },
  ];
  const images: ListingImage[] = picture === undefined ? [] : [{ slot: 'main', src: picture, place }];
  return { id, marketplace: 'amazon.com', fields, images, source: { file: 'feeds/shop.tsv', record: 1 } };
}

function findingOf(listing: Listing, found: Found, nth: number): Finding {
  const { rule = 'amazon/brand-in-title', severity = 'error', field = 'title', index = null, match, evidence } = found;
  const text = listing.fields.find((one) => one.name === field)?.text ?? match;
  const at = Math.max(0, text.indexOf(match));
  const { id, marketplace } = listing;
  return {
    ...{
      rule,
      severity,
      review: false,
      confidence: 0.9,
      listing: id,
      marketplace,
      file: listing.source.file,
      line: 3,
      column: 7,
    },
    ...{ record: 1, field, index, span: [at, at + match.length], match, slots: {} },
    evidence: evidence ?? { kind: 'phrase', phrase: match, folding: [] },
    ...{ prevention: ['check-brands'], state: 'open' },
    fingerprint: fingerprint({ rule, marketplace, listing: id, field, what: match, nth }),
  };
}

/** Records a scan of the whole shop. */
export async function record(history: History, at: string, said: readonly Said[], packs: Run['packs'] = PACKS): Promise<Run> {
  const scope = { paths: ['.'], whole: true, rules: RULES, images: true, ocr: true, complete: true };
  const recorder = await history.begin({ startedAt: at, scope });
  for (const one of said) {
    const listing = listingOf(one);
    const findings = (one.found ?? []).map((found, nth) => findingOf(listing, found, nth));
    const texts = findings.map(({ match }) => ({
      message: { en: `“${match}” belongs to somebody else.`, zh: `“${match}”属于他人。` },
      fix: { en: `Remove “${match}”.`, zh: `删除“${match}”。` },
    }));
    await recorder.listing({ listing, findings, texts, pictures: new Map() });
  }
  const found = said.flatMap((one) => one.found ?? []);
  const level = (wanted: Severity): number => found.filter(({ severity = 'error' }) => severity === wanted).length;
  return recorder.end({
    ...{ startedAt: at, endedAt: at, asOf: at.slice(0, 10), version: '0.1.0', packs, scope, files: 1, listings: said.length },
    ...{ images: 0, problems: 0, review: 0, suppressed: 0, baselined: 0, exit: found.length === 0 ? 0 : 1 },
    counts: { error: level('error'), warning: level('warning'), note: level('note') },
  });
}

const LICENCE: Licence = {
  ...{
    id: 'L-1',
    kind: 'stock',
    files: ['img/camp-*.jpg'],
    owner: 'Northpine Images',
    proofFound: true,
    validTo: '2026-12-01',
  },
  ...{ marketplaces: [], slots: [] },
};
const AUTHORISATION: Authorisation = {
  ...{ id: 'A-1', brand: 'Halden', kind: 'reseller', proofFound: true, validTo: '2026-11-20', marketplaces: ['amazon.com'] },
  listings: ['B-*'],
};

/** What a review is made of beside the history, as of Sunday 22 November 2026. */
export function sourcesOf(history: History, more: Partial<Sources> = {}): Sources {
  return {
    ...{ history, asOf: '2026-11-22', version: '0.1.0' },
    ledger: { licences: [LICENCE, { ...LICENCE, id: 'L-2', validTo: '2028-01-01' }], authorisations: [AUTHORISATION] },
    suppressions: [
      {
        ...{ rule: 'amazon/superlative', listing: 'B-3', reason: 'approved claim', until: '2026-11-28', by: 'Li Na' },
        ...{ file: 'preclear.suppressions.yaml', line: 3 },
      },
    ],
    sourceText: async (id) => (id === 'lumen-1' ? THEIRS : undefined),
    ...more,
  };
}

/** Three weeks: clean, then findings, then one mended, one new, one returned; the last with hostile words. */
export async function recordShop(history: History): Promise<void> {
  const superlative: Found = { rule: 'amazon/superlative', severity: 'warning', match: 'Steel' };
  await record(history, '2026-11-04T06:00:00.000Z', [
    { id: 'B-1' },
    { id: 'B-2', title: 'Halden bottle', found: [BRAND] },
    { id: 'B-3' },
  ]);
  await record(history, '2026-11-11T06:00:00.000Z', [
    { id: 'B-1', found: [superlative] },
    { id: 'B-2', title: 'Steel bottle' },
    { id: 'B-3', found: [superlative] },
  ]);
  await record(history, '2026-11-18T06:00:00.000Z', [
    { id: 'B-1', title: 'Plain bottle' },
    { id: 'B-2', title: 'Halden bottle', found: [BRAND] },
    { id: 'B-3', found: [superlative] },
    { id: 'B-4', title: HOSTILE, bullet: OURS, picture: 'img/lantern.jpg', found: [COPIED_TEXT, COPIED_PICTURE] },
  ]);
}

/** A title that tries to run, to turn the reading direction, and to be a formula. */
export const HOSTILE =
  '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>\u202E\u2066gnp.exe <img src=x onerror=alert(2)>';
