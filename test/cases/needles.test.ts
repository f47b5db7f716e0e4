import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { needlesOf } from '../../src/cases/needles.ts';

describe('needles of a pattern', () => {
  it.each([
    ['abc', ['abc']],
    ['(?:foo|barley) ?bazaar', ['bazaar']],
    ['(?:foo|barley)x?', ['foo', 'barley']],
    ['a?b*', undefined],
    ['\\bword\\b[^.]{0,30}(?:long one|longer one)', ['long one', 'longer one']],
    ['colou?r', ['colo']],
    ['x{2,3}yz', ['yz']],
    ['[abc]+', undefined],
    ['foo|[xy]', undefined],
  ])('%s', (pattern, expected) => {
    expect(needlesOf(pattern)).toEqual(expected);
  });

  it('stand in every text that the pattern matches', () => {
    const literal = fc.stringMatching(/^[a-d]{1,3}$/);
    const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
      atom: fc.oneof(
        { depthSize: 'small' },
        literal,
        fc.constantFrom('.', '[ab]', '\\b', '[^c]', '\\w'),
        tie('pattern').map((inner) => `(?:${inner})`),
      ),
      pattern: fc
        .array(
          fc.array(fc.tuple(tie('atom'), fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}')), { minLength: 1, maxLength: 3 }),
          { minLength: 1, maxLength: 3 },
        )
        .map((alternatives) => alternatives.map((atoms) => atoms.map(([atom, times]) => (atom === '\\b' ? atom : `${atom.length > 1 && /^[a-d]/.test(atom) && times !== '' ? `(?:${atom})` : atom}${times}`)).join('')).join('|')),
    }));
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[a-e ]{0,12}$/), (source, text) => {
        const needles = needlesOf(source);
        if (needles === undefined || !RE2JS.compile(source).matcher(text).find()) return;
        expect(needles.some((needle) => text.includes(needle))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
