import { join } from 'node:path';
import { BASELINE_NAME, type BaselineEntry, entryOf } from '../decisions/baseline.ts';
import type { BaselineUse } from '../decisions/baseline-use.ts';
import { UsageError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { LoadedConfig } from './config.ts';
import { coverageOf } from './decision-coverage.ts';
import type { DecisionFiles } from './decision-files.ts';
import { shownPath } from './files.ts';
import { lookAt } from './look-at.ts';
import type { ScanRequest, ScanSink } from './request.ts';
import { runScan } from './scan.ts';

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
export async function runBaseline(request: ScanRequest, progress: ScanSink['progress'], reason?: string): Promise<BaselineRun> {
  const named = request.baseline === 'none' ? undefined : request.baseline;
  const isNew = named !== undefined && lookAt(named) === undefined;
  const added = new Map<string, Added[]>();
  let files: DecisionFiles | undefined;
  const { problems } = await runScan(isNew ? { ...request, baseline: 'none' } : request, {
    begin: () => undefined,
    progress,
    listing({ listing, findings }, { config }) {
      const open = findings.filter(({ state }) => state === 'open');
      if (open.length === 0) return;
      const path = named ?? baselineBeside(config);
      const known = added.get(path) ?? [];
      for (const finding of open) {
        const place = `${finding.file}:${finding.line}:${finding.column}`;
        known.push({ entry: entryOf(finding, listing, request.asOf, reason), place });
      }
      added.set(path, known);
    },
    decided(all) {
      files = all;
    },
  });
  const open = new Map(files?.baselines().map((one) => [one.path, one]));
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
