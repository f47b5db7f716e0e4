import type { Bilingual } from '../model/text.ts';
import type { DateFault, DateKind, DateRow, DateType, TraceLead } from '../model/trace-report.ts';
import { FAULT_NOTES, KIND_NAMES, WORTH } from './date-wording.ts';
import { DAY, daysBetween, type Moment, readMoment } from './moment.ts';

/*
 * Dates of both sides -> the table: each with what it may mean, what is wrong with it, the lead, and what it proves. A date of the page is never taken
 * for more than a claim, and of several that may be true the one counts that is worst for us.
 */

/** A date before it is judged. */
export interface FoundDate {
  readonly kind: DateKind;
  readonly name: string;
  readonly value: string;
  readonly about: Bilingual;
  readonly ref: string;
  /** `keyOf` our listing. */
  readonly listing?: string;
  /** Which of several products or pictures it is about; dates of different ones do not contradict each other. */
  readonly of?: string;
  readonly note?: Bilingual;
}

/** The table, and who was first. */
export interface DateTable {
  readonly rows: readonly DateRow[];
  readonly lead: TraceLead;
}

const TYPES: Readonly<Record<DateKind, readonly [DateType, DateRow['side']]>> = {
  received: ['observed', 'theirs'],
  'saved-page': ['observed', 'theirs'],
  'json-ld': ['claimed', 'theirs'],
  'open-graph': ['claimed', 'theirs'],
  page: ['claimed', 'theirs'],
  shopify: ['claimed', 'theirs'],
  sitemap: ['claimed', 'theirs'],
  'last-modified': ['claimed', 'theirs'],
  'image-last-modified': ['claimed', 'theirs'],
  'image-exif': ['claimed', 'theirs'],
  'file-time': ['claimed', 'theirs'],
  git: ['recorded', 'ours'],
  'git-image': ['recorded', 'ours'],
  history: ['recorded', 'ours'],
  'original-exif': ['recorded', 'ours'],
  licence: ['recorded', 'ours'],
  canary: ['recorded', 'ours'],
  record: ['recorded', 'ours'],
};
/** Dates that say nothing about when something was published. */
const BESIDE: ReadonlySet<DateKind> = new Set(['image-exif', 'file-time', 'licence', 'canary']);
/** Camera times count for us only where nothing better is there. */
const WEAK: ReadonlySet<DateKind> = new Set(['original-exif']);
const WEB_SHOPS = Date.UTC(1995, 0, 1);
/** Clocks differ, and a page that is received has been made a moment before. */
const SLACK = DAY;
/** Dates of one thing that lie farther apart contradict each other. */
const APART_DAYS = 2;
const PUBLISHED = /^(?:datePublished|article:published_time|product:published_time|published_at)$/;
const CREATED = /^(?:dateCreated|created_at|uploadDate)$/;
const MODIFIED = /^(?:dateModified|article:modified_time|og:updated_time|updated_at|lastmod)$/;

interface Judged extends FoundDate {
  readonly moment?: Moment;
  readonly faults: DateFault[];
  note?: Bilingual;
}

/** Makes the table. @param now when the trace ran, milliseconds since 1970. */
export function makeDateTable(found: readonly FoundDate[], now: number): DateTable {
  const judged = found.map((date) => judge(date, now));
  findContradictions(judged);
  const hasStrong = judged.some((date) => isOurs(date) && mayCount(date) && !WEAK.has(date.kind));
  const counts = (date: Judged): boolean => mayCount(date) && !(hasStrong && WEAK.has(date.kind));
  const ordered = judged.sort((a, b) => orderOf(a) - orderOf(b) || startOf(a) - startOf(b) || (a.name < b.name ? -1 : 1));
  const ours = least(ordered, (date) => isOurs(date) && counts(date), 'to');
  const theirs = least(ordered, (date) => !isOurs(date) && counts(date), 'from');
  const rows = ordered.map((date) => rowOf(date, counts(date), isOurs(date) ? theirs : ours));
  return { rows, lead: leadOf(ordered, ours, theirs) };
}

