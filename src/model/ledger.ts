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
