import { noticeRows } from '../../cases/notice-rows.ts';
import { FIELD_NAMES, OTHER_WORDS } from '../../cases/notice-words.ts';
import { valueName } from '../../cases/value-names.ts';
import type { NoticeGuess } from '../../model/case-guess.ts';
import type { NoticeEvidence, ReadNotice } from '../../model/case-notice.ts';
import type { Lang } from '../../model/text.ts';
import { tellGuess } from './guesses.ts';

/*
 * What a notice says -> text for a person: each field, its value, and the words of the notice that it rests on.
 */

/** How the text is to look. */
export interface NoticeLook {
  readonly lang: Lang;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Pieces of evidence that are shown for one field. */
const MAX_EVIDENCE = 3;

/** A notice as text. Characters of the notice that act on a terminal are shown as `?`. */
export function showNotice(file: string, read: ReadNotice, guesses: readonly NoticeGuess[], look: NoticeLook): string {
  const { notice, evidence, attachments } = read;
  const words = OTHER_WORDS[look.lang];
  const lines = [bold(clean(`${file}: ${valueName(notice.noticeKind, look.lang)}`), look), ''];
  for (const [field, value] of Object.entries(noticeRows(notice, look.lang))) {
    lines.push(`${bold(FIELD_NAMES[look.lang][field] ?? field, look)}: ${value === '' ? words.unknown : clean(value)}`);
    for (const piece of evidenceOf(evidence, field)) lines.push(dim(clean(`    ${piece}`).slice(0, look.width - 1), look));
    for (const guess of guesses) if (guess.field === field) lines.push(clean(`    ? ${tellGuess(guess)[look.lang]}`));
  }
  if (guesses.length > 0) lines.push('', words.guessed);
  if (attachments.length > 0) lines.push(clean(`${words.unread}: ${attachments.join(', ')}`));
  lines.push('', words.closing);
  return `${lines.join('\n')}\n`;
}

function evidenceOf(evidence: readonly NoticeEvidence[], field: string): string[] {
  const own = evidence.filter((piece) => piece.field === field);
  const shown = own
    .slice(0, MAX_EVIDENCE)
    .map(({ text, pattern }) => (text === '' ? `[${pattern}]` : `"${text}" [${pattern}]`));
  return own.length > MAX_EVIDENCE ? [...shown, `+${own.length - MAX_EVIDENCE}`] : shown;
}

function clean(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/^ (?= )/, '')
    .replaceAll(/\p{C}/gu, '?');
}

function bold(text: string, { color }: NoticeLook): string {
  return color ? `\u001b[1m${text}\u001b[0m` : text;
}

function dim(text: string, { color }: NoticeLook): string {
  const indented = `    ${text.trim()}`;
  return color ? `\u001b[2m${indented}\u001b[0m` : indented;
}
