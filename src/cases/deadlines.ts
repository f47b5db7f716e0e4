import { CONSEQUENCES, type DeadlineConsequence, type NoticeDeadline } from '../model/case-notice.ts';
import { daysBetween } from '../model/day.ts';
import type { Span } from '../model/span.ts';
import type { EvidenceList } from './evidence.ts';
import { spanIn } from './folded.ts';
import type { Piece } from './layout.ts';
import { datesIn, type Period, periodsIn } from './periods.ts';
import { type Saying, sayingsOf } from './sayings.ts';

/*
 * Which periods of a notice bind the seller, and what comes at their end. "Invoices of the last 365 days" and "we answer within 48 hours"
 * are periods and no deadlines.
 */

/** Words that make a period one in which something must happen. */
const BOUND =
  /(?:\b(?:within|in|by|before|until|no later than|have|after|up to|dentro de|en un plazo de|en el plazo de|antes de|entro|prima|avant|dans|sous|d'ici|jusqu'a|pendant|innerhalb|binnen|bis|vor|spatestens|hasta|fino a|nach|bis zu)\b(?: (?:the|a|an|der|von|einem|einer|les?|un|delai|de|del|los|las|i|gli|zum|next|coming|following|nachsten|kommenden|prochains|proximos|prossimi|maximum|zu|first|another|up|to|about|plazo))* ?|(?:请在|在|于|最长|最多|长达|最晚|最大)[^,。]{0,14})$/;
const BOUND_BEHIND =
  /^(?: ?(?:以内|之内|内|间|間|前|后|後|まで|の間)|ly|[ -](?:to|from|of|after|window|period|deadline|notice|grace|to respond|remaining|left|ab|nach|a compter|a partir|desde|dalla|ventana)\b)/;
/** Pieces around a period in which its consequence may stand. */
const AHEAD = 4;
const BACK = 2;

