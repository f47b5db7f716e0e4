import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { locate } from '../../src/model/place.ts';
import { readJson } from '../../src/readers/json.ts';
import { readJsonl } from '../../src/readers/jsonl.ts';
import { inputOf, outline, readAll, reasons, textsInFile } from './read-text.ts';

const NATIVE = `[
  {
    "id": "BELT-01", "marketplace": "amazon.de", "locale": "de-DE", "brand": "Trailo", "category": "Sports",
    "title": "Laufgürtel mit Tasche",
    "bullets": ["Passt für jedes Handy", "Wasser\\u0061bweisend \\"IPX4\\""],
    "description": "Leicht & weich",
    "searchTerms": ["gürtel", "joggen"],
    "attributes": {"material": "Nylon", "weight": 80, "brand": "Other"},
    "images": {"main": "img/main.jpg", "other": ["img/a.jpg", "img/b.jpg"]},
    "imageAlt": "Gürtel"
  }
]`;

describe('generic JSON', () => {
  it('reads the native shape', async () => {
    const { listings, problems, mappings } = await readAll(readJson, inputOf(NATIVE, 'shop.json'));
    expect(problems).toEqual([]);
    expect(listings[0]).toMatchObject({
      id: 'BELT-01',
      marketplace: 'amazon.de',
      locale: 'de-DE',
      brand: 'Trailo',
      category: 'Sports',
      source: { file: 'shop.json', record: 1 },
    });
    expect(outline(listings[0])).toEqual([
      'title: Laufgürtel mit Tasche',
      'bullet[1]: Passt für jedes Handy',
      'bullet[2]: Wasserabweisend "IPX4"',
      'description: Leicht & weich',
      'search-terms[1]: gürtel',
      'search-terms[2]: joggen',
      'brand: Trailo',
      'image-alt: Gürtel',
      'attribute:material: Nylon',
      'attribute:brand: Other',
      'main: img/main.jpg',
      'other-1: img/a.jpg',
      'other-2: img/b.jpg',
    ]);
    expect(mappings).toHaveLength(1);
    expect(mappings[0]?.columns).toContainEqual({ from: '$.searchTerms', to: 'search-terms' });
  });

  it('points behind escapes, and into the file as a pointer', async () => {
    const [listing] = (await readAll(readJson, inputOf(NATIVE, 'shop.json'))).listings;
    const bullet = listing?.fields[2];
    expect(bullet?.place.cell).toBe('/0/bullets/1');
    const at = bullet?.text.indexOf('IPX4') ?? -1;
    const { line, column } = locate(bullet?.place ?? { runs: [] }, at);
    expect(NATIVE.split('\n')[line - 1]?.slice(column - 1, column + 3)).toBe('IPX4');
  });

  it.each([
    ['camel case', '{"sku":"A","productTitle":"Cup","bulletPoints":["x","y"],"mainImage":"m.jpg"}'],
    ['Chinese', '{"货号":"A","商品标题":"Cup","五点描述":["x","y"],"主图":"m.jpg"}'],
    ['numbered names', '{"sku":"A","title":"Cup","bullet_point1":"x","bullet_point2":"y","images":["m.jpg"]}'],
    ['objects', '{"sku":"A","name":"Cup","bullets":[{"text":"x"},{"text":"y"}],"images":[{"src":"m.jpg"}]}'],
  ])('understands names in %s', async (_, record) => {
    const { listings } = await readAll(readJson, inputOf(`[${record}]`, 'a.json'));
    expect(listings[0]?.id).toBe('A');
    expect(outline(listings[0])).toEqual(['title: Cup', 'bullet[1]: x', 'bullet[2]: y', 'main: m.jpg']);
  });

  it('maps by paths, names of members included, and says so', async () => {
    const text = '{"rows":[{"input":"Diesel High-Top Sneaker","category":"Shoes","target_scores":{"Brand":{"Diesel":1}}}]}';
    const options = { records: '$.rows[*]', map: { title: '$.input', brand: '$.target_scores.Brand~' } };
    const read = await readAll(readJson, inputOf(text, 'mine.json', options));
    expect(outline(read.listings[0])).toEqual(['title: Diesel High-Top Sneaker', 'brand: Diesel']);
    expect(read.listings[0]).toMatchObject({ id: 'mine.json#1', brand: 'Diesel', category: 'Shoes', marketplace: 'any' });
    expect(read.listings[0]?.fields[1]?.place.cell).toBe('/rows/0/target_scores/Brand/Diesel~');
    expect(textsInFile(text, read.listings[0] ?? expect.fail())).toEqual(['Diesel High-Top Sneaker', 'Diesel']);
    expect(read.mappings[0]?.columns.slice(0, 2)).toEqual([
      { from: '$.input', to: 'title' },
      { from: '$.target_scores.Brand~', to: 'brand' },
    ]);
  });

  it('takes a plain name in map for a member', async () => {
    const read = await readAll(readJson, inputOf('[{"headline text":"Cup"}]', 'a.json', { map: { title: 'headline text' } }));
    expect(outline(read.listings[0])).toEqual(['title: Cup']);
  });

  it.each([
    [{ map: { title: '$.a[' } }, /"\$\.a\[" is no path/],
    [{ map: { headline: '$.a' } }, /"headline" is no field of a listing\. Known are id, title/],
    [{ records: 'products' }, /"products" is no path/],
  ])('refuses a configuration that cannot be carried out: %j', async (options, message) => {
    const reading = readAll(readJson, inputOf('[{"a":"x"}]', 'a.json', options));
    await expect(reading).rejects.toThrow(UsageError);
    await expect(readAll(readJson, inputOf('[]', 'a.json', options))).rejects.toThrow(message);
  });

  it('says so, once, when records have nothing that is known', async () => {
    const read = await readAll(readJson, inputOf('[{"title":"ok","sku":"1"},\n{"foo":"bar"},{"foo":"baz"}]', 'a.json'));
    expect(read.listings).toHaveLength(1);
    expect(reasons(read)).toEqual([
      expect.stringMatching(/^2:1 2 records, the first one here, have no text.*names are: foo.*map:/),
    ]);
  });

  it('is silent about an empty list', async () => {
    for (const text of ['[]', '{"products":[]}', '{"count":0,"items":[]}']) {
      expect(await readAll(readJson, inputOf(text, 'a.json'))).toMatchObject({ listings: [], problems: [] });
    }
  });

  it('reads UTF-16 and GBK', async () => {
    const text = '[{"sku":"1","标题":"跑步腰包 Nike"}]';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(outline((await readAll(readJson, inputOf(utf16, 'a.json'))).listings[0])).toEqual(['title: 跑步腰包 Nike']);
  });
});

