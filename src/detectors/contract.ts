import type { ImageFacts } from '../image/facts.ts';
import type { ImageIndex } from '../image/hash/image-index.ts';
import type { Agencies } from '../image/rights/agencies.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Registers } from '../lexicon/register-source.ts';
import type { Evidence, LeftOut } from '../model/evidence.ts';
import type { Replacement } from '../model/finding.ts';
import type { Authorisation, Licence } from '../model/ledger.ts';
import type { Listing } from '../model/listing.ts';
import type { Rule, RuleKind, RuleOf, Severity } from '../model/rule.ts';
import type { Span } from '../model/span.ts';
import type { Slots } from '../model/text.ts';
import type { StockSentences } from '../text/boilerplate-stock.ts';
import type { FieldText } from '../text/field-text.ts';
import type { CopyLibrary } from './copied-library.ts';

/*
 * A detector is a pure function: listing and resources in, drafts of findings out. It reads no file, no clock, no network.
 */

/** One listing, prepared: what a detector may look at. */
export interface Subject {
  readonly listing: Listing;
  /** Parallel to `listing.fields`. */
  readonly texts: readonly FieldText[];
  /** Parallel to `listing.images`; undefined where the picture was not found, not decoded or not asked for. */
  readonly images: readonly (ImageFacts | undefined)[];
  /** Takes what also stands in somebody's text and is not reported; absent when nobody wants to know. */
  readonly leaveOut?: (passage: LeftOut) => void;
}

/** What surrounds every listing of a scan. */
export interface Resources {
  readonly lexicon: Lexicon;
  /** Brands that belong to the seller, as the configuration names them. */
  readonly ownBrands: readonly string[];
  readonly authorisations: readonly Authorisation[];
  /** Other people's texts, and the seller's own. */
  readonly copies: CopyLibrary;
  /** Sentences that everybody writes. */
  readonly stock: StockSentences;
  readonly pictures: ImageIndex;
  readonly licences: readonly Licence[];
  /** Company and copyright names of the seller, beyond the brands. */
  readonly ownNames?: readonly string[];
  /** Picture agencies, and names that are nobody's; read when a picture first says something. */
  readonly agencies?: () => Agencies;
  /** Trademark registers that were imported; absent when there are none. */
  readonly registers?: Registers;
  /** The day on which the listings are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * Where a finding stands: a text field or a picture of the listing, by its position in `fields` or `images`; or the name of a field that
 * the listing lacks, which then has no text and stands where the listing starts.
 */
export type Target = { readonly field: number } | { readonly image: number } | { readonly missing: string };

/** A finding before it has a place, a fingerprint and a state. */
export interface Draft {
  readonly rule: Rule;
  readonly target: Target;
  /** In the text as written (`field.text`, or `image.src`). */
  readonly span: Span;
  /** 0..1. */
  readonly confidence: number;
  /** Where it is too unsure for the severity of its rule. */
  readonly severity?: Severity;
  /** Slots beyond `match`, `field` and `listing`, which every message has. */
  readonly slots: Slots;
  /** The exact edit that mends it, where the detector knows one. */
  readonly replacements?: readonly Replacement[];
  readonly evidence: Evidence;
  /** What is the same when the same risk is seen again: the folded match or the id of a source. */
  readonly identity: string;
}

/** Judges one listing by the rules that it was made with. */
export type Detect = (subject: Subject) => Draft[];

/** Compiles the rules of one kind, once a scan. */
export type Detector<K extends RuleKind> = (rules: readonly RuleOf<K>[], resources: Resources) => Detect;
