import type { BrandUse, LeftOutReason, ReferenceRole, RightsFault } from './evidence.ts';
import type { PictureColour } from './picture-colour.ts';
import type { Example } from './rule-example.ts';
import type { Bilingual } from './text.ts';

/** SARIF levels, strongest first. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
/** How bad a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** Which detector judges a rule. */
export type RuleKind = Rule['kind'];

/** A page on which a marketplace or a law states the policy behind a rule. */
export interface PolicyReference {
  readonly title: string;
  readonly url: string;
  /** The day on which somebody read it, `YYYY-MM-DD`. */
  readonly checked: string;
}

/** A step that keeps the same risk from coming back; it later becomes a sentence of an appeal. */
export interface PreventionStep {
  /** Stable over packs: rules that share a step share its id. */
  readonly id: string;
  readonly stage: 'correct' | 'prevent' | 'verify';
  readonly step: Bilingual;
  /** The record that proves the step, such as `scan-coverage` or `licence`. */
  readonly proof?: string;
}

interface RuleBase {
  /** `pack/name`, never reused. */
  readonly id: string;
  /** Id and version of the pack, `amazon@1.0.0`. */
  readonly pack: string;
  readonly severity: Severity;
  /** A person decides: it never fails a build unless asked to. */
  readonly review: boolean;
  /** Globs of marketplaces, `!amazon.in` excludes; empty means every one. */
  readonly marketplaces: readonly string[];
  /** Field names and `image.main`, `image.other`; `!name` excludes; `attribute:*` is every attribute. */
  readonly scope: readonly string[];
  readonly message: Bilingual;
  readonly rationale: Bilingual;
  readonly policy: readonly PolicyReference[];
  readonly fix: Bilingual;
  readonly prevention: readonly PreventionStep[];
  readonly examples: { readonly flag: readonly Example[]; readonly pass: readonly Example[] };
}

/** Another's brand word, judged by how it is used. */
export interface BrandTermsRule extends RuleBase {
  readonly kind: 'brand-terms';
  readonly when: {
    readonly use: readonly BrandUse[];
    /** Weakest mark that counts: 1 famous and enforced, 2 well known, 3 any. Default 3. */
    readonly maxTier?: 1 | 2 | 3;
    /** Findings below this are dropped, 0..1. Default 0.5. */
    readonly minConfidence?: number;
    /** Only authorised uses whose authorisation ends within so many days, counted from the day of the scan. */
    readonly endsWithinDays?: number;
    /** Only uses that one of these pieces of evidence decided, such as `accessory-noun`. */
    readonly because?: readonly string[];
    /** Only marks that are known for one of these kinds of goods: `ap`, `sh`, `je` … */
    readonly verticals?: readonly string[];
    /** Only where the brand field names no brand (absent, `Generic`, `No Brand`), or, when false, only where it names one. */
    readonly unbranded?: boolean;
  };
}

/** A word that a trademark register holds for the class of goods that the listing sells. */
export interface RegisterMarksRule extends RuleBase {
  readonly kind: 'register-marks';
  readonly when: {
    /** Offices whose registers count, such as `US`; absent means every register that was imported. */
    readonly offices?: readonly string[];
    /** Whether applications that are not registered yet count. Default false. */
    readonly pending?: boolean;
  };
}

/** Phrases or RE2 patterns in the folded text. */
export interface PhrasesRule extends RuleBase {
  readonly kind: 'phrases';
  readonly when: {
    /** Whole words, compared after folding; between words any white space or hyphen. */
    readonly phrases?: readonly string[];
    /** RE2 syntax, matched against the folded (lower-case) text. */
    readonly patterns?: readonly string[];
    /** Phrases inside which a hit does not count. */
    readonly unless?: readonly string[];
    /** The words may be deleted without anything else being said instead, so a fix can be offered. */
    readonly deletable?: true;
  };
}

/** A passage that also stands in somebody else's text. */
export interface CopiedTextRule extends RuleBase {
  readonly kind: 'copied-text';
  readonly when: {
    readonly roles?: readonly ReferenceRole[];
    /** Shortest passage that is word for word the same, in words that both have. */
    readonly minWords: number;
    /** Shortest passage in which words were changed; default `minWords` and a quarter. */
    readonly minReworded?: number;
    /** Least share of the field that is copied, 0..1. */
    readonly minCoverage: number;
    /** Passages that count although they usually do not: `stock`, `common`, `own-text` … */
    readonly alsoCount?: readonly LeftOutReason[];
  };
}

