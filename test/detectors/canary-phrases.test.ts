import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCanaries } from '../../src/detectors/canaries.ts';
import { apart, inventedWords, phraseCandidates } from '../../src/detectors/canary-phrases.ts';
import type { Field } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import { hashWord } from '../../src/model/words.ts';
import { WeightTable } from '../../src/text/word-weights.ts';

/** Everyday words weigh nothing. */
function weights(...everyday: readonly string[]): WeightTable {
  const table = new WeightTable(everyday.length);
  for (const word of everyday) table.set(hashWord(word), 0);
  return table;
}

function field(name: Field['name'], text: string): Field {
  return { name, text, place: placeAt(text, 1, 1) };
}

describe('phraseCandidates', () => {
  it('gives sequences within a sentence, the rarest first', () => {
    const found = phraseCandidates(
      { fields: [field('description', 'Good strong quality water bottle. Brindled harbour rope wraps the walnut handle.')] },
      weights('good', 'strong', 'quality', 'water', 'bottle'),
    );
    expect(found[0]?.phrase).toContain('harbour rope wraps');
    expect(found.every(({ phrase }) => !phrase.includes('.'))).toBe(true);
    expect(found.map(({ rarity }) => rarity)).toEqual(found.map(({ rarity }) => rarity).sort((a, b) => b - a));
  });

  it('leaves out search terms, numbers and what begins or ends with a small word', () => {
    const found = phraseCandidates(
      {
        fields: [
          field('search-terms', 'brindled harbour rope walnut handle'),
          field('title', 'Lamp 40W for brindled harbour rope and walnut'),
        ],
      },
      weights(),
    );
    expect(found.map(({ phrase }) => phrase)).toEqual(['brindled harbour rope and walnut', 'harbour rope and walnut']);
  });

  it('knows Chinese', () => {
    const found = phraseCandidates({ fields: [field('bullet', '傍晚收网时依然烫嘴，船身晃动也不会洒')] }, weights());
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ phrase }) => !phrase.includes('，'))).toBe(true);
  });

  it('gives phrases that are found again where they came from', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 4, mode: 'sentences' }), (text) => {
        for (const { phrase } of phraseCandidates({ fields: [field('description', text)] }, weights()).slice(0, 20)) {
          const [found] = findCanaries(text, [{ phrase }]);
          expect(found?.written).toBe(phrase);
          expect(found?.folding).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is bounded', () => {
    const text = Array.from(
      { length: 20_000 },
      (_, at) => `w${'abcdefghij'.charAt(at % 10)}x${'klmnopqrst'.charAt(at % 7)}`,
    ).join(' ');
    expect(phraseCandidates({ fields: [field('description', text)] }, weights()).length).toBeLessThanOrEqual(400);
  });
});

describe('apart', () => {
  const of = (phrase: string) => ({ phrase, field: 'title', index: null, rarity: 1 });

  it('takes phrases that share hardly a word', () => {
    const chosen = apart(['one two three four', 'two three four five', 'six seven eight nine'].map(of), 5);
    expect(chosen.map(({ phrase }) => phrase)).toEqual(['one two three four', 'six seven eight nine']);
    expect(apart(['收网时依然烫嘴', '依然烫嘴不会洒', '包了一圈渔网'].map(of), 5).map(({ phrase }) => phrase)).toEqual([
      '收网时依然烫嘴',
      '包了一圈渔网',
    ]);
    expect(apart(['a b c d', 'e f g h'].map(of), 1)).toHaveLength(1);
  });
});

describe('inventedWords', () => {
  it('are the same for the same listing and others for another', () => {
    const words = inventedWords('SKU-1', 5);
    expect(words).toHaveLength(5);
    expect(new Set(words).size).toBe(5);
    expect(inventedWords('SKU-1', 5)).toEqual(words);
    expect(inventedWords('SKU-2', 5)).not.toEqual(words);
    for (const word of words) expect(word).toMatch(/^[A-Z][a-z]{5,13}$/);
  });
});
