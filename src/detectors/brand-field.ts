import { findCues } from '../lexicon/cues.ts';
import { findMarks } from '../lexicon/find-marks.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { type Tokens, wordAt } from '../model/words.ts';
import { splitText } from '../text/field-text.ts';
import { foldPlain } from '../text/fold.ts';

/*
 * What a brand field says: whether it names a brand at all, and how the name reads without what shops, companies and pages write around it.
 */

/** What sellers write into the brand field when there is no brand. */
const NO_BRAND = new Set(
  [
    'no brand',
    'nobrand',
    'generic',
    'n a',
    'n / a',
    'na',
    'none',
    'unbranded',
    'oem',
    'odm',
    'other',
    'others',
    'no',
    'null',
    'does not apply',
    'unknown',
    'compatible',
    '无',
    '无品牌',
    '无牌',
    '没有品牌',
    '其他',
    '通用',
    'ohne marke',
    'sin marca',
    'sans marque',
    'senza marca',
    'ノーブランド',
    'ノーブランド品',
  ].map((text) => foldPlain(text)),
);

/** Whether a brand field names a brand at all. */
export function namesBrand(brand: string | undefined): brand is string {
  if (brand === undefined) return false;
  const known = NAMING.get(brand);
  if (known !== undefined) return known;
  const names = saysName(brand);
  if (NAMING.size >= MAX_NAMING) NAMING.clear();
  NAMING.set(brand, names);
  return names;
}

/** What brand fields were found to say: every rule asks, and a feed has few brands and many rows. */
const NAMING = new Map<string, boolean>();
const MAX_NAMING = 1000;

function saysName(brand: string): boolean {
  const tokens = splitText(brand);
  const text = Array.from({ length: tokens.count }, (_, i) => tokens.text.slice(tokens.starts[i], tokens.ends[i])).join(' ');
  return text !== '' && !NO_BRAND.has(text) && !NO_BRAND.has(text.replaceAll(' ', ''));
}

/** Whether a brand field says what the goods fit, not who made them: `for Apple`, `compatible with HP`. */
export function namesHost(lexicon: Lexicon, brand: string): boolean {
  const tokens = splitText(brand);
  const marks = findMarks(lexicon, tokens);
  const outside = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    marks.every((mark) => end <= mark.start || start >= mark.end);
  // The `for` of `Just For Men` is part of the name.
  const cued = findCues(lexicon.cues, tokens).some(
    (hit) => outside(hit) && hit.cues.some((cue) => cue.class.startsWith('compatible')),
  );
  return cued && marks.length > 0;
}

/** What a page or a feed writes in front of a brand, or around it, in the languages of the shops. */
const BYLINES: readonly RegExp[] = [
  /^(?:brand|marke|marque|marca|merk|marka|brend|thương hiệu|ブランド|品牌|브랜드)\s*[:：]\s*(.+)$/i,
  /^visit the (.+) store$/i,
  /^besuchen? (?:sie )?den (.+?)[- ]store$/i,
  /^visiter la boutique (?:de )?(.+)$/i,
  /^visita (?:lo store di|la tienda de) (.+)$/i,
  /^(?:bezoek de |odwiedź sklep )(.+?)(?:-store|-winkel)?$/i,
  /^(.+?)\s*(?:のストアを表示|官方旗舰店|旗舰店|专卖店|专营店|官方店|股份有限公司|有限公司|株式会社)$/,
];
/** Signs of a registered or claimed mark. */
const SIGNS = /[™®©]|[（(]\s*(?:tm|r|c)\s*[)）]/giu;
/** What stands between a name and the same name in another script: `彪马/PUMA`, `PUMA (彪马)`. */
const BESIDE = /\s*[/|(（／｜]\s*/;

/**
 * The name in a brand field, as written and as a title may write it: without bylines and signs, without the `'s`, the first of two scripts, and
 * `BossAudio` as two words. Never empty; the first is the field itself.
 */
export function writtenNames(field: string): string[] {
  const names = new Set([field]);
  const plain = withoutByline(field.replace(SIGNS, ' ').trim());
  if (plain !== '') names.add(plain);
  const [head = '', ...others] = plain.split(BESIDE);
  if (head !== '' && others.length > 0 && isLatin(head) !== isLatin(others.join(' '))) names.add(head);
  for (const name of [...names]) {
    if (/\p{L}['’]s$/iu.test(name)) names.add(name.slice(0, -2));
    const apart = name.replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ');
    if (apart !== name) names.add(apart);
  }
  return [...names];
}

function withoutByline(field: string): string {
  for (const byline of BYLINES) {
    const name = byline.exec(field)?.[1]?.trim();
    if (name !== undefined && name !== '') return withoutByline(name);
  }
  return field;
}

function isLatin(text: string): boolean {
  return /\p{Script=Latin}/u.test(text);
}

/** What may stand beside a mark in a brand field and leave it the same brand: `Nike Inc.`; `Apple Blossom` is another one. */
const COMPANY_WORDS = new Set(
  (
    'visit previously formerly inc ltd llc llp lp com co corp corporation company gmbh kg ohg ag sa sarl sas srl spa bv nv ab oy kk pty pte pvt sdn bhd plc limited ltda ' +
    'group holding holdings trading manufacturing mfg enterprise enterprises flagship official store shop brand genuine original authentic usa us uk eu the by & and intl ' +
    'international instruments electronics technologies technology products industries'
  ).split(' '),
);

/** Whether a word is one that companies and shops put beside their name. */
export function isCompanyWord(tokens: Tokens, i: number): boolean {
  return COMPANY_WORDS.has(wordAt(tokens, i));
}

/** A brand name without words for a company, as houses are written. */
export function bareName(tokens: Tokens): string {
  const words: string[] = [];
  for (let i = 0; i < tokens.count; i++) if (!isCompanyWord(tokens, i)) words.push(wordAt(tokens, i));
  return words.join(' ');
}

/** The words of a brand name between those for a company at its ends, `[from, to)`; all of them where nothing else is there. */
export function coreOf(tokens: Tokens): readonly [number, number] {
  let [from, to] = [0, tokens.count];
  while (from < to && isCompanyWord(tokens, from)) from++;
  while (to > from && isCompanyWord(tokens, to - 1)) to--;
  return from === to ? [0, tokens.count] : [from, to];
}
