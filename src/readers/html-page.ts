import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import { decodeHTML } from 'entities';
import type { parseDocument } from 'htmlparser2';
import type { Target } from './columns.ts';
import { type ElementIndex, indexElements } from './html-index.ts';
import { LineStarts } from './line-starts.ts';
import type { NamedText } from './listing-builder.ts';

type Document = ReturnType<typeof parseDocument>;
type AnyNode = Document | Document['children'][number];

/** An element of a page. */
export type Element = Extract<Document['children'][number], { readonly attribs: unknown }>;

/** Deepest page that is read: the cost of a search grows with the depth, about a second at 8,000. */
const MAX_DEPTH = 5000;

/**
 * A saved page whose texts know their places. The text of an element is the source between its tags, as written; folding it later takes
 * the markup out and keeps the places.
 */
export class HtmlPage {
  readonly source: string;
  readonly lines: LineStarts;
  readonly #document: Document;
  readonly #select: CheerioAPI;
  #index: ElementIndex | undefined;
  #metas: ReadonlyMap<string, readonly Element[]> | undefined;
  /** By selector; readers ask for the same more than once. */
  readonly #found = new Map<string, readonly Element[]>();

  constructor(source: string, document: Document, select: CheerioAPI) {
    this.source = source;
    this.lines = new LineStarts(source);
    this.#document = document;
    this.#select = select;
  }

  /** The elements that a selector finds, in the order of the page. */
  all(selector: string, within?: Element): readonly Element[] {
    if (within !== undefined) return this.#mayHold(selector) ? elementsIn(this.#select(within).find(selector)) : [];
    const known = this.#found.get(selector);
    if (known !== undefined) return known;
    const found = this.#mayHold(selector) ? this.#search(selector) : [];
    this.#found.set(selector, found);
    return found;
  }

  #search(selector: string): readonly Element[] {
    const tag = ONE_TAG.exec(selector)?.[1];
    if (tag === undefined) return elementsIn(this.#select(this.#document).find(selector));
    const named = this.#elements.byTag.get(tag) ?? [];
    return tag === selector ? named : elementsIn(this.#select([...named]).filter(selector));
  }

  #mayHold(selector: string): boolean {
    return mayHold(this.source, this.#elements.attributes, selector);
  }

  get #elements(): ElementIndex {
    this.#index ??= indexElements(this.#document.firstChild);
    return this.#index;
  }

  /** The first element that a selector finds. */
  first(selector: string, within?: Element): Element | undefined {
    return this.all(selector, within)[0];
  }

  /** The `meta` elements with a `property`, by its name; gone through once, because readers ask for a dozen of them. */
  metas(): ReadonlyMap<string, readonly Element[]> {
    this.#metas ??= byProperty(this.all('meta[property]'));
    return this.#metas;
  }

  /** What stands between the tags of an element, as written, without white space around it. */
  inner(element: Element): { readonly text: string; readonly start: number } {
    const start = element.firstChild?.startIndex ?? 0;
    const end = (element.lastChild?.endIndex ?? start - 1) + 1;
    return this.#trimmed(start, Math.max(start, end));
  }

  /** The value of an attribute as written, and where it starts; empty when there is none. */
  attribute(element: Element, name: string): { readonly text: string; readonly start: number } {
    const from = element.startIndex ?? 0;
    const tag = this.source.slice(from, element.firstChild?.startIndex ?? (element.endIndex ?? from) + 1);
    const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
    const text = found?.[1] ?? found?.[2] ?? found?.[3];
    if (found === null || text === undefined) return { text: '', start: from };
    const quoted = found[3] === undefined ? 1 : 0;
    const start = from + found.index + found[0].length - text.length - quoted;
    return this.#trimmed(start, start + text.length);
  }

  /** The value of an attribute, decoded. */
  value(element: Element | undefined, name: string): string {
    return decodeHTML(element?.attribs[name] ?? '').trim();
  }

  /** A named text at an offset of the source. */
  text(field: Target, slice: { readonly text: string; readonly start: number }, cell: string): NamedText {
    const { text, start } = slice;
    return { field, text, place: { runs: this.lines.runsOf(start, start + text.length), cell } };
  }

