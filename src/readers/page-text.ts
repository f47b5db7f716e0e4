import type { Tokenizer, TokenizerCallbacks } from 'htmlparser2';

/*
 * A page -> the same page with everything blanked out that its reader does not see. Nothing moves: an offset in the result is the
 * offset in the page. What stays is text, entities, and short tags where one stands inside a line.
 */

/** Elements whose text no reader sees. */
const UNSEEN: ReadonlySet<string> = new Set(
  'script style template noscript datalist iframe noembed noframes audio video canvas'.split(' '),
);
/** Elements that end a line before and behind them. Those that no list names stand inside a line and part no words, as in a browser. */
const BLOCK: ReadonlySet<string> = new Set(
  `address article aside base blockquote body br button caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
   footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link listing main menu meta nav ol optgroup option p pre
   search section select summary table tbody td textarea tfoot th thead title tr ul video xmp`.split(/\s+/),
);
/** Pictures and controls inside a line: words on both sides are two, and the sentence goes on. */
const OBJECTS: ReadonlySet<string> = new Set('img input meter object progress svg math embed'.split(' '));
/** Elements without content, which no tag closes. */
const EMPTY: ReadonlySet<string> = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** What an opening tag closes by itself when it is the innermost open element. */
const CLOSES: Readonly<Record<string, ReadonlySet<string>>> = {
  li: new Set(['li', 'p']),
  dt: new Set(['dt', 'dd', 'p']),
  dd: new Set(['dt', 'dd', 'p']),
  tr: new Set(['td', 'th', 'tr']),
  td: new Set(['td', 'th']),
  th: new Set(['td', 'th']),
  option: new Set(['option']),
};
const PARAGRAPH: ReadonlySet<string> = new Set(['p']);
/** Longest tag that is left as a tag: readers of marked-up text look no further for its end. */
const LONGEST_TAG = 4000;

const [TAB, LINE_FEED, RETURN, SPACE, LESS, GREATER, LETTER_B] = [9, 10, 13, 32, 60, 62, 98];

/**
 * The page without what is not shown: scripts, styles, templates, comments, attributes, elements that are `hidden` or whose own `style`
 * says `display:none` or `visibility:hidden`; style sheets are not read. Ends of blocks become line breaks, line breaks of the source spaces, as a browser shows them.
 * Takes time in proportion to the page.
 */
export async function maskPage(source: string): Promise<string> {
  const { Tokenizer } = await import('htmlparser2');
  const mask = new PageMask(source);
  run(new Tokenizer({ xmlMode: false, decodeEntities: false }, mask.callbacks), source);
  return mask.text();
}

function run(tokenizer: Tokenizer, source: string): void {
  tokenizer.write(source);
  tokenizer.end();
}

/** Whether a file is a page: by its name, else by its first characters. */
export function isPage(file: string, text: string): boolean {
  if (/\.(?:html?|xhtml|shtml)$/i.test(file)) return true;
  const start = text.slice(0, 4000).replace(/^\uFEFF?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--[^>]{0,1000}-->\s*)*/i, '');
  return /^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start);
}

