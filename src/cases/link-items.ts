import type { NamedItem } from '../model/case-folded.ts';
import { keyOf, type Listing } from '../model/listing.ts';

/*
 * Which of the seller's listings the items of a notice are. Listings are looked at one after the other; nothing but what fits is kept.
 */

/** A listing that fits an item. */
export interface Fit {
  readonly key: string;
  readonly marketplace: string;
  readonly title: string;
}

/** What was found for the items. */
export interface Links {
  readonly linked: ReadonlyMap<string, Fit>;
  /** Items that several listings fit. */
  readonly several: ReadonlyMap<string, readonly Fit[]>;
  /** Items that none fits. */
  readonly none: readonly string[];
}

/** Listings that are kept for one item. */
const MAX_FITS = 20;
/** A title that many share tells nothing; shorter ones are words. */
const MIN_TITLE = 12;

/** Finds the listings of items. */
export class ItemLinks {
  readonly #items: readonly NamedItem[];
  readonly #marketplace: string | undefined;
  readonly #names = new Map<string, string[]>();
  readonly #titles = new Map<string, string[]>();
  readonly #fits = new Map<string, { readonly byName: Fit[]; readonly byTitle: Fit[] }>();

  /** @param marketplace of the notice, as listings name it: of listings on several, that one is meant. */
  constructor(items: readonly NamedItem[], marketplace: string | undefined) {
    this.#items = items;
    this.#marketplace = marketplace;
    for (const { id, sku, title } of items) {
      this.#fits.set(id, { byName: [], byTitle: [] });
      for (const name of [id, sku, productIdIn(id)]) if (name !== undefined) add(this.#names, plain(name), id);
      if (title !== undefined && title.length >= MIN_TITLE) add(this.#titles, plain(title), id);
    }
  }

  /** Looks at one listing. */
  meet(listing: Listing): void {
    const title = listing.fields.find(({ name }) => name === 'title')?.text ?? '';
    const fit = { key: keyOf(listing), marketplace: listing.marketplace, title: title.slice(0, 300) };
    for (const name of new Set([listing.id, keyOf(listing), listing.productId ?? ''].map(plain))) {
      for (const id of this.#names.get(name) ?? []) this.#keep(id, 'byName', fit);
    }
    for (const id of this.#titles.get(plain(title)) ?? []) this.#keep(id, 'byTitle', fit);
  }

  /** What was found. */
  links(): Links {
    const linked = new Map<string, Fit>();
    const several = new Map<string, readonly Fit[]>();
    for (const { id } of this.#items) {
      const { byName = [], byTitle = [] } = this.#fits.get(id) ?? {};
      const [first, ...others] = this.#there(byName.length > 0 ? byName : byTitle);
      if (first !== undefined && others.length === 0) linked.set(id, first);
      else if (first !== undefined) several.set(id, [first, ...others]);
    }
    const none = this.#items.map(({ id }) => id).filter((id) => !linked.has(id) && !several.has(id));
    return { linked, several, none };
  }

  #keep(id: string, how: 'byName' | 'byTitle', fit: Fit): void {
    const fits = this.#fits.get(id)?.[how];
    if (fits === undefined || fits.length >= MAX_FITS) return;
    if (!fits.some(({ key, marketplace }) => key === fit.key && marketplace === fit.marketplace)) fits.push(fit);
  }

  #there(fits: readonly Fit[]): readonly Fit[] {
    const there = fits.filter(({ marketplace }) => marketplace === this.#marketplace);
    return there.length > 0 ? there : fits;
  }
}

/** The ASIN or product number in an address. */
function productIdIn(id: string): string | undefined {
  if (!/^https?:/i.test(id)) return undefined;
  return (
    /\/(?:dp|gp\/product|gp\/aw\/d|product)\/([A-Za-z0-9]{10})(?:[/?#]|$)/.exec(id)?.[1] ??
    /\/(?:itm|item|product)\/(?:[^/?#]+\/)?(\d{8,20})/.exec(id)?.[1] ??
    /\/products\/([^/?#]+)/.exec(id)?.[1]
  );
}

function add(map: Map<string, string[]>, name: string, id: string): void {
  if (name !== '') map.set(name, [...(map.get(name) ?? []), id]);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
