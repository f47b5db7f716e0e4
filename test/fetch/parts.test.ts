import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainError } from '../../src/fetch/explain-error.ts';
import { pauseBefore, readRetryAfter } from '../../src/fetch/retry.ts';
import { readRobots } from '../../src/fetch/robots.ts';

describe('pauses', () => {
  it('grow, within bounds, and are never shorter than what is asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.nat(1e6)),
        (n, random, asked) => {
          const pause = pauseBefore(n, random, asked ?? undefined);
          expect(pause).toBeGreaterThanOrEqual(Math.max(250, asked ?? 0));
          expect(pause).toBeLessThanOrEqual(Math.max(20_000, asked ?? 0));
          expect(pauseBefore(n + 1, random, asked ?? undefined)).toBeGreaterThanOrEqual(pause);
        },
      ),
    );
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 08:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 07:00:00 GMT', 0],
    ['-1', undefined],
    ['1e9', undefined],
    ['soon', undefined],
    ['99999999999', undefined],
    ['2026', 2_026_000],
    [undefined, undefined],
  ])('Retry-After: %s', (value, expected) => {
    expect(readRetryAfter(value, Date.parse('2026-11-22T08:00:00Z'))).toBe(expected);
  });
});

describe('robots.txt', () => {
  const rules = (text: string) => readRobots('https://shop.example/robots.txt', text);
  const allows = (text: string, path: string): boolean => rules(text).allows(new URL(path, 'https://shop.example'));

  it.each([
    ['', '/', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow:', '/a', true],
    ['\ufeffUser-agent: *\r\nDisallow: /a', '/ab', false],
    ['user-agent: PreClear\ndisallow: /a\n\nUser-agent: *\nDisallow: /', '/b', true],
    ['User-agent: other\nDisallow: /', '/a', true],
    ['User-agent: *\nDisallow: /\nAllow: /p', '/page', true],
    ['User-agent: *\nAllow: /a\nDisallow: /a', '/a', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf?z', true],
    ['User-agent: *\nDisallow: /*?variant=', '/lamp?variant=3', false],
    ['User-agent: *\nDisallow: /%E7%81%AF', '/灯', false],
    ['User-agent: a\nUser-agent: preclear\nDisallow: /x', '/x', false],
    ['<html>404</html>', '/a', true],
  ])('%j lets %s through: %s', (text, path, expected) => expect(allows(text, path)).toBe(expected));

  it('may ask for a pause, which is bounded', () => {
    expect(rules('User-agent: *\nCrawl-delay: 2.5').delayMs).toBe(2500);
    expect(rules('User-agent: *\nCrawl-delay: 86400').delayMs).toBe(30_000);
    expect(rules('User-agent: *\nCrawl-delay: -1').delayMs).toBe(0);
    expect(rules('User-agent: *\nCrawl-delay: much').delayMs).toBe(0);
  });

  it('names site maps', () => {
    expect(rules('Sitemap: https://shop.example/a.xml\nsitemap: /b.xml').sitemaps).toEqual([
      'https://shop.example/a.xml',
      '/b.xml',
    ]);
  });

  it('made to be slow allows nothing', () => {
    const slow = `User-agent: *\n${`Disallow: /${'*a'.repeat(900)}$\n`.repeat(250)}`;
    expect(allows(slow, `/${'a'.repeat(2000)}`)).toBe(false);
    expect(allows(`User-agent: *\nDisallow: /${'*'.repeat(1500)}b`, `/${'a'.repeat(2000)}`)).toBe(true);
  });

  it('of any bytes is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(typeof allows(text, '/a')).toBe('boolean');
      }),
    );
  });
});

describe('what TLS and the network say', () => {
  const url = new URL('https://shop.example/lamp');
  it.each([
    ['CERT_HAS_EXPIRED', 'tls', 'expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'another name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_REVOKED', 'tls', 'CERT_REVOKED'],
    ['ENOTFOUND', 'dns', 'spelling'],
    ['ECONNREFUSED', 'connect', 'HTTPS_PROXY'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'too long'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'broken', 'broken'],
    ['HPE_INVALID_CONSTANT', 'broken', 'broken'],
    ['EPRIVATE', 'private', '--allow-host'],
  ])('%s', (code, kind, says) => {
    const { failed } = explainError(Object.assign(new Error('x'), { code }), url);
    expect(failed.kind).toBe(kind);
    expect(failed.fault.en).toContain(says);
    expect(failed.fault.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('of several attempts side by side the first is told', () => {
    const errors = [
      Object.assign(new Error('a'), { code: 'ENETUNREACH' }),
      Object.assign(new Error('b'), { code: 'ECONNREFUSED' }),
    ];
    expect(explainError(new AggregateError(errors), url).failed.fault.en).toContain('ENETUNREACH');
  });
});
