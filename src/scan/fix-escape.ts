import type { Format } from '../readers/contract.ts';

/*
 * Characters of a listing's text -> the characters that stand for them in a file. Whether they really do is checked afterwards, by reading
 * the copy like every listing file.
 */

/** How a text is written at its place in a file. */
export type Notation = 'plain' | 'doubled-quotes' | 'doubled-apostrophes' | 'json' | 'xml';

/** How the text that begins at an offset of a file is written there; undefined for formats that are never written. */
export function notationAt(format: Exclude<Format, 'auto'>, file: string, at: number): Notation | undefined {
  const before = file.charAt(at - 1);
  switch (format) {
    case 'amazon-flat-file':
    case 'shopify-csv':
    case 'google-tsv':
    case 'table':
      return before === '"' ? 'doubled-quotes' : 'plain';
    case 'json':
    case 'jsonl':
    case 'amazon-json':
    case 'shopify-json':
      return 'json';
    case 'yaml':
    case 'markdown':
      return before === '"' ? 'json' : before === "'" ? 'doubled-apostrophes' : 'plain';
    case 'google-xml':
      return inCharacterData(file, at) ? 'plain' : 'xml';
    case 'lines':
      return 'plain';
    case 'html':
      return undefined;
  }
}

/** A text in a notation. */
export function writeIn(notation: Notation, text: string): string {
  switch (notation) {
    case 'plain':
      return text;
    case 'doubled-quotes':
      return text.replaceAll('"', '""');
    case 'doubled-apostrophes':
      return text.replaceAll("'", "''");
    case 'json':
      return JSON.stringify(text).slice(1, -1);
    case 'xml':
      return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

/** Whether a text can stand in a cell without quotes: it has no sign that may end one, but for signs that the cell held before. */
export function fitsUnquoted(text: string, cell: string): boolean {
  return (text.match(/[,;|\t"\r\n]/g) ?? []).every((sign) => cell.includes(sign));
}

/** Whether an offset lies in `<![CDATA[ … ]]>`. */
function inCharacterData(file: string, at: number): boolean {
  const open = file.lastIndexOf('<![CDATA[', at);
  return open >= 0 && file.lastIndexOf(']]>', at) < open;
}
