import type { Problem } from '../model/problem.ts';
import { foldPlain } from '../text/fold.ts';
import {
  isAdministrativeKey,
  isKnownTarget,
  type Known,
  type KnownTarget,
  knownKey,
  knownTargets,
  nameKey,
} from './columns-vocabulary.ts';

/*
 * Names of columns and keys -> fields of a listing. A name that is not known is no mistake: its text becomes an attribute.
 */

/** What a column or key gives: a field of the listing, its id, where it is sold, or a picture. */
export type Target = KnownTarget | `attribute:${string}`;

/** A name that is understood. */
export interface NamedField {
  readonly field: Target;
  /** For names that are numbered (`bullet_point3`, `附图2`); 1-based. */
  readonly number?: number;
  /** The name is vague (`name`, `type`): a better one for the same field wins. */
  readonly weak: boolean;
}

/** A column of a table that gives something. */
export interface Column {
  /** 0-based. */
  readonly index: number;
  readonly field: Target;
  readonly number?: number;
}

/** How the columns of a table were understood. */
export interface ColumnMap {
  readonly columns: readonly Column[];
  /** Names of the columns that are not read: prices, stock, codes. */
  readonly ignored: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where the header stands. */
export interface HeaderPlace {
  readonly file: string;
  readonly line: number;
}

/** Fields that a listing has once; a second column for one of them becomes an attribute. */
const SINGLE: ReadonlySet<Target> = new Set([
  'id',
  'product-id',
  'family',
  'title',
  'description',
  'aplus',
  'brand',
  'manufacturer',
  'category',
  'marketplace',
  'locale',
]);
const LANGUAGES = /(?:english|chinese|german|en|zh|cn|de|fr|es|it|jp|ja|us|uk|英文|中文|德文|法文|日文)$/;
const PREFIXES = /^(?:英文|中文|英语|商品|产品|宝贝|亚马逊|amazon|listing|product|item)+/;
const LINKS = /(?:链接|地址|文件名?|路径|urls?|links?|src|path|file|name|locator|image)$/;
const NUMERALS = '一二三四五六七八九';

/** The field that a column or key name stands for, in any usual spelling and language; undefined when the name is not known. */
export function fieldOfName(name: string): NamedField | undefined {
  const bare = name.replace(/[(（[【][^)）\]】]*[)）\]】]/g, '');
  for (const spelling of bare === name ? [name] : [name, bare]) {
    const key = nameKey(spelling);
    if (key === '' || key.length > 60) continue;
    const found = lookUp(key, undefined) ?? lookUpNumbered(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a name stands for something that no shopper reads, such as a price or a stock count. */
export function isAdministrative(name: string): boolean {
  const key = nameKey(name);
  return isAdministrativeKey(key) || /(?:unitofmeasure|price|quantity|currency)$/.test(key);
}

/** The attribute that an unknown name becomes: `Colour Name` gives `attribute:colour-name`. */
export function attributeOf(name: string): `attribute:${string}` {
  const slug = foldPlain(name.slice(0, 200))
    .replace(/([^\p{L}\p{N}])+/gu, '-')
    .replace(/^-|-$/g, '');
  return `attribute:${slug === '' ? 'unnamed' : slug}`;
}

/** Whether the left side of an entry of `map` names something a listing has. */
export function isTarget(text: string): text is Target {
  return isKnownTarget(text) || /^attribute:./.test(text);
}

/**
 * Maps the columns of a table: an explicit `map` first, then by the names. A mapped column that does not stand in the header is a problem
 * that names the nearest one.
 */
export async function mapColumns(
  headers: readonly string[],
  map: Readonly<Record<string, string | readonly string[]>> | undefined,
  place: HeaderPlace,
): Promise<ColumnMap> {
  const problems: Problem[] = [];
  const columns = new Map<number, Column>();
  for (const [field, names] of Object.entries(map ?? {})) {
    if (!isTarget(field)) {
      problems.push(await unknownField(field, place));
      continue;
    }
    const list = typeof names === 'string' ? [names] : names;
    for (const [nth, name] of list.entries()) {
      const index = findHeader(headers, name);
      if (index === -1) problems.push(await missingColumn(field, name, headers, place));
      else columns.set(index, list.length === 1 ? { index, field } : { index, field, number: nth + 1 });
    }
  }
  const ignored = addByName(headers, columns);
  return { columns: [...columns.values()].sort((a, b) => a.index - b.index), ignored, problems };
}

/** How many cells of a row are known names of columns; the row with the most is the header. */
export function countNames(cells: readonly string[]): number {
  const seen = new Set<string>();
  for (const cell of cells) {
    const known = cell.length > 80 ? undefined : fieldOfName(cell);
    if (known !== undefined) seen.add(`${known.field} ${known.number ?? 0}`);
  }
  return seen.size;
}

/** The column with a name: spelled exactly so, else compared as names are. -1 when there is none. */
export function findHeader(headers: readonly string[], name: string): number {
  const exact = headers.indexOf(name);
  if (exact !== -1) return exact;
  const key = nameKey(name);
  return key === '' ? -1 : headers.findIndex((header) => nameKey(header) === key);
}

function addByName(headers: readonly string[], columns: Map<number, Column>): string[] {
  const named = headers.map((header) => fieldOfName(header));
  const taken = new Set<Target>([...columns.values()].map((column) => column.field));
  const winners = new Map<Target, number>();
  for (const weak of [false, true]) {
    for (const [index, found] of named.entries()) {
      if (found === undefined || found.weak !== weak || columns.has(index)) continue;
      if (!winners.has(found.field)) winners.set(found.field, index);
    }
  }
  const ignored: string[] = [];
  for (const [index, header] of headers.entries()) {
    if (columns.has(index) || header.trim() === '') continue;
    const found = named[index];
    if (
      found !== undefined &&
      !taken.has(found.field) &&
      (winners.get(found.field) === index || isRepeatable(found, named, winners))
    ) {
      const { field, number } = found;
      columns.set(index, number === undefined ? { index, field } : { index, field, number });
    } else if (found === undefined && isAdministrative(header)) ignored.push(header);
    else columns.set(index, { index, field: attributeOf(header) });
  }
  return ignored;
}

/** A further bullet or picture is welcome, unless it is a vague name beside a good one. */
function isRepeatable(
  found: NamedField,
  named: readonly (NamedField | undefined)[],
  winners: ReadonlyMap<Target, number>,
): boolean {
  if (SINGLE.has(found.field)) return false;
  const winner = named[winners.get(found.field) ?? -1];
  return found.field.startsWith('image.') || winner === undefined || winner.weak === found.weak;
}

function lookUp(key: string, number: number | undefined): NamedField | undefined {
  const direct = knownKey(key) ?? knownKey(key.replace(LANGUAGES, ''));
  if (direct !== undefined) return named(direct, number);
  const bare = key.replace(PREFIXES, '').replace(LANGUAGES, '');
  const core = knownKey(bare);
  if (core !== undefined && bare !== key) return named(core, number);
  for (const stem of [key.replace(LINKS, ''), key.replace(LINKS, '').replace(LINKS, ''), bare.replace(LINKS, '')]) {
    const picture = stem === key ? undefined : knownKey(stem);
    if (picture?.target.startsWith('image') === true) return named(picture, number);
  }
  return undefined;
}

/** `bulletpoint3`, `卖点三`, `otherimageurl2`, `image2url`. */
function lookUpNumbered(key: string): NamedField | undefined {
  const match = /^(.*?\D)(\d{1,2})(urls?|links?|src|value|链接|地址)?$/.exec(key);
  if (match !== null) return lookUp(`${match[1] ?? ''}${match[3]?.replace('value', '') ?? ''}`, Number(match[2]));
  const numeral = NUMERALS.indexOf(key.at(-1) ?? ' ');
  return numeral === -1 ? undefined : lookUp(key.slice(0, -1), numeral + 1);
}

function named(known: Known, number: number | undefined): NamedField {
  const { target, weak, anyPicture } = known;
  if (!anyPicture) return number === undefined ? { field: target, weak } : { field: target, number, weak };
  if (number === undefined || number <= 1) return { field: 'image.main', weak };
  return { field: 'image.other', number: number - 1, weak };
}

async function missingColumn(field: string, name: string, headers: readonly string[], place: HeaderPlace): Promise<Problem> {
  const near = await nearest(name, headers);
  const seen = listNames(headers);
  return {
    ...place,
    reason: {
      en: `The configuration takes "${field}" from a column "${name}", which the table does not have. ${near === undefined ? '' : `Did you mean "${near}"? `}The columns are: ${seen}. Correct map: under sources:.`,
      zh: `配置里“${field}”对应的列“${name}”在表格中不存在${near === undefined ? '' : `，是不是“${near}”`}。表格里的列有：${seen}。请修改 sources: 下的 map:。`,
    },
  };
}

async function unknownField(field: string, place: HeaderPlace): Promise<Problem> {
  const near = await nearest(field, knownTargets());
  const known = listNames(knownTargets());
  return {
    ...place,
    reason: {
      en: `The configuration maps a field "${field}", which listings do not have. ${near === undefined ? '' : `Did you mean "${near}"? `}Known are ${known} and attribute:<name>.`,
      zh: `配置 map: 里的字段“${field}”不存在${near === undefined ? '' : `，是不是“${near}”`}。可用的字段有 ${known}，以及 attribute:<名称>。`,
    },
  };
}

/** The name most like the wanted one; undefined when none is alike. The comparison is loaded only when something is misspelled. */
async function nearest(name: string, names: readonly string[]): Promise<string | undefined> {
  const { JaroWinklerDistance } = await import('natural/lib/natural/distance/index.js');
  const key = nameKey(name);
  let best: string | undefined;
  let bestLikeness = 0.75;
  for (const other of names.slice(0, 1000)) {
    const likeness = JaroWinklerDistance(key, nameKey(other.slice(0, 100)), {});
    if (likeness > bestLikeness) {
      best = other;
      bestLikeness = likeness;
    }
  }
  return best;
}

/** The names, shortened to what a person still reads. */
export function listNames(names: readonly string[]): string {
  const shown = names.filter((name) => name.trim() !== '').map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return shown.length > 30 ? `${shown.slice(0, 30).join(', ')} … (${shown.length})` : shown.join(', ');
}
