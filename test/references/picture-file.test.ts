import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeReferencePicture } from '../../src/image/match/match.ts';
import { toPlane } from '../../src/image/plane.ts';
import {
  type NewPicture,
  openPictures,
  PICTURES_FILE,
  StoredPictures,
  savePictures,
} from '../../src/references/picture-file.ts';
import { draw } from '../image/drawing.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-picture-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const pictures = [1, 2, 3].map(
  (seed): NewPicture => ({
    sha256: String(seed).repeat(64),
    picture: makeReferencePicture(toPlane(draw(seed, 400 + 20 * seed, 300))),
  }),
);

function opened(): StoredPictures {
  const stored = openPictures(folder);
  if (!(stored instanceof StoredPictures)) throw new Error(`not opened: ${JSON.stringify(stored)}`);
  return stored;
}

describe('the file of pictures', () => {
  it('gives back what was put into it, in its order', () => {
    savePictures(folder, undefined, () => true, pictures);
    const stored = opened();
    expect(stored.files).toEqual(pictures.map(({ sha256 }) => sha256));
    expect(stored.index.references).toBe(3);
    for (const [number, { picture }] of pictures.entries()) {
      expect(stored.planeOf(number)).toEqual(picture.small);
      const [start = 0, end = 0] = stored.index.starts.subarray(number, number + 2);
      expect(stored.index.x.subarray(start, end)).toEqual(picture.features.x);
      expect(stored.index.descriptors.subarray(start * 8, end * 8)).toEqual(picture.features.descriptors);
    }
    expect(stored.planeOf(3)).toBeUndefined();
    stored.close();
  });

  it('is the same file whether its pictures came at once or one by one, and whatever came twice', () => {
    savePictures(folder, undefined, () => true, pictures);
    const atOnce = readFileSync(join(folder, PICTURES_FILE));
    rmSync(join(folder, PICTURES_FILE));
    for (const picture of [...pictures, ...pictures]) {
      const old = openPictures(folder);
      if (old !== undefined && !(old instanceof StoredPictures)) throw new Error('damaged');
      savePictures(folder, old, () => true, [picture]);
      old?.close();
    }
    expect(readFileSync(join(folder, PICTURES_FILE)).equals(atOnce)).toBe(true);
  });

  it('lets pictures go', () => {
    savePictures(folder, undefined, () => true, pictures);
    const old = opened();
    savePictures(folder, old, (sha256) => !sha256.startsWith('2'), []);
    old.close();
    const left = opened();
    expect(left.files.map(([first]) => first)).toEqual(['1', '3']);
    expect(left.planeOf(1)).toEqual(pictures[2]?.picture.small);
    left.close();
  });

  it('gives no plane whose pixels changed or are cut off, and hides that from nobody when it is written again', () => {
    savePictures(folder, undefined, () => true, pictures);
    const path = join(folder, PICTURES_FILE);
    const { length } = readFileSync(path);
    change(path, length - 1);
    const first = opened();
    expect([0, 1, 2].map((number) => first.planeOf(number) !== undefined)).toEqual([true, true, false]);
    savePictures(folder, first, (sha256) => !sha256.startsWith('1'), []);
    first.close();
    truncateSync(path, readFileSync(path).length - 10);
    const second = opened();
    expect(second.planeOf(0)).toEqual(pictures[1]?.picture.small);
    expect(second.planeOf(1)).toBeUndefined();
    savePictures(folder, second, () => true, []);
    second.close();
    const third = opened();
    expect(third.planeOf(1)).toBeUndefined();
    savePictures(folder, third, () => true, pictures.slice(2));
    third.close();
    const mended = opened();
    expect(mended.planeOf(1)).toEqual(pictures[2]?.picture.small);
    mended.close();
  });

  it('is nothing in a folder without one', () => {
    expect(openPictures(folder)).toBeUndefined();
  });

  it.each([
    ['cut in the table', (path: string) => truncateSync(path, 60), 'is cut short'],
    ['cut in the index', (path: string) => truncateSync(path, 5000), 'is cut short'],
    ['another file', (path: string) => writeFileSync(path, 'PNG and so on, no library'), 'is not a picture file of preclear'],
    ['of another version', (path: string) => change(path, 4), 'has version 253, this preclear reads version 2'],
    ['damaged in the table', (path: string) => change(path, 30), 'is damaged (its checksum differs)'],
    ['damaged in the index', (path: string) => change(path, 3000), 'is damaged (its checksum differs)'],
  ])('says that it is %s', (_, damage, reason) => {
    savePictures(folder, undefined, () => true, pictures);
    damage(join(folder, PICTURES_FILE));
    expect(openPictures(folder)).toMatchObject({ reason: { en: reason } });
  });
});

function change(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}
