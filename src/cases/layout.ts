import type { LabelField, NoticeContext, PieceKind } from '../model/case-pattern.ts';
import { type FoldedPiece, foldPiece } from './folded.ts';
import { LabelFinder, type LabelValue } from './labels.ts';
import { continues, type Line, linesOf, sentencesOf } from './lines.ts';
import type { Wordings } from './wordings.ts';

/*
 * The text of a notice -> pieces (headings, list entries, sentences, labels with values), each with what the lines above make of it: the
 * owner's contact data, the owner's own words, examples, remarks of the seller's people.
 */

/** One piece; offsets are those of the text. */
export interface Piece {
  readonly kind: PieceKind;
  readonly start: number;
  readonly end: number;
  readonly folded: FoldedPiece;
  readonly context: NoticeContext | undefined;
  /** Of a label: what its value is. */
  readonly field?: LabelField;
  /** Number of the paragraph; list entries belong to the heading before them. */
  readonly paragraph: number;
}

/** A notice laid out. */
export interface Layout {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly labels: readonly LabelValue[];
}

/** So much of a notice is searched for sentences; notices have some 3,000 characters, chains of mails some 20,000. */
const MAX_SEARCHED = 60_000;
/** A longer line is no list of labels but hidden text or data. */
const MAX_LABEL_LINE = 4000;
const OWNER_LABELS: ReadonlySet<LabelField> = new Set(['ownerName', 'ownerEmail', 'ownerPhone']);

/** Lays out `[start, end)` of a text. */
export function layOut(text: string, start: number, end: number, wordings: Wordings): Layout {
  const builder = new LayoutBuilder(text, wordings);
  const body = text.slice(0, end);
  const lines = linesOf(body.slice(start)).map((line) => ({ ...line, start: line.start + start, end: line.end + start }));
  builder.read(lines, start + MAX_SEARCHED);
  return { text, pieces: builder.pieces, labels: builder.labels };
}

/** Walks over the lines once. */
class LayoutBuilder {
  readonly pieces: Piece[] = [];
  readonly labels: LabelValue[] = [];
  readonly #text: string;
  readonly #wordings: Wordings;
  readonly #finder: LabelFinder;
  #context: NoticeContext | undefined;
  /** Whether a line has stood in the context, so that an empty line ends it. */
  #begun = false;
  #paragraph = 0;
  /** The columns of a table whose heading row was the line before. */
  #columns: readonly LabelFieldAt[] = [];

  constructor(text: string, wordings: Wordings) {
    this.#text = text;
    this.#wordings = wordings;
    this.#finder = new LabelFinder(wordings.labels);
  }

  read(lines: readonly Line[], searched: number): void {
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (line === undefined) break;
      if (line.start === line.end) this.#blank();
      else if (!this.#readLabels(line, lines, i)) i = this.#readWords(lines, i, searched);
    }
  }

  #blank(): void {
    this.#paragraph++;
    this.#columns = [];
    if (this.#begun) this.#leave();
  }

