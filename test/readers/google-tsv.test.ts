import { describe, expect, it } from 'vitest';
import { readGoogleTsv } from '../../src/readers/google-tsv.ts';
import { fieldsOf, imagesOf, run } from './table-input.ts';

describe('readGoogleTsv', () => {
  it('reads a Merchant feed', async () => {
    const { listings, problems } = await run(
      readGoogleTsv,
      'id\ttitle\tdescription\tlink\timage_link\tadditional_image_link\tbrand\tgoogle_product_category\tproduct_highlight\tprice\n' +
        '7\tSteel "Pro" Bottle\tKeeps cold, all day\thttps://shop.example/7\thttps://c.example/1.jpg\thttps://c.example/2,a.jpg,https://c.example/3.jpg\tAcme\tHome & Garden > Kitchen\tLeak-proof\t19.90 EUR\n',
      {},
      'feed.tsv',
    );
    expect(problems).toEqual([]);
    expect(listings[0]).toMatchObject({ id: '7', marketplace: 'google', brand: 'Acme', category: 'Home & Garden > Kitchen' });
    expect(fieldsOf(listings[0])).toEqual({
      title: 'Steel "Pro" Bottle',
      'bullet 1': 'Leak-proof',
      description: 'Keeps cold, all day',
      brand: 'Acme',
    });
    expect(imagesOf(listings[0])).toEqual({
      main: 'https://c.example/1.jpg',
      'other-1': 'https://c.example/2,a.jpg',
      'other-2': 'https://c.example/3.jpg',
    });
  });
});
