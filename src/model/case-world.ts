import type { CaseState, Claim, MeasureState } from './case.ts';
import type { CaseItem, CaseScan } from './case-item.ts';
import type { NoticeParse } from './case-notice.ts';
import type {
  CaseAction,
  CaseAssertion,
  CaseContact,
  CaseEvidence,
  CasePolicy,
  CaseRight,
  CaseRootCause,
  CaseTrace,
  CaseTraining,
  SentLetter,
  WorldRecord,
} from './case-record.ts';
import type { Bilingual } from './text.ts';

/*
 * A case joined with the ledger and the history: all that a letter may rest on.
 */

/** The seller, as letters name them. What is absent becomes a blank. */
export interface SellerIdentity {
  readonly store?: string;
  readonly sellerId?: string;
  readonly legalName?: string;
  readonly representative?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly country?: string;
  readonly website?: string;
}

/** A notice of the case. */
export interface CaseNotice extends WorldRecord {
  readonly id: string;
  /** When the seller got it: the message's date, else when it was added. */
  readonly receivedAt: string;
  /** Path from the case's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly parse: NoticeParse;
  /** Fields that a person set by hand over the parse. */
  readonly corrected: readonly string[];
}

/** A last day. */
export interface CaseDeadline extends WorldRecord {
  readonly id: string;
  readonly what: Bilingual;
  readonly due: string;
  /** Calendar days from the day of the world; negative when it is over. */
  readonly daysLeft: number;
  /** How the day was counted. */
  readonly basis: Bilingual;
  readonly done: boolean;
}

/** A prevention step and how far it has come. */
export interface Measure extends WorldRecord {
  /** Id of the rules' prevention step. */
  readonly step: string;
  readonly text: Bilingual;
  readonly stage: 'correct' | 'prevent' | 'verify';
  /** Rules that ask for it. */
  readonly rules: readonly string[];
  readonly state: MeasureState;
  readonly adopted?: string;
  readonly owner?: string;
  /** How it is proved, such as `scan-coverage`; absent when nothing can prove it but files. */
  readonly proof?: string;
  /** What the control log says: what was counted, how many, of how many, in which days. */
  readonly control?: {
    readonly kind: string;
    readonly done: number;
    readonly of: number;
    readonly from: string;
    readonly to: string;
    readonly lastAt?: string;
    /** How many records were counted; absent in worlds of before this was kept. */
    readonly times?: number;
    /** Their refs, the newest ones, at most 20. */
    readonly refs: readonly string[];
  };
  /** Why it is broken. */
  readonly why?: Bilingual;
}

/** A reviewer's list and what was signed, as letters count it. */
export interface CaseSignOffs {
  readonly reviewers: readonly (WorldRecord & {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly from?: string;
  })[];
  /** Listings that there are, and those whose present content has the word of one, and of two different reviewers. */
  readonly listings: number;
  readonly signed: number;
  readonly signedByTwo: number;
  readonly entries: readonly (WorldRecord & {
    readonly listing: string;
    readonly by: string;
    readonly at: string;
    readonly decision: string;
    readonly valid: boolean;
  })[];
}

/** Everything that a letter of a case may rest on. */
export interface CaseWorld {
  readonly asOf: string;
  readonly caseId: string;
  readonly state: CaseState;
  readonly openedAt: string;
  readonly seller: SellerIdentity;
  /** Oldest first; the first one opened the case. */
  readonly notices: readonly CaseNotice[];
  readonly claim?: WorldRecord & { readonly claim: Claim; readonly reason: string; readonly by: string; readonly at: string };
  readonly items: readonly CaseItem[];
  readonly deadlines: readonly CaseDeadline[];
  readonly actions: readonly CaseAction[];
  readonly evidence: readonly CaseEvidence[];
  readonly contacts: readonly CaseContact[];
  readonly trainings: readonly CaseTraining[];
  readonly policies: readonly CasePolicy[];
  readonly signOffs: CaseSignOffs;
  readonly rights: readonly CaseRight[];
  /** How many pictures of the catalogue have a licence entry, of how many. */
  readonly licensedImages: { readonly covered: number; readonly of: number };
  /** Oldest first. */
  readonly scans: readonly CaseScan[];
  readonly rootCauses: readonly CaseRootCause[];
  readonly measures: readonly Measure[];
  readonly assertions: readonly CaseAssertion[];
  readonly sent: readonly SentLetter[];
  readonly traces: readonly CaseTrace[];
  /** Keys and platform ids of the seller's listings beyond those of the case: no report may name one. */
  readonly ownListings?: readonly string[];
  /** What the last answer asks for, in its words; each becomes a heading of the next letter. */
  readonly asked: readonly (WorldRecord & {
    readonly text: string;
    readonly about: 'root-cause' | 'corrective' | 'preventive' | 'document' | 'other';
  })[];
}
