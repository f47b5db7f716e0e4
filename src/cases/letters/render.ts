import type { LetterLang, LetterText } from '../../model/letter.ts';
import { piecesOf, type SlotUse, slotsIn } from '../../text/slot-text.ts';
import type { Value, Word } from './row.ts';

/*
 * A text with slots + values -> a sentence in a language.
 */

/** Words by id, see `LetterTemplates.words`. */
export type Words = Readonly<Record<string, LetterText>>;

/** A text with its slots filled, and the names of those that had no value. */
export interface Filled {
  readonly text: string;
  readonly missing: readonly string[];
  readonly used: readonly string[];
}

/** Fills the slots of a text; one without a value shows what `gap` says. */
export function fillSlots(
  text: string,
  lookUp: (name: string) => Value | undefined,
  gap: (name: string) => string,
  lang: LetterLang,
  words: Words,
): Filled {
  const missing: string[] = [];
  const used: string[] = [];
  const parts = piecesOf(text).map((piece) => {
    if (typeof piece === 'string') return piece;
    const value = lookUp(piece.name);
    if (value !== undefined) {
      used.push(piece.name);
      const own = value.kind === 'word' ? slotted(value.word, lang, words) : undefined;
      if (own === undefined) return showSlot(value, piece, lang, words);
      // A cause or a control is a sentence with slots of the row that it comes from.
      const inner = fillSlots(own, lookUp, gap, lang, words);
      missing.push(...inner.missing);
      used.push(...inner.used);
      return inner.text;
    }
    if (piece.optional) return '';
    missing.push(piece.name);
    return gap(piece.name);
  });
  return { text: parts.join(''), missing: [...new Set(missing)], used: [...new Set(used)] };
}

function showSlot(value: Value, { forms, optional }: SlotUse, lang: LetterLang, words: Words): string {
  if (optional) return (forms[0] ?? '').replaceAll('#', () => showValue(value, lang, words));
  if (forms.length === 0) return showValue(value, lang, words);
  const [one = '', many = one] = forms;
  if (value.kind === 'count') {
    const form = value.n === 1 ? one : value.n === 0 ? (forms[2] ?? many) : many;
    return form.replaceAll('#', String(value.n));
  }
  if (value.kind === 'list')
    return (value.items.length === 1 ? one : many).replaceAll('#', () => showValue(value, lang, words));
  return value.kind === 'share' ? showShare(value, forms) : showValue(value, lang, words);
}

/** Whole of many, of one or of two; a part that is many, or one. */
function showShare(
  { n, of }: Value & { readonly kind: 'share' },
  [all = '', many = all, one, both, single]: readonly string[],
): string {
  const form = n === of ? ((of === 1 ? one : of === 2 ? both : undefined) ?? all) : ((n === 1 ? single : undefined) ?? many);
  const numbers = n === of ? [of, of] : [of, n];
  return form.replaceAll('##', '\u0000').replaceAll('#', String(numbers[1])).replaceAll('\u0000', String(numbers[0]));
}

/** A value in the words of a language. */
export function showValue(value: Value, lang: LetterLang, words: Words): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'word':
      return showWord(value.word, lang, words);
    case 'day':
      return showDay(value.day, lang);
    case 'count':
      return String(value.n);
    case 'share':
      return SHARES[lang](value.n, value.of);
    case 'list':
      return showList(value, lang, words);
    case 'span':
      return showSpan(value, lang);
  }
}

/** A word in a language; where it has no translation, as it was recorded. */
export function showWord(word: Word, lang: LetterLang, words: Words): string {
  const known = Object.hasOwn(words, word.id) ? words[word.id] : undefined;
  return known?.[lang] ?? (lang === 'zh' ? word.zh : undefined) ?? known?.en ?? word.else;
}

