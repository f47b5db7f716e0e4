import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { splitText } from '../../src/text/field-text.ts';

const lexicon = openLexicon(join(import.meta.dirname, '../../data/brands'));
const { gate, trie } = lexicon;
const everyday = splitText('the new and for with small kitchen shelf of grey oak in a set of two 40 cm boards');
// A gate that is seldom asked lets everything pass.
for (let asked = 0; asked < 100; asked++) for (let i = 0; i < everyday.count; i++) gate.mayBegin(everyday, i);

describe('the gate before marks', () => {
  it('stops no word that begins a form', () => {
    const stopped = Array.from({ length: trie.size }, (_, term) => trie.text(term)).filter((text) => {
      const words = splitText(text);
      return trie.longestAt(words, 0) !== undefined && !gate.mayBegin(words, 0);
    });
    expect(stopped).toEqual([]);
  });

  it('stops no word that begins a torn form', () => {
    expect(gate.mayBegin(splitText('adi das running top'), 0)).toBe(true);
  });

  it('stops most words of everyday use', () => {
    const passed = Array.from({ length: everyday.count }, (_, i) => gate.mayBegin(everyday, i)).filter((may) => may);
    expect(passed.length).toBeLessThan(everyday.count / 3);
  });
});

describe('marks of words that were met before', () => {
  const word = fc.oneof(
    fc.constantFrom('the', 'new', 'for', 'x', 'a', 'north', 'hello', 'louis', 'under', 'grey', 'case', '15', 'и', '手', '机'),
    fc.nat(trie.size - 1).map((term) => trie.text(term)),
    fc.nat(trie.size - 1).map((term) => trie.text(term).replace(/o/, '0')),
  );
  const gap = fc.constantFrom(' ', ' ', ' ', ', ', '-', '/', '【', '】', "'s ", '!', '@', '\n', '. ', '|', '');
  const text = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 9 }).map((parts) => parts.flat().join(''));

  it('are those of words met for the first time', () => {
    fc.assert(
      fc.property(text, (written) => {
        const tokens = splitText(written);
        const first = findMarks(lexicon, tokens, true);
        expect(findMarks(lexicon, tokens, true)).toEqual(first);
      }),
      { numRuns: 1500 },
    );
  });
});
