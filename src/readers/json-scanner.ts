import type { Bilingual } from '../model/text.ts';
import { brokenFile, foundAt, MAX_DEPTH, OUTSIDE, TRAILING_COMMA, tooDeep, WANT } from './json-faults.ts';
import { parseJson } from './json-parser.ts';
import type { JsonPath, Step } from './json-path.ts';
import { type Breach, Kept, Lines, ValueScan } from './json-value.ts';
import { type Fault, pointerTo, type RecordEvent } from './tree.ts';

/*
 * JSON text in chunks -> one record at a time, each a tree whose strings know their places.
 * Only the record at hand is kept. What is broken costs the record it stands in; the ones around it are still read.
 */

/** Longest record, in UTF-16 code units. */
export const MAX_RECORD: number = 16 << 20;
/** Longest text inside a record, in UTF-16 code units. */
export const MAX_STRING: number = 1 << 20;

/** Names under which a document keeps its records when nobody says where they are. */
export const RECORD_KEYS: ReadonlySet<string> = new Set(['messages', 'products', 'listings', 'items', 'records', 'data']);

/** Reads the records at `records`; without a path the items of the root list, or of a list such as `products`, or the root itself. */
export async function* scanJson(chunks: AsyncIterable<string>, records: JsonPath | undefined): AsyncIterable<RecordEvent> {
  const scanner = new RecordScanner(records?.steps);
  for await (const chunk of chunks) {
    for (const found of scanner.feed(chunk)) yield* eventsOf(found);
    if (scanner.stopped) return;
  }
  for (const found of scanner.end()) yield* eventsOf(found);
}

interface RawRecord {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
  readonly record: number;
}
type Found = RawRecord | { readonly fault: Fault; readonly record?: number };

function* eventsOf(found: Found): Iterable<RecordEvent> {
  if ('fault' in found) {
    yield found;
    return;
  }
  const { text, line, column, pointer, record } = found;
  const { root, faults } = parseJson(text, line, column);
  for (const fault of faults) yield { fault, record };
  if (root !== undefined) yield { root, pointer, record };
}

interface Frame {
  readonly object: boolean;
  key: string;
  index: number;
}
interface Current {
  readonly kind: 'record' | 'skip' | 'key' | 'comment';
  readonly scan: ValueScan;
  readonly kept: Kept;
}
type Expect = 'value' | 'item-or-end' | 'item' | 'key-or-end' | 'key' | 'colon' | 'comma' | 'nothing';

class RecordScanner {
  /** True when the rest of the file cannot be understood. */
  stopped = false;
  readonly #lines = new Lines();
  readonly #frames: Frame[] = [];
  #steps: readonly Step[] | undefined;
  #expect: Expect = 'value';
  #current: Current | undefined;
  /** The root object, while it may turn out to be the only record. */
  #root: Kept | undefined;
  /** Where the part of it that is not yet kept starts in the chunk. */
  #rootFrom = 0;
  #rootBreach: Breach | undefined;
  /** Faults inside that object: its parser finds them again. */
  #held: Found[] = [];
  #found: Found[] = [];
  #records = 0;
  #commented = false;
  #comma: { readonly line: number; readonly column: number } | undefined;
  #started = false;

  constructor(steps: readonly Step[] | undefined) {
    this.#steps = steps;
  }

  feed(given: string): Found[] {
    let chunk = given;
    if (!this.#started && chunk !== '') {
      this.#started = true;
      if (chunk.charCodeAt(0) === 0xfeff) chunk = chunk.slice(1);
    }
    this.#found = [];
    let i = 0;
    while (i < chunk.length && !this.stopped) {
      if (this.#current !== undefined) {
        i = this.#follow(this.#current, chunk, i);
        continue;
      }
      const unit = chunk.charCodeAt(i);
      if (unit === 10 || unit === 13) this.#lines.breakAt(i, unit);
      i = unit === 10 || unit === 13 || unit === 32 || unit === 9 ? i + 1 : this.#outer(chunk, i, unit);
    }
    this.#root?.add(chunk.slice(this.#rootFrom));
    this.#rootFrom = 0;
    this.#lines.base += chunk.length;
    return this.#found;
  }

