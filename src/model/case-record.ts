import type { DraftKind, EvidenceKind } from './case.ts';
import type { ActionKind, ProofFile } from './ledger.ts';

/*
 * Records that a letter may rest on: what people did, said, proved and sent.
 */

/**
 * A record that a sentence may rest on. `ref` is its name everywhere: `training/T-3`, `action/A-1`, `scan/2026…`, `finding/6f0c…`.
 */
export interface WorldRecord {
  readonly ref: string;
  /** Files that prove it. */
  readonly proofs: readonly ProofFile[];
}

/** What a record is, by how its ref begins; a ledger's action, licence or authorisation shows as much as one of the case. */
export function recordKind(ref: string): string {
  const kind = ref.slice(0, Math.max(0, ref.indexOf('/')));
  return KINDS.get(kind) ?? kind;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['logged', 'action'],
  ['licence', 'right'],
  ['authorisation', 'right'],
]);

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
  /** Who made it or sent it: the supplier of a mail, the author of a draft. */
  readonly from?: string;
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
  /** Of the page; empty for a saved page of which nobody said where it stood. */
  readonly url: string;
  /** The page is a saved file, and its address the word of whoever traced it: nothing is seen there. */
  readonly stated?: true;
  /** When the page was received, or the file of it read. */
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
