import type { WorldRecord } from './case-record.ts';
import type { Bilingual } from './text.ts';

/*
 * The listings of a case as the history knows them: findings, versions, scans.
 */

/** A finding of the history in a listing of the case. */
export interface CaseFinding extends WorldRecord {
  readonly fingerprint: string;
  readonly rule: string;
  readonly field: string;
  readonly match: string;
  readonly message: Bilingual;
  readonly openedAt: string;
  readonly endedAt?: string;
  readonly endedBy?: string;
  /** Ids of prevention steps. */
  readonly prevention: readonly string[];
  /** Whether it is of the kind that the notice complains of. */
  readonly relevant: boolean;
}

/** What a listing said for a while, with who changed it where git knows. */
export interface CaseVersion extends WorldRecord {
  readonly contentHash: string;
  readonly firstSeenAt: string;
  readonly commit?: { readonly id: string; readonly at: string; readonly by: string; readonly subject: string };
  /** Fields that differ from the version before, by name and index. */
  readonly changed: readonly string[];
}

/** A listing that the notices name. */
export interface CaseItem {
  /** As the platform names it. */
  readonly id: string;
  readonly title?: string;
  /** The seller's listing, once it is known which. */
  readonly listing?: { readonly key: string; readonly marketplace: string; readonly title: string };
  readonly findings: readonly CaseFinding[];
  /** Oldest first. */
  readonly versions: readonly CaseVersion[];
  /** What it showed when the notice came, piece by piece, as the history has it; each text cut to what identifies it. */
  readonly shown?: WorldRecord & {
    readonly at: string;
    readonly parts: readonly { readonly field: string; readonly text: string }[];
  };
  /** The newest run that met the listing, after the last change of it. */
  readonly rescan?: WorldRecord & { readonly at: string; readonly open: number; readonly relevantOpen: number };
  /** Whether its offer is still open, as far as records tell. */
  readonly offerClosed?: WorldRecord & { readonly at: string };
}

/** A scan that letters may tell of. */
export interface CaseScan extends WorldRecord {
  readonly id: string;
  readonly at: string;
  readonly version: string;
  /** What it looked for, as kinds of rules that had what they compare with. */
  readonly kinds: readonly string[];
  /** Listings that were checked, and how many there are in all. */
  readonly listings: number;
  readonly catalogue: number;
  readonly open: number;
  readonly whole: boolean;
  readonly complete: boolean;
  readonly images: boolean;
}
