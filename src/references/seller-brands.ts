import { AMBIGUITIES, MARK_KINDS } from '../lexicon/mark.ts';
import { MARK_COLUMNS, type MarkRow, readMarkTable } from '../lexicon/mark-table.ts';
import type { Bilingual } from '../model/text.ts';
import { foldPlain } from '../text/fold.ts';
import { SELLER_COLUMNS, type SellerColumn } from './seller-columns.ts';

/*
 * A seller's own brand words: rows of any list -> checked rows -> `brands.tsv` of the library, which has the columns of `marks.tsv`
 * and one more, `own`.
 */

/** A brand word of the seller's list, every cell checked. Lists inside a cell are separated by `;`. */
export type SellerBrand = Readonly<Record<SellerColumn, string>>;

/** Longest brand word and longest other cell, in characters. */
const MAX_MARK = 100;
const MAX_CELL = 2000;
/** Marks with fewer letters are everyday letters as well. */
const MIN_DISTINCT = 3;
const YES = /^(?:yes|y|true|1|x|own|是|√|自有)$/i;
const NO = /^(?:no|n|false|0|否|)$/i;

/** The checked row, or what is wrong with it. `cell` gives the text of a column, empty where the list has none. */
export function checkSellerRow(cell: (column: SellerColumn) => string): SellerBrand | Bilingual {
  const text = (column: SellerColumn): string =>
    cell(column)
      .replace(/[\t\r\n]+/g, ' ')
      .trim();
  const mark = text('mark');
  if (!/[\p{L}\p{N}]/u.test(mark)) {
    return {
      en: 'The brand word is empty; a word or name was expected. The row was left out.',
      zh: '品牌词为空，应填写品牌词或名称。该行已跳过。',
    };
  }
  const long = SELLER_COLUMNS.find((column) => text(column).length > (column === 'mark' ? MAX_MARK : MAX_CELL));
  if (long !== undefined) return tooLong(long, long === 'mark' ? MAX_MARK : MAX_CELL);
  const chosen = {
    kind: text('kind').toLowerCase() || 'brand',
    ambiguity: text('ambiguity').toLowerCase() || (lettersOf(mark) < MIN_DISTINCT ? 'short' : 'none'),
    tier: text('tier') || '2',
  };
  const allowed = { kind: MARK_KINDS, ambiguity: AMBIGUITIES, tier: ['1', '2', '3'] };
  for (const column of ['kind', 'ambiguity', 'tier'] as const) {
    if (!allowed[column].some((value) => value === chosen[column])) return notAllowed(column, chosen[column], allowed[column]);
  }
  const classes = items(text('classes').replace(/[,，、\s]+/g, ';'));
  const wrong = classes.find((one) => !/^0?\d{1,2}$/.test(one) || Number(one) < 1 || Number(one) > 45);
  if (wrong !== undefined) return notAllowed('classes', wrong, ['1 … 45']);
  const own = text('own');
  if (!YES.test(own) && !NO.test(own)) return notAllowed('own', own, ['yes', 'no', '是', '否']);
  return {
    ...chosen,
    mark,
    forms: items(text('forms').replace(/[；|]/g, ';')).join(';'),
    owner: text('owner'),
    classes: classes.map(Number).join(';'),
    verticals: items(text('verticals')).join(';'),
    generic_en: text('generic_en'),
    generic_zh: text('generic_zh') || text('generic_en'),
    own: YES.test(own) ? 'yes' : '',
  };
}

/** Whether `checkSellerRow` took the row. */
export function isSellerBrand(checked: SellerBrand | Bilingual): checked is SellerBrand {
  return 'mark' in checked;
}

/** The rows of two imports: a mark that both have keeps its spellings and takes what the newer one says. Sorted by mark. */
export function mergeSellerBrands(old: readonly SellerBrand[], added: readonly SellerBrand[]): SellerBrand[] {
  const merged = new Map<string, SellerBrand>();
  for (const brand of [...old, ...added]) {
    const key = foldPlain(brand.mark);
    const known = merged.get(key);
    merged.set(key, known === undefined ? brand : join(known, brand));
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, brand]) => brand);
}

