import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import { locate, type Place, type Position } from '../model/place.ts';

/*
 * Places of findings -> ranges of a document. Lines and characters are 0-based there; both count UTF-16 code units.
 */

/** The characters of a finding in the document; where they cannot be told, those of the text or of one character. */
export function rangeOfFinding(finding: Finding, listing: Listing, document: TextDocument): Range {
  const place = placeOf(finding, listing);
  const start = { line: finding.line, column: finding.column };
  if (place === undefined || place.steady === true) return inside({ start, end: after(start) }, document);
  const end = locate(place, finding.span[1]);
  return inside({ start, end: isBehind(end, start) ? end : after(start) }, document);
}

/** From a place to the end of its line. */
export function restOfLine({ line, column }: Partial<Position>, document: TextDocument): Range {
  const start = { line: line ?? 1, column: column ?? 1 };
  return inside({ start, end: { line: start.line, column: Number.MAX_SAFE_INTEGER } }, document);
}

function placeOf(finding: Finding, { fields, images }: Listing): Place | undefined {
  const field = fields.find(({ name, index = null }) => name === finding.field && index === finding.index);
  if (field !== undefined) return field.place;
  const [, slot] = /^image\.(main|other)$/.exec(finding.field) ?? [];
  return images.find((image) => image.slot === (slot === 'main' ? 'main' : `other-${finding.index}`))?.place;
}

function after({ line, column }: Position): Position {
  return { line, column: column + 1 };
}

function isBehind(a: Position, b: Position): boolean {
  return a.line > b.line || (a.line === b.line && a.column > b.column);
}

/** A range that the document has: lines and columns beyond its end are its end. */
function inside(range: { readonly start: Position; readonly end: Position }, document: TextDocument): Range {
  const at = ({ line, column }: Position): Range['start'] => {
    const lastLine = document.lineCount - 1;
    if (line - 1 > lastLine) return document.positionAt(document.getText().length);
    const text = document.getText({ start: { line: line - 1, character: 0 }, end: { line, character: 0 } });
    const length = text.replace(/[\r\n]+$/, '').length;
    return { line: Math.max(0, line - 1), character: Math.min(Math.max(0, column - 1), length) };
  };
  return { start: at(range.start), end: at(range.end) };
}
