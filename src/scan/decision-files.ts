import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASELINE_NAME } from '../decisions/baseline.ts';
import { readBaseline } from '../decisions/baseline-text.ts';
import { BaselineUse } from '../decisions/baseline-use.ts';
import { CommentUse } from '../decisions/comment-use.ts';
import { Decisions } from '../decisions/decisions.ts';
import { SUPPRESSIONS_NAME } from '../decisions/suppression.ts';
import { SuppressionUse } from '../decisions/suppression-use.ts';
import { EnvironmentError, RulePackError, UsageError } from '../model/errors.ts';
import type { DecisionNotice } from '../model/report.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import type { LoadedConfig } from './config.ts';
import { coverageOf } from './decision-coverage.ts';
import { shownPath } from './files.ts';
import { lookAt } from './look-at.ts';
import type { RunRequest, ScanRequest } from './request.ts';

/*
 * The files in which people keep what they decided: beside a configuration and beside those that it extends. Each is read once a scan.
 */

/** Largest file of decisions, in bytes: half a million entries. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Whose rules judge listings. */
export interface Judging {
  readonly config: LoadedConfig | undefined;
  readonly packs: readonly RulePack[];
  /** Those of the packs that are run. */
  readonly rules: readonly Rule[];
}

interface OpenFile<T> {
  readonly path: string;
  readonly use: T;
  /** Everybody who asks it. */
  readonly users: Judging[];
}

/** Opens the decisions of a scan, and tells at the end which of them should be looked at again. */
export class DecisionFiles {
  readonly #request: RunRequest;
  readonly #baselines = new Map<string, OpenFile<BaselineUse>>();
  readonly #suppressions = new Map<string, OpenFile<SuppressionUse>>();
  readonly #comments: { readonly decisions: Decisions; readonly by: Judging }[] = [];

  constructor(request: RunRequest) {
    this.#request = request;
  }

  /**
   * What was decided about the listings of a configuration. Throws a RulePackError for files that are wrong, a UsageError for a baseline
   * that was named and is not there.
   */
  async open(by: Judging): Promise<Decisions> {
    const { asOf } = this.#request;
    const baselines = this.#baselinePaths(by.config).map((path) => this.#baseline(path, by));
    const suppressions: SuppressionUse[] = [];
    for (const path of besideConfig(by.config, SUPPRESSIONS_NAME)) suppressions.push(await this.#suppression(path, by));
    const rules = new Set(by.packs.flatMap((pack) => pack.rules.map((rule) => rule.id)));
    const decisions = new Decisions(baselines, suppressions, new CommentUse(asOf, (id) => rules.has(id)));
    this.#comments.push({ decisions, by });
    return decisions;
  }

  /** The baselines that are open, by path. */
  baselines(): readonly { readonly path: string; readonly use: BaselineUse; readonly users: readonly Judging[] }[] {
    return [...this.#baselines.values()];
  }

  /** Decisions to look at again, by file and line. @param complete whether everything could be read. */
  notices(complete: boolean): DecisionNotice[] {
    const request = this.#request;
    const found = [
      ...[...this.#baselines.values()].flatMap(({ path, use, users }) =>
        use.notices(coverageOf(request, path, users, complete)),
      ),
      ...[...this.#suppressions.values()].flatMap(({ path, use, users }) =>
        use.notices(coverageOf(request, path, users, complete)),
      ),
      ...this.#comments.flatMap(({ decisions, by }) => decisions.commentNotices(coverageOf(request, '', [by], complete))),
    ];
    return found.sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
  }

  #baselinePaths(config: LoadedConfig | undefined): string[] {
    const { baseline } = this.#request;
    if (baseline === 'none') return [];
    return baseline === undefined ? besideConfig(config, BASELINE_NAME) : [baseline];
  }

  #baseline(path: string, by: Judging): BaselineUse {
    const open = this.#baselines.get(path) ?? { path, use: openBaseline(path), users: [] };
    this.#baselines.set(path, open);
    open.users.push(by);
    return open.use;
  }

  async #suppression(path: string, by: Judging): Promise<SuppressionUse> {
    const known = this.#suppressions.get(path);
    if (known !== undefined) {
      known.users.push(by);
      return known.use;
    }
    const { readSuppressions } = await import('./suppressions-file.ts');
    const { asOf } = this.#request;
    const rules = by.packs.flatMap((pack) => pack.rules.map((rule) => rule.id));
    const file = shownPath(path);
    const use = new SuppressionUse(file, await readSuppressions(file, readDecisions(path), { rules, asOf }), asOf);
    this.#suppressions.set(path, { path, use, users: [by] });
    return use;
  }
}

/** Reads a baseline. Throws a RulePackError with the places of what is wrong, an EnvironmentError when the disk refuses it. */
export function openBaseline(path: string): BaselineUse {
  const file = shownPath(path);
  const text = readDecisions(path);
  const read = readBaseline(text);
  if ('entries' in read) return new BaselineUse(file, read.entries);
  const lines = text.split('\n');
  throw new RulePackError(
    read.faults.map((fault) => {
      const shown = (lines[fault.line - 1] ?? '').slice(0, 100).replaceAll(/\p{C}/gu, '?');
      return { file, ...fault, excerpt: `  ${fault.line} | ${shown}` };
    }),
  );
}

/** Whether findings are compared with a baseline, as far as the configuration of the run tells. */
export function usesBaseline({ baseline, config }: Pick<ScanRequest, 'baseline' | 'config'>): boolean {
  return baseline === undefined ? besideConfig(config, BASELINE_NAME).length > 0 : baseline !== 'none';
}

/** The files of this name beside a configuration and what it extends, the nearest first. */
export function besideConfig(config: LoadedConfig | undefined, name: string): string[] {
  const folders = new Set([...(config?.layers ?? [])].reverse().map(({ folder }) => folder));
  return [...folders].map((folder) => join(folder, name)).filter((path) => lookAt(path) !== undefined);
}

/** The text of a file of decisions. */
export function readDecisions(path: string): string {
  const seen = lookAt(path);
  if (seen === undefined) {
    throw new UsageError({
      en: `There is no baseline ${shownPath(path)}; preclear baseline create makes one, and --baseline none does without.`,
      zh: `找不到基线文件 ${shownPath(path)}；可用 preclear baseline create 创建，或用 --baseline none 不使用基线。`,
    });
  }
  try {
    if (seen instanceof Error) throw seen;
    if (!seen.isFile()) throw new Error('It is no file.');
    if (seen.size > MAX_BYTES) throw new Error(`It has ${seen.size} bytes; at most ${MAX_BYTES} are read.`);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const file = shownPath(path);
    throw new EnvironmentError({ en: `${file} cannot be read.`, zh: `无法读取 ${file}。` }, { cause });
  }
}
