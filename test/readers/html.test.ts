import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Listing } from '../../src/model/listing.ts';
import { locate } from '../../src/model/place.ts';
import { readHtml } from '../../src/readers/html.ts';
import { foldPlain } from '../../src/text/fold.ts';
import { inputOf, outline, readAll, reasons, textsInFile } from './read-text.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const AMAZON = fixture('amazon-page.html');
const SHOP = fixture('shop-page.html');

/** What stands in the page where the listing says that a word of a field stands. */
function pointed(content: string, listing: Listing | undefined, name: string, word: string): string {
  const field = listing?.fields.find((f) => f.name === name && f.text.includes(word));
  const { line, column } = locate(field?.place ?? { runs: [] }, field?.text.indexOf(word) ?? -1);
  return content.split('\n')[line - 1]?.slice(column - 1, column - 1 + word.length) ?? '';
}

describe('a saved Amazon page', () => {
  it('is read from its markup', async () => {
    const read = await readAll(readHtml, inputOf(AMAZON, 'belt.html'));
    expect(read.problems).toEqual([]);
    expect(read.listings).toHaveLength(1);
    const [listing] = read.listings;
    expect(listing).toMatchObject({ id: 'B0TESTBELT', marketplace: 'amazon.de', locale: 'de-de', brand: 'Trailo' });
    expect(outline(listing)).toEqual([
      'title: Laufgürtel &amp; Tasche für <b>Nike</b> Läufer',
      'bullet[1]: Leicht und\n weich',
      'bullet[2]: Wasserabweisend<script>var x = "nike";</script>',
      'description: <p>Der <i>beste</i> Gürtel.</p>',
      'aplus: <h2>Vom Hersteller</h2><p>Seit 1990</p>',
      'brand: Trailo',
      'image-alt: Gürtel',
      'main: page_files/61abc.jpg',
      'other-1: page_files/2 b.jpg',
    ]);
    expect(textsInFile(AMAZON, listing ?? expect.fail())).toEqual(listing?.fields.map((f) => f.text));
    expect(foldPlain(listing?.fields[2]?.text ?? '').trim()).toBe('wasserabweisend');
    expect(read.mappings).toHaveLength(1);
  });
});

describe('a page with metadata', () => {
  it('is read from JSON-LD, with places behind escapes', async () => {
    const read = await readAll(readHtml, inputOf(SHOP, 'cup.html'));
    expect(read.problems).toEqual([]);
    const [listing] = read.listings;
    expect(listing).toMatchObject({ id: 'CUP-1', marketplace: 'shopify', locale: 'en', brand: 'Trailo' });
    expect(outline(listing)).toEqual([
      'title: Trail Cup – like Stanley',
      'description: Keeps coffee "hot" for Stanley fans',
      'brand: Trailo',
      'main: a.jpg',
      'other-1: b.jpg',
    ]);
    expect(pointed(SHOP, listing, 'title', 'Stanley')).toBe('Stanley');
    expect(pointed(SHOP, listing, 'description', 'Stanley')).toBe('Stanley');
  });

  it('is read from Open Graph when that is all', async () => {
    const text = SHOP.replace(/<script[\s\S]*<\/script>/, '');
    const [listing] = (await readAll(readHtml, inputOf(text, 'cup.html'))).listings;
    expect(outline(listing)).toEqual(['title: Trail Cup &amp; Lid', 'main: https://cdn.shopify.com/s/files/1/cup.jpg?v=1&w=2']);
    expect(pointed(text, listing, 'title', 'Lid')).toBe('Lid');
  });

  it('is read from microdata when that is all', async () => {
    const text =
      '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop=name>Cup <b>XL</b></h1><meta itemprop="sku" content="C1"><span itemprop="brand" itemscope><i itemprop="name">Trailo</i></span><img itemprop="image" src="c.jpg"></div>';
    const [listing] = (await readAll(readHtml, inputOf(text, 'cup.html'))).listings;
    expect(listing).toMatchObject({ id: 'C1', brand: 'Trailo' });
    expect(outline(listing)).toEqual(['title: Cup <b>XL</b>', 'brand: Trailo', 'main: c.jpg']);
  });

  it('takes the title of a draft from its heading', async () => {
    const text =
      '<title>Draft</title><script type="application/ld+json">{"@type":"Product","sku":"A","description":"x"}</script>';
    expect(outline((await readAll(readHtml, inputOf(text, 'a.html'))).listings[0])).toEqual(['title: Draft', 'description: x']);
  });

  it('gives a listing for every product of a list', async () => {
    const text =
      '<script type="application/ld+json">[{"@type":"Product","name":"A"},{"@type":["Product"],"name":"B"}]</script>';
    expect((await readAll(readHtml, inputOf(text, 'a.html'))).listings.map((l) => l.id)).toEqual(['a.html#1', 'a.html#2']);
  });

  it('tells the place of broken JSON-LD', async () => {
    const text = '<html>\n<script type="application/ld+json">\n{"@type":"Product","name":"A" "sku":"B"}\n</script></html>';
    expect(reasons(await readAll(readHtml, inputOf(text, 'a.html')))).toEqual([expect.stringMatching(/^3:31 Broken JSON/)]);
  });
});

describe('other shops', () => {
  it.each([
    [
      'aliexpress.com',
      'https://www.aliexpress.com/item/1005001234567890.html',
      '<h1 data-pl="product-title">Cup</h1>',
      '1005001234567890',
    ],
    [
      'alibaba.com',
      'https://www.alibaba.com/product-detail/Cup_1600123456789.html',
      '<div class="product-title"><h1>Cup</h1></div>',
      '1600123456789',
    ],
    [
      'ebay.com',
      'https://www.ebay.com/itm/123456789012',
      '<h1 class="x-item-title__mainTitle"><span>Cup</span></h1>',
      '123456789012',
    ],
    ['walmart.com', 'https://www.walmart.com/ip/Cup/55123456', '<h1 id="main-title" itemprop="name">Cup</h1>', '55123456'],
    ['shopify', 'https://trailo.myshopify.com/products/cup', '<div class="product__title"><h1>Cup</h1></div>', 'cup'],
  ])('%s', async (marketplace, address, markup, id) => {
    const text = `<html><head><meta property="og:url" content="${address}"></head><body>${markup}</body></html>`;
    const [listing] = (await readAll(readHtml, inputOf(text, 'p.html'))).listings;
    expect(listing).toMatchObject({ id, marketplace });
    expect(foldPlain(listing?.fields[0]?.text ?? '')).toBe('cup');
  });
});

describe('a page without a product', () => {
  it.each(['', '<html><title>News</title><h1>Today</h1></html>', 'plain text', '<'])('is one problem: %j', async (text) => {
    const read = await readAll(readHtml, inputOf(text, 'a.html'));
    expect(read.listings).toEqual([]);
    expect(reasons(read)).toEqual([expect.stringMatching(/^: No product found: looked for/)]);
  });

  it('is read however deep its tags are nested', async () => {
    const deep = `<div id="productTitle">${'<b>'.repeat(4500)}Cup${'</b>'.repeat(4500)}</div>`;
    expect((await readAll(readHtml, inputOf(deep, 'a.html'))).listings).toHaveLength(1);
    const deeper = '<div>'.repeat(100_000);
    expect(reasons(await readAll(readHtml, inputOf(deeper, 'a.html')))).toEqual([expect.stringContaining('5000 levels deep')]);
  });
});
