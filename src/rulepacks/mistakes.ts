import type { Document, LineCounter } from 'yaml';
import type { core } from 'zod';
import type { ConfigMistake } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * A YAML file and what its schema says about it -> mistakes a person can act on: file, line, column, the line itself with a caret,
 * what is allowed. Knows nothing of rules or of the configuration; both use it.
 */

/** A parsed YAML file that still knows where everything stands. */
export interface YamlSource {
  /** The path as the user wrote it. */
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

type Path = readonly PropertyKey[];
interface Ranged {
  readonly range?: readonly [number, number, number] | null | undefined;
}
interface PairLike {
  readonly key: unknown;
  readonly value: unknown;
}

/** Longest line of a file that an excerpt shows whole; a longer one is cut around the mistake. */
const MAX_EXCERPT = 120;
/** Nobody reads more, and a file that is no YAML at all has as many as lines. */
export const MAX_MISTAKES: number = 100;
/** Below this likeness (Jaro-Winkler, 0..1) a key is no misspelling of another: `marketplce` is 0.98, `colour` for `format` 0.56. */
const MIN_LIKENESS = 0.8;

/** A mistake at an offset of the file's text. */
export function mistakeAt(source: YamlSource, offset: number, message: string | Bilingual): ConfigMistake {
  const { line, col } = source.lines.linePos(Math.max(0, Math.min(offset, source.text.length)));
  const at = { line: Math.max(1, line), column: Math.max(1, col) };
  const from = source.lines.lineStarts[at.line - 1] ?? 0;
  const to = source.lines.lineStarts[at.line] ?? source.text.length;
  const told = typeof message === 'string' ? { message } : { message: message.en, zh: message.zh };
  return { file: source.file, ...at, ...told, excerpt: excerptLine(source.text.slice(from, to), at.line, at.column) };
}

/** Where in the file the key or list entry at a path stands, 1-based; for what is not there, its nearest parent. */
export function positionOf(
  source: YamlSource,
  path: readonly PropertyKey[],
): { readonly line: number; readonly column: number } {
  const { line, column } = mistakeAt(source, offsetOf(source.document, path, true), '');
  return { line, column };
}

/** A line of a text with a caret line under the column (both 1-based); a long line is cut. */
export function excerptOf(text: string, line: number, column: number): string {
  return excerptLine(text.split('\n')[line - 1] ?? '', line, column);
}

function excerptLine(text: string, line: number, column: number): string {
  const whole = text.replace(/\n$/, '').replaceAll(/[\t\r]/g, ' ');
  const from = column > MAX_EXCERPT ? column - MAX_EXCERPT / 2 : 0;
  const shown = whole.slice(from, from + MAX_EXCERPT).replaceAll(/\p{C}/gu, '?');
  const gutter = `${line} | `;
  return `  ${gutter}${shown}\n  ${' '.repeat(gutter.length + column - 1 - from)}^`;
}

/** What the YAML parser found, first to last, the first hundred. */
export function syntaxMistakes(source: YamlSource): ConfigMistake[] {
  return source.document.errors
    .slice(0, MAX_MISTAKES)
    .map((error) =>
      mistakeAt(source, error.pos[0], `${(error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}.`),
    );
}

/** What a zod schema found, in the order of the file, the first hundred; an unknown key is told together with the key it looks like. */
export async function mistakesOf(
  issues: readonly core.$ZodIssue[],
  source: YamlSource,
  schema: core.$ZodType,
): Promise<ConfigMistake[]> {
  const found: { offset: number; message: Bilingual }[] = [];
  for (const issue of issues.slice(0, MAX_MISTAKES)) {
    if (issue.code === 'unrecognized_keys') {
      const allowed = keysAt(schema, issue.path);
      for (const key of issue.keys.slice(0, MAX_MISTAKES)) {
        found.push({ offset: offsetOf(source.document, [...issue.path, key], true), message: await unknownKey(key, allowed) });
      }
    } else found.push({ offset: offsetOf(source.document, issue.path, false), message: sentenceOf(issue, source.document) });
  }
  return found.sort((a, b) => a.offset - b.offset).map(({ offset, message }) => mistakeAt(source, offset, message));
}

/** The choice that a word is most likely a misspelling of. */
export async function nearest(word: string, choices: readonly string[]): Promise<string | undefined> {
  const { JaroWinklerDistance } = await import('natural/lib/natural/distance/index.js');
  let best: string | undefined;
  let likeness = MIN_LIKENESS;
  for (const choice of choices) {
    const found = JaroWinklerDistance(word.slice(0, 100), choice, { ignoreCase: true });
    if (found > likeness) [best, likeness] = [choice, found];
  }
  return best;
}

async function unknownKey(key: string, allowed: readonly string[]): Promise<Bilingual> {
  const guess = await nearest(key, allowed);
  const hint = guess === undefined ? '' : ` Did you mean "${guess}"?`;
  const list = allowed.length === 0 ? '' : ` Allowed here: ${allowed.join(', ')}.`;
  const hintZh = guess === undefined ? '' : `是否想写“${guess}”？`;
  const listZh = allowed.length === 0 ? '' : `此处可用：${allowed.join('、')}。`;
  return { en: `Unknown key "${key}".${hint}${list}`, zh: `没有“${key}”这个键。${hintZh}${listZh}` };
}

function sentenceOf(issue: core.$ZodIssue, document: Document): Bilingual {
  const name = nameOf(issue.path);
  const has = document.getIn(issue.path.map(plainKey), false);
  const { en, zh } = expectation(issue);
  if (has === undefined && issue.path.length > 0)
    return { en: `${name.en} is missing; expected ${en}.`, zh: `缺少${name.zh}；应为${zh}。` };
  if (issue.code === 'custom')
    return { en: `${name.en}: ${issue.message}`, zh: `${name.zh}：${customZh(issue) ?? issue.message}` };
  const shown = typeof has === 'object' ? undefined : JSON.stringify(has);
  return {
    en: `${name.en} must be ${en}${shown === undefined ? '' : `, not ${shown}`}.`,
    zh: `${name.zh}应为${zh}${shown === undefined ? '' : `，不能是 ${shown}`}。`,
  };
}

/** The Chinese words that a check of one's own gave beside the English ones. */
function customZh({ params }: core.$ZodIssueCustom): string | undefined {
  const zh: unknown = params?.zh;
  return typeof zh === 'string' ? zh : undefined;
}

function expectation(issue: core.$ZodIssue): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return typeName(issue.expected);
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (values.length === 1) return same(JSON.stringify(issue.values[0]));
      return { en: `one of ${values.join(', ')}`, zh: `以下之一：${values.join('、')}` };
    }
    case 'too_small':
      return {
        en: `at least ${issue.minimum}${unitOf(issue.origin).en}`,
        zh: `至少 ${issue.minimum}${unitOf(issue.origin).zh}`,
      };
    case 'too_big':
      return {
        en: `at most ${issue.maximum}${unitOf(issue.origin).en}`,
        zh: `最多 ${issue.maximum}${unitOf(issue.origin).zh}`,
      };
    case 'invalid_union': {
      const all = issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectation));
      const each = (words: readonly string[], or: string): string => [...new Set(words)].join(or);
      return {
        en: each(
          all.map(({ en }) => en),
          ' or ',
        ),
        zh: each(
          all.map(({ zh }) => zh),
          '或',
        ),
      };
    }
    default:
      return same(issue.message.replace(/^Invalid [a-z]+: (must )?/, ''));
  }
}

