import type {
  DeadlineConsequence,
  InfringementPlace,
  InfringementType,
  IpKind,
  NoticeKind,
  NoticeOrigin,
  NoticePath,
  NoticePlatform,
  NoticeRequest,
  PenaltyAction,
} from './case-notice.ts';
import type { Bilingual } from './text.ts';

/*
 * Wordings of notices as data: `rules/notices/*.yaml`. Labels stand before a value (`ASIN:`), patterns are looked for in sentences.
 */

/** What the value behind a label is. */
export const LABEL_FIELDS = [
  'item',
  'sku',
  'title',
  'itemUrl',
  'itemGroup',
  'place',
  'complaintId',
  'infringementType',
  'reason',
  'severity',
  'trademark',
  'design',
  'patent',
  'copyright',
  'registration',
  'ipType',
  'assertedTerm',
  'ownerName',
  'ownerEmail',
  'ownerPhone',
  'ownerWords',
  'workUrl',
  'attribute',
  'violatingContent',
  'penalty',
  'points',
  'cumulative',
  'deadline',
  'court',
  'caseNumber',
  'plaintiff',
  'counsel',
  'frozenAmount',
  'hearing',
  'ignored',
] as const;
/** One of `LABEL_FIELDS`. */
export type LabelField = (typeof LABEL_FIELDS)[number];

/** What a heading or a sentence makes of the lines behind it. */
export const NOTICE_CONTEXTS = ['owner-contact', 'owner-words', 'examples', 'internal-note'] as const;
/** One of `NOTICE_CONTEXTS`. */
export type NoticeContext = (typeof NOTICE_CONTEXTS)[number];

/** A kind of piece of a notice. */
export const PIECE_KINDS = ['sender', 'subject', 'heading', 'bullet', 'sentence', 'label'] as const;
/** One of `PIECE_KINDS`. */
export type PieceKind = (typeof PIECE_KINDS)[number];

/** What a pattern says where it is found; several at once are allowed. */
export interface NoticeSaying {
  readonly platform?: NoticePlatform;
  readonly noticeKind?: NoticeKind;
  readonly origin?: NoticeOrigin;
  readonly infringementType?: InfringementType;
  readonly where?: readonly InfringementPlace[];
  readonly requested?: readonly NoticeRequest[];
  readonly paths?: readonly NoticePath[];
  readonly accountLevel?: boolean;
  readonly fundsHeld?: boolean;
  readonly externalLinksAccepted?: boolean;
  readonly forwardedRetractionAccepted?: boolean;
  readonly testBuy?: boolean;
  readonly consequence?: DeadlineConsequence;
  /** The numbers of days in the sentence are no deadline: age of documents, time of review … */
  readonly noDeadline?: true;
  readonly penaltyAction?: PenaltyAction;
  readonly context?: NoticeContext;
  /** A mail address in the sentence is where retractions go. */
  readonly retractionAddress?: true;
  /** The word says which right a number beside it belongs to. */
  readonly ipKind?: IpKind;
}

/** A wording, in every language in which it is known. */
export interface NoticePattern {
  readonly id: string;
  /** The platform on which it counts; absent: everywhere. */
  readonly platform?: NoticePlatform;
  readonly says: NoticeSaying;
  /** Where several kinds or types are said, the highest counts; default 50. */
  readonly rank: number;
  /** Pieces that are looked at; absent: all. */
  readonly in?: readonly PieceKind[];
  /** RE2 over the folded text (lower case, no accents), by language. */
  readonly match: Readonly<Record<string, readonly string[]>>;
  /** A piece in which one of these is found does not count. */
  readonly unless: readonly string[];
  /** A denial just before the words (`not`, `kein`, `不`) makes it not count. */
  readonly deniable: boolean;
  readonly seen: boolean;
  readonly examples: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

/** Words that stand before a value. */
export interface NoticeLabel {
  readonly id: string;
  readonly field: LabelField;
  readonly platform?: NoticePlatform;
  /** Counts in the middle of a line too: mails lose line breaks. */
  readonly strong: boolean;
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** A pack of wordings. */
export interface NoticePack {
  readonly id: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly labels: readonly NoticeLabel[];
  readonly patterns: readonly NoticePattern[];
}
