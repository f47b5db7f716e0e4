import type { PenaltyPlatform } from './ledger.ts';
import type { Bilingual } from './text.ts';

/*
 * What marketplaces do about violations that add up, as dated facts with their sources, and where the seller stands.
 */

/** How much a fact can be relied on: the platform's own page, a copy of it, somebody else's page, or nobody's word that could be checked. */
export const PENALTY_TRUST = ['official', 'copy', 'third-party', 'unconfirmed'] as const;
/** One of `PENALTY_TRUST`. */
export type PenaltyTrust = (typeof PENALTY_TRUST)[number];

/** Where facts come from. */
export interface PenaltySource {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  /** The day on which somebody read it, `YYYY-MM-DD`. */
  readonly checked: string;
  /** The day from which the rules count, where the page says so. */
  readonly effective?: string;
  readonly trust: PenaltyTrust;
}

/** A fact of a table, with the id of its source. */
interface PenaltyFact {
  readonly source: string;
}

/** A kind of violation that a platform tells apart. */
export interface PenaltyKind extends PenaltyFact {
  readonly id: string;
  readonly title: Bilingual;
  /** Points each time, where they are published. */
  readonly points?: { readonly least: number; readonly most: number };
}

/** A last sum of points that violations of one day may bring. */
export interface PenaltyCap extends PenaltyFact {
  readonly kinds: readonly string[];
  readonly perDay: number;
}

/** Violations within some days that count as one. */
export interface PenaltyMerge extends PenaltyFact {
  readonly kinds: readonly string[];
  readonly days: number;
}

/** What happens at a sum of points, at a number of violations, or at a score. */
export interface PenaltyThreshold extends PenaltyFact {
  /** `points` and `count` grow, `score` falls. */
  readonly of: 'points' | 'count' | 'score';
  readonly at: number;
  /** For `count`: which violations; empty means all. */
  readonly kinds: readonly string[];
  /** For `count`: only those about the same right add up. */
  readonly sameRight: boolean;
  readonly effect: Bilingual;
}

/** What one platform publishes, or what is said of it. */
export interface PenaltyTable {
  readonly id: string;
  readonly platform: PenaltyPlatform;
  readonly title: Bilingual;
  /** False: it is shown as an example and counts for nothing. */
  readonly enabled: boolean;
  readonly sources: readonly PenaltySource[];
  readonly kinds: readonly PenaltyKind[];
  readonly caps: readonly PenaltyCap[];
  readonly merges: readonly PenaltyMerge[];
  /** How long a violation counts, in days from the day on which it was counted; absent when no source says so. */
  readonly validity?: PenaltyFact & { readonly days: number };
  readonly thresholds: readonly PenaltyThreshold[];
  /** What a person should know and no number says. */
  readonly notes: readonly (PenaltyFact & { readonly text: Bilingual })[];
}

/** A threshold beside what was counted. */
export interface ThresholdNow extends PenaltyThreshold {
  readonly now: number;
  readonly reached: boolean;
  /** How much is missing; 0 when it is reached. */
  readonly left: number;
  readonly trust: PenaltyTrust;
  /** For `sameRight`: the right with the most. */
  readonly right?: string;
}

/** Points that will no longer count. */
export interface PenaltyLapse {
  /** First day on which they no longer count. */
  readonly day: string;
  /** By how much the sum falls. */
  readonly points: number;
  /** Ids of the records. */
  readonly records: readonly string[];
}

/** Where the seller stands with a platform. */
export interface Exposure {
  readonly platform: PenaltyPlatform;
  /** Absent when there is no table in use for it. */
  readonly table?: string;
  readonly asOf: string;
  /** Sum of what counts today; records for which the platform told no points add nothing. */
  readonly points: number;
  /** Records that count today, and those of them for which no points were told. */
  readonly records: number;
  readonly withoutPoints: number;
  /** The score that the platform showed last; where it shows one a marketplace, the lowest of them. */
  readonly score?: { readonly value: number; readonly at: string; readonly marketplace: string };
  /** In the order of the table. */
  readonly thresholds: readonly ThresholdNow[];
  /** The threshold that is nearest and not reached; absent when none is left. */
  readonly next?: ThresholdNow;
  /** The earliest first; empty when no source says when points lapse. */
  readonly lapses: readonly PenaltyLapse[];
  /** Complaints that are open: what they bring is not counted, for nobody knows yet. */
  readonly openComplaints: number;
  /** What cannot be relied on, and why. */
  readonly unconfirmed: readonly Bilingual[];
}
