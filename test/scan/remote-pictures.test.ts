import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { loadConfig } from '../../src/scan/config.ts';
import type { NetworkSettings } from '../../src/scan/open-fetcher.ts';
import { openFetcher, readProxies } from '../../src/scan/open-fetcher.ts';
import { RemotePictures } from '../../src/scan/remote-pictures.ts';
import type { RunRequest } from '../../src/scan/request.ts';
import { requestFor } from '../../src/scan/request.ts';
import { runScan } from '../../src/scan/scan.ts';
import { type Site, startSite } from '../fetch/servers.ts';

let folder = '';
const sites: Site[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'remote-'));
});
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
  rmSync(folder, { recursive: true });
});

async function serve(files: Readonly<Record<string, Buffer | string>>): Promise<Site> {
  const site = await startSite(({ url = '' }, response) => {
    const body = files[url];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'image/png' }).end(body);
  });
  sites.push(site);
  return site;
}

const settings = (site: Site, offline = false): NetworkSettings => ({
  allowed: [{ host: '127.0.0.1', port: site.port }],
  offline,
  jobs: 8,
});

function square(side: number): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
}

describe('pictures by address', () => {
  it('are fetched once and kept by their content', async () => {
    const picture = await square(40);
    const site = await serve({ '/a.png': picture, '/b.png': picture });
    const remote = new RemotePictures(async () => openFetcher(settings(site), folder));
    const [a, again, b] = await Promise.all(
      ['/a.png', '/a.png', '/b.png'].map((path) => remote.fileOf(`${site.origin}${path}`)),
    );
    await remote.close();
    expect(again).toBe(a);
    expect(b).toBe(a);
    expect(readFileSync(String(a))).toEqual(picture);
    expect(site.asked.toSorted()).toEqual(['/a.png', '/b.png']);
  });

  it.each(['data:image/png;base64,AAAA', 'main.jpg', 'C:\\a.jpg', 'mailto:x'])('%s is none', (src) => {
    const remote = new RemotePictures(() => Promise.reject(new Error('nothing is opened')));
    expect(remote.fileOf(src)).toBeUndefined();
  });

  it('of other kinds say why they are not fetched', async () => {
    const site = await serve({});
    const remote = new RemotePictures(async () => openFetcher(settings(site), folder));
    expect(await remote.fileOf('ftp://shop.example/a.jpg')).toHaveProperty('fault');
    expect(await remote.fileOf('//localhost/a.jpg')).toHaveProperty('fault');
    await remote.close();
  });
});

describe('a scan of listings that name pictures by address', () => {
  async function scan(
    site: Site,
    rows: readonly string[],
    network?: NetworkSettings,
  ): Promise<{ problems: readonly Problem[]; images: number; rules: string[] }> {
    const path = join(folder, 'feed.tsv');
    writeFileSync(path, `sku\ttitle\tmain_image_url\n${rows.map((src, i) => `S-${i}\tBrass lamp ${i}\t${src}\n`).join('')}`);
    writeFileSync(join(folder, 'preclear.config.yaml'), 'marketplace: amazon.com\n');
    const config = await loadConfig(join(folder, 'preclear.config.yaml'));
    const request: RunRequest = {
      paths: [path],
      given: { rules: [], only: [], skip: [] },
      failOn: 'error',
      failOnReview: false,
      strict: false,
      images: true,
      jobs: 2,
      asOf: '2026-11-22',
      ...(network === undefined ? {} : { network }),
    };
    const rules: string[] = [];
    const tail = await runScan(requestFor(request, config), {
      begin() {},
      listing: ({ findings }) => {
        rules.push(...findings.map(({ rule }) => rule));
      },
      progress() {},
    });
    expect(site.asked.length).toBeLessThan(100);
    return { problems: tail.problems, images: tail.images, rules };
  }

  it('asks no network unless that is wanted', async () => {
    const site = await serve({ '/a.png': await square(40) });
    const { problems, images } = await scan(site, [`${site.origin}/a.png`]);
    expect(site.asked).toEqual([]);
    expect({ problems, images }).toEqual({ problems: [], images: 0 });
  });

  it('checks them like those on the disk', async () => {
    const site = await serve({ '/small.png': await square(40) });
    const { problems, images, rules } = await scan(site, [`${site.origin}/small.png`], settings(site));
    expect(problems).toEqual([]);
    expect(images).toBe(1);
    // Too small for the marketplace: what is measured of a file is measured of this one.
    expect(rules.some((rule) => /image/.test(rule))).toBe(true);
    const offline = await scan(site, [`${site.origin}/small.png`], settings(site, true));
    expect(offline.images).toBe(1);
    expect(site.asked).toEqual(['/small.png']);
  });

  it('tells of each that could not be used, at its place', async () => {
    const huge = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer();
    const site = await serve({
      '/page.png': '<!doctype html><p>Sold out</p>',
      '/huge.png': huge,
      '/good.png': await square(40),
    });
    const names = ['/gone.png', '/page.png', '/huge.png', '/good.png'].map((path) => `${site.origin}${path}`);
    const { problems, images } = await scan(
      site,
      [...names, 'http://169.254.169.254/a.png', 'http://127.0.0.1:1/a.png'],
      settings(site),
    );
    expect(images).toBe(1);
    expect(problems.map(({ line, record }) => [line, record])).toEqual([
      [2, 1],
      [3, 2],
      [4, 3],
      [6, 5],
      [7, 6],
    ]);
    const said = problems.map(({ reason }) => reason.en);
    for (const [i, words] of ['404', 'web page', '100 million pixels', 'public internet', 'Port 1'].entries())
      expect(said[i]).toContain(words);
  });
});

describe('proxies', () => {
  it('are those of the environment, lower case first', () => {
    expect(readProxies({ HTTP_PROXY: 'proxy.example:3128', no_proxy: 'a.example' })).toEqual({
      http: 'http://proxy.example:3128',
      https: 'http://proxy.example:3128',
      except: 'a.example',
    });
    expect(readProxies({ https_proxy: 'http://a.example', HTTPS_PROXY: 'http://b.example' }).https).toBe('http://a.example');
    expect(readProxies({})).toEqual({ http: '', https: '', except: '' });
  });

  it('must be addresses', () => {
    expect(() => readProxies({ HTTPS_PROXY: 'http://[bad' })).toThrow(/HTTPS_PROXY/);
  });
});
