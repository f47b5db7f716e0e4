import { VALUE_NAMES } from '../../cases/value-names.ts';
import type { NoticeGuess } from '../../model/case-guess.ts';
import type { NoticeDeadline, NoticeEvidence, NoticeParse, ReadNotice } from '../../model/case-notice.ts';
import type { Lang } from '../../model/text.ts';
import { tellGuess } from './guesses.ts';
import { FIELD_NAMES, OTHER_WORDS } from './parse-wording.ts';

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

/** Longest list of items that is shown. */
const MAX_SHOWN = 50;
/** Pieces of evidence that are shown for one field. */
const MAX_EVIDENCE = 3;

/** A notice as text. Characters of the notice that act on a terminal are shown as `?`. */
export function showNotice(file: string, read: ReadNotice, guesses: readonly NoticeGuess[], look: NoticeLook): string {
  const { notice, evidence, attachments } = read;
  const words = OTHER_WORDS[look.lang];
  const lines = [bold(clean(`${file}: ${valueName(notice.noticeKind, look.lang)}`), look), ''];
  for (const [field, value] of Object.entries(rowsOf(notice, look.lang))) {
    lines.push(`${bold(FIELD_NAMES[look.lang][field] ?? field, look)}: ${value === '' ? words.unknown : clean(value)}`);
    for (const piece of evidenceOf(evidence, field)) lines.push(dim(clean(`    ${piece}`).slice(0, look.width - 1), look));
    for (const guess of guesses) if (guess.field === field) lines.push(clean(`    ? ${tellGuess(guess)[look.lang]}`));
  }
  if (guesses.length > 0) lines.push('', words.guessed);
  if (attachments.length > 0) lines.push(clean(`${words.unread}: ${attachments.join(', ')}`));
  lines.push('', words.closing);
  return `${lines.join('\n')}\n`;
}

/** Shown fields with their values as text; empty is unknown. */
function rowsOf(notice: NoticeParse, lang: Lang): Record<string, string> {
  const names = (values: readonly string[]): string => values.map((value) => valueName(value, lang)).join(', ');
  const owner = notice.rightsOwner;
  const yesNo = (value: boolean | null): string => (value === null ? '' : OTHER_WORDS[lang][value ? 'yes' : 'no']);
  const optional: readonly (readonly [string, string | undefined])[] = [
    ['copyrightedWorkUrls', notice.copyrightedWorkUrls?.join(', ')],
    ['ownerStatement', notice.ownerStatement],
    ['penalty', notice.penalty === undefined ? undefined : penaltyOf(notice.penalty, lang)],
    ['openViolationDates', notice.openViolationDates?.join(', ')],
    ['otherDeadlines', notice.otherDeadlines?.map((one) => deadlineOf(one, lang)).join('; ')],
    ['retractionAddress', notice.retractionAddress],
    ['attachmentTypes', notice.attachmentTypes.join(', ') || undefined],
    ['court', notice.court === undefined ? undefined : Object.values(notice.court).join(', ')],
    ['internalNote', notice.internalNote],
  ];
  return {
    platform: [valueName(notice.platform, lang), notice.marketplace].filter(Boolean).join(' '),
    subject: notice.subject ?? '',
    noticeKind: valueName(notice.noticeKind, lang),
    origin: valueName(notice.origin, lang),
    infringementType: [valueName(notice.infringementType, lang), quoted(notice.infringementTypeRaw)].filter(Boolean).join(' '),
    where: names(notice.where),
    items: itemsOf(notice),
    complaintIds: notice.complaintIds.join(', '),
    ipNumbers: notice.ipNumbers.map(({ kind, number }) => `${number} (${valueName(kind, lang)})`).join(', '),
    assertedTerms: notice.assertedTerms.join(', '),
    rightsOwner: owner === null ? '' : [owner.name, owner.email, owner.phone].filter(Boolean).join(', '),
    requested: names(notice.requested),
    paths: names(notice.paths),
    deadline: notice.deadline === null ? '' : deadlineOf(notice.deadline, lang),
    accountLevel: yesNo(notice.accountLevel),
    fundsHeld: yesNo(notice.fundsHeld),
    ...Object.fromEntries(optional.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]]))),
  };
}

function itemsOf({ items }: NoticeParse): string {
  const shown = items.slice(0, MAX_SHOWN).map(({ id, title, reason, term }) => {
    const about = [title, reason, term].filter(Boolean).join(', ');
    return about === '' ? id : `${id} (${about})`;
  });
  return [...shown, ...(items.length > MAX_SHOWN ? [`+${items.length - MAX_SHOWN}`] : [])].join(', ');
}

function penaltyOf({ points, cumulative, action }: NonNullable<NoticeParse['penalty']>, lang: Lang): string {
  const words = OTHER_WORDS[lang];
  const parts = [
    points === undefined ? '' : `${points} ${words.points}`,
    cumulative === undefined ? '' : `${words.total} ${cumulative}`,
    action === undefined ? '' : valueName(action, lang),
  ];
  return parts.filter(Boolean).join(', ');
}

function deadlineOf({ days, hours, unit, date, consequence }: NoticeDeadline, lang: Lang): string {
  const words = OTHER_WORDS[lang];
  const period = hours === undefined ? (days === undefined ? '' : `${days} ${words[unit]}`) : `${hours} ${words.hours}`;
  const until = [date, period].filter(Boolean).join(', ');
  return `${until}: ${consequence === null ? words.noConsequence : valueName(consequence, lang)}`;
}

function evidenceOf(evidence: readonly NoticeEvidence[], field: string): string[] {
  const own = evidence.filter((piece) => piece.field === field);
  const shown = own
    .slice(0, MAX_EVIDENCE)
    .map(({ text, pattern }) => (text === '' ? `[${pattern}]` : `"${text}" [${pattern}]`));
  return own.length > MAX_EVIDENCE ? [...shown, `+${own.length - MAX_EVIDENCE}`] : shown;
}

function valueName(value: string, lang: Lang): string {
  return VALUE_NAMES[lang][value] ?? value;
}

function quoted(value: string | null): string {
  return value === null ? '' : `("${value}")`;
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
