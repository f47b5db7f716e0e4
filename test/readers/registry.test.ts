import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { FORMATS, type Input } from '../../src/readers/contract.ts';
import { detectFormat, EXTENSIONS, looksLikeListing, READERS, readListings } from '../../src/readers/registry.ts';
import { inputOf, outline, readAll, reasons } from './read-text.ts';

const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('the format of a file', () => {
  it.each([
    ['a.txt', 'TemplateType=fptcustom\tVersion=2021\nSKU\tName\nitem_sku\titem_name\n', 'amazon-flat-file'],
    ['a.csv', 'item_sku,item_name,brand_name\nA,B,C\n', 'amazon-flat-file'],
    ['a.txt', utf16('item_sku\titem_name\nA\tB\n'), 'amazon-flat-file'],
    ['a.tsv', 'contribution_sku#1.value\titem_name[marketplace_id=X]#1.value\n', 'amazon-flat-file'],
    ['a.csv', 'Handle,Title,Body (HTML),Vendor\n', 'shopify-csv'],
    ['a.txt', 'id\ttitle\tdescription\timage_link\n1\tCup\tx\ty\n', 'google-tsv'],
    ['a.csv', '货号,标题,五点描述1\n', 'table'],
    ['a.json', '{"messages":[{"sku":"A","operationType":"PATCH"', 'amazon-json'],
    ['a.json', '{"sku":"A","attributes":{"item_name": [{"value":"x"}]}}', 'amazon-json'],
    ['a.json', '{"products":[{"id":1,"title":"x","body_html":"y"}]}', 'shopify-json'],
    ['a.json', '[{"sku":"A","title":"x"}]', 'json'],
    ['a.json', '{"sku":"A","title":"x"}\n{"sku":"B"}\n', 'jsonl'],
    ['a.ndjson', '{"sku":"A"}', 'jsonl'],
    ['a.xml', '<?xml version="1.0"?><rss><channel>', 'google-xml'],
    ['a.xml', '<html><body>', 'html'],
    ['a.YML', 'title: x', 'yaml'],
    ['a.md', '# x', 'markdown'],
    ['a.HTM', 'x', 'html'],
    ['<stdin>', '[{"title":"x"}]', 'json'],
    ['<stdin>', '  <!doctype html><html>', 'html'],
    ['<stdin>', '<rss version="2.0">', 'google-xml'],
    ['<stdin>', 'sku,title\nA,B', 'table'],
    ['<stdin>', 'title: Cup\nsku: A\n', 'yaml'],
    ['<stdin>', '---\ntitle: Cup\n---\ntext', 'markdown'],
    ['a.xlsx', Buffer.from('PK\u0003\u0004rest'), 'table'],
  ])('%s %j is %s%s', (name, content, format) => {
    const input = { ...inputOf(content, name), ...(name === '<stdin>' ? { path: '' } : {}) };
    expect(detectFormat(input)).toBe(format);
  });

  it('is what the configuration says', () => {
    expect(detectFormat(inputOf('x', 'a.json', { format: 'lines' }))).toBe('lines');
    expect(detectFormat(inputOf('[]', 'a.json', { format: 'auto' }))).toBe('json');
  });
});

