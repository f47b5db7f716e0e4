import { join } from 'node:path';
import { BASELINE_NAME, type BaselineEntry, entryOf } from '../decisions/baseline.ts';
import type { BaselineUse } from '../decisions/baseline-use.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import { openAudit } from './audit.ts';
import type { LoadedConfig } from './config.ts';
import { coverageOf } from './decision-coverage.ts';
import { isOwnFile } from './decision-state.ts';
import { shownPath } from './files.ts';
import { judgeEvents } from './judging.ts';
import { lookAt } from './look-at.ts';
import type { ScanRequest } from './request.ts';

/** A baseline beside what a scan finds now. */
export interface BaselineState {
  /** Absolute. */
  readonly path: string;
  /** As reports show it. */
  readonly file: string;
  /** What it holds; undefined when there is no such file yet. */
  readonly entries: ReadonlyMap<string, BaselineEntry> | undefined;
  /** Open findings that it does not hold, in the order of the scan, with where each stands now. */
  readonly added: readonly { readonly entry: BaselineEntry; readonly place: string }[];
  /** Entries that the scan would have found, and did not. */
  readonly gone: readonly BaselineEntry[];
  /** How many entries were not looked for. */
  readonly unseen: number;
}

/** What a scan gives for the baselines of its configurations. */
export interface BaselineRun {
  readonly states: readonly BaselineState[];
  /** What could not be read; of that nothing is known. */
  readonly problems: readonly Problem[];
}

type Added = { readonly entry: BaselineEntry; readonly place: string };

/**
 * Scans, and lays what is found beside the baselines: every configuration has its own, unless the request names one for all.
 * Throws a UsageError where a finding has no configuration beside which a baseline could stand.
 * @param reason why what is new is there, for its entries.
 */
export async function runBaseline(request: ScanRequest, reason?: string): Promise<BaselineRun> {
  const named = request.baseline === 'none' ? undefined : request.baseline;
  const absent = named !== undefined && lookAt(named) === undefined;
  const audit = await openAudit(absent ? { ...request, baseline: 'none' } : request);
  const added = new Map<string, Added[]>();
  for (const { checker, events } of audit.parts) {
    const { judge, settle, decisions } = checker;
    for await (const event of judgeEvents(events({ enter: () => undefined, leave: () => undefined }), judge)) {
      if ('problem' in event) audit.problems.add(event.problem);
      if (!('subject' in event)) continue;
      const { subject, judgement, file } = event;
      const { listing } = subject;
      for (const problem of decisions.meet(listing, isOwnFile(file, request))) audit.problems.add(problem);
      for (const finding of decisions.decide(settle(judge.meet(judgement, subject), file), listing)) {
        if (finding.state !== 'open') continue;
        const path = named ?? baselineBeside(file.config);
        const place = `${finding.file}:${finding.line}:${finding.column}`;
        const entries = added.get(path) ?? [];
        entries.push({ entry: entryOf(finding, request.asOf, reason), place });
        added.set(path, entries);
      }
    }
  }
  const problems = audit.problems.all();
  const open = new Map(audit.decisions.baselines().map((one) => [one.path, one]));
  const states = [...new Set([...open.keys(), ...added.keys()])].sort().map((path): BaselineState => {
    const { use, users = [] } = open.get(path) ?? {};
    return stateOf(path, use, added.get(path) ?? [], coverageOf(request, path, users, problems.length === 0));
  });
  return { states, problems };
}

function stateOf(
  path: string,
  use: BaselineUse | undefined,
  added: readonly Added[],
  coverage: ReturnType<typeof coverageOf>,
): BaselineState {
  return {
    path,
    file: shownPath(path),
    entries: use?.entries,
    added,
    gone: use?.gone(coverage) ?? [],
    unseen: use?.unseen(coverage) ?? 0,
  };
}

/** Where the baseline of a configuration stands. Throws a UsageError without one. */
function baselineBeside(config: LoadedConfig | undefined): string {
  if (config !== undefined) return join(config.folder, BASELINE_NAME);
  throw new UsageError({
    en: 'A baseline stands beside the configuration, and there is none: run preclear init first, or name the file by --baseline FILE.',
    zh: '基线文件放在配置文件旁，但没有找到配置文件。请先运行 preclear init，或用 --baseline 文件 指定。',
  });
}
