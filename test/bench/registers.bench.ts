import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { inflateRawSync } from 'node:zlib';
import { readWordFilter } from '../../src/lexicon/word-filter.ts';
import { openRegisters, openSource } from '../../src/registers/disk.ts';
import { importRegisters } from '../../src/registers/import.ts';
import { type FileEvent, readRegisterXml } from '../../src/registers/read-file.ts';
import { readStatusTable } from '../../src/registers/status.ts';
import { splitText } from '../../src/text/field-text.ts';
import { makeListings, makeMarks } from './listings.ts';
import { RegisterMaker, writeUsptoXml } from './register-data.ts';
import { writeZip } from './zip.ts';

/*
 * How fast a register is imported, loaded and searched, beside reading the same bytes and splitting the same words, in one run. Every step
 * runs in a process of its own; CPU seconds count. PRECLEAR_BENCH_MARKS=3000000 is the size of a large office.
 */

const MARKS = Number(process.env.PRECLEAR_BENCH_MARKS ?? 300_000);
/** Records of the XML; 100,000 are 345 MB. */
const RECORDS = Number(process.env.PRECLEAR_BENCH_RECORDS ?? 40_000);
/** Events of a record; 8 make it 3.5 KB, which is the mean of the USPTO's annual files. Those of daily files have four times as much. */
const HISTORY = Number(process.env.PRECLEAR_BENCH_HISTORY ?? 8);
const TEXT_LISTINGS = 10_000;

type Numbers = Readonly<Record<string, number>>;

const STEPS: Readonly<Record<string, (folder: string) => Promise<Numbers>>> = {
  /** The floor of an import: the same archive unpacked, nothing looked at. */
  unzip: async (folder) => {
    const zip = readFileSync(join(folder, 'made.zip'));
    const offset = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
    return timed(() => ({ bytes: inflateRawSync(zip.subarray(offset), { maxOutputLength: 2 ** 32 }).length }));
  },
  read: async (folder) => {
    const statuses = readStatusTable(readFileSync('data/registers/us-status.tsv', 'utf8'));
    return timed(async () => {
      let records = 0;
      for await (const events of readRegisterXml(join(folder, 'made.zip'), 'uspto', { office: 'US', statuses }))
        records += events.length;
      return { records };
    });
  },
  import: (folder) => {
    const statuses = readStatusTable(readFileSync('data/registers/us-status.tsv', 'utf8'));
    const path = join(folder, 'made.zip');
    return importInto(join(folder, 'first'), path, () => readRegisterXml(path, 'uspto', { office: 'US', statuses }));
  },
  /** Sorting, merging and compiling alone: entries that are made as they are asked for. */
  compile: (folder) => importInto(folder, join(folder, 'made.zip'), () => madeEvents(MARKS)),
  make: () =>
    timed(async () => {
      let records = 0;
      for await (const events of madeEvents(MARKS)) records += events.length;
      return { records };
    }),
  /** The floor of a search: the words of the same texts, split. */
  split: async () => {
    const texts = listingTexts();
    for (const text of texts.slice(0, 2000)) splitText(text);
    return timed(() => {
      let words = 0;
      for (const text of texts) words += splitText(text).count;
      return { words, bytes: bytesOf(texts) };
    });
  },
  search: async (folder) => {
    const texts = listingTexts();
    const started = performance.now();
    const [pack] = openRegisters(folder, 'library').packs;
    if (pack === undefined) throw new Error('no register');
    const source = openSource(pack);
    const loadMs = performance.now() - started;
    for (const text of texts.slice(0, 2000)) source.index.search(splitText(text), () => true);
    const numbers = await timed(() => {
      let hits = 0;
      for (const text of texts) hits += source.index.search(splitText(text), () => true).length;
      return { hits, bytes: bytesOf(texts) };
    });
    return { ...numbers, loadMs, marks: source.index.marks };
  },
};

async function* madeEvents(count: number): AsyncGenerator<readonly FileEvent[]> {
  const maker = new RegisterMaker();
  for (let made = 0; made < count; made += 100) {
    yield Array.from({ length: 100 }, (): FileEvent => ({ entry: maker.next(), bytes: 0 }));
  }
}

