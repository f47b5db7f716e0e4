import type { TracedPassage } from '../model/trace-report.ts';
import { type AlignedPassage, align } from '../text/align.ts';
import { LISTING } from '../text/align-profile.ts';
import type { StockSentences } from '../text/boilerplate-stock.ts';
import type { CopyWords } from '../text/copy-words.ts';
import type { WordWeights } from '../text/word-weights.ts';
import { fieldAt, type OwnText } from './own-text.ts';
import type { ReadSuspect } from './suspect.ts';

/*
 * The passages of our listing that stand in their page, word for word or reworded. What everybody writes (warranties, colours may differ) proves nothing
 * and is left out.
 */

/** What everybody writes, and how much it says that two texts share a word. */
export interface Wording {
  readonly weights: WordWeights;
  readonly stock: StockSentences;
}

/** The passages that a page has of a listing. */
export interface FoundPassages {
  /** As words, in the order of our listing. */
  readonly aligned: readonly AlignedPassage[];
  readonly passages: readonly TracedPassage[];
  /** Words of ours that stand in one. */
  readonly copiedWords: number;
}

/** Fewest words of a passage that are not everybody's. */
const LEAST_OWN = 6;
const STOCK = 1;
/** Passages that are told of one listing. */
const MOST = 200;

/** Finds the passages of our listing in their page. */
export function findPassages(page: ReadSuspect, own: OwnText, { weights, stock }: Wording): FoundPassages {
  const all = align(own.words, page.words, weights, LISTING);
  if (all.length === 0) return { aligned: [], passages: [], copiedWords: 0 };
  const marks = new Uint8Array(own.words.count);
  stock.mark(
    own.words,
    all.map(({ query }) => query),
    marks,
    STOCK,
  );
  const aligned = all.filter(({ query: [from, to] }) => countOwn(marks, from, to) >= LEAST_OWN).slice(0, MOST);
  const inside = new Uint8Array(own.words.count);
  for (const { query } of aligned) inside.fill(1, ...query);
  return {
    aligned,
    passages: aligned.map((passage) => tracedOf(passage, page, own)),
    copiedWords: inside.reduce((sum, one) => sum + one, 0),
  };
}

function countOwn(marks: Uint8Array, from: number, to: number): number {
  return marks.subarray(from, to).reduce((sum, mark) => sum + (mark === 0 ? 1 : 0), 0);
}

function tracedOf({ class: kind, equal, query, source }: AlignedPassage, page: ReadSuspect, own: OwnText): TracedPassage {
  const [ours, theirs] = [sideOf(own.text, own.words, query), sideOf(page.text, page.words, source)];
  const field = fieldAt(own.fields, ours.span[0]);
  return {
    class: kind,
    equal,
    ours: { ...ours, field: field?.name ?? '', ...(field?.index === undefined ? {} : { index: field.index }) },
    theirs: { ...theirs, seen: theirs.span[0] < page.visible },
  };
}

function sideOf(text: string, words: CopyWords, [from, to]: readonly [number, number]): Omit<TracedPassage['theirs'], 'seen'> {
  const span = [words.starts[from] ?? 0, words.ends[to - 1] ?? 0] as const;
  return { text: text.slice(...span), words: to - from, span };
}
