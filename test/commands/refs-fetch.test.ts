import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRefsFetch } from '../../src/commands/refs/fetch.ts';
import type { FetchFlags } from '../../src/commands/refs/fetch-command.ts';
import type { RefsOutcome } from '../../src/commands/refs/library.ts';
import { runRefsList } from '../../src/commands/refs/view.ts';
import { startUntrusted } from '../fetch/certificate.ts';
import { hugePng } from '../fetch/huge-picture.ts';
import { type Site, startSite } from '../fetch/servers.ts';
import { preclear } from './run.ts';

let folder = '';
let common: { readonly library: string; readonly config: string; readonly strict: boolean };
const sites: Site[] = [];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-fetch-')));
  const config = join(folder, 'preclear.config.yaml');
  writeFileSync(config, 'contact: listings@my-shop.example\n');
  common = { library: join(folder, 'references'), config, strict: false };
});
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
  rmSync(folder, { recursive: true });
});

type Content = string | Buffer | { readonly type: string; readonly body: string | Buffer };

/** A site of these pages; what is no text says its own type. */
async function serve(contents: (origin: string) => Readonly<Record<string, Content>>): Promise<Site> {
  let pages: Readonly<Record<string, Content>> = {};
  const site = await startSite(({ url = '' }, response) => {
    const content = pages[url];
    const isPlain = typeof content === 'string' || Buffer.isBuffer(content);
    const { type, body } = content === undefined || isPlain ? { type: 'text/html', body: content ?? 'not here' } : content;
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(body);
  });
  pages = contents(site.origin);
  sites.push(site);
  return site;
}

function fetchInto(addresses: readonly string[], flags: Partial<FetchFlags> = {}): Promise<RefsOutcome> {
  const allowHost = [{ host: '127.0.0.1' }];
  const defaults = {
    ...common,
    owner: 'Northlight',
    role: 'competitor',
    maxPages: 1000,
    jobs: 8,
    images: true,
    allowHost,
  } as const;
  return runRefsFetch(addresses, { ...defaults, ...flags });
}

async function listed(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { stdout } = await runRefsList({ ...common, format: 'json' });
  const entries: unknown = JSON.parse(stdout);
  return Array.isArray(entries) ? entries : [];
}

