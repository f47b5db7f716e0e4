import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeAtomically } from '../disk/atomic-file.ts';
import { compileCues } from '../lexicon/cues.ts';
import { compileLanguages } from '../lexicon/languages.ts';
import { type ContextTables, compileLexicon, type Lexicon } from '../lexicon/lexicon.ts';
import { type MarkRow, readMarkTable } from '../lexicon/mark-table.ts';
import { readNearWords } from '../lexicon/near-words.ts';
import { addScripts, readScripts } from '../lexicon/other-scripts.ts';
import { decodeLexicon, encodeLexicon } from '../lexicon/pack.ts';
import { compileVerticals } from '../lexicon/verticals.ts';
import { EnvironmentError } from '../model/errors.ts';
import { splitText } from '../text/field-text.ts';
import { marksOfOthers } from './seller-brands.ts';
import { readShared } from './shared-file.ts';

/** Tables beside those of the marks, which are all files `marks*.tsv`. */
const TABLES = ['phrases', 'accessories', 'cues', 'verticals', 'languages', 'other-scripts', 'near-words'] as const;

/** Tables as bytes: where a pack is used nobody reads their text. */
interface Tables {
  /** By file name, in the order in which marks take precedence. */
  readonly marks: readonly (readonly [string, Buffer])[];
  readonly beside: Readonly<Record<(typeof TABLES)[number], Buffer>>;
}

/** Where compiled tables are, and what a seller adds to them. */
export interface LexiconOptions {
  /** A file that `packLexicon` wrote; used when it was made of these very tables, else they are compiled. */
  readonly pack?: string;
  /** The text of the seller's `brands.tsv`. Of two marks with one form that of preclear keeps it. */
  readonly seller?: string;
  /** Folder for what was compiled with a seller's words; without it they are compiled in every run. */
  readonly cache?: string;
}

/**
 * Opens the tables of brand marks that come with preclear, with those of a seller.
 * @param folder the installation's `data/brands`.
 * @throws EnvironmentError when a table is missing or a row cannot be used: a damaged installation must not pass as a clean scan.
 */
export function openLexicon(folder: string, { pack, seller, cache }: LexiconOptions = {}): Lexicon {
  const files = tableFiles(folder);
  if (seller !== undefined) return openWithSeller(files, folder, seller, cache);
  const own = pack === undefined ? undefined : openPack(pack, isMadeOf(files, folder, pack));
  return own ?? compileTables(readTables(folder), folder);
}

/** Compiled once and kept under the hash of all that it was made of, because a seller may have as many words as preclear. */
function openWithSeller(files: readonly TableFile[], folder: string, seller: string, cache: string | undefined): Lexicon {
  const state = files.map(({ name, size, changed }) => `${name} ${size} ${changed}`).join('\n');
  const source = createHash('sha256').update(state).update(seller).digest('hex');
  const file = cache === undefined ? undefined : join(cache, `${source.slice(0, 32)}.bin`);
  const ready = file === undefined ? undefined : openPack(file, (made) => made === source);
  if (ready !== undefined) return ready;
  const lexicon = compileTables(readTables(folder), folder, marksOfOthers(seller));
  if (cache !== undefined && file !== undefined) keep(cache, file, encodeLexicon(lexicon, source));
  return lexicon;
}

/**
 * Whether a pack's source is these tables. Where none is newer than the pack their sizes tell, as `make` would decide, because this runs at
 * every start; else their content does.
 */
function isMadeOf(files: readonly TableFile[], folder: string, pack: string): (source: string) => boolean {
  const packed = statSync(pack, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (files.some(({ changed }) => changed > packed)) return (source) => source === stateOf(readTables(folder));
  const sizes = files.map(({ name, size }) => `${name} ${size}`).join('\n');
  return (source) => source.replaceAll(/ \d+$/gm, '') === sizes;
}

/** Keeps a pack in a folder of its own, in the place of the one before. A cache that cannot be written is only slower. */
function keep(folder: string, file: string, bytes: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (name.endsWith('.bin')) rmSync(join(folder, name), { force: true });
    writeAtomically(file, bytes);
  } catch {
    return;
  }
}

