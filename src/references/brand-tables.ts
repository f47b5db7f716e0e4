import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCues } from '../lexicon/cues.ts';
import { compileLexicon, type Lexicon } from '../lexicon/lexicon.ts';
import { readMarkTable } from '../lexicon/mark-table.ts';
import { compileVerticals } from '../lexicon/verticals.ts';
import { EnvironmentError } from '../model/errors.ts';
import { splitText } from '../text/field-text.ts';

/**
 * Opens the tables of brand marks that come with preclear and compiles them.
 * @param folder the installation's `data/brands`.
 * @throws EnvironmentError when a table is missing or a row cannot be used: a damaged installation must not pass as a clean scan.
 */
export function openLexicon(folder: string): Lexicon {
  const { rows, faults } = readMarkTable(readTable(folder, 'marks.tsv'));
  const fault = faults[0];
  if (fault !== undefined) throw new EnvironmentError(`${join(folder, 'marks.tsv')}:${fault.line}: ${fault.reason}`);
  return compileLexicon(
    rows,
    {
      phrases: readColumn(folder, 'phrases.tsv'),
      accessories: readColumn(folder, 'accessories.tsv'),
      cues: compileCues(readTable(folder, 'cues.tsv'), splitText),
      verticals: compileVerticals(readTable(folder, 'verticals.tsv'), splitText),
    },
    splitText,
  );
}

/** The first column of a table, without its header. */
function readColumn(folder: string, name: string): string[] {
  return readTable(folder, name)
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
    .filter((cell) => cell !== '');
}

function readTable(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (cause) {
    throw new EnvironmentError(`The brand table ${name} is missing from the installation; install preclear again.`, { cause });
  }
}
