import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { UsageError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { LeftOutCount } from '../model/left-out.ts';
import type { Progress } from '../model/progress.ts';
import type { MappingNote, ReportTail } from '../model/report.ts';
import type { Rule, RulePack, Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { loadRulePacks } from '../rulepacks/disk.ts';
import { cacheFolder } from './config.ts';
import { collectFiles, type ScanFile } from './files.ts';
import { planFixes } from './fix-plan.ts';
import { createJudge, type Judge } from './judge.ts';
import { PictureCache } from './picture-cache.ts';
import type { PictureLines } from './picture-lines.ts';
import { ProblemLog } from './problems.ts';
import type { ScanRequest, ScanSink } from './request.ts';
import { openResources } from './resources.ts';
import { selectRules } from './rules.ts';
import { type SubjectEvent, SubjectSource } from './subjects.ts';
import { decide } from './verdict.ts';

/*
 * The audit: files -> listings -> findings, one listing at a time, in the order of file and record. Nothing is kept but counts.
 */

/** Scans what the request names and hands the findings to the sink; returns what is known at the end. */
export async function runScan(request: ScanRequest, sink: ScanSink): Promise<ReportTail> {
  const startedAt = new Date();
  const audit = await openAudit(request);
  await sink.begin({
    version: manifest.version,
    packs: audit.packs,
    rules: new Map(audit.rules.map((rule) => [rule.id, rule])),
  });
  const count = new Count(audit.files);
  for await (const event of audit.events(count)) {
    if ('problem' in event) audit.problems.add(event.problem);
    else if ('mapping' in event) count.mappings.push(event.mapping);
    else if ('skipped' in event) count.skipped.push(event.skipped);
    else {
      const { listing } = event.subject;
      const findings = audit.judge({ ...event.subject, leaveOut: (passage) => count.leftOut.add(passage, listing) });
      count.listing(findings, event.pictures);
      if (findings.length > 0) await sink.listing({ listing: event.subject.listing, findings });
      if (sink.fixed !== undefined && count.file !== undefined) {
        const edits = planFixes(findings, event.subject, audit.judge.again);
        if (edits.length > 0) sink.fixed(edits, count.file);
      }
      if (event.pictures > 0 || count.listings % 256 === 0) await sink.progress(count.progress(audit.bytesRead()));
    }
  }
  await sink.progress(count.progress(0));
  const problems = audit.problems.all();
  return {
    startedAt: startedAt.toISOString(),
    elapsedMs: Date.now() - startedAt.getTime(),
    files: count.files - count.skipped.length,
    listings: count.listings,
    images: count.images,
    counts: count.counts,
    review: count.review.error + count.review.warning + count.review.note,
    byRule: count.byRule,
    suppressed: 0,
    baselined: 0,
    leftOut: count.leftOut.counts,
    leftOutExamples: count.leftOut.examples,
    problems,
    mappings: count.mappings,
    skipped: count.skipped,
    verdict: decide({ counts: count.counts, review: count.review }, problems, request),
  };
}

/** Loaded only where text in pictures is asked for. */
async function openPictureLines(config: ScanRequest['config']): Promise<PictureLines> {
  const [{ PictureLines }, { requireTextPackages }] = await Promise.all([
    import('./picture-lines.ts'),
    import('./picture-text.ts'),
  ]);
  requireTextPackages();
  return new PictureLines(cacheFolder(config));
}

/** Is told which file is being read. */
export interface FileWatch {
  enter(file: ScanFile): void;
  leave(file: ScanFile): void;
}

/** Everything that a run over listings needs, opened. */
export interface Audit {
  readonly packs: readonly RulePack[];
  readonly rules: readonly Rule[];
  readonly files: readonly ScanFile[];
  readonly judge: Judge;
  readonly problems: ProblemLog;
  events(count: FileWatch): AsyncGenerator<SubjectEvent>;
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
    async *events(count: FileWatch): AsyncGenerator<SubjectEvent> {
      if (request.stdin !== undefined) {
        const piped = { path: '', file: request.stdin.file, size: 0, named: true };
        count.enter(piped);
        yield* telling(source.readStream(request.stdin), piped);
        count.leave(piped);
      }
      for (const file of files) {
        count.enter(file);
        yield* telling(source.read(file), file);
        count.leave(file);
      }
    },
  };
}

/** What a file gives; a named one that gives nothing is a problem, because a pipeline would take the silence for a pass. */
async function* telling(events: AsyncIterable<SubjectEvent>, { file, named }: ScanFile): AsyncGenerator<SubjectEvent> {
  let silent = true;
  for await (const event of events) {
    if ('subject' in event || 'problem' in event) silent = false;
    yield event;
  }
  if (silent && named) yield { problem: { file, reason: NO_LISTING } };
}

const NO_LISTING: Bilingual = {
  en: 'The file holds no listing, so nothing was checked. See that the export is complete and that this is the right file.',
  zh: '文件里没有任何 Listing，未做检查。请确认导出是否完整、文件是否选对。',
};

/** The numbers of a run. */
class Count {
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  readonly review: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  readonly byRule: Map<string, number> = new Map();
  readonly mappings: MappingNote[] = [];
  readonly skipped: string[] = [];
  readonly leftOut: LeftOutCount = new LeftOutCount();
  files: number = 0;
  listings: number = 0;
  images: number = 0;
  readonly #total: { readonly files: number; readonly bytes: number };
  #findings = 0;
  #bytes = 0;
  /** The file that is being read. */
  file: ScanFile | undefined;

  constructor(files: readonly ScanFile[]) {
    this.#total = { files: files.length, bytes: files.reduce((sum, file) => sum + file.size, 0) };
  }

  enter(file: ScanFile): void {
    this.file = file;
  }

  leave(file: ScanFile): void {
    this.files++;
    this.#bytes += file.size;
  }

  listing(findings: readonly Finding[], images: number): void {
    this.listings++;
    this.images += images;
    this.#findings += findings.length;
    for (const { rule, severity, review } of findings) {
      (review ? this.review : this.counts)[severity]++;
      this.byRule.set(rule, (this.byRule.get(rule) ?? 0) + 1);
    }
  }

  /** `within` bytes of the current file have been read. */
  progress(within: number): Progress {
    const { files, bytes } = this.#total;
    return {
      files: this.files,
      filesTotal: files,
      listings: this.listings,
      findings: this.#findings,
      images: this.images,
      bytes: this.#bytes + within,
      bytesTotal: bytes,
      current: this.file?.file ?? '',
    };
  }
}
