import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Suppression, SuppressionValues } from '../../src/decisions/suppression.ts';
import { suppressionsJsonSchema } from '../../src/decisions/suppression-schema.ts';
import { RulePackError } from '../../src/model/errors.ts';
import { readSuppressions } from '../../src/scan/suppressions-file.ts';
import { addSuppression } from '../../src/scan/suppressions-write.ts';

const NAME = 'preclear.suppressions.yaml';
const context = { rules: ['core/brand-imitation', 'amazon/brand-in-title'], asOf: '2026-11-22' };
const read = (text: string): Promise<Suppression[]> => readSuppressions(NAME, text, context);

const FILE = `# What legal has looked at. 法务已确认。

suppressions:
  # The reseller agreement covers the whole listing.
  - rule: core/brand-imitation
    listing: 00123       # our SKU
    reason: reseller agreement, page 4
    until: 2027-03-31

  - { fingerprint: 9613eef25d18890c, reason: "our own mark", until: 2026-12-31, by: 李娜 }  # on one line
# end
`;

const entry: SuppressionValues = {
  fingerprint: '1234567890123456',
  rule: 'amazon/brand-in-title',
  listing: '007',
  marketplace: 'amazon.com',
  field: 'title',
  match: 'Nike: "style" # no comment',
  reason: 'yes',
  until: '2027-01-31',
};

describe('the suppressions file', () => {
  it('is read with its places; what looks like a number is a text', async () => {
    expect(await read(FILE)).toEqual([
      {
        rule: 'core/brand-imitation',
        listing: '00123',
        reason: 'reseller agreement, page 4',
        until: '2027-03-31',
        place: { line: 5, column: 5 },
      },
      {
        fingerprint: '9613eef25d18890c',
        reason: 'our own mark',
        until: '2026-12-31',
        by: '李娜',
        place: { line: 10, column: 5 },
      },
    ]);
    const digits = FILE.replace('9613eef25d18890c', '1234567890123456').replace('our own mark', '7');
    expect(await read(digits)).toMatchObject([{}, { fingerprint: '1234567890123456', reason: '7' }]);
  });

  it.each(['', '# nothing yet\n', 'suppressions:\n', 'suppressions: []\n', '\uFEFFsuppressions: []\r\n'])(
    'may accept nothing: %j',
    async (text) => {
      expect(await read(text)).toEqual([]);
    },
  );

  it.each([
    ['an unknown key', 'reason: reseller', 'reson: reseller', '7:5: Unknown key "reson". Did you mean "reason"?'],
    [
      'an unknown rule',
      'core/brand-imitation',
      'core/brand-imitaton',
      '5:11: "suppressions[0].rule": there is no rule "core/brand-imitaton". Did you mean "core/brand-imitation"?',
    ],
    [
      'a pattern for a rule',
      'core/brand-imitation',
      'core/*',
      '5:11: "suppressions[0].rule": one rule by its id; patterns are not allowed',
    ],
    ['a day that is none', '2027-03-31', '2027-02-30', '8:12: "suppressions[0].until": it must be a day'],
    [
      'a day too far',
      '2027-03-31',
      '2028-03-31',
      '8:12: "suppressions[0].until": 2028-03-31 is more than 400 days ahead; the latest day is 2027-12-27',
    ],
    ['no day', '    until: 2027-03-31\n', '', '5:5: "suppressions[0].until" is missing; expected text.'],
    ['an empty reason', 'reseller agreement, page 4', '"  "', '7:13: "suppressions[0].reason": it is empty'],
    ['no reason', 'reason: reseller agreement, page 4', 'reason:', '7:12: "suppressions[0].reason" must be text'],
    [
      'nothing that it is about',
      'listing: 00123       # our SKU',
      'field: title',
      '5:5: "suppressions[0]": it must name a fingerprint, or a rule and a listing',
    ],
    [
      'an unknown field',
      'listing: 00123       # our SKU',
      'listing: A\n    field: titel',
      '"suppressions[0].field": no such field',
    ],
    ['a short fingerprint', '9613eef25d18890c', '9613', '10:20: "suppressions[1].fingerprint" must be'],
    ['a conflict', '  # The reseller', '<<<<<<< HEAD\n  # The reseller', '4:1: A merge left a conflict here.'],
    [
      'a key twice',
      'until: 2027-03-31',
      'until: 2027-03-31\n    until: 2027-04-30',
      '9:5: The key "until" stands here a second time',
    ],
    ['no YAML', 'suppressions:', 'suppressions: [', ''],
  ])('is refused with the place: %s', async (_, from, to, message) => {
    const error = await read(FILE.replace(from, to)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RulePackError);
    expect(String(error)).toContain(`${NAME}:`);
    expect(String(error)).toContain(message);
  });

  it('is refused in Chinese as well', async () => {
    const wrong = FILE.replace('core/brand-imitation', 'core/brand-imitaton').replace('2027-03-31', '2029-03-31');
    const error = await read(wrong).catch((thrown: unknown) => thrown);
    expect(error instanceof RulePackError && error.mistakes.map(({ zh }) => zh)).toEqual([
      '“suppressions[0].rule”：没有规则“core/brand-imitaton”。是否想写“core/brand-imitation”？用 preclear rules list 查看所有规则',
      '“suppressions[0].until”：2029-03-31 超过 400 天；为便于到期复查，最晚可写 2027-12-27',
    ]);
  });

  it('is what its JSON Schema says', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(suppressionsJsonSchema());
    expect(validate({ suppressions: [entry] })).toBe(true);
    expect(validate({ suppressions: [{ ...entry, reson: 'x' }] })).toBe(false);
    expect(validate({ suppressions: [{ fingerprint: '1234567890123456', until: '2027-01-31' }] })).toBe(false);
  });
});

