import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { ChangedScope } from './changed.ts';
import { type Checker, openChecker, sharedResources } from './checker.ts';
import type { LoadedConfig } from './config.ts';
import { ConfigSet } from './config-set.ts';
import { DecisionFiles } from './decision-files.ts';
import { collectFiles, type ScanFile } from './files.ts';
import type { RecalledEvent } from './judgement-cache.ts';
import { ProblemLog } from './problems.ts';
import { requestFor, type ScanRequest } from './request.ts';
import { optionsFor, type SubjectEvent } from './subjects.ts';

/** Is told which file is being read. */
export interface FileWatch {
  enter(file: ScanFile): void;
  leave(file: ScanFile): void;
}

/** What a file gives, and which file it is. */
export type AuditEvent = SubjectEvent & { readonly file: ScanFile };

/** The same, with the judgement of a listing where it is at hand. */
export type RecalledAuditEvent = RecalledEvent & { readonly file: ScanFile };

/** Files of one configuration that follow each other in the report. */
export interface AuditPart {
  readonly checker: Checker;
  events(watch: FileWatch): AsyncGenerator<RecalledAuditEvent>;
}

/** Everything that a run over listings needs, opened. */
export interface Audit {
  readonly packs: readonly RulePack[];
  readonly rules: readonly Rule[];
  readonly files: readonly ScanFile[];
  /** In the order of the report; a configuration that has files before and behind those of another comes twice. */
  readonly parts: readonly AuditPart[];
  readonly problems: ProblemLog;
  readonly decisions: DecisionFiles;
  /** What a person should know of what is scanned. */
  readonly note?: Bilingual;
  /** How much of the current file has been read. */
  bytesRead(): number;
}

/**
 * Opens rules, references and ledgers of every configuration that the files have, each once. Throws a UsageError when there is nothing to
 * scan, a RulePackError for a configuration or rules that are wrong.
 */
export async function openAudit(request: ScanRequest): Promise<Audit> {
  const { stdin } = request;
  const paths = request.paths.length === 0 && stdin === undefined ? ['.'] : request.paths;
  const configs = new ConfigSet(request.oneConfig === true ? request.config : undefined, request.config);
  const { files: found, problems: denied } = await collectFiles(paths, configs);
  const problems = new ProblemLog();
  for (const problem of denied) problems.add(problem);
  if (found.length === 0 && stdin === undefined && denied.length === 0 && request.since?.staged !== true) {
    throw new UsageError({
      en: `There is no listing file in ${paths.join(', ')}; preclear reads CSV, TSV, XLSX, JSON, YAML, Markdown, HTML and XML.`,
      zh: `${paths.join('、')} 中没有 Listing 文件；可读取的格式：CSV、TSV、XLSX、JSON、YAML、Markdown、HTML 和 XML。`,
    });
  }
  const scope = await narrow(request, paths, found, configs);
  const { files } = scope ?? { files: found };
  const checkers = new Map<LoadedConfig | undefined, Checker>();
  const open = sharedResources();
  const decisions = new DecisionFiles(request);
  const used = [...(stdin === undefined && files.length > 0 ? [] : [request.config]), ...files.map(({ config }) => config)];
  for (const config of new Set(used)) {
    const checker = await openChecker(requestFor(request, config), open, decisions, scope?.pictureBytes);
    checkers.set(config, checker);
    for (const problem of checker.problems) problems.add(problem);
  }
  const parts = partsOf(request, files, checkers, scope);
  return {
    ...(scope === undefined ? {} : { note: scope.note }),
    ...rulesOf([...checkers.values()]),
    files,
    parts,
    problems,
    decisions,
    bytesRead: () => parts.reduce((most, { checker }) => Math.max(most, checker.source.bytesRead()), 0),
  };
}

/** What of the files has changed, where that is asked. */
async function narrow(
  { since, stdin, images }: ScanRequest,
  paths: readonly string[],
  files: readonly ScanFile[],
  configs: ConfigSet,
): Promise<ChangedScope | undefined> {
  if (since === undefined) return undefined;
  if (stdin !== undefined) {
    throw new UsageError({
      en: 'Standard input has no history; --changed and --staged need files that git keeps.',
      zh: '标准输入没有历史版本；--changed 和 --staged 只能用于 git 管理的文件。',
    });
  }
  const { openChanged } = await import('./changed.ts');
  return openChanged(since, { paths, files, images, configFor: (path) => configs.nearest(path) });
}

