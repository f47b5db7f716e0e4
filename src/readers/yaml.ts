import type { Problem } from '../model/problem.ts';
import type { Input, ReadEvent } from './contract.ts';
import { readText } from './encoding.ts';
import { type JsonPath, selectPath } from './json-path.ts';
import { RECORD_KEYS } from './json-scanner.ts';
import { itemsOf, type Located, member, pointerTo, type RecordEvent, type TreeNode } from './tree.ts';
import { genericTexts, readRecords, recordsPath } from './tree-reader.ts';
import { parseYaml } from './yaml-tree.ts';

/** Longest YAML file, in characters: it is parsed as a whole, at some megabytes a second. */
const MAX_CHARACTERS = 16 << 20;

/** Reads listings out of YAML: every document is a listing, a list of them, or an object with a list such as `products`. */
export async function* readYaml(input: Input): AsyncIterable<ReadEvent> {
  const problems: Problem[] = [];
  const { mapping, textsOf } = genericTexts(input, 'yaml');
  const path = recordsPath(input);
  const text = await readText(input, problems, MAX_CHARACTERS);
  yield* readRecords(input, recordsOf(text ?? '', path), problems, mapping, textsOf);
}

async function* recordsOf(text: string, path: JsonPath | undefined): AsyncIterable<RecordEvent> {
  let record = 0;
  for (const { root, faults } of await parseYaml(text)) {
    const records = root === undefined ? [] : path === undefined ? recordsIn(root) : selectPath(path, root, '');
    for (const fault of faults) yield { fault };
    for (const { node, pointer } of records) yield { root: node, pointer, record: ++record };
  }
}

function recordsIn(root: TreeNode): Located[] {
  if (root.kind === 'array') return itemsAt(root, '');
  for (const key of RECORD_KEYS) {
    const list = member(root, key);
    if (list?.kind === 'array' && list.items.some((item) => item.kind === 'object')) return itemsAt(list, pointerTo('', key));
  }
  return [{ node: root, pointer: '' }];
}

function itemsAt(list: TreeNode, pointer: string): Located[] {
  return itemsOf(list).map((node, i) => ({ node, pointer: pointerTo(pointer, i) }));
}
