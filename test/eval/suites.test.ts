import { describe, expect, test } from 'vitest';
import { makeControls } from './controls.ts';
import { labelListings, readLabelledListings } from './listing-labels.ts';
import { hideMarks, readMarks } from './obfuscation.ts';
import { readRoleCases } from './roles.ts';
import { everydayTerms, markedTerms } from './search-terms.ts';
import { partOf } from './titles.ts';

const marks = readMarks('data/brands');

function countBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

describe('obfuscation suite', () => {
  const hidden = hideMarks(marks);

  test('has 2,000 cases in 14 techniques or more, none of them thin', () => {
    const techniques = countBy(hidden, (item) => item.technique);
    expect(hidden.length).toBeGreaterThanOrEqual(2000);
    expect(techniques.size).toBeGreaterThanOrEqual(14);
    expect(Math.min(...techniques.values())).toBeGreaterThanOrEqual(50);
  });

  test('hides the mark: the words that stand there are not the mark as it is', () => {
    for (const { text, start, end, term, technique } of hidden) {
      const written = text.slice(start, end);
      expect(written, technique).not.toBe('');
      expect(written.toLowerCase(), technique).not.toBe(term.toLowerCase());
    }
  });

  test('is the same in every run', () => {
    expect(hideMarks(marks)).toEqual(hidden);
  });
});

test('there are 2,000 clean controls in ten families or more', () => {
  const controls = makeControls(marks);
  expect(controls.length).toBeGreaterThanOrEqual(2000);
  expect(countBy(controls, (item) => item.family).size).toBeGreaterThanOrEqual(10);
});

describe('role suite', () => {
  const cases = readRoleCases('test/eval/roles');

  test('repeats no wording of the first set in the second', () => {
    const known = new Set(cases.map(({ wording }) => wording));
    expect(readRoleCases('test/eval/roles-second').filter(({ wording }) => known.has(wording))).toEqual([]);
  });

  test('has 600 cases in eight languages or more, 40 wordings each in eight of them', () => {
    const wordings = countBy(
      [...new Set(cases.map(({ language, wording }) => `${language}\t${wording}`))],
      (key) => key.split('\t')[0] ?? '',
    );
    expect(cases.length).toBeGreaterThanOrEqual(600);
    expect([...wordings.values()].filter((count) => count >= 40).length).toBeGreaterThanOrEqual(8);
  });

  test('points at the word that it asks about', () => {
    const second = readRoleCases('test/eval/roles-second');
    expect(second.length).toBeGreaterThanOrEqual(500);
    for (const { text, start, end, match } of [...cases, ...second]) expect(text.slice(start, end)).toBe(match);
  });
});

describe('search terms', () => {
  test('made ones hold the mark where they say', () => {
    const cases = markedTerms(marks);
    expect(cases.length).toBeGreaterThanOrEqual(400);
    for (const { text, start, end, title } of cases) {
      expect(text.slice(start, end)).not.toBe('');
      expect(title?.toLowerCase()).not.toContain(text.slice(start, end));
    }
  });

  test('everyday ones are 150 or more, each with goods', () => {
    const terms = everydayTerms('test/eval/search-terms');
    expect(terms.length).toBeGreaterThanOrEqual(150);
    expect(terms.filter(({ title, text }) => title === '' || text === '')).toEqual([]);
  });
});

describe('whole listings', async () => {
  const items = await readLabelledListings('test/eval/listings');
  const listings = items.map(({ listing }) => listing);

  test('are 150 in ten languages or more, with 1,500 labels', () => {
    expect(items.length).toBeGreaterThanOrEqual(150);
    expect(items.flatMap(({ labels }) => labels).length).toBeGreaterThanOrEqual(1500);
    expect(countBy(items, ({ language }) => language).size).toBeGreaterThanOrEqual(10);
    expect(new Set(listings.map(({ id }) => id)).size).toBe(items.length);
  });

  test('hold labels in every kind of text, each of a listing with a language', () => {
    const labels = items.flatMap((item) => item.labels);
    const fields = countBy(labels, ({ field }) => (field.name.startsWith('attribute:') ? 'attribute' : field.name));
    expect([...fields.keys()]).toEqual(
      expect.arrayContaining(['title', 'bullet', 'description', 'search-terms', 'attribute', 'manufacturer']),
    );
    expect(listings.filter(({ locale }) => locale === undefined)).toEqual([]);
  });

  test('are 150 more in eight languages, half of them clean', async () => {
    const second = await readLabelledListings('test/eval/listings-second');
    const misused = second.filter(({ labels }) => labels.some(({ verdict }) => verdict === 'misuse'));
    expect(second.length).toBe(150);
    expect(countBy(second, ({ language }) => language).size).toBe(8);
    expect(misused.length).toBeGreaterThanOrEqual(60);
    expect(misused.length).toBeLessThanOrEqual(90);
  });

  const header = 'listing\tfield\tindex\tnth\ttext\trole\tverdict\n';

  test('a label stands at the named occurrence', () => {
    const [first] = labelListings(listings, `${header}DV002\ttitle\t\t2\tBrother\tcompatible\tok\n`).flatMap(
      ({ labels }) => labels,
    );
    expect(first?.field.text.slice(0, first.start)).toMatch(/Works with $/);
    expect(first?.field.text.slice(first.start, first.end)).toBe('Brother');
  });

  test.each([
    ['DV000\ttitle\t\t1\tEpson\town\tok', /a listing that is not there/],
    ['DV001\tbullet\t9\t1\tEpson\town\tok', /a field that the listing lacks/],
    ['DV001\tattribute:Shape\t\t1\tEpson\town\tok', /a field that the listing lacks/],
    ['DV001\ttitle\t\t2\tEpson\town\tok', /is not found/],
    ['DV001\ttitle\t\t0\tEpson\town\tok', /is not found/],
    ['DV001\ttitle\t\t1\tepson\town\tok', /is not found/],
    ['DV001\ttitle\t\t1\t\town\tok', /is not found/],
    ['DV001\ttitle\t\t1\tEpson\towner\tok', /a role that does not exist/],
    ['DV001\ttitle\t\t1\tEpson\town\tfine', /a verdict that is not one of/],
    ['DV001\ttitle\t\t1\tEpson\town\tok\nDV001\ttitle\t\t1\tEpson\tplain\tok', /is labelled twice/],
  ])('a label that cannot be is an error: %s', (line, message) => {
    expect(() => labelListings(listings, `${header}${line}\n`)).toThrow(message);
  });
});

test('the first two digits of the hash decide the part', () => {
  expect(['00', '1f', '10', 'a1', 'f7'].map((digits) => partOf(digits))).toEqual(['tune', 'test', 'dev', 'tune', 'test']);
});
