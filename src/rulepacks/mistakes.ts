import type { Document, LineCounter } from 'yaml';
import type { core } from 'zod';
import type { ConfigMistake } from '../model/errors.ts';

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
export function mistakeAt(source: YamlSource, offset: number, message: string): ConfigMistake {
  const { line, col } = source.lines.linePos(Math.max(0, Math.min(offset, source.text.length)));
  const at = { line: Math.max(1, line), column: Math.max(1, col) };
  const from = source.lines.lineStarts[at.line - 1] ?? 0;
  const to = source.lines.lineStarts[at.line] ?? source.text.length;
  return { file: source.file, ...at, message, excerpt: excerptLine(source.text.slice(from, to), at.line, at.column) };
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
  const found: { offset: number; message: string }[] = [];
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

async function unknownKey(key: string, allowed: readonly string[]): Promise<string> {
  const guess = await nearest(key, allowed);
  const hint = guess === undefined ? '' : ` Did you mean "${guess}"?`;
  const list = allowed.length === 0 ? '' : ` Allowed here: ${allowed.join(', ')}.`;
  return `Unknown key "${key}".${hint}${list}`;
}

function sentenceOf(issue: core.$ZodIssue, document: Document): string {
  const name = nameOf(issue.path);
  const has = document.getIn(issue.path.map(plainKey), false);
  if (has === undefined && issue.path.length > 0) return `${name} is missing; expected ${expectation(issue)}.`;
  if (issue.code === 'custom') return `${name}: ${issue.message}`;
  return `${name} must be ${expectation(issue)}${typeof has === 'object' ? '' : `, not ${JSON.stringify(has)}`}.`;
}

function expectation(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return article(issue.expected);
    case 'invalid_value':
      return issue.values.length === 1 ? JSON.stringify(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_union':
      return [...new Set(issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectation)))].join(' or ');
    default:
      return issue.message.replace(/^Invalid [a-z]+: (must )?/, '');
  }
}

function article(type: string): string {
  const word =
    { array: 'list', object: 'map', record: 'map', string: 'text', boolean: 'true or false', int: 'whole number' }[type] ??
    type;
  if (word === 'text' || word === 'true or false') return word;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}

function nameOf(path: Path): string {
  if (path.length === 0) return 'The file';
  return `"${path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`)).join('')}"`;
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
