import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { ReporterOptions } from '../../src/reporters/options.ts';
import { createSarif } from '../../src/reporters/sarif.ts';
import { createSarifGithub } from '../../src/reporters/sarif-github.ts';
import { cleanTail, findings, listing, outcome, plainOptions, tail } from './sample.ts';
import { acting, HOSTILE, hostileOutcome, hostileTail, settled, workbook, write } from './states.ts';

/** The schema of SARIF 2.1.0; it is of an older draft, whose identifiers this validator does not know. */
const { $schema: _draft, id: _id, ...shape } = { ...schema };
const validate = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(shape);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly kind?: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri?: string; readonly index?: number };
        readonly region?: Readonly<Record<string, number>> & { readonly snippet?: { readonly text: string } };
        readonly contextRegion?: { readonly snippet: { readonly text: string } };
      };
      readonly logicalLocations?: readonly { readonly fullyQualifiedName: string; readonly kind: string }[];
    },
  ];
  readonly relatedLocations?: readonly unknown[];
  readonly attachments?: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly unknown[];
  readonly baselineState?: string;
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] } };
  readonly language: string;
  readonly columnKind: string;
  readonly results: readonly Result[];
  readonly artifacts: readonly { readonly parentIndex?: number; readonly location?: { readonly uri: string } }[];
  readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly unknown[] }];
}

/** The run of a log that fits the schema. */
function run(text: string): Run {
  const log = JSON.parse(text);
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log.runs[0];
}

const options: ReporterOptions = { ...plainOptions, cwd: '/shop', root: '/shop' };
const full = (more: Partial<ReporterOptions> = {}, outcomes = [outcome], end = tail): Run =>
  run(write(createSarif({ ...options, ...more }), outcomes, end));
const github = (outcomes = [outcome], end = tail, most?: number): Run =>
  run(write(most === undefined ? createSarifGithub(options) : createSarifGithub(options, most), outcomes, end));

describe('sarif report', () => {
  it('is the expected log', async () => {
    await expect(write(createSarif(options), [outcome, settled, workbook])).toMatchFileSnapshot('expected/report.sarif.txt');
  });

  it.each([
    ['with findings', full()],
    ['in Chinese', full({ lang: 'zh' })],
    ['of a clean scan', full({}, [], cleanTail)],
    ['with every state', full({ baseline: true }, [outcome, settled, workbook])],
  ])('fits the schema: %s', (_, log) => {
    expect(log.columnKind).toBe('utf16CodeUnits');
    expect(log.results).toBeInstanceOf(Array);
  });

  it('names the language of its sentences', () => {
    expect(full().language).toBe('en');
    expect(full({ lang: 'zh' }).language).toBe('zh-CN');
  });

  it('points at the characters, shows them and what stands around them', () => {
    const result = full().results[2];
    const place = result?.locations[0].physicalLocation;
    expect(place?.region).toEqual({
      startLine: 4,
      startColumn: 213,
      endLine: 4,
      endColumn: 218,
      snippet: { text: 'Ni\u200Bke' },
    });
    expect(place?.contextRegion?.snippet.text).toContain('belt running Ni\u200Bke dri fit');
    expect(place?.artifactLocation).toEqual({ uri: 'feeds/us.tsv', index: 0 });
    expect(result?.locations[0].logicalLocations?.[0]?.fullyQualifiedName).toBe('HM-BELT-01/search-terms/1');
  });

  it('finds the end of a match that goes over a line break', () => {
    const match = 'chafes.\nGreat';
    const long = findings.slice(1, 2).map((finding) => ({ ...finding, match, span: [23, 36] as const, line: 4, column: 113 }));
    const [result] = full({}, [{ listing, findings: long }]).results;
    expect(result?.locations[0].physicalLocation.region).toMatchObject({
      startLine: 4,
      startColumn: 113,
      endLine: 5,
      endColumn: 6,
    });
  });

  it('leaves to people what people decide', () => {
    const review = full().results.find(({ ruleId }) => ruleId === 'demo/copied');
    expect([review?.kind, review?.level]).toEqual(['review', 'none']);
    expect(full().results.filter(({ kind }) => kind === 'fail')).toHaveLength(findings.length - 1);
  });

  it('keeps what is accepted or known: suppressions on every result, baseline states on all or none', () => {
    const outcomes = [outcome, settled];
    const plain = full({}, outcomes).results;
    expect(plain).toHaveLength(findings.length + 2);
    expect(plain.map(({ suppressions }) => suppressions?.length)).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(plain[7]?.suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'Letter of 3 May on file',
        location: { physicalLocation: { artifactLocation: { uri: 'shop.yaml' }, region: { startLine: 7 } } },
        properties: { until: '2027-01-31', by: 'Lin' },
      },
    ]);
    expect(new Set(plain.map(({ baselineState }) => baselineState))).toEqual(new Set([undefined]));
    const compared = full({ baseline: true }, outcomes).results;
    expect(compared.map(({ baselineState }) => baselineState)).toEqual([...Array(6).fill('new'), 'unchanged', 'new']);
  });

  it('puts the sheet of a workbook inside it and gives it no region', () => {
    const log = full({}, [workbook]);
    expect(log.artifacts[0]?.location?.uri).toBe('feeds/kitchen%20%26%20bar.xlsx');
    expect(log.artifacts[1]).toMatchObject({ parentIndex: 0 });
    const [place] = log.results[0]?.locations ?? [];
    expect(place?.physicalLocation).toEqual({ artifactLocation: { index: 1 } });
    expect(place?.logicalLocations?.[1]).toMatchObject({ fullyQualifiedName: 'Mugs & more!C7', kind: 'cell' });
  });

  it('attaches the picture with the region in its own pixels', () => {
    const images = listing.images.map((image) => ({ ...image, file: '/shop/photos/belt.jpg' }));
    const pictures = [{ listing: { ...listing, images }, findings: findings.slice(4) }];
    const [match, rights] = full({ pictureSize: () => ({ width: 1600, height: 1200 }) }, pictures).results;
    expect(match?.attachments).toEqual([
      {
        description: { text: 'The picture file.' },
        artifactLocation: { uri: 'photos/belt.jpg' },
        rectangles: [
          { top: 0, left: 0, bottom: 1200, right: 1600, message: { text: 'The region that Northway Ltd has as well.' } },
        ],
      },
    ]);
    expect(rights?.attachments).toEqual([
      { description: { text: 'The picture file.' }, artifactLocation: { uri: 'photos/belt.jpg' } },
    ]);
  });

  it('describes every rule with help and policies, and names it by number', () => {
    const log = full();
    for (const result of log.results) expect(log.tool.driver.rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    expect(log.tool.driver.rules[0]).toMatchObject({
      id: 'demo/brand-in-search-terms',
      name: 'BrandInSearchTerms',
      shortDescription: { text: '… in the … is the brand of ….' },
      helpUri: 'https://example.com/policy',
      properties: { policies: [{ title: 'Policy page', url: 'https://example.com/policy', checked: '2026-11-22' }] },
    });
  });

  it('tells what could not be checked', () => {
    expect(full().invocations[0].toolExecutionNotifications).toHaveLength(tail.problems.length + tail.notices.length);
  });

  it.each(HOSTILE)('fits the schema and makes no link: %s', (_, text) => {
    const log = write(createSarif(options), [hostileOutcome(text)], hostileTail(text));
    for (const result of run(log).results) {
      expect(result.message.text).not.toContain('](');
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^feeds\/[\w%.!~*'()-]+$/);
    }
    expect(acting(log)).toEqual([]);
  });
});

