import { align } from '../../src/text/align.ts';
import { LISTING } from '../../src/text/align-profile.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';
import type { WordWeights } from '../../src/text/word-weights.ts';
import { percent, printTable } from './table.ts';
import {
  type BulletSource,
  COPY_KINDS,
  COPY_LANGUAGES,
  type CopyPair,
  makeCopies,
  openClauses,
  openOffers,
} from './text-copies.ts';
import { charactersOf } from './text-pairs.ts';
import { type Box, type Scores, scorePairs } from './text-plagdet.ts';
import { type Rival, winnowPassages } from './text-rivals.ts';

const PAIRS = 200;
const SEED = 20261122;

/** Measures bullets copied between listings, with the stock sentence that every listing has left out of the count. */
export function reportListingCopies(weights: WordWeights, offers: string | undefined): void {
  const sets: [string, BulletSource][] = COPY_LANGUAGES.map((language) => [`${language}, invented`, openClauses(language)]);
  if (offers !== undefined) sets.push(['en, real offers', openOffers(offers)]);
  const systems: [string, Rival][] = [
    ['preclear, listing', ownPassages(weights)],
    ['winnowing, 5 words', winnowPassages],
  ];
  const rows = systems.flatMap(([system, compare]) =>
    sets.map(([set, source]) => rowOf(`${system}: ${set}`, makeCopies(source, PAIRS, SEED), compare)),
  );
  printTable(
    'Bullets copied between listings: plagdet by kind',
    ['', ...COPY_KINDS.slice(1), 'precision', 'recall', 'clean listings flagged'],
    rows,
  );
}

function ownPassages(weights: WordWeights): Rival {
  return (querySource, sourceSource) => {
    const query = readCopyWords(querySource);
    const source = readCopyWords(sourceSource);
    return align(query, source, weights, LISTING).map(
      (one): Box => ({ query: charactersOf(query, one.query), source: charactersOf(source, one.source) }),
    );
  };
}

function rowOf(name: string, pairs: readonly CopyPair[], compare: Rival): (string | number)[] {
  const judged = pairs.map((pair) => ({
    kind: pair.kind,
    cases: pair.cases,
    found: compare(pair.query, pair.source).flatMap((box) => withoutStock(box, pair.stock)),
  }));
  const clean = judged.filter(({ kind }) => kind === 'clean');
  const copied = judged.filter(({ kind }) => kind !== 'clean');
  const scores: Scores[] = COPY_KINDS.slice(1).map((kind) => scorePairs(copied.filter((pair) => pair.kind === kind)));
  const all = scorePairs(copied);
  const flagged = clean.filter(({ found }) => found.length > 0).length;
  return [
    name,
    ...scores.map(({ plagdet }) => plagdet.toFixed(3)),
    all.precision.toFixed(3),
    all.recall.toFixed(3),
    percent(flagged / clean.length),
  ];
}

/** What is left of passages without the stock sentence at the end: the detector knows it and cuts it out, see `src/text/boilerplate.ts`. */
function withoutStock(box: Box, stock: Box): Box[] {
  const query = [box.query[0], Math.min(box.query[1], stock.query[0])] as const;
  const source = [box.source[0], Math.min(box.source[1], stock.source[0])] as const;
  return query[1] - query[0] >= LISTING.minChars && source[1] - source[0] >= LISTING.minChars ? [{ query, source }] : [];
}
