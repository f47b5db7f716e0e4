import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GramReader } from '../../src/text/copy-grams.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';
import { type Candidate, type RetrieveOptions, Retriever, type SearchedSegment } from '../../src/text/retrieve.ts';
import { madeText, segmentOf, segmentText } from './made-texts.ts';

const LISTING: RetrieveOptions = { limit: 8 };

function search(segments: readonly SearchedSegment[], source: string, options = LISTING): Candidate[] {
  return new Retriever(segments).search(readCopyWords(source), source, options);
}

function libraryOf(count: number): SearchedSegment[] {
  return [{ segment: segmentOf(Array.from({ length: count }, (_, i) => segmentText(i + 1, madeText(i + 1)))) }];
}

function wordsOf(n: number, from: number, to: number): string[] {
  return madeText(n).split(' ').slice(from, to);
}

describe('searching the library', () => {
  const library = libraryOf(400);

  it('finds a passage of twenty words in the middle of another text', () => {
    for (let n = 1; n <= 400; n += 23) {
      const host = madeText(9000 + n).split(' ');
      host.splice(30, 0, ...wordsOf(n, 20, 40));
      const [best] = search(library, host.join(' '));
      expect(best?.key).toBe(n);
      expect(best?.window[0]).toBeGreaterThanOrEqual(20);
      expect(best?.window[1]).toBeLessThanOrEqual(52);
    }
  });

  it('finds a passage in which every fourth word was replaced and words changed places', () => {
    let found = 0;
    for (let n = 1; n <= 100; n++) {
      const passage = wordsOf(n, 10, 50).map((word, i) => (i % 4 === 3 ? `other${i}` : word));
      for (let i = 0; i + 1 < passage.length; i += 7) [passage[i], passage[i + 1]] = [passage[i + 1] ?? '', passage[i] ?? ''];
      if (search(library, passage.join(' ')).some(({ key }) => key === n)) found++;
    }
    expect(found).toBeGreaterThanOrEqual(97);
  });

  it('finds nothing for a text of its own, for no words and for noise', () => {
    expect(search(library, 'Stainless kettle with a whistle, for gas and induction hobs.')).toEqual([]);
    expect(search(library, '')).toEqual([]);
    expect(search(library, '🔥🔥🔥 !!!')).toEqual([]);
    expect(search([], madeText(1))).toEqual([]);
  });

  it('finds the same whatever segments the texts are in', () => {
    const all = Array.from({ length: 120 }, (_, i) => segmentText(i + 1, madeText(i % 40), i % 11));
    const whole = [{ segment: segmentOf(all) }];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 4 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (cuts, n, perOwner) => {
          const borders = [0, ...cuts.toSorted((a, b) => a - b), 120];
          const parts = borders.slice(1).map((end, i) => ({ segment: segmentOf(all.slice(borders[i], end)) }));
          const options = { limit: 8, perOwner };
          expect(search(parts, madeText(n), options)).toEqual(search(whole, madeText(n), options));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds no text that was removed, and the next ones instead', () => {
    const segment = segmentOf([1, 2, 3].map((key) => segmentText(key, madeText(7))));
    expect(search([{ segment, removed: Uint8Array.of(0, 1, 0) }], madeText(7)).map(({ key }) => key)).toEqual([1, 3]);
  });

  it('gives of equals the one that came first', () => {
    const segment = segmentOf(Array.from({ length: 30 }, (_, i) => segmentText(i + 1, madeText(7))));
    expect(search([{ segment }], madeText(7), { limit: 3 }).map(({ key }) => key)).toEqual([1, 2, 3]);
  });

  it('gives no more of one owner than wanted', () => {
    const all = Array.from({ length: 20 }, (_, i) => segmentText(i + 1, madeText(7), i < 18 ? 1 : 2));
    const found = search([{ segment: segmentOf(all) }], madeText(7), { limit: 4, perOwner: 2 });
    expect(found.map(({ key, owner }) => [key, owner])).toEqual([
      [1, 1],
      [2, 1],
      [19, 2],
      [20, 2],
    ]);
  });

  it('finds a shop that has one text four hundred times, but not what four hundred shops write', () => {
    const catalogue = Array.from({ length: 400 }, (_, i) => segmentText(i + 1, madeText(7), 1));
    const stock = Array.from({ length: 400 }, (_, i) => segmentText(i + 401, madeText(8), i + 2));
    const shops = [{ segment: segmentOf([...catalogue, ...stock]) }];
    expect(search(shops, madeText(7)).length).toBe(8);
    expect(search(shops, madeText(8))).toEqual([]);
  });

  it('finds what was reworded in a script without spaces', () => {
    const texts = [
      '这款不锈钢保温杯采用双层真空结构，保温十二小时，保冷二十四小时，适合办公室和户外运动使用。杯盖设有防漏硅胶圈，放在包里也不会漏水。',
      'この防水バッグは軽量で持ち運びが簡単です。旅行や通勤に最適で、十五インチのノートパソコンも余裕で入ります。内側には仕切りが三つあります。',
      'กระเป๋ากันน้ำน้ำหนักเบาเหมาะสำหรับการเดินทางและการทำงานทุกวัน มีช่องใส่คอมพิวเตอร์และขวดน้ำ',
    ];
    const segment = segmentOf(texts.map((text, i) => segmentText(i + 1, text)));
    const copies = [
      '本杯采用双层真空结构，能保温十二小时，保冷二十小时，适合户外运动和办公室使用',
      '軽量なこの防水バッグは旅行や通学に最適で、持ち運びが簡単です',
      'กระเป๋าน้ำหนักเบากันน้ำเหมาะสำหรับการเดินทาง',
    ];
    expect(copies.map((copy) => search([{ segment }], copy)[0]?.key)).toEqual([1, 2, 3]);
  });
});

describe('owners of a gram', () => {
  it('counts each owner once, over all segments', () => {
    const part = (from: number): SearchedSegment => ({
      segment: segmentOf(Array.from({ length: 40 }, (_, i) => segmentText(from + i, madeText(7), (from + i) % 9))),
    });
    const retriever = new Retriever([part(1), part(41)]);
    const reader = new GramReader();
    const source = madeText(7);
    reader.readForIndex(readCopyWords(source), source);
    expect(retriever.ownersOf(reader.hashes[0] ?? 0)).toBe(9);
    expect(retriever.ownersOf(1)).toBe(0);
  });

  it('knows of a crowd that it is one', () => {
    const all = Array.from({ length: 500 }, (_, i) => segmentText(i + 1, madeText(7)));
    const retriever = new Retriever([{ segment: segmentOf(all) }]);
    const reader = new GramReader();
    reader.readForIndex(readCopyWords(madeText(7)), madeText(7));
    expect(retriever.ownersOf(reader.hashes[0] ?? 0)).toBe(500);
  });
});
