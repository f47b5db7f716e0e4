import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCanaries } from '../../src/ledger/canaries.ts';

const HASH = 'a'.repeat(64);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-canaries-'));
  mkdirSync(join(folder, 'ledger'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(text: string): ReturnType<typeof openCanaries> {
  writeFileSync(join(folder, 'ledger', 'canaries.csv'), text);
  return openCanaries(join(folder, 'ledger'), 'ledger');
}

describe('openCanaries', () => {
  it('reads what is planted', async () => {
    const { canaries, problems } = await read(
      `id,listing,phrase,planted,by,content_hash\nCN-1,HM-1,"folds flat, always",2026-11-20,Li Na,${HASH}\nCN-2,HM-2,傍晚收网,2026-11-21,,${HASH}\n`,
    );
    expect(problems).toEqual([]);
    expect(canaries).toEqual([
      { id: 'CN-1', listing: 'HM-1', phrase: 'folds flat, always', planted: '2026-11-20', by: 'Li Na', contentHash: HASH },
      { id: 'CN-2', listing: 'HM-2', phrase: '傍晚收网', planted: '2026-11-21', contentHash: HASH },
    ]);
  });

  it('knows Chinese headings', async () => {
    const { canaries, problems } = await read(`编号,SKU,暗记,登记日期,内容校验值\nCN-1,HM-1,佐维西亚,2026年11月20日,${HASH}\n`);
    expect(problems).toEqual([]);
    expect(canaries[0]).toMatchObject({ phrase: '佐维西亚', planted: '2026-11-20' });
  });

  it.each([
    ['a day that is none', `CN-1,HM-1,phrase here,2026-13-40,,${HASH}`],
    ['a hash that is none', 'CN-1,HM-1,phrase here,2026-11-20,,abc'],
    ['no phrase', `CN-1,HM-1,,2026-11-20,,${HASH}`],
    ['no listing', `CN-1,,phrase here,2026-11-20,,${HASH}`],
  ])('tells the place of %s and goes on', async (_, row) => {
    const { canaries, problems } = await read(
      `id,listing,phrase,planted,by,content_hash\n${row}\nCN-2,HM-2,other phrase,2026-11-21,,${HASH}\n`,
    );
    expect(canaries.map(({ id }) => id)).toEqual(['CN-2']);
    expect(problems[0]).toMatchObject({ file: join('ledger', 'canaries.csv'), line: 2 });
    expect(problems[0]?.reason.zh).not.toBe('');
  });

  it('has none where there is no ledger', async () => {
    expect(await openCanaries(join(folder, 'nowhere'), 'nowhere')).toEqual({ canaries: [], problems: [] });
  });
});
