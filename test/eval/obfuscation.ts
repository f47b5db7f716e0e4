import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { natureOf } from '../../src/lexicon/mark.ts';
import { type MarkRow, readMarkTable } from '../../src/lexicon/mark-table.ts';
import { Random } from '../bench/random.ts';
import { CARRIER_FIELDS, carriersOf, fill } from './carriers.ts';
import type { Sample } from './detector.ts';
import { carriersAbroad, FOREIGN_NAMES } from './foreign-names.ts';
import { MISSPELLINGS, TECHNIQUES } from './obfuscation-techniques.ts';
import { commonWords, englishWords, LANGUAGES, spokenWords } from './word-lists.ts';

/*
 * Marks of the first two tiers, hidden or written wrongly, in listings of the goods that they stand for. The same tables give the same
 * cases; a table with more marks draws other ones.
 */

/** A mark that stands in a text in disguise. */
export interface HiddenMark extends Sample {
  readonly technique: string;
  readonly term: string;
  readonly owner: string;
  /** Where it stands in `text`. */
  readonly start: number;
  readonly end: number;
}

/** How many cases each technique gets. */
const EACH = 100;
/** Brand fields as files have them: none, a filler, an invented brand. */
const BRANDS = [undefined, 'Generic', 'Hillmoor', undefined];

/** Every mark of the tables that come with preclear. */
export function readMarks(folder: string): MarkRow[] {
  const files = readdirSync(folder).filter((file) => /^marks.*\.tsv$/.test(file));
  return files.sort().flatMap((file) => readMarkTable(readFileSync(join(folder, file), 'utf8')).rows);
}

/** Words that a misspelling must not turn into: English ones, everyday words of other languages and the marks themselves. */
export function realWords(marks: readonly MarkRow[]): ReadonlySet<string> {
  return new Set([...englishWords(), ...LANGUAGES.flatMap((language) => commonWords(language)), ...formsOf(marks)]);
}

/** Every written form of the marks, lower case. */
export function formsOf(marks: readonly MarkRow[]): string[] {
  return marks.flatMap((row) =>
    [row.mark, ...row.forms, ...row.weak, ...row.zh, ...row.zhWeak, ...row.misspellings].map((form) => form.toLowerCase()),
  );
}

/** Makes the cases. */
export function hideMarks(marks: readonly MarkRow[], seed = 11): HiddenMark[] {
  const random = new Random(seed);
  const wellKnown = marks.filter((row) => row.tier <= 2 && isBrandLike(row) && isMarkInSuite(row));
  const distinct = wellKnown.filter((row) => row.ambiguity === 'none');
  const words = realWords(marks);
  const cases: HiddenMark[] = [];
  for (const [technique, disguise] of Object.entries(TECHNIQUES)) {
    const misspelt = MISSPELLINGS.has(technique);
    draw(cases, technique, misspelt ? distinct : wellKnown, random, (row) => {
      const written = disguise(writing(row.mark, random), random);
      return written === undefined || (misspelt && saysAnother(written, row.mark, words)) ? undefined : written;
    });
  }
  draw(cases, 'joined words', distinct, random, (row, noun) => {
    const mark = row.mark.toLowerCase();
    return mark.includes(' ') ? mark.replaceAll(' ', '') : `${mark}${noun}`;
  });
  const spoken = new Set(spokenWords(5000));
  draw(cases, 'split word', distinct, random, (row) => {
    const mark = row.mark.toLowerCase();
    if (!/^\p{L}{5,}$/u.test(mark)) return undefined;
    const at = 2 + random.below(mark.length - 3);
    const parts = [mark.slice(0, at), mark.slice(at)];
    // `Seafoam` torn in two is Sea Foam, a mark of somebody else.
    return parts.every((part) => spoken.has(part)) || words.has(parts.join(' ')) ? undefined : parts.join(' ');
  });
  draw(cases, 'hashtag or handle', distinct, random, (row, noun) => {
    const mark = row.mark.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
    return random.pick([`#${mark}`, `@${mark}`, `#${mark}${noun}`, `#${mark}2024`, `@${mark}_official`]);
  });
  return [...cases, ...nameAbroad(wellKnown, random)];
}

/** Whether the writing, or a word of it that the mark does not have, is a word of its own. */
function saysAnother(written: string, mark: string, words: ReadonlySet<string>): boolean {
  const own = new Set(mark.toLowerCase().split(' '));
  const parts = written.toLowerCase().split(' ');
  return [parts.join(' '), ...parts.filter((part) => !own.has(part))].some((part) => words.has(part));
}

/**
 * Whether the word is a mark at amazon.com, where the suite sells: in the United States aspirin is a word, whoever writes it and however,
 * and what hides no mark is no disguise.
 */
function isMarkInSuite({ territories }: MarkRow): boolean {
  return territories.length === 0 || territories.includes('US');
}

function isBrandLike({ kind, ambiguity, mark }: MarkRow): boolean {
  const nature = natureOf(kind);
  if (!['brand', 'character', 'trap'].includes(nature) || mark.split(' ').length > 2) return false;
  // An everyday word in disguise is a mark only where somebody would disguise it: a brand in its own trade.
  if (ambiguity !== 'none' && (nature !== 'brand' || ambiguity === 'common')) return false;
  return /^\p{Script=Latin}/u.test(mark) && (mark.match(/\p{L}/gu) ?? []).length >= 4;
}

/** As the owner writes it, all small, all capitals, or with capitals at the front of words. */
function writing(mark: string, random: Random): string {
  const small = mark.toLowerCase();
  return random.pick([mark, small, mark.toUpperCase(), small.replace(/(^|\s)\p{L}/gu, (c) => c.toUpperCase())]);
}

/** Fills a technique with cases; a mark that it cannot be applied to gives way to the next one. */
function draw(
  cases: HiddenMark[],
  technique: string,
  marks: readonly MarkRow[],
  random: Random,
  write: (row: MarkRow, noun: string) => string | undefined,
): void {
  let made = 0;
  for (let attempt = 0; made < EACH && attempt < EACH * 20; attempt++) {
    const row = random.pick(marks);
    const vertical = row.verticals.length === 0 ? undefined : random.pick(row.verticals);
    const carriers = carriersOf(vertical);
    const written = write(row, carriers.noun);
    if (written === undefined) continue;
    const field = CARRIER_FIELDS[made % CARRIER_FIELDS.length] ?? 'title';
    const brand = BRANDS[made % BRANDS.length];
    const filled = fill(random.pick(field === 'title' ? carriers.title : carriers.terms), written);
    cases.push({ technique, term: row.mark, owner: row.owner, field, ...filled, ...(brand === undefined ? {} : { brand }) });
    made++;
  }
}

/** The names abroad of marks that the tables hold. */
function nameAbroad(marks: readonly MarkRow[], random: Random): HiddenMark[] {
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  const rows = new Map(marks.map((row) => [plain(row.mark), row]));
  return FOREIGN_NAMES.flatMap(([mark, zh, ja, ko, ru]): HiddenMark[] => {
    const row = rows.get(plain(mark));
    if (row === undefined) return [];
    const names = [
      ...zh.split('/').map((name) => ['zh', 'Chinese name', name] as const),
      ['ja', 'Japanese name', ja] as const,
      ['ko', 'Korean name', ko] as const,
      ['ru', 'Russian name', ru] as const,
    ];
    return names
      .filter(([, , name]) => name !== '')
      .map(([script, technique, name]) => ({
        technique,
        term: row.mark,
        owner: row.owner,
        field: 'title',
        ...fill(random.pick(carriersAbroad(script, row.verticals[0] ?? 'to')), name),
      }));
  });
}
