import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { preclear, shop } from './run.ts';

const LAMP = `${JSON.stringify({
  id: 'HM-LAMP-02',
  marketplace: 'amazon.com',
  brand: 'Hillmoor',
  title: 'Hillmoor Folding Reading Lamp in Drethivael Grey',
  bullets: ['The arm folds flat behind the breadbin', 'Warm light for late readers'],
  description: 'A bayonet catch holds the shade while the harbour rope wraps the walnut handle.',
})}\n`;
const MUG = `${JSON.stringify({
  id: 'HM-MUG-01',
  marketplace: 'amazon.com',
  brand: 'Hillmoor',
  title: 'Hillmoor Enamel Mug',
  bullets: ['A bayonet catch holds the shade while you drink'],
  description: 'Enamel mug for tea.',
})}\n`;
const FILES = { 'preclear.config.yaml': 'brands: [Hillmoor]\n', 'feeds/us.jsonl': LAMP + MUG };

describe('preclear canary plant', () => {
  it('proposes phrases that stand nowhere else, and new words', async () => {
    const folder = shop({ ...FILES, 'competitor.txt': 'Their harbour rope wraps the walnut handle too.' });
    await preclear(['refs', 'add', 'competitor.txt', '--owner', 'Northway', '--role', 'competitor'], { cwd: folder });
    const { exit, stdout } = await preclear(['canary', 'plant', 'HM-LAMP-02', 'feeds', '--format', 'json'], { cwd: folder });
    expect(exit).toBe(0);
    const { phrases, invented, searched } = JSON.parse(stdout) as {
      readonly phrases: readonly { readonly phrase: string }[];
      readonly invented: readonly string[];
      readonly searched: object;
    };
    expect(searched).toEqual({ listings: 1, texts: 1 });
    expect(invented).toHaveLength(3);
    expect(phrases.map(({ phrase }) => phrase).join('\n')).toContain('folds flat behind the breadbin');
    // The library and the mug have these.
    for (const { phrase } of phrases)
      expect(phrase).not.toMatch(/^harbour rope wraps the walnut handle$|^bayonet catch holds the shade$/);
    const zh = await preclear(['canary', 'plant', 'HM-LAMP-02', 'feeds', '--lang', 'zh'], { cwd: folder });
    expect(zh.stdout).toContain('只有 HM-LAMP-02 才有的短语');
  });

  it('keeps phrases with their day and the hash of the listing, each once', async () => {
    const folder = shop(FILES);
    const args = [
      'canary',
      'plant',
      'HM-LAMP-02',
      'feeds',
      '--phrase',
      'folds flat behind the breadbin',
      '--phrase',
      'Drethivael',
    ];
    const first = await preclear([...args, '--by', 'Li Na', '--lang', 'en'], { cwd: folder });
    expect(first.exit).toBe(0);
    expect(first.stdout).toContain('CN-1  HM-LAMP-02  “folds flat behind the breadbin”, planted on 2026-11-22');
    const again = await preclear([...args, '--lang', 'en'], { cwd: folder });
    expect(again.stdout).toContain('was planted before');
    const rows = readFileSync(join(folder, 'ledger', 'canaries.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/^CN-1,HM-LAMP-02,folds flat behind the breadbin,2026-11-22,Li Na,[0-9a-f]{64}$/);
    const { stdout } = await preclear(['canary', 'list', '--format', 'json'], { cwd: folder });
    expect((JSON.parse(stdout) as { readonly canaries: readonly unknown[] }).canaries).toHaveLength(2);
    const zh = await preclear(['canary', 'list', '--lang', 'zh', '--listing', 'HM-MUG-01'], { cwd: folder });
    expect(zh.stdout).toContain('共有 0 条暗记');
  });

  it.each([
    [
      'the listing does not have',
      ['HM-LAMP-02', 'feeds', '--phrase', 'not in the listing at all'],
      'Write it into the listing first',
    ],
    ['is too short', ['HM-LAMP-02', 'feeds', '--phrase', 'a b'], 'too short'],
    ['no listing has the id of', ['HM-NONE', 'feeds', '--phrase', 'long enough'], 'has the id HM-NONE'],
  ])('refuses a phrase that %s', async (_, args, message) => {
    const { exit, stdout, stderr } = await preclear(['canary', 'plant', ...args], { cwd: shop(FILES) });
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('refuses a phrase that others have, and tells one that other listings have', async () => {
    const folder = shop({ ...FILES, 'competitor.txt': 'FOLDS FLAT - behind the breadbin' });
    await preclear(['refs', 'add', 'competitor.txt', '--owner', 'Northway', '--role', 'competitor'], { cwd: folder });
    const taken = await preclear(['canary', 'plant', 'HM-LAMP-02', 'feeds', '--phrase', 'folds flat behind the breadbin'], {
      cwd: folder,
    });
    expect(taken.exit).toBe(2);
    expect(taken.stderr).toContain('a text of Northway');
    const own = await preclear(['canary', 'plant', 'HM-LAMP-02', 'feeds', '--phrase', 'Hillmoor'], { cwd: folder });
    expect(own.exit).toBe(0);
    expect(own.stdout).toContain('also stands in HM-MUG-01');
  });
});

describe('preclear canary check', () => {
  async function planted(): Promise<string> {
    const folder = shop(FILES);
    await preclear(
      ['canary', 'plant', 'HM-LAMP-02', 'feeds', '--phrase', 'folds flat behind the breadbin', '--phrase', 'Drethivael'],
      {
        cwd: folder,
      },
    );
    return folder;
  }

  it('finds disguised canaries in a page, with their places', async () => {
    const folder = await planted();
    const page =
      '<html><body>\n<p>It f<b>old</b>s fl\u200bat behind the <i>breadbіn</i>.</p>\n<p>ＤＲＥＴＨＩＶＡＥＬ</p></body></html>';
    writeFileSync(join(folder, 'copy.html'), page);
    const { exit, stdout } = await preclear(['canary', 'check', 'copy.html', '--format', 'json'], { cwd: folder });
    expect(exit).toBe(1);
    const { found } = JSON.parse(stdout) as { readonly found: readonly Readonly<Record<string, unknown>>[] };
    expect(found.map(({ line, column, folding }) => ({ line, column, folding }))).toEqual([
      { line: 2, column: 7, folding: ['markup', 'zero-width', 'confusable'] },
      { line: 3, column: 4, folding: ['width'] },
    ]);
    const zh = await preclear(['canary', 'check', 'copy.html', '--lang', 'zh'], { cwd: folder });
    expect(zh.stdout).toContain('属于 HM-LAMP-02，2026-11-22 登记');
  });

  it('says when there is none, and when nothing is planted', async () => {
    const folder = await planted();
    mkdirSync(join(folder, 'pages'));
    writeFileSync(join(folder, 'pages', 'clean.html'), '<p>Nothing of ours.</p>');
    const clean = await preclear(['canary', 'check', 'pages', '--lang', 'en'], { cwd: folder });
    expect(clean.exit).toBe(0);
    expect(clean.stdout).toContain('0 places with canaries; searched 1 text for 2.');
    const none = await preclear(['canary', 'check', 'feeds'], { cwd: shop(FILES) });
    expect(none.exit).toBe(2);
    expect(none.stderr).toContain('No canary is planted yet');
  });

  it('fetches addresses, and tells those that cannot be had', async () => {
    const folder = await planted();
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/robots.txt' || request.url === '/gone' ? 404 : 200, { 'content-type': 'text/html' });
      response.end('<p>Our new Drethivael lamp</p>');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      server.close();
    });
    // What `listen` on a port gives.
    const { port } = server.address() as AddressInfo;
    const at = `http://127.0.0.1:${port}`;
    const args = ['canary', 'check', `${at}/lamp`, `${at}/gone`, '--allow-host', `127.0.0.1:${port}`];
    const { exit, stdout, stderr } = await preclear(args, { cwd: folder });
    expect(exit).toBe(1);
    expect(stdout).toContain(`${at}/lamp:1:12`);
    expect(stderr).toContain(`${at}/gone`);
  });
});

describe('preclear trace', () => {
  it('finds what was planted', async () => {
    const folder = shop(FILES);
    await preclear(['canary', 'plant', 'HM-LAMP-02', 'feeds', '--phrase', 'Drethivael'], { cwd: folder });
    const html = '<html><head><title>Lamp</title></head><body><h1>Lamp in Drethіvael grey</h1><p>Sold here.</p></body></html>';
    writeFileSync(join(folder, 'copy.html'), html);
    const { stdout } = await preclear(['trace', 'copy.html', '--listings', 'feeds', '--format', 'json'], { cwd: folder });
    expect(stdout).toMatch(/"word": "Drethivael",\s*"kind": "canary"/);
    expect(stdout).toMatch(/"listing": "HM-LAMP-02"/);
  });
});
