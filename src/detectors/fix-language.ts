import type { Listing } from '../model/listing.ts';

/** Languages in which fixes are written. */
export type FixLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'zh' | 'ja';

/** Small words that tell a language; none stands in two of the lists. */
const WORDS: Readonly<Record<'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'other', ReadonlySet<string>>> = {
  en: new Set('the and with for of to from by your is are this that fits'.split(' ')),
  de: new Set('und mit für der das aus von zum zur ist ein eine oder auch bis'.split(' ')),
  fr: new Set('et avec pour des du le les une dans sur est ou aux'.split(' ')),
  es: new Set('y los las el para una del sin más su por unidades'.split(' ')),
  it: new Set('e di il della per gli che nel alla dei delle senza'.split(' ')),
  pt: new Set('com em não do dos da das uma ao são mais você'.split(' ')),
  other: new Set('met voor och med til dla oraz na untuk dengan dan yang cho và với ve için ile'.split(' ')),
};

/** The end of a marketplace's name to its language; the others sell in English, or nobody knows. */
const SHOPS: Readonly<Record<string, FixLanguage | 'other'>> = {
  de: 'de',
  fr: 'fr',
  es: 'es',
  mx: 'es',
  it: 'it',
  br: 'pt',
  jp: 'ja',
  nl: 'other',
  se: 'other',
  pl: 'other',
  tr: 'other',
};

/** The language of a text: by its script, its small words, then what the listing says. Undefined when a fix had better not be written. */
export function languageOf(text: string, { locale, marketplace }: Listing): FixLanguage | undefined {
  const script = scriptOf(text);
  if (script === 'ja' || script === 'zh') return script;
  if (script === 'other') return undefined;
  const [best, second] = countWords(text).sort((a, b) => b[1] - a[1]);
  if (best !== undefined && best[1] > 0 && best[1] > (second?.[1] ?? 0)) return known(best[0]);
  const said = locale?.slice(0, 2).toLowerCase();
  if (said !== undefined && said !== '') return known(said);
  return known(SHOPS[marketplace.split('.').at(-1) ?? ''] ?? 'en');
}

/** What the script of a text tells: Japanese by its syllables, Chinese or another language where a quarter of the letters is of it. */
function scriptOf(text: string): 'ja' | 'zh' | 'latin' | 'other' {
  // Most texts hold no other letters: theirs need no counting.
  if (!/[^\p{Script=Latin}\P{L}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'latin';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const letters = count(text, /\p{L}/gu);
  const chinese = count(text, /\p{Script=Han}/gu);
  if (chinese * 4 > letters) return 'zh';
  return count(text, /[^\p{Script=Latin}\p{Script=Han}\P{L}]/gu) * 4 > letters ? 'other' : 'latin';
}

function count(text: string, character: RegExp): number {
  return text.match(character)?.length ?? 0;
}

/** How many small words of each language begin a text, in the order of the table. */
function countWords(text: string): [language: string, words: number][] {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return Object.entries(WORDS).map(([name, list]) => [name, words.reduce((sum, word) => sum + (list.has(word) ? 1 : 0), 0)]);
}

function known(name: string): FixLanguage | undefined {
  return (['en', 'de', 'fr', 'es', 'it', 'pt', 'zh', 'ja'] as const).find((language) => language === name);
}

/** Whether nearly all longer words of a text begin with a capital: Amazon's way to write a title. */
export function inTitleCase(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length >= 3 && words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.7;
}
