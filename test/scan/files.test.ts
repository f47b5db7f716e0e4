import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { findConfig } from '../../src/scan/config.ts';
import { collectFiles } from '../../src/scan/files.ts';
import { openInput } from '../../src/scan/input.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function found(): Promise<{ files: string[]; problems: string[] }> {
  const { files, problems } = await collectFiles([folder]);
  return { files: files.map(({ path }) => basename(path)), problems: problems.map(({ file }) => basename(file)).sort() };
}

/** A pipe with a name; Node.js itself makes none. */
function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo -- "$0"', path]);
}

describe('collectFiles', () => {
  it('follows a link to a listing file', async () => {
    writeFileSync(join(folder, 'mugs.csv'), 'sku,title\n1,Mug\n');
    symlinkSync('mugs.csv', join(folder, 'spring.csv'));
    expect(await found()).toEqual({ files: ['mugs.csv', 'spring.csv'], problems: [] });
  });

  it('leaves out what is only named like a listing file, and says so', async () => {
    writeFileSync(join(folder, 'mugs.csv'), 'sku,title\n1,Mug\n');
    symlinkSync('circle.csv', join(folder, 'circle.csv'));
    symlinkSync('gone.csv', join(folder, 'broken.csv'));
    symlinkSync('/dev/null', join(folder, 'device.csv'));
    mkdirSync(join(folder, 'other'));
    symlinkSync('other', join(folder, 'folder.csv'));
    makePipe(join(folder, 'pipe.csv'));
    expect(await found()).toEqual({
      files: ['mugs.csv'],
      problems: ['broken.csv', 'circle.csv', 'device.csv', 'folder.csv', 'pipe.csv'],
    });
  });

  it.each([
    ['a link in a circle', () => join(folder, 'circle.csv'), /cannot be opened/],
    ['a name that is too long', () => join(folder, 'a'.repeat(300)), /cannot be opened/],
    ['nothing', () => join(folder, 'gone.csv'), /There is no file or folder/],
    ['a device', () => '/dev/null', /is a device/],
  ])('refuses a path that names %s', async (_, path, message) => {
    symlinkSync('circle.csv', join(folder, 'circle.csv'));
    await expect(collectFiles([path()])).rejects.toThrow(UsageError);
    await expect(collectFiles([path()])).rejects.toThrow(message);
    expect(() => findConfig(path())).not.toThrow();
  });
});

describe('openInput', () => {
  it('reads a pipe that a person named once', async () => {
    const pipe = join(folder, 'pipe.csv');
    makePipe(pipe);
    const text = `sku,title\n${'1,Mug\n'.repeat(30_000)}`;
    const writer = spawn('tee', [pipe], { stdio: ['pipe', 'ignore', 'inherit'] });
    writer.stdin.end(text);
    const input = await openInput(pipe, 'pipe.csv', {});
    expect(input.head.toString().startsWith('sku,title\n1,Mug')).toBe(true);
    const parts: Buffer[] = [];
    for await (const part of input.open()) parts.push(Buffer.from(part));
    expect(Buffer.concat(parts).toString()).toBe(text);
  });
});
