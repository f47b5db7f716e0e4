import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BaselineEntry, baselineText, shorten } from '../../src/decisions/baseline.ts';
import { readBaseline } from '../../src/decisions/baseline-text.ts';

const hex = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 16, maxLength: 16 }).map((digits) => digits.join(''));
const entry: fc.Arbitrary<BaselineEntry> = fc.record(
  {
    fingerprint: hex,
    rule: fc.constantFrom('core/brand-imitation', 'amazon/brand-in-title'),
    marketplace: fc.constantFrom('amazon.com', 'any'),
    listing: fc.string({ unit: 'binary' }),
    field: fc.constantFrom('title', 'image.main'),
    match: fc.string({ unit: 'binary' }),
    since: fc.constantFrom('2026-11-22', '2025-02-28'),
    reason: fc.string({ minLength: 1 }),
  },
  { requiredKeys: ['fingerprint', 'rule', 'marketplace', 'listing', 'field', 'match', 'since'] },
);
const entries = fc.uniqueArray(entry, { selector: (one) => one.fingerprint, maxLength: 20 });

const known: BaselineEntry = {
  fingerprint: '9613eef25d18890c',
  rule: 'core/brand-imitation',
  marketplace: 'amazon.com',
  listing: 'HM-BELT-01',
  field: 'title',
  match: 'Nike',
  since: '2026-11-22',
};
const HEADER = '{"preclear":"baseline","version":1}\n';
const LINE = `${JSON.stringify(known)}\n`;

function read(text: string): BaselineEntry[] {
  const found = readBaseline(text);
  if ('faults' in found) throw new Error(found.faults.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return [...found.entries.values()];
}

describe('a baseline', () => {
  it('is read as it was written, whatever listings hold, with any line ends', () => {
    fc.assert(
      fc.property(entries, fc.boolean(), (all, windows) => {
        const text = baselineText(all);
        expect(text.split('\n')).toHaveLength(all.length + 2);
        const sorted = [...all].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
        expect(read(windows ? text.replaceAll('\n', '\r\n') : text)).toEqual(sorted);
      }),
    );
  });

  it('is the same bytes for the same entries in any order', () => {
    fc.assert(
      fc.property(
        entries.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(baselineText(shuffled)).toBe(baselineText(all));
        },
      ),
    );
  });

  it('is both baselines when their lines are put together, as a merge does', () => {
    fc.assert(
      fc.property(entries, entries, (ours, theirs) => {
        const lines = new Set([...baselineText(ours).split('\n'), ...baselineText(theirs).split('\n')]);
        lines.delete('');
        const both = new Set([...ours, ...theirs].map(({ fingerprint }) => fingerprint));
        expect(new Set(read(`${[...lines].join('\n')}\n`).map(({ fingerprint }) => fingerprint))).toEqual(both);
      }),
    );
  });

  it('keeps the earlier day of an entry that two branches added', () => {
    const earlier = { ...known, since: '2026-10-01', reason: 'supplier feed' };
    expect(read(`${HEADER}${LINE}${JSON.stringify(earlier)}\n`)).toEqual([earlier]);
  });

  it.each([
    ['nothing', '', 1, 'This is no baseline'],
    ['something else', '[{"ruleId":"x"}]\n', 1, 'Expected one JSON object'],
    ['the header of nothing', LINE, 1, 'its first line must be'],
    ['another version', '{"preclear":"baseline","version":2}\n', 1, 'has version 2'],
    ['a cut line', HEADER + LINE + LINE.slice(0, 50), 3, 'cut short'],
    ['a blank line', `${HEADER}\n${LINE}`, 2, 'Expected one JSON object'],
    ['a conflict', `${HEADER}<<<<<<< HEAD\n${LINE}=======\n${LINE}>>>>>>> branch\n`, 2, 'A merge left a conflict'],
    ['a conflict in the first line', `<<<<<<< HEAD\n${HEADER}=======\n>>>>>>> b\n`, 1, 'A merge left a conflict'],
    ['a foreign key', `${HEADER}${JSON.stringify({ ...known, line: 4 })}\n`, 2, 'no key "line"'],
    ['a short fingerprint', HEADER + LINE.replace('9613eef25d18890c', '9613'), 2, '"fingerprint" must be'],
    ['a day that is none', HEADER + LINE.replace('2026-11-22', '2026-02-30'), 2, '"since" must be a day'],
    ['a number for a listing', HEADER + LINE.replace('"HM-BELT-01"', '1'), 2, '"listing" must be text'],
  ])('is refused whole: %s', (_, text, line, message) => {
    const found = readBaseline(text);
    const chinese = expect.stringMatching(/\p{sc=Han}/u);
    expect('faults' in found && found.faults[0]).toMatchObject({
      line,
      message: expect.stringContaining(message),
      zh: chinese,
    });
  });

  it('keeps a match short and quiet', () => {
    expect(shorten('a\u001B[31m\n\tb')).toBe('a?[31m  b');
    expect([...shorten('品'.repeat(1000))]).toHaveLength(81);
    expect(shorten('😀'.repeat(80))).toBe('😀'.repeat(80));
  });
});
