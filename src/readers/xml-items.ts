import type { Parser } from 'htmlparser2';
import type { Position } from '../model/place.ts';
import type { Bilingual } from '../model/text.ts';
import { LineCounter } from './line-counter.ts';
import { LineStarts } from './line-starts.ts';
import type { Fault } from './tree.ts';

/*
 * The items of an XML feed, one at a time. Entities of a document type are never expanded, and only the item at hand is kept.
 */

/** Longest item, in UTF-16 code units. */
const MAX_ITEM = 4 << 20;
/** Longest stretch outside of items without a single tag, before the file is given up. */
const MAX_SILENCE = 8 << 20;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One element directly inside an item (or inside a group such as `g:product_detail`), decoded. */
export interface XmlElement {
  /** Without its prefix, lower case. */
  readonly name: string;
  readonly text: string;
  readonly runs: readonly number[];
}

/** An item, or what is wrong at a place of the file. */
export type XmlEvent =
  | { readonly elements: readonly XmlElement[]; readonly record: number; readonly line: number; readonly column: number }
  | { readonly fault: Fault; readonly record?: number };

/** Reads the `item` elements of RSS or the `entry` elements of Atom. A broken item is one fault, the others are read. */
export async function* readXmlItems(chunks: AsyncIterable<string>): AsyncIterable<XmlEvent> {
  const { Parser } = await import('htmlparser2');
  const items = new Items((handler) => new Parser(handler, { xmlMode: true, decodeEntities: false }));
  for await (const chunk of chunks) {
    yield* items.feed(chunk);
    if (items.stopped) return;
  }
  yield* items.end();
}

type Handler = ConstructorParameters<typeof Parser>[0];

interface Open {
  readonly name: string;
  /** Offset in the file. */
  readonly start: number;
  readonly contentStart: number;
}