  /** A picture; the address is decoded, the place is that of the attribute. */
  picture(field: 'image.main' | 'image.other', element: Element, name: string, cell: string): NamedText | undefined {
    const src = this.value(element, name);
    if (src === '' || src.startsWith('data:')) return undefined;
    const { line, column } = this.lines.at(this.attribute(element, name).start);
    return { field, text: src, place: { runs: [0, line, column], cell } };
  }

  #trimmed(start: number, end: number): { readonly text: string; readonly start: number } {
    const text = this.source.slice(start, end);
    return { text: text.trim(), start: start + text.length - text.trimStart().length };
  }
}

/** What an alternative of a selector cannot do without. */
interface Needed {
  readonly texts: readonly string[];
  readonly attributes: readonly string[];
}

/** For each selector what its alternatives cannot do without. */
const NEEDED = new Map<string, readonly Needed[]>();
/** A selector of one tag, whatever attribute it has. */
const ONE_TAG = /^([a-z][a-z0-9]*)(?:\[[^\]]*\])?$/;

/**
 * Whether the elements of a selector can be in a page at all: names of ids and classes and values of attributes stand in it as they are.
 * Looking for those takes a hundredth of the time of going through all elements, and most pages have few of what is asked for.
 */
function mayHold(source: string, attributes: ReadonlySet<string>, selector: string): boolean {
  let needed = NEEDED.get(selector);
  if (needed === undefined) {
    needed = selector.split(', ').map(neededBy);
    NEEDED.set(selector, needed);
  }
  return needed.some(
    (one) => one.attributes.every((name) => attributes.has(name)) && one.texts.every((text) => source.includes(text)),
  );
}

/** Values of some other attributes, such as `rel`, count in any case. */
const NEEDED_TEXT = /[#.]([\w-]+)|\[(?:class|id|name|property|item\w+|data-[\w-]+)[*^$~|]?="([^"]*)"/g;

function neededBy(alternative: string): Needed {
  // `:not(.x)` needs no x.
  const names = alternative.replaceAll(/"[^"]*"/g, '');
  if (names.includes(':')) return { texts: [], attributes: [] };
  const bare = names.replaceAll(/\[[^\]]*\]/g, '');
  return {
    texts: [...alternative.matchAll(NEEDED_TEXT)].map(([, name, value]) => name ?? value ?? ''),
    attributes: [
      ...[...names.matchAll(/\[([\w-]+)/g)].map(([, name]) => name ?? ''),
      ...(bare.includes('#') ? ['id'] : []),
      ...(bare.includes('.') ? ['class'] : []),
    ],
  };
}

function elementsIn(found: Cheerio<AnyNode>): readonly Element[] {
  return found.toArray().filter((node) => 'attribs' in node);
}

function byProperty(elements: readonly Element[]): ReadonlyMap<string, readonly Element[]> {
  const byName = new Map<string, Element[]>();
  for (const element of elements) {
    const name = element.attribs.property ?? '';
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [element]);
    else others.push(element);
  }
  return byName;
}

/** What parses pages, loaded once: each page costs a handler and nothing else. */
let tools: Promise<PageTools> | undefined;

interface PageTools {
  readonly parse: (source: string) => Document;
  readonly select: CheerioAPI;
}

/** Parses a page; undefined when its tags are nested too deep to be a page that a browser shows. */
export async function loadPage(source: string): Promise<HtmlPage | undefined> {
  tools ??= openTools();
  const { parse, select } = await tools;
  try {
    return new HtmlPage(source, parse(source), select);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

async function openTools(): Promise<PageTools> {
  const [{ DomHandler, Parser }, { load }] = await Promise.all([import('htmlparser2'), import('cheerio/slim')]);
  const options = { decodeEntities: false, withStartIndices: true, withEndIndices: true };
  class ShallowHandler extends DomHandler {
    override onopentag(name: string, attributes: Record<string, string>): void {
      // The parser's own list of open tags makes deep nesting quadratic, so it must stop at once.
      if (this.tagStack.length > MAX_DEPTH) throw new TooDeep();
      super.onopentag(name, attributes);
    }
  }
  const parse = (source: string): Document => {
    const handler = new ShallowHandler(undefined, options);
    new Parser(handler, options).end(source);
    return handler.root;
  };
  return { parse, select: load([], { xml: { ...options, xmlMode: false } }) };
}

/** Ends the parsing; never leaves this file. */
class TooDeep extends Error {}
