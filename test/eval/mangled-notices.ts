import type { ReadNotice } from '../../src/model/case-notice.ts';
import { read } from '../cases/reading.ts';

/*
 * A notice in words that no pattern knows: every phrase on which a class rests is taken out, until the patterns find none.
 */

/** Fields whose phrases are taken out. */
const TOLD_BY: ReadonlySet<string> = new Set([
  'noticeKind',
  'infringementType',
  'infringementTypeRaw',
  'origin',
  'accountLevel',
  'where',
]);
/** Rounds after which what is still found is left there. */
const MAX_ROUNDS = 8;

/** Takes the known phrases out of a notice, and reads what is left. The head stays, so that the platform stays known. */
export async function mangle(whole: ReadNotice, bytes: Uint8Array, file: string): Promise<ReadNotice> {
  let now = whole;
  let name = file;
  let content: string | Uint8Array = bytes;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const known = now.evidence.filter(({ field, start, end }) => TOLD_BY.has(field) && end > start);
    if (known.length === 0) break;
    const units = now.text.split('');
    for (const { start, end } of known) units.fill(' ', start, end);
    content = units.join('');
    // What came as a mail was decoded by now.
    name = 'mangled.txt';
    now = await read(content, name);
  }
  return now;
}
