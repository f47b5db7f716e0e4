import type { CopyLibrary } from '../detectors/copied-library.ts';
import { findMatches } from '../detectors/copied-matches.ts';
import type { ReferenceText } from '../model/reference.ts';
import type { TracedPassage } from '../model/trace-report.ts';
import type { AlignedPassage } from '../text/align.ts';
import type { StockSentences } from '../text/boilerplate-stock.ts';
import { sliceWords } from '../text/copy-slice.ts';
import type { CopyWords } from '../text/copy-words.ts';
import { diffWords } from '../text/word-diff.ts';
import type { WordWeights } from '../text/word-weights.ts';
import { type OwnText, wordRanges } from './own-text.ts';
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

/** Finds the passages of our listing in their page, each within one of our fields. */
export function findPassages(page: ReadSuspect, own: OwnText, { weights, stock }: Wording): FoundPassages {
  const fields = wordRanges(own);
  const query = { words: own.words, source: own.text, fields };
  const [match] = findMatches(query, [{ key: 1, words: page.words }], libraryOf(page, weights), () => undefined);
  if (match === undefined) return { aligned: [], passages: [], copiedWords: 0 };
  const marks = new Uint8Array(own.words.count);
  stock.mark(
    own.words,
    match.passages.map(({ query: range }) => range),
    marks,
    STOCK,
  );
  const kept = match.passages.filter(({ query: [from, to] }) => countOwn(marks, from, to) >= LEAST_OWN).slice(0, MOST);
  const inside = new Uint8Array(own.words.count);
  for (const { query: range } of kept) inside.fill(1, ...range);
  const aligned = kept.map(({ class: kind, query: here, source }) => alignedOf(kind, here, source, own.words, page.words));
  return {
    aligned,
    passages: aligned.map((passage, i) => tracedOf(passage, fields[kept[i]?.field ?? 0]?.at ?? 0, page, own)),
    copiedWords: inside.reduce((sum, one) => sum + one, 0),
  };
}

/** The page as the only text of a library. */
function libraryOf({ text, words }: ReadSuspect, weights: WordWeights): CopyLibrary {
  const source: ReferenceText = {
    kind: 'text',
    id: 'page',
    owner: '',
    role: 'competitor',
    capturedAt: '',
    label: '',
    fields: [{ name: 'description', text }],
  };
  return { texts: 1, weights, search: () => [], wordsOf: () => words, sourceOf: () => source, ownersOf: () => 1 };
}

function alignedOf(
  kind: AlignedPassage['class'],
  query: readonly [number, number],
  source: readonly [number, number],
  ours: CopyWords,
  theirs: CopyWords,
): AlignedPassage {
  const changes = diffWords(sliceWords(ours, ...query).ids, sliceWords(theirs, ...source).ids);
  const changed = changes.reduce((sum, { here: [from, to] }) => sum + (to - from), 0);
  const equal = query[1] - query[0] - changed;
  return { query, source, class: kind, cosine: 1, longestRun: 0, equal };
}

function countOwn(marks: Uint8Array, from: number, to: number): number {
  return marks.subarray(from, to).reduce((sum, mark) => sum + (mark === 0 ? 1 : 0), 0);
}

function tracedOf(passage: AlignedPassage, field: number, page: ReadSuspect, own: OwnText): TracedPassage {
  const { class: kind, equal, query, source } = passage;
  const [ours, theirs] = [sideOf(own.text, own.words, query), sideOf(page.text, page.words, source)];
  const { name = '', index } = own.fields[field] ?? {};
  return {
    class: kind,
    equal,
    ours: { ...ours, field: name, ...(index === undefined ? {} : { index }) },
    theirs: { ...theirs, seen: theirs.span[0] < page.visible },
  };
}

function sideOf(text: string, words: CopyWords, [from, to]: readonly [number, number]): Omit<TracedPassage['theirs'], 'seen'> {
  const span = [words.starts[from] ?? 0, words.ends[to - 1] ?? 0] as const;
  return { text: text.slice(...span), words: to - from, span };
}
