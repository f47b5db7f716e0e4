import type { CaseState, Claim, DraftKind, EvidenceKind, MeasureState } from './case.ts';
import type { NoticeParse } from './case-notice.ts';
import type { ActionKind, ProofFile } from './ledger.ts';
import type { Bilingual } from './text.ts';

/*
 * A case joined with the ledger and the history: all that a letter may rest on.
 */

/**
 * A record that a sentence may rest on. `ref` is its name everywhere: `training/T-3`, `action/A-1`, `scan/2026…`, `finding/6f0c…`.
 */
export interface WorldRecord {
  readonly ref: string;
  /** Files that prove it. */
  readonly proofs: readonly ProofFile[];
}

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
  /** The newest run that met the listing, after the last change of it. */
  readonly rescan?: WorldRecord & { readonly at: string; readonly open: number; readonly relevantOpen: number };
  /** Whether its offer is still open, as far as records tell. */
  readonly offerClosed?: WorldRecord & { readonly at: string };
}

/** Something that was done, or is to be done. Only one with `done` may be told in the past tense. */
export interface CaseAction extends WorldRecord {
  readonly id: string;
  readonly kind: ActionKind;
  readonly planned?: string;
  readonly done?: string;
  readonly by?: string;
  readonly items: readonly string[];
  readonly note?: string;
  readonly inventoryOrder?: string;
}

/** A file that was added to the case. */
export interface CaseEvidence extends WorldRecord {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly title: string;
  /** When it was made, and how that is known. */
  readonly madeAt?: string;
  readonly madeAtFrom?: 'exif' | 'person' | 'platform' | 'file';
  readonly addedAt: string;
  readonly addedBy?: string;
  readonly items: readonly string[];
  /** Never listed in a letter or its annex. */
  readonly confidential: boolean;
}

/** Why it happened, as a person chose from the catalogue; it needs records that support it. */
export interface CaseRootCause extends WorldRecord {
  readonly id: string;
  /** Id in the catalogue of root causes. */
  readonly cause: string;
  /** Refs of the records that support it. */
  readonly support: readonly string[];
  readonly by: string;
  readonly at: string;
  readonly items: readonly string[];
}

/** A scan that letters may tell of. */
export interface CaseScan extends WorldRecord {
  readonly id: string;
  readonly at: string;
  readonly version: string;
  readonly rules: number;
  /** Listings that were checked, and how many there are in all. */
  readonly listings: number;
  readonly catalogue: number;
  readonly open: number;
  readonly whole: boolean;
  readonly complete: boolean;
  readonly images: boolean;
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
    /** Refs of the records that were counted, the newest ones, at most 20. */
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

/** Message or call with the other side. */
export interface CaseContact extends WorldRecord {
  readonly id: string;
  readonly at: string;
  readonly direction: 'out' | 'in';
  readonly channel: string;
  readonly party: string;
  readonly subject?: string;
  readonly offered?: string;
}

/** A training. */
export interface CaseTraining extends WorldRecord {
  readonly id: string;
  readonly date: string;
  readonly topic: string;
  readonly trainer?: string;
  readonly attendees: readonly string[];
  readonly audience: readonly string[];
  readonly test?: string;
  readonly passed?: number;
  readonly next?: string;
  readonly ofThisCase: boolean;
}

/** A written rule of the house. */
export interface CasePolicy extends WorldRecord {
  readonly id: string;
  readonly title: string;
  readonly adopted: string;
  readonly retired?: string;
}

/** A licence or authorisation, and the listings or pictures of the case that it covers. */
export interface CaseRight extends WorldRecord {
  readonly id: string;
  readonly kind: string;
  readonly owner: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly items: readonly string[];
}

/** A sentence that a person stands for by name, because no record can hold it. */
export interface CaseAssertion extends WorldRecord {
  readonly id: string;
  /** Slot or sentence that it fills, by its id in the templates; absent for a free sentence. */
  readonly slot?: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** A letter that went out; never changed any more. */
export interface SentLetter extends WorldRecord {
  readonly id: string;
  readonly kind: DraftKind;
  readonly at: string;
  readonly sha256: string;
  /** What it told: facts by name, so that a later letter cannot say something else. */
  readonly facts: readonly { readonly name: string; readonly value: string; readonly statement: string }[];
  /** Prevention steps that it names. */
  readonly measures: readonly string[];
}

/** What a trace found about who copied whom, from an evidence folder. */
export interface CaseTrace extends WorldRecord {
  readonly id: string;
  readonly url: string;
  readonly observedAt: string;
  readonly listing: string;
  readonly passages: number;
  readonly words: number;
  readonly images: number;
  readonly canaries: readonly string[];
  readonly ourEarliest?: { readonly at: string; readonly kind: string; readonly ref: string };
  readonly theirEarliest?: { readonly at: string; readonly kind: string; readonly ref: string };
  readonly leadDays?: number;
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
  /** What the last answer asks for, in its words; each becomes a heading of the next letter. */
  readonly asked: readonly (WorldRecord & {
    readonly text: string;
    readonly about: 'root-cause' | 'corrective' | 'preventive' | 'document' | 'other';
  })[];
}
