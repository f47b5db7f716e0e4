import type { ClaimedDate } from '../model/claimed-date.ts';
import type { HtmlPage } from './html-page.ts';

/*
 * Dates in JSON-LD that speak of the page or of what it sells. Reviews, comments, other products and people have dates, too: a review of
 * last year says nothing about when the page's text stood there, so only what is known to be the page's own is looked into.
 */

/** Values that are looked at, and how deep. */
const MOST_NODES = 20_000;
const MAX_DEPTH = 12;

const NAMES: ReadonlySet<string> = new Set(['datePublished', 'dateCreated', 'dateModified', 'uploadDate', 'releaseDate']);
/** Where the page's own things stand inside each other; what stands under any other name is somebody else's, or not known to be the page's. */
const OWN_MEMBERS: ReadonlySet<string> = new Set([
  '@graph',
  'mainEntity',
  'mainEntityOfPage',
  'offers',
  'hasVariant',
  'isVariantOf',
  'image',
  'primaryImageOfPage',
  'associatedMedia',
  'video',
  'thumbnail',
]);
const OWN_TYPE =
  /^(?:\w*Page|Product(?:Group|Model)?|IndividualProduct|\w*Offer|\w*Article|BlogPosting|CreativeWork|(?:Image|Video|Media|3DModel)(?:Object)?)$/;

/** The dates that the JSON-LD of a page claims of the page, its product, offer, article, pictures and films. */
export function jsonLdDates(page: HtmlPage): ClaimedDate[] {
  const dates: ClaimedDate[] = [];
  let nodes = 0;
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH || ++nodes > MOST_NODES) return;
    if (Array.isArray(value)) {
      for (const item of value) walk(item, depth + 1);
      return;
    }
    if (!('@type' in value) || isOwnType(value['@type'])) takeMembers(value, depth);
  };
  const takeMembers = (node: object, depth: number): void => {
    for (const [name, inner] of Object.entries(node)) {
      if (NAMES.has(name)) for (const text of textsOf(inner)) dates.push({ source: 'json-ld', name, value: text.trim() });
      else if (isOwnMember(name)) walk(inner, depth + 1);
    }
  };
  for (const script of page.all('script[type="application/ld+json"]').slice(0, 200)) walk(parse(page.inner(script).text), 0);
  return dates;
}

/** Whether what stands under this name inside one of the page's own things is the page's own, too. */
export function isOwnMember(name: string): boolean {
  return OWN_MEMBERS.has(name);
}

/** Whether things of a type, or of several at once, are the page's own. A type may be written as an address. */
export function isOwnType(type: unknown): boolean {
  const types: readonly unknown[] = Array.isArray(type) ? type.slice(0, 20) : [type];
  return types.every((one) => typeof one === 'string' && OWN_TYPE.test(/[^/#:]*$/.exec(one.slice(-200))?.[0] ?? ''));
}

/** A text, several, or one with its type beside it. */
function textsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 10) : [value];
  return values.flatMap((one) => {
    const text: unknown = typeof one === 'object' && one !== null && '@value' in one ? one['@value'] : one;
    return typeof text === 'string' ? [text] : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
