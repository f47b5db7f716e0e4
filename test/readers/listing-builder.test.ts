import { describe, expect, it } from 'vitest';
import { placeAt } from '../../src/model/place.ts';
import type { Target } from '../../src/readers/columns.ts';
import { buildListing, type NamedText } from '../../src/readers/listing-builder.ts';
import { marketplaceName } from '../../src/readers/marketplace-name.ts';

const text = (field: Target, value: string, number?: number): NamedText => ({
  field,
  text: value,
  place: placeAt(value, 1, 1),
  ...(number === undefined ? {} : { number }),
});
const context = { file: 'a.csv', record: 7 };

describe('buildListing', () => {
  it('orders the fields and slots, whatever the order of the file', () => {
    const listing = buildListing(
      [
        text('attribute:b', 'blue'),
        text('image.other', 'o2.jpg', 2),
        text('brand', ' Acme&reg; '),
        text('bullet', 'second', 2),
        text('image.other', 'o1.jpg', 1),
        text('attribute:a', 'steel'),
        text('attribute:n', '19.90'),
        text('bullet', 'first', 1),
        text('title', 'Bottle'),
        text('image.main', 'm.jpg'),
        text('description', '   '),
        text('category', 'Kitchen'),
        text('locale', 'en_GB'),
      ],
      context,
    );
    expect(listing?.fields.map(({ name, index, text: value }) => [name, index, value])).toEqual([
      ['title', undefined, 'Bottle'],
      ['bullet', 1, 'first'],
      ['bullet', 2, 'second'],
      ['brand', undefined, ' Acme&reg; '],
      ['attribute:b', undefined, 'blue'],
      ['attribute:a', undefined, 'steel'],
    ]);
    expect(listing?.images.map(({ slot, src }) => [slot, src])).toEqual([
      ['main', 'm.jpg'],
      ['other-1', 'o1.jpg'],
      ['other-2', 'o2.jpg'],
    ]);
    expect(listing).toMatchObject({ id: 'a.csv#7', marketplace: 'any', brand: 'Acme®', category: 'Kitchen', locale: 'en-GB' });
  });

  it('takes the SKU for the id before the ASIN', () => {
    expect(buildListing([text('product-id', 'B0ABCDEF12'), text('id', 'KB-01')], context)?.id).toBe('KB-01');
    expect(buildListing([text('product-id', 'B0ABCDEF12'), text('title', 'x')], context)?.id).toBe('B0ABCDEF12');
  });

  it('makes nothing of a record that says nothing', () => {
    expect(buildListing([], context)).toBeUndefined();
    expect(buildListing([text('title', ' '), text('attribute:x', '12')], context)).toBeUndefined();
  });
});

describe('marketplaceName', () => {
  it.each([
    ['amazon.de', undefined, 'amazon.de'],
    ['https://www.amazon.co.uk/dp/B0', undefined, 'amazon.co.uk'],
    ['Amazon DE', undefined, 'amazon.de'],
    ['亚马逊美国站', undefined, 'amazon.com'],
    ['A1VC38T7YXB528', undefined, 'amazon.co.jp'],
    ['Amazon', undefined, 'amazon.com'],
    ['德国', 'amazon.com', 'amazon.de'],
    ['UK', undefined, undefined],
    ['速卖通', undefined, 'aliexpress.com'],
    ['Shopify', undefined, 'shopify'],
    ['shop.example', undefined, 'shop.example'],
    ['constructor', 'amazon', undefined],
    ['', undefined, undefined],
  ])('%j beside %s', (written, around, expected) => {
    expect(marketplaceName(written, around)).toBe(expected);
  });
});
