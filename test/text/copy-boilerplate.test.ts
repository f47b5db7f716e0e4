import { describe, expect, it } from 'vitest';
import type { ReferenceRole } from '../../src/model/evidence.ts';
import type { ReferenceText } from '../../src/model/reference.ts';
import { buildCopyIndex, type CopySearch, findCopies } from '../../src/text/copy-index.ts';
import { fold } from '../../src/text/fold.ts';
import { tokenize } from '../../src/text/tokens.ts';

function reference(owner: string, text: string, role: ReferenceRole = 'competitor'): ReferenceText {
  return { kind: 'text', id: owner, owner, role, capturedAt: '2026-01-05', label: owner, fields: [{ name: 'bullet', text }] };
}

function search(references: readonly ReferenceText[], text: string): CopySearch {
  return findCopies(buildCopyIndex(references), tokenize(fold(text).text), { minWords: 8 });
}

const WARRANTY = 'If anything about your order is not right, write to us and we send a new one within two days.';
const OWN_WORDS = 'Each blade is hammered from a single bar of blue paper steel and left with its forge scale on.';

describe('common sentences', () => {
  it('are those of three owners or more', () => {
    const owners = (n: number): ReferenceText[] =>
      Array.from({ length: n }, (_, i) => reference(`Shop ${i}`, `${WARRANTY} Item ${i}`));
    expect(search(owners(2), WARRANTY).matches).toHaveLength(2);
    expect(search(owners(3), WARRANTY)).toEqual({ matches: [], common: 3 });
    expect(search(owners(60), WARRANTY).matches).toEqual([]);
  });

  it('do not count an owner twice, however the name is written', () => {
    const references = [reference('Shop', WARRANTY), reference('SHOP', WARRANTY), reference('ｓｈｏｐ', WARRANTY)];
    expect(search(references, WARRANTY).matches).toHaveLength(3);
  });

  it('are those of a stock text, also when edited', () => {
    const stock = reference('stock', WARRANTY, 'boilerplate');
    const edited = WARRANTY.replace('two days', 'a week').replace('order', 'purchase');
    expect(search([reference('Shop', WARRANTY), stock], WARRANTY)).toEqual({ matches: [], common: 1 });
    expect(search([reference('Shop', edited), stock], edited)).toEqual({ matches: [], common: 1 });
    expect(search([stock], WARRANTY)).toEqual({ matches: [], common: 0 });
  });

  it('are cut off, and what is left is reported', () => {
    const text = `${WARRANTY} ${OWN_WORDS}`;
    const found = search([reference('Shop', text), reference('stock', WARRANTY, 'boilerplate')], text);
    expect(found.common).toBe(0);
    expect(found.matches[0]?.passages.map(({ here }) => fold(text).text.slice(...here))).toEqual([
      OWN_WORDS.toLowerCase().slice(0, -1),
    ]);
  });

  it('leave a passage whole when they are less than a third of it', () => {
    const text = `${OWN_WORDS} Hand wash only and dry it at once. ${OWN_WORDS.replace('blade', 'handle').replaceAll('e ', 'en ')}`;
    const found = search([reference('Shop', text), reference('stock', 'Hand wash only and dry it', 'boilerplate')], text);
    expect(found.matches[0]?.passages).toHaveLength(1);
    expect(found.matches[0]?.coverage).toBe(1);
  });

  it('are cut out of a long text in many places, in good time', () => {
    const own = (i: number): string => `lot ${i} ash ${i} beech ${i} bowl ${i} turned ${i} oiled ${i}`;
    const text = Array.from({ length: 4000 }, (_, i) => `${WARRANTY} ${own(i)}.`).join(' ');
    const found = search([reference('Shop', text), reference('stock', WARRANTY, 'boilerplate')], text);
    expect(found.matches[0]?.passages).toHaveLength(500);
    expect(found.matches[0]?.coverage).toBeGreaterThan(0.3);
    expect(found.matches[0]?.passages.every(({ words }) => words < 20)).toBe(true);
  });
});
