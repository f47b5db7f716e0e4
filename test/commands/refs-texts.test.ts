import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRefsAdd } from '../../src/commands/refs/add.ts';
import { runTextImport } from '../../src/commands/refs/import-texts.ts';
import type { RefsOutcome } from '../../src/commands/refs/library.ts';
import { runRefsRebuild } from '../../src/commands/refs/rebuild.ts';
import { runRefsList, runRefsRemove, runRefsStats } from '../../src/commands/refs/view.ts';
import { preclear, shop } from './run.ts';

let folder = '';
let common: { readonly library: string; readonly strict: boolean };

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-texts-')));
  common = { library: join(folder, 'references'), strict: false };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Flags = Partial<Parameters<typeof runTextImport>[1]>;

function importFile(name: string, content: string | Buffer, flags: Flags = {}): Promise<RefsOutcome> {
  writeFileSync(join(folder, name), content);
  return runTextImport([join(folder, name)], { ...common, role: 'competitor', captured: '2026-11-20', ...flags });
}

async function listed(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { stdout } = await runRefsList({ ...common, format: 'json' });
  const entries: unknown = JSON.parse(stdout);
  return Array.isArray(entries) ? entries : [];
}

const TABLE = `sku,title,bullet1,bullet2,description,url,owner,captured at
A-1,Copper kettle with a long spout,Boils a litre in four minutes,Handle stays cool,"For gas, electric and induction hobs.",https://shop.example/kettle,Northlight,2026/1/7
A-2,Walnut board,,,"Cut from one piece, oiled by hand.",https://shop.example/board,Hillmoor,
`;

describe('refs import texts', () => {
  it('takes a table, and the same again changes nothing', async () => {
    const first = await importFile('shop.csv', TABLE);
    expect(first.exit).toBe(0);
    expect(first.stdout).toContain('2 texts added, 2 in all');
    expect(await listed()).toMatchObject([
      { owner: 'Hillmoor', role: 'competitor', capturedAt: '2026-11-20', label: 'Walnut board' },
      {
        owner: 'Northlight',
        capturedAt: '2026-01-07',
        url: 'https://shop.example/kettle',
        fields: [
          { name: 'title', text: 'Copper kettle with a long spout' },
          { name: 'bullet', text: 'Boils a litre in four minutes' },
          { name: 'bullet', text: 'Handle stays cool' },
          { name: 'description', text: 'For gas, electric and induction hobs.' },
        ],
      },
    ]);
    const again = await importFile('shop.csv', TABLE);
    expect(again.stdout).toContain('0 texts added, 2 in all');
    expect(again.stderr).toContain('Read 2 records; left out 0, 2 were there already.');
  });

  it('takes JSON Lines with lists of bullets and other names', async () => {
    const lines = [
      { name: 'Copper kettle', features: ['Boils fast', 'Stays cool'], body: 'For all hobs.', link: 'https://shop.example/k' },
      { name: 'Walnut board', body: 'Oiled by hand.' },
    ];
    const flags = { owner: 'Northlight', columns: 'description=body,url=link' };
    await importFile('crawl.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'), flags);
    expect(await listed()).toMatchObject([
      {
        label: 'Copper kettle',
        url: 'https://shop.example/k',
        fields: [{}, { text: 'Boils fast' }, {}, { text: 'For all hobs.' }],
      },
      { label: 'Walnut board' },
    ]);
  });

  it('reads Chinese headings in GBK', async () => {
    const table = iconv.encode('标题,五点描述,商品描述,店铺\n铜壶,"四分钟烧开一升水",适用于各种炉灶,北光旗舰店\n', 'gbk');
    await importFile('竞品.csv', table);
    expect(await listed()).toMatchObject([{ owner: '北光旗舰店', label: '铜壶' }]);
  });

  it('tells what it left out and why, and takes the rest', async () => {
    const table = `title,url,owner,captured_at\nKettle,not an address,A,\n,,A,\nBoard,,,\nLamp,,A,31.12.2026\nCup,https://shop.example/c,A,2026-02-03T10:00:00Z\n`;
    const outcome = await importFile('shop.csv', table, { strict: true });
    expect(outcome.exit).toBe(3);
    expect(outcome.stderr).toMatch(/shop\.csv:2:1: "not an address" is no address/);
    expect(outcome.stderr).toMatch(/shop\.csv:3:1: There is no title, bullet or description/);
    expect(outcome.stderr).toMatch(/shop\.csv:4:1: There is no owner/);
    expect(outcome.stderr).toMatch(/shop\.csv:5:1: "31\.12\.2026" is no day/);
    expect(outcome.stderr).toContain('Read 5 records; left out 4, 0 were there already.');
    expect((await listed()).length).toBe(1);
  });

  it('tells fifty of very many faults, and how many more there are', async () => {
    const lines = ['{"title": "Cup", "owner": "A"}', ...Array.from({ length: 80 }, () => 'no JSON')];
    const outcome = await importFile('crawl.jsonl', lines.join('\n'));
    expect(outcome.stderr.match(/no JSON object/g)?.length).toBe(50);
    expect(outcome.stderr).toContain('30 more records were left out');
  });

  it.each([
    ['a table without texts', 'shop.csv', 'price,stock\n1,2\n', {}, /no column title, bullets or description/],
    ['an empty file', 'shop.csv', '', {}, /no column title/],
    ['only records without texts', 'shop.csv', 'title,owner\n,A\n', {}, /None of the 1 records .* left out/],
    ['a column that does not exist', 'shop.csv', TABLE, { columns: 'colour=title' }, /--columns has "colour=title"/],
    ['no day', 'shop.csv', TABLE, { captured: 'yesterday' }, /--captured is "yesterday"/],
    ['an empty owner', 'shop.csv', TABLE, { owner: ' ' }, /--owner is empty/],
  ])('refuses %s', async (_, name, content, flags, message) => {
    await expect(importFile(name, content, flags)).rejects.toThrow(message);
  });

  it('refuses a folder', async () => {
    await expect(runTextImport([folder], { ...common, role: 'competitor' })).rejects.toThrow(/is a folder/);
  });
});

