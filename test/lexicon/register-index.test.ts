import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegisterBuilder } from '../../src/lexicon/register-builder.ts';
import type { RegisterEntry } from '../../src/lexicon/register-entry.ts';
import { RegisterIndex } from '../../src/lexicon/register-index.ts';
import { NO_WORDS, packWordFilter, readWordFilter, type WordFilter } from '../../src/lexicon/word-filter.ts';
import { splitText } from '../../src/text/field-text.ts';

function entry(text: string, more: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    ...{ office: 'US', number: '1', text, standardCharacters: true, classes: [9], status: 'live', code: '700', owner: 'Owner' },
    ...{ disclaimers: [], date: '', supplemental: false, section2f: false },
    ...more,
  };
}

function indexOf(entries: readonly RegisterEntry[], filter: WordFilter = NO_WORDS): RegisterIndex {
  const builder = new RegisterBuilder(splitText, filter);
  entries.forEach((item, i) => {
    builder.add(item, i);
  });
  return new RegisterIndex(builder.finish().tables);
}

function found(index: RegisterIndex, text: string): string[] {
  return index.search(splitText(text), () => true).map(({ mark }) => index.textOf(mark));
}

const name = fc.stringMatching(/^[a-z]{4,7}$/);

describe('RegisterIndex', () => {
  it('finds whole marks, leftmost and longest, and goes back to a shorter one', () => {
    const index = indexOf([entry('ZENVORA'), entry('Zenvora Trail Pro'), entry('TRAIL ZEPPIX')]);
    expect(found(index, 'the Zenvora trail pro and zenvora trail zeppix, zenvoras')).toEqual([
      'zenvora trail pro',
      'zenvora',
      'trail zeppix',
    ]);
    const [first] = index.search(splitText('Zenvora Trail Pro'), (mark) => index.textOf(mark) === 'zenvora');
    expect(first).toMatchObject({ start: 0, end: 1 });
  });

  it('finds no mark over the end of a part', () => {
    expect(found(indexOf([entry('ZENVORA TRAIL')]), 'Zenvora, trail')).toEqual([]);
  });

  it('finds exactly the marks that are there, among thousands that share words', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 60 }), (marks) => {
        const texts = new Set(marks.map((words) => words.join(' ')));
        const index = indexOf([...texts].map((text, i) => entry(text, { owner: `Owner ${i % 3}` })));
        expect(index.marks).toBe(texts.size);
        for (const text of texts) expect(found(index, text)).toEqual([text]);
        for (const text of texts) expect(found(index, `${text}x`).includes(`${text}x`)).toBe(texts.has(`${text}x`));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps all entries of a mark together, without the ended ones', () => {
    const index = indexOf([
      entry('KELVANTO', { classes: [1, 32, 33, 45] }),
      entry('other zeppix'),
      entry('Kelvanto', { status: 'pending' }),
      entry('KELVANTO', { status: 'dead' }),
    ]);
    const [hit] = index.search(splitText('kelvanto'), () => true);
    const [from, to] = index.entriesOf(hit?.mark ?? -1);
    expect(to - from).toBe(2);
    expect(index.lowOf(from) >>> 0).toBe(0x80000001);
    expect(index.highOf(from) & 0x1fff).toBe(0x1001);
  });

  it('leaves out what describes goods: everyday words, words of many owners, disclaimed words, sizes', () => {
    const filter = readWordFilter(packWordFilter(['perfect', 'one'], ['otter'])) ?? NO_WORDS;
    const many = Array.from({ length: 40 }, (_, i) =>
      entry(`SNAGLESS ${'abcdefgh'[i % 8]}zeppix${'klmno'[i % 5]}`, { owner: `Owner ${i}` }),
    );
    const index = indexOf(
      [
        ...many,
        ...['PERFECT', 'ONES', 'Perfect One', 'OTTER', 'SNAGLESS', 'XQZ', '4K', '12345', 'PERFECT SNAGLESS'].map((text) =>
          entry(text),
        ),
        entry('PERFECT GRANOLETTE', { disclaimers: ['"GRANOLETTE"'] }),
        entry('PERFECT ZENVORA', { disclaimers: ['PERFECT'] }),
      ],
      filter,
    );
    expect(
      found(index, 'perfect. ones. perfect one. otter. snagless. xqz. 4k. 12345. perfect snagless. perfect granolette.'),
    ).toEqual([]);
    expect(found(index, 'a perfect Zenvora')).toEqual(['perfect zenvora']);
  });

  it('finds marks in scripts without spaces, from three characters on', () => {
    const index = indexOf([entry('小熊果园'), entry('小熊'), entry('耐磨')]);
    expect(found(index, '儿童小熊果园积木 小熊 耐磨')).toEqual(['小熊果园'].map((text) => [...text].join(' ')));
  });

  it('keeps sentences out', () => {
    const sentence = Array.from({ length: 13 }, (_, i) => `word${'abcdefghijklm'[i]}x`).join(' ');
    expect(indexOf([entry(sentence)]).marks).toBe(0);
  });
});

describe('the word filter', () => {
  it('knows every word that was packed, and few others', () => {
    const words = Array.from({ length: 5000 }, (_, i) => `word${i}`);
    const filter = readWordFilter(packWordFilter(words.slice(0, 100), words)) ?? NO_WORDS;
    expect(words.every((word) => filter.isKnown(word))).toBe(true);
    expect(words.slice(0, 100).every((word) => filter.isEveryday(word))).toBe(true);
    expect(Array.from({ length: 5000 }, (_, i) => `other${i}`).filter((word) => filter.isKnown(word)).length).toBeLessThan(60);
  });

  it('is none when bytes are missing', () => {
    const bytes = packWordFilter(['a'], ['b']);
    expect(readWordFilter(bytes.subarray(1))).toBeUndefined();
    expect(readWordFilter(new Uint8Array(3))).toBeUndefined();
  });
});