/** A word of the templates that has slots of its own; what records say is never taken for a template. */
function slotted(word: Word, lang: LetterLang, words: Words): string | undefined {
  const known = Object.hasOwn(words, word.id) ? words[word.id] : undefined;
  const text = known?.[lang] ?? known?.en;
  return text !== undefined && slotsIn(text).length > 0 ? text : undefined;
}

/** Whether a word can be said in a language: it is translated, or names are the same in every language. */
export function hasWord(word: Word, lang: LetterLang, words: Words): boolean {
  const known = Object.hasOwn(words, word.id) ? words[word.id] : undefined;
  return lang === 'en' || known?.[lang] !== undefined || (lang === 'zh' && word.zh !== undefined);
}

const SHARES: Readonly<Record<LetterLang, (n: number, of: number) => string>> = {
  en: (n, of) => `${n} of ${of}`,
  de: (n, of) => `${n} von ${of}`,
  ja: (n, of) => `${of}件中${n}件`,
  zh: (n, of) => `${of} 个中的 ${n} 个`,
};

const MONTHS: Readonly<Record<'en' | 'de', readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
};

/** A day as letters write it. */
export function showDay(day: string, lang: LetterLang): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (lang === 'ja' || lang === 'zh') return `${year}年${month}月${date}日`;
  return `${date}${lang === 'de' ? '.' : ''} ${MONTHS[lang][month - 1] ?? ''} ${year}`;
}

/** A list of all the listings of a case is told by its number beyond this; the letter's end has them one by one. */
export const LONGEST_LIST = 10;

function showList({ items, whole }: Value & { kind: 'list' }, lang: LetterLang, words: Words): string {
  if (whole && items.length > LONGEST_LIST) return ALL_LISTINGS[lang].replace('#', String(items.length));
  const texts = items.map((item) => (typeof item === 'string' ? item : showWord(item, lang, words)));
  if (lang === 'ja' || lang === 'zh') return texts.join('、');
  const last = texts.length > 1 ? ` ${lang === 'de' ? 'und' : 'and'} ${texts.at(-1) ?? ''}` : '';
  return `${(texts.length > 1 ? texts.slice(0, -1) : texts).join(', ')}${last}`;
}

const ALL_LISTINGS: Readonly<Record<LetterLang, string>> = {
  en: 'all # listings of the notice (list at the end)',
  de: 'alle # Angebote der Mitteilung (Liste am Ende)',
  ja: '通知に記載の全#件の商品（末尾の一覧参照）',
  zh: '通知中的全部 # 个 Listing（见文末清单）',
};

/** Beyond this a span is told in days. */
const MOST_HOURS = 48;

function showSpan({ hours, days }: Value & { kind: 'span' }, lang: LetterLang): string {
  const say = SPANS[lang];
  if (hours !== undefined && hours <= MOST_HOURS) return say.hours(hours);
  return days === 0 ? say.sameDay : say.days(days);
}

interface SpanWords {
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
  readonly sameDay: string;
}

const SPANS: Readonly<Record<LetterLang, SpanWords>> = {
  en: {
    hours: (n) => `within ${n} ${n === 1 ? 'hour' : 'hours'} of the notice`,
    days: (n) => `${n} ${n === 1 ? 'day' : 'days'} after the notice`,
    sameDay: 'on the day of the notice',
  },
  de: {
    hours: (n) => `innerhalb von ${n} ${n === 1 ? 'Stunde' : 'Stunden'} nach der Mitteilung`,
    days: (n) => `${n} ${n === 1 ? 'Tag' : 'Tage'} nach der Mitteilung`,
    sameDay: 'am Tag der Mitteilung',
  },
  ja: {
    hours: (n) => `通知受領から${n}時間以内`,
    days: (n) => `通知受領から${n}日後`,
    sameDay: '通知受領の当日',
  },
  zh: { hours: (n) => `收到通知后 ${n} 小时内`, days: (n) => `收到通知 ${n} 天后`, sameDay: '收到通知当天' },
};
