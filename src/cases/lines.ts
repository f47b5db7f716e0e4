/*
 * A text -> its lines, and what kind of line each is. Offsets are those of the text.
 */

/** A line without the marks at its head. */
export interface Line {
  /** Where its words begin and end; equal for an empty line. */
  readonly start: number;
  readonly end: number;
  readonly bullet: boolean;
}

const BULLET = /^(?:[-–—*•●·▪■◆○‣►➤◦✔✓]+|\d{1,2}[.)、](?=\s|[^\d.])|[（(]\d{1,2}[)）]|[①-⑳]|[a-h]\))[\s\u3000]*/;
/** A run of dashes or equal signs that only draws a line. */
const RULER = /^[-=_*~—–─━#.\s]{4,}$/;
/** A line that ends here goes on in the next only when the words do. */
const ENDS = /[.!?:;。！？：；)）"”」】]$/;

/** Cuts a text into lines. A ruler counts as an empty line. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  while (from <= text.length) {
    const at = text.indexOf('\n', from);
    const to = at === -1 ? text.length : at;
    lines.push(lineAt(text, from, to));
    from = to + 1;
  }
  return lines;
}

function lineAt(text: string, from: number, to: number): Line {
  let [start, end] = [from, to];
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  if (RULER.test(text.slice(start, Math.min(end, start + 300)))) return { start, end: start, bullet: false };
  const bullet = BULLET.exec(text.slice(start, Math.min(end, start + 20)))?.[0] ?? '';
  // "-- " alone is where a signature begins.
  if (bullet.length === end - start) return { start, end: start, bullet: false };
  return { start: start + bullet.length, end, bullet: bullet !== '' };
}

function isSpace(text: string, at: number): boolean {
  return /[\s\u3000\u200b\ufeff]/.test(text.charAt(at));
}

/** Whether a line is the second half of the one before: mails break sentences at 70 characters or so. */
export function continues(text: string, before: Line, line: Line): boolean {
  if (line.bullet || line.start === line.end) return false;
  const head = text.slice(before.start, before.end);
  if (ENDS.test(head)) return false;
  const first = text.charAt(line.start);
  return head.length > 45 || /[\p{Ll}\p{Lo}(（,，]/u.test(first) || /[,，、]$/.test(head);
}

/** Words before a full stop that end no sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:no|nr|nos|inc|ltd|co|corp|llc|u\.s|u\.s\.c|reg|dr|mr|ms|mrs|st|vs|v|e\.g|i\.e|z\.\s?b|bzw|ggf|ca|art|abs|sr|sra|n|num|p\.ej|etc|pat|ser|app|d\.h|gem|inkl|[a-z])$/i;
const ORDINAL = /(?:^|\s)\d{1,2}$/;
const MONTH = /^\s{1,4}\p{L}{3,12}\.?\s{1,4}20\d\d\b/u;
/** Longest sentence that is looked at; a longer one is cut, so that no pattern ever meets more. */
const MAX_SENTENCE = 2000;

/** Cuts `[start, end)` of a text into sentences. */
export function sentencesOf(text: string, start: number, end: number): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let from = start;
  for (let i = start; i < end; i++) {
    const cut = i - from >= MAX_SENTENCE || endsSentence(text, i, end);
    if (!cut) continue;
    found.push({ start: from, end: i + 1 });
    from = i + 1;
  }
  if (from < end) found.push({ start: from, end });
  return found.filter((one) => text.slice(one.start, one.end).trim() !== '');
}

function endsSentence(text: string, at: number, end: number): boolean {
  const sign = text.charAt(at);
  if ('。！？；'.includes(sign)) return true;
  if (!'.!?'.includes(sign)) return false;
  const next = at + 1 < end ? text.charAt(at + 1) : ' ';
  if (!/[\s"”)]/.test(next)) return /[!?]/.test(sign) && /\p{Lo}/u.test(next);
  if (sign !== '.') return true;
  // "bis zum 18. September 2026": the full stop makes a number of the day.
  if (ORDINAL.test(text.slice(Math.max(0, at - 12), at)) && MONTH.test(text.slice(at + 1, at + 30))) return false;
  return !ABBREVIATION.test(text.slice(Math.max(0, at - 12), at));
}