function record(): readonly Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(join(common.library, 'fetched.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function product(name: string, more: { readonly image?: string; readonly published?: string } = {}): string {
  const data = {
    '@type': 'Product',
    sku: name,
    name,
    description: `${name} lights a desk without a shadow.`,
    image: more.image,
    datePublished: more.published,
  };
  return `<html lang="en"><script type="application/ld+json">${JSON.stringify(data)}</script><h1>${name}</h1></html>`;
}

const photo = (): Promise<Buffer> => {
  const width = 200;
  const noise = Buffer.from(Array.from({ length: width * width * 3 }, (_, i) => (Math.imul(i >> 6, 2654435761) >>> 24) & 255));
  return sharp(noise, { raw: { width, height: width, channels: 3 } })
    .png()
    .toBuffer();
};

describe('refs fetch', () => {
  it('adds the texts and pictures of a page, and keeps what proves when it was there', async () => {
    const picture = await photo();
    const shop = await serve(() => ({
      '/lamp': product('Brass lamp', { image: '/lamp%20one.png', published: '2026-03-01' }),
      '/lamp%20one.png': { type: 'image/png', body: picture },
    }));
    const done = await fetchInto([`${shop.origin}/lamp?utm_source=mail#top`]);
    expect(done).toMatchObject({ exit: 0 });
    expect(done.stdout).toContain('1 text and 1 picture added');
    expect(await listed()).toMatchObject(
      [
        { kind: 'text', owner: 'Northlight', role: 'competitor', url: `${shop.origin}/lamp`, label: 'Brass lamp' },
        { kind: 'image', owner: 'Northlight', url: `${shop.origin}/lamp`, label: 'lamp one.png' },
      ].sort((a, b) => (a.label < b.label ? -1 : 1)),
    );
    const [line] = record();
    expect(line).toMatchObject({
      url: `${shop.origin}/lamp`,
      status: 200,
      dates: [{ source: 'json-ld', name: 'datePublished', value: '2026-03-01' }],
    });
    expect(line?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(existsSync(join(common.library, 'pictures.bin'))).toBe(true);
    expect(shop.requests[0]?.headers['user-agent']).toContain('mailto:listings@my-shop.example');
    expect(
      readFileSync(join(folder, '.preclear', 'fetch-log.jsonl'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(2);
    expect(readdirSync(common.library).filter((name) => name.startsWith('fetching'))).toEqual([]);
  });

  it('adds nothing twice', async () => {
    const shop = await serve(() => ({
      '/a': product('Brass lamp'),
      '/b?gclid=1': product('Brass lamp'),
      '/b': product('Brass lamp'),
    }));
    await fetchInto([`${shop.origin}/a`, `${shop.origin}/a#x`, `${shop.origin}/a`]);
    expect(shop.asked).toEqual(['/a']);
    const again = await fetchInto([`${shop.origin}/a`, `${shop.origin}/b?gclid=1`]);
    expect(again.stdout).toContain('0 texts');
    expect(again.stderr).toContain('2 texts and pictures were there already');
    expect(await listed()).toHaveLength(1);
  });

  it('tells what could not be fetched, and adds the rest', async () => {
    const shop = await serve((origin) => ({
      '/a': product('Brass lamp', { image: `${origin}/gone.jpg` }),
      '/empty': '<p>Hello</p>',
      '/doc': { type: 'application/pdf', body: '%PDF' },
    }));
    const done = await fetchInto(
      ['/a', '/none', '/empty', '/doc'].map((path) => `${shop.origin}${path}`),
      { strict: true },
    );
    expect(done.exit).toBe(3);
    expect(done.stdout).toContain('1 text and 0 pictures');
    for (const said of ['gone.jpg: ', '/none: ', '/empty: ', '/doc: ', 'application/pdf']) expect(done.stderr).toContain(said);
    expect(record().filter(({ fault }) => fault !== undefined)).toHaveLength(3);
  });

  it('says so when nothing could be fetched, or nothing was named', async () => {
    const shop = await serve(() => ({}));
    await expect(fetchInto([`${shop.origin}/none`])).rejects.toThrow(/Nothing could be fetched.*404/);
    await expect(fetchInto([])).rejects.toThrow(/Name what to fetch/);
    await expect(fetchInto(['http://10.0.0.1/', 'http://localhost/'])).rejects.toThrow(/not on the public internet/);
  });

  it('takes a picture by its own address', async () => {
    const body = await photo();
    const shop = await serve(() => ({
      '/x.png': { type: 'image/png', body },
      '/y.jpg': { type: 'image/jpeg', body: '<html>no</html>' },
    }));
    const done = await fetchInto([`${shop.origin}/x.png`, `${shop.origin}/y.jpg`]);
    expect(done.stdout).toContain('0 texts and 1 picture');
    expect(done.stderr).toContain('web page');
  });

  it('goes through site maps: an index, a packed one, a list; pages of other hosts are left out', async () => {
    const map = (...urls: string[]): string =>
      `<urlset>${urls.map((url) => `<url><loc>${url}</loc><lastmod>2026-10-01</lastmod></url>`).join('')}</urlset>`;
    const shop = await serve((origin) => ({
      '/sitemap.xml': `<sitemapindex><sitemap><loc>${origin}/one.xml.gz</loc></sitemap><sitemap><loc>${origin}/two.txt</loc></sitemap><sitemap><loc>${origin}/sitemap.xml</loc></sitemap></sitemapindex>`,
      '/one.xml.gz': {
        type: 'application/gzip',
        body: gzipSync(map(`${origin}/a`, `${origin}/about`, 'https://other.example/x')),
      },
      '/two.txt': `${origin}/b\n${origin}/a?utm_medium=x\n`,
      '/a': product('Brass lamp'),
      '/b': product('Steel lamp'),
      '/about': '<h2>About us</h2>',
    }));
    const done = await fetchInto([], { sitemap: [`${shop.origin}/`] });
    expect(done.stdout).toContain('2 texts');
    expect(done.stderr).toContain('1 address of other hosts');
    expect(done.stderr).not.toContain('No product');
    expect(shop.asked.toSorted()).toEqual(['/a', '/about', '/b', '/one.xml.gz', '/sitemap.xml', '/two.txt']);
    expect(record().find(({ url }) => url === `${shop.origin}/a`)).toMatchObject({
      dates: [{ source: 'sitemap', name: 'lastmod', value: '2026-10-01' }],
    });
  });

  it('goes through the products of a Shopify shop', async () => {
    const list = (...names: string[]): Content => ({
      type: 'application/json',
      body: JSON.stringify({
        products: names.map((title) => ({
          id: 1,
          title,
          handle: title.toLowerCase().replaceAll(' ', '-'),
          body_html: `<p>${title} of solid brass</p>`,
          published_at: '2026-02-03T10:00:00+08:00',
        })),
      }),
    });
    const shop = await serve(() => ({
      '/products.json?limit=250&page=1': list('Desk lamp', 'Wall lamp'),
      '/products.json?limit=250&page=2': list('Floor lamp'),
      '/products.json?limit=250&page=3': list(),
    }));
    const done = await fetchInto([], { shopifyProducts: [shop.origin] });
    expect(done.stdout).toContain('3 texts');
    expect((await listed()).map(({ url }) => url).toSorted()).toEqual(
      ['desk-lamp', 'floor-lamp', 'wall-lamp'].map((handle) => `${shop.origin}/products/${handle}`),
    );
    expect(record()[0]?.dates).toContainEqual({
      source: 'shopify',
      name: 'published_at',
      value: '2026-02-03T10:00:00+08:00',
      of: 'desk-lamp',
    });
  });

  it('reads what a page is written in, whatever is claimed', async () => {
    const chinese = '实木台灯，灯光柔和不刺眼，适合书房和卧室使用。';
    const html = (charset: string): string => `<meta charset="${charset}">${product(chinese)}`;
    const shop = await serve(() => ({
      '/gbk': { type: 'text/html; charset=gbk', body: iconv.encode(html('gbk'), 'gbk') },
      '/meta': { type: 'text/html', body: iconv.encode(html('gb2312'), 'gbk') },
      '/lie1': { type: 'text/html; charset=utf-8', body: iconv.encode(html('utf-8'), 'gbk') },
      '/lie2': { type: 'text/html; charset=iso-8859-1', body: html('iso-8859-1') },
      '/unknown': { type: 'text/html; charset=klingon', body: html('klingon') },
    }));
    await fetchInto(['/gbk', '/meta', '/lie1', '/lie2', '/unknown'].map((path) => `${shop.origin}${path}`));
    // One text, however often it was found.
    expect(await listed()).toMatchObject([{ label: chinese }]);
  });

  it.each([
    ['tags nested 100,000 deep', `${'<div>'.repeat(100_000)}x`, /nested/],
    ['20 MB of tags', '<b>x</b>'.repeat(2_700_000), /larger than|characters/],
    ['bytes', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)), /product|Nothing/],
  ])('a page of %s is a problem, no more', async (_, body, reason) => {
    const shop = await serve(() => ({ '/bad': { type: 'text/html', body }, '/good': product('Brass lamp') }));
    const done = await fetchInto([`${shop.origin}/bad`, `${shop.origin}/good`]);
    expect(done.stdout).toContain('1 text');
    expect(done.stderr).toMatch(reason);
  });

  it('a picture of 50,000 by 50,000 pixels is a problem, its page is added', async () => {
    const shop = await serve(() => ({
      '/a': product('Brass lamp', { image: '/huge.png' }),
      '/huge.png': { type: 'image/png', body: hugePng(50_000) },
    }));
    const done = await fetchInto([`${shop.origin}/a`]);
    expect(done.stdout).toContain('1 text and 0 pictures added');
    expect(done.stderr).toContain('more than 100 million pixels');
  });

  it('a site whose certificate nobody has reason to trust is left alone', async () => {
    const untrusted = await startUntrusted();
    try {
      await expect(fetchInto([`${untrusted.origin}/a`])).rejects.toThrow(/certificate/i);
    } finally {
      await untrusted.close();
    }
  });

  it('names of pictures stay names', async () => {
    const body = await photo();
    const evil = '/..%2f..%2f..%2fetc%2fpasswd%00%0a%1b[31m.png';
    const shop = await serve(() => ({ '/a': product('Brass lamp', { image: evil }), [evil]: { type: 'image/png', body } }));
    await fetchInto([`${shop.origin}/a`]);
    const [label] = (await listed()).filter(({ kind }) => kind === 'image').map((entry) => String(entry.label));
    expect(label).not.toMatch(/\p{C}/u);
    expect(readdirSync(folder).toSorted()).toEqual(['.preclear', 'preclear.config.yaml', 'references']);
  });

  it('works offline from what was fetched before', async () => {
    const shop = await serve(() => ({ '/a': product('Brass lamp') }));
    await fetchInto([`${shop.origin}/a`]);
    rmSync(common.library, { recursive: true });
    expect((await fetchInto([`${shop.origin}/a`], { offline: true })).stdout).toContain('1 text');
    expect(shop.asked).toEqual(['/a']);
  });

  it('is alone with its library', async () => {
    const shop = await serve(() => ({ '/a': product('Brass lamp') }));
    await fetchInto([`${shop.origin}/a`]);
    const lock = join(common.library, 'fetching.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: (await import('node:os')).hostname() }));
    await expect(fetchInto([`${shop.origin}/a`])).rejects.toThrow(/Another preclear is fetching/);
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 - 3, host: (await import('node:os')).hostname() }));
    expect((await fetchInto([`${shop.origin}/a`])).exit).toBe(0);
  });
});

describe('refs fetch that is killed', () => {
  it('goes on where it stood and fetches no page again that it had received', async () => {
    const names = Array.from({ length: 600 }, (_, i) => `/p${i}`);
    let answered = 0;
    let stop: (() => void) | undefined;
    const pages = new Map(names.map((path) => [path, product(`Lamp ${path} of the long series`)]));
    const site = await startSite(({ url = '' }, response) => {
      if (url === '/sitemap.txt') {
        response.end(names.map((path) => `${site.origin}${path}\n`).join(''));
        return;
      }
      response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=0' }).end(pages.get(url));
      if (++answered === 300) stop?.();
    });
    sites.push(site);
    const args = ['refs', 'fetch', '--sitemap', `${site.origin}/sitemap.txt`, '--owner', 'Northlight', '--role', 'competitor'];
    const flags = ['--library', common.library, '--config', common.config, '--allow-host', '127.0.0.1', '--jobs', '8'];
    const child = spawn(process.execPath, [resolve('dist/cli.js'), ...args, ...flags], {
      stdio: 'ignore',
      env: { PATH: process.env.PATH },
    });
    stop = () => child.kill('SIGKILL');
    await new Promise((done) => child.on('close', done));
    expect(existsSync(join(common.library, 'fetching.jsonl'))).toBe(true);
    const before = site.asked.length;
    const done = await preclear([...args, ...flags], { env: { CI: 'true' } });
    expect(done).toMatchObject({ exit: 0 });
    expect(await listed()).toHaveLength(600);
    // What was on its way when the process died was answered and never received.
    const twice = names.filter((path) => site.asked.filter((asked) => asked === path).length > 1);
    expect(before).toBeGreaterThanOrEqual(300);
    expect(twice.length).toBeLessThanOrEqual(16);
    expect(
      record()
        .filter(({ sha256 }) => sha256 !== undefined)
        .map(({ url }) => url)
        .toSorted(),
    ).toEqual(names.map((path) => `${site.origin}${path}`).toSorted());
  });
});