/** The language that a page names for itself, such as `de` or `zh-CN`; undefined when it names none. */
export function pageLanguage(source: string): string | undefined {
  const tag = /<html\b[^<>]{0,1000}>/i.exec(source.slice(0, 20_000))?.[0] ?? '';
  return /\s(?:xml:)?lang\s*=\s*["']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\b/i.exec(tag)?.[1];
}

/** An element that is open. */
interface Open {
  readonly name: string;
  readonly hidden: boolean;
  readonly preformatted: boolean;
}

/** Blanks out a copy of the page while the tokenizer walks over it. */
class PageMask {
  readonly #source: string;
  /** Starts blank; what is seen is copied into it. */
  readonly #units: Uint16Array;
  readonly #open: Open[] = [];
  /** How many open elements have a name: whether a closing tag closes anything is known without a search. */
  readonly #names = new Map<string, number>();
  #hidden = 0;
  #preformatted = 0;
  /** The tag that is being read. */
  #tagStart = 0;
  #tagName = '';
  #attribute = '';
  #value = '';
  #hides = false;

  constructor(source: string) {
    this.#source = source;
    this.#units = new Uint16Array(source.length).fill(SPACE);
  }

  readonly callbacks: TokenizerCallbacks = {
    ontext: (start, end) => this.#copyText(start, end),
    ontextentity: () => {},
    onopentagname: (start, end) => this.#beginTag(start, end),
    onattribname: (start, end) => {
      this.#attribute = end - start > 20 ? '' : this.#source.slice(start, end).toLowerCase();
      this.#value = '';
    },
    onattribdata: (start, end) => {
      if (this.#attribute === 'style') this.#value += this.#source.slice(start, Math.min(end, start + 2000));
    },
    onattribentity: () => {},
    onattribend: () => {
      if (this.#attribute === 'hidden' || (this.#attribute === 'style' && HIDING.test(this.#value))) this.#hides = true;
    },
    onopentagend: (end) => this.#endTag(end + 1),
    onselfclosingtag: (end) => this.#endTag(end + 1),
    onclosetag: (start, end) => this.#closeTag(start, end),
    oncomment: () => {},
    oncdata: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: () => {},
  };

  text(): string {
    return Buffer.from(this.#units.buffer, this.#units.byteOffset, this.#units.byteLength).toString('utf16le');
  }

  #copyText(start: number, end: number): void {
    if (this.#hidden > 0) return;
    const plain = this.#preformatted === 0;
    for (let i = start; i < end; i++) {
      const unit = this.#source.charCodeAt(i);
      const blank = plain && (unit === LINE_FEED || unit === RETURN || unit === TAB);
      this.#units[i] = blank ? SPACE : unit;
    }
  }

  #beginTag(start: number, end: number): void {
    this.#tagStart = start - 1;
    this.#tagName = this.#nameAt(start, end);
    this.#hides = false;
    this.#attribute = '';
  }

  #endTag(end: number): void {
    const name = this.#tagName;
    this.#closeImplied(name);
    this.#markTag(name, this.#tagStart, end);
    if (EMPTY.has(name)) return;
    const hidden = this.#hides || UNSEEN.has(name) || (name === 'title' && this.#names.has('svg'));
    this.#push({ name, hidden, preformatted: name === 'pre' || name === 'textarea' });
  }

  #closeImplied(name: string): void {
    const closes = CLOSES[name] ?? (BLOCK.has(name) ? PARAGRAPH : undefined);
    if (closes === undefined) return;
    for (let top = this.#open.at(-1); top !== undefined && closes.has(top.name); top = this.#open.at(-1)) this.#pop();
  }

  #closeTag(start: number, end: number): void {
    const name = this.#nameAt(start, end);
    if (this.#names.has(name)) while (this.#pop() !== name);
    const close = this.#source.indexOf('>', end);
    this.#markTag(name, start - 2, close === -1 ? this.#source.length : close + 1);
  }

  /** Leaves of a tag what it does to the text around it: a line break, a space, or nothing. */
  #markTag(name: string, start: number, end: number): void {
    if (this.#hidden > 0) return;
    if (BLOCK.has(name)) this.#units[start] = LINE_FEED;
    else if (!OBJECTS.has(name) && end - start >= 3 && end - start <= LONGEST_TAG) {
      this.#units[start] = LESS;
      this.#units[start + 1] = LETTER_B;
      this.#units[end - 1] = GREATER;
    }
  }

  #nameAt(start: number, end: number): string {
    return end - start > 40 ? '' : this.#source.slice(start, end).toLowerCase();
  }

  #push(element: Open): void {
    this.#open.push(element);
    this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1);
    if (element.hidden) this.#hidden++;
    if (element.preformatted) this.#preformatted++;
  }

  #pop(): string | undefined {
    const element = this.#open.pop();
    if (element === undefined) return undefined;
    const count = this.#names.get(element.name) ?? 0;
    if (count <= 1) this.#names.delete(element.name);
    else this.#names.set(element.name, count - 1);
    if (element.hidden) this.#hidden--;
    if (element.preformatted) this.#preformatted--;
    return element.name;
  }
}

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;
