import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { preclear, type Run, shop } from './run.ts';

/** A page as a browser saves it. */
function page(name: string): string {
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: `Brass lantern ${name}`,
    description: `Lantern ${name} is folded by hand out of one sheet of brass and burns through the night.`,
    datePublished: '2025-01-07',
  };
  const saved = `<!-- saved from url=(0031)https://shop.example/p/${name} -->`;
  return `${saved}<html><head><script type="application/ld+json">${JSON.stringify(product)}</script></head><body></body></html>`;
}

function pages(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`pages/p${at}.html`, page(`n${at}`)]));
}

function noise(side: number): Promise<Buffer> {
  const raw = Buffer.from(Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * i * 7 + (i % 91) * 13) % 256));
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

const ABOUT = ['--owner', 'Brenna', '--role', 'competitor'];

function importInto(cwd: string, ...args: readonly string[]): Promise<Run> {
  return preclear(['refs', 'import', ...args], { cwd });
}

interface Entry {
  readonly kind: string;
  readonly owner: string;
  readonly role: string;
  readonly url?: string;
  readonly label: string;
}

async function entries(cwd: string): Promise<readonly Entry[]> {
  const { stdout } = await preclear(['refs', 'list', '--format', 'json'], { cwd });
  const value: unknown = JSON.parse(stdout);
  if (!Array.isArray(value)) throw new TypeError('no list');
  return value as readonly Entry[];
}

