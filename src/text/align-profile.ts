/** How texts of a kind are compared. Weights are those of `WordWeights`, lengths are words unless said. */
export interface AlignProfile {
  /** Words that weigh less are no evidence. */
  readonly minWeight: number;
  /** A word that stands more often than this in one of the texts is no evidence. */
  readonly maxRepeats: number;
  /** How far around a shared word others are looked for that support it. */
  readonly reach: number;
  /** Weight of the different shared words within reach that makes a place part of a copy … */
  readonly weak: number;
  /** … and the weight that a copy has at its strongest place at least. */
  readonly strong: number;
  /** Places farther apart belong to different passages, unless these are merged. */
  readonly gap: number;
  /** Passages not farther apart in both texts are one. */
  readonly mergeGap: number;
  /** What a word that is not shared costs a passage, as a share of its weight, in the query and in the source. */
  readonly queryMiss: number;
  readonly sourceMiss: number;
  /** Least cosine of the weighted words of both sides, and least share of the weight that is shared. */
  readonly minCosine: number;
  readonly minShare: number;
  /** Shortest passage, on both sides, in words and in characters as written. */
  readonly minWords: number;
  readonly minChars: number;
  /** Words in a row that make a passage verbatim, and the share of the passage that such runs cover then. */
  readonly run: number;
  readonly runShare: number;
}

/** Whole documents: pages, manuals, essays. */
export const DOCUMENT: AlignProfile = {
  minWeight: 0.3,
  maxRepeats: 20,
  reach: 16,
  weak: 8,
  strong: 12,
  gap: 40,
  mergeGap: 40,
  queryMiss: 0.5,
  sourceMiss: 0.25,
  minCosine: 0.35,
  minShare: 0.15,
  minWords: 15,
  minChars: 120,
  run: 12,
  runShare: 0.8,
};

/** Listings: bullets of ten to forty words. */
export const LISTING: AlignProfile = { ...DOCUMENT, minWords: 8, minChars: 40 };
