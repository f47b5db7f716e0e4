import type { PictureTransform, Quad } from './picture-comparison.ts';
import type { Span } from './span.ts';

/** How a listing uses a brand word. */
export const BRAND_USES = [
  'own',
  'authorised',
  'compatible',
  'comparison',
  'imitation',
  'authenticity-claim',
  'component',
  'marketplace',
  'character',
  'trap-word',
  'stuffing',
  'plain',
  'common-word',
] as const;
/** How a listing uses a brand word. */
export type BrandUse = (typeof BRAND_USES)[number];

/** What a reference stands for, and so what a match with it means. */
export const REFERENCE_ROLES = ['rights-owner', 'competitor', 'supplier', 'own', 'stock', 'boilerplate'] as const;
/** What a reference stands for, and so what a match with it means. */
export type ReferenceRole = (typeof REFERENCE_ROLES)[number];

/** What is wrong with the rights in a picture. */
export const RIGHTS_FAULTS = [
  'no-licence',
  'expired',
  'not-yet-valid',
  'wrong-marketplace',
  'wrong-slot',
  'proof-missing',
  'territory',
  'proof-changed',
  'expires-soon',
  'foreign-metadata',
  'stock-unlicensed',
  'ai-undeclared',
] as const;
/** What is wrong with the rights in a picture. */
export type RightsFault = (typeof RIGHTS_FAULTS)[number];

/** What a picture file says of its rights; `id` is a number that a picture agency gave it, `ai` that a machine made it. */
export const RIGHTS_FIELDS = [
  'holder',
  'creator',
  'credit',
  'source',
  'licensor',
  'terms',
  'web',
  'contact',
  'id',
  'note',
  'ai',
] as const;
/** What a picture file says of its rights. */
export type RightsField = (typeof RIGHTS_FIELDS)[number];

/** One thing that a picture file says of its rights. */
export interface RightsClaim {
  readonly field: RightsField;
  /** Where in the file, as photo programs call it: `EXIF Copyright`, `IPTC 2:80`, `XMP dc:rights`. */
  readonly where: string;
  readonly text: string;
}

/** What the matcher had to undo before the text equalled the term. */
export const FOLDINGS = [
  'markup',
  'entity',
  'width',
  'accent',
  'zero-width',
  'bidi',
  'compatibility',
  'confusable',
  'leet',
  'spacing',
  'spelling',
] as const;
/** What the matcher had to undo before the text equalled the term. Case is not told: it is never evidence. */
export type Folding = (typeof FOLDINGS)[number];

/** A piece of evidence that decided a use: a stable code and the words it rests on. */
export interface Because {
  readonly code: string;
  /** The words of the listing or of the lexicon that the evidence rests on. */
  readonly words?: string;
}

/** Where a reference came from. */
export interface ReferenceSource {
  readonly id: string;
  readonly owner: string;
  readonly role: ReferenceRole;
  readonly url?: string;
  /** `YYYY-MM-DD` or a full ISO time. */
  readonly capturedAt: string;
  /** What a person calls it: the title of a page, the name of a picture file. */
  readonly label: string;
}

/** A passage that stands in both texts. */
export interface Passage {
  readonly here: Span;
  /** In the source's fields as written, joined by line breaks. */
  readonly there: Span;
  /** Words that both have; those of names, numbers and attribute rows do not count. */
  readonly words: number;
  /** Word for word the same, or with words changed, moved, put in. */
  readonly class: 'verbatim' | 'reworded';
  /** Words of the passage here that the source's passage does not have in their place. */
  readonly changed: number;
}

/**
 * Why a passage that also stands in somebody's text is not reported: the text's owner is the seller; the ledger has the owner's
 * permission; the seller's own text has it too; three owners or more have it; it is made of stock sentences; of attribute rows; of names
 * of products and models.
 */
export const LEFT_OUT_REASONS = ['own', 'licensed', 'own-text', 'common', 'stock', 'rows', 'names'] as const;
/** Why a passage that also stands in somebody's text is not reported. */
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** A passage that also stands in somebody's text and is not reported, so that nothing is left out in silence. */
export interface LeftOut {
  readonly why: LeftOutReason;
  /** Field name, and its index where there are several. */
  readonly field: string;
  readonly index: number | null;
  /** In the field as written. */
  readonly span: Span;
  readonly words: number;
  /** Id, owner and label of the text that has it. */
  readonly source: Pick<ReferenceSource, 'id' | 'owner' | 'label'>;
}

/** Why a finding was made, by the kind of detector. */
export type Evidence =
  | {
      readonly kind: 'brand-term';
      readonly term: string;
      readonly owner: string;
      readonly classes: readonly number[];
      readonly use: BrandUse;
      readonly sources: readonly string[];
      readonly folding: readonly Folding[];
      readonly because: readonly Because[];
    }
  | {
      readonly kind: 'register-mark';
      /** Office that keeps the register: `US`, `EM`, `DE` … (WIPO ST.3). */
      readonly office: string;
      /** Application or serial number. */
      readonly number: string;
      readonly registration?: string;
      readonly mark: string;
      readonly owner: string;
      readonly classes: readonly number[];
      readonly status: string;
      /** How many further live entries of the register say the same. */
      readonly others: number;
      readonly folding: readonly Folding[];
    }
  | { readonly kind: 'phrase'; readonly phrase: string; readonly folding: readonly Folding[] }
  | {
      readonly kind: 'copied-text';
      readonly source: ReferenceSource;
      /** Longest first. */
      readonly passages: readonly Passage[];
      /** Share of the field's words that stand in the source, 0..1. */
      readonly coverage: number;
      /** The same of all texts of the listing that are compared, 0..1. */
      readonly listingCoverage: number;
      /** What had to be undone in the words of the passages: a disguise is evidence of intent. */
      readonly folding: readonly Folding[];
      readonly because: readonly Because[];
      /** What of this field also stands in somebody's text and does not count, by reason. */
      readonly leftOut: readonly LeftOut[];
      /** The first passage as the source writes it. */
      readonly excerpt: string;
    }
  | {
      readonly kind: 'duplicate-listing';
      /** The listing that came first. */
      readonly other: { readonly listing: string; readonly file: string; readonly record: number };
      /** Likeness of titles and bullets without the words that tell variants apart, 0..1. */
      readonly similarity: number;
    }
  | {
      readonly kind: 'image-match';
      readonly source: ReferenceSource;
      /** The same file; alike as a whole; the same details in the same arrangement. */
      readonly stage: 'exact' | 'hash' | 'geometry';
      /** Bits of 256 in which the hashes differ, where they are near enough to be compared. */
      readonly distance?: number;
      /** Details that lie where the transform says, where they were compared. */
      readonly inliers?: number;
      /** How the reference must be changed to give the picture. */
      readonly transform: PictureTransform;
      /** The region in the picture, and the same in the reference. */
      readonly here: Quad;
      readonly there: Quad;
    }
  | {
      readonly kind: 'image-rights';
      readonly what: RightsFault;
      /** Id of the ledger record that falls short. */
      readonly record?: string;
      /** What the file or its name says, where that is the reason. */
      readonly claims?: readonly RightsClaim[];
      /** The picture agency that it names. */
      readonly agency?: string;
    }
  | { readonly kind: 'field'; readonly limit: string; readonly actual: string };
