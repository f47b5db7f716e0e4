import type { Problem } from '../model/problem.ts';
import { isIndexed, type ReferenceText } from '../model/reference.ts';
import { FIRST_KEY, indexTexts } from '../text/memory-library.ts';
import { type LibraryParts, SegmentLibrary } from '../text/segment-library.ts';
import type { WordWeights } from '../text/word-weights.ts';
import { packTexts, type SharedTexts } from './shared-texts.ts';
import { openStore } from './store.ts';
import type { StoredWords } from './words-files.ts';

/** Keys of the hand-kept entries start here: the store never gets there. */
const FIRST_HAND_KEPT = 2 ** 31;

/** Imported stock texts that are used; nobody has more of his own. */
const MOST_STOCK = 10_000;

/** A library as it is searched, with what could not be read of it. */
export interface OpenedTexts {
  readonly copies: SegmentLibrary;
  /** Sentences that everybody writes, as imported: texts of role `boilerplate`. */
  readonly stock: readonly string[];
  /** The library for other threads. */
  readonly share: () => SharedTexts;
  readonly problems: readonly Problem[];
}

/**
 * Opens the texts of a library: the hand-kept entries, which are indexed in memory, and the store; undefined when it has no store.
 * @param folder of the library.
 * @param shown the folder as problems name it.
 * @param references the hand-kept texts.
 * @param weights of everyday words.
 */
export async function openStoredTexts(
  folder: string,
  shown: string,
  references: readonly ReferenceText[],
  weights: WordWeights,
): Promise<OpenedTexts | undefined> {
  const store = await openStore(folder);
  if (store === undefined) return undefined;
  const { segments, words, problems } = store.openSegments(shown);
  const searched = references.filter(({ role }) => isIndexed(role));
  const handKept = indexTexts(searched, FIRST_HAND_KEPT, new Map(store.owners()));
  const textOf = (key: number): ReferenceText | undefined =>
    key < FIRST_HAND_KEPT ? store.textOf(key) : searched[key - FIRST_HAND_KEPT];
  const all = [...segments, { segment: handKept }].filter(({ segment }) => segment.texts > 0);
  const stock = [...store.select({ role: 'boilerplate', limit: MOST_STOCK })].flatMap(({ fields }) =>
    fields.map(({ text }) => text),
  );
  const storedWords: LibraryParts['storedWords'] = (key, places) => words.read(key, places);
  const copies = new SegmentLibrary({ segments: all, textOf, weights, storedWords });
  return { copies, stock, share: () => shareTexts(copies, searched, FIRST_HAND_KEPT, words, folder), problems };
}

/** A library in memory, for other threads. @param references that it was made of. */
export function shareMemory(library: SegmentLibrary, references: readonly ReferenceText[]): SharedTexts {
  return shareTexts(
    library,
    references.filter(({ role }) => isIndexed(role)),
    FIRST_KEY,
  );
}

function shareTexts(
  { segments, options }: SegmentLibrary,
  searched: readonly ReferenceText[],
  firstKey: number,
  words?: StoredWords,
  store?: string,
): SharedTexts {
  const handKept = packTexts(searched);
  return { segments, options, words: words?.parts ?? [], ...(store === undefined ? {} : { store }), handKept, firstKey };
}
