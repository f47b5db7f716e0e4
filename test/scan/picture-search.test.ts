import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildImageIndex } from '../../src/image/hash/image-index.ts';
import { hashPixels } from '../../src/image/hash/pdq.ts';
import { makeReferencePicture } from '../../src/image/match/match.ts';
import { cutPixels, type Pixels } from '../../src/image/pixels.ts';
import { toPlane } from '../../src/image/plane.ts';
import { openPictures, PICTURES_FILE, StoredPictures } from '../../src/references/picture-file.ts';
import { savePictures } from '../../src/references/picture-write.ts';
import { matchPlane } from '../../src/scan/picture-match.ts';
import { PictureSearch } from '../../src/scan/picture-search.ts';
import type { Threads } from '../../src/scan/threads.ts';
import { makeReference } from '../detectors/image-fixture.ts';
import { draw } from '../image/drawing.ts';

let folder = '';
let stored: StoredPictures;
const picture = draw(11, 500, 400);
const other = draw(12, 480, 400);
const [FILE, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-picture-search-'));
  const pictures = [
    { sha256: FILE, picture: makeReferencePicture(toPlane(picture)) },
    { sha256: OTHER, picture: makeReferencePicture(toPlane(other)) },
  ];
  savePictures(folder, undefined, () => true, pictures);
  const opened = openPictures(folder);
  if (!(opened instanceof StoredPictures)) throw new Error('not opened');
  stored = opened;
});
afterAll(() => {
  stored.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same file with one bit of the first picture's pixels turned. */
function damaged(): StoredPictures {
  const bytes = readFileSync(join(folder, PICTURES_FILE));
  const length = ['first', 'second'].map((_, number) => stored.planeOf(number)?.data.length ?? 0).reduce((a, b) => a + b);
  const at = bytes.length - length + 1000;
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  mkdirSync(join(folder, 'damaged'), { recursive: true });
  writeFileSync(join(folder, 'damaged', PICTURES_FILE), bytes);
  const opened = openPictures(join(folder, 'damaged'));
  if (!(opened instanceof StoredPictures)) throw new Error('not opened');
  onTestFinished(() => opened.close());
  return opened;
}

const hashOf = (pixels: Pixels): string => hashPixels(pixels).hashes[0] ?? '';
const theirs = makeReference({ id: 'theirs', sha256: FILE, hash: hashOf(picture) });
const ours = makeReference({ id: 'ours', role: 'own', sha256: FILE, hash: hashOf(picture) });
const third = makeReference({ id: 'third', sha256: OTHER, hash: hashOf(other) });

async function find(search: PictureSearch, pixels: Pixels, threads?: Pick<Threads, 'match'>) {
  const { hashes, quality } = hashPixels(pixels);
  const found = await search.find({ sha256: 'c'.repeat(64), hashes, quality }, async () => pixels, threads);
  if ('fault' in found) return found.fault.en;
  return found.map(({ reference, stage, tier }) => [reference.id, stage, tier]);
}

describe('PictureSearch', () => {
  const crop = cutPixels(picture, { left: 120, top: 60, width: 320, height: 300 });

  it('finds a part for every owner in whose name the same file stands in the library', async () => {
    const search = new PictureSearch(buildImageIndex([theirs, third, ours]), stored);
    expect(await find(search, crop)).toEqual([
      ['theirs', 'geometry', 'copy'],
      ['ours', 'geometry', 'copy'],
    ]);
  });

  it('finds the same with what another thread is sent', async () => {
    for (const file of [stored, damaged()]) {
      const search = new PictureSearch(buildImageIndex([theirs, third, ours]), file);
      const parts = search.share();
      if (parts === undefined) throw new Error('no features');
      // Cloned, as a message to a thread is.
      const there = new StoredPictures(structuredClone(parts));
      const match: Threads['match'] = async (plane, hits) => structuredClone(matchPlane(there, structuredClone(plane), hits));
      for (const pixels of [crop, picture, other])
        expect(await find(search, pixels, { match })).toEqual(await find(search, pixels));
      expect(parts.table.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(parts.index.descriptors.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(parts.index.owners.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  it('finds wholes by their hash where the library knows no features, and no parts', async () => {
    const search = new PictureSearch(buildImageIndex([theirs, third]), undefined);
    expect(await find(search, picture)).toEqual([['theirs', 'hash', 'copy']]);
    expect(await find(search, crop)).toEqual([]);
  });

  it('says so where the pixels of a picture are damaged that it had to look at, and only there', async () => {
    const search = new PictureSearch(buildImageIndex([theirs, third]), damaged());
    expect(await find(search, crop)).toMatch(
      /^It was not checked: pictures\.bin .* "theirs.*", .* add that picture to the library again\.$/,
    );
    expect(await find(search, cutPixels(other, { left: 100, top: 60, width: 320, height: 300 }))).toEqual([
      ['third', 'geometry', 'copy'],
    ]);
  });

  it('tells a library from another by everything that decides what is found', () => {
    const digest = (...references: (typeof theirs)[]): string => new PictureSearch(buildImageIndex(references), stored).digest;
    const all = digest(theirs, third);
    expect(digest(theirs, third)).toBe(all);
    for (const changed of [digest(theirs), digest(third, theirs), digest({ ...theirs, role: 'own' }, third)]) {
      expect(changed).not.toBe(all);
    }
    expect(new PictureSearch(buildImageIndex([theirs, third]), undefined).digest).not.toBe(all);
  });
});