function openPack(file: string, wanted: (source: string) => boolean): Lexicon | undefined {
  const bytes = readPack(file);
  return bytes === undefined ? undefined : decodeLexicon(bytes, wanted);
}

/** Compiles the tables into a file that opens faster. */
export function packLexicon(folder: string, file: string): void {
  const tables = readTables(folder);
  writeFileSync(file, encodeLexicon(compileTables(tables, folder), stateOf(tables)));
}

function compileTables(tables: Tables, folder: string, seller: readonly MarkRow[] = []): Lexicon {
  return compileLexicon([...rowsOf(tables, folder), ...seller], contextOf(tables), splitText);
}

function rowsOf({ marks, beside }: Tables, folder: string): MarkRow[] {
  const rows = marks.flatMap(([name, bytes]) => {
    const { rows, faults } = readMarkTable(bytes.toString('utf8'));
    const fault = faults[0];
    if (fault !== undefined)
      throw new EnvironmentError({
        en: `${join(folder, name)}:${fault.line}: ${fault.reason}`,
        zh: `品牌表 ${join(folder, name)} 第 ${fault.line} 行有误：${fault.reason}`,
      });
    return rows;
  });
  return addScripts(rows, readScripts(beside['other-scripts'].toString('utf8')));
}

function contextOf({ beside }: Tables): ContextTables {
  const text = (name: (typeof TABLES)[number]): string => beside[name].toString('utf8');
  return {
    phrases: firstColumn(text('phrases')),
    accessories: firstColumn(text('accessories')),
    cues: compileCues(text('cues'), splitText),
    verticals: compileVerticals(text('verticals'), splitText),
    languages: compileLanguages(text('languages'), splitText),
    near: readNearWords(text('near-words')),
  };
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
  const [phrases, accessories, cues, verticals, languages, scripts, near] = TABLES.map((name) =>
    readTable(folder, `${name}.tsv`),
  );
  if (!phrases || !accessories || !cues || !verticals || !languages || !scripts || !near)
    throw new RangeError('every table was read');
  const beside = { phrases, accessories, cues, verticals, languages, 'other-scripts': scripts, 'near-words': near };
  return { marks: markFiles(folder).map((name) => [name, readTable(folder, name)] as const), beside };
}

/** A table on the disk. */
interface TableFile {
  readonly name: string;
  readonly size: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly changed: number;
}

/** The tables in the order of `stateOf`. */
function tableFiles(folder: string): TableFile[] {
  return [...markFiles(folder), ...TABLES.map((name) => `${name}.tsv`)].map((name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat === undefined) throw missing(name);
    return { name, size: stat.size, changed: stat.mtimeMs };
  });
}

/** `marks.tsv` first, then the others by name. */
function markFiles(folder: string): string[] {
  const others = readdirSync(folder).filter((name) => /^marks-.*\.tsv$/.test(name));
  return ['marks.tsv', ...others.sort()];
}

function readTable(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (cause) {
    throw missing(name, cause);
  }
}

function missing(name: string, cause?: unknown): EnvironmentError {
  return new EnvironmentError(
    {
      en: `The brand table ${name} is missing from the installation; install preclear again.`,
      zh: `安装目录中缺少品牌表 ${name}；请重新安装 preclear。`,
    },
    { cause },
  );
}

function readPack(file: string): Uint8Array | undefined {
  try {
    return readShared(file);
  } catch {
    return undefined;
  }
}

/** Tells these tables from any others that an installation has had: a line for each with name, size and CRC-32. */
function stateOf({ marks, beside }: Tables): string {
  const all = [...marks, ...TABLES.map((name) => [`${name}.tsv`, beside[name]] as const)];
  return all.map(([name, bytes]) => `${name} ${bytes.length} ${crc32(bytes)}`).join('\n');
}