function judge(date: FoundDate, now: number): Judged {
  const read = readMoment(date.value);
  if (typeof read === 'string') return { ...date, faults: [read], note: FAULT_NOTES[read] };
  const fault = read.from > now + SLACK ? 'future' : read.to < WEB_SHOPS ? 'before-the-web' : undefined;
  if (fault !== undefined) return { ...date, moment: read, faults: [fault], note: FAULT_NOTES[fault] };
  return { ...date, moment: read, faults: [] };
}

function isOurs({ kind }: FoundDate): boolean {
  return TYPES[kind][1] === 'ours';
}

function mayCount({ kind, moment, faults }: Judged): boolean {
  return moment !== undefined && !BESIDE.has(kind) && faults.every((fault) => fault === 'contradicts');
}

/** Theirs first; in each the observed, the claimed, the recorded. */
function orderOf(date: Judged): number {
  const [type] = TYPES[date.kind];
  return (isOurs(date) ? 10 : 0) + (type === 'observed' ? 0 : 1) + (date.moment === undefined ? 5 : 0);
}

function startOf({ moment }: Judged): number {
  return moment?.from ?? 0;
}

function least(dates: readonly Judged[], wanted: (date: Judged) => boolean, end: keyof Moment): Judged | undefined {
  let best: Judged | undefined;
  for (const date of dates) {
    if (!wanted(date) || date.moment === undefined) continue;
    if (best?.moment === undefined || date.moment[end] < best.moment[end]) best = date;
  }
  return best;
}

function rowOf(date: Judged, counts: boolean, other: Judged | undefined): DateRow {
  const { kind, name, value, about, ref, listing, note, moment, faults } = date;
  const [type, side] = TYPES[kind];
  const lead = leadDays(date, other);
  return {
    type,
    side,
    kind,
    name,
    value,
    ...(moment === undefined ? {} : { from: new Date(moment.from).toISOString(), to: new Date(moment.to).toISOString() }),
    ...(listing === undefined ? {} : { listing }),
    about,
    counts,
    faults,
    ...(note === undefined ? {} : { note }),
    ...(lead === undefined ? {} : { leadDays: lead }),
    ...WORTH[kind],
    ref,
  };
}

function leadDays(date: Judged, other: Judged | undefined): number | undefined {
  const usable = date.moment !== undefined && date.faults.every((fault) => fault === 'contradicts');
  if (!usable || date.moment === undefined || other?.moment === undefined) return undefined;
  return isOurs(date) ? daysBetween(date.moment, other.moment) : daysBetween(other.moment, date.moment);
}

function leadOf(rows: readonly Judged[], ours: Judged | undefined, theirs: Judged | undefined): TraceLead {
  const places = {
    ...(ours === undefined ? {} : { ours: rows.indexOf(ours) }),
    ...(theirs === undefined ? {} : { theirs: rows.indexOf(theirs) }),
  };
  if (ours?.moment === undefined || theirs?.moment === undefined)
    return { ...places, says: ours === undefined ? NO_RECORD : NO_DATE };
  const days = daysBetween(ours.moment, theirs.moment);
  return { ...places, leadDays: days, says: tellLead(days, ours, theirs) };
}

