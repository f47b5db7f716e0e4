import { decodeHTML } from 'entities';
import type { Target } from './columns.ts';
import { selectElements } from './html-select.ts';
import { type Element, type ElementTree, parseElements } from './html-tree.ts';
import { LineStarts } from './line-starts.ts';
import type { NamedText } from './listing-builder.ts';

/**
 * A saved page whose texts know their places. The text of an element is the source between its tags, as written; folding it later takes
 * the markup out and keeps the places.
 */
export class HtmlPage {
  readonly source: string;
  readonly lines: LineStarts;
  readonly #tree: ElementTree;
  #metas: ReadonlyMap<string, readonly Element[]> | undefined;

  constructor(source: string, tree: ElementTree) {
    this.source = source;
    this.lines = new LineStarts(source);
    this.#tree = tree;
  }

  /** The elements that a selector finds, in the order of the page. */
  all(selector: string, within?: Element): Element[] {
    return selectElements(this.source, this.#tree, selector, within);
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
    return this.#trimmed(element.innerStart, element.innerEnd);
  }

  /** The value of an attribute as written, and where it starts; empty when there is none. */
  attribute(element: Element, name: string): { readonly text: string; readonly start: number } {
    const from = element.startIndex;
    const tag = this.source.slice(from, element.innerStart);
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

/** Parses a page; undefined when its tags are nested too deep to be a page that a browser shows. */
export async function loadPage(source: string): Promise<HtmlPage | undefined> {
  const tree = await parseElements(source);
  return tree === undefined ? undefined : new HtmlPage(source, tree);
}
