import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeCanary, findCanaries } from '../../src/detectors/canaries.ts';

const OWN = { listing: 'SKU-1', phrase: 'Zorvexia' };
const PHRASE = { listing: 'SKU-2', phrase: 'folds flat behind the breadbin' };
const CHINESE = { listing: 'SKU-3', phrase: '收进面包箱后面' };
const ALL = [OWN, PHRASE, CHINESE];

function seen(text: string): string[] {
  return findCanaries(text, ALL).map(({ canary, written }) => `${canary.listing}: ${written}`);
}

function folding(text: string): readonly string[] {
  return findCanaries(text, ALL)[0]?.folding ?? ['nothing found'];
}

describe('findCanaries', () => {
  it('gives exact places in the order of the text', () => {
    const text = 'The rack folds flat behind the breadbin. By ZORVEXIA.';
    expect(findCanaries(text, ALL)).toEqual([
      { canary: PHRASE, span: [9, 39], written: 'folds flat behind the breadbin', folding: [] },
      { canary: OWN, span: [44, 52], written: 'ZORVEXIA', folding: [] },
    ]);
  });

  it.each([
    ['width', 'Ｚｏｒｖｅｘｉａ', 'width'],
    ['accents', 'Zörvéxia', 'accent'],
    ['zero-width signs', 'Zor\u200bvexia', 'zero-width'],
    ['letters of other alphabets', 'Zоrvехiа', 'confusable'],
    ['a small l and a one', 'Zorvexla', 'confusable'],
    ['entities', 'Zor&#118;exia rack', 'entity'],
    ['markup', '<b>Zor</b>vexia <i>rack</i>', 'markup'],
    ['a hyphen inside', 'Zor-vexia', 'spacing'],
    ['spaced letters', 'Z o r v e x i a', 'spacing'],
  ])('finds it behind %s and says so', (_, text, expected) => {
    expect(folding(text)).toContain(expected);
    expect(folding(text)[0]).not.toBe('nothing found');
  });

  it('needs whole words', () => {
    expect(seen('Zorvexian racks, unzorvexia, zorvexia2')).toEqual([]);
    expect(seen('Zorvexia|Home ●Zorvexia @zorvexia (Zorvexia) Zorvexia’s zorvexia.example')).toHaveLength(6);
  });

  it('finds Chinese between other characters', () => {
    expect(seen('可以轻松收进面包箱后面，不占地方')).toEqual(['SKU-3: 收进面包箱后面']);
  });

  it('crosses line breaks and signs between words', () => {
    expect(seen('folds flat –\n behind the\u00a0breadbin')).toEqual(['SKU-2: folds flat –\n behind the\u00a0breadbin']);
  });

  it('tells every listing that has the phrase, and bounds repetition', () => {
    const twin = { listing: 'SKU-9', phrase: 'ZORVEXIA' };
    expect(findCanaries('zorvexia', [OWN, twin]).map(({ canary }) => canary.listing)).toEqual(['SKU-1', 'SKU-9']);
    expect(findCanaries('zorvexia '.repeat(5000), [OWN])).toHaveLength(100);
  });

  it('leaves out what is too short to mean anything', () => {
    expect(canBeCanary('a-b c')).toBe(false);
    expect(canBeCanary('abcd')).toBe(true);
    expect(findCanaries('a b c', [{ phrase: 'abc' }])).toEqual([]);
    expect(findCanaries('', ALL)).toEqual([]);
    expect(findCanaries('text', [])).toEqual([]);
  });

  it('finds any phrase again wherever it stands, with its place', () => {
    const word = fc.stringMatching(/^[a-zA-Z]{2,9}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 6 }),
        fc.string({ unit: 'binary' }),
        fc.string(),
        (words, left, right) => {
          const phrase = words.join(' ');
          const text = `${left.replaceAll(/[<>&]/g, '')} , ${phrase} , ${right.replaceAll(/[<>&]/g, '')}`;
          const found = findCanaries(text, [{ phrase }]);
          expect(found.some(({ span }) => text.slice(...span) === phrase)).toBe(true);
        },
      ),
    );
  });
});
