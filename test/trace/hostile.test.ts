import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeEvidence } from '../../src/commands/trace/out.ts';
import { type TraceOutcome, tracePages } from '../../src/commands/trace/run.ts';
import { isFailure, type OpenSuspect, openSuspect, type SuspectFailure } from '../../src/commands/trace/suspect.ts';
import { writeAtomically } from '../../src/disk/atomic-file.ts';
import { Fetcher } from '../../src/fetch/fetcher.ts';
import { HttpCache } from '../../src/fetch/http-cache.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { writeFolder } from '../../src/trace/evidence-folder.ts';
import { sandboxed } from '../../src/trace/screenshot.ts';
import { startUntrusted } from '../fetch/certificate.ts';
import { hugePng } from '../fetch/huge-picture.ts';
import { type Site, startSite, startSocket } from '../fetch/servers.ts';
import { drawLamp, OWN } from './copier.ts';

/*
 * What somebody who knows that he is watched may serve. Redirects, endless bodies and the like are tried in test/fetch; here is what a trace makes of it.
 */

const ZH =
  '这款台灯的光线经过磨砂导光板均匀洒满整张书桌，看光面杂志也不会反光，连续阅读一小时眼睛也不会觉得疲劳酸涩，关灯后记忆上次的亮度和色温。';

