import type { Run } from '../model/history.ts';
import type { Authorisation, SignOff, Training } from '../model/ledger.ts';

/** What was recorded of the controls, up to a day; nothing later is in it. */
export interface ControlLog {
  /** Runs of the days that count and the one before them, the newest first. */
  readonly runs: readonly Pick<Run, 'id' | 'endedAt' | 'scope' | 'listings' | 'problems' | 'packs'>[];
  /** Listings that there are, and the pictures that they show; absent where nothing was recorded yet. */
  readonly catalogue?: { readonly listings: number; readonly pictures: number };
  /** Listings of them that any run has met since a day: the first that counts, or a later one on which a step was adopted. */
  readonly met: (since: string) => number;
  /** Findings that are there, whatever was decided about them, by rule. */
  readonly standing: ReadonlyMap<string, number>;
  /** Findings that ended in the days that count because the listing was changed, by rule, and when the last of them did. */
  readonly corrected: ReadonlyMap<string, { readonly count: number; readonly lastAt: string }>;
  /** Listings whose present content somebody stands for, or stood for before it changed. */
  readonly signOffs: {
    readonly signed: number;
    readonly void: number;
    /** Those that stand, the newest first. */
    readonly standing: readonly SignOff[];
  };
  readonly trainings: readonly Training[];
  readonly authorisations: readonly Authorisation[];
}
