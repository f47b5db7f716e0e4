import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlignedPassage, align } from '../../src/text/align.ts';
import { DOCUMENT, LISTING } from '../../src/text/align-profile.ts';
import { type CopyWords, readCopyWords } from '../../src/text/copy-words.ts';
import { compileWeights } from '../../src/text/word-weights.ts';

const WEIGHTS = compileWeights(readFileSync('data/words/frequent.tsv', 'utf8'));

const KETTLE =
  'Our folding travel kettle boils a full litre in four minutes because the hinge is made of brushed steel instead of plastic.';
const HARNESS =
  'The padded dog harness slips over the head without a struggle, and mornings in the park begin without pulling on the lead.';
const LAMP =
  'This clip-on reading lamp bends to any angle, so your partner sleeps on undisturbed beside you while you finish the chapter.';
const PAN =
  'Cast aluminium spreads heat right up to the rim, so onions brown evenly even on an old electric stove with a worn plate.';

function compare(query: string, source: string, profile = LISTING): [string, string, AlignedPassage][] {
  const here = readCopyWords(query);
  const there = readCopyWords(source);
  return align(here, there, WEIGHTS, profile).map((one) => [
    slice(query, here, one.query),
    slice(source, there, one.source),
    one,
  ]);
}

function slice(text: string, { starts, ends }: CopyWords, [from, to]: readonly [number, number]): string {
  return text.slice(starts[from], ends[to - 1]);
}

