import { BrandJudge } from '../detectors/brand-judge.ts';
import { sourceSpan } from '../text/fold.ts';
import { sharedResources } from './checker.ts';
import type { LoadedConfig } from './config.ts';
import { ConfigSet } from './config-set.ts';
import { collectFiles } from './files.ts';
import { requestFor, type ScanRequest } from './request.ts';
import { SubjectSource } from './subjects.ts';

/** One mention of a mark, as `preclear mentions` prints it. */
export interface MentionLine {
  readonly listing: string;
  readonly file: string;
  readonly record: number;
  readonly field: string;
  readonly index: number | null;
  readonly span: readonly [number, number];
  readonly match: string;
  readonly term: string;
  readonly owner: string;
  readonly use: string;
  /** 0..1. */
  readonly confidence: number;
  readonly folding: readonly string[];
  readonly because: readonly { readonly code: string; readonly words?: string }[];
}

/** Tells every mention of a mark, also the harmless ones, in the order of file, record, field and offset. Pictures are not looked at. */
export async function runMentions(request: ScanRequest, emit: (line: MentionLine) => void | Promise<void>): Promise<number> {
  const { stdin } = request;
  const configs = new ConfigSet(request.oneConfig === true ? request.config : undefined, request.config);
  const { files } = await collectFiles(request.paths.length === 0 && stdin === undefined ? ['.'] : request.paths, configs);
  const open = readersByConfig(request);
  let problems = 0;
  const streams = [
    ...(stdin === undefined ? [] : [{ config: request.config, read: (source: SubjectSource) => source.readStream(stdin) }]),
    ...files.map((file) => ({ config: file.config, read: (source: SubjectSource) => source.read(file) })),
  ];
  for (const { config, read } of streams) {
    const { judge, source } = await open(config);
    const stream = read(source);
    for await (const event of stream) {
      if ('problem' in event) problems++;
      if (!('subject' in event)) continue;
      const { listing } = event.subject;
      for (const { text, start, end, mark, use, confidence, folding, because } of judge.judge(event.subject)) {
        const { tokens, folded, field } = text;
        const span = sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0);
        await emit({
          listing: listing.id,
          file: listing.source.file,
          record: listing.source.record,
          field: field.name,
          index: field.index ?? null,
          span,
          match: field.text.slice(...span),
          term: mark.mark,
          owner: mark.owner,
          use,
          confidence: Math.round(confidence * 100) / 100,
          folding,
          because,
        });
      }
    }
  }
  return problems;
}

interface MentionReader {
  readonly judge: BrandJudge;
  readonly source: SubjectSource;
}

/** Opens what the files of a configuration need, once. */
function readersByConfig(request: ScanRequest): (config: LoadedConfig | undefined) => Promise<MentionReader> {
  const opened = new Map<LoadedConfig | undefined, MentionReader>();
  const resources = sharedResources();
  return async (config) => {
    const known = opened.get(config);
    if (known !== undefined) return known;
    const own = { ...requestFor(request, config), images: false };
    const reader = { judge: new BrandJudge((await resources(own)).resources), source: new SubjectSource(own) };
    opened.set(config, reader);
    return reader;
  };
}