/** Words before what comes when nothing is done; it says more than that an appeal has a period. */
const INACTION =
  /\b(?:if you (?:do not|don't|fail)|otherwise|failure to|failing|should you not|andernfalls|sonst|falls sie nicht|sinon|a defaut|de lo contrario|si no|altrimenti|in caso contrario)\b|逾期|超时|否则|未在|さもなければ|ない場合/;

/** What only waits is said in the sentence of the period itself. */
const WAITING: ReadonlySet<DeadlineConsequence> = new Set(['funds_hold_period', 'listing_restored']);

interface Found {
  readonly deadline: NoticeDeadline;
  readonly piece: Piece;
  readonly start: number;
  readonly end: number;
}

/** The deadline that matters most, and the others. */
export function readDeadlines(
  pieces: readonly Piece[],
  sayings: readonly Saying[],
  received: string | undefined,
  evidence: EvidenceList,
): { readonly first: NoticeDeadline | null; readonly others: readonly NoticeDeadline[] } {
  const ages = sayingsOf(sayings, 'noDeadline');
  const consequences = sayingsOf(sayings, 'consequence');
  const found = pieces.flatMap((piece, at) => {
    if (piece.context !== undefined || piece.kind === 'sender' || isAge(ages, at)) return [];
    const own = consequences.filter((one) => one.at === at);
    const binding = periodsOf(piece, own.length > 0).filter(
      (period) => !isAge(ages, at, spanIn(piece.folded, period.start, period.end)),
    );
    return binding.map((period) => {
      const near = consequences.filter((one) => !WAITING.has(one.value) && one.at > at - BACK - 1 && one.at <= at + AHEAD);
      const threats = near.filter((one) => one.at > at && one.at <= at + 2 && INACTION.test(one.piece.folded.text));
      const weak = own.every(({ value }) => value === 'appeal_window_closes') && threats.length > 0;
      const said = (own.length === 0 ? near : weak ? threats : own).map(({ value }) => value);
      return { deadline: deadlineOf(period, nearest(said), received), piece, start: period.start, end: period.end };
    });
  });
  const unique = merge(found);
  for (const { deadline, piece, start, end } of unique) {
    const [from, to] = spanIn(piece.folded, start, end);
    evidence.add(
      'deadline',
      deadline.date ?? `${deadline.days} ${deadline.unit}: ${deadline.consequence ?? 'unknown'}`,
      'shape/period',
      from,
      to,
    );
  }
  const sorted = unique.map(({ deadline }) => deadline).sort((a, b) => gravity(a) - gravity(b));
  return { first: sorted[0] ?? null, others: sorted.slice(1) };
}

/**
 * Whether what a piece says of days is no deadline: all of it, or, where the words hold the number themselves, that number alone.
 * "Send us, within 30 days, invoices of the last 365 days" has one deadline.
 */
function isAge(ages: readonly Saying[], at: number, period?: Span): boolean {
  return ages.some((age) => {
    if (age.at !== at) return false;
    const words = age.piece.folded.text.slice(...foldedSpan(age));
    if (!/\d/.test(words)) return true;
    return period !== undefined && period[0] < age.end && period[1] > age.start;
  });
}

/** Where a saying stands in its folded piece. */
function foldedSpan({ piece: { folded }, start, end }: Saying): Span {
  const from = folded.starts.findIndex((at) => at >= start);
  const behind = folded.ends.findIndex((at) => at >= end);
  return [from, behind === -1 ? folded.text.length : behind + 1];
}

/** Periods that bind, and days until which something must be done. */
function periodsOf({ kind, folded }: Piece, threatens: boolean): Period[] {
  const { text } = folded;
  const bound = (start: number, end: number): boolean =>
    threatens ||
    kind === 'label' ||
    BOUND.test(text.slice(Math.max(0, start - 60), start)) ||
    BOUND_BEHIND.test(text.slice(end));
  const periods = kind === 'subject' ? [] : periodsIn(text).filter(({ start, end }) => bound(start, end));
  const until =
    /(?:\b(?:by|before|until|no later than|bis(?: zum)?|vor dem|spatestens(?: am)?|avant le|jusqu'au|d'ici le|antes del?|hasta el|entro il|deadline:?|frist:?|fallig am|due(?: date)?:?)|截止(?:日期|时间)?[:为]?|期限[:は]?)\s*$/;
  const behind = /^\s*(?:\d{1,2}:\d\d(?::\d\d)?)?\s*(?:前|之前|まで)/;
  const days = datesIn(text).filter(
    ({ start, end }) => until.test(text.slice(Math.max(0, start - 24), start)) || behind.test(text.slice(end)),
  );
  return [...periods, ...days.map(({ date, start, end }): Period => ({ unit: 'calendar', date, start, end }))];
}

function nearest(said: readonly DeadlineConsequence[]): DeadlineConsequence | null {
  return [...said].sort((a, b) => CONSEQUENCES.indexOf(a) - CONSEQUENCES.indexOf(b))[0] ?? null;
}

function deadlineOf(
  { days, hours, unit, date }: Period,
  consequence: DeadlineConsequence | null,
  received: string | undefined,
): NoticeDeadline {
  const left = days ?? (date === undefined || received === undefined ? undefined : daysAhead(received, date));
  return {
    ...(left === undefined ? {} : { days: left }),
    unit,
    ...(hours === undefined ? {} : { hours }),
    ...(date === undefined ? {} : { date }),
    consequence,
  };
}

function daysAhead(from: string, to: string): number | undefined {
  const days = daysBetween(from.slice(0, 10), to);
  return Number.isFinite(days) && days >= 0 ? days : undefined;
}

/** One of those that say the same; the one that tells a consequence. */
function merge(found: readonly Found[]): Found[] {
  const kept = new Map<string, Found>();
  for (const one of found) {
    const { days, unit, date, hours } = one.deadline;
    const key = JSON.stringify([days, unit, date, hours]);
    const before = kept.get(key);
    if (before === undefined || gravity(one.deadline) < gravity(before.deadline)) kept.set(key, one);
  }
  return [...kept.values()];
}

/** Lower is graver. What is unknown comes behind threats and before what only waits. */
function gravity({ consequence }: NoticeDeadline): number {
  const unknown = CONSEQUENCES.indexOf('listing_restored') - 0.5;
  return consequence === null ? unknown : CONSEQUENCES.indexOf(consequence);
}
