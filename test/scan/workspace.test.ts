import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Workspace } from '../../src/scan/workspace.ts';

const NAME = 'preclear.config.yaml';
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-workspace-')));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('Workspace', () => {
  it('opens what a configuration needs once, and anew when a part of it changes', async () => {
    write(NAME, 'extends: base.yaml\nledger: ledger\n');
    write('base.yaml', '');
    write('ledger/licences.csv', 'id,kind,files,owner\n');
    const workspace = new Workspace(false);
    const open = (): ReturnType<Workspace['checkerFor']> => workspace.checkerFor(join(folder, 'feeds/a.csv'));
    const first = await open();
    expect(await open()).toBe(first);
    expect(await workspace.checkerFor(join(folder, 'b.csv'))).toBe(first);
    write('ledger/licences.csv', 'id,kind,files,owner,note\n');
    const second = await open();
    expect(second).not.toBe(first);
    write('base.yaml', 'skip: [amazon]\n');
    const third = await open();
    expect(third.rules.length).toBeLessThan(second.rules.length);
    write('preclear.suppressions.yaml', 'suppressions: []\n');
    expect(await open()).not.toBe(third);
  });

  it('tells what is wrong each time, until it is mended', async () => {
    write(NAME, 'extends: base.yaml\n');
    const workspace = new Workspace(false);
    const open = (): ReturnType<Workspace['checkerFor']> => workspace.checkerFor(join(folder, 'a.csv'));
    await expect(open()).rejects.toThrow('there is no file');
    await expect(open()).rejects.toThrow('there is no file');
    write('base.yaml', 'rules: [own.yaml]\n');
    await expect(open()).rejects.toThrow('own.yaml');
    write('base.yaml', '');
    expect((await open()).rules.length).toBeGreaterThan(10);
  });

  it('keeps each nested configuration to its folder', async () => {
    write(NAME, '');
    write(`us/${NAME}`, 'only: [amazon]\n');
    const workspace = new Workspace(false);
    const [all, us] = [await workspace.checkerFor(join(folder, 'a.csv')), await workspace.checkerFor(join(folder, 'us/a.csv'))];
    expect(us.rules.length).toBeLessThan(all.rules.length);
    expect(await workspace.checkerFor(join(folder, 'b.csv'))).toBe(all);
  });
});
