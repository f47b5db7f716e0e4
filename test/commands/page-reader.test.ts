import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import iconv from 'iconv-lite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runRefsFetch } from '../../src/commands/refs/fetch.ts';
import { PageReader, type PageReaderOptions } from '../../src/commands/refs/page-reader.ts';
import { type ReceivedPage, readPageTexts } from '../../src/commands/refs/page-texts.ts';
import { runRefsList } from '../../src/commands/refs/view.ts';
import { startSite } from '../fetch/servers.ts';

const ORIGIN = 'https://shop.example';

function received(html: string | Buffer, more: Partial<ReceivedPage> = {}): ReceivedPage {
  const url = `${ORIGIN}/products/lamp`;
  const about = { owner: 'Northlight', role: 'competitor', capturedAt: '2026-11-20T08:00:00.000Z', url } as const;
  const headers = { 'content-type': 'text/html' };
  return { file: url, finalUrl: url, headers, body: Buffer.from(html), isList: false, about, ...more };
}

function product(name: string): string {
  const data = {
    '@type': 'Product',
    ...{ sku: name, name, image: ['/a.jpg', 'b.jpg'], datePublished: '2026-03-01' },
    description: `${name} lights a desk without a shadow, and folds flat for the drawer.`,
  };
  return `<html lang="en"><script type="application/ld+json">${JSON.stringify(data)}</script><h1>${name}</h1></html>`;
}

const PAGES: Readonly<Record<string, ReceivedPage>> = {
  'a product': received(product('Brass lamp')),
  'a page in GBK': received(iconv.encode('<html><meta charset="gbk"><h1>黄铜台灯，三档调光，可折叠</h1></html>', 'gbk')),
  'a page that says another set than it has': received(Buffer.from('<h1>Leuchte für Büro \xe4</h1>', 'latin1'), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  }),
  'no product': received('<p>Hello</p>'),
  'broken data': received('<script type="application/ld+json">{"@type":"Product","name":</script><h1>Lamp</h1>'),
  'tags without end': received('<div>'.repeat(20_000)),
  nothing: received(''),
  "a shop's list": received(
    JSON.stringify({
      products: [{ id: 7, title: 'Lamp', handle: 'lamp', body_html: '<p>Of brass</p>', variants: [{ id: 1 }] }],
    }),
    { isList: true, finalUrl: `${ORIGIN}/products.json` },
  ),
};

function readerOf(options: PageReaderOptions): PageReader {
  const reader = new PageReader(options);
  onTestFinished(() => reader.close());
  return reader;
}

/** Reads pages until the thread answers. */
async function warm(reader: PageReader): Promise<PageReader> {
  while (reader.byThread === 0) {
    await reader.read(received('<h1>Lamp</h1>'));
    await setImmediate();
  }
  return reader;
}

