import { isIndexed, type ReferenceText, sourceText } from '../model/reference.ts';
import { readCopyWords } from './copy-words.ts';
import { foldPlain } from './fold.ts';
import type { Segment } from './segment.ts';
import { SegmentBuilder, segmentInMemory } from './segment-build.ts';
import { SegmentLibrary } from './segment-library.ts';
import type { WordWeights } from './word-weights.ts';

/*
 * Libraries of texts that fit into memory: the hand-kept entries of a seller, the references of an example.
 */

/** Key of the first text of a library in memory; those after it follow. */
export const FIRST_KEY = 1;

/**
 * A library of texts in memory. Texts of role `boilerplate` accuse nobody and are not in it.
 * @param references in an order that does not change: it decides between equals.
 * @param weights of everyday words.
 */
export function memoryLibrary(references: readonly ReferenceText[], weights: WordWeights): SegmentLibrary {
  const searched = references.filter(({ role }) => isIndexed(role));
  const segments = searched.length === 0 ? [] : [{ segment: indexTexts(searched, FIRST_KEY, new Map()) }];
  const textOf = (key: number): ReferenceText | undefined => searched[key - FIRST_KEY];
  // Nobody is hidden by the many variants of a shop here: these texts were chosen one by one.
  return new SegmentLibrary({ segments, textOf, weights }, { perOwner: Number.POSITIVE_INFINITY });
}

/**
 * The index of some texts, which is not kept.
 * @param firstKey key of the first text; the others follow.
 * @param owners numbers of owners by folded name; those that are met for the first time get the next ones.
 */
export function indexTexts(references: readonly ReferenceText[], firstKey: number, owners: Map<string, number>): Segment {
  let next = 0;
  for (const number of owners.values()) next = Math.max(next, number);
  const builder = new SegmentBuilder();
  for (const [at, reference] of references.entries()) {
    const name = foldPlain(reference.owner);
    const owner = owners.get(name) ?? ++next;
    owners.set(name, owner);
    const source = sourceText(reference);
    builder.add({ key: firstKey + at, owner, source, words: readCopyWords(source) });
  }
  return segmentInMemory(builder);
}
