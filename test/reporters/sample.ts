import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { Field, Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { ListingOutcome, ReportHead, ReportTail } from '../../src/model/report.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { ReporterOptions } from '../../src/reporters/options.ts';

/** A report with one finding of every kind of evidence, as the scan of a small shop would give it. */

const field = (name: Field['name'], text: string, column: number, index?: number): Field => ({
  name,
  text,
  place: placeAt(text, 4, column),
  ...(index === undefined ? {} : { index }),
});

export const listing: Listing = {
  id: 'HM-BELT-01',
  marketplace: 'amazon.com',
  brand: 'Hillmoor',
  fields: [
    field('title', 'Hillmoor Running Belt with Phone Pocket, Slim Waist Pack for Jogging', 12),
    field(
      'bullet',
      'Soft fabric that never chafes.\nGreat as a dupe of the Nike Slim Belt for long runs and travel days.',
      90,
      1,
    ),
    field('search-terms', 'belt running Ni\u200Bke dri fit 跑步腰包 waist pouch', 200, 1),
    field('description', 'Every stitch is placed by hand so the belt lies flat against the body and stays there.', 260),
  ],
  images: [{ slot: 'main', src: 'photos/belt.jpg', place: placeAt('photos/belt.jpg', 4, 400) }],
  source: { file: 'feeds/us.tsv', record: 1 },
};

const base = {
  pack: 'demo@1.0.0',
  review: false,
  marketplaces: [],
  scope: [],
  rationale: { en: 'Rights owners report it.', zh: '权利人会投诉。' },
  policy: [{ title: 'Policy page', url: 'https://example.com/policy', checked: '2026-11-22' }],
  fix: { en: 'Delete "{match}".', zh: '删除“{match}”。' },
  prevention: [{ id: 'brand-scan-before-upload', stage: 'prevent', step: { en: 'Scan before upload.', zh: '上架前扫描。' } }],
  examples: { flag: ['belt nike dri fit'], pass: ['running belt'] },
} as const;

export const rules: Rule[] = [
  {
    ...base,
    id: 'demo/brand-in-search-terms',
    kind: 'brand-terms',
    severity: 'error',
    scope: ['search-terms', '!title'],
    when: { use: ['plain'] },
    message: { en: '"{match}" in the {field} is the brand of {owner}.', zh: '{field} 中的“{match}”是 {owner} 的品牌。' },
  },
  {
    ...base,
    id: 'demo/imitation',
    kind: 'phrases',
    severity: 'error',
    when: { phrases: ['dupe of'] },
    message: { en: '"{match}" calls the product an imitation.', zh: '“{match}”称产品为仿品。' },
  },
  {
    ...base,
    id: 'demo/copied',
    kind: 'copied-text',
    severity: 'warning',
    review: true,
    when: { minWords: 8, minCoverage: 0.5 },
    message: { en: 'The {field} copies {owner}.', zh: '{field}抄自 {owner}。' },
  },
  {
    ...base,
    id: 'demo/picture-of-others',
    kind: 'image-match',
    severity: 'error',
    when: { maxDistance: 31 },
    message: { en: 'The {field} is a picture of {owner}.', zh: '{field}是 {owner} 的图片。' },
  },
  {
    ...base,
    id: 'demo/no-licence',
    kind: 'image-rights',
    severity: 'warning',
    when: { what: ['no-licence'] },
    message: { en: 'No licence for {match}.', zh: '{match} 没有授权。' },
  },
  {
    ...base,
    id: 'demo/title-length',
    kind: 'field',
    severity: 'note',
    when: { maxCharacters: 50 },
    message: { en: 'The {field} has {actual} characters.', zh: '{field}有 {actual} 个字符。' },
  },
];

const source = {
  id: 'src1',
  owner: 'Northway Ltd',
  role: 'competitor',
  url: 'https://example.com/belt',
  capturedAt: '2026-10-01',
  label: 'Northway belt page',
} as const;

type Seed = Pick<Finding, 'rule' | 'field' | 'index' | 'match' | 'slots' | 'evidence'> & {
  readonly start: number;
  readonly column: number;
};

function finding({ start, column, ...seed }: Seed): Finding {
  const rule = rules.find(({ id }) => id === seed.rule);
  if (rule === undefined) throw new RangeError(seed.rule);
  const identity = {
    rule: seed.rule,
    marketplace: 'amazon.com',
    listing: listing.id,
    field: seed.field,
    what: seed.match,
    nth: 0,
  };
  return {
    ...seed,
    severity: rule.severity,
    review: rule.review,
    confidence: 0.95,
    listing: listing.id,
    marketplace: 'amazon.com',
    file: 'feeds/us.tsv',
    line: 4,
    column,
    record: 1,
    span: [start, start + seed.match.length],
    prevention: ['brand-scan-before-upload'],
    fingerprint: fingerprint(identity),
    state: 'open',
  };
}

const brandFinding = finding({
  rule: 'demo/brand-in-search-terms',
  field: 'search-terms',
  index: 1,
  match: 'Ni\u200Bke',
  start: 13,
  column: 213,
  slots: { owner: 'Nike, Inc.' },
  evidence: {
    kind: 'brand-term',
    term: 'Nike',
    owner: 'Nike, Inc.',
    classes: [25],
    use: 'plain',
    sources: ['register'],
    folding: ['zero-width'],
    because: [{ code: 'noun', words: 'belt' }, { code: 'some-new-code' }],
  },
});

export const findings: Finding[] = [
  finding({
    rule: 'demo/title-length',
    field: 'title',
    index: null,
    match: 'for Jogging',
    start: 57,
    column: 69,
    slots: { actual: 68, limit: 50 },
    evidence: { kind: 'field', limit: '50 characters', actual: '68 characters' },
  }),
  finding({
    rule: 'demo/imitation',
    field: 'bullet',
    index: 1,
    match: 'dupe of',
    start: 42,
    column: 12,
    slots: {},
    evidence: { kind: 'phrase', phrase: 'dupe of', folding: [] },
  }),
  brandFinding,
  finding({
    rule: 'demo/copied',
    field: 'description',
    index: null,
    match: 'Every stitch is placed by hand so the belt lies flat',
    start: 0,
    column: 260,
    slots: { owner: 'Northway Ltd' },
    evidence: {
      kind: 'copied-text',
      source,
      passages: [
        { here: [0, 52], there: [10, 62], words: 11, class: 'verbatim', changed: 0 },
        { here: [53, 86], there: [70, 99], words: 5, class: 'reworded', changed: 2 },
      ],
      coverage: 0.647,
      listingCoverage: 0.31,
      folding: [],
      because: [{ code: 'copied-verbatim', words: '11' }],
      leftOut: [
        {
          why: 'stock',
          field: 'description',
          index: null,
          span: [66, 85],
          words: 5,
          source: { id: 'src1', owner: 'Northway Ltd', label: 'Northway belt page' },
        },
      ],
      excerpt: 'Every stitch is placed by hand so the belt lies flat',
    },
  }),
  finding({
    rule: 'demo/picture-of-others',
    field: 'image.main',
    index: null,
    match: 'photos/belt.jpg',
    start: 0,
    column: 400,
    slots: { owner: 'Northway Ltd' },
    evidence: {
      kind: 'image-match',
      source,
      stage: 'hash',
      distance: 14,
      inliers: 63,
      transform: { mirrored: true, negative: false, degrees: 0, shown: 0.81, taken: 1 },
      here: [
        [1, 0],
        [0, 0],
        [0, 1],
        [1, 1],
      ],
      there: [
        [0.1, 0],
        [1, 0],
        [1, 0.9],
        [0.1, 0.9],
      ],
    },
  }),
  finding({
    rule: 'demo/no-licence',
    field: 'image.main',
    index: null,
    match: 'photos/belt.jpg',
    start: 0,
    column: 400,
    slots: {},
    evidence: { kind: 'image-rights', what: 'no-licence' },
  }),
];

export const head: ReportHead = {
  version: '9.9.9',
  packs: [{ id: 'demo', version: '1.0.0' }],
  rules: new Map(rules.map((rule) => [rule.id, rule])),
};

export const outcome: ListingOutcome = { listing, findings };

export const tail: ReportTail = {
  startedAt: '2026-11-22T08:00:00.000Z',
  elapsedMs: 12.4,
  files: 1,
  listings: 3,
  images: 1,
  counts: { error: 3, warning: 1, note: 1 },
  review: 1,
  byRule: new Map(findings.map(({ rule, severity }) => [rule, { error: 0, warning: 0, note: 0, [severity]: 1 }])),
  suppressed: 2,
  baselined: 0,
  notices: [
    {
      kind: 'ended',
      file: 'preclear.suppressions.yaml',
      line: 4,
      column: 5,
      text: {
        en: 'The suppression of core/test in HM-BELT-01 ended on 2026-11-01.',
        zh: 'HM-BELT-01 中 core/test 的放行已于 2026-11-01 到期。',
      },
    },
  ],
  leftOut: { own: 0, licensed: 0, 'own-text': 0, common: 3, stock: 1, rows: 0, names: 0 },
  leftOutExamples: [
    {
      listing: 'HM-BELT-01',
      file: 'feeds/us.tsv',
      passage: {
        why: 'stock',
        field: 'description',
        index: null,
        span: [66, 85],
        words: 5,
        source: { id: 'src1', owner: 'Northway Ltd', label: 'Northway belt page' },
      },
      text: 'body and stays there',
    },
  ],
  problems: [
    { file: 'feeds/us.tsv', line: 9, column: 1, record: 6, reason: { en: 'A quote is never closed.', zh: '引号没有闭合。' } },
    { file: 'feeds/old.xls', reason: { en: 'Old Excel format; save it as .xlsx.', zh: '旧版 Excel 格式，请另存为 .xlsx。' } },
  ],
  mappings: [
    {
      file: 'feeds/us.tsv',
      format: 'amazon-flat-file',
      columns: [
        { from: 'item_sku', to: 'id' },
        { from: 'item_name', to: 'title' },
      ],
      ignored: ['standard_price', 'quantity'],
    },
  ],
  skipped: [],
  verdict: { exit: 1, why: { en: 'exit 1: 3 errors at or above "error"', zh: '退出码 1：3 个错误' } },
};

/** The end of a scan that found nothing. */
export const cleanTail: ReportTail = {
  ...tail,
  counts: { error: 0, warning: 0, note: 0 },
  review: 0,
  byRule: new Map(),
  suppressed: 0,
  notices: [],
  leftOut: { own: 0, licensed: 0, 'own-text': 0, common: 0, stock: 0, rows: 0, names: 0 },
  leftOutExamples: [],
  problems: [],
  mappings: [],
  skipped: [],
  verdict: { exit: 0, why: { en: 'exit 0: nothing found', zh: '退出码 0：未发现风险' } },
};

/** How reports look in a pipe. */
export const plainOptions: ReporterOptions = {
  lang: 'en',
  color: false,
  width: 100,
  verbose: false,
  maxListings: Number.POSITIVE_INFINITY,
};
