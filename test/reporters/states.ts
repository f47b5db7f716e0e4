import type { Finding } from '../../src/model/finding.ts';
import type { Field, Listing } from '../../src/model/listing.ts';
import type { ListingOutcome, Reporter, ReportTail } from '../../src/model/report.ts';
import { findings, head, listing, outcome, tail } from './sample.ts';

/*
 * Outcomes for the formats of pipelines: findings that are accepted or known, cells of a workbook, texts that mean harm.
 */

/** What no report may hold raw: controls but line ends, separators and signs that turn the reading direction. */
export function acting(text: string): string[] {
  return [...text].filter(
    (sign) => (/\p{Cc}/u.test(sign) && sign !== '\n' && sign !== '\r') || /[\u202A-\u202E\u2028\u2029]/.test(sign),
  );
}

/** A whole report. */
export function write(reporter: Reporter, outcomes: readonly ListingOutcome[] = [outcome], end: ReportTail = tail): string {
  return reporter.begin(head) + outcomes.map((one) => reporter.listing(one)).join('') + reporter.end(end);
}

/** A listing whose findings are all accepted or known. */
export const settled: ListingOutcome = {
  listing: { ...listing, id: 'HM-BELT-02', source: { file: 'feeds/us.tsv', record: 2 } },
  findings: findings.slice(0, 2).map(
    (finding, at): Finding => ({
      ...finding,
      listing: 'HM-BELT-02',
      fingerprint: `00000000000000${at}0`,
      state:
        at === 0
          ? 'baselined'
          : {
              suppressed: {
                reason: 'Letter of 3 May on file',
                until: '2027-01-31',
                by: 'Lin',
                at: { file: 'shop.yaml', line: 7 },
              },
            },
    }),
  ),
};

const cellText = 'Hillmoor Mug, Yeti style tumbler';
const cellField: Field = { name: 'title', text: cellText, place: { runs: [0, 7, 3], cell: 'Mugs & more!C7', steady: true } };

/** A listing of a workbook. */
export const workbook: ListingOutcome = {
  listing: { ...listing, id: 'HM-MUG-07', fields: [cellField], source: { file: 'feeds/kitchen & bar.xlsx', record: 5 } },
  findings: findings.slice(1, 2).map((finding) => ({
    ...finding,
    listing: 'HM-MUG-07',
    file: 'feeds/kitchen & bar.xlsx',
    field: 'title',
    index: null,
    line: 7,
    column: 3,
    record: 5,
    cell: 'Mugs & more!C7',
    match: 'Yeti',
    span: [14, 18],
  })),
};

/** Texts that act where they are not treated as text. */
const TEXTS: readonly string[] = [
  ']]><x/></failure><!--',
  '</script><script>alert(1)</script><img src=x onerror=alert(2)>',
  '\n::error file=x::pwned\n##[add-mask]secret',
  "=cmd|'/C calc'!A0",
  '+1+2',
  '-2-3',
  '@SUM(A1)',
  '\t=1+1',
  '\r\n=HYPERLINK("https://evil.example","x")',
  'nul\u0000bell\u0007escape\u001B[31m',
  'line\u2028separator\u2029end\u0085',
  'bidi \u202Egnp.exe\u202C \u2066isolate\u2069',
  'zero\u200Bwidth\uFEFF',
  'lone \uD800 surrogate \uDC00, noncharacter \uFFFE\uFFFF',
  '@octocat #123 org/repo#45 GH-12 !34 ~bug %"v1" $x$ deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
  '[click](https://evil.example) ![pic](https://evil.example/p.png) <img src="https://evil.example/q.png"> https://evil.example www.evil.example',
  '`` ` ``` | a | b |\n---\n# heading\n- item',
  'javascript:alert(1)',
  '100% "quoted", comma; semicolon\\',
  'x'.repeat(10_000),
  '品'.repeat(10_000),
];

/** The same with a short name each. */
export const HOSTILE: readonly (readonly [name: string, text: string])[] = TEXTS.map((text) => [
  `${JSON.stringify(text.slice(0, 30))} ${text.length}`,
  text,
]);

/** A listing in which every text is hostile: id, title, field, match, names of owners, file. */
export function hostileOutcome(text: string): ListingOutcome {
  const field: Field = { name: `attribute:${text}`, text: `before ${text} after`, place: { runs: [0, 3, 5] } };
  const title: Field = { name: 'title', text, place: { runs: [0, 3, 1] } };
  const evil: Listing = {
    ...listing,
    id: text,
    marketplace: 'amazon.com',
    fields: [title, field],
    images: [{ slot: 'main', src: text, place: { runs: [0, 3, 9] } }],
    source: { file: `feeds/${text.replaceAll('/', '_').replaceAll('\0', '_').slice(0, 60)}.tsv`, record: 1 },
  };
  const own = {
    listing: text,
    file: evil.source.file,
    line: 3,
    column: 12,
    match: text,
    cell: text,
    field: `attribute:${text}`,
    index: null,
    span: [7, 7 + text.length] as const,
  };
  const changed = findings.map((finding): Finding => {
    const place = finding.field.startsWith('image.')
      ? { field: finding.field, span: [0, text.length] as const, column: 9 }
      : {};
    return { ...finding, ...own, ...place, slots: { owner: text, limit: text, actual: text } };
  });
  const accepted: Finding[] = changed
    .slice(0, 1)
    .map((finding) => ({ ...finding, state: { suppressed: { reason: text, until: text, by: text } } }));
  return { listing: evil, findings: [...changed, ...accepted] };
}

/** The end of a scan with a hostile problem. */
export function hostileTail(text: string): ReportTail {
  return {
    ...tail,
    problems: [
      { file: text.slice(0, 300), line: 1, column: 1, record: 2, reason: { en: `Bad: ${text}`, zh: `错误：${text}` } },
    ],
  };
}
