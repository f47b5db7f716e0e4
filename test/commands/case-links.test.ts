import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownIdsAmong } from '../../src/commands/case/links.ts';
import { loadConfig } from '../../src/scan/config.ts';

it('knows which product ids are those of own listings, by SKU and by the number of the platform', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-own-'));
  writeFileSync(join(folder, 'preclear.config.yaml'), 'marketplace: amazon.com\n');
  writeFileSync(
    join(folder, 'feed.csv'),
    'sku,asin,title\nLS-1,B0TEST0001,Desk lamp\nB0TEST0002,,Shelf\nLS-3,B0TEST0003,Rug\n',
  );
  const config = await loadConfig(join(folder, 'preclear.config.yaml'));
  const place = { config, cases: join(folder, 'cases'), lang: 'en' as const, asOf: '2026-11-22' };
  const asked = new Set(['B0TEST0001', 'B0TEST0002', 'B0OTHER001']);
  expect(await ownIdsAmong(asked, place)).toEqual(['B0TEST0001', 'B0TEST0002']);
  expect(await ownIdsAmong(new Set(['B0OTHER001']), place)).toEqual([]);
});
