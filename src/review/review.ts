import type { Point } from '../model/picture-comparison.ts';
import type { Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { Week } from './week.ts';

/*
 * What a weekly review says, as data: sections made of blocks that every format can show. Plain strings are words of listings, ledgers and
 * people, cut but otherwise as they wrote them, so nothing may show them without making them harmless; what preclear says is bilingual.
 */

/** A number that people look at first. */
export interface Figure {
  readonly id: string;
  readonly name: Bilingual;
  readonly value: number;
  /** The same a week ago. */
  readonly before?: number;
  /** Whether less is better; absent when it is neither. */
  readonly better?: 'less' | 'more';
  readonly tone?: Severity;
  /** What the number is of: `of 120`. */
  readonly of?: number;
  readonly unit?: Bilingual;
}

/** What a cell of a table holds. */
export type Cell = string | number | null | Bilingual;

/** A column of a table. */
export interface Column {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: 'text' | 'number' | 'day' | 'severity';
}

/** A line of a chart; a gap where nothing is known. */
export interface Series {
  readonly id: string;
  readonly name: Bilingual;
  readonly tone: Severity | 'plain' | 'good';
  readonly values: readonly (number | null)[];
}

/** A piece of a text, and why it is marked. */
export interface Piece {
  readonly text: string;
  readonly mark?: 'hit' | 'copied' | 'reworded';
}

/** A picture that a finding is about, or the one that it was found in. */
export interface EvidencePicture {
  /** As the listing, or the library, names it. */
  readonly name: string;
  /** Its id in the reference library, for one of somebody else's. */
  readonly source?: string;
  /** Of the file when it was scanned, hexadecimal. */
  readonly sha256?: string;
  /** Corners of the matching region, in shares of width and height. */
  readonly region?: readonly Point[];
}

/** A finding with all that a manager needs to judge it. */
export interface Evidence {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly review: boolean;
  readonly listing: string;
  readonly marketplace: string;
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly field: Bilingual;
  readonly message: Bilingual;
  readonly fix: Bilingual;
  /** Day on which it was first seen, and how many times it has come now. */
  readonly opened: string;
  readonly nth: number;
  readonly assignee?: string;
  readonly facts: readonly { readonly name: Bilingual; readonly text: Bilingual }[];
  /** Our text around the finding; empty for pictures. */
  readonly ours: readonly Piece[];
  /** What somebody else wrote. */
  readonly theirs?: { readonly name: string; readonly owner: string; readonly pieces: readonly Piece[] };
  readonly picture?: EvidencePicture;
  readonly otherPicture?: EvidencePicture;
}

/** Something that is to be decided or done. */
export interface Action {
  readonly what: Bilingual;
  /** Who does it; absent while nobody is named. */
  readonly who?: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly due?: string;
  /** `now`: something is wrong already. */
  readonly urgency: 'now' | 'soon' | 'plan';
  /** Id of the section that tells why. */
  readonly section: string;
}

/** A part of a section that every format knows how to show. */
export type Block =
  | { readonly kind: 'text'; readonly text: Bilingual; readonly tone?: 'good' | 'bad' | 'quiet' }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | {
      readonly kind: 'table';
      readonly id: string;
      readonly caption: Bilingual;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      /** Rows that there are beyond those shown. */
      readonly more: number;
    }
  | {
      readonly kind: 'chart';
      readonly id: string;
      readonly caption: Bilingual;
      /** What there is to see, in a sentence. */
      readonly description: Bilingual;
      /** Weeks, oldest first. */
      readonly labels: readonly string[];
      readonly series: readonly Series[];
    }
  | { readonly kind: 'evidence'; readonly evidence: Evidence }
  | { readonly kind: 'agenda'; readonly actions: readonly Action[] };

/** A part of the review. */
export interface ReviewSection {
  readonly id: string;
  readonly title: Bilingual;
  /** What it comes to, in a sentence. */
  readonly summary: Bilingual;
  readonly blocks: readonly Block[];
}

/** The review of a week. */
export interface Review {
  readonly format: 'preclear-review/1';
  /** Of preclear. */
  readonly version: string;
  /** The day on which it was made. */
  readonly asOf: string;
  readonly week: Week & {
    /** Whether the week had ended on `asOf`. */
    readonly over: boolean;
  };
  /** Nothing new, nothing came back, nothing to decide. */
  readonly quiet: boolean;
  readonly sections: readonly ReviewSection[];
}
