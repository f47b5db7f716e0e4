import type { CaseAnswer, Claim, DraftKind, EvidenceKind } from './case.ts';
import type { NoticeParse } from './case-notice.ts';
import type { ActionKind } from './ledger.ts';
import type { Bilingual } from './text.ts';

/*
 * What happened in a case, one event a line of `case.jsonl`. A line is never changed; what was wrong is set right by a later one.
 */

/** Version of the log's lines that this program writes, and the newest that it reads. */
export const CASE_LOG_VERSION = 1;

/** A file that the case keeps a copy of. */
export interface KeptFile {
  /** Path from the case's folder, with `/`. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What something asked for is about. */
export const ASKED_ABOUT = ['root-cause', 'corrective', 'preventive', 'document', 'other'] as const;
/** One of `ASKED_ABOUT`. */
export type AskedAbout = (typeof ASKED_ABOUT)[number];

/** A point that the other side asks for, in its words. */
export interface AskedPoint {
  readonly text: string;
  readonly about: AskedAbout;
}

/** How long to wait for an answer. */
export interface WaitingTime {
  /** Id of the timer. */
  readonly timer: string;
  readonly what: Bilingual;
  readonly days: number;
  readonly unit: 'calendar' | 'working';
}

/** A fact that a letter told. */
export interface ToldFact {
  readonly name: string;
  readonly value: string;
  readonly statement: string;
}

/** What the events say, by their type. */
export interface CaseEventBodies {
  readonly opened: object;
  /** `receivedFrom`: who tells the day, the message itself, a person, or only the clock when it was added. */
  readonly notice: {
    readonly id: string;
    readonly file: KeptFile;
    readonly receivedAt: string;
    readonly receivedFrom: 'message' | 'person' | 'added';
    readonly parse: NoticeParse;
  };
  /** A person's word over what was parsed; `value` as they typed it. */
  readonly corrected: { readonly notice: string; readonly field: string; readonly value: string };
  /** A person has compared the notice with what was read. */
  readonly confirmed: object;
  /** Which listing an item is; none: it is no longer said to be one. */
  readonly linked: {
    readonly item: string;
    readonly listing?: { readonly key: string; readonly marketplace: string; readonly title: string };
  };
  readonly assessed: { readonly id: string; readonly claim: Claim; readonly reason: string };
  readonly cause: {
    readonly id: string;
    readonly cause: string;
    readonly support: readonly string[];
    readonly items: readonly string[];
  };
  /** A second event of the same id adds to the first: a planned action that was done. */
  readonly action: {
    readonly id: string;
    readonly kind: ActionKind;
    readonly planned?: string;
    readonly done?: string;
    readonly items: readonly string[];
    readonly note?: string;
    readonly inventoryOrder?: string;
    readonly proofs: readonly KeptFile[];
  };
  readonly evidence: {
    readonly id: string;
    readonly kind: EvidenceKind;
    readonly title: string;
    readonly files: readonly KeptFile[];
    readonly madeAt?: string;
    readonly madeAtFrom?: 'exif' | 'person' | 'platform' | 'file';
    readonly from?: string;
    readonly items: readonly string[];
    readonly confidential: boolean;
  };
  readonly asserted: { readonly id: string; readonly slot?: string; readonly text: string };
  /** A last day that no notice sets, such as one that a lawyer told. */
  readonly deadline: { readonly id: string; readonly what: string; readonly due: string };
  /** What a last day asked for was done, and how. */
  readonly met: { readonly deadline: string; readonly note: string };
  readonly drafted: {
    readonly draft: string;
    readonly kind: DraftKind;
    readonly lang: string;
    /** The letter in every form; the text that is checked comes first. */
    readonly files: readonly KeptFile[];
    readonly final: boolean;
    readonly facts: readonly ToldFact[];
    readonly measures: readonly string[];
  };
  /** `alone`: nobody but the one who drafted it could look. */
  readonly reviewed: { readonly draft: string; readonly alone: boolean };
  readonly sent: {
    readonly id: string;
    readonly kind: DraftKind;
    readonly draft: string;
    readonly files: readonly KeptFile[];
    readonly facts: readonly ToldFact[];
    readonly measures: readonly string[];
    readonly wait?: WaitingTime;
  };
  readonly answered: {
    readonly id: string;
    readonly answer: CaseAnswer;
    readonly on: string;
    readonly notice?: string;
    readonly note?: string;
    readonly asked: readonly AskedPoint[];
    readonly wait?: WaitingTime;
  };
  readonly escalated: { readonly id: string; readonly reason: string; readonly to?: string };
  /** `clean`: nothing is found any more and no offer is open; `basis` are the refs of the records that show it. */
  readonly resolved: { readonly how: 'clean' | 'reinstated'; readonly basis: readonly string[] };
  readonly closed: { readonly how: 'learned' | 'given-up'; readonly note: string };
  readonly reopened: { readonly reason: string };
  readonly merged: { readonly into: string };
  readonly absorbed: { readonly from: string };
}

/** Types of events. */
export type CaseEventType = keyof CaseEventBodies;

/** Something that happened in a case: when it was written down, by whom, and what. */
export type CaseEvent = {
  readonly [T in CaseEventType]: { readonly type: T; readonly at: string; readonly by: string } & CaseEventBodies[T];
}[CaseEventType];

/** An event that nobody has written down yet. */
export type NewCaseEvent = { readonly [T in CaseEventType]: { readonly type: T } & CaseEventBodies[T] }[CaseEventType];
