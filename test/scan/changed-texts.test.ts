import { describe, expect, it } from 'vitest';
import { RecordTexts } from '../../src/scan/changed-texts.ts';

describe('RecordTexts', () => {
  it.each([true, false])('knows records by their texts, hashed: %s', (hashed) => {
    const texts = new RecordTexts(hashed);
    for (const raw of ['a,b', 'c,"d\r\ne"', undefined]) expect(texts.wants(raw)).toBe(false);
    const other = new RecordTexts(hashed, (text) => !texts.has(text));
    const wanted = ['a,b', 'a,c', 'c,"d\ne"', undefined].map((raw) => other.wants(raw));
    expect(wanted).toEqual([false, true, false, true]);
  });

  it('compares only where columns and the like are the same', () => {
    const [some, same, other] = [new RecordTexts(false), new RecordTexts(false), new RecordTexts(false)];
    some.context({ columns: ['sku'] });
    same.context({ columns: ['sku'] });
    other.context({ columns: ['title'] });
    expect([some.isComparable(same), some.isComparable(other)]).toEqual([true, false]);
  });
});
