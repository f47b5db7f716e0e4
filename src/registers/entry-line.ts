import { REGISTER_STATUSES, type RegisterEntry } from '../lexicon/register-entry.ts';

/*
 * Entries as lines of text, sorted by number: that is how they wait to be merged and how a pack keeps their details. Merging copies the
 * lines that nothing changed as they are.
 */

const SEPARATOR = '\t';
const LIST = '\u001f';
const CELLS = 10;
const CONTROL = /\p{Cc}/u;

/** An entry as one line, without a line break; the office stands in the head of its pack. */
export function formatEntry(entry: RegisterEntry): string {
  const flags = (entry.standardCharacters ? 's' : '') + (entry.supplemental ? 'x' : '') + (entry.section2f ? 'f' : '') || '-';
  const { number, registration = '', code, date, owner, text, disclaimers } = entry;
  const cells = [number, registration, code, date, owner, text, ...disclaimers];
  // One look at all of them: hardly any text of a register has to be mended.
  const [a, b, c, d, e, f, ...rest] = CONTROL.test(cells.join('')) ? cells.map(clean) : cells;
  const status = REGISTER_STATUSES.indexOf(entry.status);
  return [a, b, status, c, flags, entry.classes.join(','), d, e, f, rest.join(LIST)].join(SEPARATOR);
}

/** The entry of a line; undefined when it is none. */
export function parseEntry(line: string, office: string): RegisterEntry | undefined {
  const ends = cellEnds(line);
  if (ends.length !== CELLS) return undefined;
  const cell = (i: number): string => line.slice(i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, ends[i]);
  const [number, registration, status, flags, classes, disclaimers] = [cell(0), cell(1), cell(2), cell(4), cell(5), cell(9)];
  const known = REGISTER_STATUSES[status.charCodeAt(0) - 48];
  if (number === '' || known === undefined) return undefined;
  return {
    office,
    number,
    ...(registration === '' ? {} : { registration }),
    text: cell(8),
    standardCharacters: flags.includes('s'),
    classes: numbersIn(classes),
    status: known,
    code: cell(3),
    owner: cell(7),
    disclaimers: disclaimers === '' ? [] : disclaimers.split(LIST),
    date: cell(6),
    supplemental: flags.includes('x'),
    section2f: flags.includes('f'),
  };
}

/** `9,25` as numbers. */
function numbersIn(text: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0) number = number * 10 + digit;
    else {
      numbers.push(number);
      number = 0;
    }
  }
  if (text !== '') numbers.push(number);
  return numbers;
}

/** Where the cells of a line end. The engine's own `split` keeps its pieces in a cache, which takes five times as long for millions of lines. */
function cellEnds(line: string): number[] {
  const ends: number[] = [];
  for (let at = line.indexOf(SEPARATOR); at >= 0; at = line.indexOf(SEPARATOR, at + 1)) ends.push(at);
  ends.push(line.length);
  return ends;
}

/** The number at the start of a line. */
export function numberOf(line: string): string {
  const end = line.indexOf(SEPARATOR);
  return end < 0 ? line : line.slice(0, end);
}

/**
 * What is known of an entry when a record of it arrives later. The record with the later date tells how things stand; what it leaves out,
 * as records of a mere change of status do, stays as it was known.
 */
export function mergeEntries(known: RegisterEntry, arrived: RegisterEntry): RegisterEntry {
  const older = arrived.date < known.date && arrived.date !== '';
  const [past, now] = older ? [arrived, known] : [known, arrived];
  const whole = now.text !== '' || now.classes.length > 0 || now.owner !== '';
  const registration = now.registration ?? past.registration;
  const marks = now.text === '' ? past : now;
  return {
    office: now.office,
    number: now.number,
    ...(registration === undefined ? {} : { registration }),
    text: marks.text,
    standardCharacters: marks.standardCharacters,
    classes: now.classes.length > 0 ? now.classes : past.classes,
    status: now.status,
    code: now.code,
    owner: now.owner === '' ? past.owner : now.owner,
    disclaimers: whole && now.text !== '' ? now.disclaimers : past.disclaimers,
    date: now.date === '' ? past.date : now.date,
    supplemental: marks.supplemental,
    section2f: marks.section2f,
  };
}

/** One line, one cell: whatever would end either is a space. */
function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