/** The files in their order, cut where the configuration changes; standard input comes first. */
function partsOf(
  { stdin, config }: ScanRequest,
  files: readonly ScanFile[],
  checkers: ReadonlyMap<LoadedConfig | undefined, Checker>,
  scope: ChangedScope | undefined,
): AuditPart[] {
  const parts: { readonly checker: Checker; readonly files: ScanFile[] }[] = [];
  for (const file of files) {
    const checker = checkers.get(file.config);
    if (checker === undefined) continue;
    const last = parts.at(-1);
    if (last?.checker === checker) last.files.push(file);
    else parts.push({ checker, files: [file] });
  }
  const named = parts.map(({ checker, files }) => ({
    checker,
    async *events(watch: FileWatch): AsyncGenerator<RecalledAuditEvent> {
      for (const file of files) {
        const events = readFile(checker, file, scope);
        // Of a file of which nothing is looked at but what has changed, nothing may be left.
        yield* watched(events, scope === undefined ? file : { ...file, named: false }, watch);
      }
    },
  }));
  const first = checkers.get(config);
  if (stdin === undefined || first === undefined) return named;
  const piped = { path: resolve(stdin.file), file: stdin.file, size: 0, named: true, config };
  return [{ checker: first, events: (watch) => watched(first.source.readStream(stdin), piped, watch) }, ...named];
}

/** What a file gives, from the cache as far as it is there. */
function readFile(
  { source, judgements, request }: Checker,
  file: ScanFile,
  scope?: ChangedScope,
): AsyncIterable<RecalledEvent> {
  if (scope !== undefined || judgements === undefined) return source.read(file, scope?.versionOf(file));
  return judgements.recall(file, optionsFor(request, file.path), () => source.read(file));
}

/** The packs and rules of all configurations, each once. Throws a UsageError where two mean different things by one rule. */
function rulesOf(checkers: readonly Checker[]): Pick<Audit, 'packs' | 'rules'> {
  const packs = new Map<string, RulePack>();
  const rules = new Map<string, { readonly rule: Rule; readonly by: Checker }>();
  for (const by of checkers) {
    for (const pack of by.packs) packs.set(pack.id, packs.get(pack.id) ?? pack);
    for (const rule of by.rules) {
      const known = rules.get(rule.id);
      if (known === undefined) rules.set(rule.id, { rule, by });
      else if (saying(known.rule) !== saying(rule)) throw unlike(rule.id, known.by, by);
    }
  }
  return { packs: [...packs.values()], rules: [...rules.values()].map(({ rule }) => rule) };
}

/** What a report takes from a rule: one rule can have one text in it. */
function saying({ kind, message, rationale, fix, policy, prevention }: Rule): string {
  return JSON.stringify([kind, message, rationale, fix, policy, prevention]);
}

function unlike(rule: string, a: Checker, b: Checker): UsageError {
  const [one, other] = [a, b].map(({ request }) => request.config?.file ?? '-');
  return new UsageError({
    en: `The rule ${rule} says different things by ${one} and by ${other}, and a report can tell only one. Give one of the two another id, or scan the folders one by one.`,
    zh: `规则 ${rule} 在 ${one} 和 ${other} 中的内容不同，一份报告只能用其中一种。请为其中一条规则换一个 id，或逐个文件夹扫描。`,
  });
}

/** What a file gives; a named one that gives nothing is a problem, because a pipeline would take the silence for a pass. */
async function* watched(
  events: AsyncIterable<RecalledEvent>,
  file: ScanFile,
  watch: FileWatch,
): AsyncGenerator<RecalledAuditEvent> {
  let silent = true;
  watch.enter(file);
  for await (const event of events) {
    if ('subject' in event || 'problem' in event) silent = false;
    yield { ...event, file };
  }
  if (silent && file.named) yield { problem: { file: file.file, reason: NO_LISTING }, file };
  watch.leave(file);
}

const NO_LISTING: Bilingual = {
  en: 'The file holds no listing, so nothing was checked. See that the export is complete and that this is the right file.',
  zh: '文件里没有任何 Listing，未做检查。请确认导出是否完整、文件是否选对。',
};
