import type { Bilingual } from '../model/text.ts';
import { brokenJson, duplicate, foundAt, MAX_DEPTH, TRAILING_COMMA, tooDeep, WANT } from './json-faults.ts';
import type { Fault, TreeArray, TreeMember, TreeNode, TreeObject, TreeText } from './tree.ts';

/** What became of a text: its tree, or why there is none, and what was odd but could be read. */
export interface Parsed {
  readonly root?: TreeNode;
  readonly faults: readonly Fault[];
}

/**
 * Parses one JSON text that starts at a place of a file. The values equal those of `JSON.parse`; every string knows where its
 * characters stand, escapes included. A name that comes twice and a comma too many are faults that do not stop it.
 */
export function parseJson(text: string, line: number, column: number): Parsed {
  const parser = new Parser(text, line, column);
  try {
    return { root: parser.document(), faults: parser.faults };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { faults: [error.fault] };
  }
}

/** Ends the parsing; never leaves this file. */
class Stop extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.reason.en);
    this.fault = fault;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /[A-Za-z_$][\w$]*/y;
const ESCAPES: Readonly<Record<number, string>> = {
  34: '"',
  47: '/',
  92: '\\',
  98: '\b',
  102: '\f',
  110: '\n',
  114: '\r',
  116: '\t',
};

class Parser {
  readonly faults: Fault[] = [];
  readonly #text: string;
  #at = 0;
  #line: number;
  /** Offset at which the current line would start if it were all in the text. */
  #lineStart: number;

  constructor(text: string, line: number, column: number) {
    this.#text = text;
    this.#line = line;
    this.#lineStart = 1 - column;
  }

  document(): TreeNode {
    this.#space();
    const root = this.#value(0);
    if (this.#space() === this.#text.length) return root;
    return this.#unexpected(WANT.end);
  }

  #value(depth: number): TreeNode {
    const unit = this.#text.charCodeAt(this.#at);
    if (unit === 34) return this.#string();
    if (unit === 123) return this.#object(depth + 1);
    if (unit === 91) return this.#array(depth + 1);
    return this.#scalar(unit);
  }

  #object(depth: number): TreeObject {
    this.#guard(depth);
    const [line, column] = [this.#line, this.#column()];
    const members = new Map<string, TreeMember>();
    let comma = this.#open();
    while (this.#text.charCodeAt(this.#at) !== 125) {
      if (this.#text.charCodeAt(this.#at) !== 34) this.#unexpected(WANT.key);
      const key = this.#string();
      if (this.#text.charCodeAt(this.#space()) !== 58) this.#unexpected(WANT.colon);
      this.#at++;
      this.#space();
      const value = this.#value(depth);
      const known = members.get(key.text);
      if (known !== undefined) this.faults.push(duplicate(known.key, key));
      members.set(key.text, { key, value });
      comma = this.#separator(125, WANT.memberEnd);
    }
    this.#close(comma);
    return { kind: 'object', members, line, column };
  }

  #array(depth: number): TreeArray {
    this.#guard(depth);
    const [line, column] = [this.#line, this.#column()];
    const items: TreeNode[] = [];
    let comma = this.#open();
    while (this.#text.charCodeAt(this.#at) !== 93) {
      items.push(this.#value(depth));
      comma = this.#separator(93, WANT.itemEnd);
    }
    this.#close(comma);
    return { kind: 'array', items, line, column };
  }

  /** Behind the opening bracket; there is no comma yet. */
  #open(): Fault | undefined {
    this.#at++;
    this.#space();
    return undefined;
  }

  /** Behind a value: the comma's place when there is one, nothing in front of the closing bracket. */
  #separator(closer: number, want: Bilingual): Fault | undefined {
    const unit = this.#text.charCodeAt(this.#space());
    if (unit === closer) return undefined;
    if (unit !== 44) this.#unexpected(want);
    const line = this.#line;
    const column = this.#column();
    this.#at++;
    const next = this.#text.charCodeAt(this.#space());
    return next === closer ? { line, column, reason: TRAILING_COMMA } : undefined;
  }

  #close(comma: Fault | undefined): void {
    if (comma !== undefined) this.faults.push(comma);
    this.#at++;
  }

  #string(): TreeText {
    const text = this.#text;
    const line = this.#line;
    const start = ++this.#at;
    const column = start - this.#lineStart + 1;
    let i = start;
    let unit = text.charCodeAt(i);
    while (unit !== 34 && unit !== 92 && unit >= 32) unit = text.charCodeAt(++i);
    if (unit === 34) {
      this.#at = i + 1;
      return { kind: 'text', type: 'string', text: text.slice(start, i), line, column };
    }
    this.#at = i;
    return this.#escapedString(start, line, column);
  }

  /** The rest of a string from its first backslash: every escape starts a new run behind it. */
  #escapedString(start: number, line: number, column: number): TreeText {
    const text = this.#text;
    const runs = [0, line, column];
    let value = '';
    let copied = start;
    for (let i = this.#at; ; ) {
      const unit = text.charCodeAt(i);
      if (unit === 34) {
        this.#at = i + 1;
        return { kind: 'text', type: 'string', text: value + text.slice(copied, i), line, column, runs };
      }
      if (unit === 92) {
        value += text.slice(copied, i);
        this.#at = i;
        value += this.#escape();
        i = this.#at;
        copied = i;
        runs.push(value.length, line, i - this.#lineStart + 1);
      } else if (unit >= 32) i++;
      else {
        this.#at = i;
        this.#unexpected(WANT.quote);
      }
    }
  }

  #escape(): string {
    const unit = this.#text.charCodeAt(this.#at + 1);
    const simple = ESCAPES[unit];
    if (simple !== undefined) {
      this.#at += 2;
      return simple;
    }
    const digits = this.#text.slice(this.#at + 2, this.#at + 6);
    if (unit !== 117 || !/^[0-9a-fA-F]{4}$/.test(digits)) this.#unexpected(WANT.escape);
    this.#at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #scalar(unit: number): TreeText {
    const digit = unit === 45 || (unit >= 48 && unit <= 57);
    const word = this.#match(digit ? NUMBER : LITERAL);
    const literal = word === 'null' ? 'null' : word === 'true' || word === 'false' ? 'boolean' : undefined;
    const type = digit && word !== '' ? 'number' : literal;
    if (type === undefined) return this.#unexpected(WANT.value);
    const node: TreeText = { kind: 'text', type, text: word, line: this.#line, column: this.#column() };
    this.#at += word.length;
    return node;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  /** Moves behind white space and counts its lines; tells where it is. */
  #space(): number {
    const text = this.#text;
    for (let unit = text.charCodeAt(this.#at); unit === 32 || (unit >= 9 && unit <= 13 && unit !== 11 && unit !== 12); ) {
      this.#at++;
      const next = text.charCodeAt(this.#at);
      if (unit === 10 || (unit === 13 && next !== 10)) {
        this.#line++;
        this.#lineStart = this.#at;
      }
      unit = next;
    }
    return this.#at;
  }

  #guard(depth: number): void {
    if (depth <= MAX_DEPTH) return;
    throw new Stop({ line: this.#line, column: this.#column(), reason: tooDeep() });
  }

  #column(): number {
    return this.#at - this.#lineStart + 1;
  }

  #unexpected(want: Bilingual): never {
    const found = foundAt(this.#text, this.#at);
    throw new Stop({ line: this.#line, column: this.#column(), reason: brokenJson(found, want) });
  }
}
