import type { Bilingual } from '../model/text.ts';
import { MAX_PROLOG, readProlog } from './xml-prolog.ts';
import type { XmlEncoding } from './xml-text.ts';

/** How the records of a format are told apart in the bytes of a document. */
export interface RecordShape {
  /** Local names of the root elements that the format has. */
  readonly roots: readonly string[];
  /** Local name of the element of one record. */
  readonly element: string;
  /** Records have data of theirs behind their element; they reach up to the next one. */
  readonly trailing: boolean;
}

/** What is found in a document, in its order. */
export type XmlEvent =
  | { readonly record: Buffer; readonly encoding: XmlEncoding; readonly offset: number }
  | { readonly fault: XmlFault };

/** A part of a document that could not be read. */
export interface XmlFault {
  readonly kind: 'not-this-format' | 'too-large' | 'cut';
  /** Byte of the unpacked document, from 0. */
  readonly offset: number;
  /** The document cannot be read beyond. */
  readonly final: boolean;
  readonly reason: Bilingual;
}

/** Largest record that is read. Real ones have 2 to 60 KB; a mark in all 45 classes with decades of events some 500 KB. */
const MAX_RECORD: number = 8 << 20;

/**
 * Cuts a document into its records, by searching for their tags in the bytes. Memory is bounded by the largest record. The document need
 * not be whole: what cannot be read is told with its place, and the records before it have been given. Records come some at a time, because
 * a turn of the event loop for each would take longer than reading it.
 */
export async function* readRecords(chunks: AsyncIterable<Buffer>, shape: RecordShape): AsyncGenerator<readonly XmlEvent[]> {
  const framer = new RecordFramer(shape);
  for await (const chunk of chunks) {
    yield [...framer.push(chunk)];
    if (framer.ended) return;
  }
  yield [...framer.end()];
}

/** Bytes of a document, piece by piece -> its records. */
class RecordFramer {
  readonly #shape: RecordShape;
  #encoding: XmlEncoding = 'utf8';
  /** Start tag without `>`, and end tag with it, as the document's prefix writes them; undefined before the first record. */
  #open: Buffer | undefined;
  #close: Buffer | undefined;
  #rootClose = '';
  /** Bytes that are not yet given, and where they begin in the document. */
  #held: Buffer = Buffer.alloc(0);
  #offset = 0;
  /** Where in the held bytes the search for the end of a record goes on. */
  #searched = 0;
  #inProlog = true;
  /** A record begins at the first of the held bytes. */
  #inRecord = false;
  #skipping = false;
  ended = false;

  constructor(shape: RecordShape) {
    this.#shape = shape;
  }

