import type { FeatureIndex } from '../features/feature-index.ts';
import {
  type Features,
  findFeatures,
  QUERY_FEATURES,
  QUERY_SIDE,
  REFERENCE_FEATURES,
  REFERENCE_SIDE,
} from '../features/features.ts';
import { TURNS, type Turn } from '../hash/pdq.ts';
import { fitPlane, type Plane, scalePlane } from '../plane.ts';
import { type Affine, compose } from './geometry.ts';
import { describeMatch, type MatchGeometry } from './match-geometry.ts';
import { isCopy, judge, makeView, RELATED_SCORE, type Verdict, type View } from './verify.ts';
import { type Halves, halve, makeSmallPlane } from './verify-blocks.ts';
import { align, alignFrom } from './verify-guided.ts';
import { sharesTemplate } from './verify-template.ts';
import { collectVotes } from './vote.ts';
import { rankReferences } from './vote-rank.ts';

/*
 * A picture -> the references of a library that it holds: whole or in part, turned, mirrored, written over, or pasted into a collage. What
 * hashes found comes in; features, votes, geometry and blocks of pixels decide about the rest.
 */

/** A picture ready to be searched for. */
export interface QueryPicture {
  readonly features: Features;
  /** Brightness, and halves of it. */
  readonly halves: Halves;
  /** Pixels of the picture as it came for a pixel of the plane: 1, or 0.5 when it was enlarged. */
  readonly detail: number;
}

/** What a library keeps of a reference. */
export interface ReferencePicture {
  readonly features: Features;
  /** At most 192 pixels wide and high. */
  readonly small: Plane;
}

/** The references that pictures are compared with, numbered as in the index. */
export interface PictureLibrary {
  readonly index: FeatureIndex;
  /** The small plane of a reference, as in `ReferencePicture`; asked for some ten references a picture. */
  readonly planeOf: (reference: number) => Plane | undefined;
}

/** What the hashes say about a reference. */
export interface HashHit {
  readonly reference: number;
  readonly stage: 'exact' | 'hash';
  /** Bits of 256; those with more than 40 are looked at, not believed. */
  readonly distance: number;
  /** How the reference is turned in the picture. */
  readonly turn: Turn;
  readonly isNegative: boolean;
}

/** A reference that a picture holds. */
export interface PictureMatch extends MatchGeometry {
  readonly reference: number;
  /** What found it: the same file, the hash of the whole, or features. */
  readonly stage: 'exact' | 'hash' | 'geometry';
  /** `copy`: the same photograph. `related`: much is alike; the same shoot, model or backdrop perhaps. */
  readonly tier: 'copy' | 'related';
  /** Bits of the hash that differ; absent when hashes did not find it. */
  readonly distance?: number;
  /** Features that the two have in common; as a share of those in the region they share, 0..1. */
  readonly inliers: number;
  readonly density: number;
  /** Share of the blocks of that region that agree pixel by pixel, 0..1. */
  readonly agreement: number;
}

/** Bits up to which a hash alone proves a copy. No pair of different photographs of the development set has fewer than 44. */
const CERTAIN_DISTANCE = 40;

/** Smaller pictures are enlarged: a patch of a small picture shows too much of it. */
const LEAST_SIDE = 480;

/** References that are looked at closely. */
const CANDIDATES = 40;

/** Prepares a picture: its brightness, as decoded or scaled down to `QUERY_SIDE` before. */
export function makeQueryPicture(plane: Plane): QueryPicture {
  const fitted = fitPlane(plane, QUERY_SIDE);
  const isSmall = Math.max(fitted.width, fitted.height) < LEAST_SIDE;
  const used = isSmall ? scalePlane(fitted, fitted.width * 2, fitted.height * 2) : fitted;
  return { features: findFeatures(used, QUERY_FEATURES), halves: halve(used), detail: isSmall ? 0.5 : 1 };
}

/** Prepares a reference: its brightness, as decoded or scaled down to `REFERENCE_SIDE` before. */
export function makeReferencePicture(plane: Plane): ReferencePicture {
  const fitted = fitPlane(plane, REFERENCE_SIDE);
  return { features: findFeatures(fitted, REFERENCE_FEATURES), small: makeSmallPlane(fitted) };
}

/**
 * The references that a picture holds, each once: copies first, then by strength of the evidence.
 * @param hits what hashes found, of any distance; at best up to 60 bits.
 */
export function matchPicture(query: QueryPicture, library: PictureLibrary, hits: readonly HashHit[] = []): PictureMatch[] {
  const views = [makeView(query.features, false, false), makeView(query.features, true, false)];
  const verdicts = new Map<number, Verdict>();
  const add = (verdict: Verdict | undefined): void => {
    if (verdict === undefined || verdict.score < RELATED_SCORE) return;
    const known = verdicts.get(verdict.reference);
    if (known === undefined || known.score < verdict.score) verdicts.set(verdict.reference, verdict);
  };
  for (const verdict of searchViews(query, library, views)) add(verdict);
  for (const hit of hits) add(followHash(query, library, views, hit));
  const all = [...verdicts.values()];
  const matches = all.map((verdict) => {
    return toMatch(query, library.index, verdict, isCopy(verdict) && !sharesTemplate(verdict, all));
  });
  return mergeHits(matches, query, library.index, hits).sort(byStrength);
}

