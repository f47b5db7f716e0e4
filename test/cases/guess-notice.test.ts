import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guessNotice, guessOf, labelledPhrases, LEAST_PROBABILITY, unknownFields } from '../../src/cases/guess-notice.ts';
import { featuresOf } from '../../src/cases/guess-words.ts';
import { GUESSED_FIELDS } from '../../src/model/case-guess.ts';
import { loadLabelledNotices, readLabelled } from '../../src/rulepacks/labelled-notices.ts';
import { loadNoticePacks } from '../../src/rulepacks/notices.ts';
import { expectedNotices, labelledTable } from './labelled.ts';
import { read } from './reading.ts';

const HEAD = 'From: Amazon <notice@amazon.com>\nSubject: About your pages\nDate: Mon, 03 Aug 2026 07:00:00 +0000\nTo: a@b.example\n\n';
const examples = [...loadLabelledNotices(), ...labelledPhrases(await loadNoticePacks())];

describe('guesses', () => {
  it('guesses nothing that the notice says', async () => {
    const notice = await read(`${HEAD}Your account has been deactivated.\n\nASIN: B0ZZ4TT02B\nInfringement type: Trademark\n`);
    expect(unknownFields(notice.notice)).toEqual([]);
    expect(await guessNotice(notice, examples)).toEqual([]);
  });

  it.each([
    ['en', 'People who own a brand say that your listings bear their trademark, and so we made the listings invisible.'],
    ['zh', '权利所有者向我们反映您售卖的东西是山寨货，冒用其注册商标，链接我们已经拿下来了。'],
  ])('guesses what unknown words are about, and tells by which words (%s)', async (_, text) => {
    const notice = await read(`${HEAD}${text}\n\nB0ZZ4TT02B\n`);
    const before = structuredClone(notice.notice);
    const guesses = await guessNotice(notice, examples);
    expect(guesses).not.toEqual([]);
    for (const { field, value, probability, words } of guesses) {
      expect(unknownFields(notice.notice)).toContain(field);
      expect(value).not.toBe('unknown');
      expect(probability).toBeGreaterThanOrEqual(LEAST_PROBABILITY);
      expect(probability).toBeLessThanOrEqual(1);
      for (const word of words) expect(notice.text.replaceAll(/\s+/g, ' ')).toContain(word);
    }
    expect(notice.notice).toEqual(before);
  });

  it.each([
    'The warehouse is closed on Friday. Parcels leave on Monday.',
    'Rechnung für Ihre Anzeigen im Mai, zahlbar in 14 Tagen.',
    '本周直播课程：如何写好标题。',
    '',
  ])('has no opinion on the kind of what is no notice: %s', async (text) => {
    const guesses = await guessNotice(await read(`Subject: Hello\n\n${text}\n`), examples);
    expect(guesses.filter(({ field }) => field === 'noticeKind' || field === 'infringementType')).toEqual([]);
  });

  it('leaves a field alone that a person has set', async () => {
    const notice = await read(`${HEAD}The rights owner says that your goods carry their trademark.\n`);
    const guesses = await guessNotice(notice, examples, { ...notice.notice, origin: 'court', accountLevel: false });
    expect(guesses.filter(({ field }) => field === 'origin' || field === 'accountLevel')).toEqual([]);
  });

  it('says nothing when it is not sure, nor that the notice does not say', () => {
    const opinion = (value: string, probability: number, witnesses = 9) => ({
      classes: [{ value, probability }],
      witnesses,
      spans: [],
    });
    expect(guessOf('origin', opinion('court', 0.59), '')).toBeUndefined();
    expect(guessOf('origin', opinion('unknown', 0.99), '')).toBeUndefined();
    expect(guessOf('origin', opinion('court', 0.99, 1), '')).toBeUndefined();
    expect(guessOf('origin', opinion('court', 0.8), '')).toMatchObject({ value: 'court', probability: 0.8 });
  });
});

describe('features', () => {
  it('are stems and pairs where words are written apart, pairs of characters where they are not', () => {
    expect([...featuresOf('Trademarks infringed: 商标侵权').keys()]).toEqual(['tradem', 'infrin', 'tradem infrin', '商标', '标侵', '侵权']);
  });

  it('name no person, number or listing', () => {
    const found = [...featuresOf('Write to kim@shop.example about B0ZZ4TT02B, see https://shop.example/kim and 99-12.').keys()];
    expect(found.join(' ')).not.toMatch(/kim|shop|b0zz|99/);
  });

  it('stand where they say', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        for (const [start, end] of featuresOf(text).values()) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('labelled notices', () => {
  it('are those of the tests', async () => {
    // After a change: write what `labelledTable` gives to data/notices/notices.tsv.
    expect(readFileSync('data/notices/notices.tsv', 'utf8')).toBe(labelledTable(await expectedNotices()));
  });

  it('hold mail that is no notice', () => {
    const others = readLabelled(readFileSync('data/notices/other-mail.tsv', 'utf8'));
    expect(others.length).toBeGreaterThan(20);
    for (const { text, classes } of others) {
      expect(text).not.toBe('');
      expect(Object.keys(classes).every((field) => GUESSED_FIELDS.some((one) => one === field))).toBe(true);
      expect(new Set(Object.values(classes))).toEqual(new Set(['unknown']));
    }
  });
});
