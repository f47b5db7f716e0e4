import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { isContact, nameAgent } from '../../src/fetch/agent-name.ts';
import { canonicalAddress } from '../../src/fetch/canonical-address.ts';
import { claimedCharset } from '../../src/fetch/claimed-charset.ts';
import { readSitemap } from '../../src/fetch/sitemap.ts';

describe('site maps', () => {
  const page = 'https://shop.example/lamp';
  const read = (text: string) => readSitemap(Buffer.from(text));

  it.each([
    [
      'pages',
      `<?xml version="1.0"?><urlset><url><loc> ${page} </loc><lastmod>2026-10-01</lastmod></url></urlset>`,
      [{ url: page, lastmod: '2026-10-01' }],
    ],
    [
      'entities',
      '<urlset><url><loc>https://shop.example/?a=1&amp;b=2</loc></url></urlset>',
      [{ url: 'https://shop.example/?a=1&b=2' }],
    ],
    ['CDATA', `<urlset><url><loc><![CDATA[${page}]]></loc></url></urlset>`, [{ url: page }]],
    [
      'pictures of a page',
      `<urlset xmlns:image="x"><url><loc>${page}</loc><image:image><image:loc>https://cdn.example/a.jpg</image:loc></image:image></url></urlset>`,
      [{ url: page }],
    ],
    [
      'what is no address',
      '<urlset><url><loc>javascript:alert(1)</loc></url><url><loc>/lamp</loc></url><url></url></urlset>',
      [],
    ],
    ['an end that is missing', `<urlset><url><loc>${page}</loc></url><url><loc>https://shop`, [{ url: page }]],
    ['a list', `\ufeff${page}\r\n\r\n`, [{ url: page }]],
  ])('%s', async (_, text, pages) => expect((await read(text))?.pages).toEqual(pages));

  it('indexes, and packed ones', async () => {
    const text = '<sitemapindex><sitemap><loc>https://shop.example/1.xml</loc></sitemap></sitemapindex>';
    expect((await readSitemap(gzipSync(text)))?.sitemaps).toEqual([{ url: 'https://shop.example/1.xml' }]);
  });

  it.each([
    ['a page', '<html><p>Not found</p></html>'],
    ['words', 'Not found'],
    ['nothing', ''],
    ['depth', '<a>'.repeat(200_000)],
  ])('%s is none', async (_, text) => expect(await read(text)).toBeUndefined());

  it('that unpack without end are none', async () => {
    expect(await readSitemap(gzipSync(Buffer.alloc(60_000_000, ' ')))).toBeUndefined();
    expect(await readSitemap(Buffer.from([0x1f, 0x8b, 0, 1]))).toBeUndefined();
  });

  it('expand nothing of their own', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>${page}?&b;</loc></url></urlset>`;
    const pages = (await read(bomb))?.pages ?? [];
    expect(pages.every(({ url }) => url.length < 100)).toBe(true);
  });

  it('name at most what the protocol allows', async () => {
    const text = `<urlset>${Array.from({ length: 50_010 }, (_, i) => `<url><loc>https://shop.example/${i}</loc></url>`).join('')}</urlset>`;
    expect((await read(text))?.pages).toHaveLength(50_000);
  });
});

describe('the character set of a page', () => {
  const german = 'Schöne Lampe für dich';
  const chinese = '实木台灯';
  it.each([
    ['of the header', 'text/html; charset="GBK"', iconv.encode(chinese, 'gbk'), 'gbk'],
    [
      'of the page',
      'text/html',
      iconv.encode(`<meta http-equiv="content-type" content="text/html; charset=Shift_JIS">`, 'shift_jis'),
      'shift_jis',
    ],
    ['of the header before that of the page', 'text/html; charset=big5', Buffer.from('<meta charset=gbk>'), 'big5'],
    ['claimed to be UTF-8, and is not', 'text/html; charset=utf-8', iconv.encode(chinese, 'gbk'), undefined],
    ['claimed to be Latin, and is UTF-8', 'text/html; charset=ISO-8859-1', Buffer.from(german), 'utf-8'],
    ['claimed to be Latin, and is', 'text/html; charset=ISO-8859-1', iconv.encode(german, 'latin1'), 'iso-8859-1'],
    ['claimed to be GBK, and is UTF-8', 'text/html; charset=gbk', Buffer.from('<p>这款台灯的光线均匀洒满书桌</p>'), 'utf-8'],
    [
      'claimed to be GBK, and may be',
      'text/html; charset=gbk',
      iconv.encode('<p>这款台灯的光线均匀洒满书桌</p>', 'gbk'),
      'gbk',
    ],
    ['claimed to be UTF-16', 'text/html; charset=utf-16le', Buffer.from('<p>这款台灯的光线均匀洒满书桌</p>'), 'utf-16le'],
    ['not claimed', 'text/html', Buffer.from('<p>'), undefined],
  ])('%s', (_, type, body, expected) => expect(claimedCharset({ 'content-type': type }, body)).toBe(expected));

  it('of any bytes is found in no time to speak of', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, type) => {
        claimedCharset({ 'content-type': type }, Buffer.from(bytes));
      }),
    );
    expect(claimedCharset({}, Buffer.from('<meta '.repeat(700)))).toBeUndefined();
  });
});

describe('addresses', () => {
  it.each([
    ['https://shop.example/lamp?utm_source=mail&variant=3&fbclid=x#reviews', 'https://shop.example/lamp?variant=3'],
    ['HTTPS://Shop.Example:443/a', 'https://shop.example/a'],
    ['no address', 'no address'],
  ])('%s is %s', (address, canonical) => expect(canonicalAddress(address)).toBe(canonical));

  it('are the same when made canonical twice', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(canonicalAddress(canonicalAddress(url))).toBe(canonicalAddress(url));
      }),
    );
  });
});

describe('the name that sites are told', () => {
  it('says how to reach whoever asks', () => {
    expect(nameAgent('1.2.3', 'desk@northlight.example')).toBe('preclear/1.2.3 (+mailto:desk@northlight.example)');
    expect(nameAgent('1.2.3', 'https://northlight.example/bot')).toBe('preclear/1.2.3 (+https://northlight.example/bot)');
    expect(nameAgent('1.2.3', undefined)).toBe('preclear/1.2.3 (listing pre-check)');
  });

  it.each([
    '',
    'me',
    'a@b',
    'x@y.example\r\nX: 1',
    'a b@c.example',
    '联系@商店.example',
    'javascript:alert(1)',
    `${'a'.repeat(200)}@b.example`,
    'a@b.example)',
  ])('"%s" reaches nobody', (text) => expect(isContact(text)).toBe(false));
});
