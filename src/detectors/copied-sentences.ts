import type { Bilingual } from '../model/text.ts';
import { COPY_FLAG } from '../text/copy-flags.ts';
import type { CopyWords } from '../text/copy-words.ts';
import { stripMarkup } from '../text/markup.ts';
import type { Piece } from './copied-pieces.ts';
import type { ListingQuery, QueryField } from './copied-query.ts';

/*
 * Which sentences of a field are to be written anew, by number and by their words, for the fix that a finding proposes.
 */

/** Sentences that are named; the rest is counted. */
const MOST_NAMED = 4;
/** Longest quotation of a sentence, in characters. */
const LONGEST_QUOTE = 90;
/** Share of a sentence that must be copied for it to be named; less is the edge of a passage. */
const LEAST_COPIED = 0.4;

/** Names the sentences in which pieces stand: `sentences 2 (“…”) and 4 (“…”)`; the whole text when it is one sentence. */
export function nameSentences(query: ListingQuery, field: QueryField, source: CopyWords, pieces: readonly Piece[]): Bilingual {
  const sentences = readSentences(query, field);
  const copied = markCopied(query, source, pieces);
  const touched = sentences.filter(({ from, to }) => countCopied(copied, from, to) >= LEAST_COPIED * (to - from));
  const named = touched.length === 0 ? sentences.slice(0, 1) : touched;
  const shown = named.slice(0, MOST_NAMED).map((sentence) => ({ number: sentence.number, quote: quote(query, sentence) }));
  const rest = named.length - shown.length;
  if (sentences.length === 1) {
    const text = shown[0]?.quote ?? '';
    return { en: `the whole text (“${text}”)`, zh: `全文（“${text}”）` };
  }
  const en = shown.map(({ number, quote }) => `${number} (“${quote}”)`);
  const zh = shown.map(({ number, quote }) => `第 ${number} 句（“${quote}”）`);
  return {
    en: `${named.length === 1 ? 'sentence' : 'sentences'} ${en.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    zh: `${zh.join('、')}${rest > 0 ? `，另有 ${rest} 句` : ''}`,
  };
}

interface Sentence {
  /** 1-based. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

function readSentences({ words }: ListingQuery, { from, to }: QueryField): Sentence[] {
  const sentences: Sentence[] = [];
  for (let start = from; start < to; ) {
    let end = start + 1;
    while (end < to && ((words.flags[end] ?? 0) & COPY_FLAG.sentence) === 0) end++;
    sentences.push({ number: sentences.length + 1, from: start, to: end });
    start = end;
  }
  return sentences;
}

/** The words of the query that stand in the source's side of a piece. */
function markCopied({ words }: ListingQuery, source: CopyWords, pieces: readonly Piece[]): ReadonlySet<number> {
  const copied = new Set<number>();
  for (const piece of pieces) {
    const there = new Set(source.ids.subarray(...piece.source));
    for (let at = piece.query[0]; at < piece.query[1]; at++) if (there.has(words.ids[at] ?? 0)) copied.add(at);
  }
  return copied;
}

function countCopied(copied: ReadonlySet<number>, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (copied.has(at)) count++;
  return count;
}

/** A sentence as a shopper reads it, cut in the middle of nothing. */
function quote({ words, source }: ListingQuery, { from, to }: Sentence): string {
  const written = source.slice(words.starts[from], words.ends[to - 1]);
  const text = stripMarkup(written).text.replace(/\s+/g, ' ').trim();
  const characters = [...text];
  return characters.length <= LONGEST_QUOTE ? text : `${characters.slice(0, LONGEST_QUOTE).join('').trimEnd()}…`;
}
