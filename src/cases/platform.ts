import type { NoticePlatform } from '../model/case-notice.ts';
import type { EvidenceList } from './evidence.ts';
import type { Layout } from './layout.ts';
import { addressIn, type Message } from './messages.ts';
import { findSayings, sayingsOf } from './sayings.ts';
import type { Wording } from './wordings.ts';

/*
 * Which platform speaks, and for which country.
 */

/** Countries by the end of a domain; the rest of the world is in no notice that was seen. */
const COUNTRIES: Readonly<Record<string, string>> = {
  com: 'US',
  'co.uk': 'UK',
  uk: 'UK',
  de: 'DE',
  fr: 'FR',
  it: 'IT',
  es: 'ES',
  'co.jp': 'JP',
  jp: 'JP',
  ca: 'CA',
  'com.au': 'AU',
  'com.mx': 'MX',
  in: 'IN',
  nl: 'NL',
  se: 'SE',
  pl: 'PL',
  'com.be': 'BE',
  be: 'BE',
  ie: 'IE',
  'com.tr': 'TR',
  ae: 'AE',
  sa: 'SA',
  sg: 'SG',
  'com.br': 'BR',
  eg: 'EG',
  at: 'AT',
  ch: 'CH',
  'com.hk': 'HK',
  'com.my': 'MY',
  ph: 'PH',
  vn: 'VN',
  'co.th': 'TH',
};
/** Chinese is written to sellers of every country, so it tells none. */
const OWN_COUNTRY: Readonly<Record<string, string>> = {
  en: 'US',
  de: 'DE',
  ja: 'JP',
  fr: 'FR',
  it: 'IT',
  es: 'ES',
  nl: 'NL',
  pl: 'PL',
  sv: 'SE',
  tr: 'TR',
};
const DOMAINS: readonly (readonly [NoticePlatform, RegExp])[] = [
  ['amazon', /(?:^|[.@/])amazon\.(com\.[a-z]{2}|co\.[a-z]{2}|[a-z]{2,3})(?![a-z.-])/gi],
  ['ebay', /(?:^|[.@/])ebay\.(com\.[a-z]{2}|co\.[a-z]{2}|[a-z]{2,3})(?![a-z.-])/gi],
  ['walmart', /(?:^|[.@/])walmart\.(com\.[a-z]{2}|com|ca)(?![a-z.-])/gi],
  ['alibaba_1688', /(?:^|[.@/])1688\.(com)(?![a-z.-])/gi],
  ['etsy', /(?:^|[.@/])etsy\.(com)(?![a-z.-])/gi],
  ['alibaba', /(?:^|[.@/])(?:alibaba|alibabagroup|alibaba-inc)\.(com)(?![a-z.-])/gi],
  ['aliexpress', /(?:^|[.@/])aliexpress\.(com|[a-z]{2})(?![a-z.-])/gi],
  ['temu', /(?:^|[.@/])temu\.(com)(?![a-z.-])/gi],
  ['tiktok_shop', /(?:^|[.@/])(?:tiktok|tiktokshop|tiktokglobalshop)\.(com)(?![a-z.-])/gi],
  ['shopify', /(?:^|[.@/])(?:shopify)\.(com)(?![a-z.-])/gi],
];
/** Platforms that are one for all countries. */
const GLOBAL: ReadonlySet<NoticePlatform> = new Set(['alibaba', 'aliexpress', 'temu', 'shopify', 'etsy']);

/** The platform whose mailbox an address is. */
export function platformOfAddress(address: string | undefined): NoticePlatform | undefined {
  if (address === undefined) return undefined;
  return DOMAINS.find(([, pattern]) => [...address.matchAll(pattern)].some((found) => address.endsWith(found[0])))?.[0];
}

/** The platform of a message: sender, then what the text says; `direct` for a letter from somebody else. */
export function readPlatform(
  message: Message,
  layout: Layout,
  wordings: readonly Wording[],
  evidence: EvidenceList,
): NoticePlatform {
  const address = addressIn(message.from);
  const mailbox = platformOfAddress(address);
  if (mailbox !== undefined && message.from !== undefined) {
    evidence.add('platform', mailbox, 'shape/mailbox', message.from.start, message.from.end);
    return mailbox;
  }
  const naming = wordings.filter(({ pattern }) => pattern.says.platform !== undefined);
  const said = sayingsOf(findSayings(layout.pieces, naming, 'unknown'), 'platform');
  const sender = said.find(({ piece }) => piece.kind === 'sender');
  const platforms = said.filter(({ value }) => value !== 'direct');
  const best = sender ?? (message.from !== undefined && !speaksAsPlatform(said) ? undefined : mostNamed(platforms));
  if (best !== undefined) {
    evidence.add('platform', best.value, best.pattern.id, best.start, best.end);
    return best.value;
  }
  const asin = message.from === undefined ? asinIn(layout) : undefined;
  if (asin !== undefined) {
    evidence.add('platform', 'amazon', 'shape/asin', asin.start, asin.end);
    return 'amazon';
  }
  const letter = said.find(({ value }) => value === 'direct');
  if (letter !== undefined) evidence.add('platform', 'direct', letter.pattern.id, letter.start, letter.end);
  else if (message.from !== undefined)
    evidence.add('platform', 'direct', 'shape/other-sender', message.from.start, message.from.end);
  return letter !== undefined || message.from !== undefined ? 'direct' : 'unknown';
}

