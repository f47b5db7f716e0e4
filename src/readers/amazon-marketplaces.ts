/*
 * Amazon names its marketplaces by opaque ids in templates and APIs; people and rules name them by host.
 * Source: "Marketplace IDs", developer-docs.amazon.com/sp-api/docs/marketplace-ids.
 */

/** One Amazon marketplace. */
export interface AmazonMarketplace {
  /** As preclear names it: `amazon.de`. */
  readonly marketplace: string;
  /** BCP 47 tag of the texts there when the file does not say. */
  readonly locale: string;
}

const BY_ID: Readonly<Record<string, AmazonMarketplace>> = {
  ATVPDKIKX0DER: { marketplace: 'amazon.com', locale: 'en-US' },
  A2EUQ1WTGCTBG2: { marketplace: 'amazon.ca', locale: 'en-CA' },
  A1AM78C64UM0Y8: { marketplace: 'amazon.com.mx', locale: 'es-MX' },
  A2Q3Y263D00KWC: { marketplace: 'amazon.com.br', locale: 'pt-BR' },
  A1F83G8C2ARO7P: { marketplace: 'amazon.co.uk', locale: 'en-GB' },
  A28R8C7NBKEWEA: { marketplace: 'amazon.ie', locale: 'en-IE' },
  A1PA6795UKMFR9: { marketplace: 'amazon.de', locale: 'de-DE' },
  A13V1IB3VIYZZH: { marketplace: 'amazon.fr', locale: 'fr-FR' },
  APJ6JRA9NG5V4: { marketplace: 'amazon.it', locale: 'it-IT' },
  A1RKKUPIHCS9HS: { marketplace: 'amazon.es', locale: 'es-ES' },
  A1805IZSGTT6HS: { marketplace: 'amazon.nl', locale: 'nl-NL' },
  AMEN7PMS3EDWL: { marketplace: 'amazon.com.be', locale: 'fr-BE' },
  A2NODRKZP88ZB9: { marketplace: 'amazon.se', locale: 'sv-SE' },
  A1C3SOZRARQ6R3: { marketplace: 'amazon.pl', locale: 'pl-PL' },
  A33AVAJ2PDY3EV: { marketplace: 'amazon.com.tr', locale: 'tr-TR' },
  AE08WJ6YKNBMC: { marketplace: 'amazon.co.za', locale: 'en-ZA' },
  ARBP9OOSHTCHU: { marketplace: 'amazon.eg', locale: 'ar-EG' },
  A17E79C6D8DWNP: { marketplace: 'amazon.sa', locale: 'ar-SA' },
  A2VIGQ35RCS4UG: { marketplace: 'amazon.ae', locale: 'en-AE' },
  A21TJRUUN4KGV: { marketplace: 'amazon.in', locale: 'en-IN' },
  A1VC38T7YXB528: { marketplace: 'amazon.co.jp', locale: 'ja-JP' },
  A39IBJ37TRP1C6: { marketplace: 'amazon.com.au', locale: 'en-AU' },
  A19VAU5U5O7RUS: { marketplace: 'amazon.sg', locale: 'en-SG' },
};

/** The hosts of Amazon's shops, in the order of the table. */
export const AMAZON_HOSTS: readonly string[] = Object.values(BY_ID).map(({ marketplace }) => marketplace);

/** Every tag above stands once, so a tag tells the marketplace. */
const BY_TAG: ReadonlyMap<string, AmazonMarketplace> = new Map(
  Object.values(BY_ID).map((entry) => [entry.locale.toLowerCase(), entry]),
);

/** The marketplace behind an id such as `A1PA6795UKMFR9`, in any case; undefined for an unknown id. */
export function amazonMarketplace(id: string): AmazonMarketplace | undefined {
  const key = id.trim().toUpperCase();
  return Object.hasOwn(BY_ID, key) ? BY_ID[key] : undefined;
}

/** The marketplace whose texts carry a language tag such as `de_DE` or `en-GB`; undefined when no marketplace has it. */
export function amazonMarketplaceOfTag(tag: string): AmazonMarketplace | undefined {
  return BY_TAG.get(languageTag(tag).toLowerCase());
}

/** A language tag as BCP 47 writes it: `en_US` becomes `en-US`. */
export function languageTag(tag: string): string {
  return tag.trim().replaceAll('_', '-');
}

/** `amazon.de` from a host such as `www.amazon.de`; undefined when it is no Amazon shop. */
export function amazonHost(host: string): string | undefined {
  const bare = host.toLowerCase().replace(/^(?:www|m|smile)\./, '');
  return /^amazon\.(?:com?\.)?[a-z]{2,3}$/.test(bare) ? bare : undefined;
}
