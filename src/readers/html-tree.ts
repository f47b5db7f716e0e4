import type { Handler, Parser } from 'htmlparser2';

/*
 * A page -> its elements in one list, in the order of the page. What stands between tags is not copied: an element knows from where to where
 * its content reaches in the source. A general tree of nodes, and a search library over it, took three times as long.
 */

/** An element of a page. Offsets count in the source. */
export interface Element {
  /** Lower case. */
  readonly name: string;
  /** Values as written; of an attribute that stands twice the first. */
  readonly attribs: Readonly<Record<string, string>>;
  readonly parent: Element | undefined;
  /** Place in the list of all elements. */
  readonly order: number;
  /** Place of the last element inside it; its own when there is none. */
  readonly last: number;
  readonly startIndex: number;
  /** Behind the opening tag. */
  readonly innerStart: number;
  /** Behind the content: where the closing tag stands, or what closed it. */
  readonly innerEnd: number;
}

/** What stands on a page. */
export interface ElementTree {
  readonly all: readonly Element[];
  readonly byTag: ReadonlyMap<string, readonly Element[]>;
  /** Names of attributes that any element has. */
  readonly attributes: ReadonlySet<string>;
}

/** Deepest page that is read: the parser's own list of open tags makes deep nesting quadratic, about a second at 8,000. */
const MAX_DEPTH = 5000;

/** Parses a page; undefined when its tags are nested too deep to be a page that a browser shows. */
export async function parseElements(source: string): Promise<ElementTree | undefined> {
  const { Parser } = await import('htmlparser2');
  const tree = new TreeBuilder();
  try {
    new Parser(tree, { decodeEntities: false }).end(source);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
  return tree;
}

/** Ends the parsing; never leaves this file. */
class TooDeep extends Error {}

/** An element while it is open. */
type Open = { -readonly [name in keyof Element]: Element[name] };

/** Takes down what the parser tells. */
class TreeBuilder implements ElementTree, Partial<Handler> {
  readonly all: Element[] = [];
  readonly byTag = new Map<string, Element[]>();
  readonly attributes = new Set<string>();
  readonly #open: Open[] = [];
  #parser: Parser | undefined;

  onparserinit(parser: Parser): void {
    this.#parser = parser;
  }

  onopentag(name: string, attribs: Record<string, string>): void {
    const { startIndex = 0, endIndex = 0 } = this.#parser ?? {};
    const order = this.all.length;
    const innerStart = endIndex + 1;
    const parent = this.#open.at(-1);
    const element: Open = { name, attribs, parent, order, last: order, startIndex, innerStart, innerEnd: innerStart };
    if (this.#open.push(element) > MAX_DEPTH) throw new TooDeep();
    this.all.push(element);
    const others = this.byTag.get(name);
    if (others === undefined) this.byTag.set(name, [element]);
    else others.push(element);
    for (const attribute in attribs) this.attributes.add(attribute);
  }

  onclosetag(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    element.last = this.all.length - 1;
    // An element without content is closed while the parser still stands at its opening tag.
    element.innerEnd = Math.max(element.innerStart, this.#parser?.startIndex ?? 0);
  }
}