describe('adding an entry', () => {
  it('leaves every line as it was and puts the entry at the end', async () => {
    const { text, renewed } = await addSuppression(NAME, FILE, entry);
    expect(renewed).toBe(false);
    expect(await read(text)).toMatchObject([{ listing: '00123' }, { by: '李娜' }, entry]);
    const kept = text.split('\n');
    for (const line of FILE.split('\n').filter((one) => one.includes('#') && !one.includes('{'))) {
      expect(kept.map((one) => one.replaceAll(/\s+/g, ' '))).toContain(
        line.replaceAll('00123', '"00123"').replaceAll(/\s+/g, ' '),
      );
    }
  });

  it('renews the entry of the same fingerprint where it stands', async () => {
    const { text, renewed } = await addSuppression(NAME, FILE, { ...entry, fingerprint: '9613eef25d18890c', by: 'Lin' });
    expect(renewed).toBe(true);
    expect(await read(text)).toMatchObject([{ listing: '00123' }, { reason: 'yes', until: '2027-01-31', by: 'Lin' }]);
  });

  it.each([
    ['no file', ''],
    ['comments only', '# why: see the wiki\n'],
    ['an empty list', 'suppressions: []\n'],
    ['a key without a list', '# top\nsuppressions:\n'],
    [
      'lists that are not moved in',
      'suppressions:\n- rule: core/brand-imitation\n  listing: A\n  reason: r\n  until: 2026-12-01\n',
    ],
    ['Windows line ends', FILE.replaceAll('\n', '\r\n')],
  ])('works with %s', async (_, before) => {
    const { text } = await addSuppression(NAME, before, entry);
    expect(await read(text)).toContainEqual(expect.objectContaining(entry));
    expect(text.includes('\r\n')).toBe(before.includes('\r\n'));
    if (before.includes('\r\n')) expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    for (const line of before.split(/\r?\n/)) if (line.startsWith('#') || line.startsWith('- ')) expect(text).toContain(line);
  });

  it('keeps whatever people and listings write', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ reason: words, match: words, listing: words }), { maxLength: 3 }), async (all) => {
        let text = FILE;
        for (const [at, more] of all.entries()) {
          const fingerprint = String(at).padStart(16, '0');
          ({ text } = await addSuppression(NAME, text, { ...entry, ...more, fingerprint }));
        }
        const found = await read(text);
        expect(found.slice(2)).toMatchObject(all);
        expect(parse(text).suppressions).toHaveLength(all.length + 2);
        expect(text).toContain('# The reseller agreement covers the whole listing.');
        expect(text.trimEnd().endsWith('# end')).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
