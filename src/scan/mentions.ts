import { BrandJudge } from '../detectors/brand-judge.ts';
import { sourceSpan } from '../text/fold.ts';
import { collectFiles } from './files.ts';
import type { ScanRequest } from './request.ts';
import { openResources } from './resources.ts';
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
  const { resources } = await openResources(request.config, request.asOf);
  const judge = new BrandJudge(resources);
  const source = new SubjectSource({ ...request, images: false });
  const { files } = collectFiles(
    request.paths.length === 0 && request.stdin === undefined ? ['.'] : request.paths,
    request.config,
  );
  let problems = 0;
  const streams = [
    ...(request.stdin === undefined ? [] : [source.readStream(request.stdin)]),
    ...files.map((file) => source.read(file)),
  ];
  for (const stream of streams) {
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