/** A stretch of text in the file; verbatim inside CDATA. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly verbatim: boolean;
}

class Items {
  stopped = false;
  readonly #parser: Parser;
  #found: XmlEvent[] = [];
  /** What is kept of the file: the item at hand, else what the parser has not told yet. */
  #window = '';
  #base = 0;
  readonly #counter = new LineCounter();
  /** Where in the file the window starts. */
  #place: Position = { line: 1, column: 1 };
  #told = 0;
  readonly #open: Open[] = [];
  #item: { readonly depth: number; readonly start: number } | undefined;
  #pieces: Piece[] = [];
  #raw: { readonly name: string; readonly pieces: readonly Piece[] }[] = [];
  #fault: { readonly at: number; readonly reason: Bilingual } | undefined;
  #records = 0;

  constructor(parserFor: (handler: Handler) => Parser) {
    this.#parser = parserFor({
      onopentag: (name) => this.#opened(name),
      onclosetag: (name, implied) => this.#closed(name, implied),
      ontext: () => this.#text(false),
      oncdatastart: () => this.#text(true),
      onprocessinginstruction: (name, data) => this.#declared(name, data),
    });
  }

  *feed(chunk: string): Iterable<XmlEvent> {
    this.#window += chunk;
    this.#parser.write(chunk);
    yield* this.#take();
    const keep = this.#item?.start ?? this.#told;
    const end = this.#base + this.#window.length;
    if (this.#item !== undefined && end - keep > MAX_ITEM) this.#fault ??= { at: keep, reason: TOO_LONG };
    const dropTo = this.#fault?.reason === TOO_LONG ? this.#told : keep;
    if (end - dropTo > MAX_SILENCE) {
      this.stopped = true;
      yield { fault: { ...this.#placeOf(dropTo), reason: NO_TAGS } };
    }
    this.#dropTo(dropTo);
  }

  *end(): Iterable<XmlEvent> {
    const cut = this.#item ?? this.#open[0];
    const place = cut === undefined ? undefined : this.#placeOf(this.#base + this.#window.length);
    const record = this.#item === undefined ? undefined : this.#records + 1;
    this.#item = undefined;
    this.#found = [];
    this.#parser.end();
    if (place !== undefined)
      yield record === undefined ? { fault: { ...place, reason: CUT } } : { fault: { ...place, reason: CUT }, record };
    else if (this.#records === 0) yield { fault: { line: 1, column: 1, reason: NO_ITEMS } };
  }

  #take(): XmlEvent[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #opened(name: string): void {
    const { startIndex, endIndex } = this.#parser;
    this.#told = endIndex + 1;
    const local = localName(name);
    if (this.#item === undefined && (local === 'item' || local === 'entry')) {
      this.#dropTo(startIndex);
      this.#item = { depth: this.#open.length, start: startIndex };
      this.#raw = [];
      this.#fault = undefined;
    }
    this.#open.push({ name, start: startIndex, contentStart: endIndex + 1 });
    this.#pieces = [];
  }

  #closed(name: string, implied: boolean): void {
    const { startIndex, endIndex } = this.#parser;
    this.#told = endIndex + 1;
    const open = this.#open.pop();
    if (open === undefined || this.#item === undefined) return;
    const selfClosing = open.contentStart === endIndex + 1;
    if (implied && !selfClosing) this.#fault ??= { at: open.start, reason: notClosed(name) };
    if (this.#open.length === this.#item.depth) this.#deliver(startIndex);
    else if (this.#pieces.length > 0) this.#raw.push({ name: localName(name), pieces: this.#pieces });
    this.#pieces = [];
  }

  #text(verbatim: boolean): void {
    const { startIndex, endIndex } = this.#parser;
    this.#told = endIndex + 1;
    if (this.#item === undefined || this.#fault !== undefined) return;
    const last = this.#pieces.at(-1);
    if (verbatim) {
      // The text of the section follows as an event of the same place.
      this.#pieces.push({ start: startIndex + 9, end: endIndex - 2, verbatim });
    } else if (last?.verbatim === true && last.start === startIndex + 9) return;
    else if (last !== undefined && !last.verbatim && last.end === startIndex) {
      this.#pieces[this.#pieces.length - 1] = { start: last.start, end: endIndex + 1, verbatim };
    } else this.#pieces.push({ start: startIndex, end: endIndex + 1, verbatim });
  }

  #declared(name: string, data: string): void {
    this.#told = this.#parser.endIndex + 1;
    if (!/^!doctype$/i.test(name) || !/\[|<!ENTITY/i.test(data)) return;
    this.#found.push({ fault: { ...this.#placeOf(this.#parser.startIndex), reason: ENTITIES } });
  }

  #deliver(end: number): void {
    if (this.#item === undefined) return;
    const { start } = this.#item;
    this.#item = undefined;
    const record = ++this.#records;
    const place = this.#placeOf(Math.max(start, this.#base));
    if (this.#fault !== undefined) {
      const at = this.#fault.at < this.#base ? place : this.#placeOf(this.#fault.at);
      this.#found.push({ fault: { ...at, reason: this.#fault.reason }, record });
      this.#fault = undefined;
      return;
    }
    const text = this.#window.slice(start - this.#base, end - this.#base);
    const lines = new LineStarts(text, place.line, place.column);
    const elements = this.#raw.map(({ name, pieces }) => ({ name, ...decodePieces(pieces, text, start, lines) }));
    this.#found.push({ elements, record, ...place });
  }

  #placeOf(offset: number): Position {
    const before = this.#window.slice(0, offset - this.#base);
    return new LineStarts(before, this.#place.line, this.#place.column).at(before.length);
  }

  #dropTo(offset: number): void {
    const width = offset - this.#base;
    if (width <= 0) return;
    this.#place = this.#counter.after(this.#window.slice(0, width));
    this.#window = this.#window.slice(width);
    this.#base = offset;
  }
}

/** The text of an element, entities decoded and CDATA unwrapped, with the runs that lead back. */
function decodePieces(
  pieces: readonly Piece[],
  source: string,
  base: number,
  lines: LineStarts,
): { readonly text: string; readonly runs: readonly number[] } {
  let text = '';
  const runs: number[] = [];
  const add = (from: number, to: number): void => {
    const part = lines.runsOf(from, to);
    for (let i = 0; i < part.length; i += 3) runs.push((part[i] ?? 0) + text.length, part[i + 1] ?? 1, part[i + 2] ?? 1);
    text += source.slice(from, to);
  };
  for (const { start, end, verbatim } of pieces) {
    let from = start - base;
    const to = end - base;
    const entities = verbatim ? [] : source.slice(from, to).matchAll(ENTITY);
    for (const found of entities) {
      const at = start - base + found.index;
      if (at > from || runs.length === 0) add(from, at);
      const { line, column } = lines.at(at);
      runs.push(text.length, line, column);
      text += decodeEntity(found);
      from = at + found[0].length;
    }
    add(from, to);
  }
  return { text, runs: withoutDoubles(runs) };
}

function decodeEntity(found: RegExpMatchArray): string {
  const [whole, hex, decimal, name] = found;
  if (name !== undefined) return PREDEFINED[name.toLowerCase()] ?? whole;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

/** Of several runs at one offset the last counts. */
function withoutDoubles(runs: readonly number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < runs.length; i += 3) {
    if (kept.at(-3) === runs[i]) kept.length -= 3;
    kept.push(runs[i] ?? 0, runs[i + 1] ?? 1, runs[i + 2] ?? 1);
  }
  return kept;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function notClosed(name: string): Bilingual {
  const shown = name.slice(0, 60);
  return {
    en: `Broken XML: the element <${shown}> that starts here is not closed where it should be. Expected </${shown}>; correct it, until then this item is not checked.`,
    zh: `XML 格式有误：此处的 <${shown}> 没有正确闭合，应有 </${shown}>。请修正，否则这个商品不会被检查。`,
  };
}

const TOO_LONG: Bilingual = {
  en: 'This item is longer than 4 MiB and is left out. Expected one product; a closing </item> or </entry> may be missing.',
  zh: '这个商品条目超过 4 MiB，已跳过。请检查是否漏写了 </item> 或 </entry>。',
};
const CUT: Bilingual = {
  en: 'The file ends in the middle: elements are still open. What stands before was read; export the feed again.',
  zh: '文件不完整，还有元素没有闭合。前面的商品已读取，请重新导出 feed。',
};
const NO_TAGS: Bilingual = {
  en: 'From here on the file has no tags for more than 8 MiB; the rest was not read. Expected an RSS or Atom feed.',
  zh: '从此处起超过 8 MiB 没有任何标签，后面的内容未读取。此处应是 RSS 或 Atom 格式的商品 feed。',
};
const NO_ITEMS: Bilingual = {
  en: 'No products found: looked for <item> (RSS) and <entry> (Atom). Expected a Google Merchant feed; export it again, or name the format under sources:.',
  zh: '没有找到商品：已查找 <item>（RSS）和 <entry>（Atom）。此文件应为 Google Merchant 商品 feed，请重新导出，或在 sources: 里写明 format。',
};
const ENTITIES: Bilingual = {
  en: 'The document type declares entities; they are not expanded. Write the characters themselves.',
  zh: '文件的 DOCTYPE 里声明了实体，程序不会展开它们。请直接写出相应的字符。',
};