  end(): Found[] {
    this.#found = [];
    if (this.#expect === 'nothing' && (this.#current === undefined || this.#current.kind === 'comment')) return this.#found;
    if (this.#root !== undefined) this.#deliverRoot('');
    else if (this.#current?.kind === 'record') this.#deliver(this.#current);
    else this.#stop(0, this.#started ? OUTSIDE.fileEnds : OUTSIDE.empty);
    return this.#found;
  }

  /** One character outside of the records. */
  #outer(chunk: string, i: number, unit: number): number {
    if (unit === 47) return this.#begin('comment', i);
    const frame = this.#frames.at(-1);
    const closes = frame !== undefined && unit === (frame.object ? 125 : 93);
    if (closes && this.#expect !== 'value' && this.#expect !== 'colon') {
      if (this.#expect === 'item' || this.#expect === 'key')
        this.#report({ ...(this.#comma ?? this.#here(i)), reason: TRAILING_COMMA });
      this.#frames.pop();
      this.#expect = this.#frames.length === 0 ? 'nothing' : 'comma';
      if (this.#frames.length === 0) this.#deliverRoot(chunk.slice(this.#rootFrom, i + 1));
      return i + 1;
    }
    switch (this.#expect) {
      case 'key':
      case 'key-or-end':
        if (unit !== 34) return this.#broken(chunk, i, WANT.key);
        return this.#begin('key', i);
      case 'colon':
        if (unit !== 58) return this.#broken(chunk, i, WANT.colon);
        this.#expect = 'value';
        return i + 1;
      case 'comma':
        return this.#betweenValues(chunk, i, unit, frame?.object === true);
      case 'nothing':
        return this.#broken(chunk, i, WANT.fileEnd);
      default:
        return this.#value(chunk, i, unit);
    }
  }

  #betweenValues(chunk: string, i: number, unit: number, object: boolean): number {
    if (unit === 44) {
      this.#comma = this.#here(i);
      this.#expect = object ? 'key' : 'item';
      return i + 1;
    }
    if (object || unit !== 123) return this.#broken(chunk, i, object ? WANT.memberEnd : WANT.itemEnd);
    this.#report({ ...this.#here(i), reason: OUTSIDE.missingComma });
    return this.#value(chunk, i, unit);
  }

  /** A value begins: it is a record, or may hold records, or neither. */
  #value(chunk: string, i: number, unit: number): number {
    const depth = this.#frames.length;
    const frame = this.#frames.at(-1);
    if (frame !== undefined && !frame.object) frame.index++;
    if (unit === 93 || unit === 125 || unit === 44 || unit === 58) return this.#broken(chunk, i, WANT.value);
    const role = this.#steps === undefined ? this.#guessRole(unit, depth, frame) : roleOf(this.#steps, depth, frame, unit);
    if (role !== 'holder') return this.#begin(role, i);
    if (depth === 0 && unit === 123 && this.#steps === undefined) {
      const { line, column } = this.#here(i);
      this.#root = new Kept(line, column, MAX_RECORD);
      this.#rootFrom = i;
    }
    this.#frames.push({ object: unit === 123, key: '', index: -1 });
    this.#expect = unit === 123 ? 'key-or-end' : 'item-or-end';
    return i + 1;
  }

  /** The same without a path; settles the path as soon as the first record is seen. */
  #guessRole(unit: number, depth: number, frame: Frame | undefined): 'record' | 'holder' | 'skip' {
    if (depth === 0 && unit === 91) this.#steps = [{ each: true }];
    if (depth === 0) return unit === 91 || unit === 123 ? 'holder' : 'record';
    if (depth === 1) return unit === 91 && RECORD_KEYS.has(frame?.key.toLowerCase() ?? '') ? 'holder' : 'skip';
    if (unit !== 123) return 'skip';
    this.#steps = [{ key: this.#frames[0]?.key ?? '' }, { each: true }];
    this.#root = undefined;
    this.#found.push(...this.#held);
    this.#held = [];
    return 'record';
  }

  #begin(kind: Current['kind'], i: number): number {
    const { line, column } = this.#here(i);
    const scan = new ValueScan(this.#lines, { maxDepth: MAX_DEPTH, maxString: MAX_STRING });
    this.#current = { kind, scan, kept: new Kept(line, column, MAX_RECORD) };
    return i;
  }

  #follow(current: Current, chunk: string, from: number): number {
    const end = current.scan.scan(chunk, from);
    const piece = chunk.slice(from, end === -1 ? chunk.length : end);
    if (current.kind === 'record' || current.kind === 'key') current.kept.add(piece);
    if (end === -1) return chunk.length;
    this.#current = undefined;
    if (current.kind === 'comment') {
      if (!this.#commented) this.#report({ line: current.kept.line, column: current.kept.column, reason: OUTSIDE.comment });
      this.#commented = true;
      return end;
    }
    this.#expect = this.#frames.length === 0 ? 'nothing' : 'comma';
    if (current.kind === 'record') this.#deliver(current);
    else this.#rootBreach ??= current.scan.breach;
    const frame = this.#frames.at(-1);
    if (current.kind === 'key' && frame !== undefined) {
      const key = parseJson(current.kept.text(), 1, 1).root;
      frame.key = key?.kind === 'text' ? key.text : '';
      this.#expect = 'colon';
    }
    return end;
  }

  #deliver({ kept, scan }: Current): void {
    this.#push(kept, scan.breach, this.#pointer());
  }

