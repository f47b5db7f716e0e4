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
      <script>var p = {"published_at":"2025-12-01T00:00:00-05:00","variants":[{"created_at":"2025-11-01T00:00:00Z"},{"created_at":"2024-11-01T00:00:00Z"}]}</script>`;
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
