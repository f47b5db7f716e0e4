/*
 * The slots of a letter's text. `{slot}` shows a value. `{slot|one #|many #|none}` chooses by a number, or by how many a list has;
 * `{slot|all #|# of ##|the one|both|one of ##}` by whether a part is the whole (of many, of one, of two) or not (many, one). `{slot?, with #}`
 * stands only where there is a value.
 */

/** A slot of a text as its author wrote it. */
export interface SlotUse {
  readonly name: string;
  readonly forms: readonly string[];
  /** Whether it may be missing. */
  readonly optional: boolean;
}

/** A stretch of plain text, or a slot. */
export type SlotPiece = string | SlotUse;

const SLOT = /\{([a-z][a-z-]*(?:\.[a-z][a-z-]*)?)(?:(\?)([^{}]*)|((?:\|[^{}|]*)+))?\}/g;

const parsed = new Map<string, readonly SlotPiece[]>();

/** The slots of a text, in their order. */
export function slotsIn(text: string): SlotUse[] {
  return piecesOf(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece]));
}

/** What of a text is no slot, and what stands in the forms of a part that is not the whole. */
export function plainParts(text: string): string {
  return piecesOf(text)
    .map((piece) =>
      typeof piece === 'string' ? piece : piece.optional ? piece.forms.join(' ') : [piece.forms[1], piece.forms[4]].join(' '),
    )
    .join('·');
}

/** A text cut at its slots; kept, because letters use the same few texts. */
export function piecesOf(text: string): readonly SlotPiece[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const pieces: SlotPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(SLOT)) {
    if (match.index > at) pieces.push(text.slice(at, match.index));
    const [whole, name = '', optional, piece = '', forms = ''] = match;
    pieces.push({
      name,
      forms: optional === undefined ? forms.split('|').slice(1) : [piece],
      optional: optional !== undefined,
    });
    at = match.index + whole.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  parsed.set(text, pieces);
  return pieces;
}