  *push(chunk: Buffer): Generator<XmlEvent> {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    if (this.#inProlog) {
      const fault = this.#readProlog();
      if (fault !== undefined) {
        this.ended = true;
        yield { fault };
        return;
      }
      if (this.#inProlog) return;
    }
    yield* this.#records();
  }

  *end(): Generator<XmlEvent> {
    if (this.#inProlog) {
      yield { fault: { ...this.#fault('not-this-format', this.#offset, NO_ROOT), final: true } };
      return;
    }
    const tail = this.#held.toString('latin1');
    const whole =
      tail.trimEnd().endsWith('>') && new RegExp(`</(?:[\\w.-]+:)?${this.#rootClose}\\s*>\\s*$`).test(tail.slice(-200));
    if (this.#inRecord && this.#shape.trailing && this.#close !== undefined && tail.includes(this.#close.toString('latin1'))) {
      yield this.#record(this.#held);
    } else if (this.#inRecord || this.#skipping) {
      yield { fault: this.#fault('cut', this.#offset, cutInRecord(this.#shape.element)) };
      return;
    }
    if (!whole) yield { fault: this.#fault('cut', this.#offset + this.#held.length, CUT_BETWEEN) };
  }

  #readProlog(): XmlFault | undefined {
    const prolog = readProlog(this.#held);
    if (prolog === undefined)
      return this.#held.length < MAX_PROLOG ? undefined : { ...this.#fault('not-this-format', 0, NO_ROOT), final: true };
    if ('fault' in prolog) return { ...this.#fault('not-this-format', 0, prolog.fault), final: true };
    if (!this.#shape.roots.includes(prolog.root)) {
      return { ...this.#fault('not-this-format', 0, wrongRoot(prolog.root, this.#shape.roots)), final: true };
    }
    this.#inProlog = false;
    this.#encoding = prolog.encoding;
    this.#rootClose = prolog.root;
    this.#drop(prolog.end);
    return undefined;
  }

  *#records(): Generator<XmlEvent> {
    for (;;) {
      if (!this.#inRecord && !this.#skipping && !this.#findStart()) return;
      const end = this.#findEnd();
      if (end < 0) {
        if (this.#held.length <= MAX_RECORD || this.#skipping) return;
        yield { fault: this.#fault('too-large', this.#offset, TOO_LARGE) };
        this.#skipping = true;
        this.#inRecord = false;
        this.#keepTail();
        return;
      }
      if (this.#skipping) this.#skipping = false;
      else yield this.#record(this.#held.subarray(0, end));
      this.#drop(end);
      this.#inRecord = false;
    }
  }

  #record(bytes: Buffer): XmlEvent {
    return { record: bytes, encoding: this.#encoding, offset: this.#offset };
  }

  /** Moves the held bytes to the start of the next record; false when it is not among them. */
  #findStart(): boolean {
    if (this.#open === undefined) this.#learnTags();
    const start = this.#open === undefined ? -1 : startOf(this.#held, this.#open, 0);
    if (start < 0) {
      this.#keepTail();
      return false;
    }
    this.#drop(start);
    this.#inRecord = true;
    return true;
  }

  /** Offset behind the record that begins the held bytes; -1 when it does not end among them. */
  #findEnd(): number {
    if (this.#open === undefined || this.#close === undefined) return -1;
    const from = Math.max(this.#searched, this.#skipping ? 0 : this.#open.length);
    const found = this.#shape.trailing ? startOf(this.#held, this.#open, from) : this.#held.indexOf(this.#close, from);
    if (found < 0) {
      this.#searched = Math.max(0, this.#held.length - this.#close.length);
      if (this.#skipping) this.#keepTail();
      return -1;
    }
    this.#searched = 0;
    return this.#shape.trailing ? found : found + this.#close.length;
  }

  /** The prefix of the record elements is that of the first one. */
  #learnTags(): void {
    const found = new RegExp(`<((?:[\\w.-]{1,40}:)?${this.#shape.element})[\\s>]`).exec(this.#held.toString('latin1'));
    if (found === null) return;
    this.#open = Buffer.from(`<${found[1]}`);
    this.#close = Buffer.from(`</${found[1]}>`);
  }

  /** Keeps what may be the beginning of a tag, and the end of the document. */
  #keepTail(): void {
    this.#drop(Math.max(0, this.#held.length - 256));
  }

  #drop(count: number): void {
    this.#offset += count;
    this.#held = this.#held.subarray(count);
    this.#searched = 0;
  }

  #fault(kind: XmlFault['kind'], offset: number, reason: Bilingual): XmlFault {
    return { kind, offset, final: false, reason };
  }
}

/** Where a start tag of this very name begins; `<TradeMarkDetails` is not `<TradeMark`. -1 when it is not there. */
function startOf(bytes: Buffer, open: Buffer, from: number): number {
  for (let at = bytes.indexOf(open, from); at >= 0; at = bytes.indexOf(open, at + open.length)) {
    const next = bytes[at + open.length];
    if (next === undefined) return -1;
    if (next === 62 || next <= 32) return at;
  }
  return -1;
}

function wrongRoot(root: string, roots: readonly string[]): Bilingual {
  return {
    en: `The root element is <${root}>, expected <${roots.join('> or <')}>: the file is of another format. Name the format that it has.`,
    zh: `根元素是 <${root}>，应为 <${roots.join('> 或 <')}>：文件不是这种格式，请改用与文件对应的格式导入。`,
  };
}

function cutInRecord(element: string): Bilingual {
  return {
    en: `The file ends inside a <${element}> record: it was cut off. The records before it were kept; download the file again and run the same command.`,
    zh: `文件在一条 <${element}> 记录中间中断，下载不完整。之前的记录已保留；请重新下载该文件，再运行同一命令。`,
  };
}

const CUT_BETWEEN: Bilingual = {
  en: 'The file ends before its root element is closed: it was cut off between two records. The records before were kept; download the file again and run the same command.',
  zh: '文件在两条记录之间中断，根元素没有结束标签，下载不完整。之前的记录已保留；请重新下载该文件，再运行同一命令。',
};
const NO_ROOT: Bilingual = {
  en: 'No root element was found: the file is empty, cut off, or no XML of a trademark office.',
  zh: '没有找到根元素：文件为空、不完整，或者不是商标局发布的 XML。',
};
const TOO_LARGE: Bilingual = {
  en: `A record is larger than ${MAX_RECORD >> 20} MB and was left out; no real one is.`,
  zh: `有一条记录超过 ${MAX_RECORD >> 20} MB，已跳过；正常的记录不会这么大。`,
};
