import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ImageFacts } from '../../src/image/facts.ts';
import { buildImageIndex } from '../../src/image/hash/image-index.ts';
import type { Pixels } from '../../src/image/pixels.ts';
import type { ReferenceImage } from '../../src/model/reference.ts';
import { makeImageReference } from '../../src/references/entries.ts';
import { openPictures, StoredPictures } from '../../src/references/picture-file.ts';
import { savePictures } from '../../src/references/picture-write.ts';
import { PictureCache } from '../../src/scan/picture-cache.ts';
import { PictureSearch } from '../../src/scan/picture-search.ts';
import { readLibraryPicture, readPicture } from '../../src/scan/pictures.ts';
import { preclear } from '../commands/run.ts';
import { draw } from '../image/drawing.ts';

let folder = '';
let cacheFolder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preclear-picture-cache-'));
  await write('lamp.png', draw(1, 640, 480));
  await write('chair.png', draw(2, 640, 480));
  await write('crop.png', crop(draw(1, 640, 480), 60, 40, 480, 400));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  cacheFolder = at('cache');
  rmSync(cacheFolder, { recursive: true, force: true });
});

async function write(name: string, { data, width, height }: Pixels): Promise<void> {
  await sharp(data, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Copyright: 'Lumora Studio', Artist: 'A. Weaver' } })
    .png()
    .toFile(at(name));
}

function crop({ data, width }: Pixels, left: number, top: number, wide: number, high: number): Pixels {
  const rows = Array.from({ length: high }, (_, y) =>
    data.subarray(((top + y) * width + left) * 3, ((top + y) * width + left + wide) * 3),
  );
  return { data: Uint8Array.from(Buffer.concat(rows)), width: wide, height: high };
}

async function look(name: string, help: Parameters<typeof readPicture>[1]): Promise<ImageFacts> {
  const facts = await readPicture(at(name), help);
  if ('fault' in facts) throw new Error(facts.fault.en);
  return facts;
}

async function reference(name: string, about: Partial<ReferenceImage> = {}): Promise<ReferenceImage> {
  const { sha256, hashes, quality, width, height } = await look(name, {});
  const known = { owner: 'Lumora', role: 'rights-owner', capturedAt: '2026-11-22', label: name } as const;
  return makeImageReference({ ...known, ...about, sha256, hash: hashes[0] ?? '', quality, width, height });
}

/** Searches a library of these references; counts how often it had to. */
class CountedSearch extends PictureSearch {
  searches: number = 0;
  override async find(...asked: Parameters<PictureSearch['find']>): ReturnType<PictureSearch['find']> {
    this.searches++;
    return super.find(...asked);
  }
}

/** A library on disk with the details of the pictures named. */
async function storedOf(names: readonly string[]): Promise<StoredPictures> {
  const library = at(`library-${names.join('-')}`);
  const added = await Promise.all(
    names.map(async (name) => {
      const read = await readLibraryPicture(at(name));
      if ('fault' in read) throw new Error(read.fault.en);
      return read;
    }),
  );
  savePictures(library, undefined, () => true, added);
  const stored = openPictures(library);
  if (!(stored instanceof StoredPictures)) throw new Error('was not opened');
  onTestFinished(() => stored.close());
  return stored;
}

const search = (references: readonly ReferenceImage[], stored?: StoredPictures): CountedSearch =>
  new CountedSearch(buildImageIndex(references), stored);

