import { createHash } from 'node:crypto';
import { createReadStream, type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import type { ClaimedDate } from '../../model/claimed-date.ts';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import type { Input } from '../../readers/contract.ts';
import { makeTextReference, type NewText } from '../../references/entries.ts';
import type { FetchedPage } from '../../references/fetch-page.ts';
import { ImportRecord } from '../../references/import-record.ts';
import { type About, textOf } from '../../references/listing-text.ts';
import { openStore } from '../../references/store.ts';
import { openInput } from '../../scan/input.ts';
import { dayOf } from './add.ts';
import { FetchedLibrary } from './fetch-library.ts';
import type { ReadPage } from './fetch-page.ts';
import { findImportFiles, type Imported, type ImportFile, readImportFile } from './import.ts';
import type { FilesImportFlags } from './import-files-command.ts';
import { tablesAmong } from './import-tables.ts';
import { runTextImport } from './import-texts.ts';
import { makeOutcome, type OpenedLibrary, openForChange, problemLine, type RefsOutcome } from './library.ts';

/** Problems that are told one by one; of the rest the number. */
const MOST_TOLD = 50;
/** Smaller pictures that lie in a folder are buttons and icons of a saved page, not pictures of goods; in pixels. */
const LEAST_SIDE = 100;
const PICTURES = /\.(?:jpe?g|png|webp|gif|tiff?|avif)$/i;
const PAGES = /\.x?html?$/i;

/**
 * Imports folders of saved pages, pictures and listing files, and tables of competitors. What cannot be read is told, the rest is added; a
 * file that is as it was at an earlier import is not read again.
 * @throws UsageError when nothing could be read, and when somebody else is importing.
 */
export async function runFilesImport(paths: readonly string[], flags: FilesImportFlags): Promise<RefsOutcome> {
  if (paths.length === 0) throw new UsageError(NOTHING_NAMED);
  const owner = flags.owner?.trim();
  if (owner === '')
    throw new UsageError({
      en: '--owner is empty; name who owns the texts and pictures, or leave it out.',
      zh: '--owner 为空；请写明文案和图片的权利人，或不写该参数。',
    });
  const capturedAt = dayOf(flags.captured);
  const library = await openForChange(flags);
  const files = findImportFiles(paths);
  const tables = await tablesAmong(files, flags);
  const others = files.filter((file) => !tables.includes(file));
  if (others.length > 0 && owner === undefined) throw new UsageError(needsOwner(others[0]?.file ?? ''));
  const record = new ImportRecord(library.folder, { owner: owner ?? '', role: flags.role });
  try {
    const about: About = { owner: owner ?? '', role: flags.role, capturedAt };
    const fresh = await withoutKnown(others, record, library);
    const run = new FilesRun(library, record, about, others.length - fresh.length);
    await run.importAll(fresh);
    for (const table of tables) await run.importTable(table, flags);
    return run.outcome(files.length, flags);
  } finally {
    record.close();
    if (process.stderr.isTTY === true) process.stderr.write(CLEAR);
  }
}

/** The files that are not in the library as they are. What was taken out of it since comes back. */
async function withoutKnown(
  files: readonly ImportFile[],
  record: ImportRecord,
  { folder, references }: OpenedLibrary,
): Promise<ImportFile[]> {
  const kept = new Set(references.map(({ id }) => id));
  const store = await openStore(folder);
  try {
    return files.filter(({ path }) => {
      const seen = lookAt(path);
      const ids = seen === undefined ? undefined : record.idsOf({ path, size: seen.size, mtimeMs: seen.mtimeMs });
      return ids?.every((id) => kept.has(id) || store?.has(id) === true) !== true;
    });
  } finally {
    store?.close();
  }
}

/** One run: what was read, and what became of it. */
class FilesRun {
  readonly #record: ImportRecord;
  readonly #about: About;
  readonly #added: FetchedLibrary;
  readonly #problems: Problem[] = [];
  readonly #notes: string[] = [];
  readonly #told: string[] = [];
  #problemCount = 0;
  #small = 0;
  #read = 0;
  readonly #asBefore: number;
  #gave = 0;

  /** @param asBefore files that need not be read. */
  constructor(library: OpenedLibrary, record: ImportRecord, about: About, asBefore: number) {
    this.#record = record;
    this.#asBefore = asBefore;
    this.#about = about;
    this.#added = new FetchedLibrary(library, record, 'refs import');
  }

  /** Imports files; a bounded number is worked on at a time. */
  async importAll(files: readonly ImportFile[]): Promise<void> {
    const underWay = new Set<Promise<void>>();
    for (const file of files) {
      const work: Promise<void> = this.#one(file).finally(() => underWay.delete(work));
      underWay.add(work);
      if (underWay.size >= Math.max(2, availableParallelism())) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    await this.#added.settle();
  }

  /** Imports a table of other people's listings, a record at a time: it may be larger than memory. */
  async importTable({ path, file }: ImportFile, flags: FilesImportFlags): Promise<void> {
    this.#read++;
    try {
      const { stdout, stderr } = await runTextImport([path], flags);
      this.#gave++;
      this.#told.push(`${file}: ${stdout.trim()}`);
      for (const line of stderr.trim().split('\n')) this.#notes.push(`${file}: ${line}`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#tell({ file, reason: { en: error.message, zh: error.zh } });
    }
  }

  async #one(file: ImportFile): Promise<void> {
    const seen = lookAt(file.path);
    if (seen === undefined) {
      this.#tell({ file: file.file, reason: GONE });
      return;
    }
    const about = { path: file.path, size: seen.size, mtimeMs: seen.mtimeMs };
    const read = await this.#readFile(file, seen);
    this.#read++;
    for (const problem of read.problems) this.#tell(problem);
    if (read.page.texts.length + read.pictures.length > 0) this.#gave++;
    this.#record.expect(about);
    await this.#added.add(read);
    this.#show();
  }

  async #readFile(file: ImportFile, seen: Stats): Promise<ReadPage> {
    const dates: ClaimedDate[] = [];
    const { imported, address = '' } = PAGES.test(file.path)
      ? await readPage(file, this.#about, dates)
      : { imported: await readImportFile(file, this.#about) };
    const { entries, problems, notes } = imported;
    const small = !file.named && PICTURES.test(file.path) && entries.some((one) => one.kind === 'image' && isSmall(one));
    if (small) this.#small++;
    this.#notes.push(...notes.slice(0, MOST_TOLD));
    const kept = small ? [] : entries;
    const texts: NewText[] = kept.flatMap((one) => {
      if (one.kind !== 'text') return [];
      const { id: _, kind: __, ...text } = one;
      return [text];
    });
    const images = kept.filter((one) => one.kind === 'image');
    const page: FetchedPage = {
      url: this.#record.nameOf(file.path),
      finalUrl: address,
      at: new Date(seen.mtimeMs).toISOString(),
      status: 0,
      bytes: seen.size,
      sha256: await hashOf(file.path),
      dates,
      texts,
      // The record wants their ids; nothing is fetched.
      pictures: images.map(({ id }) => ({ url: id, sha256: '' })),
    };
    const { pictures = [] } = imported;
    return { page, pictures: images.length === 0 ? [] : [{ entries: images, pictures, problems: [], notes: [] }], problems };
  }

  #tell(problem: Problem): void {
    this.#problemCount++;
    if (this.#problems.length < MOST_TOLD) this.#problems.push(problem);
  }

  #show(): void {
    if (process.stderr.isTTY === true) process.stderr.write(`${CLEAR}${this.#read} files read, ${this.#asBefore} as before`);
  }

  outcome(files: number, flags: FilesImportFlags): RefsOutcome {
    const { texts, pictures, known, problems: lost, shown } = this.#added;
    const [first] = this.#problems;
    if (this.#gave + this.#asBefore === 0) throw nothingRead(files, first);
    const problems = [...this.#problems, ...lost].slice(0, MOST_TOLD);
    const more = this.#problemCount + lost.length - problems.length;
    const hidden = this.#notes.length - MOST_TOLD;
    const notes = [
      ...this.#notes.slice(0, MOST_TOLD),
      ...(hidden > 0 ? [`${hidden} more notes.`] : []),
      ...(more > 0 ? [`${more} more problems.`] : []),
      ...(this.#small === 0
        ? []
        : [`${this.#small} pictures smaller than ${LEAST_SIDE} pixels were left out; name them to have them added.`]),
      `Read ${this.#read} of ${files} files, ${this.#asBefore} are as they were; ${known} texts and pictures were there already.`,
    ];
    const lines = [
      ...this.#told,
      `${shown}: ${texts} ${texts === 1 ? 'text' : 'texts'} and ${pictures} ${pictures === 1 ? 'picture' : 'pictures'} added.`,
    ];
    return makeOutcome(lines.map((line) => `${line}\n`).join(''), notes, problems, flags);
  }
}

/** Reads a saved page as a listing file is read, with the address and the dates that it claims. */
async function readPage(
  { path, file }: ImportFile,
  about: About,
  dates: ClaimedDate[],
): Promise<{ readonly imported: Imported; readonly address: string }> {
  const [{ readHtml }, { addressOf }, { claimedDates }] = await Promise.all([
    import('../../readers/html.ts'),
    import('../../readers/html-address.ts'),
    import('../../readers/html-dates.ts'),
  ]);
  const entries: Imported['entries'][number][] = [];
  const problems: Problem[] = [];
  let address = '';
  try {
    const input: Input = await openInput(path, file, {});
    const events = readHtml(input, (page) => {
      dates.push(...claimedDates(page));
      const claimed = addressOf(page).replace(/^\/\//, 'https://');
      if (/^https?:\/\//i.test(claimed) && URL.canParse(claimed)) address = claimed.slice(0, 2000);
    });
    for await (const event of events) {
      if ('problem' in event) problems.push(event.problem);
      const from = address === '' ? about : { ...about, url: address };
      const text = 'listing' in event ? textOf(event.listing, from) : undefined;
      if (text !== undefined) entries.push(makeTextReference(text));
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push({ file, reason: { en: `The page cannot be read (${why}).`, zh: `无法读取该页面（${why}）。` } });
  }
  return { imported: { entries, problems, notes: [] }, address };
}

function isSmall({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return Math.min(width, height) < LEAST_SIDE;
}

function lookAt(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) digest.update(chunk);
  } catch {
    return '';
  }
  return digest.digest('hex');
}

function nothingRead(files: number, first: Problem | undefined): UsageError {
  const cause = first === undefined ? {} : { cause: problemLine(first) };
  return new UsageError(
    {
      en: `None of the ${files} files holds a text or picture that could be imported.`,
      zh: `${files} 个文件中没有可以导入的文字或图片。`,
    },
    cause,
  );
}

function needsOwner(file: string): { readonly en: string; readonly zh: string } {
  return {
    en: `Say who owns the texts and pictures with --owner; only tables may tell it by a column (${file} is none).`,
    zh: `请用 --owner 写明文字和图片的权利人；只有表格可以用列来注明（${file} 不是这样的表格）。`,
  };
}

const NOTHING_NAMED = {
  en: 'Name what to import: folders of saved pages or pictures, files, tables of competitors; preclear refs import files --help tells more.',
  zh: '请指定要导入的内容：保存的网页或图片文件夹、文件、竞品表格；详见 preclear refs import files --help。',
};
const GONE = { en: 'The file is not there any more.', zh: '文件已不存在。' };

/** Back to the start of the line, which is then empty. */
const CLEAR = '\r\u001b[2K';
