import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCues } from '../lexicon/cues.ts';
import { compileLexicon, type Lexicon } from '../lexicon/lexicon.ts';
import { readMarkTable } from '../lexicon/mark-table.ts';
import { decodeLexicon, encodeLexicon } from '../lexicon/pack.ts';
import { compileVerticals } from '../lexicon/verticals.ts';
import { EnvironmentError } from '../model/errors.ts';
import { splitText } from '../text/field-text.ts';

const TABLES = ['marks', 'phrases', 'accessories', 'cues', 'verticals'] as const;
type Tables = Readonly<Record<(typeof TABLES)[number], string>>;

/**
 * Opens the tables of brand marks that come with preclear.
 * @param folder the installation's `data/brands`.
 * @param pack a file that `packLexicon` wrote; used when it was made of these very tables, else they are compiled.
 * @throws EnvironmentError when a table is missing or a row cannot be used: a damaged installation must not pass as a clean scan.
 */
export function openLexicon(folder: string, pack?: string): Lexicon {
  const tables = readTables(folder);
  const packed = pack === undefined ? undefined : readPack(pack);
  const ready = packed === undefined ? undefined : decodeLexicon(packed, hashOf(tables));
  return ready ?? compileTables(tables, folder);
}

/** Compiles the tables into a file that opens faster. */
export function packLexicon(folder: string, file: string): void {
  const tables = readTables(folder);
  writeFileSync(file, encodeLexicon(compileTables(tables, folder), hashOf(tables)));
}

function compileTables(tables: Tables, folder: string): Lexicon {
  const { rows, faults } = readMarkTable(tables.marks);
  const fault = faults[0];
  if (fault !== undefined) throw new EnvironmentError(`${join(folder, 'marks.tsv')}:${fault.line}: ${fault.reason}`);
  const context = {
    phrases: firstColumn(tables.phrases),
    accessories: firstColumn(tables.accessories),
    cues: compileCues(tables.cues, splitText),
    verticals: compileVerticals(tables.verticals, splitText),
  };
  return compileLexicon(rows, context, splitText);
}

/** The first column of a table, without its header. */
function firstColumn(table: string): string[] {
  return table
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
    .filter((cell) => cell !== '');
}

function readTables(folder: string): Tables {
  const [marks = '', phrases = '', accessories = '', cues = '', verticals = ''] = TABLES.map((name) => readTable(folder, name));
  return { marks, phrases, accessories, cues, verticals };
}

function readTable(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, `${name}.tsv`), 'utf8');
  } catch (cause) {
    throw new EnvironmentError(`The brand table ${name}.tsv is missing from the installation; install preclear again.`, {
      cause,
    });
  }
}

function readPack(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function hashOf(tables: Tables): string {
  const hash = createHash('sha256');
  for (const name of TABLES) hash.update(tables[name]).update('\0');
  return hash.digest('hex');
}
