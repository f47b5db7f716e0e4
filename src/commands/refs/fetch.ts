import process from 'node:process';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import { FetchJournal, RECORD_FILE } from '../../references/fetch-journal.ts';
import { projectFolder } from '../../scan/config.ts';
import { openFetcher } from '../../scan/open-fetcher.ts';
import { networkSettings } from '../network-flags.ts';
import { configFor } from '../scan/request.ts';
import type { FetchFlags } from './fetch-command.ts';
import { FetchedLibrary } from './fetch-library.ts';
import { fetchPage, isFailure, type PageFailure, type PageTools, type ReadPage, readPictures } from './fetch-page.ts';
import { findTargets, type Target } from './fetch-targets.ts';
import { makeOutcome, type OpenedLibrary, openForChange, type RefsOutcome } from './library.ts';
import { PageReader } from './page-reader.ts';

/** Problems that are told one by one; of the rest the number. */
const MOST_TOLD = 50;
/** Pages that may be on their way for each request at a time: some wait for their host's turn, some for their pictures. */
const WAITING_PER_JOB = 2;

/**
 * Fetches pages and their pictures into the library. What cannot be fetched is told, the rest is added.
 * @param reader of the pages; it is closed at the end.
 * @throws UsageError when nothing is named or nothing could be fetched, and when somebody else is fetching for the library.
 */
export async function runRefsFetch(
  addresses: readonly string[],
  flags: FetchFlags,
  reader: PageReader = new PageReader(),
): Promise<RefsOutcome> {
  const owner = flags.owner.trim();
  if (owner === '')
    throw new UsageError({
      en: '--owner is empty; name who owns the texts and pictures.',
      zh: '--owner 为空；请写明文案和图片的权利人。',
    });
  if (addresses.length === 0 && flags.sitemap === undefined && flags.shopifyProducts === undefined)
    throw new UsageError(NOTHING_NAMED);
  const library = await openForChange(flags);
  const journal = new FetchJournal(library.folder, new Date().toISOString());
  const opened = await openNetwork(flags, journal.startedAt);
  try {
    const tools: PageTools = { ...opened, reader, about: { owner, role: flags.role }, images: flags.images };
    const run = new Run(library, journal, tools, flags);
    await run.resume();
    await run.fetch(addresses);
    journal.finish();
    return run.outcome();
  } finally {
    journal.close();
    await opened.fetcher.close();
    await reader.close();
    if (process.stderr.isTTY === true) process.stderr.write(CLEAR);
  }
}

async function openNetwork(flags: FetchFlags, startedAt: string): Promise<ReturnType<typeof openFetcher>> {
  const config = await configFor(['.'], flags.config);
  const settings = {
    ...networkSettings(flags, config, flags.jobs),
    ...(flags.delay === undefined ? {} : { gapMs: flags.delay * 1000 }),
  };
  // A stopped run goes on with what it had received, whatever the pages say of how long they hold.
  return openFetcher(settings, projectFolder(config), Date.parse(startedAt));
}

/** One run: what was fetched, and what became of it. */
class Run {
  readonly #journal: FetchJournal;
  readonly #tools: PageTools;
  readonly #flags: FetchFlags;
  readonly #added: FetchedLibrary;
  /** The first ones. */
  readonly #problems: Problem[] = [];
  #problemCount = 0;
  #failed = 0;
  #pages = 0;

  constructor(library: OpenedLibrary, journal: FetchJournal, tools: PageTools, flags: FetchFlags) {
    this.#journal = journal;
    this.#tools = tools;
    this.#flags = flags;
    this.#added = new FetchedLibrary(library, journal);
  }

  /** Adds what a stopped run had fetched. */
  async resume(): Promise<void> {
    for (const page of this.#journal.left) {
      await this.#added.add({ page, pictures: await readPictures(page, page.pictures, this.#tools), problems: [] });
    }
    this.#pages = this.#journal.done.size;
    await this.#added.settle();
  }

  /** Fetches everything that is named; a bounded number of pages is on its way at a time. */
  async fetch(addresses: readonly string[]): Promise<void> {
    const { maxPages, jobs } = this.#flags;
    const { fetcher } = this.#tools;
    const underWay = new Set<Promise<void>>();
    for await (const target of findTargets(addresses, this.#flags, fetcher, this.#journal.done)) {
      if (this.#pages + underWay.size >= maxPages) break;
      if ('fault' in target) {
        this.#fail({ url: target.url, kind: target.fault.kind, reason: target.fault.fault });
        continue;
      }
      const work: Promise<void> = this.#one(target).finally(() => underWay.delete(work));
      underWay.add(work);
      if (underWay.size >= jobs * WAITING_PER_JOB) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    await this.#added.settle();
  }

  async #one(target: Target): Promise<void> {
    const read: ReadPage | PageFailure = await fetchPage(target, this.#tools);
    if (isFailure(read)) {
      this.#fail(read);
      return;
    }
    this.#pages++;
    this.#journal.keep(read.page);
    for (const problem of read.problems) this.#tell(problem);
    await this.#added.add(read);
    this.#show();
  }

  #fail({ url, kind, reason }: PageFailure): void {
    this.#failed++;
    this.#journal.fail(url, new Date().toISOString(), kind, reason.en);
    this.#tell({ file: url, reason });
    this.#show();
  }

  #tell(problem: Problem): void {
    this.#problemCount++;
    if (this.#problems.length < MOST_TOLD) this.#problems.push(problem);
  }

  #show(): void {
    if (process.stderr.isTTY === true) process.stderr.write(`${CLEAR}${this.#pages} pages fetched, ${this.#failed} failed`);
  }

  outcome(): RefsOutcome {
    const { texts, pictures, known, problems: lost, shown } = this.#added;
    const [first] = this.#problems;
    if (this.#pages === 0 && first !== undefined) throw new UsageError(nothingFetched(first, this.#problemCount));
    const problems = [...this.#problems, ...lost].slice(0, MOST_TOLD);
    const more = this.#problemCount + lost.length - problems.length;
    const notes = [
      ...(more > 0 ? [`${more} more problems; ${shown}/${RECORD_FILE} has all of them.`] : []),
      `Fetched ${this.#pages} ${this.#pages === 1 ? 'page' : 'pages'}, ${this.#failed} failed; ${known} texts and pictures were there already.`,
    ];
    const stdout = `${shown}: ${texts} ${texts === 1 ? 'text' : 'texts'} and ${pictures} ${pictures === 1 ? 'picture' : 'pictures'} added.\n`;
    return makeOutcome(stdout, notes, problems, this.#flags);
  }
}

const NOTHING_NAMED = {
  en: 'Name what to fetch: addresses of pages, --sitemap ADDRESS or --shopify-products SHOP.',
  zh: '请指定要抓取的内容：页面网址、--sitemap 网址 或 --shopify-products 店铺。',
};

function nothingFetched({ file, reason }: Problem, count: number): { en: string; zh: string } {
  return {
    en: `Nothing could be fetched (${count} ${count === 1 ? 'problem' : 'problems'}). ${file}: ${reason.en}`,
    zh: `没有抓取到任何内容（${count} 个问题）。${file}：${reason.zh}`,
  };
}

/** Back to the start of the line, which is then empty. */
const CLEAR = '\r\u001b[2K';