describe('sarif report for code scanning', () => {
  it('is the expected log', async () => {
    const log = write(createSarifGithub(options), [outcome, settled, workbook]);
    await expect(log).toMatchFileSnapshot('expected/report.sarif-github.txt');
  });

  it('has all four numbers and its own fingerprint on every result, and something to show for every rule', () => {
    const log = github([outcome, settled, workbook]);
    expect(log.results).toHaveLength(findings.length + 1);
    for (const { locations, partialFingerprints } of log.results) {
      const { region, artifactLocation } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toBeDefined();
      for (const key of ['startLine', 'startColumn', 'endLine', 'endColumn']) expect(region?.[key]).toBeGreaterThanOrEqual(1);
      expect(partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/);
    }
    for (const rule of log.tool.driver.rules) {
      for (const key of ['shortDescription', 'fullDescription', 'help']) expect(rule[key]).toMatchObject({ text: /./ });
    }
  });

  it('leaves out what is accepted or known', () => {
    expect(github([settled]).results).toEqual([]);
  });

  it('makes a note of what a person decides, with a tag on rule and result', () => {
    const log = github();
    const review = log.results.find(({ ruleId }) => ruleId === 'demo/copied');
    expect(review).toMatchObject({ level: 'note', properties: { tags: ['needs-review'] } });
    expect(review?.kind).toBeUndefined();
    expect(log.tool.driver.rules.find(({ id }) => id === 'demo/copied')).toMatchObject({
      defaultConfiguration: { level: 'note' },
      properties: { tags: ['demo', 'copied-text', 'needs-review'] },
    });
  });

  it('names the cell of a workbook, which has no lines', () => {
    const [result] = github([workbook]).results;
    expect(result?.message.text).toMatch(/^Cell Mugs & more!C7: /);
    expect(result?.locations[0].physicalLocation.region).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
  });

  it('keeps the worst in the order of the report and says how many more there are', () => {
    const log = github([outcome, outcome], tail, 5);
    expect(log.results.map(({ ruleId }) => ruleId)).toEqual([
      'demo/imitation',
      'demo/brand-in-search-terms',
      'demo/picture-of-others',
      'demo/imitation',
      'preclear/not-uploaded',
    ]);
    expect(log.results.at(-1)?.message.text).toMatch(/^8 more findings are not uploaded/);
  });

  it.each(HOSTILE)('fits the schema and makes no link: %s', (_, text) => {
    const log = write(createSarifGithub(options), [hostileOutcome(text)], hostileTail(text));
    for (const result of run(log).results) expect(result.message.text).not.toContain('](');
  });
});
