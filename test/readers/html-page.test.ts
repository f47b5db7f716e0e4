import { load } from 'cheerio/slim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPage } from '../../src/readers/html-page.ts';

const SELECTORS = [
  'h1',
  'meta[property]',
  'meta[property="og:url"]',
  'link[rel="canonical"]',
  'script[type="application/ld+json"]',
  '[data-asin]',
  'input[name="ASIN"], input#ASIN',
  '.product__title h1, .product-single__title, [data-product-json]',
  '#feature-bullets li, #facts ul li',
  '[itemprop^="date"]',
  'li:not(.hidden)',
  '[class*="slider--img"] img',
];

const attribute = fc.constantFrom(
  '',
  ' property="og:url" content="https://a.example/x"',
  ' REL="Canonical" href="/x"',
  ' rel="canonical"',
  ' type="application/ld+json"',
  ' data-asin="B0TEST0001"',
  ' DATA-ASIN="B0TEST0002"',
  ' name="ASIN"',
  ' id="ASIN"',
  ' id="feature-bullets"',
  ' class="product__title hidden"',
  ' class="x slider--img-3"',
  ' itemprop="datePublished"',
  ' data-product-json',
);
const tag = fc.constantFrom('div', 'h1', 'meta', 'link', 'script', 'input', 'ul', 'li', 'img', 'span', 'LI');
const { markup } = fc.letrec<{ markup: string }>((tie) => ({
  markup: fc
    .tuple(
      tag,
      attribute,
      fc.array(fc.oneof({ maxDepth: 5 }, fc.constantFrom('text', '&amp;'), tie('markup')), { maxLength: 4 }),
    )
    .map(([name, given, inner]) => `<${name}${given}>${inner.join(' ')}</${name}>`),
}));

describe('elements of a page', () => {
  it('are those that a search through all of them finds, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(markup, { minLength: 1, maxLength: 6 }), async (parts) => {
        const source = `<html><body>${parts.join('\n')}</body></html>`;
        const page = await loadPage(source);
        const plain = load(source, { xml: { xmlMode: false, decodeEntities: false, withStartIndices: true } });
        for (const selector of SELECTORS) {
          const expected = plain(selector)
            .toArray()
            .map(({ startIndex }) => startIndex);
          expect([selector, page?.all(selector).map(({ startIndex }) => startIndex)]).toEqual([selector, expected]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are found below thousands of others, and on a page without any', async () => {
    const page = await loadPage(`${'<div>'.repeat(4000)}<h1 data-asin="B0TEST0001">Deep</h1>`);
    expect(page?.first('h1')?.attribs).toEqual({ 'data-asin': 'B0TEST0001' });
    expect(page?.all('[data-asin]')).toHaveLength(1);
    expect((await loadPage('no markup'))?.all('h1')).toEqual([]);
    expect((await loadPage(''))?.all('h1')).toEqual([]);
  });
});
