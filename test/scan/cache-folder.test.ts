import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearCache, markUsed, measureCache, sweepCache } from '../../src/scan/cache-folder.ts';

const DAY = 86_400;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function keep(kind: string, name: string, bytes: number, daysAgo: number): string {
  mkdirSync(join(folder, kind, 'ab'), { recursive: true });
  const path = join(folder, kind, 'ab', name);
  writeFileSync(path, Buffer.alloc(bytes));
  const time = Date.now() / 1000 - daysAgo * DAY;
  utimesSync(path, time, time);
  return path;
}

describe('sweepCache', () => {
  it('takes away what was not used for long', () => {
    const [old, used] = [keep('pictures', 'old', 10, 61), keep('pictures', 'used', 10, 61)];
    keep('judgements', 'new', 10, 59);
    markUsed(used);
    sweepCache(folder);
    expect(existsSync(old)).toBe(false);
    expect(measureCache(folder)).toEqual([
      { kind: 'judgements', files: 1, bytes: 10 },
      { kind: 'pictures', files: 1, bytes: 10 },
    ]);
  });

  it('takes away of too much what was used longest ago', () => {
    for (let day = 0; day < 5; day++) keep('judgements', `${day}`, 100, day);
    sweepCache(folder, Date.now(), 250);
    expect(readdirSync(join(folder, 'judgements/ab')).sort()).toEqual(['0', '1']);
  });

  it('looks once a day, and never where nothing is', () => {
    sweepCache(folder);
    const old = keep('pictures', 'old', 10, 61);
    sweepCache(folder);
    expect(existsSync(old)).toBe(true);
    sweepCache(folder, Date.now() + 2 * DAY * 1000);
    expect(existsSync(old)).toBe(false);
    sweepCache(join(folder, 'nothing', 'here'));
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });

  it('follows no link', () => {
    const outside = keep('outside', 'file', 10, 100);
    mkdirSync(join(folder, 'cache/pictures'), { recursive: true });
    symlinkSync(join(folder, 'outside'), join(folder, 'cache/pictures/link'));
    sweepCache(join(folder, 'cache'));
    clearCache(join(folder, 'cache'));
    expect(existsSync(outside)).toBe(true);
  });
});
