import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runRefsAdd } from '../../src/commands/refs/add.ts';
import type { RefsOutcome } from '../../src/commands/refs/library.ts';
import { runRefsList, runRefsRemove, runRefsStats } from '../../src/commands/refs/view.ts';
import { type AddFlags, registerRefs } from '../../src/commands/refs.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { Reference } from '../../src/model/reference.ts';
import { openLibrary } from '../../src/references/disk.ts';

const FEED = [
  {
    id: 'L-1',
    title: 'Folding brass lantern for camps',
    bullets: ['Fold the wings outward and it stands on any rock'],
    brand: 'Brenna',
  },
  { id: 'L-2', title: '折叠提灯 露营用', bullets: ['灯翼向外折开即可立在任何石头上'], brand: 'Brenna' },
]
  .map((listing) => `${JSON.stringify(listing)}\n`)
  .join('');

let folder = '';
let library = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-refs-')));
  library = join(folder, 'references');
  vi.stubEnv('CI', '');
  vi.stubEnv('PRECLEAR_AS_OF', '2026-11-22');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A picture with enough in it to be recognised. */
function picture(): Promise<Buffer> {
  const side = 64;
  const raw = Buffer.from(Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * i * 7 + (i % 91) * 13) % 256));
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

function add(paths: readonly string[], flags: Partial<AddFlags> = {}): Promise<RefsOutcome> {
  return runRefsAdd(paths, { library, owner: 'Brenna', role: 'competitor', strict: false, ...flags });
}

function stored(): readonly Reference[] {
  return openLibrary(library).references;
}

describe('refs add', () => {
  it('adds the listings of a feed with their sentences, and nothing when they are added again', async () => {
    const feed = put('feed.jsonl', FEED);
    const first = await add([feed], { url: 'https://brenna.example/feed', captured: '2026-10-01' });
    expect(first.exit).toBe(0);
    expect(first.stderr).toMatch(/^Added 2 entries to .*references\.\n$/);
    expect(first.stdout).toMatch(/^[0-9a-f]{12} {2}text {2}\S/);
    expect(stored().map(({ owner, role, url, capturedAt }) => [owner, role, url, capturedAt])).toEqual(
      Array(2).fill(['Brenna', 'competitor', 'https://brenna.example/feed', '2026-10-01']),
    );
    const lantern = stored().find((entry) => entry.label === 'Folding brass lantern for camps');
    expect(lantern?.kind === 'text' && lantern.fields.map((field) => field.name)).toEqual(['title', 'bullet']);
    const before = readFileSync(join(library, 'references.jsonl'), 'utf8');
    const again = await add([feed]);
    expect(again).toMatchObject({ exit: 0, stdout: '' });
    expect(again.stderr).toMatch(/^Added 0 entries .*; 2 were there already\.\n$/);
    expect(readFileSync(join(library, 'references.jsonl'), 'utf8')).toBe(before);
  });

  it('adds a plain text as one text, and an Amazon flat file of the same ending as listings', async () => {
    await add([put('returns.txt', 'Write to us within thirty days.\n\nWe send a new one.\n')], { role: 'boilerplate' });
    expect(stored()).toMatchObject([
      {
        kind: 'text',
        role: 'boilerplate',
        label: 'returns.txt',
        capturedAt: '2026-11-22',
        fields: [{ name: 'description', text: 'Write to us within thirty days.\n\nWe send a new one.' }],
      },
    ]);
    const flat = 'item_sku\titem_name\tbullet_point1\nA-1\tLinen apron\tCut from one piece of washed linen\n';
    await add([put('flat.txt', flat)], { owner: 'Other' });
    expect(stored().find((entry) => entry.owner === 'Other')?.label).toBe('Linen apron');
  });

  it('adds listings, texts and pictures from a folder, and leaves other files out', async () => {
    put('shop/feed.jsonl', FEED);
    put('shop/photos/stool.png', await picture());
    put('shop/texts/story.txt', 'Our benches are planed by hand.');
    put('shop/notes.md', '# Notes\n\nCall them on Monday.\n');
    put('shop/.hidden.txt', 'secret');
    put('shop/node_modules/x.txt', 'no');
    const outcome = await add([join(folder, 'shop')]);
    expect(outcome.exit).toBe(0);
    expect(
      stored()
        .map((entry) => [entry.kind, entry.label])
        .sort(),
    ).toEqual([
      ['image', 'stool.png'],
      ['text', 'Folding brass lantern for camps'],
      ['text', 'story.txt'],
      ['text', '折叠提灯 露营用'],
    ]);
    expect(outcome.stderr).toMatch(/notes\.md: no listing, left out\./);
  });

  it('adds a saved product page', async () => {
    const product = {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Oak stool',
      description: 'Three legs, no screws.',
    };
    const page = `<html><head><script type="application/ld+json">${JSON.stringify(product)}</script></head><body></body></html>`;
    await add([put('page.html', page)], { url: 'https://shop.example/stool' });
    expect(stored()).toMatchObject([
      {
        label: 'Oak stool',
        url: 'https://shop.example/stool',
        fields: [
          { name: 'title', text: 'Oak stool' },
          { name: 'description', text: 'Three legs, no screws.' },
        ],
      },
    ]);
  });

  it('goes on behind a picture that cannot be read, and is incomplete when strict', async () => {
    const paths = [put('a.txt', 'A text of theirs.'), put('broken.jpg', 'not a picture')];
    const outcome = await add(paths);
    expect(outcome.exit).toBe(0);
    expect(outcome.stderr).toMatch(/broken\.jpg: \S/);
    expect((await add(paths, { strict: true })).exit).toBe(3);
    vi.stubEnv('CI', 'true');
    expect((await add(paths)).exit).toBe(3);
    expect(stored()).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a path that is not there', () => add([join(folder, 'none.csv')]), /no file or folder .*none\.csv/],
    ['a folder without files', () => add([put('x/.keep', '')].map((path) => join(path, '..'))), /holds no listing file/],
    ['a file without text', () => add([put('empty.txt', ' \n')]), /empty\.txt holds no text/],
    ['a wrong day', () => add([put('a.txt', 'x')], { captured: '2026-02-30' }), /--captured is "2026-02-30"/],
    ['a wrong address', () => add([put('a.txt', 'x')], { url: 'javascript:alert(1)' }), /--url is/],
    ['no owner', () => add([put('a.txt', 'x')], { owner: ' ' }), /--owner is empty/],
  ])('refuses %s', async (_, run, message) => {
    await expect(run()).rejects.toThrow(UsageError);
    await expect(run()).rejects.toThrow(message);
    expect(stored()).toEqual([]);
  });

  it('does not touch a library with a damaged line', async () => {
    const damaged = '<<<<<<< HEAD\n';
    put('references/references.jsonl', damaged);
    await expect(add([put('a.txt', 'A text.')])).rejects.toThrow(/damaged lines and was not changed/);
    expect(readFileSync(join(library, 'references.jsonl'), 'utf8')).toBe(damaged);
  });
});