let folder = '';
let cache: HttpCache;
const places: { close(): Promise<void> }[] = [];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-hostile-')));
  cache = new HttpCache(join(folder, 'cache'), writeAtomically);
  writeFileSync(join(folder, 'preclear.config.yaml'), 'brands: [Lumovale]\n');
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  writeFileSync(
    join(folder, 'own.csv'),
    `sku,title,bullet1,bullet2\n${[OWN.id, OWN.title, OWN.bullets[0], OWN.bullets[1]].map(quoted).join(',')}\nZH-1,护眼台灯,${ZH},\n`,
  );
});
afterEach(async () => {
  for (const place of places.splice(0)) await place.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function site(
  answers: Readonly<Record<string, { readonly type: string; readonly body: string | Buffer } | undefined>>,
): Promise<Site> {
  const started = await startSite(({ url = '' }, response) => {
    const answer = answers[url];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': answer?.type ?? 'text/html' }).end(answer?.body);
  });
  places.push(started);
  return started;
}

async function open(url: string): Promise<OpenSuspect | SuspectFailure> {
  const limits = { connectMs: 2000, headersMs: 1500, idleMs: 1500, totalMs: 8000 };
  const fetcher = new Fetcher({ agent: 'preclear-test', allowed: [{ host: '127.0.0.1' }], cache, limits });
  try {
    return await openSuspect(url, { fetcher, cache, images: true, now: Date.parse('2026-11-22T12:00:00Z') });
  } finally {
    await fetcher.close();
  }
}

async function trace(url: string): Promise<TraceOutcome> {
  const opened = await open(url);
  if (isFailure(opened)) throw new Error(opened.reason.en);
  const config = await loadConfig(join(folder, 'preclear.config.yaml'));
  return tracePages([opened], [], {
    paths: [join(folder, 'own.csv')],
    named: [],
    papers: [],
    config,
    oneConfig: true,
    images: true,
    history: false,
    allPictures: false,
    words: [{ phrase: 'Lumovale', kind: 'brand' }],
    now: Date.parse('2026-11-22T12:00:00Z'),
    show: () => {},
  });
}

describe('a page that cannot be had is a reason', () => {
  it('a certificate that nobody has reason to trust', async () => {
    const untrusted = await startUntrusted();
    places.push(untrusted);
    const opened = await open(`${untrusted.origin}/lamp`);
    expect(opened).toMatchObject({ kind: expect.stringMatching(/^(?:tls|robots)$/) });
    if (isFailure(opened))
      expect([opened.reason.en, opened.reason.zh]).toEqual([
        expect.stringMatching(/certificate/i),
        expect.stringContaining('证书'),
      ]);
  });

  it('nothing but silence', async () => {
    const silent = await startSocket(() => {});
    places.push(silent);
    expect(isFailure(await open(`${silent.origin}/lamp`))).toBe(true);
  }, 30_000);

  it('an address inside the own network, also behind a redirect', async () => {
    expect(await open('http://169.254.169.254/latest/meta-data')).toMatchObject({ kind: 'private' });
    const turning = await startSite((_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end());
    places.push(turning);
    expect(await open(`${turning.origin}/lamp`)).toMatchObject({ kind: 'private' });
  });
});

describe('a page that is made to break readers', () => {
  it('of 20 MB, nested 100,000 deep, is compared by what a visitor would read', async () => {
    const depth = 100_000;
    const inner = `<p>${OWN.bullets[0]}</p>`;
    const nested = `<html><body>${'<div>'.repeat(depth)}${inner}${'</div>'.repeat(depth)}`;
    const body = `${nested}<!--${'x'.repeat(20_900_000 - nested.length)}-->`;
    const { origin } = await site({ '/deep': { type: 'text/html; charset=utf-8', body } });
    const { report } = await trace(`${origin}/deep`);
    expect(report.pages[0]?.listings.map(({ listing, passages }) => [listing, passages.length])).toEqual([[OWN.id, 1]]);
    expect(report.pages[0]?.problems.map(({ reason }) => reason.en).join()).toContain('nested');
  }, 60_000);

  it.each([
    ['says UTF-8 and is GBK', 'text/html; charset=utf-8', 'gbk'],
    ['says GBK and is UTF-8', 'text/html; charset=gbk', 'utf-8'],
    ['says Latin-1 and is UTF-8', 'text/html; charset=iso-8859-1', 'utf-8'],
    ['says what nobody knows', 'text/html; charset=x-martian', 'gb18030'],
    ['says nothing', 'text/html', 'gbk'],
  ])('that %s is read as it is written', async (_, type, encoding) => {
    const html = `<html><head><title>台灯</title></head><body><h1>护眼台灯</h1><p>${ZH}</p></body></html>`;
    const { origin } = await site({ '/zh': { type, body: iconv.encode(html, encoding) } });
    const { report } = await trace(`${origin}/zh`);
    expect(report.pages[0]?.listings.map(({ listing }) => listing)).toEqual(['ZH-1']);
    expect(report.pages[0]?.listings[0]?.passages[0]?.theirs.text).toContain('磨砂导光板');
  });

  it('shows a picture of 50,000 by 50,000 pixels: that one is a problem, the others are compared', async () => {
    const body = `<html><body><h1>Lamp</h1><p>${OWN.bullets[0]}</p><img src="/huge.png"><img src="/lamp.jpg"></body></html>`;
    const { origin } = await site({
      '/p': { type: 'text/html', body },
      '/huge.png': { type: 'image/png', body: hugePng(50_000) },
      '/lamp.jpg': { type: 'image/jpeg', body: await drawLamp(3) },
    });
    const { report } = await trace(`${origin}/p`);
    expect(report.pages[0]?.pictures.map(({ url }) => url)).toEqual([`${origin}/lamp.jpg`]);
    expect(report.pages[0]?.problems).toMatchObject([
      { file: `${origin}/huge.png`, reason: { en: expect.stringMatching(/100 million pixels/) } },
    ]);
  });
});

describe('names of others', () => {
  it('never become paths, and what they hide is shown as a mark', async () => {
    const names = ['/..%2F..%2Fevil.jpg', '/%00.jpg', '/con', '/a%3Cscript%3E.jpg', '/%E2%80%AEgpj.exe'];
    const lamp = await drawLamp(4);
    const pictures = await Promise.all(names.map(async (_, at) => (at === 0 ? lamp : drawLamp(10 + at))));
    const title = '"><script>alert(1)</script>\u202Eevil';
    const body = `<html><head><title>${title.replaceAll('<', '&lt;')}</title></head><body><p>${OWN.bullets[0]}</p>${names.map((name) => `<img src="${name}">`).join('')}</body></html>`;
    const answers = Object.fromEntries(names.map((name, at) => [name, { type: 'image/jpeg', body: pictures[at] ?? lamp }]));
    const { origin } = await site({ ...answers, '/p?a=../../x': { type: 'text/html; charset=utf-8', body } });
    const outcome = await trace(`${origin}/p?a=../../x`);
    const out = join(folder, 'evidence');
    await writeEvidence(out, outcome, false, 'en');
    expect(readdirSync(join(out, 'page-1', 'pictures'))).toEqual(['01.jpg', '02.jpg', '03.jpg', '04.jpg', '05.jpg']);
    const index = readFileSync(join(out, 'index.html'), 'utf8');
    expect(index).not.toMatch(/<script|\u202E/);
    expect(index).toContain('U+202E');
    expect(existsSync(join(folder, '..', 'evil.jpg'))).toBe(false);
    rmSync(out, { recursive: true });
  });

  it.each(['../x.txt', '/etc/x', 'a/../../x', 'page-1/.hidden', 'page-1/a b', 'SHA256SUMS', ''])(
    '%j is no name of a file',
    (path) => {
      const out = join(folder, 'bad');
      expect(() => writeFolder(out, [{ path, content: 'x' }])).toThrow(/cannot be written/);
      expect(readdirSync(folder).filter((name) => name.includes('bad'))).toEqual([]);
    },
  );
});

describe('what a browser is given to draw', () => {
  it('is shut in: no scripts, no frames, no addresses but pictures that were received', () => {
    const markup =
      '<img src="/a.jpg?x=1&amp;y=2"><img src="file:///etc/passwd" onerror="x()"><script>x()</script>"</iframe><meta http-equiv=refresh content=0>';
    const html = sandboxed({
      markup,
      finalUrl: 'https://shop.example/p',
      pictures: new Map([['https://shop.example/a.jpg?x=1&y=2', 'data:image/jpeg;base64,AAAA']]),
    });
    expect(html).toContain('sandbox=""');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<iframe/g)).toHaveLength(1);
    expect(html.match(/<script/g)).toBeNull();
    expect(html).toContain('data:image/jpeg;base64,AAAA');
    expect(html).not.toContain('etc/passwd');
  });
});
