import type { ClaimedDate } from '../model/claimed-date.ts';

/** Most products of a list; a page of a shop has 250. */
const MOST = 1000;
const NAMES = ['published_at', 'created_at', 'updated_at'] as const;

/** The dates that a list of products of a Shopify shop claims (`/products.json`); none where it is no such list. */
export function shopifyListDates(text: string): ClaimedDate[] {
  const list = parse(text);
  if (!isRecord(list) || !Array.isArray(list.products)) return [];
  return list.products.slice(0, MOST).flatMap((product: unknown): ClaimedDate[] => {
    if (!isRecord(product) || typeof product.handle !== 'string') return [];
    const of = product.handle.slice(0, 255);
    return NAMES.flatMap((name): ClaimedDate[] => {
      const value = product[name];
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.Z+-]{1,20}$/.test(value)
        ? [{ source: 'shopify', name, value, of }]
        : [];
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
