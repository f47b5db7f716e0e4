import { describe, expect, test } from 'vitest';
import { makeControls } from './controls.ts';
import { hideMarks, readMarks } from './obfuscation.ts';
import { readRoleCases } from './roles.ts';
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

test('the first two digits of the hash decide the part', () => {
  expect(['00', '1f', '10', 'a1', 'f7'].map((digits) => partOf(digits))).toEqual(['tune', 'test', 'dev', 'tune', 'test']);
});
