import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../src/disk/atomic-file.ts';

const root = mkdtempSync(join(tmpdir(), 'preclear-atomic-'));
let folder = root;
let number = 0;

beforeEach(() => {
  folder = join(root, `${++number}`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('writeAtomically', () => {
  it('writes a text or bytes, makes the folder, and leaves nothing else there', () => {
    const path = join(folder, 'reports', 'listing.json');
    writeAtomically(path, '{"标题": 1}\n');
    expect(readFileSync(path, 'utf8')).toBe('{"标题": 1}\n');
    writeAtomically(path, new Uint8Array([0, 255]));
    expect([...readFileSync(path)]).toEqual([0, 255]);
    expect(readdirSync(join(folder, 'reports'))).toEqual(['listing.json']);
  });

  it('says why it cannot, keeps what was there, and takes its draft away', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'plain'), 'old');
    expect(() => writeAtomically(join(folder, 'plain', 'below'), 'new')).toThrow(/ENOTDIR|EEXIST/);
    expect(readFileSync(join(folder, 'plain'), 'utf8')).toBe('old');
    // Long enough for the path itself, too long for the draft beside it.
    expect(() => writeAtomically(join(folder, 'x'.repeat(250)), 'new')).toThrow(/ENAMETOOLONG/);
    expect(readdirSync(folder)).toEqual(['plain']);
  });

  it('does not put a file in the place of a folder', () => {
    mkdirSync(join(folder, 'there'), { recursive: true });
    expect(() => writeAtomically(join(folder, 'there'), 'new')).toThrow(/EISDIR/);
    expect(statSync(join(folder, 'there')).isDirectory()).toBe(true);
    expect(readdirSync(folder)).toEqual(['there']);
  });

  it.skipIf(process.platform === 'win32')('writes to a device and through no link', () => {
    writeAtomically('/dev/null', 'nothing');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    mkdirSync(folder);
    writeFileSync(join(folder, 'original'), 'old');
    symlinkSync(join(folder, 'original'), join(folder, 'link'));
    writeAtomically(join(folder, 'link'), 'new');
    expect(readFileSync(join(folder, 'original'), 'utf8')).toBe('old');
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('new');
  });
});
