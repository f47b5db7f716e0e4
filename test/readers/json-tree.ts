import { parsePath } from '../../src/readers/json-path.ts';
import { scanJson } from '../../src/readers/json-scanner.ts';
import type { RecordEvent, TreeNode, TreeText } from '../../src/readers/tree.ts';

/** The plain value behind a tree, as `JSON.parse` gives it. */
export function plain(node: TreeNode): unknown {
  if (node.kind === 'array') return node.items.map(plain);
  if (node.kind === 'object') return Object.fromEntries([...node.members.values()].map((m) => [m.key.text, plain(m.value)]));
  return node.type === 'string' ? node.text : JSON.parse(node.text);
}

/** Every string of a tree, names included. */
export function strings(node: TreeNode): TreeText[] {
  if (node.kind === 'text') return node.type === 'string' ? [node] : [];
  if (node.kind === 'array') return node.items.flatMap(strings);
  return [...node.members.values()].flatMap((m) => [m.key, ...strings(m.value)]);
}

/** A text in pieces of `size` units. */
async function* pieces(text: string, size = 65_536): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

/** Everything that the scanner finds in a text. */
export async function scanAll(text: string, records?: string, size?: number): Promise<RecordEvent[]> {
  const events: RecordEvent[] = [];
  const path = records === undefined ? undefined : parsePath(records);
  for await (const event of scanJson(pieces(text, size), path)) events.push(event);
  return events;
}

/** The plain values of the records in a text. */
export async function recordsIn(text: string, records?: string, size?: number): Promise<unknown[]> {
  return (await scanAll(text, records, size)).flatMap((e) => ('root' in e ? [plain(e.root)] : []));
}

/** `line:column reason` of the faults in a text. */
export async function faultsIn(text: string, records?: string, size?: number): Promise<string[]> {
  return (await scanAll(text, records, size)).flatMap((e) =>
    'fault' in e ? [`${e.fault.line}:${e.fault.column} ${e.fault.reason.en}`] : [],
  );
}
