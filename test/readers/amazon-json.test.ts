import { describe, expect, it } from 'vitest';
import { readAmazonJson } from '../../src/readers/amazon-json.ts';
import { inputOf, outline, readAll } from './read-text.ts';

const US = 'ATVPDKIKX0DER';
const DE = 'A1PA6795UKMFR9';

describe('Amazon listings JSON', () => {
  it('reads a listings item', async () => {
    const item = {
      sku: 'BELT-1',
      summaries: [{ marketplaceId: DE, asin: 'B0TESTBELT', productType: 'BELT', itemName: 'from the summary' }],
      attributes: {
        item_name: [{ value: 'Laufgürtel', language_tag: 'de_DE', marketplace_id: DE }],
        bullet_point: [
          { value: 'leicht', marketplace_id: DE },
          { value: 'weich', marketplace_id: DE },
        ],
        generic_keyword: [{ value: 'nike gürtel', marketplace_id: DE }],
        brand: [{ value: 'Trailo', marketplace_id: DE }],
        main_product_image_locator: [{ media_location: 'https://img.example/1.jpg', marketplace_id: DE }],
        other_product_image_locator_2: [{ media_location: 'https://img.example/3.jpg', marketplace_id: DE }],
        other_product_image_locator_1: [{ media_location: 'https://img.example/2.jpg', marketplace_id: DE }],
        material: [{ value: 'Nylon', marketplace_id: DE }],
        item_weight: [{ value: 80, unit: 'grams', marketplace_id: DE }],
        purchasable_offer: [{ currency: 'EUR', our_price: [{ schedule: [{ value_with_tax: 9 }] }] }],
      },
    };
    const { listings, problems } = await readAll(readAmazonJson, inputOf(JSON.stringify(item, null, 2), 'item.json'));
    expect(problems).toEqual([]);
    expect(listings).toHaveLength(1);
    expect(listings[0]).toMatchObject({
      id: 'BELT-1',
      marketplace: 'amazon.de',
      locale: 'de-DE',
      brand: 'Trailo',
      category: 'BELT',
    });
    expect(outline(listings[0])).toEqual([
      'title: Laufgürtel',
      'bullet[1]: leicht',
      'bullet[2]: weich',
      'search-terms: nike gürtel',
      'brand: Trailo',
      'attribute:material: Nylon',
      'main: https://img.example/1.jpg',
      'other-1: https://img.example/2.jpg',
      'other-2: https://img.example/3.jpg',
    ]);
    expect(listings[0]?.fields[0]?.place.cell).toBe('/attributes/item_name/0/value');
  });

  it('reads a feed: whole items, patches, no deletions; one listing a marketplace', async () => {
    const feed = {
      header: { sellerId: 'X', version: '2.0', issueLocale: 'en_US' },
      messages: [
        {
          messageId: 1,
          sku: 'A',
          operationType: 'UPDATE',
          productType: 'MUG',
          attributes: {
            item_name: [
              { value: 'Mug', marketplace_id: US },
              { value: 'Tasse', marketplace_id: DE },
            ],
            brand: [{ value: 'Acme' }],
          },
        },
        { messageId: 2, sku: 'B', operationType: 'DELETE' },
        {
          messageId: 3,
          sku: 'C',
          operationType: 'PATCH',
          productType: 'MUG',
          patches: [
            { op: 'replace', path: '/attributes/item_name', value: [{ value: 'Nike Mug' }] },
            { op: 'delete', path: '/attributes/bullet_point', value: [{ value: 'gone' }] },
          ],
        },
      ],
    };
    const { listings, problems, mappings } = await readAll(readAmazonJson, inputOf(JSON.stringify(feed), 'feed.json'));
    expect(problems).toEqual([]);
    expect(mappings).toHaveLength(1);
    expect(listings.map((l) => [l.id, l.marketplace, l.locale, l.source.record, ...outline(l)])).toEqual([
      ['A', 'amazon.com', 'en-US', 1, 'title: Mug', 'brand: Acme'],
      ['A', 'amazon.de', 'de-DE', 1, 'title: Tasse', 'brand: Acme'],
      ['C', 'amazon.com', undefined, 3, 'title: Nike Mug'],
    ]);
    expect(listings[2]?.fields[0]?.place.cell).toBe('/messages/2/patches/0/value/0/value');
  });

  it('reads catalog items', async () => {
    const page = {
      items: [
        {
          asin: 'B0TESTMUG1',
          summaries: [{ marketplaceId: US, itemName: 'Mug', brand: 'Acme' }],
          images: [
            {
              marketplaceId: US,
              images: [
                { variant: 'MAIN', link: 'big.jpg' },
                { variant: 'MAIN', link: 'small.jpg' },
                { variant: 'PT01', link: 'side.jpg' },
              ],
            },
          ],
        },
      ],
    };
    const { listings } = await readAll(readAmazonJson, inputOf(JSON.stringify(page), 'page.json'));
    expect(listings[0]?.id).toBe('B0TESTMUG1');
    expect(outline(listings[0])).toEqual(['title: Mug', 'brand: Acme', 'main: big.jpg', 'other-1: side.jpg']);
  });

  it('says nothing about an empty page', async () => {
    expect(await readAll(readAmazonJson, inputOf('{"numberOfResults":0,"items":[]}', 'page.json'))).toMatchObject({
      listings: [],
      problems: [],
    });
  });
});
