import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { Ajv } from 'ajv';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { preclear, type Run, shop } from './run.ts';

const ENV = { TZ: 'UTC' };
/** Milliseconds; these start the program a dozen times. */
const SLOW = 180_000;
const run = (cwd: string, ...args: readonly string[]): Promise<Run> => preclear(['review', ...args], { cwd, env: ENV });

const BOTTLE = `${JSON.stringify({ sku: 'B-1', marketplace: 'amazon.com', title: 'Nike style water bottle', brand: 'Hillmoor' })}\n`;
const PLAIN = `${JSON.stringify({ sku: 'B-1', marketplace: 'amazon.com', title: 'Steel water bottle', brand: 'Hillmoor' })}\n`;
const FILES = {
  'preclear.config.yaml': 'brands: [Hillmoor]\nlang: en\nledger: ledger\n',
  'feeds/a.jsonl': PLAIN,
  'ledger/licences.csv': 'id,kind,files,owner,valid_to\nL-9,stock,img/*.jpg,Northpine Images,2026-12-10\n',
};

async function scan(cwd: string, day: string): Promise<void> {
  await preclear(['scan', '.', '--record', '--fail-on', 'never', '--format', 'json'], {
    cwd,
    env: { ...ENV, PRECLEAR_AS_OF: day },
  });
}

