import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFetchFault } from '../../src/fetch/fault.ts';
import type { Fetched, Fetcher, FetcherOptions, FetchNote } from '../../src/fetch/fetcher.ts';
import { HttpCache } from '../../src/fetch/http-cache.ts';
import { localFetcher, type Place, pages, quickClock, type Site, startSite, startSocket, writeFile } from './servers.ts';

const closing: (() => Promise<void>)[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function site(...answers: Parameters<typeof startSite>): Promise<Site> {
  const started = await startSite(...answers);
  closing.push(() => started.close());
  return started;
}

async function socketSite(answer: Parameters<typeof startSocket>[0]): Promise<Place> {
  // Whatever else is asked for, there is no robots.txt.
  const started = await startSocket((socket) => {
    socket.once('data', (data) => {
      if (data.toString().startsWith('GET /robots.txt'))
        socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      else answer(socket);
    });
  });
  closing.push(() => started.close());
  return started;
}

function fetcher(of: Pick<Site, 'port'>, options: Partial<FetcherOptions> = {}): Fetcher {
  const made = localFetcher(of, options);
  closing.push(() => made.close());
  return made;
}

async function fetched(from: Fetcher, address: string, as: 'page' | 'image' | 'text' = 'page'): Promise<Fetched> {
  const got = await from.fetch(address, { as });
  if (isFetchFault(got)) throw new Error(`${got.kind}: ${got.fault.en}`);
  return got;
}

async function kindOf(from: Fetcher, address: string, maxBytes?: number): Promise<string> {
  const got = await from.fetch(address, { as: 'page', ...(maxBytes === undefined ? {} : { maxBytes }) });
  return isFetchFault(got) ? got.kind : `status ${got.status}`;
}

function wishes(text: string): (request: unknown, response: ServerResponse) => void {
  return (_, response) => response.end(text);
}

const cache = (): HttpCache => new HttpCache(folder, writeFile);

describe('a page', () => {
  it('comes with what proves what was there and when', async () => {
    const shop = await site(pages({ '/lamp': '<h1>Lamp</h1>' }));
    const got = await fetched(fetcher(shop), `${shop.origin}/lamp`);
    expect(got.body.toString()).toBe('<h1>Lamp</h1>');
    expect(got.sha256).toBe(createHash('sha256').update('<h1>Lamp</h1>').digest('hex'));
    expect(got).toMatchObject({
      status: 200,
      finalUrl: `${shop.origin}/lamp`,
      redirects: [],
      fetchedAt: '2026-11-22T08:00:00.000Z',
      origin: 'network',
    });
    expect(got.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('is asked for under an honest name', async () => {
    const shop = await site(pages({ '/': 'x' }));
    await fetched(fetcher(shop, { agent: 'preclear/1.0 (+mailto:desk@northlight.example)' }), `${shop.origin}/`);
    expect(shop.requests[0]?.headers['user-agent']).toBe('preclear/1.0 (+mailto:desk@northlight.example)');
    expect(shop.requests[0]?.headers.cookie).toBeUndefined();
  });

  it('may come packed', async () => {
    const shop = await site((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked')));
    expect((await fetched(fetcher(shop), `${shop.origin}/`)).body.toString()).toBe('unpacked');
  });

  it('is found behind redirects, each of which is told', async () => {
    const shop = await site(({ url }, response) => {
      if (url === '/a') response.writeHead(301, { location: '/b' }).end();
      else if (url === '/b') response.writeHead(302, { location: './c#part' }).end();
      else response.writeHead(url === '/c' ? 200 : 404).end('here');
    });
    const got = await fetched(fetcher(shop), `${shop.origin}/a`);
    expect(got).toMatchObject({
      url: `${shop.origin}/a`,
      finalUrl: `${shop.origin}/c`,
      redirects: [`${shop.origin}/a`, `${shop.origin}/b`],
    });
  });

  it.each([404, 403, 410, 451, 418])('that is answered with %i is a fault that says so', async (status) => {
    const shop = await site((_, response) => response.writeHead(status).end());
    const got = await fetcher(shop).fetch(`${shop.origin}/x`, { as: 'page' });
    expect(got).toMatchObject({ kind: 'status', status });
    expect(isFetchFault(got) && got.fault.en).toContain(String(status));
    expect(isFetchFault(got) && got.fault.zh).toContain(String(status));
  });

  it('leaves a line in the record, also when it failed', async () => {
    const shop = await site(pages({ '/': 'x' }));
    const notes: FetchNote[] = [];
    const from = fetcher(shop, { log: (note) => notes.push(note) });
    await from.fetch(`${shop.origin}/`, { as: 'page' });
    await from.fetch(`${shop.origin}/no`, { as: 'page' });
    expect(notes).toMatchObject([
      { url: `${shop.origin}/`, status: 200, bytes: 1, origin: 'network' },
      { url: `${shop.origin}/no`, status: 404, fault: 'status' },
    ]);
  });
});

describe('what is kept', () => {
  it('is not asked for again while it is fresh', async () => {
    const shop = await site((_, response) => response.writeHead(200, { 'cache-control': 'max-age=600' }).end('x'));
    await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`);
    expect((await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`)).origin).toBe('kept');
    expect(shop.asked).toEqual(['/']);
  });

  it.each([
    ['an ETag', { etag: '"v1"' }, 'if-none-match'],
    ['a date', { 'last-modified': 'Sun, 01 Nov 2026 10:00:00 GMT', 'cache-control': 'max-age=0' }, 'if-modified-since'],
  ])('is confirmed by %s when it is not fresh', async (_, headers, condition) => {
    const shop = await site((request, response) => {
      const isKnown = request.headers[condition] !== undefined;
      response.writeHead(isKnown ? 304 : 200, headers).end(isKnown ? undefined : 'x');
    });
    await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`);
    const got = await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`);
    expect(got).toMatchObject({ origin: 'confirmed', status: 200 });
    expect(got.body.toString()).toBe('x');
    expect(shop.asked).toHaveLength(2);
  });

  it('is all that --offline gives', async () => {
    const shop = await site((_, response) => response.writeHead(200, { 'cache-control': 'max-age=0' }).end('x'));
    await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/a`);
    const offline = fetcher(shop, { cache: cache(), offline: true });
    expect((await fetched(offline, `${shop.origin}/a`)).origin).toBe('kept');
    expect(await kindOf(offline, `${shop.origin}/b`)).toBe('offline');
    expect(shop.asked).toEqual(['/a']);
  });

  it('is not what a site asks not to keep', async () => {
    const shop = await site((_, response) => response.writeHead(200, { 'cache-control': 'no-store' }).end('x'));
    await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`);
    expect(await kindOf(fetcher(shop, { cache: cache(), offline: true }), `${shop.origin}/`)).toBe('offline');
  });

  it.each([
    ['holds something else', () => Buffer.from('["__proto__"]')],
    ['was not written to its end', (whole: Buffer) => whole.subarray(0, -1)],
    ['ends in what is said of it', (whole: Buffer) => whole.subarray(0, whole.indexOf(10) - 9)],
    ['is empty', () => Buffer.alloc(0)],
    ['was changed', (whole: Buffer) => Buffer.from(whole.toString('latin1').replace('max-age=600', 'max-age=900'), 'latin1')],
    ['has another body', (whole: Buffer) => Buffer.concat([whole.subarray(0, -1), Buffer.from('y')])],
  ])('is not used when its file %s', async (_, damage) => {
    const shop = await site((_request, response) => response.writeHead(200, { 'cache-control': 'max-age=600' }).end('x'));
    await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`);
    for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(name.parentPath, name.name);
      if (name.isFile()) writeFileSync(path, damage(readFileSync(path)));
    }
    expect((await fetched(fetcher(shop, { cache: cache() }), `${shop.origin}/`)).origin).toBe('network');
  });

  it.each([
    ['small pages', 10_000],
    ['large ones, which have files of their own', 100_000],
  ])('stays within its size; the longest unused goes first: %s', async (_, bytes) => {
    const shop = await site(({ url = '' }, response) =>
      response.writeHead(200, { 'cache-control': 'max-age=600' }).end(url.padEnd(bytes, '.')),
    );
    const small = new HttpCache(folder, writeFile, { mostBytes: bytes * 5, sweepBytes: 1 });
    for (let i = 0; i < 12; i++) await fetched(fetcher(shop, { cache: small }), `${shop.origin}/${i}`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(bytes * 5);
    const offline = fetcher(shop, { cache: small, offline: true });
    expect((await fetched(offline, `${shop.origin}/11`)).body.length).toBe(bytes);
    expect(await kindOf(offline, `${shop.origin}/0`)).toBe('offline');
  });
});

describe('a site that is busy', () => {
  it('is asked again after a pause that grows', async () => {
    let times = 0;
    const shop = await site((_, response) => response.writeHead(++times > 3 ? 200 : 500).end('x'));
    const clock = quickClock();
    await fetched(fetcher(shop, { clock }), `${shop.origin}/`);
    expect(clock.slept).toEqual([375, 750, 1500]);
  });

  it('is given the time that it asks for, in seconds or as a date', async () => {
    const clock = quickClock();
    const answers = ['7', new Date(clock.now() + 27_000).toUTCString()];
    const shop = await site((_, response) => {
      const after = answers.shift();
      response.writeHead(after === undefined ? 200 : 429, after === undefined ? {} : { 'retry-after': after }).end();
    });
    await fetched(fetcher(shop, { clock }), `${shop.origin}/`);
    expect(clock.slept).toEqual([7000, 20_000]);
  });

  it('is left alone when it asks for more than a minute', async () => {
    const shop = await site((_, response) => response.writeHead(503, { 'retry-after': '86400' }).end());
    const got = await fetcher(shop).fetch(`${shop.origin}/`, { as: 'page' });
    expect(got).toMatchObject({ kind: 'busy', status: 503 });
    expect(isFetchFault(got) && got.fault.en).toContain('86400 seconds');
    expect(shop.asked).toHaveLength(1);
  });

  it('that answers everything with 429 is given up for the run', async () => {
    const shop = await site((_, response) => response.writeHead(429).end());
    const from = fetcher(shop, { jobs: 1 });
    const kinds: string[] = [];
    for (let i = 0; i < 200; i++) kinds.push(await kindOf(from, `${shop.origin}/${i}`));
    expect(new Set(kinds)).toEqual(new Set(['busy']));
    expect(shop.asked).toHaveLength(5 * 4);
  });

  it('is asked one after the other, with its pause between two requests', async () => {
    const clock = quickClock();
    const shop = await site(pages({ '/a': 'a', '/b': 'b', '/c': 'c' }), wishes('User-agent: *\nCrawl-delay: 3'));
    const from = fetcher(shop, { clock, jobs: 1 });
    for (const path of ['/a', '/b', '/c']) await fetched(from, `${shop.origin}${path}`);
    expect(clock.slept).toEqual([3000, 3000]);
  });
});

describe('robots.txt', () => {
  it('is asked for once and obeyed', async () => {
    let times = 0;
    const text = 'User-agent: preclear\nDisallow: /private\nAllow: /private/not\n\nUser-agent: *\nDisallow: /';
    const shop = await site(
      (_, response) => response.end('x'),
      (_, response) => {
        times++;
        response.end(text);
      },
    );
    const from = fetcher(shop);
    expect(await kindOf(from, `${shop.origin}/open`)).toBe('status 200');
    expect(await kindOf(from, `${shop.origin}/private/a`)).toBe('robots');
    expect(await kindOf(from, `${shop.origin}/private/not`)).toBe('status 200');
    expect(times).toBe(1);
    expect(shop.asked).toEqual(['/open', '/private/not']);
  });

  it('keeps programs away when it cannot be had', async () => {
    const shop = await site(pages({ '/': 'x' }), (_, response) => response.writeHead(500).end());
    const got = await fetcher(shop).fetch(`${shop.origin}/`, { as: 'page' });
    expect(isFetchFault(got) && got.fault.en).toContain('robots.txt');
    expect(shop.asked).toEqual([]);
  });

  it('is read as far as half a megabyte', async () => {
    const long = `User-agent: *\nDisallow: /early\n${`# ${'x'.repeat(1000)}\n`.repeat(600)}Disallow: /late\n`;
    const shop = await site(pages({ '/early': 'x', '/late': 'x' }), wishes(long));
    const from = fetcher(shop);
    expect(await kindOf(from, `${shop.origin}/early`)).toBe('robots');
    expect(await kindOf(from, `${shop.origin}/late`)).toBe('status 200');
  });

  it('holds behind redirects too', async () => {
    const shop = await site(
      (_, response) => response.writeHead(302, { location: '/closed' }).end(),
      wishes('User-agent: *\nDisallow: /closed'),
    );
    expect(await kindOf(fetcher(shop), `${shop.origin}/open`)).toBe('robots');
    expect(shop.asked).toEqual(['/open']);
  });
});

describe('hostile answers', () => {
  const limits = { connectMs: 500, headersMs: 300, idleMs: 300, totalMs: 700 };

  it('a redirect in a circle', async () => {
    const shop = await site(({ url }, response) => response.writeHead(302, { location: url === '/a' ? '/b' : '/a' }).end());
    expect(await kindOf(fetcher(shop), `${shop.origin}/a`)).toBe('redirect');
    expect(shop.asked).toEqual(['/a', '/b']);
  });

  it('a redirect that never ends', async () => {
    const shop = await site(({ url = '' }, response) => response.writeHead(302, { location: `${url}x` }).end());
    expect(await kindOf(fetcher(shop), `${shop.origin}/a`)).toBe('redirect');
    expect(shop.asked).toHaveLength(6);
  });

  it.each([
    ['http://127.0.0.1:1/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'private'],
    ['http://2130706433/', 'private'],
    ['http://0x7f.1/', 'private'],
    ['http://[::1]/', 'private'],
    ['http://[::ffff:10.0.0.1]/', 'private'],
    ['http://localhost/', 'private'],
    ['file:///etc/passwd', 'address'],
    ['http://user:secret@shop.example/', 'address'],
    ['gopher://shop.example/', 'address'],
  ])('a redirect to %s', async (location, kind) => {
    const shop = await site((_, response) => response.writeHead(302, { location }).end());
    expect(await kindOf(fetcher(shop), `${shop.origin}/a`)).toBe(kind);
  });

  it('a body without end', async () => {
    const shop = await site((_, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    expect(await kindOf(fetcher(shop), `${shop.origin}/`, 2 ** 20)).toBe('too-large');
  });

  it('a body that says itself that it is too long is not read at all', async () => {
    let sent = 0;
    const shop = await site((_, response) => {
      response.writeHead(200, { 'content-length': String(100 * 2 ** 20) });
      response.write(Buffer.alloc(1000), () => {
        sent += 1000;
      });
    });
    expect(await kindOf(fetcher(shop), `${shop.origin}/`, 2 ** 20)).toBe('too-large');
    expect(sent).toBeLessThan(70_000);
  });

  it('a packed body that unpacks without end', async () => {
    const shop = await site((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const packed = createGzip();
      packed.pipe(response);
      response.on('close', () => packed.destroy());
      const more = (): void => {
        while (!packed.destroyed && packed.write(Buffer.alloc(2 ** 20)));
        if (!packed.destroyed) packed.once('drain', more);
      };
      more();
    });
    expect(await kindOf(fetcher(shop), `${shop.origin}/`, 2 ** 22)).toBe('too-large');
  });

  it.each([
    ['broken gzip', 'gzip', Buffer.from('no gzip at all')],
    ['cut gzip', 'gzip', gzipSync(Buffer.alloc(100_000, 'ab')).subarray(0, 60)],
    ['an unknown packing', 'zip', Buffer.from('x')],
    ['five packings', 'gzip, gzip, gzip, gzip, gzip', gzipSync('x')],
  ])('%s', async (_, encoding, body) => {
    const shop = await site((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
    expect(await kindOf(fetcher(shop), `${shop.origin}/`)).toBe('broken');
  });

  it('less than the length that was announced', async () => {
    const shop = await socketSite((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort'));
    expect(await kindOf(fetcher(shop), `${shop.origin}/`)).toMatch(/broken|connect/);
  });

  it('more than the length that was announced is cut there', async () => {
    const shop = await socketSite((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshortHTTP/1.1 200 OK\r\n\r\nsecond'),
    );
    expect(await kindOf(fetcher(shop), `${shop.origin}/`)).toMatch(/broken|connect|status 200/);
  });

  it('no HTTP', async () => {
    const shop = await socketSite((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await kindOf(fetcher(shop), `${shop.origin}/`)).toBe('broken');
  });

  it('headers without end', async () => {
    const shop = await socketSite((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write(`X-${Math.random()}: ${'a'.repeat(8000)}\r\n`), 1);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await kindOf(fetcher(shop, { limits }), `${shop.origin}/`)).toMatch(/broken|timeout/);
  });

  it('no answer', async () => {
    const shop = await socketSite(() => {});
    expect(await kindOf(fetcher(shop, { limits }), `${shop.origin}/`)).toBe('timeout');
  });

  it('a body that stops', async () => {
    const shop = await socketSite((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nthen nothing'));
    expect(await kindOf(fetcher(shop, { limits }), `${shop.origin}/`)).toBe('timeout');
  });

  it('a body that drips for ever', async () => {
    const shop = await socketSite((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await kindOf(fetcher(shop, { limits }), `${shop.origin}/`)).toBe('timeout');
  });

  it('no TLS where the address says https', async () => {
    const shop = await startSocket((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    closing.push(() => shop.close());
    const got = await fetcher(shop).fetch(`https://127.0.0.1:${shop.port}/`, { as: 'page' });
    expect(got).toMatchObject({ kind: 'tls' });
  });

  it('nobody there', async () => {
    const shop = await startSocket(() => {});
    await shop.close();
    expect(await kindOf(fetcher(shop), `${shop.origin}/`)).toBe('connect');
  });

  it('headers with line breaks in an address reach nobody', async () => {
    const shop = await site(pages({ '/a%0D%0AX:b': 'x' }));
    expect(await kindOf(fetcher(shop), `${shop.origin}/a%0D%0AX:b`)).toBe('status 200');
    expect(await kindOf(fetcher(shop), `${shop.origin}/a\r\nX:b`)).toBe('status');
    expect(shop.requests.map(({ headers }) => headers.x)).toEqual([undefined, undefined]);
  });
});