  #leave(): void {
    this.#context = undefined;
    this.#begun = false;
  }

  /** Takes a line that consists of labels, or a row below labels; false when it is neither. */
  #readLabels(line: Line, lines: readonly Line[], at: number): boolean {
    if (line.end - line.start > MAX_LABEL_LINE) return false;
    if (this.#readRow(line) || this.#readHeadings(line, lines[at + 1]) || this.#readPair(line)) return true;
    const folded = foldPiece(this.#text, line.start, line.end);
    const found = this.#finder.find(folded);
    if (found.length === 0) return this.#readBareLabel(line, folded, lines, at);
    const first = found[0];
    if (first === undefined) return false;
    if (first.labelStart > line.start + 2) this.#readRange(line.start, first.labelStart, line.bullet);
    for (const label of found) this.#take(label.end > label.start ? label : this.#valueBelow(label, lines, at));
    this.#readRest(found.at(-1)?.end ?? line.end, line.end);
    return true;
  }

  /** The sentence goes on behind a label in brackets. */
  #readRest(start: number, end: number): void {
    if (/^[)）\]】]/.test(this.#text.slice(start, start + 1)) && end - start > 4) this.#readRange(start + 1, end, false);
  }

  /** A label without a colon on a line of its own, the value below: tables that were pasted. */
  #readBareLabel(line: Line, folded: FoldedPiece, lines: readonly Line[], at: number): boolean {
    const word = line.end - line.start > 60 ? undefined : this.#finder.exact(folded.text);
    const below = valueLine(lines, at);
    if (word === undefined || below === undefined || below.bullet) return false;
    if (!word.strong || !/\d/.test(this.#text.slice(below.start, below.end))) return false;
    this.#take(
      this.#valueBelow({ id: word.id, field: word.field, labelStart: line.start, start: line.end, end: line.end }, lines, at),
    );
    return true;
  }

  /** A row of headings: cells without numbers, two or more of which are labels. */
  #readHeadings(line: Line, next: Line | undefined): boolean {
    const cells = cellsOf(this.#text, line);
    if (cells.length < 2 || /\d{3}/.test(this.#text.slice(line.start, line.end))) return false;
    const columns = cells.map((cell): LabelFieldAt => {
      const word = this.#finder.exact(foldPiece(this.#text, cell.start, cell.end).text);
      return word === undefined ? { id: 'shape/column', field: 'ignored' } : { id: word.id, field: word.field };
    });
    const known = columns.filter(({ id }) => id !== 'shape/column').length;
    if (known < 2 || known * 2 < columns.length) return false;
    // "Infringement type | Trademark": in a table of names and values the row below begins with a name as well.
    if (next !== undefined && cells.length === 2 && this.#namesValue(next)) return false;
    this.#columns = columns;
    return true;
  }

  #namesValue(line: Line): boolean {
    const [name, ...values] = cellsOf(this.#text, line);
    if (name === undefined || values.length !== 1) return false;
    return this.#finder.exact(foldPiece(this.#text, name.start, name.end).text) !== undefined;
  }

  /** A row of a table of names and values: a label in the first of two cells. */
  #readPair(line: Line): boolean {
    const [name, value, ...rest] = cellsOf(this.#text, line);
    if (name === undefined || value === undefined || rest.length > 0) return false;
    const word = this.#finder.exact(foldPiece(this.#text, name.start, name.end).text);
    if (word === undefined) return false;
    this.#take({ id: word.id, field: word.field, labelStart: name.start, start: value.start, end: value.end });
    return true;
  }

  #readRow(line: Line): boolean {
    if (this.#columns.length === 0) return false;
    const cells = cellsOf(this.#text, line);
    if (cells.length !== this.#columns.length) {
      this.#columns = [];
      return false;
    }
    cells.forEach((cell, i) => {
      const column = this.#columns[i];
      if (column !== undefined) this.#take({ ...column, labelStart: cell.start, start: cell.start, end: cell.end });
    });
    return true;
  }

  /** The value of a label that has nothing behind it on its line: the next line, when that is no label itself. */
  #valueBelow(label: LabelValue, lines: readonly Line[], at: number): LabelValue {
    const line = valueLine(lines, at);
    if (line === undefined) return label;
    if (this.#finder.find(foldPiece(this.#text, line.start, line.end)).length > 0) return label;
    return { ...label, start: line.start, end: line.end };
  }

  #take(label: LabelValue): void {
    if (this.#context === 'owner-words') this.#leave();
    if (this.#context === 'owner-contact' && !OWNER_LABELS.has(label.field)) this.#leave();
    if (this.#context === 'owner-contact') this.#begun = true;
    this.labels.push(label);
    const context = label.field === 'ownerWords' ? 'owner-words' : this.#context;
    this.#push('label', label.labelStart, Math.max(label.end, label.labelStart), context, label.field);
    // "Reason: we were told several times that …" tells as a sentence does.
    if (label.field === 'reason' && isSpoken(this.#text.slice(label.start, label.end)))
      this.#readRange(label.start, label.end, false);
    if (label.field !== 'ownerWords') return;
    this.#context = 'owner-words';
    this.#begun = label.end > label.start;
  }

  /** Takes a line of words with those that continue it; gives the index of the last. */
  #readWords(lines: readonly Line[], at: number, searched: number): number {
    const first = lines[at];
    if (first === undefined) return at;
    let last = at;
    let before = first;
    while (this.#context !== 'owner-contact') {
      const next = lines[last + 1];
      if (next === undefined || !continues(this.#text, before, next)) break;
      if (this.#finder.find(foldPiece(this.#text, next.start, next.end)).length > 0) break;
      before = next;
      last++;
    }
    if (first.start < searched) this.#readRange(first.start, Math.min(before.end, searched), first.bullet);
    return last;
  }

  #readRange(start: number, end: number, bullet: boolean): void {
    const text = this.#text.slice(start, end).trimEnd();
    const heading = !bullet && text.length < 160 && /[:：?？]$/.test(text);
    if (heading && this.#begun) this.#leave();
    if (this.#context !== undefined) this.#begun = true;
    if (this.#context === 'owner-words' || this.#context === 'owner-contact') {
      this.#push(bullet ? 'bullet' : 'sentence', start, end, this.#context);
      return;
    }
    for (const sentence of sentencesOf(this.#text, start, end)) {
      const kind = bullet ? 'bullet' : heading ? 'heading' : 'sentence';
      this.#push(kind, sentence.start, sentence.end, this.#context);
    }
  }

  #push(kind: PieceKind, start: number, end: number, context: NoticeContext | undefined, field?: LabelField): void {
    const folded = foldPiece(this.#text, start, Math.min(end, start + MAX_LABEL_LINE));
    const opened =
      kind === 'label' ? undefined : this.#wordings.contexts.find(({ wording }) => wording.find(folded.text) !== undefined);
    const note = opened?.context === 'internal-note';
    const own = note ? opened.context : context;
    this.pieces.push({
      kind,
      start,
      end,
      folded,
      context: own,
      paragraph: this.#paragraph,
      ...(field === undefined ? {} : { field }),
    });
    if (opened === undefined) return;
    this.#context = opened.context;
    this.#begun = note;
  }
}

/** Whether a value is a sentence and no name of a type. */
function isSpoken(value: string): boolean {
  return value.split(/\s+/).length > 6 || /[，。][^，。]{4}/.test(value);
}

/** The line below a label; one empty line between them comes from cells of a table. */
function valueLine(lines: readonly Line[], at: number): Line | undefined {
  return lines.slice(at + 1, at + 3).find((line) => line.end > line.start);
}

interface LabelFieldAt {
  readonly id: string;
  readonly field: LabelField;
}

/** The cells of a line, parted by tabs, bars or three spaces. */
function cellsOf(text: string, line: Line): { readonly start: number; readonly end: number }[] {
  const cells: { start: number; end: number }[] = [];
  let from = line.start;
  for (const separator of text.slice(line.start, line.end).matchAll(/\s*(?:\t|\||[ \u3000]{3,})\s*/g)) {
    cells.push({ start: from, end: line.start + separator.index });
    from = line.start + separator.index + separator[0].length;
  }
  cells.push({ start: from, end: line.end });
  return cells.filter((cell) => cell.end > cell.start);
}
