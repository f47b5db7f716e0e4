import { natureOf } from '../lexicon/mark.ts';
import type { Replacement } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import { sourceSpan } from '../text/fold.ts';
import { namesBrand } from './brand-field.ts';
import type { Mention } from './brand-mention.ts';
import { type FixLanguage, inTitleCase, languageOf } from './fix-language.ts';

/*
 * The title of goods for another's product: own brand, what it is, then for what. `iPhone 15 silicone case black` ->
 * `Silicone case black compatible with iPhone 15`.
 */

const WORDING: Readonly<Record<FixLanguage, (product: string, model: string, capitals: boolean) => string>> = {
  en: (product, model, capitals) => `${product} ${capitals ? 'Compatible' : 'compatible'} with ${model}`,
  de: (product, model) => `${product} kompatibel mit ${model}`,
  fr: (product, model) => `${product} compatible avec ${model}`,
  es: (product, model) => `${product} compatible con ${model}`,
  it: (product, model) => `${product} compatibile con ${model}`,
  pt: (product, model) => `${product} compatível com ${model}`,
  zh: (product, model) => `${product} 适用于 ${model}`,
  ja: (product, model) => `${product} ${model} 対応`,
};

/** The words that make a model of a mark: `15 Pro Max`, `V8`, `S24 Ultra`. */
const MODEL =
  /^(?:[ \u00a0]?(?:\d[\p{L}\d.]{0,5}|[A-Za-z]{1,3}\d{1,4}[a-z]{0,2}|Pro|Max|Plus|Ultra|Mini|Lite|SE|FE|Gen|Air)(?![\p{L}\d]))+/iu;
/** Signs that part a title. */
const PART = /[,;|(（，；｜【\n<]| [-–—] /;
/** Longest title of a marketplace whose limit is known; 200 elsewhere. */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^ebay/, 80],
  [/^walmart/, 150],
  [/^(?:alibaba|aliexpress)/, 128],
];
/** Words that would be torn from what follows them when a part of the title moves. */
const TORN = /(?:^|\s)(?:for|with|by|of|and|or|fits|&|für|mit|und|pour|avec|et|para|con|y|per|e|com)$/i;

/** Things that are hardly ever sold under the name of the device that they are for. */
const ACCESSORY =
  /(?:\b(?:cases?|cover|covers|screen protectors?|skins?|sleeve|holder|mount|straps?|watch ?bands?|armband|schutzhülle|handyhülle|hülle|panzerglas|displayschutz|armband|coque|étui|verre trempé|funda|carcasa|protector de pantalla|correa|custodia|pellicola|cinturino|capa|capinha|película)\b|手机壳|保护壳|保护套|钢化膜|表带|ケース|フィルム|バンド)/iu;

/** The whole title anew; undefined when it is not certain which of its words say what the goods are. */
export function compatibleTitle(mention: Mention, all: readonly Mention[], listing: Listing): Replacement[] | undefined {
  const { text: source, start, end, mark } = mention;
  const title = source.field.text;
  if (natureOf(mark.kind) !== 'brand' || /[<&]/.test(title)) return undefined;
  const others = all.filter(
    (m) => m.field === mention.field && m !== mention && !['own', 'common-word', 'component'].includes(m.use),
  );
  if (others.length > 0) return undefined;
  const { tokens, folded } = source;
  const [from, plainEnd] = sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0);
  const to = plainEnd + (MODEL.exec(title.slice(plainEnd))?.[0].length ?? 0);
  const partStart = lastPart(title.slice(0, from));
  const cut = title.slice(to).search(PART);
  const partEnd = cut < 0 ? title.length : to + cut;
  const product = productOf(title.slice(partStart, from), title.slice(to, partEnd));
  const language = languageOf(title, listing);
  if (product === undefined || language === undefined || partStart > 0) return undefined;
  // A model of a device and a thing made for it: `Anker 65W charger` may be Anker's own.
  if (!ACCESSORY.test(product) || (mark.kind !== 'model' && !/\d/.test(title.slice(from, to)))) return undefined;
  const capitals = inTitleCase(title);
  const own = ownBrand(listing, all, mention.field, product);
  const lead = own === undefined ? capitalised(product, title) : `${own} ${product}`;
  const rest = title.slice(partEnd);
  const written = WORDING[language](lead, title.slice(from, to), capitals) + (rest.startsWith('(') ? ` ${rest}` : rest);
  return [...written].length > limitOf(listing.marketplace) ? undefined : [{ span: [0, title.length], text: written }];
}

/** Where the part of the title begins in which a text ends. */
function lastPart(before: string): number {
  let at = 0;
  for (const found of before.matchAll(new RegExp(PART, 'g'))) at = found.index + found[0].length;
  return at;
}

/** What the goods are: the part without the mark. At least one word, none torn. */
function productOf(before: string, after: string): string | undefined {
  if (/^[\p{L}\p{N}'’-]/u.test(after) || /[\p{L}\p{N}'’-]$/u.test(before)) return undefined;
  const [head, tail] = [before.trim(), after.trim()];
  if (TORN.test(head) || /^[-–—/.:]/.test(tail) || /[-–—/.:]$/.test(head)) return undefined;
  const product = [head, tail].filter((part) => part !== '').join(' ');
  return (product.match(/\p{L}{2,}|\p{Script=Han}/gu)?.length ?? 0) === 0 || tail + head === '' ? undefined : product;
}

/** A company's name is no brand to begin a title with. */
const COMPANY = /\b(?:inc|llc|ltd|gmbh|corp|co|company|technologies|limited)\b|[^\p{L}\p{N}!'’&+)]$/iu;

/** The seller's brand, where the brand field names one and the title does not. */
function ownBrand(listing: Listing, all: readonly Mention[], field: number, product: string): string | undefined {
  const { brand } = listing;
  if (
    !namesBrand(brand) ||
    brand.length > 40 ||
    COMPANY.test(brand) ||
    product.toLowerCase().includes(brand.trim().toLowerCase())
  )
    return undefined;
  return all.some((m) => m.field === field && m.use === 'own') ? undefined : brand.trim();
}

function capitalised(product: string, title: string): string {
  const capital = /^[^\p{L}]*\p{Lu}/u.test(title) || /^i[A-Z]/.test(title);
  return capital ? product.charAt(0).toUpperCase() + product.slice(1) : product;
}

function limitOf(marketplace: string): number {
  return LIMITS.find(([name]) => name.test(marketplace))?.[1] ?? 200;
}
