import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MadeListing, makeListings, makeMarks } from '../bench/listings.ts';
import { preclear } from './run.ts';

const LISTINGS = 800;

/** A feed of made-up listings in which every seventh names a mark, every tenth comes twice, and a row cannot be read. */
function makeFeed(): string {
  const listings = [...makeListings(LISTINGS, makeMarks(100))];
  return listings
    .map((listing, i): string => {
      if (i % 500 === 499) return '{"id": "SKU-cut", "title": "Walnut';
      const twice: MadeListing | undefined = i % 10 === 9 ? listings[i - 8] : undefined;
      const title = i % 7 === 3 ? `${listing.title} Yeti style, not N1ke` : listing.title;
      return JSON.stringify(twice === undefined ? { ...listing, title } : { ...twice, id: `${twice.id}-again` });
    })
    .join('\n');
}

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'preclear-jobs-'));
  mkdirSync(join(cwd, '.git'));
  writeFileSync(join(cwd, 'a.jsonl'), makeFeed());
  writeFileSync(join(cwd, 'b.csv'), 'sku,title\nA-1,"Yeti style mug"\n');
  writeFileSync(join(cwd, 'preclear.config.yaml'), 'brands: [Hillmoor]\n');
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function scan(jobs: number, more: readonly string[]): Promise<string> {
  const about = ['--marketplace', 'amazon.com', '--jobs', String(jobs), '--fail-on', 'never'];
  const { exit, stdout, stderr } = await preclear(['scan', '.', ...about, ...more], { cwd });
  expect(stderr).toMatch(/^exit 0: .*1 problem/m);
  expect(exit).toBe(0);
  return stdout.replace(/"run":\{[^}]*\}/, '');
}

let alone: Promise<string> | undefined;

it.each([2, 3, 8])('gives the same bytes with --jobs %i as with one', async (jobs) => {
  alone ??= scan(1, ['--format', 'json']);
  const [one, several] = await Promise.all([alone, scan(jobs, ['--format', 'json'])]);
  expect(several === one).toBe(true);
  expect(one).toContain('"duplicate-listing"');
  expect(one).toContain('Yeti');
});

it('gives the same fixes', async () => {
  const [one, several] = await Promise.all([1, 2].map((jobs) => scan(jobs, ['--fix-dry-run'])));
  expect(several === one).toBe(true);
  expect(one).toContain('Yeti');
});
