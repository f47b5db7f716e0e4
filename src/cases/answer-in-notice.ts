import type { CaseAnswer } from '../model/case.ts';
import type { AskedAbout, AskedPoint, CaseEventBodies } from '../model/case-event.ts';
import type { NoticeEvidence, NoticeKind, NoticeRequest, ReadNotice } from '../model/case-notice.ts';
import type { Span } from '../model/span.ts';
import { continues, type Line, linesOf, sentencesOf } from './lines.ts';

/*
 * A notice that answers a letter -> the answer, with the points that it asks for in its own words.
 */

/** The answer that a notice is; undefined for one that answers nothing. @param notice its id. @param id of the answer. */
export function answerIn(read: ReadNotice, notice: string, id: string, on: string): CaseEventBodies['answered'] | undefined {
  const answer = ANSWERS[read.notice.noticeKind];
  if (answer === undefined) return undefined;
  return { id, answer, on, notice, asked: answer === 'more-detail' ? askedIn(read) : [] };
}

const ANSWERS: Readonly<Partial<Record<NoticeKind, CaseAnswer>>> = {
  appeal_rejected: 'refused',
  appeal_rejected_more_detail: 'more-detail',
  appeal_accepted: 'accepted',
  appeal_accepted_other_violations_open: 'accepted',
  retraction_received: 'retraction',
  counter_notice_forwarded: 'counter-notice-period',
};

/** Longest point that is kept whole, in characters. */
const MAX_POINT = 400;

/** Each point that is asked for, whole, in the words of the notice and in their order; where the words are not known, none is made up. */
function askedIn({ notice, evidence, text }: ReadNotice): AskedPoint[] {
  const found = evidence.filter(({ field, start, end }) => field === 'requested' && end > start);
  const pieces = found.map((one) => apart(text, one, found)).sort((a, b) => a.start - b.start || a.end - b.end);
  const lines = linesOf(text);
  const points = new Map<string, AskedPoint>();
  const spans = pieces.map(({ start, end }) => pointAround(text, lines, start, end));
  for (const [i, { value }] of pieces.entries()) {
    const request = notice.requested.find((one) => one === value);
    const span = spans[i];
    if (request === undefined || span === undefined) continue;
    // One sentence may ask for several things: each gets its own clause.
    const [from, to] = clauseOf(text, span, pieces, i);
    const said = tidy(text.slice(from, to));
    if (said !== '' && !points.has(said)) points.set(said, { text: said, about: aboutOf({ value: request }) });
  }
  return [...points.values()];
}

/** Words without those that another request begins with: "measures taken to resolve it and to prevent it". */
function apart(text: string, one: NoticeEvidence, all: readonly NoticeEvidence[]): NoticeEvidence {
  const over = all.filter(
    (other) => aboutOf(other) !== aboutOf(one) && other.start <= one.start && other.end > one.start && other.end < one.end,
  );
  if (over.length === 0) return one;
  const from = Math.max(...over.map(({ end }) => end));
  const [first] = text.slice(from, one.end).matchAll(AND);
  return { ...one, start: first === undefined ? from : from + first.index + first[0].length };
}

/** The list entry or the sentence in which words stand, [start, end). */
function pointAround(text: string, lines: readonly Line[], start: number, end: number): Span {
  let at = lines.findIndex((line) => start >= line.start && start < Math.max(line.end, line.start + 1));
  if (at === -1) return [start, end];
  let last = at;
  for (let before = lines[at - 1]; joined(text, before, lines[at]); before = lines[at - 1]) at--;
  while (joined(text, lines[last], lines[last + 1])) last++;
  const [first, final] = [lines[at], lines[last]];
  if (first === undefined || final === undefined) return [start, end];
  if (first.bullet) return [first.start, final.end];
  const sentence = sentencesOf(text, first.start, final.end).find((one) => start >= one.start && start < one.end);
  return sentence === undefined ? [start, end] : [sentence.start, Math.max(sentence.end, end)];
}

function joined(text: string, before: Line | undefined, line: Line | undefined): boolean {
  return before !== undefined && line !== undefined && before.end > before.start && continues(text, before, line);
}

const AND =
  /[,;:：，、；]\s*|\s(?:and|as well as|und|sowie|et|ainsi que|y|e|ed|así como|nonché)\s|(?:以及|并|和|及|ならびに|および|と)/gi;

/** The part of a span that is about one of several requests in it: between the separators nearest to its neighbours. */
function clauseOf(text: string, [start, end]: Span, pieces: readonly NoticeEvidence[], at: number): Span {
  const own = pieces[at];
  const inside = pieces.filter((one) => one.start >= start && one.start < end);
  if (own === undefined) return [start, end];
  const others = inside.filter((one) => aboutOf(one) !== aboutOf(own));
  if (others.length === 0) return [start, end];
  const before = Math.max(start, ...others.filter((one) => one.start < own.start).map((one) => one.end));
  const behind = Math.min(end, ...others.filter((one) => one.start > own.start).map((one) => one.start));
  const cutBefore = before === start ? undefined : lastSeparator(text.slice(before, own.start));
  const cutBehind = behind === end ? undefined : lastSeparator(text.slice(own.end, behind));
  return [
    before === start ? leadOf(text, start, own.start) : before + (cutBefore?.end ?? 0),
    behind === end ? end : own.end + (cutBehind?.start ?? behind - own.end),
  ];
}

/** Behind the words that only announce the list: "Please explain the root cause, …" keeps them out when a colon closes them. */
function leadOf(text: string, start: number, to: number): number {
  const colon = Math.max(text.slice(start, to).lastIndexOf(': '), text.slice(start, to).lastIndexOf('：'));
  return colon === -1 ? start : start + colon + 1;
}

function lastSeparator(between: string): { readonly start: number; readonly end: number } | undefined {
  const found = [...between.matchAll(AND)].at(-1);
  return found === undefined ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** One line, without marks at its ends; cut at a word where it is longer than anybody asks. */
function tidy(words: string): string {
  const line = words
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,;:，、；：]+|[\s,;:，、；：.。]+$/g, '')
    .replace(/^(?:and|und|et|y|e) /i, '');
  if (line.length <= MAX_POINT) return line;
  const cut = line.slice(0, MAX_POINT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_POINT - 40))} …`;
}

function aboutOf({ value }: { readonly value: string }): AskedAbout {
  return new Map<string, AskedAbout>(Object.entries(ABOUT)).get(value) ?? 'document';
}

const ABOUT: Readonly<Partial<Record<NoticeRequest, AskedAbout>>> = {
  poa_root_cause: 'root-cause',
  poa_corrective: 'corrective',
  poa_preventive: 'preventive',
  error_explanation: 'other',
  edit_detail_page: 'corrective',
  acknowledgement: 'other',
  resolve_open_violations: 'corrective',
  resolve_with_claimant: 'corrective',
  stop_selling: 'corrective',
  payment: 'other',
  settlement_or_retraction: 'other',
};
