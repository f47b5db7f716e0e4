import { createHash, type Hash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Resources } from '../detectors/contract.ts';
import { dayAfter, isDay } from '../model/day.ts';
import type { Rule } from '../model/rule.ts';
import { installationFolder } from './installation.ts';
import { nameProgram } from './picture-cache.ts';

/*
 * Everything beside a listing on which its judgement depends, as one hash: the program and its tables, rules, the seller's own brands and
 * names, the library, the ledgers, and the day as far as the ledgers make one day differ from another.
 */

/** Files of a library up to which their content is hashed; of larger ones the disk is asked when they were written. */
const MOST_HASHED = 1 << 20;
/** Days before an end from which on a rule may speak of it, where it does not say. */
const USUAL_NOTICE = 30;

/** What judgements are made with. */
export interface Surroundings {
  readonly rules: readonly Rule[];
  readonly resources: Resources;
  /** Folder of the library; absent when there is none. */
  readonly library?: string;
  /** Whether the text in pictures is read. */
  readonly ocr?: boolean;
}

/** The hash of all that surrounds listings. @param program names the program and its tables. */
export function digestSurroundings(
  { rules, resources, library, ocr = false }: Surroundings,
  program: string = nameProgramAndTables(),
): string {
  const { ownBrands, ownNames, licences, authorisations } = resources;
  const digest = createHash('sha256');
  digest.update(JSON.stringify([program, ocr, rules, ownBrands, ownNames, licences, authorisations, eraOf(rules, resources)]));
  if (library !== undefined) addFolder(digest, library, '', ({ name }) => !name.endsWith('-shm'));
  return digest.digest('hex');
}

/**
 * The day from which on the ledgers have said what they say now. A judgement asks of a day only whether an entry is valid by then, has
 * ended, or ends within the days that a rule names: between two such days it does not change.
 */
export function eraOf(
  rules: readonly Rule[],
  { licences, authorisations, asOf }: Pick<Resources, 'licences' | 'authorisations' | 'asOf'>,
): string {
  const notices = new Set([USUAL_NOTICE]);
  for (const rule of rules) if ('when' in rule && 'endsWithinDays' in rule.when) notices.add(rule.when.endsWithinDays ?? 0);
  const entries = [...licences, ...authorisations];
  const days = entries.flatMap(({ validFrom, validTo }) => [
    ...(validFrom === undefined ? [] : [validFrom]),
    ...(validTo === undefined ? [] : [1, ...[...notices].map((days) => -days)].map((days) => shiftDay(validTo, days))),
  ]);
  return days.filter((day) => day <= asOf).reduce((last, day) => (day > last ? day : last), '');
}

/** The day so many days later, or earlier. What is no day is told by the ledger; here every such text counts alike. */
function shiftDay(day: string, days: number): string {
  return isDay(day) ? dayAfter(day, days) : day;
}

let named: string | undefined;

/** The program and the tables that come with it, by when they were written: they change with an installation only. */
function nameProgramAndTables(): string {
  if (named !== undefined) return named;
  const folder = installationFolder();
  const digest = createHash('sha256').update(nameProgram());
  addFolder(digest, join(folder, 'data'), 'data', ({ name }) => name !== 'sample', 0);
  addFolder(digest, join(folder, 'dist'), 'dist', ({ name }) => name.endsWith('.bin'), 0);
  named = digest.digest('hex');
  return named;
}

/** Adds the files of a folder, sorted; one that cannot be read is as one that is not there. */
function addFolder(
  digest: Hash,
  folder: string,
  shown: string,
  wanted: (entry: Dirent) => boolean,
  mostHashed: number = MOST_HASHED,
): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    const name = `${shown}/${entry.name}`;
    if (!wanted(entry)) continue;
    if (entry.isDirectory()) addFolder(digest, path, name, wanted, mostHashed);
    else digest.update(JSON.stringify([name, signFile(path, mostHashed)]));
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function signFile(path: string, mostHashed: number): string {
  try {
    const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
    if (size <= mostHashed) return createHash('sha256').update(readFileSync(path)).digest('hex');
    return mostHashed === 0 ? `${size} ${mtimeNs}` : `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
  } catch {
    return '';
  }
}
