import { align } from '../../src/text/align.ts';
import { type AlignProfile, DOCUMENT, LISTING } from '../../src/text/align-profile.ts';
import { type CopyWords, readCopyWords } from '../../src/text/copy-words.ts';
import type { WordWeights } from '../../src/text/word-weights.ts';
import { printTable } from './table.ts';
import { reportCoverage } from './text-coverage.ts';
import { PAN_KINDS, type PanPair, readPan } from './text-pan.ts';
import { type Box, type Judged, scorePairs } from './text-plagdet.ts';
import { sentencePassages } from './text-rival-sentences.ts';
import { type Rival, winnowPassages } from './text-rivals.ts';

/** The profiles by the name that the command line knows. */
export const PROFILES: Readonly<Record<'listing' | 'document', AlignProfile>> = { listing: LISTING, document: DOCUMENT };

/** Rivals take long: they get every so many pairs, and preclear is measured on the same pairs beside them. */
const RIVAL_STEP = 4;

/** A comparison of two texts, by the name it has in the tables. */
interface System {
  readonly name: string;
  readonly compare: Rival;
}

/** Measures a half of the PAN 2013 training pairs. */
export async function reportPan(
  folder: string,
  half: 'tune' | 'report',
  weights: WordWeights,
  profiles: readonly ('listing' | 'document')[],
  withRivals: boolean,
): Promise<void> {
  const pairs = readPan(folder, half);
  const own = profiles.map((name): System => ({ name: `preclear, ${name}`, compare: comparing(weights, PROFILES[name]) }));
  const measured = own.map((system) => measure(system, pairs));
  printTable(`PAN 2013, ${half} half of the training pairs: plagdet by kind`, HEADER, measured.map(rowOf));
  printTable(`PAN 2013, ${half} half: precision, recall, granularity`, PARTS, measured.flatMap(partsOf));
  reportCoverage(pairs, weights);
  if (!withRivals) return;
  const few = pairs.filter((_, i) => i % RIVAL_STEP === 0);
  const rivals: System[] = [
    { name: 'winnowing, 5 words', compare: winnowPassages },
    { name: 'Sanchez-Perez 2014', compare: sentencePassages },
    ...(await openDolos()),
  ];
  const beside = [...own, ...rivals].map((system) => measure(system, few));
  printTable(`Beside rivals, every ${RIVAL_STEP}th pair: plagdet by kind`, HEADER, beside.map(rowOf));
}

/** Dolos needs a parser that is not built everywhere. */
async function openDolos(): Promise<System[]> {
  const { dolosFragments } = await import('./text-rival-dolos.ts');
  return [{ name: 'Dolos', compare: dolosFragments }];
}

function comparing(weights: WordWeights, profile: AlignProfile): Rival {
  return (query, source) => {
    const here = readCopyWords(query);
    const there = readCopyWords(source);
    return align(here, there, weights, profile).map(
      (passage): Box => ({ query: charactersOf(here, passage.query), source: charactersOf(there, passage.source) }),
    );
  };
}

/** The characters of the words `[from, to)`. */
export function charactersOf({ starts, ends }: CopyWords, [from, to]: readonly [number, number]): [number, number] {
  return [starts[from] ?? 0, ends[to - 1] ?? 0];
}

interface Measured {
  readonly name: string;
  readonly judged: readonly (Judged & Pick<PanPair, 'kind'>)[];
  readonly pairsPerSecond: number;
}

function measure({ name, compare }: System, pairs: readonly PanPair[]): Measured {
  const start = process.cpuUsage();
  const judged = pairs.map(({ kind, cases, query, source }) => ({ kind, cases, found: compare(query, source) }));
  // Time of the processor: how busy the machine is with other things does not count.
  const { user, system } = process.cpuUsage(start);
  return { name, judged, pairsPerSecond: (1_000_000 * pairs.length) / (user + system) };
}

const KINDS = Object.values(PAN_KINDS).filter((kind) => kind !== 'clean');
const HEADER = ['', ...KINDS, 'all', 'clean pairs flagged', 'pairs a second, with reading'];
const PARTS = ['', 'cases', 'plagdet', 'precision', 'recall', 'granularity'];

function rowOf({ name, judged, pairsPerSecond }: Measured): (string | number)[] {
  const clean = judged.filter(({ kind }) => kind === 'clean');
  const flagged = clean.filter(({ found }) => found.length > 0).length;
  const byKind = KINDS.map((kind) => three(scorePairs(judged.filter((pair) => pair.kind === kind)).plagdet));
  return [name, ...byKind, three(scorePairs(judged).plagdet), `${flagged} of ${clean.length}`, Math.round(pairsPerSecond)];
}

function partsOf({ name, judged }: Measured): (string | number)[][] {
  return [...KINDS, 'all' as const].map((kind) => {
    const own = kind === 'all' ? judged : judged.filter((pair) => pair.kind === kind);
    const { cases, plagdet, precision, recall, granularity } = scorePairs(own);
    return [`${name}: ${kind}`, cases, three(plagdet), three(precision), three(recall), three(granularity)];
  });
}

function three(value: number): string {
  return value.toFixed(3);
}
