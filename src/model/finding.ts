import { hash } from 'node:crypto';
import type { Evidence } from './evidence.ts';
import type { Severity } from './rule.ts';
import type { Span } from './span.ts';
import type { Slots } from './text.ts';

/** What has been decided about a finding. */
export type FindingState = 'open' | 'baselined' | { readonly suppressed: Acceptance };

/** Why a finding is accepted, and until when. */
export interface Acceptance {
  readonly reason: string;
  /** The last day on which it is accepted, `YYYY-MM-DD`. */
  readonly until: string;
  readonly by?: string;
  /** Where that was decided; absent when a program decided. */
  readonly at?: { readonly file: string; readonly line: number };
}

/** Characters to write in place of others. */
export interface Replacement {
  /** In the field's text as written; several replacements of one finding never overlap and are in order. */
  readonly span: Span;
  readonly text: string;
}

/** One risk in one place, with its evidence. Texts are kept as slots, so one saved report can be shown in either language. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly review: boolean;
  /** 0..1: how sure the detector is that the rule applies. */
  readonly confidence: number;
  readonly listing: string;
  readonly marketplace: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly record: number;
  /** Cell, JSON pointer or selector of the text, when the format has one. */
  readonly cell?: string;
  /** Field name, or `image.main`, `image.other`. */
  readonly field: string;
  readonly index: number | null;
  readonly span: Span;
  /** The characters as the seller wrote them. */
  readonly match: string;
  readonly slots: Slots;
  /** The exact edit that mends it, where the program knows one. */
  readonly replacements?: readonly Replacement[];
  readonly evidence: Evidence;
  /** Ids of the rule's prevention steps. */
  readonly prevention: readonly string[];
  /** The same risk keeps it when rows move, files are renamed or other rows change. */
  readonly fingerprint: string;
  readonly state: FindingState;
}

/** What identifies a finding; never a line, a row or a run. */
export interface Identity {
  readonly rule: string;
  readonly marketplace: string;
  readonly listing: string;
  readonly field: string;
  /** Folded match, or id of the source that was matched. */
  readonly what: string;
  /** 0 for the first finding with these values in the listing, 1 for the next … */
  readonly nth: number;
}

/** 16 hexadecimal digits (64 bits of SHA-256) over the identity. */
export function fingerprint(identity: Identity): string {
  const { rule, marketplace, listing, field, what, nth } = identity;
  const text = JSON.stringify([rule, marketplace, listing, field, what, nth]);
  return hash('sha256', text, 'hex').slice(0, 16);
}
