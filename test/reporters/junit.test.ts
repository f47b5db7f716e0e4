import { readFileSync } from 'node:fs';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { createJunit } from '../../src/reporters/junit.ts';
import { cleanTail, findings, outcome, plainOptions, tail } from './sample.ts';
import { acting, HOSTILE, hostileOutcome, hostileTail, settled, workbook, write } from './states.ts';

const SCHEMA = readFileSync('test/reporters/junit.xsd', 'utf8');

/** What is wrong with a report, by the schema. */
async function faults(text: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'junit.xml', contents: text },
    schema: { fileName: 'junit.xsd', contents: SCHEMA },
  });
  return errors.map(({ message }) => message);
}

/** The counts that a suite names, and those of the cases in it. */
function counts(text: string): { readonly said: number[]; readonly there: number[] }[] {
  const $ = load(text, { xml: true });
  return $('testsuite')
    .toArray()
    .map((suite) => ({
      said: ['tests', 'failures', 'errors', 'skipped'].map((name) => Number($(suite).attr(name))),
      there: ['testcase', 'failure', 'error', 'skipped'].map((name) => $(suite).find(name).length),
    }));
}

describe('junit report', () => {
  it.each(['en', 'zh'] as const)('is the expected document in %s', async (lang) => {
    const text = write(createJunit({ ...plainOptions, lang }), [outcome, settled, workbook]);
    await expect(text).toMatchFileSnapshot(`expected/junit.${lang}.xml.txt`);
    expect(await faults(text)).toEqual([]);
  });

  it('has a case even when nothing was found', async () => {
    const text = write(createJunit(plainOptions), [], cleanTail);
    expect(await faults(text)).toEqual([]);
    expect(counts(text)).toEqual([{ said: [1, 0, 0, 0], there: [1, 0, 0, 0] }]);
  });

  it('counts what is in a suite, a suite a file, an error for everything that could not be checked', () => {
    const text = write(createJunit(plainOptions), [outcome, settled, workbook]);
    expect(counts(text).map(({ said }) => said)).toEqual([
      [2, 1, 0, 1],
      [1, 1, 0, 0],
      [tail.problems.length + 1, 0, tail.problems.length, 0],
    ]);
    for (const { said, there } of counts(text)) expect(there).toEqual(said);
  });

  it.each([
    ['error', false, 1],
    ['note', false, 1],
    ['never', false, 0],
    ['never', true, 0],
  ] as const)('fails as --fail-on %s does', (failOn, failOnReview, failures) => {
    const text = write(createJunit({ ...plainOptions, failOn, failOnReview }));
    expect(counts(text)[0]?.said[1]).toBe(failures);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])('fails for what a person decides only when asked to: %s', (failOnReview, failures) => {
    const review = { ...outcome, findings: findings.filter((finding) => finding.review) };
    const text = write(createJunit({ ...plainOptions, failOn: 'note', failOnReview }), [review]);
    expect(counts(text)[0]?.said[1]).toBe(failures);
  });

  it('begins a further suite before a file takes too much memory', async () => {
    const text = write(
      createJunit(plainOptions, 4),
      Array.from({ length: 10 }, () => outcome),
    );
    expect(counts(text).map(({ said }) => said[0])).toEqual([4, 4, 2, tail.problems.length + 1]);
    expect(text).toContain('<testsuite name="feeds/us.tsv (3)"');
    expect(await faults(text)).toEqual([]);
  });

  it.each(HOSTILE)('stays XML: %s', async (_, hostile) => {
    const text = write(createJunit(plainOptions), [hostileOutcome(hostile)], hostileTail(hostile));
    expect(await faults(text)).toEqual([]);
    expect(acting(text)).toEqual([]);
    expect(text).not.toMatch(/[\uD800-\uDFFF\uFFFE\uFFFF]/u);
  });
});
