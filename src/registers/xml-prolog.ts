import type { Bilingual } from '../model/text.ts';
import type { XmlEncoding } from './xml-text.ts';

/** The root element of a document and where its start tag ends. */
export interface Prolog {
  /** Local name of the root element. */
  readonly root: string;
  readonly encoding: XmlEncoding;
  /** Offset behind the start tag of the root. */
  readonly end: number;
}

/** Bytes in which the root element must begin; the USPTO's own declarations take 14 KB. */
export const MAX_PROLOG: number = 1 << 20;

/**
 * Reads the start of a document up to its root element: declaration, comments, instructions and the DOCTYPE, which is skipped unread,
 * entities and all. Undefined when more bytes are needed.
 */
export function readProlog(head: Buffer): Prolog | { readonly fault: Bilingual } | undefined {
  const start = head.subarray(0, 2).toString('latin1');
  if (start === '\xfe\xff' || start === '\xff\xfe' || head.subarray(0, 4).includes(0)) return { fault: UTF16 };
  const text = head.toString('latin1');
  let encoding: XmlEncoding = 'utf8';
  let at = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return undefined;
    if (text[at] !== '<') return { fault: NOT_XML };
    const end = endOfMarkup(text, at);
    if (end < 0) return undefined;
    if (text.startsWith('<?', at)) encoding = encodingOf(text.slice(at, end)) ?? encoding;
    else if (!text.startsWith('<!', at)) {
      const root = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 200))?.[1];
      return root === undefined ? { fault: NOT_XML } : { root, encoding, end };
    }
    at = end;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

/** Offset behind the tag, comment, instruction or DOCTYPE at `at`; -1 when it does not end here. */
function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
  if (text.startsWith('<?', at)) return behind(text, '?>', at + 2);
  return text.startsWith('<!', at) ? endOfDoctype(text, at) : endOfTag(text, at);
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

function endOfTag(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** A DOCTYPE ends with the first `>` outside quotes, comments and its brackets. */
function endOfDoctype(text: string, from: number): number {
  let inside = false;
  for (let at = from + 2; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at < 0) return -1;
    } else if (text.startsWith('<!--', at)) {
      at = behind(text, '-->', at + 4) - 1;
      if (at < 0) return -1;
    } else if (text.startsWith('<?', at)) {
      at = behind(text, '?>', at + 2) - 1;
      if (at < 0) return -1;
    } else if (character === '[') inside = true;
    else if (character === ']') inside = false;
    else if (character === '>' && !inside) return at + 1;
  }
  return -1;
}

function encodingOf(declaration: string): XmlEncoding | undefined {
  const name = /encoding\s*=\s*["']([\w.:-]+)/i.exec(declaration)?.[1]?.toLowerCase();
  return name === 'iso-8859-1' || name === 'windows-1252' || name === 'latin1' ? 'latin1' : undefined;
}

const UTF16: Bilingual = {
  en: 'The file is written in UTF-16; save it as UTF-8 and import it again.',
  zh: '文件编码为 UTF-16，请另存为 UTF-8 后重新导入。',
};
const NOT_XML: Bilingual = {
  en: 'The file is no XML. Name the XML file of the trademark office, or the zip archive that holds it.',
  zh: '该文件不是 XML。请指定商标局发布的 XML 文件，或包含它的 zip 压缩包。',
};
