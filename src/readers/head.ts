import { isUtf8 } from './decoder.ts';

/*
 * The first bytes of a file as text, good enough to tell what it is. Unlike the decoding of the file itself this may be wrong about single
 * characters: names of columns and keys is all that is looked at.
 */

/** The head of a file as text: UTF-16 by its mark or its zero bytes, UTF-8, else a Chinese code page. */
export function headText(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  if (head[1] === 0 && head[0] !== 0) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0 && head[1] !== 0) return new TextDecoder('utf-16be').decode(head);
  return new TextDecoder(isUtf8(head) ? 'utf-8' : 'gb18030').decode(head);
}

/** Whether a file is a zip or an old Office container, as workbooks are. */
export function isWorkbookHead(head: Buffer): boolean {
  const zip = head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) < 9;
  const compound = head.length > 8 && head.readUInt32BE(0) === 0xd0cf11e0;
  return zip || compound;
}

/** The cells of a line of a table, roughly: parted by the most frequent of tab, comma, semicolon and bar, without quotes. */
export function roughCells(line: string): string[] {
  let best = '\t';
  let most = 0;
  for (const delimiter of ['\t', ',', ';', '|']) {
    const count = line.split(delimiter).length;
    if (count > most) [best, most] = [delimiter, count];
  }
  return line.split(best).map((cell) => cell.trim().replace(/^"|"$/g, ''));
}

/** The names of members in the head of a JSON text, at any depth, each once. */
export function jsonKeys(text: string): Set<string> {
  const keys = new Set<string>();
  for (const match of text.matchAll(/"([^"\\\r\n]{1,60})"\s{0,20}:/g)) keys.add(match[1] ?? '');
  return keys;
}

/** The names of members in the head of a YAML text, at any depth, each once. */
export function yamlKeys(text: string): Set<string> {
  const keys = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^[ -]{0,40}["']?([^\s"':#{[-][^"':#]{0,60})["']?:(?:\s|$)/.exec(line);
    if (match !== null) keys.add((match[1] ?? '').trim());
  }
  return keys;
}

/** The front matter of a Markdown text, without its fences; undefined when there is none. */
export function frontMatterOf(text: string): string | undefined {
  return /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)|$)/.exec(text)?.[1];
}
