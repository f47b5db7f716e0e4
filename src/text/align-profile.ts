/**
 * How texts of a kind are compared. Weights are those of `WordWeights`, lengths are words unless said. The numbers were tuned on half of the PAN
 * 2013 training pairs; changing one of them by a fifth moves plagdet by less than a hundredth unless its comment says more.
 */
export interface AlignProfile {
  /** Words that weigh less are no evidence. */
  readonly minWeight: number;
  /** A word that stands more often than this in one of the texts is no evidence; bounds the cost. */
  readonly maxRepeats: number;
  /** How much less a word weighs that stands often in the two texts: what both are about says little about copying. */
  readonly repeatCost: number;
  /** How far around a shared word others are looked for that support it. */
  readonly reach: number;
  /** Weight of the different shared words within reach that makes a place part of a copy … */
  readonly weak: number;
  /** … and the weight that a copy has at its strongest place at least. */
  readonly strong: number;
  /** Places not farther apart than this in both texts belong together; in short texts it is less. */
  readonly gap: number;
  /** How far beyond its outermost places a passage may reach. */
  readonly extend: number;
  /** Support that a shared word needs to count as shared when the ends are set. */
  readonly inside: number;
  /** What a word that is not shared costs a passage, as a share of its weight, in the query and in the source. */
  readonly queryMiss: number;
  readonly sourceMiss: number;
  /** What it costs to begin or end inside a sentence, in the query and in the source: people copy whole sentences. */
  readonly querySnap: number;
  readonly sourceSnap: number;
  /** Least cosine of the weighted words of both sides, and least share of the query's weight that is shared. */
  readonly minCosine: number;
  readonly minShare: number;
  /** Weight of the different words that both sides of a verbatim passage must share, and of a reworded one; precision hangs on it. */
  readonly verbatim: Evidence;
  readonly reworded: Evidence;
  /** What is needed in any case. */
  readonly leastMass: number;
  /** Shortest passage, on both sides, in words and in characters as written. */
  readonly minWords: number;
  readonly minChars: number;
  /** Words in a row that are enough for a verbatim passage however long it is, and the share of the passage that such runs cover then. */
  readonly run: number;
  readonly runShare: number;
  /** Whether a part that retells the whole source is a passage. */
  readonly summary?: SummaryProfile;
}

/** How much two sides must have in common, by the length of the texts that they stand in. */
export interface Evidence {
  /** In long texts. */
  readonly most: number;
  /** Pairs of words, one of each text, from which on texts are long … */
  readonly from: number;
  /** … and how much less is needed in shorter ones: this times the logarithm of how much. Short texts of one topic meet by chance. */
  readonly slope: number;
}

/** When a part of the query counts as a summary of the source. */
export interface SummaryProfile {
  /** Least sum of shared less unshared weight. */
  readonly minSum: number;
  /** What a word costs that the source lacks, as a share of its weight. */
  readonly miss: number;
  /** Least cosine of the part and all that it summarises: a long source has every word somewhere. */
  readonly minCosine: number;
  /** How many times longer the summarised part of the source is. */
  readonly spread: number;
  /** A part is no summary when a passage of this cosine, or a verbatim one, stands in it … */
  readonly maxCosine: number;
  /** … or when the passages in it hold this share of the words that it has from the source. */
  readonly maxInside: number;
  /** Longest summary. */
  readonly maxWords: number;
}

/** Listings: titles and bullets of ten to forty words, against others or against pages. */
export const LISTING: AlignProfile = {
  minWeight: 0.3,
  maxRepeats: 24,
  repeatCost: 0.2,
  reach: 22,
  weak: 7.2,
  strong: 11.4,
  gap: 40,
  extend: 20,
  inside: 7,
  queryMiss: 0.3,
  sourceMiss: 0.4,
  querySnap: 4.5,
  sourceSnap: 8.5,
  minCosine: 0.35,
  minShare: 0.15,
  // Two texts of 316 words, and of 173: what was measured on pages holds for books too.
  verbatim: { most: 22, from: 100_000, slope: 8 },
  reworded: { most: 21, from: 30_000, slope: 24 },
  leastMass: 7,
  minWords: 8,
  minChars: 40,
  run: 24,
  runShare: 0.7,
};

/** Whole documents: pages, manuals, essays; also finds what was summarised. */
export const DOCUMENT: AlignProfile = {
  ...LISTING,
  minWords: 15,
  minChars: 100,
  summary: { minSum: 60, miss: 0.8, minCosine: 0.33, spread: 4, maxCosine: 0.8, maxInside: 0.85, maxWords: 300 },
};
