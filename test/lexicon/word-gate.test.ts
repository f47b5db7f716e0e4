import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HiddenForms } from '../../src/lexicon/hidden-forms.ts';
import { HiddenWords } from '../../src/lexicon/hidden-words.ts';
import { WordGate } from '../../src/lexicon/word-gate.ts';
import { KNOWN, WordSlots, wordKey } from '../../src/lexicon/word-slots.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { splitText } from '../../src/text/field-text.ts';

const lexicon = openLexicon(join(import.meta.dirname, '../../data/brands'));
const { tables } = lexicon.hidden;
const forms = {
  count: lexicon.trie.size,
  formOf: lexicon.formOf,
  markOf: lexicon.markOf,
  textOf: (form: number) => lexicon.trie.text(form),
};
const words = new HiddenWords(tables, new HiddenForms(tables, forms));
const gate = new WordGate(tables);

/** A word of a mark with one letter changed, left out, doubled or drawn otherwise. */
const edited = fc
  .tuple(
    fc.nat(lexicon.trie.size - 1),
    fc.nat(),
    fc.constantFrom('', 'e', '0', '1', '3', '4', '5', 'rn', 'а', 'ss'),
    fc.boolean(),
  )
  .map(([form, at, by, replaces]) => {
    const [word = ''] = lexicon.trie.text(form).split(' ');
    const i = at % (word.length + 1);
    return word.slice(0, i) + by + word.slice(replaces ? i + 1 : i);
  });

describe('the gate before hidden words', () => {
  it('stops no word that hides a mark or begins a hidden name', () => {
    fc.assert(
      fc.property(edited, (word) => {
        const tokens = splitText(word);
        fc.pre(tokens.count === 1 && tokens.text === word && word.length > 1 && word.length <= 30 && !/^\d+$/.test(word));
        const hides = words.read(word) !== undefined || words.namesIn(word).names.length > 0;
        expect(!hides || gate.mayHide(tokens, 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('stops most everyday words', () => {
    const everyday = splitText(
      'kitchen shelf storage boxes wooden handle brushed table lamp bright 12cm 500ml cotton towels washable garden chairs',
    );
    const stopped = Array.from({ length: everyday.count }, (_, i) => gate.mayHide(everyday, i)).filter((may) => !may);
    expect(stopped.length).toBeGreaterThan(everyday.count / 2);
  });
});

describe('what is known of words', () => {
  it('is what was put last, or nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.constantFrom(...Object.values(KNOWN))), { maxLength: 60 }), (puts) => {
        const slots = new WordSlots();
        const last = new Map<number, number>();
        // Keys that share places: the sign and the low bits differ.
        for (const [number, known] of puts) {
          const key = number & 0x8003_0003;
          slots.put(key, known);
          last.set(key, known);
        }
        for (const [key, known] of last) expect([0, known]).toContain(slots.get(key));
        const [lastKey, lastKnown] = puts.at(-1) ?? [];
        if (lastKey !== undefined) expect(slots.get(lastKey & 0x8003_0003)).toBe(lastKnown);
      }),
    );
  });

  it('tells words of different length apart', () => {
    const [short, long] = [splitText('levis'), splitText("levi's")];
    expect(wordKey(short, 0)).not.toBe(wordKey(long, 0));
  });
});