  #deliverRoot(rest: string): void {
    if (this.#root === undefined) return;
    this.#root.add(rest);
    this.#push(this.#root, this.#rootBreach ?? this.#current?.scan.breach, '');
    this.#root = undefined;
    this.#held = [];
  }

  #push(kept: Kept, breach: Breach | undefined, pointer: string): void {
    const record = ++this.#records;
    const { line, column } = kept;
    if (breach !== undefined) {
      const reason = breach.what === 'depth' ? tooDeep() : OUTSIDE.textTooLong;
      this.#found.push({ fault: { line: breach.line, column: breach.column, reason }, record });
    } else if (kept.tooLong) this.#found.push({ fault: { line, column, reason: OUTSIDE.recordTooLong }, record });
    else this.#found.push({ text: kept.text(), line, column, pointer, record });
  }

  #pointer(): string {
    return this.#frames.reduce((parent, frame) => pointerTo(parent, frame.object ? frame.key : frame.index), '');
  }

  #broken(chunk: string, i: number, want: Bilingual): number {
    this.#stop(i, brokenFile(foundAt(chunk, i), want));
    return chunk.length;
  }

  #stop(i: number, reason: Bilingual): void {
    this.stopped = true;
    this.#root = undefined;
    this.#found.push({ fault: { ...this.#here(i), reason } });
  }

  #report(fault: Fault): void {
    (this.#root === undefined ? this.#found : this.#held).push({ fault });
  }

  #here(i: number): { readonly line: number; readonly column: number } {
    return { line: this.#lines.line, column: this.#lines.column(i) };
  }
}

/** What a value is to a path that leads to the records. Only values on the way are entered, so each step looks at its own frame. */
function roleOf(steps: readonly Step[], depth: number, frame: Frame | undefined, unit: number): 'record' | 'holder' | 'skip' {
  const step = steps[depth - 1];
  if (step !== undefined && frame !== undefined) {
    if ('key' in step && (!frame.object || frame.key !== step.key)) return 'skip';
    if ('index' in step && (frame.object || frame.index !== step.index)) return 'skip';
  }
  if (depth === steps.length) return 'record';
  return unit === 123 || unit === 91 ? 'holder' : 'skip';
}
