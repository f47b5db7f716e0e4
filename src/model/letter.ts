import type { Claim, DraftKind } from './case.ts';
import type { InfringementPlace, InfringementType, NoticeOrigin, NoticePlatform, NoticeRequest } from './case-notice.ts';
import type { LetterQuery } from './letter-query-names.ts';
import type { Bilingual } from './text.ts';

/*
 * Letters as data: sections of sentences whose slots are bound to records of a case. Written in `rules/letters/*.yaml`.
 */

/** Languages in which letters can be written. */
export const LETTER_LANGS = ['en', 'de', 'ja', 'zh'] as const;
/** One of `LETTER_LANGS`. */
export type LetterLang = (typeof LETTER_LANGS)[number];

/** A text in the languages in which a letter may be written; English always. */
export type LetterText = { readonly en: string } & { readonly [L in Exclude<LetterLang, 'en'>]?: string };

/**
 * In which tense a sentence speaks. `past`: of what is done, from a record of its day. `now`: of what records show. `plan`: of what is
 * adopted or has a day to come. `nothing`: it states no fact (headings, asking, statutory wording).
 */
export const TENSES = ['past', 'now', 'plan', 'nothing'] as const;
/** One of `TENSES`. */
export type Tense = (typeof TENSES)[number];

/** When a sentence or document is meant; everything that is given must hold. */
export interface LetterCondition {
  readonly claim?: readonly Claim[];
  readonly platform?: readonly NoticePlatform[];
  readonly type?: readonly InfringementType[];
  readonly where?: readonly InfringementPlace[];
  readonly origin?: readonly NoticeOrigin[];
  readonly requested?: readonly NoticeRequest[];
  readonly accountLevel?: boolean;
  /** Queries that must have a row. */
  readonly has?: readonly LetterQuery[];
  /** Queries that must have none. */
  readonly lacks?: readonly LetterQuery[];
}

/** A sentence with slots. It is told once for each row of its query. */
export interface LetterSentence {
  readonly id: string;
  /** Where its slots come from; absent: from the seller and the notice only. */
  readonly from?: LetterQuery;
  readonly tells: Tense;
  readonly when?: LetterCondition;
  /** Whether it is shown with blanks when its query has no row. */
  readonly need: boolean;
  /** Rows without one of these slots are left out. */
  readonly with: readonly string[];
  /** Rows that have one of these slots are left out. */
  readonly without: readonly string[];
  /** Left out where earlier sentences of the letter have told each of its facts. */
  readonly once: boolean;
  /** A named person has to stand for it: an entry of the case that names this sentence. */
  readonly sworn: boolean;
  readonly text: LetterText;
  /** For the seller's people: what it says, what to see to. May use the same slots. */
  readonly note: Bilingual;
}

/** Sentences that several letters share. */
export interface LetterBlock {
  readonly id: string;
  readonly sentences: readonly LetterSentence[];
}

/** A part of a letter under a heading. */
export interface LetterSection {
  readonly id: string;
  readonly heading: LetterText;
  /** Told once for each root cause, each point that was asked, or each copy that was traced; the slots of that row are at hand. */
  readonly each?: 'causes' | 'asked' | 'copies-amazon';
  readonly when?: LetterCondition;
  /** Blocks, in their order, before the sentences of its own. */
  readonly use: readonly string[];
  /** For `each: asked`: the blocks that answer a point, by what it is about. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  /** Told only where there are more listings than a sentence names. */
  readonly long: boolean;
  /** Whether sentences that people stand for, and that fill no gap, are told here. */
  readonly free: boolean;
  readonly sentences: readonly LetterSentence[];
}

/** A condition without which a letter is not written at all, and why. */
export interface LetterGate {
  readonly need: LetterCondition;
  readonly why: Bilingual;
}

/** A letter or paper. */
export interface LetterDocument {
  readonly kind: DraftKind;
  readonly langs: readonly LetterLang[];
  readonly title: LetterText;
  readonly to?: LetterText;
  readonly subject?: LetterText;
  readonly gates: readonly LetterGate[];
  /** What must hold before it is final. */
  readonly checks: readonly LetterGate[];
  /** What a person must know before sending it. */
  readonly warnings: readonly Bilingual[];
  /** Whether the sender's people only see it; nobody refuses it for blanks that people fill in by hand. */
  readonly internal: boolean;
  /** Words beyond which a reader loses patience; a guess, no platform names a number. */
  readonly longest: number;
  readonly sections: readonly LetterSection[];
}

/** A reason why a complaint came about, to be chosen by a person and supported by records. */
export interface RootCause {
  readonly id: string;
  readonly title: Bilingual;
  /** Rights and places for which it is offered; no places: wherever it is. */
  readonly types: readonly InfringementType[];
  readonly where: readonly InfringementPlace[];
  /** What a person should find out before choosing it. */
  readonly asks: Bilingual;
  /** With slots of the query `causes`. */
  readonly text: LetterText;
  /** Rows of this query need no other explanation. */
  readonly explains?: 'known-before';
  /** Prevention steps that answer it. */
  readonly measures: readonly string[];
  /** What a record's ref begins with that can support it: `training`, `version`, `commit` … */
  readonly support: readonly string[];
  readonly note: Bilingual;
  /** Where the wording was seen. */
  readonly source?: { readonly title: string; readonly url?: string };
}

/** Wording that is not to stand in a letter. */
export interface BlockedWording {
  readonly id: string;
  /** `bluff`: blocked. The others weaken a letter and are told. */
  readonly kind: 'bluff' | 'emotive' | 'blame' | 'introduction' | 'promise' | 'outcome';
  /** Not blocked where this query has a row. */
  readonly unless?: LetterQuery;
  readonly match: Readonly<Partial<Record<LetterLang | 'any', readonly string[]>>>;
  readonly why: Bilingual;
  readonly examples: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

/** A kind of statement in a letter that a person wrote, and the records that it needs. */
export interface ClaimWording {
  readonly id: string;
  readonly title: Bilingual;
  readonly proof: readonly LetterQuery[];
  /** Slot of the proof that a number in the sentence must equal. */
  readonly count?: string;
  /** Statements that a sentence of this kind does not make beside it, though their words stand in it. */
  readonly over: readonly string[];
  /** Slots that must be whole where the sentence says `all`. */
  readonly share?: readonly string[];
  readonly match: Readonly<Partial<Record<LetterLang, readonly string[]>>>;
  readonly examples: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

/** All files of letters together. */
export interface LetterTemplates {
  readonly documents: readonly LetterDocument[];
  readonly blocks: readonly LetterBlock[];
  readonly causes: readonly RootCause[];
  readonly blocked: readonly BlockedWording[];
  readonly claims: readonly ClaimWording[];
  /** Names of values (`field.title`), of gaps (`gap.trainings.date`) and of prevention steps (`measure.staff-training`). */
  readonly words: Readonly<Record<string, LetterText>>;
}
