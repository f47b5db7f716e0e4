import { decodeHTMLStrict } from 'entities';

/**
 * Markup -> what a reader sees, unit by unit, each with the span of the source it came from.
 * Tags vanish, block tags and scripts become a line break, entities become their character. Anything malformed stays as text.
 */

/** Tags that end a line on a page; the others stand inside a word as often as between words. */
const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/;
/** Longest tag that is looked at; beyond it `<` is a character. Keeps hostile input linear. */
const MAX_TAG = 4096;
const TAG_NAME = /<\/?([a-z][a-z0-9-]{0,40})(?=[\s/>])/iy;
const ENTITY = /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/iy;

/** A run of text with, for every code unit, the source span `[start, end)` that it stands for. */
export interface Mapped {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Grows a text and, side by side with it, the spans that it came from. */
export class MappedBuilder {
  #text = '';
  #starts: Uint32Array;
  #ends: Uint32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#starts = new Uint32Array(capacity);
    this.#ends = new Uint32Array(capacity);
  }

  /** Adds a unit that stands for `[start, end)`. */
  unit(unit: number, start: number, end: number): void {
    this.string(String.fromCharCode(unit), start, end);
  }

  /** Adds a text, each unit of which stands for `[start, end)`. */
  string(text: string, start: number, end: number): void {
    this.#reserve(text.length);
    this.#text += text;
    this.#starts.fill(start, this.#length, this.#length + text.length);
    this.#ends.fill(end, this.#length, this.#length + text.length);
    this.#length += text.length;
  }

  /** Copies `[from, to)` of a text whose units stand for themselves. */
  copy(text: string, from: number, to: number): void {
    if (from === to) return;
    this.#reserve(to - from);
    this.#text += text.slice(from, to);
    const [starts, ends] = [this.#starts, this.#ends];
    for (let i = from, at = this.#length; i < to; i++, at++) {
      starts[at] = i;
      ends[at] = i + 1;
    }
    this.#length += to - from;
  }

  done(): Mapped {
    const length = this.#length;
    return { text: this.#text, starts: this.#starts.subarray(0, length), ends: this.#ends.subarray(0, length) };
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#starts.length) return;
    const capacity = Math.max(64, this.#starts.length * 2, this.#length + more);
    const [starts, ends] = [new Uint32Array(capacity), new Uint32Array(capacity)];
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#starts = starts;
    this.#ends = ends;
  }
}

/** Whether a text may hold a tag or an entity; a quick look that never says no wrongly. */
export function hasMarkup(source: string): boolean {
  // Most texts have neither character, and looking for one is far cheaper than the pattern.
  if (!source.includes('<') && !source.includes('&')) return false;
  return /&[#a-z][a-z0-9]{0,31};|<[a-z/!]/i.test(source);
}

/** Strips tags and decodes entities. Linear in the length of the source, whatever it holds. */
export function stripMarkup(source: string): Mapped {
  const out = new MappedBuilder(source.length);
  const closers = new Closers(source);
  for (let i = 0; i < source.length; ) {
    const next = nextSign(source, i);
    out.copy(source, i, next);
    if (next === source.length) break;
    const end = source.charCodeAt(next) === 60 /* < */ ? tagEnd(source, next, closers, out) : entityEnd(source, next, out);
    // Neither tag nor entity: the sign is text.
    if (end === next) out.copy(source, next, next + 1);
    i = Math.max(end, next + 1);
  }
  return out.done();
}

/** Where the next `<` or `&` stands, else the end. */
function nextSign(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 60 || unit === 38) return i;
  }
  return source.length;
}

/** Remembers where the next `>`, `-->` … stands, so that a thousand `<` never search the rest a thousand times. */
class Closers {
  readonly #source: string;
  readonly #next = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** Index of `needle`, in any case, at or behind `from`; -1 when there is none. */
  find(needle: string, from: number): number {
    const known = this.#next.get(needle);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const found = needle.startsWith('</') ? this.#tag(needle, from) : this.#source.indexOf(needle, from);
    this.#next.set(needle, found);
    return found;
  }

  #tag(needle: string, from: number): number {
    const pattern = new RegExp(needle, 'gi');
    pattern.lastIndex = from;
    return pattern.exec(this.#source)?.index ?? -1;
  }
}

/** End of the tag, comment or script that starts at `i`, having written what it stands for; `i` when there is none. */
function tagEnd(source: string, i: number, closers: Closers, out: MappedBuilder): number {
  if (source.startsWith('<!--', i)) {
    const close = closers.find('-->', i + 4);
    return close === -1 ? i : close + 3;
  }
  TAG_NAME.lastIndex = i;
  const name = TAG_NAME.exec(source)?.[1]?.toLowerCase();
  if (name === undefined) return i;
  const close = closers.find('>', i);
  if (close === -1 || close - i > MAX_TAG) return i;
  let end = close + 1;
  const opens = source.charCodeAt(i + 1) !== 47;
  if (opens && (name === 'script' || name === 'style')) {
    const stop = closers.find(`</${name}`, end);
    const stopEnd = stop === -1 ? -1 : closers.find('>', stop);
    if (stopEnd !== -1) end = stopEnd + 1;
    out.unit(10, i, end);
  } else if (BLOCK.test(name)) out.unit(10, i, end);
  return end;
}

/** End of the entity that starts at `i`, having written its characters; `i` when it is none. */
function entityEnd(source: string, i: number, out: MappedBuilder): number {
  ENTITY.lastIndex = i;
  const entity = ENTITY.exec(source)?.[0];
  if (entity === undefined) return i;
  const decoded = decodeHTMLStrict(entity);
  if (decoded === entity) return i;
  out.string(decoded, i, i + entity.length);
  return i + entity.length;
}
