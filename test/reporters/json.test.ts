import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { ReportTail } from '../../src/model/report.ts';
import { createJson } from '../../src/reporters/json.ts';
import { reportJsonSchema } from '../../src/reporters/report-schema.ts';
import { cleanTail, findings, head, listing, outcome, tail } from './sample.ts';

function whole(lang: 'en' | 'zh', outcomes = [outcome], end: ReportTail = tail): string {
  const reporter = createJson({ lang });
  return reporter.begin(head) + outcomes.map((one) => reporter.listing(one)).join('') + reporter.end(end);
}

describe('json report', () => {
  const validate = new Ajv2020({ strict: false }).compile(reportJsonSchema());

  it('is the expected document', async () => {
    await expect(whole('en')).toMatchFileSnapshot('expected/report.json.txt');
  });

  it.each([
    ['with findings', whole('zh')],
    ['of two listings', whole('en', [outcome, outcome])],
    ['of a clean scan', whole('en', [], cleanTail)],
    [
      'with an accepted finding',
      whole('en', [
        {
          listing,
          findings: findings.map((f) => ({ ...f, state: { suppressed: { reason: 'letter on file', until: '2027-01-31' } } })),
        },
      ]),
    ],
  ])('fits its published schema: %s', (_, text) => {
    expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([]);
  });

  it('refuses a report with a key too many', () => {
    expect(validate({ ...JSON.parse(whole('en')), extra: 1 })).toBe(false);
  });

  it('has the keys of the contract, in order', () => {
    const report = JSON.parse(whole('en'));
    expect(Object.keys(report)).toEqual([
      'preclear',
      'findings',
      'problems',
      'run',
      'suppressed',
      'baselined',
      'notices',
      'leftOut',
    ]);
    expect(Object.keys(report.findings[0]).join(' ')).toBe(
      'rule severity review confidence listing file line column record field index span match message fix prevention evidence fingerprint state',
    );
  });

  it('puts one finding on a line and renders the language', () => {
    const lines = whole('zh').split('\n');
    expect(lines.filter((line) => line.startsWith('{"rule"'))).toHaveLength(findings.length);
    expect(whole('zh')).toContain('的品牌。');
  });

  it('escapes what would act on a screen without changing the value', () => {
    const match = '\u009B31m \u202Eevil\u200B\u2028\u0085';
    const text = whole('en', [{ listing, findings: findings.slice(0, 1).map((f) => ({ ...f, match })) }]);
    expect(text).not.toMatch(/[\u007F-\u009F\u200B\u202E\u2028]/);
    expect(JSON.parse(text).findings[0].match).toBe(match);
  });
});