describe('preclear review', () => {
  it('says what to do first when nothing was recorded, and makes no history', async () => {
    const cwd = shop(FILES);
    const { exit, stdout, stderr } = await run(cwd);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain('preclear scan --record');
    expect(existsSync(join(cwd, '.preclear', 'history.db'))).toBe(false);
  });

  it(
    'tells of the week, in every format at once',
    async () => {
      const cwd = shop(FILES);
      await scan(cwd, '2026-11-11');
      writeFileSync(join(cwd, 'feeds/a.jsonl'), BOTTLE);
      await scan(cwd, '2026-11-18');
      const formats = ['pretty', 'html=out/r.html', 'xlsx=out/r.xlsx', 'json=out/r.json', 'eml=out/r.eml'].flatMap((one) => [
        '--format',
        one,
      ]);
      const { exit, stdout, stderr } = await run(cwd, ...formats, '--to', 'boss@example.com');
      expect([exit, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Weekly account-health review 2026-W47\nMonday 2026-11-16 to Sunday 2026-11-22, UTC');
      expect(stdout).toContain('Less safe than last week');
      expect(stdout).toContain('Renew picture licence L-9');
      const review: unknown = JSON.parse(readFileSync(join(cwd, 'out/r.json'), 'utf8'));
      const schema: unknown = JSON.parse((await preclear(['schema', 'review'])).stdout);
      if (typeof schema !== 'object' || schema === null) throw new Error('The schema must be an object.');
      expect(new Ajv({ strict: false }).compile(schema)(review)).toBe(true);
      expect(readFileSync(join(cwd, 'out/r.html'), 'utf8')).toContain('<mark>Nike</mark>');
      expect(readFileSync(join(cwd, 'out/r.eml'), 'utf8')).toMatch(
        /^From: boss@example\.com\r\nTo: boss@example\.com\r\nSubject: Weekly/,
      );
      const book = await readXlsx(readFileSync(join(cwd, 'out/r.xlsx')));
      expect(book.sheets.map(({ name }) => name)).toEqual(['Findings', 'Listings', 'Expiring', 'Actions']);
      const again = await run(cwd, '--format', 'html=out/again.html');
      expect(again.exit).toBe(0);
      expect(readFileSync(join(cwd, 'out/again.html'), 'utf8')).toBe(readFileSync(join(cwd, 'out/r.html'), 'utf8'));
    },
    SLOW,
  );

  it('names a week without a scan, and the newest there is', async () => {
    const cwd = shop(FILES);
    await scan(cwd, '2026-11-11');
    const { exit, stderr } = await run(cwd, '--week', '2026-W40');
    expect(exit).toBe(2);
    expect(stderr).toContain('No scan was recorded in 2026-W40 (2026-09-28 to 2026-10-04, UTC). The newest is of 2026-11-11');
    expect((await run(cwd, '--week', 'last')).stdout).toContain('2026-W46');
    expect((await run(cwd)).stdout).toContain('2026-W46');
    expect((await run(cwd, '--week', 'tomorrow')).stderr).toMatch(/is no week/);
  });

  it('refuses the history of a newer program', async () => {
    const cwd = shop(FILES);
    await scan(cwd, '2026-11-11');
    const path = join(cwd, '.preclear', 'history.db');
    const database = new DatabaseSync(path);
    database.exec('UPDATE history_format SET version = 99');
    database.close();
    const { exit, stderr } = await run(cwd);
    expect(exit).toBe(2);
    expect(stderr).toContain('format version 99');
  });

  it.each([
    [['--format', 'pdf'], /Unknown format "pdf"/],
    [['--format', 'html='], /names no file/],
    [['--format', 'json', '--format', 'html'], /Only one --format/],
    [['--format', 'json=a', '--format', 'html=a'], /write to a/],
    [['--to', 'a@example.com\nBcc: b@example.com'], /is no e-mail address/],
    [['--from', 'Li Na <li@example.com>'], /is no e-mail address/],
  ])('refuses %j', async (args, message) => {
    const { exit, stdout, stderr } = await run(shop(FILES), ...args);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('speaks Chinese', async () => {
    const cwd = shop(FILES);
    await scan(cwd, '2026-11-18');
    const { stdout } = await run(cwd, '--lang', 'zh');
    expect(stdout).toContain('账户安全周报 2026-W47');
    expect((await run(cwd, '--week', '2026-W40', '--lang', 'zh')).stderr).toContain('没有记录过扫描');
  });

  it('prints a schedule for the folder of the shop', async () => {
    const cwd = shop(FILES);
    const { exit, stdout } = await run(cwd, '--schedule', '--to', 'boss@example.com');
    expect(exit).toBe(0);
    expect(stdout).toContain(`cd ${cwd} && `);
    expect(stdout).toContain('OnCalendar=Mon 07:00');
    expect(stdout).toContain('--to boss@example.com');
  });
});

describe('the pictures of a review', () => {
  it(
    'are shown side by side from the disk and the library; one that vanished or changed says so',
    async () => {
      const listing = {
        sku: 'B-7',
        marketplace: 'amazon.com',
        title: 'Building bricks',
        brand: 'Hillmoor',
        images: ['studio/bricks-robot.jpg'],
      };
      const cwd = shop({
        'preclear.config.yaml': 'brands: [Hillmoor]\nreferences: references\nimages: [images]\nlang: en\n',
        'feeds/a.jsonl': `${JSON.stringify(listing)}\n`,
      });
      for (const part of ['references', 'images/studio'])
        cpSync(resolve('data/sample', part), join(cwd, part), { recursive: true });
      await scan(cwd, '2026-11-18');
      const page = async (): Promise<string> => (await run(cwd, '--format', 'html')).stdout;
      const shown = await page();
      expect(shown.match(/<svg class="picture"/g)?.length).toBeGreaterThanOrEqual(2);
      expect(shown).toContain('<polygon class="region"');
      expect(shown).toMatch(/Theirs: <bdi>[^<]+<\/bdi><\/h4><svg class="picture"/);
      const images = join(cwd, 'images');
      renameSync(images, join(cwd, 'images-away'));
      expect(await page()).toContain('The picture file is no longer on the disk.');
      cpSync(join(cwd, 'images-away'), images, { recursive: true });
      const names = [...shown.matchAll(/Ours: <bdi>([^<]+)<\/bdi><\/h4><svg/g)].map(([, name = '']) => name);
      const [first = ''] = names;
      rmSync(join(images, first));
      cpSync(join(cwd, 'references/sources/northpine-breakfast.jpg'), join(images, first));
      expect(await page()).toContain('The picture file is another one since the scan');
    },
    SLOW,
  );
});
