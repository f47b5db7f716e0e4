import { locate, type Place } from '../model/place.ts';

/** A picture as written, with its own place. */
export interface ImageSource {
  readonly src: string;
  readonly place: Place;
}

/** Pictures that one record may name; more is no listing. */
const MAX_IMAGES = 200;

/** What parts pictures when there are URLs: commas, semicolons and spaces also stand inside one. */
const BETWEEN_URLS = /[|\n\r]|[\s,，;；、](?=(?:https?:)?\/\/)/g;
const BETWEEN_PATHS = /[|\n\r,，;；、]/g;

/**
 * The pictures of one text: several URLs or paths parted by `|`, a line break, a comma or a semicolon, URLs also by a space. Between URLs
 * a comma parts only where the next URL begins.
 */
export function splitImages(source: { readonly text: string; readonly place: Place }): ImageSource[] {
  const { text, place } = source;
  const found: ImageSource[] = [];
  let from = 0;
  for (const match of text.startsWith('data:') ? [] : text.matchAll(text.includes('//') ? BETWEEN_URLS : BETWEEN_PATHS)) {
    add(found, text, from, match.index, place);
    from = match.index + 1;
    if (found.length >= MAX_IMAGES) return found;
  }
  add(found, text, from, text.length, place);
  return found;
}

/** The place of a part of a text that begins at `offset`. */
export function placeFrom(place: Place, offset: number): Place {
  if (offset === 0) return place;
  const { line, column } = locate(place, offset);
  const runs = [0, line, column];
  for (let i = 0; i + 2 < place.runs.length; i += 3) {
    const start = place.runs[i] ?? 0;
    if (start > offset) runs.push(start - offset, place.runs[i + 1] ?? 1, place.runs[i + 2] ?? 1);
  }
  return place.cell === undefined ? { runs } : { runs, cell: place.cell };
}

function add(found: ImageSource[], text: string, from: number, to: number, place: Place): void {
  const piece = text.slice(from, to);
  const src = piece.replace(/[\s,，;；、]{1,9}$/, '').trim();
  if (src === '') return;
  const start = from + piece.length - piece.trimStart().length;
  found.push({ src, place: placeFrom(place, start) });
}
