import { AMAZON_HOSTS, amazonHost, amazonMarketplace } from './amazon-marketplaces.ts';

/** Country codes and names, as sellers write them beside a platform, to the end of the shop's host. */
const COUNTRIES: Readonly<Record<string, string>> = {
  us: 'com',
  usa: 'com',
  美国: 'com',
  美国站: 'com',
  ca: 'ca',
  加拿大: 'ca',
  加拿大站: 'ca',
  mx: 'com.mx',
  墨西哥: 'com.mx',
  墨西哥站: 'com.mx',
  br: 'com.br',
  巴西: 'com.br',
  uk: 'co.uk',
  gb: 'co.uk',
  英国: 'co.uk',
  英国站: 'co.uk',
  de: 'de',
  德国: 'de',
  德国站: 'de',
  fr: 'fr',
  法国: 'fr',
  法国站: 'fr',
  it: 'it',
  意大利: 'it',
  意大利站: 'it',
  es: 'es',
  西班牙: 'es',
  西班牙站: 'es',
  nl: 'nl',
  荷兰: 'nl',
  se: 'se',
  瑞典: 'se',
  pl: 'pl',
  波兰: 'pl',
  jp: 'co.jp',
  日本: 'co.jp',
  日本站: 'co.jp',
  au: 'com.au',
  澳大利亚: 'com.au',
  澳洲: 'com.au',
  in: 'in',
  印度: 'in',
  ae: 'ae',
  阿联酋: 'ae',
  sa: 'sa',
  沙特: 'sa',
  sg: 'sg',
  新加坡: 'sg',
};

/** Platforms by the words people use for them. */
const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/amazon|亚马逊|\bamz\b/, 'amazon'],
  [/aliexpress|速卖通/, 'aliexpress.com'],
  [/alibaba|阿里巴巴|国际站/, 'alibaba.com'],
  [/shopify|独立站/, 'shopify'],
  [/google/, 'google'],
  [/ebay|易贝/, 'ebay.com'],
  [/walmart|沃尔玛/, 'walmart.com'],
  [/temu|拼多多跨境/, 'temu.com'],
  [/shein|希音/, 'shein.com'],
  [/etsy/, 'etsy.com'],
  [/tik ?tok/, 'tiktok-shop'],
  [/shopee|虾皮/, 'shopee'],
  [/lazada|来赞达/, 'lazada'],
];

/** Every marketplace that preclear knows by name. */
export const KNOWN_MARKETPLACES: readonly string[] = [
  ...AMAZON_HOSTS,
  ...PLATFORMS.map(([, name]) => name).filter((name) => name !== 'amazon'),
];

/**
 * A marketplace as people write it (`Amazon DE`, `亚马逊美国站`, `www.amazon.de`, `A1PA6795UKMFR9`, `速卖通`) as preclear names it.
 * A country alone tells only together with `around`, the platform that is already known; undefined when nothing tells.
 */
export function marketplaceName(written: string, around: string | undefined): string | undefined {
  const text = written.trim().toLowerCase().slice(0, 200);
  if (text === '') return undefined;
  const id = amazonMarketplace(text);
  if (id !== undefined) return id.marketplace;
  const host = amazonHost(/[a-z0-9.-]*amazon\.[a-z.]+/.exec(text)?.[0] ?? '');
  if (host !== undefined) return host;
  const platform = PLATFORMS.find(([pattern]) => pattern.test(text))?.[1];
  if (platform !== undefined && platform !== 'amazon') return platform;
  const country = countryIn(text);
  if (platform === 'amazon') return `amazon.${country ?? 'com'}`;
  if (country !== undefined) return around?.startsWith('amazon') === true ? `amazon.${country}` : undefined;
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text) ? text : undefined;
}

function countryIn(text: string): string | undefined {
  for (const word of text.replace(/amazon|亚马逊|amz/g, ' ').split(/[^\p{L}]+/u)) {
    if (Object.hasOwn(COUNTRIES, word)) return COUNTRIES[word];
  }
  return undefined;
}
