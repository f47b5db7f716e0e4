import type { LeftOut, LeftOutReason } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Listing } from './listing.ts';
import type { Problem } from './problem.ts';
import type { Rule, Severity } from './rule.ts';
import type { Bilingual } from './text.ts';

/** What is known before the first listing is read. */
export interface ReportHead {
  readonly version: string;
  readonly packs: readonly { readonly id: string; readonly version: string }[];
  /** Rules by id: messages, fixes and policies are rendered from here. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** What others own that every listing was compared with: texts, pictures, trademark registers. */
  readonly library?: { readonly texts: number; readonly pictures: number; readonly registers: number };
}

/** One listing that has findings, with its text for the excerpts. */
export interface ListingOutcome {
  readonly listing: Listing;
  /** Sorted by field, offset, rule. */
  readonly findings: readonly Finding[];
}

/** How a file was understood, for the person who wonders why a column was not checked. */
export interface MappingNote {
  readonly file: string;
  readonly format: string;
  /** Column, path or selector of the file to the name of the field. */
  readonly columns: readonly { readonly from: string; readonly to: string }[];
  /** Columns with text that no field was found for. */
  readonly ignored: readonly string[];
}

/** A passage that was not reported, and whose. */
export interface LeftOutExample {
  readonly listing: string;
  readonly file: string;
  readonly passage: LeftOut;
  /** Its words as written, cut. */
  readonly text: string;
}

/** A decision about findings that somebody should look at again. It changes no exit code. */
export interface DecisionNotice {
  /** `ended`: its last day is over, and what it accepted counts again. `unused`: it fits nothing. `gone`: of a baseline, how much is not found. */
  readonly kind: 'ended' | 'unused' | 'gone';
  /** Where the decision stands. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: Bilingual;
}

/** Why the run ends with its exit code. */
export interface Verdict {
  readonly exit: 0 | 1 | 2 | 3;
  /** The last line on stderr. */
  readonly why: Bilingual;
}

/** What is known when the last listing has been judged. */
export interface ReportTail {
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly files: number;
  readonly listings: number;
  readonly images: number;
  /** Open findings by severity; `review` ones are counted apart. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly review: number;
  /** Open findings by rule id and their severity, which may be weaker than the rule's. */
  readonly byRule: ReadonlyMap<string, Readonly<Record<Severity, number>>>;
  readonly suppressed: number;
  readonly baselined: number;
  /** Decisions to look at again, by file and line. */
  readonly notices: readonly DecisionNotice[];
  /** Passages that also stand in somebody's text and were not reported, by the reason; every reason has its number. */
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  /** The first of them, with their listings. */
  readonly leftOutExamples: readonly LeftOutExample[];
  readonly problems: readonly Problem[];
  readonly mappings: readonly MappingNote[];
  /** Files of a scanned folder that hold no listings, as far as one can tell, and so were not read. */
  readonly skipped: readonly string[];
  readonly verdict: Verdict;
}

/**
 * Turns a scan into text, piece by piece, so that a report over a million listings never sits in memory.
 * The pieces, joined in order, are the report. A reporter does no I/O.
 */
export interface Reporter {
  begin(head: ReportHead): string;
  /** Called in the order of file and record, only for listings with findings. */
  listing(outcome: ListingOutcome): string;
  end(tail: ReportTail): string;
}
