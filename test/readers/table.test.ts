import { describe, expect, it } from 'vitest';
import { locate } from '../../src/model/place.ts';
import { readTable } from '../../src/readers/table.ts';
import { fieldsOf, imagesOf, placed, run } from './table-input.ts';

const ENGLISH = `Spring upload 2026,,,
,,,
SKU,Title,Bullet Point 1,Bullet Point 2,Description,Search Terms,Brand,Price,Colour,Main Image,Image 2
KB-01,"Steel Bottle, 500 ml",Keeps cold,,"A bottle.
With a ""lid"".",flask thermos,Acme &amp; Co,19.90,Black,img/a.jpg,img/b.jpg
KB-02,Steel Cup,Keeps warm,Light,,,Acme,9.90,Red,https://img.example/c.jpg,"https://img.example/d.jpg, https://img.example/e.jpg"
`;

describe('readTable', () => {
  it('finds the header below other rows and reads every listing with its places', async () => {
    const { listings, problems, mappings } = await run(readTable, ENGLISH);
    expect(problems).toEqual([]);
    expect(mappings).toEqual([
      {
        file: 'feed.csv',
        format: 'table',
        columns: [
          { from: 'SKU', to: 'id' },
          { from: 'Title', to: 'title' },
          { from: 'Bullet Point 1', to: 'bullet' },
          { from: 'Bullet Point 2', to: 'bullet' },
          { from: 'Description', to: 'description' },
          { from: 'Search Terms', to: 'search-terms' },
          { from: 'Brand', to: 'brand' },
          { from: 'Colour', to: 'attribute:colour' },
          { from: 'Main Image', to: 'image.main' },
          { from: 'Image 2', to: 'image.other' },
        ],
        ignored: ['Price'],
      },
    ]);
    expect(listings.map(({ id, marketplace, brand, source }) => [id, marketplace, brand, source.record])).toEqual([
      ['KB-01', 'any', 'Acme & Co', 1],
      ['KB-02', 'any', 'Acme', 2],
    ]);
    expect(fieldsOf(listings[0])).toEqual({
      title: 'Steel Bottle, 500 ml',
      'bullet 1': 'Keeps cold',
      description: 'A bottle.\nWith a "lid".',
      'search-terms': 'flask thermos',
      brand: 'Acme &amp; Co',
      'attribute:colour': 'Black',
    });
    expect(imagesOf(listings[1])).toEqual({
      main: 'https://img.example/c.jpg',
      'other-1': 'https://img.example/d.jpg',
      'other-2': 'https://img.example/e.jpg',
    });
    for (const listing of listings) for (const { text, source } of placed(ENGLISH, listing)) expect(source).toBe(text);
    const description = listings[0]?.fields.find((field) => field.name === 'description');
    expect(description?.place.cell).toBe('E4');
    expect(description && locate(description.place, description.text.indexOf('lid'))).toEqual({ line: 5, column: 10 });
  });

  it('reads a Chinese table with numbered selling points', async () => {
    const { listings, problems } = await run(
      readTable,
      '商品编码\t商品标题\t五点描述1\t五点描述2\t卖点三\t产品描述\t后台关键词\t品牌名\t主图链接\t附图1\t站点\n' +
        'A1\t保温杯 大容量\t双层真空\t\t食品级硅胶\t适合户外\t水壶 杯子\t途铂\tm.jpg\to.jpg\t亚马逊德国站\n',
    );
    expect(problems).toEqual([]);
    expect(fieldsOf(listings[0])).toEqual({
      title: '保温杯 大容量',
      'bullet 1': '双层真空',
      'bullet 3': '食品级硅胶',
      description: '适合户外',
      'search-terms': '水壶 杯子',
      brand: '途铂',
    });
    expect(listings[0]?.marketplace).toBe('amazon.de');
    expect(imagesOf(listings[0])).toEqual({ main: 'm.jpg', 'other-1': 'o.jpg' });
  });

  it('lets an explicit map win and names the nearest column for one that is missing', async () => {
    const csv = 'Ref;Überschrift;Punkt A;Punkt B;Stichworte\n7;Trinkflasche;leicht;dicht;flasche\n';
    const map = { id: 'Ref', title: 'Überschrift', bullet: ['Punkt A', 'Punkt B'], 'search-terms': 'Stichwörter' };
    const { listings, problems } = await run(readTable, csv, { map, marketplace: 'amazon.de', locale: 'de-DE' });
    expect(fieldsOf(listings[0])).toEqual({
      title: 'Trinkflasche',
      'bullet 1': 'leicht',
      'bullet 2': 'dicht',
      'attribute:stichworte': 'flasche',
    });
    expect(listings[0]).toMatchObject({ id: '7', marketplace: 'amazon.de', locale: 'de-DE' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'feed.csv', line: 1 });
    expect(problems[0]?.reason.en).toContain('Did you mean "Stichworte"?');
    expect(problems[0]?.reason.zh).toContain('“Stichworte”');
  });

  it('says what to write when no header is known', async () => {
    const { listings, problems, mappings } = await run(readTable, 'foo,bar\n1,2\n3,4\n');
    expect(listings).toEqual([]);
    expect(mappings).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason.en).toContain('foo, bar');
    expect(problems[0]?.reason.zh).toContain('sources:');
  });

  it('takes the file and the record for the id where there is none, and the ASIN before that', async () => {
    const plain = await run(readTable, 'title,brand\nBottle,Acme\n,\nCup,Acme\n');
    expect(plain.listings.map((listing) => listing.id)).toEqual(['feed.csv#1', 'feed.csv#2']);
    const asin = await run(readTable, 'asin,title,country,site\nB0ABCDEF12,Bottle,x,UK\n');
    expect(asin.listings[0]).toMatchObject({ id: 'B0ABCDEF12', marketplace: 'amazon.co.uk' });
  });

  it('reports cells beyond the header and a file that was cut, and reads the rows', async () => {
    const { listings, problems } = await run(readTable, 'brand,sku,title\nAcme,A,Bottle,,stray\nAcme,B,Cup,,\nAcme,C');
    expect(listings.map((listing) => listing.id)).toEqual(['A', 'B', 'C']);
    expect(problems.map(({ line, column, record }) => [line, column, record])).toEqual([
      [2, 16, 1],
      [4, 6, 3],
    ]);
  });

  it('reports a last row that ends inside a text, where every row before was whole', async () => {
    const cut = await run(readTable, 'sku,title,brand\nA,Bottle,Acme\nB,Steel cup with lid and bru');
    expect(cut.listings.map((listing) => listing.id)).toEqual(['A', 'B']);
    expect(cut.problems.map(({ line, column, record }) => [line, column, record])).toEqual([[3, 3, 2]]);
    const ragged = await run(readTable, 'sku,title,brand\nA,Bottle\nB,Steel cup');
    expect(ragged.problems).toEqual([]);
  });

  it('tells a hundred shifted rows one by one, not a million', async () => {
    const { listings, problems } = await run(readTable, `sku,title\n${'A,Bottle,stray\n'.repeat(300)}`);
    expect(listings).toHaveLength(300);
    expect(problems).toHaveLength(101);
  });

  it('leaves out a header that stands once more', async () => {
    const { listings } = await run(readTable, 'sku,title\nA,Bottle\nsku,title\nB,Cup\n');
    expect(listings.map((listing) => listing.id)).toEqual(['A', 'B']);
  });

  it('is silent about an empty file', async () => {
    expect(await run(readTable, '')).toEqual({ listings: [], problems: [], mappings: [] });
  });

  it('prefers a good name to a vague one for the same field', async () => {
    const { listings } = await run(readTable, '名称,英文标题,SKU\n内部名称 A,Steel Bottle,1\n');
    expect(fieldsOf(listings[0])).toEqual({ title: 'Steel Bottle', 'attribute:名称': '内部名称 A' });
  });
});
