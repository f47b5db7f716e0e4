import type { Problem } from '../model/problem.ts';
import type { Input, ReadEvent } from './contract.ts';
import { decodeInput } from './encoding.ts';
import { scanJson } from './json-scanner.ts';
import { genericTexts, readRecords, recordsPath } from './tree-reader.ts';

/** Reads listings out of any JSON document: records at `records`, fields by `map` and by the names of the keys. */
export async function* readJson(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const { mapping, textsOf } = genericTexts(input, 'json');
  const records = scanJson(decodeInput(input, problems), recordsPath(input));
  yield* readRecords(input, records, problems, mapping, textsOf);
}