function tellLead(days: number, ours: Judged, theirs: Judged): Bilingual {
  const our = { en: KIND_NAMES[ours.kind].en, zh: KIND_NAMES[ours.kind].zh };
  const their = { en: KIND_NAMES[theirs.kind].en, zh: KIND_NAMES[theirs.kind].zh };
  const count = Math.abs(days);
  const unit = count === 1 ? 'day' : 'days';
  if (days > 0) {
    return {
      en: `Our earliest record (${our.en}) is at least ${count} ${unit} older than the earliest date on their side (${their.en}).`,
      zh: `我方最早的记录（${our.zh}）比对方最早的日期（${their.zh}）至少早 ${count} 天。`,
    };
  }
  if (days < 0) {
    return {
      en: `The earliest date on their side (${their.en}) is at least ${count} ${unit} older than our earliest record (${our.en}). Look for older records of ours before you accuse anybody: originals, drafts, invoices, the marketplace's creation date.`,
      zh: `对方最早的日期（${their.zh}）比我方最早的记录（${our.zh}）至少早 ${count} 天。指控他人之前，请先查找我方更早的证据：原片、草稿、发票、平台的商品创建日期。`,
    };
  }
  return {
    en: `Our earliest record (${our.en}) and the earliest date on their side (${their.en}) lie less than a day apart or overlap: nobody can tell from these who was first.`,
    zh: `我方最早的记录（${our.zh}）与对方最早的日期（${their.zh}）相差不足一天或互相重叠，仅凭这些无法判断先后。`,
  };
}

const NO_RECORD: Bilingual = {
  en: 'There is no dated record of ours, so nothing is said about who was first. Keep listings in git, scan with history, or name papers with --record FILE:DATE:TITLE.',
  zh: '没有我方的带日期记录，无法判断先后。请把 Listing 放进 git、开启扫描历史，或用 --record 文件:日期:标题 提供票据。',
};
const NO_DATE: Bilingual = {
  en: 'Nothing on their side bears a date that counts, so nothing is said about who was first.',
  zh: '对方没有任何可用的日期，无法判断先后。',
};

/** Marks dates that cannot both be true. */
function findContradictions(dates: readonly Judged[]): void {
  const usable = dates.filter(({ moment, faults }) => moment !== undefined && faults.length === 0);
  const theirs = usable.filter((date) => !isOurs(date));
  for (const [at, a] of theirs.entries()) {
    for (const b of theirs.slice(at + 1)) if ((a.of ?? '') === (b.of ?? '')) contradict(a, b);
  }
  for (const taken of usable.filter(({ kind }) => kind === 'original-exif')) {
    const kept = usable.find((one) => one.kind === 'git-image' && one.of === taken.of && apart(one, taken) > 0);
    if (kept !== undefined) mark(taken, kept, CAMERA_LATE);
  }
}

function contradict(a: Judged, b: Judged): void {
  if (PUBLISHED.test(a.name) && PUBLISHED.test(b.name) && Math.abs(apart(a, b)) >= APART_DAYS) mark(a, b, TWO_DATES);
  const [begun, changed] =
    isBeginning(a) && MODIFIED.test(b.name) ? [a, b] : isBeginning(b) && MODIFIED.test(a.name) ? [b, a] : [];
  if (begun !== undefined && changed !== undefined && apart(changed, begun) >= 1) mark(begun, changed, CHANGED_BEFORE);
}

function isBeginning({ name }: Judged): boolean {
  return PUBLISHED.test(name) || CREATED.test(name);
}

/** Whole days by which the first is before the second. */
function apart(first: Judged, second: Judged): number {
  return first.moment === undefined || second.moment === undefined ? 0 : daysBetween(first.moment, second.moment);
}

function mark(a: Judged, b: Judged, note: Bilingual): void {
  for (const date of [a, b]) {
    if (!date.faults.includes('contradicts')) date.faults.push('contradicts');
    date.note ??= note;
  }
}

const TWO_DATES: Bilingual = {
  en: 'The page names several different days of publication; the earliest counts, which is the worst for us.',
  zh: '页面给出了多个不同的发布日期；按对我方最不利的最早日期计算。',
};
const CHANGED_BEFORE: Bilingual = {
  en: 'The page claims to have been changed before it was published or made; at least one of the dates is wrong.',
  zh: '页面自称的修改时间早于发布或创建时间，至少有一个日期不真实。',
};
const CAMERA_LATE: Bilingual = {
  en: 'The camera time lies behind the commit that already held the file; the camera’s clock or the commit’s date is wrong.',
  zh: '拍摄时间晚于已包含该文件的提交，相机时钟或提交日期有误。',
};