/** A file of code for a thread. */
function codeOf(code: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-reader-'));
  const file = join(folder, 'thread.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${code}\n`);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return file;
}

describe('a reader of pages', () => {
  it('gives the same whoever reads', async () => {
    const reader = await warm(readerOf({ few: 0 }));
    const before = reader.byThread;
    for (const [name, page] of Object.entries(PAGES)) expect(await reader.read(page), name).toEqual(await readPageTexts(page));
    expect(reader.byThread - before).toBe(Object.keys(PAGES).length);
  });

  it('answers in any number at once, each with its own page', async () => {
    const reader = await warm(readerOf({ few: 0 }));
    const before = reader.byThread;
    const names = Array.from({ length: 100 }, (_, i) => `Lamp number ${i}`);
    const all = await Promise.all(names.map((name) => reader.read(received(product(name)))));
    expect(all.map(({ texts }) => texts[0]?.label)).toEqual(names);
    expect(reader.byThread - before).toBeGreaterThan(0);
    // What does not fit is read by whoever asks, so that a page more never waits for all before it.
    expect(reader.byThread - before).toBeLessThan(names.length);
  });

  it('starts a thread for the first page beyond a few', async () => {
    const code = codeOf("import { writeFileSync } from 'node:fs'; writeFileSync(new URL('started', import.meta.url), '');");
    const isStarted = (): boolean => existsSync(join(dirname(code), 'started'));
    const reader = readerOf({ few: 3, file: code });
    for (let i = 0; i < 3; i++) await reader.read(received(product('Brass lamp')));
    await setTimeout(500);
    expect(isStarted()).toBe(false);
    await reader.read(received(product('Brass lamp')));
    while (!isStarted()) await setTimeout(20);
  });

  it.each([
    [
      'dies of a page',
      "parentPort.on('message', () => { throw new Error('out of memory'); }); parentPort.postMessage(undefined);",
    ],
    ['ends', "parentPort.on('message', () => process.exit(0)); parentPort.postMessage(undefined);"],
    ['cannot start', "throw new Error('no such module');"],
  ])('reads what a thread was given that %s', async (_, code) => {
    const reader = readerOf({ few: 0, file: codeOf(code) });
    const page = received(product('Brass lamp'));
    const expected = await readPageTexts(page);
    for (let i = 0; i < 200; i++) {
      expect(await reader.read(page)).toEqual(expected);
      await setImmediate();
    }
    expect(reader.byThread).toBe(0);
  });

  it('goes on without its thread when it was closed', async () => {
    const reader = await warm(readerOf({ few: 0 }));
    const waiting = reader.read(received(product('Brass lamp')));
    await reader.close();
    expect((await waiting).texts).toHaveLength(1);
    expect((await reader.read(received(product('Steel lamp')))).texts[0]?.label).toBe('Steel lamp');
  });
});

describe('refs fetch with a thread and without', () => {
  it('makes the same library', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `/p${i}`);
    const site = await startSite(({ url = '' }, response) => {
      const isPage = url !== '/sitemap.txt';
      const text = isPage ? product(`Lamp ${url} of the long series`) : names.map((path) => `${site.origin}${path}\n`).join('');
      response.writeHead(200, { 'content-type': isPage ? 'text/html' : 'text/plain' }).end(text);
    });
    onTestFinished(() => site.close());
    const threaded = await warm(new PageReader({ few: 0 }));
    const alone = new PageReader({ few: Number.POSITIVE_INFINITY });
    const libraries: Awaited<ReturnType<typeof made>>[] = [];
    for (const reader of [threaded, alone]) libraries.push(await made(reader));
    expect(threaded.byThread).toBeGreaterThan(names.length / 2);
    expect(alone.byThread).toBe(0);
    expect(libraries[0]?.entries).toHaveLength(names.length);
    expect(libraries[0]).toEqual(libraries[1]);

    /** What a run leaves in a new library, without the times at which pages came. */
    async function made(reader: PageReader) {
      const folder = mkdtempSync(join(tmpdir(), 'preclear-threaded-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const config = join(folder, 'preclear.config.yaml');
      writeFileSync(config, 'contact: listings@my-shop.example\n');
      const common = { library: join(folder, 'references'), config, strict: false };
      const flags = { ...common, owner: 'Northlight', role: 'competitor', maxPages: 500, jobs: 8, images: false } as const;
      const from = { sitemap: [`${site.origin}/sitemap.txt`], allowHost: [{ host: '127.0.0.1' }] };
      await runRefsFetch([], { ...flags, ...from }, reader);
      const entries: unknown = JSON.parse((await runRefsList({ ...common, format: 'json' })).stdout, withoutTimes);
      const lines = readFileSync(join(common.library, 'fetched.jsonl'), 'utf8').trimEnd().split('\n');
      const segments = join(common.library, 'segments');
      const index = readdirSync(segments).map((name) => readFileSync(join(segments, name)).toString('base64'));
      return { entries, record: lines.map((line) => JSON.parse(line, withoutTimes)), index: index.toSorted() };
    }
  });
});

function withoutTimes(name: string, value: unknown): unknown {
  return name === 'capturedAt' || name === 'at' ? undefined : value;
}
