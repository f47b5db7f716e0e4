import type { ComparedPassage, ComparedText, Comparison, MarkedWords, PassageSide, WordMark } from '../../model/comparison.ts';
import { LineStarts } from '../../readers/line-starts.ts';
import type { AlignedPassage } from '../../text/align.ts';
import { COPY_FLAG } from '../../text/copy-flags.ts';
import { sliceWords } from '../../text/copy-slice.ts';
import { undoLeet } from '../../text/leet.ts';
import { diffWords, movedWords, type WordChange } from '../../text/word-diff.ts';
import type { Engine, Prepared } from './engine.ts';
import { type ShownText, showText } from './shown.ts';

/** A text with all that its side of a report is made of. */
interface Side extends Prepared {
  readonly lines: LineStarts;
  readonly shown: ShownText;
}

/** Compares two texts for people to read. @param names the files as the person wrote them. */
export function compareTexts(engine: Engine, names: readonly [string, string], a: Prepared, b: Prepared): Comparison {
  const { profile, passages } = engine.compare(a, b);
  const [left, right] = [sideOf(a), sideOf(b)];
  return {
    profile,
    a: textOf(
      names[0],
      left,
      passages.map((passage) => passage.query),
    ),
    b: textOf(
      names[1],
      right,
      passages.map((passage) => passage.source),
    ),
    passages: passages.map((passage) => passageOf(passage, left, right)),
  };
}

function sideOf(text: Prepared): Side {
  return { ...text, lines: new LineStarts(text.raw), shown: showText(text) };
}

function textOf(file: string, side: Side, ranges: readonly (readonly [number, number])[]): ComparedText {
  const { text } = side.shown;
  const language = side.language ?? guessLanguage(text);
  const { count } = side.words;
  return {
    file,
    text,
    words: count,
    coverage: count === 0 ? 0 : covered(ranges, count) / count,
    ...(language === undefined ? {} : { language }),
  };
}

/** Words that at least one range holds. */
function covered(ranges: readonly (readonly [number, number])[], count: number): number {
  const inside = new Uint8Array(count);
  for (const [from, to] of ranges) inside.fill(1, from, to);
  return inside.reduce((sum, one) => sum + one, 0);
}

function passageOf(passage: AlignedPassage, a: Side, b: Side): ComparedPassage {
  const [ours, theirs] = [sliceWords(a.words, ...passage.query), sliceWords(b.words, ...passage.source)];
  const here = undoLeet(ours, [theirs]);
  const there = undoLeet(theirs, [ours]);
  const changes = diffWords(here.ids, there.ids);
  const moved = movedWords(here, there, changes);
  return {
    class: passage.class,
    equal: passage.equal,
    a: passageSide(
      a,
      passage.query,
      marksOf(
        here.flags,
        changes.map((change) => change.here),
        moved.here,
      ),
    ),
    b: passageSide(
      b,
      passage.source,
      marksOf(
        there.flags,
        changes.map((change) => change.there),
        moved.there,
      ),
    ),
  };
}

/** The mark of every word of a passage; undefined for a word that is the same on the other side. */
function marksOf(flags: Uint8Array, changes: readonly WordChange['here'][], moved: Uint8Array): (WordMark | undefined)[] {
  const marks = Array.from(flags, (bits): WordMark | undefined =>
    (bits & COPY_FLAG.disguised) === 0 ? undefined : 'disguised',
  );
  for (const [from, to] of changes) {
    for (let at = from; at < to; at++) if (marks[at] === undefined) marks[at] = moved[at] === 1 ? 'moved' : 'changed';
  }
  return marks;
}

function passageSide(side: Side, [from, to]: readonly [number, number], marks: readonly (WordMark | undefined)[]): PassageSide {
  const { words, lines, shown } = side;
  const start = words.starts[from] ?? 0;
  return {
    shown: shown.shown([start, words.ends[to - 1] ?? 0]),
    place: lines.at(start),
    words: to - from,
    marks: joinMarks(side, from, marks),
  };
}

/** One mark for words that follow each other and are marked alike. */
function joinMarks({ words, shown }: Side, from: number, marks: readonly (WordMark | undefined)[]): MarkedWords[] {
  const joined: MarkedWords[] = [];
  for (let at = 0; at < marks.length; ) {
    const mark = marks[at];
    let end = at + 1;
    while (end < marks.length && marks[end] === mark) end++;
    if (mark !== undefined) {
      joined.push({ span: shown.shown([words.starts[from + at] ?? 0, words.ends[from + end - 1] ?? 0]), mark });
    }
    at = end;
  }
  return joined;
}

/** The language of a text whose script tells it. */
function guessLanguage(text: string): string | undefined {
  const start = text.slice(0, 20_000);
  const count = (script: RegExp): number => start.match(script)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  const most = (script: RegExp, share: number): boolean => letters > 0 && count(script) > share * letters;
  if (most(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.1)) return 'ja';
  if (most(/\p{Script=Hangul}/gu, 0.3)) return 'ko';
  if (most(/\p{Script=Han}/gu, 0.3)) return 'zh';
  if (most(/\p{Script=Thai}/gu, 0.3)) return 'th';
  return undefined;
}
