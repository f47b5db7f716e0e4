import type { Sighting } from './brand-mention.ts';

/*
 * How sure a use is. The numbers are shares of right answers on the labelled titles that rules were made with (`npm run eval -- brand`,
 * the half `tune`), rounded; the evaluation reports on the other half how far they are off.
 */

/** Uses that need no weighing, and what is left of the certainty where the evidence is thin. */
export const CONFIDENCE = {
  ledger: 0.99,
  own: 0.97,
  /** The brand field names a line of the mark that leads the title. */
  line: 0.75,
  /** Nothing explains the mark: it may be the seller's own goods under a brand field that says otherwise. */
  plain: 0.9,
  /** A character on goods of a known maker, who may hold a licence. */
  maker: 0.7,
  /** The mark begins the title, as it does on the owner's own goods. */
  first: 0.75,
  /** The goods are of another trade than the mark's. */
  otherTrade: 0.7,
  /** The mark stands in an article number. */
  articleNumber: 0.75,
  /** All that explains a device is that the goods are an accessory. */
  accessoryListing: 0.9,
  /** A device is named on goods of another brand without a word why. */
  othersDevice: 0.75,
} as const;

/** Share of mentions that mean the mark, by how known it is. */
const KNOWN = { 1: 0.98, 2: 0.96, 3: 0.92 } as const;

/** How sure it is that the mark is meant: by how distinct the form is, how known the mark, how strong the evidence. */
export function certainty(
  { mark, formOf, undone }: Sighting,
  weighing: { readonly score: number; readonly needed: number } | undefined,
): number {
  const form = undone !== undefined ? 0.9 : formOf.kind === 'misspelling' ? 0.85 : 1;
  if (weighing === undefined) return KNOWN[mark.tier] * form;
  return Math.min(KNOWN[mark.tier], 0.6 + 0.08 * (weighing.score - weighing.needed)) * form;
}
