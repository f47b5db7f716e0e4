import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectField } from '../../src/detectors/field.ts';
import { singular } from '../../src/detectors/field-repeats.ts';
import type { FieldName } from '../../src/model/listing.ts';
import type { FieldRule } from '../../src/model/rule.ts';
import { NOTHING, RULE_BASE, subjectOf } from './subject.ts';

type Texts = Readonly<Partial<Record<FieldName, string | readonly string[]>>>;

function run(when: FieldRule['when'], texts: Texts, scope: readonly string[] = ['title'], brand?: string) {
  const rule: FieldRule = { ...RULE_BASE, id: 'test/field', kind: 'field', scope, when };
  const subject = subjectOf(texts, brand === undefined ? {} : { brand });
  return detectField(
    [rule],
    NOTHING,
  )(subject).map(({ target, span, slots }) => {
    const at = 'field' in target ? target.field : -1;
    return { field: at, text: (subject.listing.fields[at]?.text ?? '').slice(...span), ...slots };
  });
}

describe('length', () => {
  it('counts code points of what a shopper reads and underlines the rest', () => {
    expect(run({ maxCharacters: 5 }, { title: 'ab😀de' })).toEqual([]);
    expect(run({ maxCharacters: 5 }, { title: 'ab😀defg' })).toEqual([{ field: 0, text: 'fg', limit: '5', actual: '7' }]);
    expect(run({ maxCharacters: 3 }, { title: '<b>a&amp;b</b>' })).toEqual([]);
    expect(run({ maxCharacters: 2 }, { title: '<b>a&amp;b</b>' })).toMatchObject([{ text: 'b', actual: '3' }]);
  });

  it('adds up the bytes of all search terms, without spaces and punctuation', () => {
    const terms = { 'search-terms': ['küche, topf', 'ab cd'] };
    expect(run({ maxBytes: 14 }, terms, ['search-terms'])).toEqual([]);
    expect(run({ maxBytes: 12 }, terms, ['search-terms'])).toEqual([{ field: 1, text: 'cd', limit: '12', actual: '14' }]);
    expect(run({ maxBytes: 3 }, terms, ['search-terms'])).toMatchObject([{ field: 0, text: 'che, topf', actual: '14' }]);
  });

  it('underlines exactly what must go: the rest fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (title, max) => {
        fc.pre(!/[<&]/.test(title));
        const [fault] = run({ maxCharacters: max }, { title });
        expect([...title].length > max).toBe(fault !== undefined);
        if (fault !== undefined) expect([...title].length - [...fault.text].length).toBe(max);
      }),
    );
  });
});

describe('characters', () => {
  const when = { forbiddenCharacters: '!$?_{}^¬¦~#<>*™' };
  it.each([
    ['Leak proof!!', ['!!']],
    ['*** Mug ***', ['***', '***']],
    ['Mug #BestMug', ['#']],
    ['Brush #10, style #A43, ~5 lb, <10 lb, > 5 ft, 24*7, 10cm * 20cm', []],
    ['Cool&trade; mug', ['&trade;']],
    ['Price $5', ['$']],
    ['plain', []],
  ])('%s', (title, expected) => {
    expect(run(when, { title }).map(({ text }) => text)).toEqual(expected);
  });

  it('leaves the brand name alone, wherever it stands', () => {
    expect(run(when, { title: 'Woof! leash, by WOOF! Hurry!' }, ['title'], 'Woof!').map(({ text }) => text)).toEqual(['!']);
  });

  it('tells capitals by their share, in texts of two words or more', () => {
    expect(run({ maxCapitals: 0.6 }, { title: 'WATER BOTTLE Lid' })).toMatchObject([{ actual: '86%', limit: '60%' }]);
    expect(run({ maxCapitals: 0.6 }, { title: 'WATER' })).toEqual([]);
    expect(run({ maxCapitals: 0.6 }, { title: '不锈钢保温杯 LED USB' })).toEqual([]);
  });
});

describe('repeats', () => {
  it.each([
    ['Bottle, bottles, BOTTLE', ['BOTTLE']],
    ['Case for cases and phone case', ['case']],
    ['The the the and and and for for for of of of', []],
    ['der der der für für für', []],
    ['10 x 10 x 10 cm 10 cm 10 cm', []],
    ['水 水 水 水', []],
    ['Mug mug mug cup cup cups', ['mug', 'cups']],
  ])('%s', (title, expected) => {
    expect(run({ maxWordRepeats: 2 }, { title }).map(({ text }) => text)).toEqual(expected);
  });

  it.each([
    ['case', 'cases'],
    ['box', 'boxes'],
    ['battery', 'batteries'],
    ['dress', 'dresses'],
    ['size', 'sizes'],
    ['brush', 'brushes'],
    ['shoe', 'shoes'],
    ['glass', 'glasses'],
  ])('%s and %s are one word', (one, many) => {
    expect(singular(many)).toBe(singular(one));
  });
});

describe('required', () => {
  it('reports a field that is absent or blank, by its name', () => {
    const rule: FieldRule = { ...RULE_BASE, id: 'test/field', kind: 'field', scope: ['title'], when: { required: true } };
    const missing = (texts: Texts) => detectField([rule], NOTHING)(subjectOf(texts)).map(({ target }) => target);
    expect(missing({ bullet: 'x' })).toEqual([{ missing: 'title' }]);
    expect(missing({ bullet: 'x', title: ' \n' })).toEqual([{ missing: 'title' }]);
    expect(missing({ title: 'Mug' })).toEqual([]);
  });
});
