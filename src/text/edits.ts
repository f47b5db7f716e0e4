import type { Replacement } from '../model/finding.ts';

/*
 * Edits of a text: applied, put together over several rounds, reduced to what they really change.
 */

/** The text with the replacements done. They must be in order and not overlap. */
export function applyEdits(text: string, edits: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: written } of edits) {
    parts.push(text.slice(at, span[0]), written);
    at = span[1];
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Several findings' edits of one text as one list; undefined when two of them touch the same characters in different ways. */
export function mergeEdits(lists: readonly (readonly Replacement[])[]): Replacement[] | undefined {
  const all = lists.flat().sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  const merged: Replacement[] = [];
  for (const edit of all) {
    const last = merged.at(-1);
    if (last !== undefined && (sameEdit(last, edit) || isPartOf(edit, last))) continue;
    if (last === undefined || edit.span[0] >= last.span[1]) {
      // An insertion where another edit begins would leave their order to chance.
      if (last !== undefined && edit.span[0] === last.span[0]) return undefined;
      merged.push(edit);
    } else return undefined;
  }
  return merged;
}

/** Whether what an edit deletes is gone with the other one anyway. */
function isPartOf(edit: Replacement, other: Replacement): boolean {
  return edit.text === '' && edit.span[0] >= other.span[0] && edit.span[1] <= other.span[1] && edit.span[0] < edit.span[1];
}

/** Whether two edits are the same. */
export function sameEdit(a: Replacement, b: Replacement): boolean {
  return a.span[0] === b.span[0] && a.span[1] === b.span[1] && a.text === b.text;
}

/** A piece of an edited text: characters of the original, or new ones. */
type Piece = { readonly from: number; readonly to: number } | { readonly written: string };

/** A text that is edited in rounds and knows what changed since the beginning. */
export class EditedText {
  readonly original: string;
  #pieces: Piece[];

  constructor(original: string) {
    this.original = original;
    this.#pieces = original === '' ? [] : [{ from: 0, to: original.length }];
  }

  /** The text as it stands now. */
  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join('');
  }

  /** Does replacements whose spans are in the text as it stands now, in order and without overlap. */
  apply(edits: readonly Replacement[]): void {
    for (const { span, text } of [...edits].reverse()) this.#replace(span[0], span[1], text);
  }

  /** What changed, as replacements in the original. */
  edits(): Replacement[] {
    const edits: Replacement[] = [];
    let at = 0;
    let written = '';
    const close = (to: number): void => {
      if (to > at || written !== '') edits.push({ span: [at, to], text: written });
      written = '';
    };
    for (const piece of this.#pieces) {
      if ('written' in piece) written += piece.written;
      else {
        close(piece.from);
        at = piece.to;
      }
    }
    close(this.original.length);
    return edits.filter(({ span, text }) => this.original.slice(...span) !== text);
  }

  #replace(start: number, end: number, written: string): void {
    const next: Piece[] = [];
    let at = 0;
    let placed = false;
    const place = (): void => {
      if (!placed && written !== '') next.push({ written });
      placed = true;
    };
    for (const piece of this.#pieces) {
      const length = this.#textOf(piece).length;
      const [from, to] = [at, at + length];
      at = to;
      if (to <= start && !(to === start && from === to)) next.push(piece);
      else if (from >= end) {
        place();
        next.push(piece);
      } else {
        if (from < start) next.push(this.#slice(piece, 0, start - from));
        place();
        if (to > end) next.push(this.#slice(piece, end - from, length));
      }
    }
    place();
    this.#pieces = next;
  }

  #slice(piece: Piece, from: number, to: number): Piece {
    if ('written' in piece) return { written: piece.written.slice(from, to) };
    return { from: piece.from + from, to: piece.from + to };
  }

  #textOf(piece: Piece): string {
    return 'written' in piece ? piece.written : this.original.slice(piece.from, piece.to);
  }
}
