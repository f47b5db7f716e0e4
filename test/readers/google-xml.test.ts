import { describe, expect, it } from 'vitest';
import { locate } from '../../src/model/place.ts';
import { readGoogleXml } from '../../src/readers/google-xml.ts';
import { inputOf, outline, readAll, reasons } from './read-text.ts';

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">
<channel><title>Trailo shop</title><link>https://trailo.example</link>
<item>
  <g:id>BELT-1</g:id>
  <title>Running belt &amp; pouch&#32;nike</title>
  <g:description><![CDATA[<p>Light &amp; soft</p>
second line]]> tail</g:description>
  <g:image_link>https://img.example/a.jpg?x=1&amp;y=2</g:image_link>
  <g:additional_image_link>https://img.example/b.jpg</g:additional_image_link>
  <g:brand>Trail &amp; Co</g:brand><g:price>9.99 USD</g:price><g:color>red</g:color>
  <g:product_highlight>Fits every phone</g:product_highlight><g:gtin/>
  <g:shipping><g:country>US</g:country><g:price>1 USD</g:price></g:shipping>
</item>
<item><g:id>CUP</g:id><title>Cup</title></item>
</channel></rss>
`;

describe('Google Merchant XML', () => {
  it.each([1, 10, 65_536])('reads RSS, in chunks of %i bytes', async (size) => {
    const read = await readAll(readGoogleXml, inputOf(RSS, 'feed.xml', {}, size));
    expect(read.problems).toEqual([]);
    expect(read.listings.map((l) => [l.id, l.marketplace, l.brand, l.source.record])).toEqual([
      ['BELT-1', 'google', 'Trail & Co', 1],
      ['CUP', 'google', undefined, 2],
    ]);
    expect(outline(read.listings[0])).toEqual([
      'title: Running belt & pouch nike',
      'bullet[1]: Fits every phone',
      'description: <p>Light &amp; soft</p>\nsecond line tail',
      'brand: Trail & Co',
      'attribute:color: red',
      'main: https://img.example/a.jpg?x=1&y=2',
      'other-1: https://img.example/b.jpg',
    ]);
    expect(read.mappings).toHaveLength(1);
    expect(read.mappings[0]?.ignored).toContain('price');
  });

  it.each([
    ['title', 'pouch'],
    ['title', 'nike'],
    ['description', 'Light'],
    ['description', 'second'],
    ['description', 'tail'],
    ['brand', 'Co'],
    ['title', 'Cup'],
  ])('points at what the %s says: "%s"', async (name, word) => {
    const { listings } = await readAll(readGoogleXml, inputOf(RSS, 'feed.xml', {}, 100));
    const field = listings.flatMap((l) => l.fields).find((f) => f.name === name && f.text.includes(word));
    const { line, column } = locate(field?.place ?? { runs: [] }, field?.text.indexOf(word) ?? -1);
    expect(RSS.split('\n')[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${word}`));
  });

  it('reads Atom', async () => {
    const text =
      '<feed xmlns="x" xmlns:c="y"><title>Shop</title><entry><c:id>1</c:id><c:title>Mug</c:title><summary>Big</summary></entry></feed>';
    expect(outline((await readAll(readGoogleXml, inputOf(text, 'feed.xml'))).listings[0])).toEqual([
      'title: Mug',
      'description: Big',
    ]);
  });

  it.each([
    [
      'a truncated file',
      '<rss><item><id>1</id><title>A</title></item>\n<item><title>B',
      '2:15 The file ends in the middle',
      ['1'],
    ],
    ['a file cut between items', '<rss><item><id>1</id></item>\n', '2:1 The file ends in the middle', ['1']],
    [
      'an element that is not closed',
      '<rss><item><id>1</id>\n<title>A</item><item><id>2</id></item></rss>',
      '2:1 Broken XML: the element <title>',
      ['2'],
    ],
    ['no items', '<html><p>hi</p></html>', '1:1 No products found', []],
    ['an item without texts', '<rss>\n<item><x/></item></rss>', '2:1 This item has neither id', []],
  ])('tells one place of %s', async (_, text, fault, ids) => {
    const read = await readAll(readGoogleXml, inputOf(text, 'feed.xml'));
    expect(reasons(read)).toEqual([expect.stringContaining(fault)]);
    expect(read.listings.map((l) => l.id)).toEqual(ids);
  });

  it('expands no entities of its document type', async () => {
    const text =
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<rss><item><id>1</id><title>a &x; b</title></item></rss>';
    const read = await readAll(readGoogleXml, inputOf(text, 'feed.xml'));
    expect(outline(read.listings[0])).toEqual(['title: a &x; b']);
    expect(reasons(read)).toEqual([expect.stringMatching(/^1:1 The document type declares entities; they are not expanded/)]);
  });

  it('skips an endless item and goes on', async () => {
    const long = 'word '.repeat(1_200_000);
    const text = `<rss>\n<item><id>1</id><description>${long}</description></item><item><id>2</id><title>B</title></item></rss>`;
    const read = await readAll(readGoogleXml, inputOf(text, 'feed.xml'));
    expect(read.listings.map((l) => l.id)).toEqual(['2']);
    expect(reasons(read)).toEqual([expect.stringMatching(/^2:\d+ This item is longer than 4 MiB/)]);
  });
});
