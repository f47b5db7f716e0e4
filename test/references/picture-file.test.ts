import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeReferencePicture } from '../../src/image/match/match.ts';
import { toPlane } from '../../src/image/plane.ts';
import { OldPictures, openOldPictures } from '../../src/references/picture-copy.ts';
import { PictureDraft } from '../../src/references/picture-draft.ts';
import { openPictures, PICTURES_FILE, StoredPictures } from '../../src/references/picture-file.ts';
import type { NewPicture } from '../../src/references/picture-row.ts';
import { savePictures } from '../../src/references/picture-write.ts';
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

function old(): OldPictures {
  const there = openOldPictures(folder);
  if (!(there instanceof OldPictures)) throw new Error(`not opened: ${JSON.stringify(there)}`);
  return there;
}

function rewrite(keep: (sha256: string) => boolean, added: readonly NewPicture[]): void {
  const there = old();
  savePictures(folder, there, keep, added);
  there.close();
}

function written(): Buffer {
  return readFileSync(join(folder, PICTURES_FILE));
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
    const atOnce = written();
    savePictures(folder, undefined, () => true, []);
    for (const picture of [...pictures, ...pictures]) rewrite(() => true, [picture]);
    expect(written().equals(atOnce)).toBe(true);
  });

  it('has the bytes it always had', () => {
    savePictures(folder, undefined, () => true, pictures);
    expect(createHash('sha256').update(written()).digest('hex')).toBe(
      'f2d29625a2febda16ccc8b6d0c689880d0374a3bc36378baccfec6b85e1f7de0',
    );
  });

  it('lets pictures go', () => {
    savePictures(folder, undefined, () => true, pictures);
    rewrite((sha256) => !sha256.startsWith('2'), []);
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
    first.close();
    rewrite((sha256) => !sha256.startsWith('1'), []);
    truncateSync(path, readFileSync(path).length - 10);
    const second = opened();
    expect(second.planeOf(0)).toEqual(pictures[1]?.picture.small);
    expect(second.planeOf(1)).toBeUndefined();
    second.close();
    rewrite(() => true, []);
    const third = opened();
    expect(third.planeOf(1)).toBeUndefined();
    third.close();
    rewrite(() => true, pictures.slice(2));
    const mended = opened();
    expect(mended.planeOf(1)).toEqual(pictures[2]?.picture.small);
    mended.close();
  });

  it('is nothing in a folder without one', () => {
    expect(openPictures(folder)).toBeUndefined();
    expect(openOldPictures(folder)).toBeUndefined();
  });

  it.each([
    ['cut in the table', (path: string) => truncateSync(path, 60), 'is cut short'],
    ['cut in the index', (path: string) => truncateSync(path, 5000), 'is cut short'],
    ['another file', (path: string) => writeFileSync(path, 'PNG and so on, no library'), 'is not a picture file of preclear'],
    ['of another version', (path: string) => change(path, 4), 'has version 253, this preclear reads version 2'],
    ['damaged in the table', (path: string) => change(path, 30), 'is damaged (its checksum differs)'],
    [
      'damaged at the end of the index',
      (path: string) => change(path, indexEnd(path) - 8),
      'is damaged (its checksum differs)',
    ],
    ['cut at the end of the index', (path: string) => truncateSync(path, indexEnd(path) - 1), 'is cut short'],
    ['damaged in the index', (path: string) => change(path, 3000), 'is damaged (its checksum differs)'],
  ])('says that it is %s', (_, damage, reason) => {
    savePictures(folder, undefined, () => true, pictures);
    damage(join(folder, PICTURES_FILE));
    expect(openPictures(folder)).toMatchObject({ reason: { en: reason } });
    expect(openOldPictures(folder)).toEqual(openPictures(folder));
  });

  it('says that its index is of another version, and that another index stands in it', () => {
    savePictures(folder, undefined, () => true, pictures);
    const path = join(folder, PICTURES_FILE);
    const start = indexEnd(path) - written().readUInt32LE(12);
    for (const [at, reason] of [
      [start + 4, 'has version 254, this preclear reads version 1'],
      [start, 'is not a picture index of preclear'],
    ] as const) {
      change(path, at);
      expect(openPictures(folder)).toMatchObject({ reason: { en: reason } });
      expect(openOldPictures(folder)).toEqual(openPictures(folder));
    }
  });
});

describe('a draft of new pictures', () => {
  it('leads to the same file as pictures in memory, in the order in which they are named', () => {
    savePictures(folder, undefined, () => true, pictures);
    const inMemory = written();
    rmSync(join(folder, PICTURES_FILE));
    const draft = new PictureDraft(folder);
    const rows = [...pictures].reverse().map((picture) => draft.add(picture));
    savePictures(folder, undefined, () => true, rows.reverse());
    draft.close();
    expect(written().equals(inMemory)).toBe(true);
  });

  it('leaves nothing behind, and makes no folder for nothing', () => {
    const inside = join(folder, 'library');
    const unused = new PictureDraft(inside);
    unused.close();
    expect(existsSync(inside)).toBe(false);
    const draft = new PictureDraft(inside);
    const [row] = pictures.map((picture) => draft.add(picture));
    draft.close();
    expect(readdirSync(inside)).toEqual([]);
    expect(() => row?.features()).toThrow('cannot be read any more');
  });

  it('adds to what is there, and an interrupted writing changes nothing', () => {
    savePictures(folder, undefined, () => true, pictures.slice(0, 2));
    const before = written();
    const draft = new PictureDraft(folder);
    const rows = pictures.map((picture) => draft.add(picture));
    draft.close();
    const there = old();
    expect(() => savePictures(folder, there, () => true, rows)).toThrow('cannot be written');
    there.close();
    expect(written().equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual([PICTURES_FILE]);
  });

  it('tells when the disk does not take them', () => {
    const file = join(folder, 'taken');
    writeFileSync(file, '');
    const draft = new PictureDraft(file);
    expect(() => pictures.map((picture) => draft.add(picture))).toThrow('cannot be written');
    draft.close();
  });
});

/** Where the index ends: behind head, table and their checksum. */
function indexEnd(path: string): number {
  const bytes = readFileSync(path);
  return 16 + bytes.readUInt32LE(8) * 48 + 4 + bytes.readUInt32LE(12);
}

function change(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}
