import { describe, expect, it } from 'vitest';
import { readShopifyJson } from '../../src/readers/shopify-json.ts';
import { inputOf, outline, readAll, textsInFile } from './read-text.ts';

const product = {
  id: 632910392,
  handle: 'trail-cup',
  title: 'Trail Cup',
  body_html: '<p>Light &amp; strong</p>',
  vendor: 'Trailo',
  product_type: 'Cups',
  tags: ['camping', 'stanley dupe'],
  options: [
    { name: 'Color', values: ['Red', 'Tiffany Blue'] },
    { name: 'Title', values: ['Default Title'] },
  ],
  images: [
    { id: 1, src: 'https://cdn.example/1.jpg', alt: 'Red cup' },
    { id: 2, src: 'https://cdn.example/2.jpg', alt: null },
  ],
  variants: [{ sku: 'CUP-RED' }],
};

describe('Shopify products JSON', () => {
  it.each([
    ['a list', { products: [product] }, '/products/0/title'],
    ['one product', { product }, '/product/title'],
  ])('reads %s', async (_, document, cell) => {
    const text = JSON.stringify(document, null, 1);
    const { listings, problems } = await readAll(readShopifyJson, inputOf(text, 'products.json'));
    expect(problems).toEqual([]);
    expect(listings[0]).toMatchObject({ id: 'trail-cup', marketplace: 'shopify', brand: 'Trailo', category: 'Cups' });
    expect(outline(listings[0])).toEqual([
      'title: Trail Cup',
      'description: <p>Light &amp; strong</p>',
      'brand: Trailo',
      'image-alt: Red cup',
      'attribute:tags: camping',
      'attribute:tags: stanley dupe',
      'attribute:option: Red',
      'attribute:option: Tiffany Blue',
      'main: https://cdn.example/1.jpg',
      'other-1: https://cdn.example/2.jpg',
    ]);
    expect(listings[0]?.fields[0]?.place.cell).toBe(cell);
    expect(textsInFile(text, listings[0] ?? expect.fail())).toEqual(listings[0]?.fields.map((f) => f.text));
  });

  it('is silent about a shop without products', async () => {
    expect(await readAll(readShopifyJson, inputOf('{"products":[]}', 'p.json'))).toMatchObject({ listings: [], problems: [] });
  });
});
