import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { checkAddress } from '../../src/fetch/address.ts';
import { type AllowedHost, isAllowedHost, parseAllowedHost } from '../../src/fetch/allowed-hosts.ts';
import { isFetchFault } from '../../src/fetch/fault.ts';
import type { Resolve } from '../../src/fetch/guard.ts';
import { isPublicAddress } from '../../src/fetch/public-address.ts';
import { localFetcher, pages, startSite } from './servers.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('public addresses', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '[2a00:1450::1]',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    'shop.example',
    '',
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));

  it('does not depend on how an IPv4 address is wrapped', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const tail = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        const isPublic = isPublicAddress(address);
        expect(isPublicAddress(`::ffff:${tail}`)).toBe(isPublic);
        expect(isPublicAddress(`64:ff9b::${tail}`)).toBe(isPublic);
      }),
    );
  });
});

describe('addresses that are asked', () => {
  it.each([
    'https://shop.example/a?b#c',
    'http://shop.example:8080/',
    'https://1.1.1.1/',
    'https://xn--fsq.example/',
    'https://商店.example/灯',
  ])('%s', (address) => expect(isFetchFault(checkAddress(address, []))).toBe(false));

  it.each([
    ['ftp://shop.example/', 'address'],
    ['javascript:alert(1)', 'address'],
    ['//shop.example/', 'address'],
    ['shop.example', 'address'],
    ['https://', 'address'],
    ['', 'address'],
    ['https://me@shop.example/', 'address'],
    ['https://:pass@shop.example/', 'address'],
    ['https://shop.example:22/', 'address'],
    ['https://shop.example:6379/', 'address'],
    [`https://shop.example/${'a'.repeat(5000)}`, 'address'],
    ['http://localhost/', 'private'],
    ['http://LOCALHOST./', 'private'],
    ['http://a.localhost/', 'private'],
    ['http://printer/', 'private'],
    ['http://nas.local/', 'private'],
    ['http://metadata.google.internal/', 'private'],
    ['http://017700000001/', 'private'],
    ['http://0x7f000001/', 'private'],
    ['http://127.1/', 'private'],
    ['http://127。0。0。1/', 'private'],
    ['http://[::]/', 'private'],
    ['http://[fe80::1]/', 'private'],
    ['http://[::ffff:a9fe:a9fe]/', 'private'],
  ])('not %s', (address, kind) => {
    const checked = checkAddress(address, []);
    expect(isFetchFault(checked) ? checked.kind : checked.href).toBe(kind);
  });

  it('those of the own network when they are allowed, with their port', () => {
    const allowed = ['nas.local', '192.168.1.20:8081', '[fd00::5]'].map(parseAllowedHost).filter((host) => host !== undefined);
    const kind = (address: string): string => {
      const checked = checkAddress(address, allowed);
      return isFetchFault(checked) ? checked.kind : 'asked';
    };
    expect(kind('http://nas.local:9000/a.jpg')).toBe('asked');
    expect(kind('http://NAS.local./a.jpg')).toBe('asked');
    expect(kind('http://192.168.1.20:8081/')).toBe('asked');
    expect(kind('http://192.168.1.20/')).toBe('private');
    expect(kind('http://[fd00::5]/')).toBe('asked');
    expect(kind('http://evil-nas.local/')).toBe('private');
  });

  it.each(['', 'a b', 'http://nas.local', 'nas.local/x', 'me@nas.local', 'nas.local:0', 'nas.local:99999', 'fd00::5'])(
    '"%s" names no host to allow',
    (text) => expect(parseAllowedHost(text)).toBeUndefined(),
  );

  it('what is not in the list is not allowed', () => {
    const list: readonly AllowedHost[] = [{ host: 'nas.local', port: 80 }];
    expect(isAllowedHost(list, 'nas.local', 80)).toBe(true);
    expect(isAllowedHost(list, 'nas.local', 81)).toBe(false);
    expect(isAllowedHost([], 'nas.local', 80)).toBe(false);
  });
});

describe('names are resolved once and checked', () => {
  const answering = (...answers: LookupAddress[][]): Resolve & { readonly asked: string[] } => {
    const asked: string[] = [];
    return Object.assign(
      ((host, _, done) => {
        asked.push(host);
        done(null, answers[Math.min(asked.length, answers.length) - 1] ?? []);
      }) satisfies Resolve,
      { asked },
    );
  };

  it('a name that leads into the own network is refused', async () => {
    const shop = await startSite(pages({ '/': 'secret' }));
    closing.push(() => shop.close());
    const resolve = answering([
      { address: '127.0.0.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
    const fetcher = localFetcher({ port: 1 }, { resolve });
    closing.push(() => fetcher.close());
    expect(await fetcher.fetch('http://rebound.example:8080/', { as: 'page' })).toMatchObject({ kind: 'private' });
    expect(shop.asked).toEqual([]);
  });

  it('a name that is public first and private after gains nothing', async () => {
    // Nothing listens at the documentation-like address; what matters is who is asked afterwards.
    const resolve = answering(
      [{ address: '127.0.0.1', family: 4 }],
      [{ address: '::ffff:127.0.0.1', family: 6 }],
      [{ address: '::1', family: 6 }],
    );
    const fetcher = localFetcher({ port: 1 }, { resolve });
    closing.push(() => fetcher.close());
    for (const path of ['a', 'b', 'c']) {
      expect(await fetcher.fetch(`http://rebound.example/${path}`, { as: 'page' })).toMatchObject({ kind: 'private' });
    }
  });

  it('a name that leads nowhere is told as such', async () => {
    const resolve: Resolve = (_, __, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    const fetcher = localFetcher({ port: 1 }, { resolve });
    closing.push(() => fetcher.close());
    expect(await fetcher.fetch('https://nowhere.example/', { as: 'page' })).toMatchObject({ kind: 'dns' });
  });
});

describe('behind a proxy', () => {
  it('the proxy is asked, and what is written as a private address is refused all the same', async () => {
    const proxied: string[] = [];
    const proxy = await startSite(() => {});
    closing.push(() => proxy.close());
    proxy.onConnect((host, socket) => {
      proxied.push(host);
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'));
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
    const fetcher = localFetcher(
      { port: 1 },
      { proxies: { http: proxy.origin, https: proxy.origin, except: 'direct.example' } },
    );
    closing.push(() => fetcher.close());
    const got = await fetcher.fetch('http://shop.example/lamp', { as: 'page' });
    expect(isFetchFault(got) ? got : got.body.toString()).toBe('ok');
    expect(new Set(proxied)).toEqual(new Set(['shop.example:80']));
    expect(await fetcher.fetch('http://10.0.0.1/', { as: 'page' })).toMatchObject({ kind: 'private' });
    expect(await fetcher.fetch('http://intranet/', { as: 'page' })).toMatchObject({ kind: 'private' });
  });
});