describe('files found in a folder', () => {
  it.each([
    ['shop.csv', 'sku,title,price\n', true],
    ['stock.csv', 'sku,quantity\n', false],
    ['licences.csv', 'id,kind,files,owner,proof,valid-from\n', false],
    ['brands.csv', 'brand,kind,proof\n', false],
    ['shop.csv', 'Report of May\n\n货号,商品标题,卖点1\n', true],
    ['notes.txt', 'Dear team,\nthe title of the new listing, with its description, is ready.\n', false],
    ['feed.txt', 'id\ttitle\tlink\timage_link\n', true],
    ['shop.json', '[{"sku":"A","title":"x"}]', true],
    ['package.json', '{"name":"x","description":"y","keywords":["a"],"devDependencies":{}}', false],
    ['tsconfig.json', '{"compilerOptions":{"target":"es2022"}}', false],
    ['x.schema.json', '{"$schema":"…","title":"x","description":"y","brand":1}', false],
    ['mine.jsonl', '{"input":"x","category":"y"}', false],
    ['belt.yaml', 'sku: A\ntitle: x\nbullets:\n  - y\n', true],
    ['ci.yml', 'name: build\non: push\njobs:\n  test:\n    image: node\n', false],
    ['pack.yaml', 'pack: { id: amazon }\nrules:\n  - id: x\n    title: y\n    brand: z\n', false],
    ['README.md', '# preclear\n\n## Features\n- title\n', false],
    ['post.md', '---\ntitle: x\ndescription: y\nkeywords: z\n---\ntext', false],
    ['belt.md', '---\ntitle: x\nsku: A\n---\ntext', true],
    ['belt.html', '<link rel="canonical" href="https://www.amazon.de/dp/B0TESTBELT">', true],
    ['cup.html', '<script type="application/ld+json">{"@type": "Product"}</script>', true],
    ['coverage.html', '<html><title>Coverage</title>', false],
    ['feed.xml', '<rss><channel><item>', true],
    ['pom.xml', '<project><title>x</title></project>', false],
    ['shop.xlsx', Buffer.from('PK\u0003\u0004'), true],
  ])('%s %j: %s', (name, content, expected) => {
    expect(looksLikeListing(inputOf(content, name))).toBe(expected);
  });
});

describe('readListings', () => {
  it('knows a reader for every format', async () => {
    expect(Object.keys(READERS).sort()).toEqual(FORMATS.filter((f) => f !== 'auto').sort());
    for (const load of Object.values(READERS)) expect(await load()).toBeTypeOf('function');
    expect([...EXTENSIONS]).toContain('xlsm');
  });

  it('reads by the format that it detects', async () => {
    const read = await readAll(readListings, inputOf('sku,title\nA,Nike belt\n', 'a.csv'));
    expect(outline(read.listings[0])).toEqual(['title: Nike belt']);
    const jsonl = await readAll(readListings, inputOf('{"sku":"A","title":"x"}\n{"sku":"B","title":"y"}\n', 'a.json'));
    expect(jsonl.listings.map((l) => l.id)).toEqual(['A', 'B']);
  });

  const failing = (error: unknown): Input => ({
    ...inputOf('', 'a.json'),
    open: () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('[{"sku":"A","title":"x"},');
          throw error;
        })(),
      ),
  });

  it.each([
    [Object.assign(new Error('EISDIR: illegal operation'), { code: 'EISDIR' }), /^This is a folder, not a file/],
    [Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }), /^The disk failed/],
    [new Error('odd'), /^The file could not be read to its end: odd\./],
    ['text', /^The file could not be read to its end: text\./],
  ])('turns %s into one problem, what stands before is read', async (error, reason) => {
    const read = await readAll(readListings, failing(error));
    expect(read.listings.map((l) => l.id)).toEqual(['A']);
    expect(read.problems).toEqual([
      { file: 'a.json', reason: { en: expect.stringMatching(reason), zh: expect.stringMatching(/\p{Script=Han}/u) } },
    ]);
  });

  it('throws a mistake in the configuration', async () => {
    await expect(readAll(readListings, inputOf('[]', 'a.json', { map: { title: '$[' } }))).rejects.toThrow(UsageError);
  });

  it('survives noise in every format', async () => {
    const noises = ['', '\u0000\u0001\u0002', '{"', '<', '---\n: : [', '"', '\uFEFF', '[[[[', '<item><![CDATA[', 'a,b\n"c'];
    for (const format of FORMATS) {
      for (const noise of noises) {
        const read = await readAll(
          readListings,
          inputOf(noise, 'a.bin', format === 'lines' ? { format, pattern: '(?P<title>x)' } : { format }),
        );
        for (const reason of reasons(read)) expect(reason).not.toMatch(/undefined|NaN|object Object/);
      }
    }
  });
});

describe('a text beyond all measure', () => {
  it('is a problem of its listing, and the others are read', async () => {
    const huge = JSON.stringify({ id: 'A', title: 'nike shoes '.repeat(950_000) });
    const events = await readAll(readListings, inputOf(`${huge}\n{"id":"B","title":"Cup"}\n`, 'big.jsonl'));
    expect(events.listings.map((listing) => listing.id)).toEqual(['B']);
    expect(reasons(events)).toEqual([
      '1:20 The text of title has 10450000 characters, more than 1048576; the listing was left out, the others were read. Shorten it, or check that quotes and brackets are in place.',
    ]);
  });
});
