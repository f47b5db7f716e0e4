import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBrandImport } from '../../src/commands/refs/import-brands.ts';
import type { RefsOutcome } from '../../src/commands/refs/library.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-brands-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function importList(name: string, content: string | Buffer, strict = false): Promise<RefsOutcome> {
  writeFileSync(join(folder, name), content);
  return runBrandImport([join(folder, name)], { library: join(folder, 'references'), strict });
}

function table(): string {
  return readFileSync(join(folder, 'references', 'brands.tsv'), 'utf8');
}

describe('refs import brands', () => {
  it('takes a list, and the same again changes nothing', async () => {
    const list = 'Brand,Owner,Forms,Own\nTidewick,"Tidewick, Ltd",tide wick;twk lamps,\nArvenko,,,yes\n';
    const first = await importList('list.csv', list);
    expect(first.stdout).toContain('2 brand words, 1 of them your own; 2 new');
    expect(table()).toContain('Tidewick\tbrand\tnone\ttide wick;twk lamps\t\t\t\t\tTidewick, Ltd');
    const before = table();
    const again = await importList('list.csv', list);
    expect(again.stderr).toContain('Nothing changed');
    expect(table()).toBe(before);
    expect(readdirSync(join(folder, 'references'))).toEqual(['brands.tsv']);
  });

  it('reads a Chinese table in GBK, with tabs', async () => {
    const list = iconv.encode('禁用词\t权利人\t国际分类\n潮汐灯\t潮汐公司\t11\nTidewick\t潮汐公司\t11、35\n', 'gbk');
    await importList('禁用词.txt', list);
    expect(table()).toContain('潮汐灯\tbrand\tnone');
    expect(table()).toContain('\t11;35\t');
  });

  it('tells every row that it left out, with its line, and takes the others', async () => {
    const outcome = await importList('list.csv', 'mark,tier\nTidewick,1\n,2\nArvenko,9\nHillmoor,\n', true);
    expect(outcome.exit).toBe(3);
    expect(outcome.stderr).toMatch(/list\.csv:3:1: The brand word is empty/);
    expect(outcome.stderr).toMatch(/list\.csv:4:1: "9" in the column tier/);
    expect(table().split('\n')).toHaveLength(4);
  });

  it('changes nothing when a list has no column of brand words, or no usable row', async () => {
    await expect(importList('list.csv', 'sku,title\n1,Lamp\n')).rejects.toThrow(/no column of brand words.*sku, title/);
    await expect(importList('list.csv', 'mark\n--\n')).rejects.toThrow(/no brand word that can be used/);
    expect(readdirSync(folder)).toEqual(['list.csv']);
  });

  it('does not write over a table that somebody broke', async () => {
    mkdirSync(join(folder, 'references'));
    writeFileSync(join(folder, 'references', 'brands.tsv'), 'mark\tkind\n\tbrand\n');
    await expect(importList('list.csv', 'mark\nTidewick\n')).rejects.toThrow(/brands\.tsv:2: .* mend or delete the line/);
    expect(table()).toBe('mark\tkind\n\tbrand\n');
  });
});
