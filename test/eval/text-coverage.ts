import { align } from '../../src/text/align.ts';
import { DOCUMENT } from '../../src/text/align-profile.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';
import type { WordWeights } from '../../src/text/word-weights.ts';
import { Random } from '../bench/random.ts';
import { printTable } from './table.ts';
import { type Edits, edit, piecesOf } from './text-copies.ts';
import type { PanPair } from './text-pan.ts';

/*
 * Short answers, as in the corpus of Clough and Stevenson: an answer of 200 to 300 words that was cut from a text, revised lightly or heavily,
 * or written by somebody else about the same thing. How much of it stands in passages must tell the copies from the others.
 */

const LENGTHS = [200, 300] as const;
const ANSWERS = 60;
const SEED = 4711;

/** What was done to the sentences that an answer has from its source. */
const REVISIONS: Readonly<Record<string, Edits & { readonly keep: number; readonly turn: boolean }>> = {
  'cut and paste': { keep: 0.7, turn: false, replace: 0, swap: 0, drop: 0 },
  'light revision': { keep: 0.85, turn: false, replace: 0.15, swap: 0.05, drop: 0.05 },
  'heavy revision': { keep: 0.7, turn: true, replace: 0.3, swap: 0.15, drop: 0.15 },
};

/** Ranks answers by the share of their words that passages hold. Independent ones come from the clean pairs, whose texts share a topic. */
export function reportCoverage(pairs: readonly PanPair[], weights: WordWeights): void {
  const random = new Random(SEED);
  const clean = pairs
    .filter(({ kind, query, source }) => kind === 'clean' && isLong(query) && isLong(source))
    .slice(0, ANSWERS);
  const independent = clean.map(({ query, source }) => coverage(excerpt(query, random).join(''), source, weights));
  const words = clean.flatMap(({ query }) => query.match(/\p{L}{4,}/gu)?.slice(0, 50) ?? []);
  const rows = Object.entries(REVISIONS).map(([name, revision]) => {
    const copied = clean.map(({ source }) => {
      const kept = excerpt(source, random).filter(() => random.unit() < revision.keep);
      if (revision.turn) kept.reverse();
      const answer = kept.map((one) => edit(piecesOf(one, 'en'), revision, () => random.pick(words), random));
      return coverage(answer.join(' '), source, weights);
    });
    return [name, ANSWERS, auc(copied, independent).toFixed(3), median(copied).toFixed(2), median(independent).toFixed(2)];
  });
  printTable(
    'Short answers: copies ranked above independent answers by coverage',
    ['', 'answers', 'AUC', 'coverage, median', 'of independent ones'],
    rows,
  );
}

function isLong(text: string): boolean {
  return text.length > 8 * LENGTHS[1];
}

/** Sentences in a row that make a short answer. */
function excerpt(text: string, random: Random): string[] {
  const sentences = text.match(/[^.!?]+[.!?]+\s*/g) ?? [text];
  const goal = LENGTHS[0] + random.below(LENGTHS[1] - LENGTHS[0]);
  let from = random.below(Math.max(1, Math.floor(sentences.length / 2)));
  const taken: string[] = [];
  for (let words = 0; words < goal && from < sentences.length; from++) {
    const sentence = sentences[from] ?? '';
    taken.push(sentence);
    words += sentence.split(/\s+/).length;
  }
  return taken;
}

/** Share of the answer's words that stand in passages of the source. */
function coverage(answer: string, source: string, weights: WordWeights): number {
  const here = readCopyWords(answer);
  const passages = align(here, readCopyWords(source), weights, DOCUMENT);
  return passages.reduce((sum, { query: [start, end] }) => sum + end - start, 0) / Math.max(1, here.count);
}

/** How likely it is that a copy is covered more than an independent answer. */
function auc(copied: readonly number[], independent: readonly number[]): number {
  let sum = 0;
  for (const a of copied) for (const b of independent) sum += a > b ? 1 : a === b ? 0.5 : 0;
  return sum / (copied.length * independent.length);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
