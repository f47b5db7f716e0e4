/** What makes the use of a picture lawful. */
export const LICENCE_KINDS = [
  'own-shoot',
  'commissioned',
  'stock',
  'supplier',
  'brand-owner',
  'public-domain',
  'ai-generated',
] as const;
/** What makes the use of a picture lawful. */
export type LicenceKind = (typeof LICENCE_KINDS)[number];

/** One row of the image licence ledger. */
export interface Licence {
  readonly id: string;
  readonly kind: LicenceKind;
  /** Globs over picture paths as listings write them, or over the path from the ledger's folder or the folder that holds it. */
  readonly files: readonly string[];
  /** The ledger's folder, absolute; absent when the ledger is not on the disk. */
  readonly folder?: string;
  /** Who owns the picture. */
  readonly owner: string;
  /** The contract, invoice or release that proves it, a path from the ledger's folder. */
  readonly proof?: string;
  /** Whether that file was there when the ledger was read. */
  readonly proofFound: boolean;
  /** Whether that file is another than the one whose SHA-256 the ledger keeps. */
  readonly proofChanged?: true;
  /** SHA-256 of originals, hexadecimal: the licence holds for these very files and for what is cut or made of them, wherever it lies. */
  readonly originals?: readonly string[];
  /** First and last valid day, `YYYY-MM-DD`; absent means unbounded. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Marketplace globs; empty means every one. */
  readonly marketplaces: readonly string[];
  /** Countries (ISO 3166 alpha-2) or `EU`; absent means everywhere. */
  readonly territories?: readonly string[];
  /** `main`, `other`; empty means every slot. */
  readonly slots: readonly string[];
}

/** One row of the brand authorisation ledger: the right to use another's mark. */
export interface Authorisation {
  readonly id: string;
  readonly brand: string;
  readonly kind: 'owner-letter' | 'licence' | 'reseller';
  readonly proof?: string;
  readonly proofFound: boolean;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly marketplaces: readonly string[];
  /** SKU globs; empty means every listing. */
  readonly listings: readonly string[];
}

/** What a person may do with listings. */
export const REVIEWER_ROLES = ['reviewer', 'manager', 'operator'] as const;
/** One of `REVIEWER_ROLES`. */
export type ReviewerRole = (typeof REVIEWER_ROLES)[number];

/** One row of the list of reviewers. */
export interface Reviewer {
  readonly id: string;
  readonly name: string;
  readonly role: ReviewerRole;
  /** First and last day of the duty, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly to?: string;
}

/** A reviewer's word that a listing, as it was, may go live. Void as soon as the listing says something else. */
export interface SignOff {
  readonly id: string;
  /** `keyOf` the listing. */
  readonly listing: string;
  readonly marketplace: string;
  /** Of what was signed, see `ListingVersion.contentHash`. */
  readonly contentHash: string;
  readonly by: string;
  readonly role?: ReviewerRole;
  readonly decision: 'approved' | 'rejected';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly note?: string;
}

/** A file that proves a record. */
export interface ProofFile {
  /** Path from the ledger's folder. */
  readonly path: string;
  readonly found: boolean;
  /** Hexadecimal; absent when the file is not there. */
  readonly sha256?: string;
  /** Whether it is another file than the one whose SHA-256 the ledger keeps. */
  readonly changed?: true;
}

/** What records of the ledger have in common; `id` is unique in its table. */
export interface LedgerRecord {
  readonly id: string;
  readonly proofs: readonly ProofFile[];
  readonly note?: string;
}

/** A training that was held. */
export interface Training extends LedgerRecord {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly topic: string;
  readonly trainer?: string;
  /** Who was there, by name. */
  readonly attendees: readonly string[];
  /** Departments or roles that were there. */
  readonly audience: readonly string[];
  /** Result of a test, as people wrote it. */
  readonly test?: string;
  readonly passed?: number;
  /** When the next one is planned. */
  readonly next?: string;
  /** Case whose matter was taught. */
  readonly case?: string;
}

/** Ways to reach somebody. */
export const CONTACT_CHANNELS = ['email', 'phone', 'letter', 'platform', 'chat', 'meeting'] as const;
/** One of `CONTACT_CHANNELS`. */
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** One message or call with the other side. */
export interface Contact extends LedgerRecord {
  /** Day, or ISO 8601 with time. */
  readonly at: string;
  readonly direction: 'out' | 'in';
  readonly channel: ContactChannel;
  /** Person or firm on the other side, and their address. */
  readonly party: string;
  readonly address?: string;
  readonly by?: string;
  readonly subject?: string;
  /** Whether it offered compensation; nothing may say so that does not. */
  readonly offered?: string;
  readonly case?: string;
}

/** A written rule of the house. */
export interface HousePolicy extends LedgerRecord {
  readonly title: string;
  /** In force since, `YYYY-MM-DD`. */
  readonly adopted: string;
  readonly owner?: string;
  readonly retired?: string;
}

/** A prevention step of a rule that the seller has adopted; several rows of one step are its history. */
export interface AdoptedMeasure extends LedgerRecord {
  /** Id of the rules' prevention step. */
  readonly step: string;
  readonly adopted: string;
  readonly owner: string;
  readonly retired?: string;
}

/** Something a person did about a complaint or in the daily work, that no other table holds. */
export interface LoggedAction extends LedgerRecord {
  readonly kind: ActionKind;
  /** Day on which it is to be done, and when it was done; only what is done may be told as done. */
  readonly planned?: string;
  readonly done?: string;
  readonly by?: string;
  /** ASINs, product ids or SKUs. */
  readonly items: readonly string[];
  /** Number of the removal order, where stock was taken out of a warehouse. */
  readonly inventoryOrder?: string;
  readonly case?: string;
}

/** Marketplaces that count points or violations against an account. */
export const PENALTY_PLATFORMS = [
  'amazon',
  'alibaba',
  'aliexpress',
  'ebay',
  'walmart',
  'tiktok_shop',
  'temu',
  'shopify',
] as const;
/** One of `PENALTY_PLATFORMS`. */
export type PenaltyPlatform = (typeof PENALTY_PLATFORMS)[number];

/** Something that a marketplace counted against the account, as it told. */
export interface PenaltyRecord extends LedgerRecord {
  readonly platform: PenaltyPlatform;
  /** When it was counted, `YYYY-MM-DD`. */
  readonly date: string;
  /** As the marketplace told; absent when it told none. */
  readonly points?: number;
  /** Kind of violation as the penalty tables name it, such as `general` or `serious`. */
  readonly kind: string;
  /** Right that it is about, such as a trademark's number: some marketplaces count repeats by right. */
  readonly right?: string;
  /** When the marketplace took it back, after an appeal or a withdrawal. */
  readonly withdrawn?: string;
  readonly case?: string;
}

/** Kinds of actions. */
export const ACTION_KINDS = [
  'remove-image',
  'replace-image',
  'edit-text',
  'close-offer',
  'delete-listing',
  'remove-inventory',
  'check-catalogue',
  'acknowledge',
  'get-licence',
  'get-authorisation',
  'lawyer',
  'personnel',
  'other',
] as const;
/** One of `ACTION_KINDS`. */
export type ActionKind = (typeof ACTION_KINDS)[number];
