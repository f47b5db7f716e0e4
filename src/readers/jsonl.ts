import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import type { Input, ReadEvent, RecordFilter } from './contract.ts';
import { decodeInput } from './encoding.ts';
import { parseJson } from './json-parser.ts';
import { MAX_RECORD } from './json-scanner.ts';
import type { RecordEvent } from './tree.ts';
import { genericTexts, readRecords } from './tree-reader.ts';

/** Reads JSON Lines: every line is a record. A broken line is one problem, the others go on. */
export async function* readJsonl(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const { mapping, textsOf } = genericTexts(input, 'jsonl');
  const { map, marketplace, locale } = input.options;
  input.records?.context({ map, marketplace, locale });
  const records = recordsOf(linesOf(decodeInput(input, problems)), input.records);
  yield* readRecords(input, records, problems, mapping, textsOf);
}

async function* recordsOf(
  lines: AsyncIterable<string | undefined>,
  filter: RecordFilter | undefined,
): AsyncIterable<RecordEvent> {
  let line = 0;
  let record = 0;
  for await (const text of lines) {
    line++;
    if (text?.trim() === '') continue;
    record++;
    if (filter?.wants(text) === false) continue;
    if (text === undefined) {
      yield { fault: { line, column: 1, reason: LINE_TOO_LONG }, record };
      continue;
    }
    const { root, faults } = parseJson(text, line, 1);
    for (const fault of faults) yield { fault, record };
    if (root !== undefined) yield { root, pointer: '', record };
  }
}

/** The lines of a text; undefined for one that is too long to be a record. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncIterable<string | undefined> {
  const breaks = /\r\n|\n|\r/g;
  let parts: string[] = [];
  let length = 0;
  let afterReturn = false;
  let started = false;
  const line = (last: string): string | undefined => {
    const whole = length + last.length > MAX_RECORD ? undefined : parts.length === 0 ? last : parts.join('') + last;
    parts = [];
    length = 0;
    return whole;
  };
  for await (const chunk of chunks) {
    let from = (afterReturn && chunk.startsWith('\n')) || (!started && chunk.startsWith('\uFEFF')) ? 1 : 0;
    started = true;
    breaks.lastIndex = from;
    for (let found = breaks.exec(chunk); found !== null; found = breaks.exec(chunk)) {
      yield line(chunk.slice(from, found.index));
      from = breaks.lastIndex;
    }
    afterReturn = chunk.endsWith('\r');
    length += chunk.length - from;
    if (length > MAX_RECORD) parts = [];
    else parts.push(chunk.slice(from));
  }
  if (length > 0) yield line('');
}

const LINE_TOO_LONG: Bilingual = {
  en: 'This line is longer than 16 MiB and is left out. Expected one listing a line, as JSON.',
  zh: '这一行超过 16 MiB，已跳过。JSON Lines 文件应当每行一条 Listing。',
};
