import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWording, packWording, type Wording } from '../../src/references/wording.ts';
import { StockSentences } from '../../src/text/boilerplate-stock.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';

let folder: string;
let file: string;
let read: Wording;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wording-'));
  file = join(folder, 'wording.bin');
  packWording('data', file);
  read = openWording('data');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether what is opened came from the pack. */
function isPacked({ wordsOf }: Wording): boolean {
  return wordsOf(0) !== undefined;
}

describe('openWording', () => {
  it('gives every word the weight that the tables give it', () => {
    const packed = openWording('data', file);
    expect(isPacked(packed)).toBe(true);
    const { ids, values } = read.weights.entries();
    expect(ids.length).toBeGreaterThan(20_000);
    expect(ids.every((id, at) => packed.weights.weightOf(id) === values[at])).toBe(true);
    expect(packed.weights.entries().ids.length).toBe(ids.length);
  });

  it('gives every sentence the words that reading it gives', () => {
    const packed = openWording('data', file);
    for (const [at, sentence] of packed.sentences.entries()) {
      const { count, ids, flags, starts, ends } = readCopyWords(sentence);
      const words = packed.wordsOf(at);
      expect(words && { ...pick(words), count: words.count }).toEqual({
        count,
        ids: ids.slice(0, count),
        flags: flags.slice(0, count),
        starts: starts.slice(0, count),
        ends: ends.slice(0, count),
      });
    }
    expect(packed.wordsOf(packed.sentences.length)).toBeUndefined();
  });

  it('recognises the same stock wording', () => {
    const packed = openWording('data', file);
    const text =
      'Our clips hold. If you are not satisfied, contact us and we will reply within 24 hours. 30-day money back guarantee!';
    const words = readCopyWords(text);
    const marks = [read, packed].map(({ sentences, weights, wordsOf }) => {
      const found = new Uint8Array(words.count);
      new StockSentences(sentences, weights, wordsOf).mark(words, [[0, words.count]], found, 1);
      return [...found];
    });
    expect(marks[1]).toEqual(marks[0]);
    expect(marks[0]).toContain(1);
  });

  it.each([
    ['absent', undefined],
    ['empty', () => Buffer.alloc(0)],
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8)],
    ['damaged in one bit', (bytes: Buffer) => flip(bytes, bytes.length >> 1)],
    ['of another layout', (bytes: Buffer) => flip(bytes, 4)],
    ['made of other tables', (bytes: Buffer) => flip(bytes, 12)],
    ['no pack at all', () => Buffer.from('words'.repeat(100))],
  ])('reads the tables where the pack is %s', (_, change) => {
    const other = join(folder, 'other.bin');
    if (change !== undefined) writeFileSync(other, change(readFileSync(file)));
    const opened = openWording('data', other);
    expect(isPacked(opened)).toBe(false);
    expect(opened.sentences).toEqual(read.sentences);
  });
});

function pick(words: ReturnType<typeof readCopyWords>): object {
  const { count } = words;
  return Object.fromEntries((['ids', 'flags', 'starts', 'ends'] as const).map((name) => [name, words[name].slice(0, count)]));
}

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}
