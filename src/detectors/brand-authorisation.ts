import { familiesOf, type Mark } from '../lexicon/mark.ts';
import type { Authorisation } from '../model/ledger.ts';
import type { Listing } from '../model/listing.ts';
import { onMarketplace } from '../model/rule.ts';
import { foldPlain } from '../text/fold.ts';

/** What the ledger says of a mark in a listing. */
export interface Permission {
  /** The record that allows the use; of several the one that lasts longest. */
  readonly valid?: Authorisation;
  /** Without one: the record that would have allowed it, had it not ended; of several the last to end. */
  readonly ended?: Authorisation;
}

/** The brand authorisations of a seller, by brand. Made once a scan. */
export class Authorisations {
  readonly #asOf: string;
  readonly #byBrand = new Map<string, Authorisation[]>();

  constructor(records: readonly Authorisation[], asOf: string) {
    this.#asOf = asOf;
    for (const record of records) {
      const brand = foldPlain(record.brand);
      const same = this.#byBrand.get(brand);
      if (same === undefined) this.#byBrand.set(brand, [record]);
      else same.push(record);
    }
  }

  /** What they allow a listing to do with a mark. A record counts for the mark, its line of marks or its owner, and with its proof only. */
  permit(mark: Mark, listing: Listing): Permission {
    if (this.#byBrand.size === 0) return {};
    return this.#permit(new Set([mark.mark, mark.owner, ...familiesOf(mark)].map(foldPlain)), listing);
  }

  /** What they allow a listing to use of an owner or a brand, by its folded name. */
  permitName(name: string, listing: Listing): Permission {
    return this.#byBrand.has(name) ? this.#permit(new Set([name]), listing) : {};
  }

  #permit(names: ReadonlySet<string>, listing: Listing): Permission {
    const covering = [...names].flatMap((name) => this.#byBrand.get(name) ?? []).filter((record) => covers(record, listing));
    const valid = lastOf(covering.filter((record) => this.#hasBegun(record) && !this.#hasEnded(record)));
    if (valid !== undefined) return { valid };
    const ended = lastOf(covering.filter((record) => this.#hasEnded(record)));
    return ended === undefined ? {} : { ended };
  }

  #hasBegun({ validFrom }: Authorisation): boolean {
    return validFrom === undefined || validFrom <= this.#asOf;
  }

  #hasEnded({ validTo }: Authorisation): boolean {
    return validTo !== undefined && validTo < this.#asOf;
  }
}

function covers({ proofFound, marketplaces, listings }: Authorisation, { id, marketplace }: Listing): boolean {
  return (
    proofFound &&
    onMarketplace(marketplaces, marketplace) &&
    (listings.length === 0 || listings.some((glob) => matchesGlob(glob, id)))
  );
}

/** Whether a SKU fits a glob in which `*` stands for anything. Linear. */
function matchesGlob(glob: string, id: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  if (rest.length === 0) return glob === id;
  const last = rest.pop() ?? '';
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = id.indexOf(part, at);
    if (found < 0 || found + part.length > id.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** The record that ends last; one without an end lasts longest, and of equals the first of the ledger counts. */
function lastOf(records: readonly Authorisation[]): Authorisation | undefined {
  return records.reduce<Authorisation | undefined>(
    (best, record) => (best === undefined || endOf(record) > endOf(best) ? record : best),
    undefined,
  );
}

function endOf({ validTo }: Authorisation): string {
  return validTo ?? '9999-99-99';
}