describe('refs list, remove, stats', () => {
  beforeEach(async () => {
    await add([put('feed.jsonl', FEED)]);
    await add([put('oak.txt', 'Three legs, one plank.')], { owner: 'Aster', role: 'supplier', captured: '2025-01-31' });
  });

  it('lists a table in columns, whatever the script', async () => {
    const { stdout, stderr, exit } = await runRefsList({ library, strict: false, format: 'table' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ID +ROLE +KIND +OWNER +CAPTURED +LABEL +URL$/);
    expect(lines[1]).toMatch(/^[0-9a-f]{12} {2}supplier +text {2}Aster +2025-01-31 {2}oak\.txt$/);
    expect(lines).toHaveLength(4);
    expect([stderr.startsWith('3 entries in '), exit]).toEqual([true, 0]);
  });

  it('lists JSON by role and owner', async () => {
    const { stdout } = await runRefsList({ library, strict: false, format: 'json', role: 'supplier', owner: 'aster' });
    expect(JSON.parse(stdout)).toMatchObject([{ owner: 'Aster', fields: [{ text: 'Three legs, one plank.' }] }]);
    const none = await runRefsList({ library, strict: false, format: 'table', role: 'stock' });
    expect([none.stdout, none.exit]).toEqual(['', 0]);
  });

  it('tells damaged lines, and is incomplete when strict', async () => {
    writeFileSync(join(library, 'references.jsonl'), `${readFileSync(join(library, 'references.jsonl'), 'utf8')}{"id":1}\n`);
    const outcome = await runRefsList({ library, strict: true, format: 'table' });
    expect(outcome.exit).toBe(3);
    expect(outcome.stderr).toMatch(/references\.jsonl:4:1: "kind" is missing/);
    expect((await runRefsStats({ library, strict: false })).exit).toBe(0);
  });

  it('removes by id, and nothing when one id is unknown', async () => {
    const [first, second] = stored();
    const wrong = `${(first?.id ?? '').slice(0, 10)}zz`;
    await expect(runRefsRemove([second?.id ?? '', wrong], { library, strict: false })).rejects.toThrow(
      `no entry "${wrong}" (nearest: ${first?.id}`,
    );
    expect(stored()).toHaveLength(3);
    const outcome = await runRefsRemove([first?.id ?? ''], { library, strict: false });
    expect(outcome.stdout).toContain(first?.id);
    expect(stored().map((entry) => entry.id)).not.toContain(first?.id);
  });

  it('counts by kind, role and owner', async () => {
    const { stdout } = await runRefsStats({ library, strict: false });
    expect(stdout.split('\n')).toEqual([
      'entries   3',
      expect.stringMatching(/^texts {5}3 \(\d+ words\)$/),
      'pictures  0',
      'captured  2025-01-31 to 2026-11-22',
      'role      competitor: 2',
      'role      supplier: 1',
      'owner     Brenna: 2',
      'owner     Aster: 1',
      '',
    ]);
  });

  it('takes nothing there for an empty library', async () => {
    const { stdout } = await runRefsStats({ library: join(folder, 'none'), strict: false });
    expect(stdout).toMatch(/^entries {3}0\n/);
  });

  it('finds the library of the configuration', async () => {
    const config = put('preclear.config.yaml', 'references: references\n');
    expect((await runRefsList({ config, strict: false, format: 'table' })).stdout.split('\n')).toHaveLength(5);
  });
});

describe('registerRefs', () => {
  it('demands owner and role, and knows the roles', async () => {
    const parse = (...args: string[]): Promise<Command> => {
      const program = new Command().exitOverride();
      registerRefs(program);
      const quiet = (command: Command): void => {
        command.exitOverride().configureOutput({ writeErr: () => {} });
        command.commands.forEach(quiet);
      };
      quiet(program);
      return program.parseAsync(['refs', ...args], { from: 'user' });
    };
    await expect(parse('add', 'x.csv', '--role', 'own')).rejects.toThrow(/--owner/);
    await expect(parse('add', 'x.csv', '--owner', 'A')).rejects.toThrow(/--role/);
    await expect(parse('add', 'x.csv', '--owner', 'A', '--role', 'enemy')).rejects.toThrow(/rights-owner/);
  });
});