function record(cwd: string): Readonly<Record<string, unknown>>[] {
  return readFileSync(join(cwd, 'references', 'imported.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

describe('preclear refs import, folders and files', () => {
  it('adds pages with their address and dates, and pictures of goods', async () => {
    const folder = shop(pages(2));
    writeFileSync(join(folder, 'pages', 'goods.png'), await noise(160));
    writeFileSync(join(folder, 'pages', 'button.png'), await noise(40));
    const { exit, stdout, stderr } = await importInto(folder, 'pages', ...ABOUT);
    expect(exit).toBe(0);
    expect(stdout).toBe('references: 2 texts and 1 picture added.\n');
    expect(stderr).toContain('1 pictures smaller than 100 pixels were left out');
    const there = await entries(folder);
    expect(there.map(({ kind, url }) => [kind, url]).sort()).toEqual([
      ['image', undefined],
      ['text', 'https://shop.example/p/n0'],
      ['text', 'https://shop.example/p/n1'],
    ]);
    expect(there.every(({ owner, role }) => owner === 'Brenna' && role === 'competitor')).toBe(true);
    const line = record(folder).find(({ file }) => file === '../pages/p0.html');
    expect(line).toMatchObject({ url: 'https://shop.example/p/n0', owner: 'Brenna', role: 'competitor' });
    expect(line?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(line?.dates)).toContain('2025-01-07');
  });

  it('reads nothing twice, but what has changed, what is new and what was removed', async () => {
    const folder = shop(pages(3));
    await importInto(folder, 'pages', ...ABOUT);
    const again = await importInto(folder, 'pages', ...ABOUT);
    expect(again.stderr).toContain('Read 0 of 3 files, 3 are as they were');
    writeFileSync(join(folder, 'pages', 'p1.html'), page('other'));
    utimesSync(join(folder, 'pages', 'p1.html'), 1, 1);
    writeFileSync(join(folder, 'pages', 'new.html'), page('new'));
    const third = await importInto(folder, 'pages', ...ABOUT);
    expect(third.stderr).toContain('Read 2 of 4 files, 2 are as they were');
    expect(third.stdout).toContain('2 texts');
    const stranger = await importInto(folder, 'pages', '--owner', 'Northway', '--role', 'supplier');
    expect(stranger.stdout).toContain('4 texts');
    expect((await entries(folder)).filter(({ role }) => role === 'supplier')).toHaveLength(4);
  });

  it('goes on where a killed run stood', async () => {
    const folder = shop(pages(700));
    const { PATH, HOME, TMPDIR } = process.env;
    const args = [resolve('dist/cli.js'), 'refs', 'import', 'pages', ...ABOUT];
    const child = spawn(process.execPath, args, { cwd: folder, env: { PATH, HOME, TMPDIR }, stdio: 'ignore' });
    const done = new Promise<void>((end) => child.on('close', () => end()));
    const written = join(folder, 'references', 'imported.jsonl');
    while (child.exitCode === null && !existsSync(written)) await new Promise((wait) => setTimeout(wait, 5));
    child.kill('SIGKILL');
    await done;
    const before = record(folder).length;
    expect(before).toBeGreaterThanOrEqual(200);
    const { exit, stderr } = await importInto(folder, 'pages', ...ABOUT);
    expect(exit).toBe(0);
    expect(stderr).toContain(`Read ${700 - before} of 700 files, ${before} are as they were`);
    expect(await entries(folder)).toHaveLength(700);
    expect(new Set(record(folder).map(({ file }) => file)).size).toBe(700);
  });

  it('takes tables of competitors with an owner of their own', async () => {
    const table =
      'title,description,owner,url,captured-at\n' +
      'Folding stool,A stool that folds flat and holds two hundred kilos on wet sand,Northway,https://n.example/s,2026-01-02\n' +
      'Broken,text,Northway,no address,2026-01-02\n';
    const folder = shop({ 'competitors.csv': table });
    const { exit, stderr } = await importInto(folder, 'competitors.csv', '--role', 'rights-owner');
    expect(exit).toBe(0);
    expect(stderr).toContain('competitors.csv:3:1: "no address" is no address');
    expect(await entries(folder)).toMatchObject([{ owner: 'Northway', role: 'rights-owner', url: 'https://n.example/s' }]);
  });

  it('survives hostile files and names, and links in circles', async () => {
    const folder = shop({ ...pages(1), 'pages/a\u001b[31m\n"b.html': page('evil'), 'pages/empty.html': '' });
    writeFileSync(join(folder, 'pages', 'deep.html'), `<html><body>${'<div>'.repeat(100_000)}${'x'.repeat(19_000_000)}`);
    writeFileSync(join(folder, 'pages', 'bytes.html'), Buffer.from([0xff, 0xfe, 0, 1, 2]));
    writeFileSync(join(folder, 'pages', 'cut.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    mkdirSync(join(folder, 'pages', 'inner'));
    symlinkSync('..', join(folder, 'pages', 'inner', 'loop'));
    symlinkSync('/etc/passwd', join(folder, 'pages', 'outside.html'));
    const { exit, stdout, stderr } = await importInto(folder, 'pages', ...ABOUT);
    expect(exit).toBe(0);
    expect(stdout).toContain('2 texts');
    expect(stderr).toContain('deep.html: The tags of this page are nested more than 5000 levels deep');
    expect(stderr).toContain('cut.jpg');
    expect(stderr).not.toContain('\u001b');
    expect(JSON.stringify(record(folder))).not.toContain('passwd');
    const strict = await importInto(folder, 'pages', '--owner', 'Other', '--role', 'stock', '--strict');
    expect(strict.exit).toBe(3);
  });

  it.each([
    [['pages', '--role', 'competitor'], 'Say who owns'],
    [['--role', 'competitor'], 'Name what to import'],
    [['pages', '--owner', 'Brenna'], "required option '--role"],
    [['pages', '--owner', ' ', '--role', 'own'], '--owner is empty'],
    [['nowhere', ...ABOUT], 'nowhere'],
    [['notes', ...ABOUT], 'None of the 1 files'],
  ])('refuses %j', async (args, message) => {
    const { exit, stdout, stderr } = await importInto(shop({ ...pages(1), 'notes/a.html': '<p>no product</p>' }), ...args);
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('leaves the options of texts and registers to them', async () => {
    const folder = shop({
      'texts.csv': 'title,description\nStool,A stool that folds flat on wet sand and holds two hundred kilos\n',
    });
    const { exit, stdout } = await importInto(folder, 'texts', 'texts.csv', '--role', 'own', '--owner', 'Us');
    expect([exit, stdout]).toEqual([0, 'references: 1 texts added, 1 in all.\n']);
  });
});