describe('a library of hand-kept and imported texts', () => {
  beforeEach(async () => {
    writeFileSync(join(folder, 'returns.txt'), 'Send it back within thirty days, no questions asked, we pay the postage.');
    await runRefsAdd([join(folder, 'returns.txt')], { ...common, owner: 'Arvenko', role: 'supplier', captured: '2026-11-22' });
    await importFile('shop.csv', TABLE);
  });

  it('is listed and counted as one', async () => {
    const list = await runRefsList({ ...common, format: 'table' });
    expect(list.stdout.match(/^.*$/gm)?.slice(1, 4)).toEqual([
      expect.stringContaining('Arvenko'),
      expect.stringContaining('Hillmoor'),
      expect.stringContaining('Northlight'),
    ]);
    expect(list.stderr).toContain('3 entries');
    const stats = await runRefsStats(common);
    expect(stats.stdout).toMatch(/^texts {5}3 \(\d+ words\)$/m);
    expect(stats.stdout).toMatch(/^imported {2}2 of them, indexed in 0\.\d MB$/m);
    expect(stats.stdout).toContain('captured  2026-01-07 to 2026-11-22');
  });

  it('loses what is removed, of both parts, and nothing when an id is unknown', async () => {
    const ids = (await listed()).map(({ id }) => String(id));
    await expect(runRefsRemove([...ids, 'feedbeef'], common)).rejects.toThrow(/has no entry "feedbeef"/);
    expect((await listed()).length).toBe(3);
    const outcome = await runRefsRemove(ids.slice(0, 2), common);
    expect(outcome.stderr).toContain('Removed 2 entries');
    expect((await listed()).map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it('takes no text twice, in whichever part it is', async () => {
    const same = 'description,owner\n"Send it back within thirty days, no questions asked, we pay the postage.",Arvenko\n';
    const imported = await importFile('more.csv', same, { role: 'supplier' });
    expect(imported.stderr).toContain('1 stand in references.jsonl');
    const page = join(folder, 'board.csv');
    writeFileSync(page, 'sku,title,description\nA-2,Walnut board,"Cut from one piece, oiled by hand."\n');
    await runRefsAdd([page], { ...common, owner: 'Hillmoor', role: 'competitor' });
    expect((await listed()).length).toBe(3);
    expect(readFileSync(join(common.library, 'references.jsonl'), 'utf8').trim().split('\n').length).toBe(1);
  });

  it('is mended by rebuild', async () => {
    truncateSync(join(common.library, 'segments', '000001.seg'), 200);
    expect((await runRefsRebuild({ ...common, all: false })).stdout).toContain('1 part of the index was built anew; 2 texts');
    expect((await runRefsRebuild({ ...common, all: false })).stdout).toContain('0 parts of the index were built anew');
    expect((await runRefsRebuild({ ...common, all: true })).stdout).toContain('1 part of the index was built anew');
  });
});

it('a stock sentence that was imported in bulk is told as one, and not as a copy', async () => {
  const usual =
    'Our glazes are mixed by the pound, so two batches may lean toward moss or toward fern, and nobody in the village minds either.';
  const row = { id: 'A-1', marketplace: 'amazon.com', title: 'Salt pig with a lid', description: usual };
  const cwd = shop({
    'preclear.config.yaml': 'references: references\n',
    'theirs.csv': `description,owner\n"${usual}",Arvenko\n`,
    'usual.csv': `description,owner\n"${usual.replace('lean', 'turn a little')}",Guild\n`,
    'listing.jsonl': `${JSON.stringify(row)}\n`,
  });
  const scan = async (): Promise<string> => (await preclear(['scan', 'listing.jsonl', '--fail-on', 'never'], { cwd })).stdout;
  await preclear(['refs', 'import', 'texts', 'theirs.csv', '--role', 'competitor'], { cwd });
  expect(await scan()).toContain('core/copied-description');
  await preclear(['refs', 'import', 'texts', 'usual.csv', '--role', 'boilerplate'], { cwd });
  const quiet = await scan();
  expect(quiet).not.toContain('core/copied-description');
  expect(quiet).toContain('stock sentence');
});

it('rebuild makes no store where there is none', async () => {
  expect((await runRefsRebuild({ ...common, all: false })).stderr).toContain('nothing to rebuild');
  expect(existsSync(common.library)).toBe(false);
});
