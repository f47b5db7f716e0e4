import { isDay } from '../model/day.ts';
import type { IgnoreComment, Listing } from '../model/listing.ts';
import type { Position } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import type { ReadEvent } from './contract.ts';

/*
 * `<!-- preclear-ignore RULE -- reason until 2026-12-31 -->` in pages and Markdown. A comment that was meant so and is mistyped is a problem:
 * taken in silence it would either accept nothing or everything. Whether the rule is there and the day near enough is judged later.
 */

/** Longest comment that is looked at, in characters. */
const MAX_LENGTH = 2000;
/** Comments of a file that are read; a listing needs a handful. */
const MAX_COMMENTS = 100;

/** The comments of a file, and what is wrong with some of them. */
export interface FoundComments {
  readonly ignores: readonly IgnoreComment[];
  readonly problems: readonly Problem[];
  /** `[start, end)` of every comment that speaks to preclear, right or wrong. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/**
 * Finds the comments that speak to preclear. Takes time in proportion to the text.
 * @param foreign tells why none of them counts, when the file is not the seller's own; asked only when there are some.
 */
export function findIgnoreComments(text: string, file: string, foreign?: () => Bilingual | undefined): FoundComments {
  const ignores: IgnoreComment[] = [];
  const problems: Problem[] = [];
  const spans: [number, number][] = [];
  const positions = new Positions(text);
  let strange: Bilingual | undefined;
  for (const [start, end] of commentsIn(text)) {
    if (spans.length === 0) strange = foreign?.();
    spans.push([start, end]);
    const place = positions.at(start);
    const read = strange ?? readComment(text.slice(start + 4, end - 3));
    if ('rule' in read) ignores.push({ ...read, place });
    else problems.push({ file, ...place, reason: read });
  }
  return { ignores, problems, spans };
}

/** A text in which stretches are blank; nothing moves. */
export function blankOut(text: string, spans: FoundComments['spans']): string {
  let blank = '';
  let at = 0;
  for (const [start, end] of spans) {
    blank += text.slice(at, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
    at = end;
  }
  return blank + text.slice(at);
}

/** What a reader finds, with the comments of the file in its listings. */
export async function* withIgnores(
  events: AsyncIterable<ReadEvent>,
  { ignores, problems }: Pick<FoundComments, 'ignores' | 'problems'>,
): AsyncIterable<ReadEvent> {
  for (const problem of problems) yield { problem };
  for await (const event of events) yield 'listing' in event ? { listing: addIgnores(event.listing, ignores) } : event;
}

/** A listing with the comments of its file. */
export function addIgnores(listing: Listing, ignores: FoundComments['ignores']): Listing {
  return ignores.length === 0 ? listing : { ...listing, ignores };
}

/** Where comments stand whose first word begins with the program's name, or one that nobody writes by chance. */
function* commentsIn(text: string): Generator<[start: number, end: number]> {
  let found = 0;
  for (const { index: start } of text.matchAll(/<!--\s{0,20}pre-?clear\b/gi)) {
    if (found++ === MAX_COMMENTS) return;
    const end = text.slice(start, start + MAX_LENGTH).indexOf('-->', 4);
    yield [start, end === -1 ? Math.min(text.length, lineEnd(text, start)) : start + end + 3];
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : Math.min(end, from + MAX_LENGTH);
}

/** What a comment says, between its marks; or what is wrong with it. */
function readComment(comment: string): Omit<IgnoreComment, 'place'> | Bilingual {
  const [, rule, said = ''] = /^\s*preclear-ignore\s+(\S+)\s+(?:--|[—–]{1,2})\s+(\S.*)$/s.exec(comment) ?? [];
  if (rule === undefined) return MISTYPED;
  const words = said.trim().split(/\s+/);
  const until = words.pop() ?? '';
  const last = words.pop();
  if (last !== 'until' || !isDay(until)) return NO_DAY;
  if (words.length === 0) return NO_REASON;
  return { rule, reason: words.join(' '), until };
}

/** Line and column of offsets that are asked for in ascending order. */
class Positions {
  readonly #text: string;
  #line = 1;
  #start = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): Position {
    for (const { index, 0: found } of this.#text.slice(this.#at, offset).matchAll(/\r\n|\n|\r/g)) {
      this.#line++;
      this.#start = this.#at + index + found.length;
    }
    this.#at = offset;
    return { line: this.#line, column: offset - this.#start + 1 };
  }
}

const FORM = '<!-- preclear-ignore pack/rule -- reason until 2026-12-31 -->';
const MISTYPED: Bilingual = {
  en: `This comment speaks to preclear but is not understood, so it accepts nothing. Write ${FORM}`,
  zh: `这条注释像是写给 preclear 的，但格式无法识别，因此不起作用。正确写法：${FORM}`,
};
const NO_DAY: Bilingual = {
  en: `This comment has no last day, so it accepts nothing: it must end with "until" and a day. Write ${FORM}`,
  zh: `这条注释没有写截止日期（须以 until 加日期结尾），因此不起作用。正确写法：${FORM}`,
};
const NO_REASON: Bilingual = {
  en: `This comment gives no reason, so it accepts nothing. Write ${FORM}`,
  zh: `这条注释没有写理由，因此不起作用。正确写法：${FORM}`,
};
