/*
 * Periods and days in folded text: `within 3 working days`, `innerhalb von drei Wochen`, `30个自然日内`, `by April 20, 2026`.
 */

/** A period or a day; offsets are those of the folded text. */
export interface Period {
  readonly days?: number;
  readonly hours?: number;
  readonly unit: 'calendar' | 'working';
  /** YYYY-MM-DD. */
  readonly date?: string;
  readonly start: number;
  readonly end: number;
}

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  ein: 1,
  eine: 1,
  einem: 1,
  einer: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sieben: 7,
  acht: 8,
  zehn: 10,
  vierzehn: 14,
  zwanzig: 20,
  dreissig: 30,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  dix: 10,
  quinze: 15,
  vingt: 20,
  trente: 30,
  uno: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  siete: 7,
  ocho: 8,
  diez: 10,
  quince: 15,
  veinte: 20,
  treinta: 30,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sette: 7,
  otto: 8,
  dieci: 10,
  quindici: 15,
  venti: 20,
  trenta: 30,
};
const HAN: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十五: 15,
  二十: 20,
  三十: 30,
  九十: 90,
};
const NUMBER = `(\\d{1,3}|${Object.keys(WORDS).join('|')})`;
const WORKING_BEFORE = '(?:business|working)';
const LATIN = new RegExp(
  `\\b(?:${NUMBER}|(?:[a-z]+ )?\\((\\d{1,3})\\))(?: ?\\(\\d{1,3}\\))?[ -](?:(${WORKING_BEFORE})|calendar|full|consecutive|weitere[nr]?)?[ -]?(days?|hours?|weeks?|months?|(?:arbeits|werk)tagen?|(?:kalender)?tagen?|stunden|wochen?|monaten?|jours?|heures?|semaines?|mois|dias?|horas?|semanas?|mes(?:es)?|giorn[io]|or[ae]|settiman[ae]|mes[ei])\\b(?: (ouvrables?|ouvres?|habiles|laborables|lavorativi))?`,
  'g',
);
const CJK =
  /(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:个|個)?\s?(工作日|营业日|營業日|営業日|自然日|日历日|小时|小時|時間|周|星期|週間|个月|個月|か月|ヶ月|月|天|日)(?:间|間)?/g;
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  marz: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  janv: 1,
  fev: 2,
  fevr: 2,
  mars: 3,
  avr: 4,
  avri: 4,
  juin: 6,
  juil: 7,
  aou: 8,
  aout: 8,
  ene: 1,
  abr: 4,
  ago: 8,
  dic: 12,
  gen: 1,
  mag: 5,
  giu: 6,
  lug: 7,
  set: 9,
  ott: 10,
};
const MONTH =
  '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|fev|avr|juin|juil|aou|ene|abr|ago|dic|gen|mag|giu|lug|set|ott)[a-z]*';
const DATES: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
  [/(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g, [1, 2, 3]],
  [/(20\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/g, [1, 2, 3]],
  [/(?<!\d)(\d{1,2})[.](\d{1,2})[.](20\d\d)(?!\d)/g, [3, 2, 1]],
  [new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (20\\d\\d)\\b`, 'g'), [3, 1, 2]],
  [new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|er|\\.)? (?:de |of )?${MONTH}\\.?,? (?:de |del )?(20\\d\\d)\\b`, 'g'), [3, 2, 1]],
];

/** The periods in a folded text, in order. */
export function periodsIn(text: string): Period[] {
  const latin = [...text.matchAll(LATIN)].flatMap((found) => {
    const count = numberOf(found[1] ?? found[2] ?? '');
    const unit = found[4] ?? '';
    const working = found[3] !== undefined || found[5] !== undefined || /^(?:arbeits|werk)/.test(unit);
    return count === undefined ? [] : [periodOf(count, scaleOf(unit), working, found)];
  });
  const cjk = [...text.matchAll(CJK)].flatMap((found) => {
    const count = numberOf(found[1] ?? '');
    const unit = found[2] ?? '';
    // 4月7日 is a day of the year.
    if (
      count === undefined ||
      (/^[日月]$/.test(unit) && /[月年]\s?$/.test(text.slice(Math.max(0, found.index - 3), found.index)))
    )
      return [];
    if (
      unit === '月' ||
      (unit === '日' && !/^(?:间|間|以?内|まで|の?間)/.test(text.slice(found.index + found[0].length)) && !/間$/.test(found[0]))
    )
      return [];
    return [periodOf(count, scaleOf(unit), /工作|营业|營業|営業/.test(unit), found)];
  });
  return [...latin, ...cjk].sort((a, b) => a.start - b.start);
}

function periodOf(count: number, scale: number, working: boolean, { index, 0: words }: RegExpExecArray): Period {
  const place = { start: index, end: index + words.length };
  const unit = working ? 'working' : 'calendar';
  if (scale < 1) return { hours: count, days: Math.ceil(count / 24), unit, ...place };
  return { days: count * scale, unit, ...place };
}

function numberOf(word: string): number | undefined {
  return /^\d/.test(word) ? Number(word) : (WORDS[word] ?? HAN[word]);
}

/** Days of a unit; less than one for hours. */
function scaleOf(unit: string): number {
  if (/^(?:hour|stund|heure|hora|or[ae]|小时|小時|時間)/.test(unit)) return 1 / 24;
  if (/^(?:week|woche|semain|semana|settiman|周|星期|週)/.test(unit)) return 7;
  if (/^(?:month|monat|mois|mes|个月|個月|か月|ヶ月)/.test(unit)) return 30;
  return 1;
}

/** The days of the calendar that a folded text names, in order. */
export function datesIn(text: string): { readonly date: string; readonly start: number; readonly end: number }[] {
  const found = DATES.flatMap(([pattern, [year, month, day]]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const date = dateOf(match[year] ?? '', match[month] ?? '', match[day] ?? '');
      return date === undefined ? [] : [{ date, start: match.index, end: match.index + match[0].length }];
    }),
  );
  return found.sort((a, b) => a.start - b.start);
}

function dateOf(year: string, month: string, day: string): string | undefined {
  const m = MONTHS[month] ?? Number(month);
  const d = Number(day);
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return undefined;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
