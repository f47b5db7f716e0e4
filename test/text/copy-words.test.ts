import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COPY_FLAG } from '../../src/text/copy-flags.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';

const TEXT = 'Waterproof backpack for laptops, made of recycled sails';

function written(text: string): string[] {
  const words = readCopyWords(text);
  return Array.from(words.ids, (_, i) => text.slice(words.starts[i], words.ends[i]));
}

function flagged(text: string, flag: number): string[] {
  const { flags } = readCopyWords(text);
  return written(text).filter((_, i) => ((flags[i] ?? 0) & flag) !== 0);
}

describe('readCopyWords', () => {
  it('points at the words as written', () => {
    expect(written('<b>Caf&eacute;</b> & 2,000 beans<br>1.5 kg — Levi\u2019s')).toEqual([
      'Caf&eacute;',
      '2,000',
      'beans',
      '1.5',
      'kg',
      'Levi\u2019s',
    ]);
  });

  it.each([
    ['capitals', TEXT.toUpperCase()],
    ['full width', TEXT.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))],
    ['accents', TEXT.normalize('NFC').replaceAll('e', 'é')],
    ['Cyrillic look-alikes', TEXT.replaceAll('a', 'а').replaceAll('o', 'о').replaceAll('e', 'е')],
    ['Greek look-alikes', TEXT.replaceAll('o', 'ο').replaceAll('a', 'α')],
    ['zero-width characters', [...TEXT].join('\u200b')],
    ['soft hyphens', TEXT.replaceAll('p', 'p\u00ad')],
    ['entities', TEXT.replaceAll('o', '&#111;')],
    ['tags inside words', TEXT.replaceAll('ck', 'c<b></b>k')],
    ['mathematical letters', TEXT.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97))],
    ['small capitals', TEXT.replaceAll('r', 'ʀ').replaceAll('e', 'ᴇ')],
    ['no-break spaces', TEXT.replaceAll(' ', '\u00a0')],
    ['right-to-left marks', TEXT.replaceAll(' ', ' \u200f')],
  ])('reads the same words through %s', (_, disguised) => {
    expect([...readCopyWords(disguised).ids]).toEqual([...readCopyWords(TEXT).ids]);
  });

  it('says where a word was disguised, and only there', () => {
    expect(flagged('wаterproof bag, n\u200bice &#98;ag, 𝐛ag', COPY_FLAG.disguised)).toEqual([
      'wаterproof',
      'n\u200bice',
      '&#98;ag',
      '𝐛ag',
    ]);
    const honest = 'Café <b>N</b>ice ＢＡＧ ﬁne Donau\u00addampf &amp; Сумка из кожи, для MacBook; H<sub>2</sub>O';
    expect(flagged(honest, COPY_FLAG.disguised)).toEqual([]);
  });

  it('reads digits as letters only beside the word itself', () => {
    const leet = readCopyWords('w4terproof b4ggy MP3 4K');
    const plain = readCopyWords('waterproof baggy MP3 4K');
    expect(leet.ids[0]).not.toBe(plain.ids[0]);
    expect([...(leet.leetIds ?? [])]).toEqual([plain.ids[0], plain.ids[1], 0, 0]);
    expect(plain.leetIds).toBeUndefined();
  });

  it('knows where sentences, bullets and lines begin', () => {
    const text = 'Dry feet. Even 1.5 hours\n• Warm feet!Cool head\na line that is\nwrapped';
    expect(flagged(text, COPY_FLAG.sentence)).toEqual(['Dry', 'Even', 'Warm', 'Cool']);
    expect(flagged('防水。轻便！耐用', COPY_FLAG.sentence)).toEqual(['防水', '轻便', '耐用']);
  });

  it('knows attribute rows from bullets with a heading', () => {
    const text =
      'Material: cotton\nWASHABLE: goes into the machine at forty degrees, again and again, for years\nSize: 10 in; Colour: red';
    expect(flagged(text, COPY_FLAG.row)).toEqual(['Material', 'cotton', 'Size', '10', 'in', 'Colour', 'red']);
  });

  it('knows small words and numbers', () => {
    expect(flagged('The bag of 12 und der Hut のバッグ', COPY_FLAG.function)).toEqual(['The', 'of', 'und', 'der', 'の']);
    expect(flagged('12 bags, 2,000 g, 4K', COPY_FLAG.number)).toEqual(['12', '2,000']);
  });

  it.each([
    ['Chinese', '加厚软垫的狗狗胸背带轻轻一套就能穿好'],
    ['Japanese', '折りたたみ式の旅行用ケトルは一リットルのお湯を四分で沸かします'],
    ['Thai', 'กระเป๋าเดินทางน้ำหนักเบาและทนทาน'],
  ])('cuts %s alike wherever it stands', (_, passage) => {
    const words = [...readCopyWords(passage).ids];
    expect(words.length).toBeGreaterThan(3);
    for (const text of [`New. ${passage}!`, `${'很好，'.repeat(400)}${passage}。`, `${passage}\n${passage}`]) {
      expect([...readCopyWords(text).ids].join()).toContain(words.join());
    }
  });

  it('takes particles off Korean words', () => {
    const { ids } = readCopyWords('주전자는 주전자를 주전자');
    expect(new Set(ids).size).toBe(1);
  });

  it('leaves a Russian text Russian', () => {
    expect([...readCopyWords('сосок рост космос').ids]).not.toContain(readCopyWords('cocok').ids[0]);
  });

  it('gives spans in order inside any text', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { count, starts, ends } = readCopyWords(text);
        let before = 0;
        for (let i = 0; i < count; i++) {
          expect(starts[i]).toBeGreaterThanOrEqual(before);
          expect(ends[i]).toBeGreaterThanOrEqual(starts[i] ?? 0);
          before = starts[i] ?? 0;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 50 },
    );
  });
});
