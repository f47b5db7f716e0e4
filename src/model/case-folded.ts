import type { CaseAnswer, CaseState, Claim, DraftKind } from './case.ts';
import type { AskedPoint, KeptFile, ToldFact, WaitingTime } from './case-event.ts';
import type { CaseAction, CaseAssertion, CaseEvidence, CaseRootCause, SentLetter } from './case-record.ts';
import type { CaseNotice } from './case-world.ts';
import type { Bilingual } from './text.ts';

/*
 * A case as its own log tells it, without the ledger and the history.
 */

/** A listing that the case is about. */
export interface NamedItem {
  /** As the platform names it. */
  readonly id: string;
  readonly sku?: string;
  readonly title?: string;
  readonly url?: string;
  /** Only what a person said; nothing is guessed here. */
  readonly listing?: { readonly key: string; readonly marketplace: string; readonly title: string };
}

/** A notice of the case, and who tells the day on which it came. */
export interface FoldedNotice extends CaseNotice {
  readonly receivedFrom: 'message' | 'person' | 'added';
}

/** A draft on the disk. */
export interface KeptDraft {
  readonly id: string;
  readonly kind: DraftKind;
  readonly lang: string;
  readonly files: readonly KeptFile[];
  readonly final: boolean;
  readonly facts: readonly ToldFact[];
  readonly measures: readonly string[];
  readonly at: string;
  readonly by: string;
  /** Who looked at it as it is now. */
  readonly reviewed?: { readonly by: string; readonly at: string; readonly alone: boolean };
}

/** What the other side said. */
export interface KeptAnswer {
  readonly id: string;
  readonly answer: CaseAnswer;
  /** Day on which it came. */
  readonly on: string;
  readonly by: string;
  readonly notice?: string;
  readonly note?: string;
  readonly asked: readonly AskedPoint[];
}

/** A time that is waited for an answer. */
export interface Waiting extends WaitingTime {
  readonly id: string;
  /** Ref of what set it off. */
  readonly ref: string;
  readonly from: string;
  /** Ref of what ended it. */
  readonly ended?: string;
}

/** A case as its log tells it. */
export interface Case {
  readonly id: string;
  readonly state: CaseState;
  readonly openedAt: string;
  readonly changedAt: string;
  /** Oldest first. */
  readonly notices: readonly FoldedNotice[];
  readonly items: readonly NamedItem[];
  readonly claim?: {
    readonly id: string;
    readonly claim: Claim;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  };
  readonly rootCauses: readonly CaseRootCause[];
  readonly actions: readonly CaseAction[];
  readonly evidence: readonly CaseEvidence[];
  readonly assertions: readonly CaseAssertion[];
  readonly deadlines: readonly { readonly id: string; readonly what: string; readonly due: string; readonly by: string }[];
  /** Deadlines that a person ticked off, by id, with how. */
  readonly met: ReadonlyMap<string, string>;
  readonly drafts: readonly KeptDraft[];
  readonly sent: readonly SentLetter[];
  readonly answers: readonly KeptAnswer[];
  readonly waits: readonly Waiting[];
  readonly escalations: readonly { readonly id: string; readonly reason: string; readonly to?: string; readonly at: string }[];
  readonly resolved?: { readonly how: 'clean' | 'reinstated'; readonly basis: readonly string[]; readonly at: string };
  readonly closed?: { readonly how: 'learned' | 'given-up'; readonly note: string; readonly at: string };
  readonly mergedInto?: string;
  readonly absorbed: readonly string[];
  /** Events that could not have happened where they stand, 1-based; they were left out. */
  readonly faults: readonly { readonly event: number; readonly reason: Bilingual }[];
}
