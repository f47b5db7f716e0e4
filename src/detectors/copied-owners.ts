import type { LeftOutReason } from '../model/evidence.ts';
import type { Authorisation, Licence } from '../model/ledger.ts';
import type { Listing } from '../model/listing.ts';
import type { ReferenceText } from '../model/reference.ts';
import { onMarketplace } from '../model/rule.ts';
import { foldPlain } from '../text/fold.ts';
import { Authorisations } from './brand-authorisation.ts';
import type { Resources } from './contract.ts';

/** Says whether a text may be used in a listing: it is the seller's own, or its owner allows it. Undefined: it is somebody else's. */
export type Standing = (reference: ReferenceText) => Extract<LeftOutReason, 'own' | 'licensed'> | undefined;

/** What a licence for texts writes among its files. */
const TEXTS = /^(?:texts?|文案|文字|文本)$/i;

/** Knows whose texts a seller may use. Made once a scan. */
export class TextOwners {
  readonly #ownBrands: ReadonlySet<string>;
  readonly #authorisations: Authorisations;
  readonly #licences: readonly Licence[];
  readonly #asOf: string;

  constructor({ ownBrands, authorisations, licences, asOf }: Resources) {
    this.#ownBrands = new Set(ownBrands.map(foldPlain));
    // A reseller may name the brand and sell its goods; its texts are another matter.
    this.#authorisations = new Authorisations(authorisations.filter(allowsTexts), asOf);
    this.#licences = licences.filter(({ files }) => files.some((file) => TEXTS.test(file.trim())));
    this.#asOf = asOf;
  }

  /** Whose texts this listing may use. */
  standingIn(listing: Listing): Standing {
    const brand = listing.brand === undefined ? '' : foldPlain(listing.brand);
    return ({ role, owner }) => {
      const name = foldPlain(owner);
      if (role === 'own' || (name !== '' && (name === brand || this.#ownBrands.has(name)))) return 'own';
      return this.#isLicensed(name, listing) ? 'licensed' : undefined;
    };
  }

  #isLicensed(owner: string, listing: Listing): boolean {
    if (this.#authorisations.permitName(owner, listing).valid !== undefined) return true;
    return this.#licences.some((licence) => foldPlain(licence.owner) === owner && this.#holds(licence, listing));
  }

  #holds({ proofFound, validFrom, validTo, marketplaces }: Licence, { marketplace }: Listing): boolean {
    const begun = validFrom === undefined || validFrom <= this.#asOf;
    const ended = validTo !== undefined && validTo < this.#asOf;
    return proofFound && begun && !ended && onMarketplace(marketplaces, marketplace);
  }
}

function allowsTexts({ kind }: Authorisation): boolean {
  return kind === 'owner-letter' || kind === 'licence';
}