function join(old: SellerBrand, next: SellerBrand): SellerBrand {
  const pick = (column: SellerColumn): string => next[column] || old[column];
  const forms = [...new Set([...items(old.forms), ...items(next.forms)])].join(';');
  return {
    ...next,
    forms,
    owner: pick('owner'),
    classes: pick('classes'),
    verticals: pick('verticals'),
    generic_en: pick('generic_en'),
    generic_zh: pick('generic_zh'),
    own: next.own,
  };
}

/** Columns of the file, in its order: those of `marks.tsv`, then `own`. */
const FILE_COLUMNS = [...MARK_COLUMNS, 'own'] as const;

/** The text of `brands.tsv`. */
export function formatSellerBrands(brands: readonly SellerBrand[]): string {
  const cell = (brand: SellerBrand, column: (typeof FILE_COLUMNS)[number]): string => {
    if (column === 'source') return 'seller list';
    const known = SELLER_COLUMNS.find((name) => name === column);
    return known === undefined ? '' : brand[known];
  };
  const lines = brands.map((brand) => FILE_COLUMNS.map((column) => cell(brand, column)).join('\t'));
  return `${[FILE_COLUMNS.join('\t'), ...lines].join('\n')}\n`;
}

/** Reads `brands.tsv`. A line that somebody broke is told, and the others are read. */
export function parseSellerBrands(text: string): {
  readonly brands: SellerBrand[];
  readonly faults: readonly { readonly line: number; readonly reason: Bilingual }[];
} {
  const brands: SellerBrand[] = [];
  const faults: { line: number; reason: Bilingual }[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const header = (lines[0] ?? '').split('\t');
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = line.split('\t');
    const checked = checkSellerRow((column) => cells[header.indexOf(column)] ?? '');
    if (isSellerBrand(checked)) brands.push(checked);
    else faults.push({ line: i + 2, reason: checked });
  });
  return { brands, faults };
}

/** The marks of others that the text of `brands.tsv` names, as the lexicon takes them. */
export function marksOfOthers(text: string): MarkRow[] {
  const others = parseSellerBrands(text).brands.filter((brand) => brand.own !== 'yes');
  return readMarkTable(formatSellerBrands(others)).rows;
}

/** The names in the text of `brands.tsv` that are the seller's own. Only their lines are read: every scan asks. */
export function ownNames(text: string): string[] {
  if (!/\tyes\r?$/m.test(text)) return [];
  const [header = '', ...lines] = text.split('\n');
  const own = lines.filter((line) => /\tyes\r?$/.test(line));
  const { brands } = parseSellerBrands([header, ...own].join('\n'));
  return brands.filter((brand) => brand.own === 'yes').flatMap((brand) => [brand.mark, ...items(brand.forms)]);
}

function items(cell: string): string[] {
  return cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function lettersOf(mark: string): number {
  // A Chinese character says as much as several letters.
  return [...mark].reduce(
    (sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : /[\p{L}\p{N}]/u.test(character) ? 1 : 0),
    0,
  );
}

function tooLong(column: SellerColumn, limit: number): Bilingual {
  return {
    en: `The column ${column} has more than ${limit} characters; a word or a short list was expected. The row was left out.`,
    zh: `${column} 列超过 ${limit} 个字符，应填写词语或简短列表。该行已跳过。`,
  };
}

function notAllowed(column: SellerColumn, value: string, allowed: readonly string[]): Bilingual {
  return {
    en: `"${value}" in the column ${column} is none of: ${allowed.join(', ')}. The row was left out.`,
    zh: `${column} 列的“${value}”无效，可填：${allowed.join('、')}。该行已跳过。`,
  };
}
