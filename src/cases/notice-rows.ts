import type { NoticeDeadline, NoticeParse } from '../model/case-notice.ts';
import type { Lang } from '../model/text.ts';
import { OTHER_WORDS } from './notice-words.ts';
import { valueName } from './value-names.ts';

/*
 * What a notice says, field by field, in words.
 */

/** Longest list of items that is shown. */
const MAX_SHOWN = 50;

/** Shown fields with their values as text; empty is unknown. */
export function noticeRows(notice: NoticeParse, lang: Lang): Record<string, string> {
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

function quoted(value: string | null): string {
  return value === null ? '' : `("${value}")`;
}
