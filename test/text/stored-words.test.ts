import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCopyWords } from '../../src/text/copy-words.ts';
import { loadWords, storeWords } from '../../src/text/stored-words.ts';

const TEXTS = [
  '',
  'Keeps drinks hot for 12 hours. Fits every cup holder\nMaterial: steel',
  'W4terproof ph0ne pouch, 10pcs, with a neck strap',
  '这款保温杯采用双层真空结构，保温十二小时。適合辦公室',
];

describe('stored words', () => {
  it.each(TEXTS)('are what they were: %j', (text) => {
    const words = readCopyWords(text);
    const loaded = loadWords(storeWords(words), () => words);
    for (const part of ['count', 'ids', 'flags', 'starts', 'ends', 'leetIds'] as const)
      expect(loaded?.[part]).toEqual(words[part]);
  });

  it('ask for the places of words when somebody does, once', () => {
    const words = readCopyWords(TEXTS[1] ?? '');
    let asked = 0;
    const loaded = loadWords(storeWords(words), () => {
      asked++;
      return words;
    });
    expect([loaded?.count, loaded?.ids.length, asked]).toEqual([words.count, words.count, 0]);
    expect([loaded?.starts[1], loaded?.ends[1], asked]).toEqual([words.starts[1], words.ends[1], 1]);
  });

  it('are not used when a byte of them has changed, or the end is missing', () => {
    const bytes = storeWords(readCopyWords(TEXTS[2] ?? ''));
    const places = { starts: new Uint32Array(0), ends: new Uint32Array(0) };
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const other = bytes.slice();
        other[at] = (other[at] ?? 0) ^ flip;
        expect(loadWords(other, () => places)).toBeUndefined();
        expect(loadWords(bytes.slice(0, at), () => places)).toBeUndefined();
      }),
    );
  });
});