function searchViews(query: QueryPicture, { index, planeOf }: PictureLibrary, views: readonly View[]): (Verdict | undefined)[] {
  const features = views.map((view) => view.features);
  const candidates = rankReferences(index, features, collectVotes(index, features), CANDIDATES);
  return candidates.map((candidate) => {
    const view = views[candidate.view];
    if (view === undefined) return undefined;
    const alignment = align(index, candidate.reference, view.grid, candidate);
    return alignment && judge(index, candidate.reference, view, alignment, query.halves, query.detail, planeOf);
  });
}

/** Looks where a hash says that a reference lies; this gives the region, and decides about hashes that are only near. */
function followHash(
  query: QueryPicture,
  { index, planeOf }: PictureLibrary,
  views: readonly View[],
  hit: HashHit,
): Verdict | undefined {
  const isMirrored = hit.turn.startsWith('mirrored');
  const known = views.find((view) => view.isMirrored === isMirrored && view.isNegative === hit.isNegative);
  const view = known ?? makeView(query.features, isMirrored, hit.isNegative);
  const rough = compose(isMirrored ? flip(query.features.width) : SAME, turnMap(index, query, hit));
  const alignment = alignFrom(index, hit.reference, view.grid, rough);
  return alignment && judge(index, hit.reference, view, alignment, query.halves, query.detail, planeOf);
}

const SAME: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

function flip(width: number): Affine {
  return { a: -1, b: 0, c: 0, d: 1, e: width, f: 0 };
}

/** From the reference's plane to the picture's, when the whole of it fills the whole picture. */
function turnMap(index: FeatureIndex, query: QueryPicture, { reference, turn }: HashHit): Affine {
  const quarters = TURNS.indexOf(turn) % 4;
  const unit = compose(QUARTERS[quarters] ?? SAME, turn.startsWith('mirrored') ? flip(1) : SAME);
  const shrink = { a: 1 / (index.widths[reference] ?? 1), b: 0, c: 0, d: 1 / (index.heights[reference] ?? 1), e: 0, f: 0 };
  const enlarge = { a: query.features.width, b: 0, c: 0, d: query.features.height, e: 0, f: 0 };
  return compose(enlarge, compose(unit, shrink));
}

/** Turns of the unit square by quarters, clockwise. */
const QUARTERS: readonly Affine[] = [
  SAME,
  { a: 0, b: -1, c: 1, d: 0, e: 1, f: 0 },
  { a: -1, b: 0, c: 0, d: -1, e: 1, f: 1 },
  { a: 0, b: 1, c: -1, d: 0, e: 0, f: 1 },
];

function toMatch(query: QueryPicture, index: FeatureIndex, verdict: Verdict, isCertain: boolean): PictureMatch {
  const { reference, alignment, agreement, map, view } = verdict;
  return {
    reference,
    stage: 'geometry',
    tier: isCertain ? 'copy' : 'related',
    inliers: alignment.inliers,
    density: alignment.density,
    agreement: agreement.seen === 0 ? 0 : agreement.good / agreement.seen,
    ...describeMatch(map, sizeOf(index, reference), query.features, view, agreement.region),
  };
}

function sizeOf(index: FeatureIndex, reference: number): { width: number; height: number } {
  return { width: index.widths[reference] ?? 1, height: index.heights[reference] ?? 1 };
}

/** Hashes decide on their own up to 40 bits; geometry tells where. */
function mergeHits(
  matches: PictureMatch[],
  query: QueryPicture,
  index: FeatureIndex,
  hits: readonly HashHit[],
): PictureMatch[] {
  const byReference = new Map(matches.map((match) => [match.reference, match]));
  for (const hit of hits) {
    const match = byReference.get(hit.reference);
    const { stage, distance } = hit;
    if (distance <= CERTAIN_DISTANCE) {
      const whole = { mirrored: hit.turn.startsWith('mirrored'), negative: hit.isNegative };
      const where = match ?? {
        inliers: 0,
        density: 0,
        agreement: 0,
        ...describeMatch(turnMap(index, query, hit), sizeOf(index, hit.reference), query.features, {
          isMirrored: whole.mirrored,
          isNegative: whole.negative,
        }),
      };
      byReference.set(hit.reference, { ...where, reference: hit.reference, stage, tier: 'copy', distance });
    } else if (match !== undefined) byReference.set(hit.reference, { ...match, distance });
  }
  return [...byReference.values()];
}

function byStrength(a: PictureMatch, b: PictureMatch): number {
  if (a.tier !== b.tier) return a.tier === 'copy' ? -1 : 1;
  if (a.stage !== b.stage) return STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
  return b.inliers - a.inliers || a.reference - b.reference;
}

const STAGES = ['exact', 'hash', 'geometry'];
