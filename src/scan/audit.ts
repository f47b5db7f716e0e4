import { join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Rule, RulePack } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { cacheFolder } from './config.ts';
import { collectFiles, type ScanFile } from './files.ts';
import { createJudge, type Judge } from './judge.ts';
import { PictureCache } from './picture-cache.ts';
import type { PictureLines } from './picture-lines.ts';
import { ProblemLog } from './problems.ts';
import type { ScanRequest } from './request.ts';
import { openResources } from './resources.ts';
import { selectRules } from './rules.ts';
import { type SubjectEvent, SubjectSource } from './subjects.ts';

/** Is told which file is being read. */
export interface FileWatch {
  enter(file: ScanFile): void;
  leave(file: ScanFile): void;
}

/** What a file gives, and which file it is. */
export type AuditEvent = SubjectEvent & { readonly file: ScanFile };

/** Everything that a run over listings needs, opened. */
export interface Audit {
  readonly packs: readonly RulePack[];
  readonly rules: readonly Rule[];
  readonly files: readonly ScanFile[];
  readonly judge: Judge;
  readonly problems: ProblemLog;
  events(watch: FileWatch): AsyncGenerator<AuditEvent>;
  /** How much of the current file has been read. */
  bytesRead(): number;
}

/** Opens rules, references, ledgers and the list of files. Throws a UsageError when there is nothing to scan. */
export async function openAudit(request: ScanRequest): Promise<Audit> {
  const cache = cacheFolder(request.config);
  const packs = await loadRulePacks(request.rulesPaths, cache === undefined ? undefined : join(cache, 'rules'));
  const rules = await selectRules(packs, request.only, request.skip);
  const paths = request.paths.length === 0 && request.stdin === undefined ? ['.'] : request.paths;
  const { files, problems: denied } = collectFiles(paths, request.config);
  const problems = new ProblemLog();
  for (const problem of denied) problems.add(problem);
  if (files.length === 0 && request.stdin === undefined && denied.length === 0) {
    throw new UsageError({
      en: `There is no listing file in ${paths.join(', ')}; preclear reads CSV, TSV, XLSX, JSON, YAML, Markdown, HTML and XML.`,
      zh: `${paths.join('、')} 中没有 Listing 文件；可读取的格式：CSV、TSV、XLSX、JSON、YAML、Markdown、HTML 和 XML。`,
    });
  }
  const lines = request.ocr === true && request.images ? await openPictureLines(request.config) : undefined;
  const { resources, search, problems: unread } = await openResources(request.config, request.asOf);
  for (const problem of unread) problems.add(problem);
  const source = new SubjectSource(request, {
    ...(search === undefined ? {} : { search }),
    ...(lines === undefined ? {} : { lines }),
    ...(cache === undefined || !request.images ? {} : { cache: new PictureCache(cache) }),
  });
  return {
    packs,
    rules,
    files,
    judge: createJudge(rules, resources),
    problems,
    bytesRead: () => source.bytesRead(),
    async *events(watch: FileWatch): AsyncGenerator<AuditEvent> {
      if (request.stdin !== undefined) {
        const piped = { path: '', file: request.stdin.file, size: 0, named: true };
        yield* watched(source.readStream(request.stdin), piped, watch);
      }
      for (const file of files) yield* watched(source.read(file), file, watch);
    },
  };
}

/** What a file gives; a named one that gives nothing is a problem, because a pipeline would take the silence for a pass. */
async function* watched(events: AsyncIterable<SubjectEvent>, file: ScanFile, watch: FileWatch): AsyncGenerator<AuditEvent> {
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

/** Loaded only where text in pictures is asked for. */
async function openPictureLines(config: ScanRequest['config']): Promise<PictureLines> {
  const [{ PictureLines }, { requireTextPackages }] = await Promise.all([
    import('./picture-lines.ts'),
    import('./picture-text.ts'),
  ]);
  requireTextPackages();
  return new PictureLines(cacheFolder(config));
}
