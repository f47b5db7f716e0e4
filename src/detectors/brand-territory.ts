import type { Mark } from '../lexicon/mark.ts';

/** Countries whose top-level domain is not their ISO 3166 code, or whose shops have a generic one. */
const COUNTRY: Readonly<Record<string, string>> = { com: 'US', uk: 'GB' };
/** Marketplaces that sell into many countries under a `.com` name. */
const WORLDWIDE = /^(?:alibaba|aliexpress|temu|shein|etsy|dhgate|made-in-china|1688)\./;
/** Members of the European Union: an EU mark is valid in each of them. */
const EUROPEAN_UNION = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

/** The country (ISO 3166 alpha-2) that a marketplace sells in; undefined for one that sells everywhere or is not known. */
export function territoryOf(marketplace: string): string | undefined {
  if (!marketplace.includes('.') || WORLDWIDE.test(marketplace)) return undefined;
  const last = marketplace.slice(marketplace.lastIndexOf('.') + 1);
  return COUNTRY[last] ?? (/^[a-z]{2}$/.test(last) ? last.toUpperCase() : undefined);
}

/** Whether a mark is one where the marketplace sells: aspirin is a mark in Germany and a word in the United States. */
export function isMarkThere({ territories }: Mark, marketplace: string): boolean {
  return coversTerritory(territories, marketplace);
}

/** Whether countries (ISO 3166 alpha-2, `EU`; empty: everywhere) cover where a marketplace sells; true where that is not known. */
export function coversTerritory(territories: readonly string[], marketplace: string): boolean {
  if (territories.length === 0) return true;
  const country = territoryOf(marketplace);
  return country === undefined || territories.includes(country) || (territories.includes('EU') && EUROPEAN_UNION.has(country));
}
