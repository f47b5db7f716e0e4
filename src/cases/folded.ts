import type { Span } from '../model/span.ts';
import { simplifyChinese } from '../text/chinese.ts';
import { fold, sourceSpan } from '../text/fold.ts';

/*
 * A piece of a notice as patterns see it: lower case, no Latin accents, half-width signs, single spaces, none between Chinese characters,
 * where only a line break of the mail stood.
 */

/** A folded piece that knows where its characters stand in the notice. */
export interface FoldedPiece {
  readonly text: string;
  /** Source offset of every unit of `text`, and of the end behind the last. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const CJK = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF66-\uFF9F]/;

/** Folds `[start, end)` of a notice. Linear. */
export function foldPiece(source: string, start: number, end: number): FoldedPiece {
  // No markup here: `<name@shop>` is an address, `&` part of a name.
  const folded = fold(simplifyChinese(source.slice(start, end).replaceAll(/[<>&]/g, ' ')));
  const starts = new Uint32Array(folded.text.length);
  const ends = new Uint32Array(folded.text.length);
  let text = '';
  let last = '';
  for (let i = 0; i < folded.text.length; i++) {
    const unit = folded.text.charAt(i);
    const space = /\s/.test(unit);
    if (space && (last === '' || last === ' ')) continue;
    if (space && CJK.test(last) && CJK.test(nextWord(folded.text, i))) continue;
    const [from, to] = sourceSpan(folded, i, i + 1);
    starts[text.length] = start + from;
    ends[text.length] = start + to;
    last = space ? ' ' : unit;
    text += last;
  }
  return { text: text.trimEnd(), starts, ends };
}

/** The first character behind white space; a long run of it is not looked through. */
function nextWord(text: string, from: number): string {
  for (let i = from; i < Math.min(text.length, from + 200); i++) if (!/\s/.test(text.charAt(i))) return text.charAt(i);
  return '';
}

/** Where `[start, end)` of the folded piece stands in the notice. */
export function spanIn(piece: FoldedPiece, start: number, end: number): Span {
  if (start >= end) return [piece.starts[start] ?? 0, piece.starts[start] ?? 0];
  return [piece.starts[start] ?? 0, piece.ends[end - 1] ?? 0];
}

/** A short phrase as patterns see it, where offsets do not matter. */
export function foldPhrase(phrase: string): string {
  return foldPiece(phrase, 0, phrase.length).text;
}