const cached = (): string[] =>
  readdirSync(join(cacheFolder, 'pictures'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

/** Reads a picture and tells whether it was in the cache as it is: what is written again was not. */
async function isKept(name: string, help: { search?: PictureSearch; maker?: string } = {}): Promise<boolean> {
  let writes = 0;
  class Watched extends PictureCache {
    override keep(...facts: Parameters<PictureCache['keep']>): void {
      writes++;
      super.keep(...facts);
    }
  }
  const { search: asked, maker = 'one' } = help;
  const cache = new Watched(cacheFolder, () => maker);
  const facts = await look(name, { cache, ...(asked === undefined ? {} : { search: asked }) });
  expect(facts).toEqual(await look(name, asked === undefined ? {} : { search: asked }));
  return writes === 0;
}

describe('PictureCache', () => {
  it('gives back what was learned, and every file only once', async () => {
    expect(await isKept('lamp.png')).toBe(false);
    expect(await isKept('lamp.png')).toBe(true);
    expect(await isKept('chair.png')).toBe(false);
    expect(cached()).toHaveLength(2);
    expect(cached().every((name) => /^[0-9a-f]{2}[\\/][0-9a-f]{62}\.json$/.test(name))).toBe(true);
  });

  it('loads no decoder for what is there', async () => {
    const cache = new PictureCache(cacheFolder, () => 'one');
    const facts = await look('lamp.png', { cache });
    onTestFinished(() => void vi.doUnmock('sharp'));
    vi.resetModules();
    vi.doMock('sharp', () => {
      throw new Error('The decoder was loaded.');
    });
    const { readPicture: readAgain } = await import('../../src/scan/pictures.ts');
    expect(await readAgain(at('lamp.png'), { cache })).toEqual(facts);
    expect(await readAgain(at('chair.png'), { cache })).toHaveProperty('fault');
  });

  it('finds a picture by its bytes, whatever its name', async () => {
    await isKept('lamp.png');
    cpSync(at('lamp.png'), at('same-lamp.png'));
    expect(await isKept('same-lamp.png')).toBe(true);
    const bytes = readFileSync(at('lamp.png'));
    writeFileSync(at('same-lamp.png'), Buffer.concat([bytes, Buffer.of(0)]));
    expect(await isKept('same-lamp.png')).toBe(false);
  });

  it('keeps matches with the library of today', async () => {
    const stored = await storedOf(['lamp.png']);
    const before = search([await reference('lamp.png', { owner: 'Lumora' })], stored);
    expect(await isKept('crop.png', { search: before })).toBe(false);
    expect(await isKept('crop.png', { search: before })).toBe(true);
    const renamed = search(
      [{ ...(await reference('lamp.png')), label: 'Lamp, photographed anew', owner: 'Lumora Ltd' }],
      stored,
    );
    const cache = new PictureCache(cacheFolder, () => 'one');
    const { matches } = await look('crop.png', { cache, search: renamed });
    expect(renamed.searches).toBe(0);
    expect(matches).toMatchObject([{ tier: 'copy', reference: { owner: 'Lumora Ltd', label: 'Lamp, photographed anew' } }]);
  });

  it('gives no matches where there is no library, and searches again when there is one', async () => {
    const library = search([await reference('lamp.png')]);
    await isKept('lamp.png', { search: library });
    const cache = new PictureCache(cacheFolder, () => 'one');
    expect(await look('lamp.png', { cache })).not.toHaveProperty('matches');
    expect(await isKept('lamp.png', { search: library })).toBe(true);
  });

  it('keeps that nothing was found', async () => {
    const library = search([await reference('chair.png')]);
    await isKept('lamp.png', { search: library });
    expect(await isKept('lamp.png', { search: library })).toBe(true);
  });

  it.each<[string, () => Promise<PictureSearch>]>([
    ['an entry is added', async () => search([await reference('lamp.png'), await reference('chair.png')])],
    ['an entry is removed', async () => search([])],
    ['an entry has another role', async () => search([await reference('lamp.png', { role: 'own' })])],
    ['the same role and another hash', async () => search([{ ...(await reference('lamp.png')), hash: '0'.repeat(64) }])],
    [
      'the details of its pictures are there now',
      async () => search([await reference('lamp.png')], await storedOf(['lamp.png'])),
    ],
  ])('searches again, and learns nothing else again, when in the library %s', async (_, change) => {
    const library = search([await reference('lamp.png')]);
    await isKept('crop.png', { search: library });
    const { sha256 } = await look('crop.png', {});
    const kept = new PictureCache(cacheFolder, () => 'one').read(sha256, await change());
    expect(kept).toEqual(await look('crop.png', {}));
    expect(await isKept('crop.png', { search: await change() })).toBe(false);
    expect(await isKept('crop.png', { search: await change() })).toBe(true);
  });

  it('searches again when the details of the pictures were made anew', async () => {
    const references = [await reference('lamp.png'), await reference('chair.png')];
    const some = search(references, await storedOf(['lamp.png']));
    const all = search(references, await storedOf(['lamp.png', 'chair.png']));
    const turned = search(references, await storedOf(['chair.png', 'lamp.png']));
    expect(new Set([some.digest, all.digest, turned.digest]).size).toBe(3);
    expect(search(references, await storedOf(['lamp.png'])).digest).toBe(some.digest);
    await isKept('crop.png', { search: some });
    expect(await isKept('crop.png', { search: all })).toBe(false);
  });

  it('learns everything anew with another version of the program', async () => {
    await isKept('lamp.png');
    expect(await isKept('lamp.png', { maker: 'two' })).toBe(false);
    expect(await isKept('lamp.png', { maker: 'two' })).toBe(true);
    expect(await isKept('lamp.png', { maker: 'one' })).toBe(false);
  });

  it('does not believe a damaged file', async () => {
    const library = search([await reference('lamp.png')], await storedOf(['lamp.png']));
    await isKept('crop.png', { search: library });
    const file = join(cacheFolder, 'pictures', cached()[0] ?? '');
    const good = readFileSync(file, 'utf8');
    const changes = [
      '',
      '{}',
      'null',
      '[]',
      '[[[[',
      good.slice(0, -20),
      good.replace('"quality":', '"quality":1'),
      good.replace('"width":480', '"width":481'),
      good.replace('"copy"', '"none"'),
      '['.repeat(200_000),
      `${good}${' '.repeat(1 << 20)}`,
    ];
    for (const text of changes) {
      expect(text).not.toBe(good);
      writeFileSync(file, text);
      expect(await isKept('crop.png', { search: library })).toBe(false);
      expect(readFileSync(file, 'utf8')).toBe(good);
    }
  });

  it('costs only time where it cannot be written', async () => {
    writeFileSync(cacheFolder, 'a file stands where the folder would be');
    expect(await isKept('lamp.png')).toBe(false);
    expect(await isKept('lamp.png')).toBe(false);
  });

  it('keeps nothing of a picture that cannot be decoded', async () => {
    const bytes = readFileSync(at('lamp.png'));
    writeFileSync(at('cut.png'), bytes.subarray(0, bytes.length >> 1));
    const cache = new PictureCache(cacheFolder, () => 'one');
    for (const _ of [1, 2]) expect(await readPicture(at('cut.png'), { cache })).toHaveProperty('fault');
    expect(existsSync(cacheFolder)).toBe(false);
  });
});

describe('scan with a cache', { timeout: 60_000 }, () => {
  it('says the same the second time', async () => {
    const shop = at('sample');
    mkdirSync(shop);
    for (const part of readdirSync('data/sample'))
      if (part !== '.preclear') cpSync(resolve('data/sample', part), join(shop, part), { recursive: true });
    const scan = (): ReturnType<typeof preclear> =>
      preclear(['scan', '.', '--format', 'json', '--fail-on', 'never'], { cwd: shop });
    const steady = (text: string): string => text.replaceAll(/"(?:startedAt|elapsedMs)": ?[^,\n]+/g, '');
    const first = await scan();
    expect(first.exit).toBe(0);
    const second = await scan();
    expect(steady(second.stdout)).toBe(steady(first.stdout));
    expect(steady(first.stdout)).toContain('"kind":"image-match"');
    expect(second.stderr).toBe(first.stderr);
  });
});