/** A listing whose title and bullets are those of another listing of the seller's on the same marketplace. */
export interface DuplicateListingRule extends RuleBase {
  readonly kind: 'duplicate-listing';
  readonly when: {
    /** Least likeness of titles and bullets without colours, sizes and the like, 0..1. */
    readonly minSimilarity: number;
  };
}

/** A picture that equals or resembles somebody else's. */
export interface ImageMatchRule extends RuleBase {
  readonly kind: 'image-match';
  readonly when: {
    readonly roles?: readonly ReferenceRole[];
    /** Largest Hamming distance of the 256-bit hashes. */
    readonly maxDistance: number;
  };
}

/** A picture whose licence the ledger does not prove, or that says itself whose it is. */
export interface ImageRightsRule extends RuleBase {
  readonly kind: 'image-rights';
  readonly when: {
    readonly what: readonly RightsFault[];
    /** For `expires-soon`: how many days before the end of the licence; default 30. */
    readonly endsWithinDays?: number;
  };
}

/** A technical demand of a marketplace on a picture; every property given must hold. */
export interface ImageSpecRule extends RuleBase {
  readonly kind: 'image-spec';
  readonly when: {
    /** Shortest allowed longest side, pixels. */
    readonly minLongestSide?: number;
    /** Longest allowed side, pixels. */
    readonly maxLongestSide?: number;
    readonly maxBytes?: number;
    /** Allowed formats: jpeg, png, gif, tiff, webp … */
    readonly formats?: readonly string[];
    /** Least share of pure white along the border, 0..1. */
    readonly minWhiteBorder?: number;
    /** Least share of the picture's width or height that a product on white reaches over, 0..1. */
    readonly minFill?: number;
    /** No lines of text beside a product on white. */
    readonly noLettering?: boolean;
    /** No smaller picture or badge beside a product on white. */
    readonly noInsets?: boolean;
    /** No border that was added. */
    readonly noBorder?: boolean;
    /** Allowed ways to hold colours. */
    readonly colours?: readonly PictureColour[];
    /** Least difference from the listing's earlier pictures, in bits of the 256-bit hash. */
    readonly minDifference?: number;
  };
}

/** A demand of a marketplace on a text field; exactly one property is given. */
export interface FieldRule extends RuleBase {
  readonly kind: 'field';
  readonly when: {
    /** Counted in code points of the visible text. */
    readonly maxCharacters?: number;
    /** UTF-8 bytes, without spaces and punctuation. */
    readonly maxBytes?: number;
    /** Characters that may not appear outside the brand name. */
    readonly forbiddenCharacters?: string;
    /** How often one word may stand in the field; articles, prepositions and conjunctions are exempt. */
    readonly maxWordRepeats?: number;
    /** Largest share of capital letters among the letters, 0..1, in a text of two words or more. */
    readonly maxCapitals?: number;
    /** The listing must have the field. */
    readonly required?: boolean;
  };
}

/** One risk: how to see it, how bad it is, what to say, where the policy stands, how to fix and prevent it. */
export type Rule =
  | BrandTermsRule
  | RegisterMarksRule
  | PhrasesRule
  | CopiedTextRule
  | DuplicateListingRule
  | ImageMatchRule
  | ImageRightsRule
  | ImageSpecRule
  | FieldRule;

/** The rule type of one kind. */
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;

/** A set of rules that are versioned together. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly marketplaces: readonly string[];
  readonly rules: readonly Rule[];
}

/** Whether a scope (`[title, attribute:*, !brand]`) covers a field name. Only negations: everything else is covered. */
export function inScope(scope: readonly string[], field: string): boolean {
  const covers = (pattern: string): boolean =>
    pattern === field || (pattern.endsWith('*') && field.startsWith(pattern.slice(0, -1)));
  const wanted = scope.filter((s) => !s.startsWith('!'));
  const refused = scope.filter((s) => s.startsWith('!')).map((s) => s.slice(1));
  return (wanted.length === 0 || wanted.some(covers)) && !refused.some(covers);
}

/**
 * Whether marketplace globs (`amazon.*`) cover a marketplace; `!amazon.in` excludes one. An empty list, or one of exclusions only,
 * covers every other.
 */
export function onMarketplace(globs: readonly string[], marketplace: string): boolean {
  const covers = (glob: string): boolean =>
    glob === marketplace || (glob.endsWith('*') && marketplace.startsWith(glob.slice(0, -1)));
  const wanted = globs.filter((g) => !g.startsWith('!'));
  const refused = globs.filter((g) => g.startsWith('!')).map((g) => g.slice(1));
  return (wanted.length === 0 || wanted.some(covers)) && !refused.some(covers);
}