/** A label with an ASIN behind it, which no other platform has. */
function asinIn(layout: Layout): { readonly start: number; readonly end: number } | undefined {
  return layout.labels.find(
    ({ field, start, end }) => field === 'item' && /^B0[A-Z0-9]{8}\b/.test(layout.text.slice(start, end)),
  );
}

interface Named {
  readonly value: NoticePlatform;
  readonly pattern: { readonly id: string; readonly rank: number };
  readonly start: number;
  readonly end: number;
}

/** Whether words are found that only the platform itself writes (rank above 60), so that the sender was lost on the way. */
function speaksAsPlatform(said: readonly Named[]): boolean {
  return (
    said.some(({ value, pattern }) => value !== 'direct' && pattern.rank > 60) && !said.some(({ value }) => value === 'direct')
  );
}

function mostNamed(said: readonly Named[]): Named | undefined {
  const weight = new Map<NoticePlatform, number>();
  for (const { value, pattern } of said) weight.set(value, (weight.get(value) ?? 0) + pattern.rank);
  return [...said].sort((a, b) => (weight.get(b.value) ?? 0) - (weight.get(a.value) ?? 0) || a.start - b.start)[0];
}

/** The country of a notice: the sender's domain, the platform's domains in the text, the language; null when nothing tells. */
export function readMarketplace(
  platform: NoticePlatform,
  message: Message,
  layout: Layout,
  language: string | null,
  evidence: EvidenceList,
): string | null {
  if (platform === 'direct' || platform === 'unknown') return null;
  if (platform === 'alibaba_1688') {
    evidence.conclude('marketplace', 'CN', 'platform-of-one-country');
    return 'CN';
  }
  if (GLOBAL.has(platform)) {
    evidence.conclude('marketplace', 'GLOBAL', 'platform-without-countries');
    return 'GLOBAL';
  }
  const pattern = DOMAINS.find(([name]) => name === platform)?.[1];
  const named = pattern === undefined ? undefined : (domainIn(message.from, layout.text, pattern) ?? shopIn(layout, pattern));
  const country = named === undefined ? undefined : COUNTRIES[named.domain];
  if (named !== undefined && country !== undefined && !(platform === 'tiktok_shop')) {
    evidence.add('marketplace', country, 'shape/domain', named.start, named.end);
    return country;
  }
  const region = platform === 'tiktok_shop' ? /\bseller-([a-z]{2})\.tiktok/i.exec(layout.text)?.[1]?.toUpperCase() : undefined;
  const own = region ?? OWN_COUNTRY[language ?? ''] ?? null;
  if (own !== null) evidence.conclude('marketplace', own, region === undefined ? 'language' : 'domain');
  return own;
}

function domainIn(
  head: { readonly start: number; readonly end: number } | undefined,
  text: string,
  pattern: RegExp,
): { readonly domain: string; readonly start: number; readonly end: number } | undefined {
  if (head === undefined) return undefined;
  const found = [...text.slice(head.start, head.end).matchAll(pattern)].at(-1);
  const domain = found?.[1]?.toLowerCase();
  return domain === undefined ? undefined : { domain, start: head.start, end: head.end };
}

/** A shop that the text names (`Amazon.de`); help pages and mailboxes are on `.com` everywhere, so that they tell least. */
function shopIn(
  layout: Layout,
  pattern: RegExp,
): { readonly domain: string; readonly start: number; readonly end: number } | undefined {
  const body = layout.pieces.filter(({ context }) => context === undefined);
  const found = body.flatMap(({ start, end }) =>
    [
      ...layout.text
        .slice(start, end)
        .replaceAll(/[(\s"“]/g, '/')
        .matchAll(pattern),
    ].map((one) => ({
      domain: (one[1] ?? '').toLowerCase(),
      start: start + one.index,
      end: start + one.index + one[0].length,
    })),
  );
  return found.find(({ domain }) => domain !== 'com') ?? found[0];
}
