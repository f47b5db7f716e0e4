import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReferenceText } from '../../src/model/reference.ts';
import { buildCopyIndex, type CopySearch, findCopies } from '../../src/text/copy-index.ts';
import { fold } from '../../src/text/fold.ts';
import { tokenize } from '../../src/text/tokens.ts';

function reference(id: string, owner: string, ...texts: string[]): ReferenceText {
  const fields = texts.map((text) => ({ name: 'description', text }));
  return { kind: 'text', id, owner, role: 'competitor', capturedAt: '2026-01-05', label: id, fields };
}

function search(references: readonly ReferenceText[], text: string, minWords = 8): CopySearch {
  return findCopies(buildCopyIndex(references), tokenize(fold(text).text), { minWords });
}

/** The passages as characters of both texts. */
function passages(found: CopySearch, text: string): { here: string; there: string; words: number }[] {
  return found.matches.flatMap((match) =>
    match.passages.map(({ here, there, field, words }) => ({
      here: fold(text).text.slice(...here),
      there: fold(match.reference.fields[field]?.text ?? '').text.slice(...there),
      words,
    })),
  );
}

const KETTLE =
  'The gooseneck spout pours a thin, steady stream, and the copper base holds its heat while the second cup is brewing beside it.';

describe('findCopies', () => {
  it('finds a sentence inside another text, with both places', () => {
    const text = `Brand new arrival! ${KETTLE} Order today.`;
    const found = search([reference('a', 'Halden', `About us. ${KETTLE} Made in Norway.`)], text);
    expect(passages(found, text)).toEqual([
      { here: KETTLE.toLowerCase().slice(0, -1), there: KETTLE.toLowerCase().slice(0, -1), words: 23 },
    ]);
    expect(found.matches[0]?.coverage).toBeCloseTo(23 / 28);
  });

  it('finds nothing where nothing is copied, in an empty library, and in texts too short to prove anything', () => {
    expect(
      search([reference('a', 'Halden', KETTLE)], 'A plain steel kettle with a wide mouth and a loud whistle.').matches,
    ).toEqual([]);
    expect(search([], KETTLE).matches).toEqual([]);
    expect(search([reference('a', 'Halden', '', KETTLE)], 'pours a thin steady').matches).toEqual([]);
    expect(search([reference('a', 'Halden', KETTLE)], '').matches).toEqual([]);
  });

  it('takes a lightly reworded copy as one passage: changed word, swapped pair, words put in', () => {
    const text =
      'The gooseneck spout gives a thin, steady stream, and the copper base its heat holds while the second small cup is brewing beside it.';
    const found = search([reference('a', 'Halden', KETTLE)], text);
    expect(passages(found, text)).toHaveLength(1);
    expect(found.matches[0]?.words).toBe(21);
    expect(found.matches[0]?.passages[0]?.there).toEqual([0, KETTLE.length - 1]);
  });

  it('sees through markup, entities, case, width and invisible characters', () => {
    const text = KETTLE.toUpperCase()
      .replace('SPOUT', '<b>SP&#79;UT</b>')
      .replace('COPPER', 'COP\u200bPER')
      .replace('HEAT', 'ＨＥＡＴ');
    expect(search([reference('a', 'Halden', KETTLE)], text).matches[0]?.coverage).toBe(1);
  });

  it('finds copies in Chinese, Japanese and German', () => {
    const zh = '壶身采用三层不锈钢真空结构，清晨灌入的热茶到傍晚依然烫口，单手即可旋开杯盖。';
    const ja = '真空三層構造の本体は、朝に注いだお茶を夕方まで熱いまま保ち、片手で蓋を開けられます。';
    const de = 'Der doppelwandige Becher hält den Tee vom Morgen bis zum Abend heiß und lässt sich mit einer Hand öffnen.';
    for (const [text, other] of [
      [zh, `新品上市。${zh}欢迎选购`],
      [ja, `新商品です。${ja}ぜひどうぞ`],
      [de, `Neu im Sortiment: ${de} Jetzt bestellen.`],
    ] as const)
      expect(search([reference('a', 'Nordlys', text)], other).matches[0]?.coverage).toBeGreaterThan(0.6);
    expect(
      search([reference('a', 'Nordlys', zh)], zh.replace('清晨', '早上').replace('烫口', '很烫')).matches[0]?.passages,
    ).toHaveLength(1);
  });

  it('keeps passages of one reference apart and in the order of the text', () => {
    const one = 'walnut lid with a soft silicone ring that seals without a click';
    const two = 'the handle stays cool because it is forged from a hollow steel bar';
    const between = 'shipped from our own workshop in small batches every second week of the month all year';
    const text = `${two}. ${between}. ${one}.`;
    const found = search([reference('a', 'Halden', one, two)], text);
    expect(passages(found, text).map((p) => p.here)).toEqual([two, one]);
    expect(found.matches[0]?.passages.map((p) => p.field)).toEqual([1, 0]);
  });

  it('never runs a passage across two fields of a reference', () => {
    const found = search([reference('a', 'Halden', KETTLE.slice(0, 60), KETTLE.slice(60))], KETTLE);
    for (const { there, field } of found.matches[0]?.passages ?? [])
      expect(there[1]).toBeLessThanOrEqual((field === 0 ? KETTLE.slice(0, 60) : KETTLE.slice(60)).length);
  });

  it('puts the reference with most words first, then the order of the library', () => {
    const found = search(
      [reference('a', 'A', KETTLE.slice(0, 70)), reference('b', 'B', KETTLE), reference('c', 'B', KETTLE)],
      KETTLE,
    );
    expect(found.matches.map((m) => m.reference.id)).toEqual(['b', 'c', 'a']);
  });

  it('leaves out passages below the minimum', () => {
    const references = [reference('a', 'Halden', KETTLE)];
    const text = `${KETTLE.split(' ').slice(0, 11).join(' ')} nothing else here is alike`;
    expect(search(references, text, 11).matches).toHaveLength(1);
    expect(search(references, text, 12).matches).toEqual([]);
  });

  it('still finds what one owner repeats over his whole catalogue', () => {
    const story = 'our family has turned ash and beech on the same lathe since the winter of nineteen thirty six';
    const catalogue = Array.from({ length: 120 }, (_, i) => reference(`r${i}`, 'Lindqvist', `Bowl number ${i}: ${story}`));
    expect(search(catalogue, `Handmade bowl. ${story}.`).matches[0]?.words).toBe(18);
  });

  it('ends in good time on texts made of one endless repetition', () => {
    const endless = 'buy now cheap '.repeat(4000);
    const found = search([reference('a', 'Spam', endless), reference('b', 'Spam', 'now '.repeat(9000))], endless);
    expect(found.matches[0]?.coverage).toBe(1);
  });

  it('reports spans inside both texts whose words are equal at the edges, whatever is put together', () => {
    const word = fc.constantFrom('belt', 'run', 'bag', 'soft', 'zip', 'red', '防', '水', '&amp;', 'ＡＢ');
    const text = fc.array(word, { maxLength: 70 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, text, text, (a, b, here, shared) => {
        const whole = `${here} ${shared}`;
        const found = search([reference('a', 'A', a, `${b} ${shared}`), reference('b', 'B', shared)], whole, 5);
        for (const match of found.matches) {
          let last = 0;
          expect(match.coverage).toBeLessThanOrEqual(1);
          for (const { here, there, words } of match.passages) {
            expect(here[0]).toBeGreaterThanOrEqual(last);
            expect(here[1]).toBeGreaterThan(here[0]);
            expect(there[1]).toBeGreaterThan(there[0]);
            expect(words).toBeGreaterThanOrEqual(5);
            last = here[1];
          }
          for (const { here, there } of passages(found, whole)) {
            expect(here.split(' ')[0]).toBe(there.split(' ')[0]);
            expect(here.split(' ').at(-1)).toBe(there.split(' ').at(-1));
          }
        }
      }),
    );
  });

  it('always finds ten words in a row that stand in the library once', () => {
    const filler = fc.array(fc.constantFrom('alpha', 'beta', 'gamma'), { maxLength: 30 });
    const rare = Array.from({ length: 10 }, (_, i) => `rare${i}`);
    fc.assert(
      fc.property(filler, filler, filler, filler, (a, b, c, d) => {
        const found = search([reference('a', 'A', [...a, ...rare, ...b].join(' '))], [...c, ...rare, ...d].join(' '));
        expect(found.matches[0]?.words).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});
