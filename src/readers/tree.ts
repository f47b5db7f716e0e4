import type { Place } from '../model/place.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * What JSON, YAML and front matter have in common: texts, lists and named values, each knowing where it stands in its file.
 */

/** A string, a number or a literal, or the name of a member. */
export interface TreeText {
  readonly kind: 'text';
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  /** The value of a string; everything else as it is written in the file. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** As in `Place`; absent when text and file advance together from line and column. */
  readonly runs?: readonly number[];
}

/** A list. */
export interface TreeArray {
  readonly kind: 'array';
  readonly items: readonly TreeNode[];
  readonly line: number;
  readonly column: number;
}

/** One named value. */
export interface TreeMember {
  readonly key: TreeText;
  readonly value: TreeNode;
}

/** Named values in the order of the file; of two with one name the last one counts. */
export interface TreeObject {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, TreeMember>;
  readonly line: number;
  readonly column: number;
}

/** A value with its place. */
export type TreeNode = TreeText | TreeArray | TreeObject;

/** A value that stands at a JSON pointer, such as `/products/0/title`. */
export interface Located<N extends TreeNode = TreeNode> {
  readonly node: N;
  readonly pointer: string;
}

/** A place in a file and what is wrong there. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly reason: Bilingual;
}

/** A record, or what is wrong at a place of the file. `record` counts from 1, broken records included. */
export type RecordEvent =
  | { readonly root: TreeNode; readonly pointer: string; readonly record: number }
  | { readonly fault: Fault; readonly record?: number };

/** Where a text of the tree stands; the pointer becomes the cell. */
export function placeOf(text: TreeText, pointer: string): Place {
  return { runs: text.runs ?? [0, text.line, text.column], cell: pointer };
}

/** The pointer of a member or an item, escaped as RFC 6901 says. */
export function pointerTo(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}/${key}`;
  return `${parent}/${/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`;
}

/** The value of a member; undefined when there is none or the node is no object. */
export function member(node: TreeNode | undefined, key: string): TreeNode | undefined {
  return node?.kind === 'object' ? node.members.get(key)?.value : undefined;
}

/** The text of a member that is a string or a number; undefined otherwise. */
export function memberText(node: TreeNode | undefined, key: string): TreeText | undefined {
  const value = member(node, key);
  return value?.kind === 'text' && (value.type === 'string' || value.type === 'number') ? value : undefined;
}

/** The items of a list; a single value stands for a list of one, nothing for an empty list. */
export function itemsOf(node: TreeNode | undefined): readonly TreeNode[] {
  if (node === undefined) return [];
  return node.kind === 'array' ? node.items : [node];
}
