import { describe, expect, it } from 'vitest';
import { readShopifyCsv } from '../../src/readers/shopify-csv.ts';
import { fieldsOf, imagesOf, placed, run } from './table-input.ts';

const EXPORT = `Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Image Alt Text,SEO Title,SEO Description,Status
steel-bottle,Steel Bottle,"<p>Keeps cold.</p>
<p>500 ml</p>",Acme,Home > Kitchen,Bottle,"camping, gym",true,Color,Black,SB-BK,19.90,https://cdn.example/1.jpg,1,Black bottle,Bottle | Acme,Buy it,active
steel-bottle,,,,,,,,,Red,SB-RD,19.90,https://cdn.example/2.jpg,2,Red bottle,,,
steel-bottle,,,,,,,,,,,,https://cdn.example/3.jpg,3,,,,
cup,Cup,,Acme,,,,true,Title,Default Title,C-1,9.00,https://cdn.example/c.jpg,1,,,,active
steel-bottle,Steel Bottle again,,Acme,,,,true,,,,,,,,,,active
`;

describe('readShopifyCsv', () => {
  it('reads the rows of one Handle as one listing', async () => {
    const { listings, problems, mappings } = await run(readShopifyCsv, EXPORT);
    expect(mappings).toHaveLength(1);
    expect(listings.map(({ id, marketplace, source }) => [id, marketplace, source.record])).toEqual([
      ['steel-bottle', 'shopify', 1],
      ['cup', 'shopify', 2],
      ['steel-bottle', 'shopify', 3],
    ]);
    expect(fieldsOf(listings[0])).toMatchObject({
      title: 'Steel Bottle',
      description: '<p>Keeps cold.</p>\n<p>500 ml</p>',
      brand: 'Acme',
      'image-alt 1': 'Black bottle',
      'image-alt 2': 'Red bottle',
      'attribute:tags': 'camping, gym',
      'attribute:seo-title': 'Bottle | Acme',
    });
    expect(listings[0]?.category).toBe('Home > Kitchen');
    expect(listings[0]?.fields.filter((field) => field.name === 'attribute:option1').map((field) => field.text)).toEqual([
      'Black',
      'Red',
    ]);
    expect(imagesOf(listings[0])).toEqual({
      main: 'https://cdn.example/1.jpg',
      'other-1': 'https://cdn.example/2.jpg',
      'other-2': 'https://cdn.example/3.jpg',
    });
    expect(problems.map(({ line, column, record }) => [line, column, record])).toEqual([[7, 1, 3]]);
    expect(problems[0]?.reason.zh).toContain('steel-bottle');
    for (const listing of listings) for (const { text, source } of placed(EXPORT, listing)) expect(source).toBe(text);
  });

  it('reads the newer export', async () => {
    const { listings } = await run(
      readShopifyCsv,
      'Title,URL handle,Description,Vendor,Product image URL,Image alt text\nCup,cup,<b>Cup</b>,Acme,https://c.example/1.jpg,A cup\n',
    );
    expect(fieldsOf(listings[0])).toEqual({ title: 'Cup', description: '<b>Cup</b>', brand: 'Acme', 'image-alt 1': 'A cup' });
    expect(listings[0]?.id).toBe('cup');
  });
});
