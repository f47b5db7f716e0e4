import { describe, expect, it } from 'vitest';
import { claimedDates } from '../../src/readers/html-dates.ts';
import { loadPage } from '../../src/readers/html-page.ts';
import { shopifyListDates } from '../../src/readers/shopify-dates.ts';

async function dates(html: string): Promise<readonly string[]> {
  const page = await loadPage(html);
  return page === undefined ? [] : claimedDates(page).map(({ source, name, value }) => `${source} ${name} ${value}`);
}

describe('the dates that a page claims', () => {
  it('are those of JSON-LD, of its head, of its marked elements and of Shopify', async () => {
    const html = `<script src="https://cdn.shopify.com/x.js"></script>
      <script type="application/ld+json">{"@graph":[{"@type":"Product","datePublished":"2026-03-01","offers":{"validFrom":"2020-01-01"}},{"dateModified":"2026-04-01T10:00:00Z"}]}</script>
      <meta property="article:published_time" content="2026-02-01T08:00:00+08:00"><meta property="og:updated_time" content="2026-02-02">
      <time itemprop="datePublished" datetime="2026-01-05">5 January</time><span itemprop="dateCreated">2026-01-04</span>
      <script>var p = {"published_at":"2025-12-01T00:00:00-05:00","created_at":"2025-11-01T00:00:00Z","variants":[{"created_at":"2024-11-01T00:00:00Z"}]}</script>`;
    expect(await dates(html)).toEqual([
      'json-ld datePublished 2026-03-01',
      'json-ld dateModified 2026-04-01T10:00:00Z',
      'open-graph article:published_time 2026-02-01T08:00:00+08:00',
      'open-graph og:updated_time 2026-02-02',
      'page datePublished 2026-01-05',
      'page dateCreated 2026-01-04',
      'shopify published_at 2025-12-01T00:00:00-05:00',
      'shopify created_at 2025-11-01T00:00:00Z',
    ]);
  });

  it.each([
    ['a review in the product', { '@type': 'Product', review: [{ '@type': 'Review', datePublished: '2019-01-01' }] }],
    ['a review beside the product', { '@graph': [{ '@type': 'Product' }, { '@type': 'Review', datePublished: '2019-01-01' }] }],
    [
      'a review that names the product',
      { '@type': 'Review', datePublished: '2019-01-01', itemReviewed: { '@type': 'Product' } },
    ],
    ['a comment on an article', { '@type': 'Article', comment: { '@type': 'Comment', dateCreated: '2019-01-01' } }],
    ['a review without a type', { '@type': 'Product', review: { datePublished: '2019-01-01' } }],
    ['a picture in a review', { '@type': 'Product', review: { image: { '@type': 'ImageObject', uploadDate: '2019-01-01' } } }],
    ['another product', { '@type': 'Product', isRelatedTo: { '@type': 'Product', releaseDate: '2019-01-01' } }],
    [
      'a product of a list of others',
      { '@type': 'ItemList', itemListElement: [{ item: { '@type': 'Product', releaseDate: '2019-01-01' } }] },
    ],
    ['the site', { '@type': 'WebSite', datePublished: '2019-01-01' }],
    ['what is a product and a review at once', { '@type': ['Product', 'Review'], datePublished: '2019-01-01' }],
    ['the ratings', { '@type': 'Product', aggregateRating: { '@type': 'AggregateRating', dateModified: '2019-01-01' } }],
  ])('are not those of %s', async (_, data) => {
    expect(await dates(`<script type="application/ld+json">${JSON.stringify(data)}</script>`)).toEqual([]);
  });

  it('are those of the page, product, offer, article and pictures, wherever these stand in each other', async () => {
    const data = {
      '@graph': [
        {
          '@type': 'https://schema.org/ItemPage',
          datePublished: '2026-01-01',
          primaryImageOfPage: { '@type': 'ImageObject', uploadDate: '2026-01-02' },
        },
        { '@type': ['Product', 'schema:IndividualProduct'], releaseDate: { '@type': 'Date', '@value': '2026-01-03' } },
        {
          '@type': 'ProductGroup',
          hasVariant: [{ '@type': 'Product', offers: { '@type': 'Offer', dateModified: '2026-01-04' } }],
        },
        { '@type': 'NewsArticle', dateCreated: ['2026-01-05', '2026-01-06'] },
      ],
    };
    const found = await dates(`<script type="application/ld+json">${JSON.stringify(data)}</script>`);
    expect(found.map((date) => date.slice(-10))).toEqual([1, 2, 3, 4, 5, 6].map((day) => `2026-01-0${day}`));
  });

  it('of marked elements are those of the product, not of its reviews', async () => {
    const review = (inner: string): string =>
      `<div itemprop="review" itemscope itemtype="https://schema.org/Review">${inner}</div>`;
    const html = `<div itemscope itemtype="https://schema.org/Product"><meta itemprop="datePublished" content="2026-01-05">
      ${review('<meta itemprop="datePublished" content="2019-01-01">')}
      ${review('<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><time itemprop="dateCreated">2019-01-02</time></div>')}
      <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><time itemprop="datePublished">2019-01-03</time></div>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><time itemprop="dateModified x">2026-01-06</time></div></div>`;
    expect(await dates(html)).toEqual(['page datePublished 2026-01-05', 'page dateModified 2026-01-06']);
  });

  describe('in the scripts of a Shopify page', () => {
    const shop = '<script src="https://cdn.shopify.com/x.js"></script>';
    const product = (handle: string, day: string, more: object = {}): string =>
      JSON.stringify({
        id: 1,
        title: 'A "lamp" {x}',
        handle,
        description: '<b>\\"</b>}',
        published_at: `${day}T10:00:00Z`,
        ...more,
        variants: [{ id: 2 }],
      });

    it('are those of the product that the address names', async () => {
      const html = `${shop}<link rel="canonical" href="https://lamps.example/collections/all/products/desk-lamp?variant=2">
        <script>let it = 'don"t'; var more = [${product('floor-lamp', '2019-01-01')}, ${product('desk-lamp', '2026-01-02')}]</script>`;
      expect(await dates(html)).toEqual(['shopify published_at 2026-01-02T10:00:00Z']);
      expect(await dates(html.replace('products/desk-lamp', 'products/wall-lamp'))).toEqual([]);
    });

    it('are not those of reviews, posts and variants', async () => {
      const reviews = { reviews: [{ id: 5, published_at: '2019-01-01T00:00:00Z', created_at: '2019-01-01T00:00:00Z' }] };
      const post = { handle: 'news', title: 'News', published_at: '2019-01-02T00:00:00Z', body_html: '' };
      const html = `${shop}<script>${JSON.stringify(reviews)}</script><script>${JSON.stringify(post)}</script><script>${product('desk-lamp', '2026-01-02', reviews)}</script>`;
      expect(await dates(html)).toEqual(['shopify published_at 2026-01-02T10:00:00Z']);
    });

    it.each([
      ['cut off', '{"published_at":"2026-01-02T10:00:00Z","variants":['],
      ['no object', '"published_at":"2026-01-02T10:00:00Z"'],
      ['thousands of open brackets', `${'{"a":['.repeat(30_000)}"published_at":"2026-01-02T10:00:00Z"`],
      ['thousands of them', '{"published_at":"2026-01-02T10:00:00Z","x":'.repeat(10_000)],
      ['quotation marks without end', `${'"'.repeat(100_001)}"published_at":1,${'\\'.repeat(100_000)}"`],
    ])('are none when the data is %s', async (_, data) => {
      expect(await dates(`${shop}<script>${data}</script>`)).toEqual([]);
    });
  });

  it('are dates, each once, and a bounded number', async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({
      datePublished: `2026-01-${String((i % 28) + 1).padStart(2, '0')}`,
      dateModified: 'yesterday',
    }));
    const found = await dates(`<script type="application/ld+json">${JSON.stringify([...many, ...many])}</script>`);
    expect(found).toHaveLength(28);
    expect(await dates('<script type="application/ld+json">{"datePublished": "2026-0</script>')).toEqual([]);
    expect(await dates(`<script type="application/ld+json">${'['.repeat(50_000)}${']'.repeat(50_000)}</script>`)).toEqual([]);
  });

  it('of a list of Shopify products say which product they are about', () => {
    const list = {
      products: [
        { handle: 'lamp', published_at: '2026-02-03T10:00:00+08:00', updated_at: 5 },
        { published_at: '2026-02-03T10:00:00Z' },
        null,
      ],
    };
    expect(shopifyListDates(JSON.stringify(list))).toEqual([
      { source: 'shopify', name: 'published_at', value: '2026-02-03T10:00:00+08:00', of: 'lamp' },
    ]);
    expect(shopifyListDates('<html>')).toEqual([]);
    expect(shopifyListDates('[]')).toEqual([]);
  });
});
