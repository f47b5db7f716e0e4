import type { ReferenceRole, RightsField } from './evidence.ts';
import type { PictureColour } from './picture-colour.ts';

/** A picture as a rule's example describes it; every property has a harmless default. */
export interface ExampleImage {
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: number;
  readonly format?: string;
  /** Share of pure white along the border, 0..1. */
  readonly whiteBorder?: number;
  /** How far a product on white reaches, 0..1. */
  readonly fill?: number;
  /** Letters, and smaller pictures, beside a product on white. */
  readonly letters?: number;
  readonly insets?: number;
  /** A border that was added: its share of the side, 0..1. */
  readonly border?: number;
  readonly colour?: PictureColour;
  /** Perceptual hash as 64 hexadecimal digits; equal hashes are the same picture. */
  readonly hash?: string;
  /** SHA-256 of the file. */
  readonly sha256?: string;
  /** Its path as the listing writes it; `photos/SLOT.jpg` when absent. */
  readonly path?: string;
  /** What the file says of its rights. */
  readonly says?: Readonly<Partial<Record<RightsField, string>>>;
}

/** A listing as a rule's example writes it. */
export interface ExampleListing {
  /** Its SKU; examples with several listings need it. */
  readonly id?: string;
  /** Id of the parent whose variant it is. */
  readonly family?: string;
  readonly marketplace?: string;
  readonly brand?: string;
  readonly category?: string;
  /** Field name to text, or to several texts. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  /** Slot (`main`, `other-1`) to picture. */
  readonly images?: Readonly<Record<string, ExampleImage>>;
}

/** An entry of a trademark register as a rule's example writes it. */
export interface ExampleRegister {
  readonly office: string;
  readonly number: string;
  readonly mark: string;
  readonly owner: string;
  /** Nice classes. */
  readonly classes: readonly number[];
  readonly status: 'live' | 'pending' | 'dead' | 'review';
  readonly supplemental?: boolean;
  readonly disclaimers?: readonly string[];
}

/** A test of a rule: a text for its first field, or a listing with what surrounds it. */
export type Example =
  | string
  | {
      readonly listing: ExampleListing;
      /** Listings of the same seller that the scan meets before it. */
      readonly before?: readonly ExampleListing[];
      /** The seller's own brands. */
      readonly ownBrands?: readonly string[];
      /** Texts and picture hashes of other people's. */
      readonly references?: readonly {
        readonly role: ReferenceRole;
        readonly owner: string;
        readonly text?: string;
        readonly hash?: string;
      }[];
      /** Licence ledger rows, by the names of its columns. */
      readonly licences?: readonly Readonly<Record<string, string>>[];
      /** Brand authorisation rows, by the names of its columns. */
      readonly authorisations?: readonly Readonly<Record<string, string>>[];
      /** Entries of trademark registers. */
      readonly registers?: readonly ExampleRegister[];
    };
