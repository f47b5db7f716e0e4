import process from 'node:process';
import { openCanaries } from '../../ledger/canaries.ts';
import { UsageError } from '../../model/errors.ts';
import { isCopied } from '../../model/trace-report.ts';
import { type LoadedConfig, ledgerFolder, projectFolder } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { openFetcher } from '../../scan/open-fetcher.ts';
import { tellExit } from '../../scan/verdict.ts';
import type { OwnWord } from '../../trace/own-words.ts';
import { readPaper } from '../../trace/papers.ts';
import { tellCopied, tracePretty } from '../../trace/trace-pretty.ts';
import { type ExitCode, endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { networkSettings } from '../network-flags.ts';
import { streamOutput } from '../output.ts';
import { configFor, inContinuousIntegration } from '../scan/request.ts';
import { tellProblems } from '../tell-problems.ts';
import { terminalLook } from '../terminal.ts';
import type { TraceFlags } from '../trace.ts';
import { problemsOf, progressLine, type TraceOutcome, type TraceRequest, tracePages } from './run.ts';
import { readStatedAddress } from './stated-address.ts';
import { isFailure, type OpenSuspect, openSuspect, type SuspectFailure } from './suspect.ts';

/** Requests at a time. */
const JOBS = 8;
/** Pages of one trace; a watch list may hold more. */
const MOST_PAGES = 50;

/** Traces pages, or looks again at those of a watch list. */
export async function runTrace(suspects: readonly string[], flags: TraceFlags): Promise<void> {
  if (flags.watch !== undefined) {
    if (suspects.length > 0 || flags.out !== undefined || flags.url !== undefined) throw new UsageError(WATCH_ALONE);
    const { runWatch } = await import('./watch-action.ts');
    return runWatch(flags.watch, flags);
  }
  if (suspects.length === 0) throw new UsageError(NOTHING_NAMED);
  const statedUrl = flags.url === undefined ? undefined : readStatedAddress(flags.url, suspects);
  if (suspects.length > MOST_PAGES) throw new UsageError(TOO_MANY);
  if (flags.out !== undefined) (await import('../../trace/evidence-folder.ts')).requireFree(flags.out);
  const config = await configFor(flags.listings ?? ['.'], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  const now = Date.now();
  const { opened, failures } = await openAll(
    suspects,
    { ...flags, ...(statedUrl === undefined ? {} : { url: statedUrl }) },
    config,
    now,
  );
  const outcome = await tracePages(opened, failures, await makeRequest(flags, config, now));
  progressLine('');
  if (outcome.missing.length > 0) throw new UsageError(notMet(outcome.missing));
  const output = streamOutput(process.stdout);
  if (flags.format === 'json') await output.write(`${JSON.stringify(outcome.report, null, 2)}\n`);
  else await output.write(tracePretty(outcome.report, { lang, ...terminalLook() }));
  if (flags.out !== undefined) {
    const { writeEvidence } = await import('./out.ts');
    await streamOutput(process.stderr).write(await writeEvidence(flags.out, outcome, flags.screenshot, lang));
  }
  const exit = exitOf(outcome, flags);
  await streamOutput(process.stderr).write(`${tellExit(exit, tellCopied(outcome.report))[lang]}\n`);
  endWith(exit);
}

async function openAll(
  suspects: readonly string[],
  flags: TraceFlags,
  config: LoadedConfig | undefined,
  now: number,
): Promise<{ readonly opened: OpenSuspect[]; readonly failures: SuspectFailure[] }> {
  const { fetcher, cache } = openFetcher({ ...networkSettings(flags, config, JOBS), revalidate: true }, projectFolder(config));
  const opened: OpenSuspect[] = [];
  const failures: SuspectFailure[] = [];
  try {
    for (const named of new Set(suspects)) {
      progressLine(named);
      const suspect = await openSuspect(named, { fetcher, cache, images: flags.images, now }, flags.url);
      if (isFailure(suspect)) failures.push(suspect);
      else opened.push(suspect);
    }
  } finally {
    await fetcher.close();
  }
  if (opened.length === 0) throw new UsageError(nothingOpened(failures));
  return { opened, failures };
}

/** What the flags and the configuration ask for together. */
export async function makeRequest(flags: TraceFlags, config: LoadedConfig | undefined, now: number): Promise<TraceRequest> {
  return {
    paths: flags.listings ?? ['.'],
    named: flags.listing ?? [],
    papers: (flags.record ?? []).map(readPaper),
    config,
    oneConfig: flags.config !== undefined,
    images: flags.images,
    history: flags.history,
    allPictures: flags.allPictures ?? false,
    words: await ownWords(config, flags.listing ?? []),
    now,
    show: progressLine,
  };
}

/** Own brands and names, and the ledger's canaries, of the named listings if any are named. Rows of it that are wrong are told. */
async function ownWords(config: LoadedConfig | undefined, named: readonly string[]): Promise<OwnWord[]> {
  const { brands = [], names = [] } = config?.values ?? {};
  const folder = ledgerFolder(config);
  const { canaries, problems } = await openCanaries(folder, shownPath(folder));
  tellProblems(problems, pickLang(undefined, config?.values.lang));
  return [
    ...[...new Set([...brands, ...names])].map((phrase): OwnWord => ({ phrase, kind: 'brand' })),
    ...canaries
      .filter(({ listing }) => named.length === 0 || named.includes(listing))
      .map(({ phrase, listing }): OwnWord => ({ phrase, kind: 'canary', listing })),
  ];
}

function exitOf({ report }: TraceOutcome, flags: TraceFlags): ExitCode {
  if (report.pages.some(isCopied)) return 1;
  if (report.failures.length > 0) return 3;
  const isStrict = flags.strict ?? inContinuousIntegration();
  return isStrict && problemsOf(report).length > 0 ? 3 : 0;
}

const NOTHING_NAMED = {
  en: 'Name a page: an address (https://…) or a saved page. Or a watch list with --watch FILE.',
  zh: '请指定页面：网址（https://…）或已保存的网页文件；也可以用 --watch 文件 指定监控名单。',
};
const WATCH_ALONE = {
  en: 'With --watch the pages stand in the list; name none beside it, and neither --out nor --url. Trace a page by itself for an evidence folder.',
  zh: '使用 --watch 时页面写在名单里，命令行不要再写页面、--out 或 --url。需要证据文件夹时，请单独对该页面溯源。',
};
const TOO_MANY = {
  en: `A trace takes at most ${MOST_PAGES} pages; put more into a watch list (--watch FILE).`,
  zh: `一次最多溯源 ${MOST_PAGES} 个页面；更多页面请写进监控名单（--watch 文件）。`,
};

function nothingOpened(failures: readonly SuspectFailure[]): { readonly en: string; readonly zh: string } {
  return {
    en: `No page could be looked at. ${failures.map(({ named, reason }) => `${named}: ${reason.en}`).join(' ')}`,
    zh: `没有可查看的页面。${failures.map(({ named, reason }) => `${named}：${reason.zh}`).join('')}`,
  };
}

function notMet(missing: readonly string[]): { readonly en: string; readonly zh: string } {
  const list = missing.slice(0, 10).join(', ');
  return {
    en: `No listing ${list} was met; check --listing and --listings.`,
    zh: `找不到 Listing ${list}；请检查 --listing 和 --listings。`,
  };
}