async function importInto(library: string, path: string, read: () => AsyncIterable<readonly FileEvent[]>): Promise<Numbers> {
  const filter = readWordFilter(readFileSync('data/registers/words.bin'));
  if (filter === undefined) throw new Error('words.bin is damaged');
  return timed(async () => {
    const { packs } = await importRegisters({
      library,
      files: [{ path, shown: 'made', recipe: 'made', read }],
      day: '2026-11-22',
      split: splitText,
      filter,
      progress: () => undefined,
    });
    return { records: packs[0]?.entries ?? 0, searched: packs[0]?.searched ?? 0 };
  });
}

function listingTexts(): string[] {
  return [...makeListings(TEXT_LISTINGS, makeMarks(1000))].flatMap(({ title, bullets, description }) => [
    title,
    ...bullets,
    description,
  ]);
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

async function timed(step: () => Numbers | Promise<Numbers>): Promise<Numbers> {
  const before = process.cpuUsage();
  const result = await step();
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpu: (user + system) / 1e6 };
}

function run(step: string, folder: string): Numbers {
  return JSON.parse(execFileSync(process.execPath, [process.argv[1] ?? '', step, folder], { encoding: 'utf8' }));
}

function line(name: string, cpu: number, megabytes: number, rss: number, rest: string): void {
  const speed = megabytes === 0 ? '' : (megabytes / cpu).toFixed(0);
  console.log(`${name.padEnd(38)} ${cpu.toFixed(2).padStart(7)} ${speed.padStart(7)} ${rss.toFixed(0).padStart(7)}  ${rest}`);
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-registers-'));
  try {
    const xml = join(folder, 'made.xml');
    const bytes = await writeUsptoXml(xml, RECORDS, new RegisterMaker(), HISTORY);
    await writeZip(join(folder, 'made.zip'), 'made.xml', xml);
    rmSync(xml);
    const megabytes = bytes / 1e6;
    const zipped = statSync(join(folder, 'made.zip')).size / 1e6;
    console.log(
      `${RECORDS} records, ${megabytes.toFixed(0)} MB of XML in ${zipped.toFixed(0)} MB of zip; a register of ${MARKS} marks; CPU seconds, one process a step`,
    );
    console.log('step                                     CPU s    MB/s  RSS MB');
    const unzip = run('unzip', folder);
    line('unzip (floor)', unzip.cpu ?? 0, megabytes, unzip.rss ?? 0, '');
    const read = run('read', folder);
    line('unzip and read records', read.cpu ?? 0, megabytes, read.rss ?? 0, `${read.records} records`);
    const whole = run('import', folder);
    line('import into an empty library', whole.cpu ?? 0, megabytes, whole.rss ?? 0, `${whole.records} records`);
    const make = run('make', folder);
    line('make up the register (floor)', make.cpu ?? 0, 0, make.rss ?? 0, `${make.records} marks`);
    const compiled = run('compile', folder);
    const pack = statSync(join(folder, 'registers/us.bin')).size / 1e6;
    line(
      'sort, merge and compile it as well',
      compiled.cpu ?? 0,
      0,
      compiled.rss ?? 0,
      `${compiled.searched} different marks are looked for, pack ${pack.toFixed(0)} MB`,
    );
    const split = run('split', folder);
    line('split words of listings (floor)', split.cpu ?? 0, (split.bytes ?? 0) / 1e6, split.rss ?? 0, `${split.words} words`);
    const search = run('search', folder);
    line(
      'split and search the register',
      search.cpu ?? 0,
      (search.bytes ?? 0) / 1e6,
      search.rss ?? 0,
      `${search.hits} hits, loaded in ${Math.round(search.loadMs ?? 0)} ms`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [step, folder] = process.argv.slice(2);
const known = step === undefined ? undefined : STEPS[step];
if (known !== undefined && folder !== undefined) {
  const numbers = await known(folder);
  console.log(JSON.stringify({ ...numbers, rss: process.resourceUsage().maxRSS / 1024 }));
} else await bench();