function same(words: string): Bilingual {
  return { en: words, zh: words };
}

const TYPE_NAMES: Readonly<Record<string, Bilingual>> = {
  array: { en: 'a list', zh: '列表' },
  object: { en: 'a map', zh: '键值表' },
  record: { en: 'a map', zh: '键值表' },
  string: { en: 'text', zh: '文字' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
};

function typeName(type: string): Bilingual {
  return TYPE_NAMES[type] ?? same(`${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`);
}

function unitOf(origin: string): Bilingual {
  if (origin === 'string') return { en: ' characters', zh: ' 个字符' };
  return origin === 'array' || origin === 'set' ? { en: ' entries', zh: ' 项' } : same('');
}

function nameOf(path: Path): Bilingual {
  if (path.length === 0) return { en: 'The file', zh: '文件' };
  const name = path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('');
  return { en: `"${name}"`, zh: `“${name}”` };
}

/** Where a value stands, or its key; for what is missing, the key of the nearest parent that is there. */
function offsetOf(document: Document, path: Path, wantKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, part] of path.entries()) {
    const items = itemsOf(node);
    const entry = typeof part === 'number' && !isPair(items[part]);
    const pair = entry ? undefined : items.find((item): item is PairLike => isPair(item) && keyText(item.key) === String(part));
    const next = pair === undefined ? (typeof part === 'number' ? items[part] : undefined) : pair.value;
    if (pair === undefined && next === undefined) return offset;
    const last = depth === path.length - 1;
    const key = pair === undefined ? undefined : startOf(pair.key);
    offset = (last && !wantKey ? startOf(next) : key) ?? key ?? startOf(next) ?? offset;
    node = next;
  }
  return offset;
}

function itemsOf(node: unknown): readonly unknown[] {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items) ? node.items : [];
}

function isPair(item: unknown): item is PairLike {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item;
}

function keyText(key: unknown): string {
  return typeof key === 'object' && key !== null && 'value' in key ? String(key.value) : String(key);
}

function startOf(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node ? ((node as Ranged).range?.[0] ?? undefined) : undefined;
}

function plainKey(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part;
}

/** The keys that a schema allows at a path; of a union, those of every branch. */
function keysAt(schema: core.$ZodType, path: Path): string[] {
  let here = unwrap(schema);
  for (const part of path) here = here.flatMap((type) => unwrap(inside(type, part)));
  return [...new Set(here.flatMap((type) => ('shape' in type._zod.def ? Object.keys(type._zod.def.shape as object) : [])))];
}

function inside(type: core.$ZodType, part: PropertyKey): core.$ZodType | undefined {
  const def = type._zod.def as { shape?: Record<string, core.$ZodType>; element?: core.$ZodType; valueType?: core.$ZodType };
  return def.shape?.[String(part)] ?? def.element ?? def.valueType;
}

function unwrap(type: core.$ZodType | undefined): core.$ZodType[] {
  if (type === undefined) return [];
  const def = type._zod.def as { innerType?: core.$ZodType; in?: core.$ZodType; options?: readonly core.$ZodType[] };
  if (def.options !== undefined) return def.options.flatMap(unwrap);
  const inner = def.innerType ?? def.in;
  return inner === undefined ? [type] : unwrap(inner);
}
