import type { Element } from './html-page.ts';

/*
 * The elements of a page by the names of their tags. Readers ask a page for a dozen things, most of which it does not have; going through all
 * elements for each took half the time of reading a page.
 */

/** What stands on a page, by name. */
export interface ElementIndex {
  /** Elements in the order of the page. */
  readonly byTag: ReadonlyMap<string, readonly Element[]>;
  /** Names of attributes that any element has. */
  readonly attributes: ReadonlySet<string>;
}

/** A node of a page, as far as walking needs it. */
interface Node {
  readonly next: unknown;
  readonly parent: unknown;
  readonly firstChild?: unknown;
}

/** Goes through a page once. Without recursion: pages may be nested thousands of levels deep. */
export function indexElements(first: unknown): ElementIndex {
  const byTag = new Map<string, Element[]>();
  const attributes = new Set<string>();
  for (let node = isNode(first) ? first : undefined; node !== undefined; node = following(node)) {
    if (!isElement(node)) continue;
    const others = byTag.get(node.name);
    if (others === undefined) byTag.set(node.name, [node]);
    else others.push(node);
    for (const name in node.attribs) attributes.add(name);
  }
  return { byTag, attributes };
}

/** The next node in the order of the page. */
function following(node: Node): Node | undefined {
  if (isNode(node.firstChild)) return node.firstChild;
  for (let at: unknown = node; isNode(at); at = at.parent) {
    if (isNode(at.next)) return at.next;
  }
  return undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'next' in value;
}

function isElement(node: Node): node is Node & Element {
  return 'attribs' in node;
}
