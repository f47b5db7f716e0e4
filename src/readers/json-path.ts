import { UsageError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import { type Located, pointerTo, type TreeNode } from './tree.ts';

/** One step of a path: a name, a position from 0, or every item. */
export type Step = { readonly key: string } | { readonly index: number } | { readonly each: true };

/** Where texts stand in a record or records in a document, as `sources:` of the configuration writes it. */
export interface JsonPath {
  /** As written. */
  readonly source: string;
  readonly steps: readonly Step[];
  /** Ends with `~`: the names of the object's members are meant, not their values. */
  readonly names: boolean;
}

const STEP = /\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[(\d{1,9})\]|(\[\*\]|\.\*)|\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\]/uy;
/** Longest list of places that one path may find in one record; a listing has a few dozen. */
const MAX_FOUND = 10_000;

/** Reads a path such as `$.attributes.name`, `$.bullets[*]`, `$.specs["Brand Name"]` or `$.scores.Brand~`; throws a UsageError for anything else. */
export function parsePath(source: string): JsonPath {
  const text = source.trim();
  const steps: Step[] = [];
  const names = text.endsWith('~');
  const end = names ? text.length - 1 : text.length;
  let at = text.startsWith('$') ? 1 : 0;
  STEP.lastIndex = at;
  while (at > 0 && at < end) {
    STEP.lastIndex = at;
    const found = STEP.exec(text);
    if (found === null) break;
    steps.push(stepOf(found));
    at = STEP.lastIndex;
  }
  if (at !== end || at === 0)
    throw new UsageError({
      en: `"${source}" is no path: column ${at + 1} cannot be read. ${ALLOWED.en}`,
      zh: `“${source}”不是有效的路径：第 ${at + 1} 个字符起无法识别。${ALLOWED.zh}`,
    });
  return { source: text, steps, names };
}

const ALLOWED: Bilingual = {
  en: 'A path starts with $ and goes on with .name, ["any name"], [0] or [*], and may end with ~ for the names of an object: $.specs["Brand Name"], $.bullets[*], $.scores.Brand~',
  zh: '路径以 $ 开头，后接 .名称、["任意名称"]、[0] 或 [*]，末尾可加 ~ 表示取对象的各个名称：$.specs["Brand Name"]、$.bullets[*]、$.scores.Brand~',
};

/** Every value that a path leads to, in the order of the file; nothing where the record has no such place. */
export function selectPath(path: JsonPath, root: TreeNode, pointer: string): Located[] {
  let found: Located[] = [{ node: root, pointer }];
  for (const step of path.steps) found = found.flatMap((place) => follow(step, place)).slice(0, MAX_FOUND);
  return path.names ? found.flatMap(namesOf) : found;
}

function stepOf(found: RegExpExecArray): Step {
  const [, name, index, each, double, single] = found;
  if (index !== undefined) return { index: Number(index) };
  if (each !== undefined) return { each: true };
  return { key: name ?? (double ?? single ?? '').replace(/\\(.)/gsu, '$1') };
}

function follow(step: Step, { node, pointer }: Located): Located[] {
  if (node.kind === 'text') return [];
  if ('key' in step) {
    const value = node.kind === 'object' ? node.members.get(step.key)?.value : undefined;
    return value === undefined ? [] : [{ node: value, pointer: pointerTo(pointer, step.key) }];
  }
  if ('index' in step) {
    const item = node.kind === 'array' ? node.items[step.index] : undefined;
    return item === undefined ? [] : [{ node: item, pointer: pointerTo(pointer, step.index) }];
  }
  if (node.kind === 'array') return node.items.map((item, i) => ({ node: item, pointer: pointerTo(pointer, i) }));
  return [...node.members.values()].map((m) => ({ node: m.value, pointer: pointerTo(pointer, m.key.text) }));
}

function namesOf({ node, pointer }: Located): Located[] {
  if (node.kind !== 'object') return [];
  return [...node.members.values()].map((m) => ({ node: m.key, pointer: `${pointerTo(pointer, m.key.text)}~` }));
}
