import { describe, expect, it } from 'vitest';
import { attributeOf, countNames, fieldOfName, isAdministrative, mapColumns } from '../../src/readers/columns.ts';

describe('fieldOfName', () => {
  it.each([
    [
      'title',
      'title productTitle Product_Title 商品标题 英文标题 标题（必填） *商品标题 Titel título titolo タイトル 標題 item_name title_en',
    ],
    ['id', 'SKU item_sku 商品编码 货号 Seller-SKU 管理番号 Artikelnummer'],
    ['product-id', 'ASIN productId 商品ID'],
    ['bullet', 'bullets bulletPoints featureBullets aboutThisItem 五点描述 卖点 要点 puces Aufzählungspunkte'],
    ['description', 'description product_description body_html 产品描述 商品详情 Beschreibung descrizione 商品説明'],
    ['aplus', 'A+ aplus_content A+页面'],
    ['search-terms', 'searchTerms generic_keywords 关键词 后台关键词 搜索词 Suchbegriffe 検索キーワード'],
    ['brand', 'brand brand_name 品牌 品牌名 Marke marque marca ブランド'],
    ['manufacturer', 'manufacturer 制造商 厂商 Hersteller メーカー'],
    ['category', 'category 类目 google_product_category item_type Kategorie'],
    ['marketplace', 'marketplace marketplace_id 站点'],
    ['locale', 'language language_tag 语言'],
    ['image.main', 'mainImage main_image_url 主图 主图链接 image_link images 图片 図片1 Hauptbild'.replace('図片1', '图片1')],
    ['image.other', 'additional_image_link other_image_url 附图 gallery'],
    ['image-alt', 'imageAltText alt_text 图片描述'],
  ])('%s', (field, names) => {
    for (const name of names.split(' ')) expect([name, fieldOfName(name)?.field]).toEqual([name, field]);
  });

  it.each([
    ['bullet_point3', 'bullet', 3],
    ['Bullet Point 10', 'bullet', 10],
    ['卖点二', 'bullet', 2],
    ['五点描述５', 'bullet', 5],
    ['other_image_url4', 'image.other', 4],
    ['附图1', 'image.other', 1],
    ['Image 2', 'image.other', 1],
    ['image_3_url', 'image.other', 2],
    ['generic_keywords2', 'search-terms', 2],
  ])('%s is number %s', (name, field, number) => {
    expect(fieldOfName(name)).toMatchObject({ field, number });
  });

  it.each(['', 'wattage', 'constructor', '__proto__', 'x'.repeat(5000), '123', '五', 'Name of the dog', 'colour'])(
    'does not know %j',
    (name) => {
      expect(fieldOfName(name)).toBeUndefined();
    },
  );

  it('knows what no shopper reads', () => {
    for (const name of ['Price', 'sale_price', '库存', 'item_package_quantity', 'shipping_weight_unit_of_measure', '备注']) {
      expect([name, isAdministrative(name)]).toEqual([name, true]);
    }
    expect(isAdministrative('material')).toBe(false);
  });
});

describe('attributeOf', () => {
  it.each([
    ['Colour Name', 'attribute:colour-name'],
    ['材质', 'attribute:材质'],
    [' (Größe) ', 'attribute:grosse'],
    ['***', 'attribute:unnamed'],
  ])('%s', (name, expected) => {
    expect(attributeOf(name)).toBe(expected);
  });
});

describe('mapColumns', () => {
  const place = { file: 'a.csv', line: 2 };

  it('makes the second column for a field an attribute', async () => {
    const { columns, ignored, problems } = await mapColumns(
      ['SKU', 'Title', 'Name', 'Features', 'Bullet 1', 'Price', ''],
      undefined,
      place,
    );
    expect(columns).toEqual([
      { index: 0, field: 'id' },
      { index: 1, field: 'title' },
      { index: 2, field: 'attribute:name' },
      { index: 3, field: 'attribute:features' },
      { index: 4, field: 'bullet', number: 1 },
    ]);
    expect(ignored).toEqual(['Price']);
    expect(problems).toEqual([]);
  });

  it('names the nearest field for a mistaken one', async () => {
    const { problems } = await mapColumns(['A', 'B'], { titel: 'A', title: 'B' }, place);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(place);
    expect(problems[0]?.reason.en).toContain('Did you mean "title"?');
  });

  it('finds a mapped column however it is spelled', async () => {
    expect((await mapColumns(['Punkt  A'], { bullet: 'punkt_a' }, place)).columns).toEqual([{ index: 0, field: 'bullet' }]);
  });
});

describe('countNames', () => {
  it('tells a header from a row of texts', () => {
    expect(countNames(['sku', 'title', 'brand', 'wattage'])).toBe(3);
    expect(countNames(['KB-01', 'Steel bottle', 'Acme', '19.90'])).toBe(0);
  });
});
