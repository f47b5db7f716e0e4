import { ANY_MARKETPLACE } from '../model/listing.ts';
import type { Bilingual } from '../model/text.ts';
import { KNOWN_MARKETPLACES, marketplaceName } from '../readers/marketplace-name.ts';

/** A marketplace as rules name it: `Amazon US`, `amazon` and `亚马逊美国站` are `amazon.com`; what is not known stays as written. */
export function canonicalMarketplace(written: string): string {
  return written === ANY_MARKETPLACE ? written : (marketplaceName(written, undefined) ?? written);
}

/**
 * Why a marketplace of the command line or the configuration cannot be meant: it is misspelt or cannot be told, so that no rule of a
 * marketplace would look at its listings. Undefined where it is right.
 */
export async function marketplaceFault(written: string): Promise<Bilingual | undefined> {
  if (written === ANY_MARKETPLACE) return undefined;
  const name = marketplaceName(written, undefined);
  if (name !== undefined && (KNOWN_MARKETPLACES.includes(name) || !(await misspelt(name)))) return undefined;
  const { nearest } = await import('../rulepacks/mistakes.ts');
  const hint = await nearest(written.toLowerCase(), KNOWN_MARKETPLACES);
  return {
    en: `"${written}" is no marketplace.${hint === undefined ? '' : ` Did you mean ${hint}?`} Write it as amazon.com, amazon.de, alibaba.com, aliexpress.com, shopify, google, or as the host of another shop.`,
    zh: `写的是“${written}”，无法识别为平台/站点。${hint === undefined ? '' : `是否想写 ${hint}？`}请写 amazon.com、amazon.de、alibaba.com、aliexpress.com、shopify、google，或其他平台的域名。`,
  };
}

/** Whether a host of an unknown shop is one or two letters away from a known one. */
async function misspelt(host: string): Promise<boolean> {
  const { LevenshteinDistance } = await import('natural/lib/natural/distance/index.js');
  return KNOWN_MARKETPLACES.some((known) => LevenshteinDistance(host.slice(0, 100), known) <= 2);
}
