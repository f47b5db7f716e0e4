import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WatchOutcome } from '../../src/trace/watch-changes.ts';
import { readWatchList } from '../../src/trace/watch-list.ts';
import { preclear, type Run } from '../commands/run.ts';
import { type Copier, copierPage, copierShop, OWN, ownShop } from './copier.ts';

describe('a watch list', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'preclear-watch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (name: string, text: string): ReturnType<typeof readWatchList> => {
    writeFileSync(join(folder, name), text);
    return readWatchList(join(folder, name));
  };
  const placed = ({ problems }: Awaited<ReturnType<typeof readWatchList>>): string[] =>
    problems.map(({ line, column, reason }) => `${line}:${column} ${reason.en}`);

  it('is read as CSV, with Chinese headings too', async () => {
    const list = await read('a.csv', '网址,卖家,商品,备注\nhttps://a.example/x,BrightDeal,NL-1;NL-2,"seen, in May"\n');
    expect(list).toEqual({
      entries: [{ url: 'https://a.example/x', owner: 'BrightDeal', listings: ['NL-1', 'NL-2'], note: 'seen, in May', line: 2 }],
      problems: [],
    });
  });

  it('may name a file that a person saved, from where the list stands', async () => {
    const list = await read('a.csv', 'url,文件\nhttps://a.example/x,saved/page.html\nhttps://b.example/y,\n');
    expect(list.entries.map(({ file }) => file)).toEqual([join(folder, 'saved', 'page.html'), undefined]);
  });

  it('is read as YAML, addresses alone or with what belongs to them', async () => {
    const list = await read(
      'a.yaml',
      'watch:\n  - https://a.example/x\n  - url: https://b.example/y\n    listing: [NL-1, NL-2]\n    owner: B\n',
    );
    expect(list.entries.map(({ url, listings, owner, line }) => ({ url, listings, owner, line }))).toEqual([
      { url: 'https://a.example/x', listings: [], owner: undefined, line: 2 },
      { url: 'https://b.example/y', listings: ['NL-1', 'NL-2'], owner: 'B', line: 3 },
    ]);
  });

  it('tells every bad row with its place, and keeps the others', async () => {
    const list = await read('a.csv', 'url,owner,price\nfile:///etc/passwd,x,\nhttps://a.example/,y,\nhttps://a.example/,z,\n');
    expect(list.entries.map(({ owner }) => owner)).toEqual(['y']);
    expect(placed(list)).toEqual([
      expect.stringMatching(/^1:11 "price" is none of url/),
      expect.stringMatching(/^2:1 "file:\/\/\/etc\/passwd" is no address/),
      expect.stringMatching(/^4:1 The page stands in line 3 already/),
    ]);
    const yaml = await read('b.yaml', '- https://a.example/\n- [1, 2]\n- url: 5\n  colour: red\n');
    expect(placed(yaml)).toEqual([
      expect.stringMatching(/^2:3 Expected an address/),
      expect.stringMatching(/^4:3 "colour" is none/),
      expect.stringMatching(/^3:8 "5" is no address/),
    ]);
  });

  it.each([
    ['a.csv', ''],
    ['a.csv', 'url\n'],
    ['a.yaml', 'a: [unclosed'],
    ['a.yaml', 'just: this'],
  ])('%s with %j is refused', async (name, text) => {
    await expect(read(name, text)).rejects.toThrow(/no page to watch/);
  });
});

describe('watched pages', () => {
  let own: Awaited<ReturnType<typeof ownShop>>;
  let copier: Copier;
  beforeAll(async () => {
    own = await ownShop();
    copier = await copierShop();
    const rows = [`${copier.url},BrightDeal,${OWN.id},known since May`, 'http://10.255.255.1/dead,Nobody,,'];
    writeFileSync(join(own.folder, 'copiers.csv'), `url,owner,listing,note\n${rows.join('\n')}\n`);
  }, 60_000);
  afterAll(async () => {
    await copier.site.close();
    own.close();
  });

  const answer = (body: string): void => {
    const etag = `"${body.length}-${body.charCodeAt(body.length - 30)}"`;
    copier.answers.set('/products/desk-lamp', { type: 'text/html; charset=utf-8', body, headers: { etag } });
  };
  const look = async (): Promise<Run & { readonly pages: readonly WatchOutcome[] }> => {
    const run = await preclear(['trace', '--watch', 'copiers.csv', '--allow-host', '127.0.0.1', '--format', 'json'], {
      cwd: own.folder,
    });
    return { ...run, pages: JSON.parse(run.stdout === '' ? '{"pages":[]}' : run.stdout).pages };
  };

  it('are remembered, and told when something of ours appears, changes, vanishes, goes or comes back; a dead host stops nobody', async () => {
    answer(copierPage());
    const first = await look();
    expect(first.exit).toBe(1);
    expect(first.pages).toMatchObject([
      { event: 'new', matters: true, owner: 'BrightDeal', note: 'known since May', passages: 2, pictures: 2 },
      { event: 'unreachable', matters: false, owner: 'Nobody' },
    ]);

    const before = copier.site.requests.length;
    const second = await look();
    // Nothing changed, but a page could not be looked at.
    expect([second.exit, second.pages[0]?.event, second.pages[0]?.appeared, second.pages[0]?.vanished]).toEqual([
      3,
      'same',
      [],
      [],
    ]);
    expect(copier.site.requests.slice(before).some(({ headers }) => headers['if-none-match'] !== undefined)).toBe(true);

    answer(copierPage(`${OWN.bullets[2]} And more.`));
    const third = await look();
    expect([third.exit, third.pages[0]?.event, third.pages[0]?.matters]).toEqual([1, 'changed', true]);
    expect(third.pages[0]?.appeared).toMatchObject([
      { kind: 'passage', listing: OWN.id, text: expect.stringContaining('It remembers you') },
    ]);
    expect(third.pages[0]?.vanished).toMatchObject([{ kind: 'passage', text: expect.stringContaining('Fold it flat') }]);

    copier.answers.delete('/products/desk-lamp');
    const fourth = await look();
    expect([fourth.exit, fourth.pages[0]?.event, fourth.pages[0]?.vanished.length]).toEqual([1, 'gone', 5]);
    expect((await look()).pages[0]).toMatchObject({
      event: 'still-gone',
      matters: false,
      firstCopiedAt: first.pages[0]?.firstCopiedAt,
    });

    answer(copierPage());
    const last = await look();
    expect([last.exit, last.pages[0]?.event, last.pages[0]?.passages]).toEqual([1, 'back', 2]);
    expect(readdirSync(join(own.folder, '.preclear', 'trace'))).toHaveLength(1);
  }, 120_000);

  it('whose memory is damaged are new again; that of a newer preclear is refused', async () => {
    const [name = ''] = readdirSync(join(own.folder, '.preclear', 'trace'));
    const file = join(own.folder, '.preclear', 'trace', name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, 100));
    expect((await look()).pages[0]?.event).toBe('new');
    writeFileSync(file, text.replace('"format":1', '"format":9'));
    const newer = await look();
    expect([newer.exit, newer.stderr]).toEqual([2, expect.stringContaining('newer preclear')]);
  }, 60_000);

  it('stand in their list alone', async () => {
    const run = await preclear(['trace', copier.url, '--watch', 'copiers.csv'], { cwd: own.folder });
    expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining('stand in the list')]);
    expect(existsSync(join(own.folder, 'evidence'))).toBe(false);
  });
});
