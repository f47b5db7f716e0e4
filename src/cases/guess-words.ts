import { foldPiece, spanIn } from './folded.ts';

/*
 * A text -> the features by which notices are told apart: stems and pairs of neighbours where words are written apart, pairs of characters in
 * Chinese, Japanese and Korean. What names a person, a listing or a number is none: it says nothing about another notice.
 */

/** So much of a text is looked at. */
const MAX_TEXT = 20_000;
/** Letters of a word that count: the rest is inflection in most of the languages at hand. */
const STEM = 6;
const NAMES = /[\w.+-]*@[\w.-]+|\bhttps?:[\x21-\x7e]+|\bwww\.[\x21-\x7e]+|[a-z0-9._/-]*\d[a-z0-9._/-]*/g;
const RUNS =
  /(?<cjk>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+)|(?<word>[\p{L}\p{M}']+)|(?<stop>[.:;!?。：；！？\n])/gu;

/** Where a feature stands in the text, [start, end) in UTF-16 code units; the first place of each. */
export type Features = ReadonlyMap<string, readonly [number, number]>;

/** The features of a text, in its order. Linear. */
export function featuresOf(text: string): Features {
  const folded = foldPiece(text, 0, Math.min(text.length, MAX_TEXT));
  const plain = folded.text.replaceAll(NAMES, (name) => ' '.repeat(name.length));
  const found = new Map<string, readonly [number, number]>();
  let before: { readonly stem: string; readonly start: number } | undefined;
  for (const { groups, index, 0: run } of plain.matchAll(RUNS)) {
    if (groups?.word === undefined) {
      before = undefined;
      if (groups?.cjk !== undefined)
        for (let i = 0; i + 2 <= run.length; i++) keep(run.slice(i, i + 2), index + i, index + i + 2);
      continue;
    }
    const stem = run.slice(0, STEM);
    if (run.length > 2) keep(stem, index, index + run.length);
    if (before !== undefined) keep(`${before.stem} ${stem}`, before.start, index + run.length);
    before = { stem, start: index };
  }
  return found;

  function keep(feature: string, start: number, end: number): void {
    if (!found.has(feature)) found.set(feature, spanIn(folded, start, end));
  }
}
