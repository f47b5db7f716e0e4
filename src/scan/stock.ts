import { StockSentences } from '../text/boilerplate-stock.ts';
import type { WordWeights } from '../text/word-weights.ts';
import { openEverydayWording } from './installation.ts';

/** Weights of everyday words, read when a word is first weighed: most libraries never get there. */
export const LATE_WEIGHTS: WordWeights = { weightOf: (id) => openEverydayWording().weights.weightOf(id) };

/** Weights where no word is ever weighed. */
export const NO_WEIGHTS: WordWeights = { weightOf: () => 0 };

/** The stock sentences that come with preclear, and some of the seller's own. */
export function openStock(own: readonly string[]): StockSentences {
  const { weights, sentences, wordsOf, stock } = openEverydayWording();
  return own.length === 0 ? stock : new StockSentences([...sentences, ...own], weights, wordsOf);
}