describe('align', () => {
  it('counts the characters that a reader sees, not those of tags', () => {
    const short = 'zolk mirv dunt plag wexo brin klov syne';
    const dressed = short.replaceAll(' ', '</span> <span class="a-list-item a-size-base">');
    expect(compare(`${LAMP} ${dressed}.`, `${short}. ${PAN}`)).toEqual([]);
    expect(compare(`${LAMP} ${dressed} orms.`, `${short} orms. ${PAN}`)).toHaveLength(1);
  });

  it('finds a bullet that stands word for word in another listing', () => {
    const found = compare(`${LAMP}\n${KETTLE}\n`, `${HARNESS}\n${KETTLE}\n${PAN}`);
    expect(found).toHaveLength(1);
    expect(found[0]?.slice(0, 2)).toEqual([KETTLE.slice(0, -1), KETTLE.slice(0, -1)]);
    expect(found[0]?.[2]).toMatchObject({ class: 'verbatim', longestRun: 22, equal: 22 });
  });

  it('finds a reworded bullet, to its ends', () => {
    const reworded =
      'Within four minutes our foldable travel kettle brings a full litre to the boil, since its hinge is brushed steel rather than cheap plastic.';
    const [passage, ...more] = compare(`${LAMP}\n${reworded}`, `${HARNESS}\n${KETTLE}\n${PAN}`);
    expect(more).toEqual([]);
    expect(passage?.[0]).toBe(reworded.slice(0, -1));
    expect(passage?.[1]).toBe(KETTLE.slice(0, -1));
    expect(passage?.[2].class).toBe('reworded');
    expect(passage?.[2].cosine).toBeGreaterThan(0.5);
  });

  it('tells two copied bullets apart that were put in another order', () => {
    const found = compare(`${PAN}\n${KETTLE}`, `${KETTLE}\n${LAMP}\n${PAN}`);
    expect(found.map(([here]) => here)).toEqual([PAN.slice(0, -1), KETTLE.slice(0, -1)]);
  });

  it.each([
    ['German', 'Das gepolsterte Hundegeschirr gleitet ohne Gezerre über den Kopf, denn der Verschluss öffnet sich zur Seite.'],
    ['Japanese', '竹製の引き出し仕切りはバネの力でぴたりと固定でき、匙や泡立て器にようやく自分の居場所ができます。'],
    ['Chinese', '这款夹式阅读灯可以随意弯成任何角度，五档调光能够保护疲劳的双眼，身边的家人可以继续安稳睡觉。'],
    ['Korean', '접이식 여행용 주전자는 사 분 만에 물 일 리터를 끓이며 경첩은 플라스틱 대신 광택 강철로 만들었습니다.'],
    ['Russian', 'Складной дорожный чайник кипятит литр воды за четыре минуты, потому что дно сделано из шлифованной стали.'],
  ])('finds a copy in %s', (_, bullet) => {
    expect(compare(`${LAMP}\n${bullet}`, `${bullet}\n${HARNESS}`).map(([here]) => here)).toEqual([bullet.slice(0, -1)]);
  });

  it('finds a copy whose letters were exchanged for look-alikes', () => {
    const disguised = KETTLE.replaceAll('a', 'а').replaceAll('o', 'ο').replace('kettle', 'ket\u200btle');
    expect(compare(disguised, KETTLE)).toHaveLength(1);
  });

  it('sees no copy in two listings of the same trade', () => {
    const one =
      'Stainless steel water bottle, 750 ml, keeps drinks cold for 24 hours, leakproof lid, fits most cup holders, for gym and travel.';
    const two =
      'Water bottle made of stainless steel with a straw lid: cold all day, 1 litre, wide mouth for ice cubes, dishwasher safe.';
    expect(compare(one, two)).toEqual([]);
  });

  it('sees in a document what retells all of it', () => {
    const filler = (topic: string): string =>
      Array.from(
        { length: 8 },
        (_, i) => `${['so', 'as', 'of', 'is', 'to'].map((word) => `${word} ${topic}${word}${i}`).join(' ')}.`,
      ).join(' ');
    const facts = [
      'Marta Velasquez founded Brightkettle in Rotterdam with borrowed tools',
      'Nineteen volunteers soldered copper thermostats above a bankrupt bakery',
      'An Antwerp wholesaler ordered twelve thousand enamel teapots by telegram',
      'Flooding ruined the Waalhaven warehouse and its insurance lapsed unnoticed',
      'Two apprentices patented a whistling spout that pharmacists adored',
      'Parliament abolished tariffs on tinplate after prolonged quarrelling',
    ];
    const source = facts.map((fact, i) => `${fact}. ${filler(`chapter${i}`)}`).join('\n');
    const query = `${filler('weather')} ${facts.join('. ')}. ${filler('sports')}`;
    const found = compare(query, source, DOCUMENT);
    expect(found).toHaveLength(1);
    expect(found[0]?.[0]).toContain('Marta Velasquez');
    expect(found[0]?.[0]).toContain('prolonged quarrelling');
    expect(found[0]?.[1].length).toBeGreaterThan(source.length / 2);
  });

  it('has nothing to say about empty texts, signs and the same word a thousand times', () => {
    for (const text of ['', '!!! ★★★', '😀'.repeat(500), 'buy '.repeat(1000)]) expect(compare(text, text)).toEqual([]);
  });

  it('gives passages in order that do not overlap and lie inside the texts', () => {
    const bullets = [
      KETTLE,
      HARNESS,
      LAMP,
      PAN,
      'Free of chlorine.',
      'The the the of of.',
      '这款夹式阅读灯可以随意弯成任何角度',
    ];
    const text = array(constantFrom(...bullets), { maxLength: 8 }).map((lines) => lines.join('\n'));
    assert(
      property(text, text, integer({ min: 0, max: 60 }), (query, source, cut) => {
        const here = readCopyWords(query.slice(cut));
        const there = readCopyWords(source);
        const found = align(here, there, WEIGHTS, LISTING);
        let end = 0;
        for (const one of found) {
          expect(one.query[0]).toBeGreaterThanOrEqual(end);
          expect(one.query[1]).toBeGreaterThan(one.query[0]);
          expect(one.source[1]).toBeGreaterThan(one.source[0]);
          expect(one.source[1]).toBeLessThanOrEqual(there.count);
          end = one.query[1];
        }
        expect(end).toBeLessThanOrEqual(here.count);
        expect(align(here, there, WEIGHTS, LISTING)).toEqual(found);
      }),
    );
  });
});
