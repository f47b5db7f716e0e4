/** Who says when something was published or changed; none of them has to tell the truth. */
export type DateSource = 'json-ld' | 'open-graph' | 'page' | 'shopify' | 'sitemap' | 'last-modified';

/** A date that a page or its server claims. */
export interface ClaimedDate {
  readonly source: DateSource;
  /** As the source calls it: `datePublished`, `published_at`, `lastmod` … */
  readonly name: string;
  /** As written. */
  readonly value: string;
  /** Which of several products it is about, by its id. */
  readonly of?: string;
}
