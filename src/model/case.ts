/*
 * One complaint and everything that was done about it. A case is a folder with an append-only log (`CaseEvent`), the notices as they came, copies
 * of the evidence, drafts and what was sent. `CaseWorld` is that log joined with the ledger and the history: all that a letter may rest on.
 * Days are `YYYY-MM-DD`, times ISO 8601 in UTC, hashes SHA-256 in hexadecimal.
 */

/** Where a case stands. */
export const CASE_STATES = [
  'new',
  'parsed',
  'assessed',
  'acting',
  'drafting',
  'reviewed',
  'sent',
  'waiting',
  'answered',
  'resolved',
  'closed',
  'merged',
] as const;
/** One of `CASE_STATES`. */
export type CaseState = (typeof CASE_STATES)[number];

/** What the seller thinks of the claim; it decides which letters may be written. */
export const CLAIMS = ['valid', 'invalid', 'unclear'] as const;
/** One of `CLAIMS`. */
export type Claim = (typeof CLAIMS)[number];

/** What the other side said to a letter. */
export const CASE_ANSWERS = ['accepted', 'more-detail', 'refused', 'retraction', 'counter-notice-period', 'court'] as const;
/** One of `CASE_ANSWERS`. */
export type CaseAnswer = (typeof CASE_ANSWERS)[number];

/** The letters and papers that preclear can draft. */
export const DRAFT_KINDS = [
  'owner-inquiry',
  'withdrawal-request',
  'plan-listing',
  'plan-account',
  'greater-detail',
  'dispute',
  'dmca-counter-notice',
  'takedown-amazon',
  'takedown-alibaba',
  'takedown-host',
  'takedown-tiktok',
  'takedown-ebay',
  'alibaba-counter',
  'court-packet',
  'evidence-annex',
  'weekly-sheet',
  'training-sheet',
] as const;
/** One of `DRAFT_KINDS`. */
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** Kinds of evidence. */
export const EVIDENCE_KINDS = [
  'original-photo',
  'project-file',
  'licence',
  'receipt',
  'invoice',
  'authorisation-letter',
  'trademark-certificate',
  'copyright-registration',
  'screenshot',
  'archive-capture',
  'contact-message',
  'training-sheet',
  'sign-off',
  'removal-order',
  'personnel-record',
  'court-paper',
  'lawyer-opinion',
  'trace-folder',
  'other',
] as const;
/** One of `EVIDENCE_KINDS`. */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** How far a prevention step has come. */
export const MEASURE_STATES = ['proposed', 'adopted', 'in-force', 'broken', 'retired'] as const;
/** One of `MEASURE_STATES`. */
export type MeasureState = (typeof MEASURE_STATES)[number];
