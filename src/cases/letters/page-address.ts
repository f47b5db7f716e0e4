import type { CaseItem } from '../../model/case-item.ts';

/** The address of a listing's page on Amazon; undefined where its ASIN or marketplace is not known. */
export function pageAddress({ id, listing }: Pick<CaseItem, 'id' | 'listing'>): string | undefined {
  const host = /^amazon\.(?:com|ca|com\.mx|co\.uk|de|fr|it|es|nl|se|pl|ie|co\.jp|com\.au|sg|ae|in|com\.br|com\.tr)$/.exec(
    listing?.marketplace ?? '',
  )?.[0];
  return host !== undefined && /^[A-Z0-9]{10}$/.test(id) ? `https://www.${host}/dp/${id}` : undefined;
}
