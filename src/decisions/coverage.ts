import { keyOf, type Listing } from '../model/listing.ts';

/** What a decision is about, as far as it says so. */
export interface About {
  readonly rule?: string;
  readonly marketplace?: string;
  readonly listing?: string;
  readonly field?: string;
}

/** What a scan has looked at: only of that it can be said that something is not found any more. */
export interface Coverage {
  /** Every listing was looked at that the decisions of a file can be about. */
  readonly whole: boolean;
  /** Whether a finding of this rule in this field would have been found in a listing that was looked at. */
  judges(about: About): boolean;
}

/** Remembers which of the listings that decisions are about were met in a scan; of the others nothing is kept. */
export class MetListings {
  readonly #awaited = new Set<string>();
  readonly #met = new Set<string>();

  constructor(decisions: Iterable<About>) {
    for (const { listing } of decisions) if (listing !== undefined) this.#awaited.add(listing);
  }

  add(listing: Pick<Listing, 'id' | 'key' | 'marketplace'>): void {
    const name = keyOf(listing);
    if (!this.#awaited.has(name)) return;
    this.#met.add(name);
    this.#met.add(onMarketplace(name, listing.marketplace));
  }

  /** Whether the finding that a decision is about could have been found. */
  has(about: About, { whole, judges }: Coverage): boolean {
    const { listing, marketplace } = about;
    if (!judges(about)) return false;
    if (whole) return true;
    if (listing === undefined) return false;
    return this.#met.has(marketplace === undefined ? listing : onMarketplace(listing, marketplace));
  }
}

function onMarketplace(listing: string, marketplace: string): string {
  return `${marketplace}\n${listing}`;
}
