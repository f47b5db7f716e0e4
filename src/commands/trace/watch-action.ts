import { join } from 'node:path';
import process from 'node:process';
import type { Problem } from '../../model/problem.ts';
import { type LoadedConfig, projectFolder } from '../../scan/config.ts';
import { openFetcher } from '../../scan/open-fetcher.ts';
import { tellExit } from '../../scan/verdict.ts';
import { compareStates, type WatchOutcome } from '../../trace/watch-changes.ts';
import { readWatchList, type WatchEntry } from '../../trace/watch-list.ts';
import { tellWatched, watchPretty } from '../../trace/watch-pretty.ts';
import { keepState, readState, stateOf, type WatchState } from '../../trace/watch-state.ts';
import { type ExitCode, endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { networkSettings } from '../network-flags.ts';
import { streamOutput } from '../output.ts';
import { configFor, inContinuousIntegration } from '../scan/request.ts';
import { terminalLook } from '../terminal.ts';
import type { TraceFlags } from '../trace.ts';
import { makeRequest } from './action.ts';
import { progressLine, tracePages } from './run.ts';
import { isFailure, type OpenSuspect, openSuspect, type SuspectFailure } from './suspect.ts';

/** Pages that are held in memory at a time, and requests at a time. */
const BATCH = 25;
const JOBS = 8;

/** Looks again at the pages of a watch list and tells what changed. */
export async function runWatch(file: string, flags: TraceFlags): Promise<void> {
  const { entries, problems } = await readWatchList(file);
  const config = await configFor(flags.listings ?? ['.'], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  const outcomes: WatchOutcome[] = [];
  const told: Problem[] = [...problems];
  for (const group of groupsOf(entries)) {
    for (let at = 0; at < group.length; at += BATCH) {
      outcomes.push(...(await watchBatch(group.slice(at, at + BATCH), flags, config, told)));
    }
  }
  progressLine('');
  const order = new Map(entries.map(({ url }, at) => [url, at]));
  outcomes.sort((a, b) => (order.get(a.url) ?? 0) - (order.get(b.url) ?? 0));
  const output = streamOutput(process.stdout);
  const report = { format: 1, checkedAt: new Date().toISOString(), pages: outcomes, problems: told };
  if (flags.format === 'json') await output.write(`${JSON.stringify(report, null, 2)}\n`);
  else await output.write(watchPretty(outcomes, told, { lang, ...terminalLook() }));
  const exit = exitOf(outcomes, told, flags);
  await streamOutput(process.stderr).write(`${tellExit(exit, tellWatched(outcomes))[lang]}\n`);
  endWith(exit);
}

/** Pages that are compared with the same listings. */
function groupsOf(entries: readonly WatchEntry[]): WatchEntry[][] {
  const groups = new Map<string, WatchEntry[]>();
  for (const entry of entries) {
    const key = [...entry.listings].sort().join('\0');
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

async function watchBatch(
  entries: readonly WatchEntry[],
  flags: TraceFlags,
  config: LoadedConfig | undefined,
  problems: Problem[],
): Promise<WatchOutcome[]> {
  const now = Date.now();
  const settings = { ...networkSettings(flags, config, JOBS), revalidate: true };
  const { fetcher, cache } = openFetcher(settings, projectFolder(config));
  let looked: readonly (OpenSuspect | SuspectFailure)[];
  try {
    const tools = { fetcher, cache, images: flags.images, now };
    looked = await Promise.all(
      entries.map(async ({ url, file }) => {
        progressLine(url);
        return file === undefined ? openSuspect(url, tools) : openSuspect(file, tools, url);
      }),
    );
  } finally {
    await fetcher.close();
  }
  const opened = looked.filter((one): one is OpenSuspect => !isFailure(one));
  const listing = entries[0]?.listings ?? [];
  const request = { ...(await makeRequest({ ...flags, listing }, config, now)), papers: [] };
  const traced = opened.length === 0 ? undefined : await tracePages(opened, [], request);
  problems.push(...(traced?.report.problems ?? []).slice(0, 20));
  const folder = join(projectFolder(config), 'trace');
  return entries.map((entry, at) => {
    const result = looked[at];
    const before = readState(folder, entry.url);
    if (result === undefined || isFailure(result)) return failed(entry, result, before, folder, now);
    const place = opened.indexOf(result);
    const page = traced?.report.pages[place];
    return page === undefined
      ? failed(entry, undefined, before, folder, now)
      : seen(entry, stateOf(entry.url, page, before), before, folder);
  });
}

function seen(entry: WatchEntry, now: WatchState, before: WatchState | undefined, folder: string): WatchOutcome {
  keepState(folder, now);
  const { appeared, vanished } = compareStates(before ?? { ...now, passages: [], pictures: [], canaries: [] }, now);
  const copied = now.lastCopiedAt === now.checkedAt;
  const differs = appeared.length + vanished.length > 0;
  const event = before === undefined ? 'new' : before.state === 'gone' ? 'back' : differs ? 'changed' : 'same';
  const matters = event === 'back' || event === 'changed' || (event === 'new' && copied);
  return { ...common(entry, now, before), event, matters, checkedAt: now.checkedAt, appeared, vanished };
}

/** Gone is what the site itself says is gone; anything else may be back in an hour. */
function failed(
  entry: WatchEntry,
  failure: SuspectFailure | undefined,
  before: WatchState | undefined,
  folder: string,
  now: number,
): WatchOutcome {
  const checkedAt = new Date(now).toISOString();
  const isGone = failure?.status === 404 || failure?.status === 410;
  const reason = failure === undefined ? {} : { reason: failure.reason };
  const nothing = { appeared: [], vanished: [], ...reason, checkedAt };
  if (!isGone) return { ...common(entry, before, before), event: 'unreachable', matters: false, ...nothing };
  const empty = { format: 1, url: entry.url, sha256: '', passages: [], pictures: [], canaries: [] };
  const first = before?.firstCopiedAt === undefined ? {} : { firstCopiedAt: before.firstCopiedAt };
  const last = before?.lastCopiedAt === undefined ? {} : { lastCopiedAt: before.lastCopiedAt };
  const state: WatchState = { ...empty, ...first, ...last, state: 'gone', checkedAt };
  keepState(folder, state);
  const event = before?.state === 'there' ? 'gone' : 'still-gone';
  const { vanished } = before === undefined ? { vanished: [] } : compareStates(before, state);
  return { ...common(entry, state, before), event, matters: event === 'gone', ...nothing, vanished };
}

function common(
  { url, owner, note }: WatchEntry,
  state: WatchState | undefined,
  before: WatchState | undefined,
): Pick<WatchOutcome, 'url' | 'owner' | 'note' | 'lastCheckedAt' | 'firstCopiedAt' | 'passages' | 'pictures' | 'canaries'> {
  return {
    url,
    ...(owner === undefined ? {} : { owner }),
    ...(note === undefined ? {} : { note }),
    ...(before === undefined ? {} : { lastCheckedAt: before.checkedAt }),
    ...(state?.firstCopiedAt === undefined ? {} : { firstCopiedAt: state.firstCopiedAt }),
    passages: state?.passages.length ?? 0,
    pictures: (state?.pictures ?? []).filter(({ tier }) => tier === 'copy').length,
    canaries: state?.canaries.length ?? 0,
  };
}

function exitOf(outcomes: readonly WatchOutcome[], problems: readonly Problem[], flags: TraceFlags): ExitCode {
  if (outcomes.some(({ matters }) => matters)) return 1;
  if (outcomes.some(({ event }) => event === 'unreachable')) return 3;
  return (flags.strict ?? inContinuousIntegration()) && problems.length > 0 ? 3 : 0;
}
