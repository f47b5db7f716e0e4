import type { DraftKind } from './case.ts';
import type { Bilingual } from './text.ts';

/*
 * A letter as drafted, sentence by sentence, each with the records that it rests on.
 */

/** Where a sentence stands. */
export const STATEMENT_STATES = ['backed', 'blank', 'asserted', 'blocked', 'fixed-text'] as const;
/**
 * `backed`: records hold every fact. `blank`: a fact is missing and shown as `[TO FILL: …]`. `asserted`: a named person stands for it.
 * `blocked`: it may not be written. `fixed-text`: it states no fact about what happened (headings, statutory wording, asking).
 */
export type StatementState = (typeof STATEMENT_STATES)[number];

/** A sentence of a draft. */
export interface Statement {
  /** Stable in its draft: `3.2`. */
  readonly id: string;
  readonly section: string;
  /** Id in the templates. */
  readonly template: string;
  /** In the letter's language, as it will be sent. */
  readonly text: string;
  /** For the seller's people: what it says and what they should see to, in Chinese (and in English for other letters). */
  readonly note: Bilingual;
  readonly state: StatementState;
  /** Refs of the records. */
  readonly backing: readonly string[];
  /** The files of those records that prove this very sentence; absent: all of them. */
  readonly files?: readonly string[];
  /** Slots that have no record, in the reader's words. */
  readonly missing: readonly Bilingual[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

/** One line of the annex. */
export interface AnnexEntry {
  /** `1`, `2` … */
  readonly label: string;
  /** What it is, in the letter's language. */
  readonly title: string;
  /** The day that it is of, `YYYY-MM-DD`. */
  readonly dated?: string;
  readonly file: string;
  readonly sha256: string;
  readonly refs: readonly string[];
}

/** Something that keeps a draft from being final, or that a person should know before sending. */
export interface DraftFault {
  readonly kind: 'blank' | 'contradiction' | 'gate' | 'check' | 'blocked' | 'warning';
  /** Ends `--final`; a warning does not. */
  readonly stops: boolean;
  readonly statement?: string;
  readonly text: Bilingual;
}

/** A letter as drafted. */
export interface Draft {
  readonly caseId: string;
  readonly kind: DraftKind;
  readonly lang: 'en' | 'de' | 'ja' | 'zh';
  readonly title: string;
  readonly to?: string;
  readonly subject?: string;
  readonly sections: readonly { readonly id: string; readonly heading: string; readonly statements: readonly Statement[] }[];
  readonly annex: readonly AnnexEntry[];
  readonly faults: readonly DraftFault[];
  readonly words: number;
  /** Prevention steps that it names. */
  readonly measures: readonly string[];
}