describe('JSON Lines', () => {
  it('reads a record a line; a broken line is one problem', async () => {
    const text = '\uFEFF{"sku":"1","title":"Cup"}\r\n\r\n{"sku":"2","title":"Cup\r\n{"sku":"3","title":"Mug","title":"Jug"}';
    for (const size of [1, 7, 65_536]) {
      const read = await readAll(readJsonl, inputOf(text, 'a.jsonl', {}, size));
      expect(read.listings.map((l) => [l.id, l.source.record])).toEqual([
        ['1', 1],
        ['3', 3],
      ]);
      expect(reasons(read)).toEqual([
        expect.stringMatching(/^3:24 Broken JSON: found the end of the text, expected the closing quote/),
        expect.stringMatching(/^4:27 "title" stands twice in one object, at 4:13 and at 4:27/),
      ]);
      expect(textsInFile(text, read.listings[1] ?? expect.fail())).toEqual(['Jug']);
      expect(read.mappings).toHaveLength(1);
    }
  });

  it('skips a line that is no record in bounded memory', async () => {
    const text = `{"sku":"1","title":"Cup"}\n${'x'.repeat((16 << 20) + 9)}\n{"sku":"2","title":"Mug"}\n`;
    const read = await readAll(readJsonl, inputOf(text, 'a.jsonl'));
    expect(read.listings.map((l) => l.id)).toEqual(['1', '2']);
    expect(reasons(read)).toEqual([expect.stringMatching(/^2:1 This line is longer than 16 MiB/)]);
  });
});
