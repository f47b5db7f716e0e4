import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImageFacts } from '../../src/image/facts.ts';
import { distanceOf } from '../../src/image/hash/hamming.ts';
import type { PictureFault } from '../../src/scan/picture-file.ts';
import { isRemotePicture, resolvePicture } from '../../src/scan/picture-path.ts';
import { createPictureReader, PictureReader } from '../../src/scan/picture-reader.ts';
import { readPicture } from '../../src/scan/pictures.ts';
import { draw, frame } from '../image/drawing.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preclear-pictures-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function picture(pixels = draw(1, 640, 480)): Sharp {
  const { data, width, height } = pixels;
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function write(name: string, bytes: Buffer | string): Promise<string> {
  await writeFile(at(name), bytes);
  return at(name);
}

async function factsOf(file: string): Promise<ImageFacts> {
  const facts = await readPicture(file);
  if ('fault' in facts) throw new Error(facts.fault.en);
  return facts;
}

async function faultOf(file: string): Promise<PictureFault['fault']> {
  const facts = await readPicture(file);
  if (!('fault' in facts)) throw new Error('was read');
  expect(facts.fault.zh).toMatch(/[\u4e00-\u9fff].*。$/);
  expect(facts.fault.en).toMatch(/\.$/);
  return facts.fault;
}

const distance = (a: ImageFacts, b: ImageFacts): number => distanceOf(a.hashes[0] ?? '', b.hashes[0] ?? '');

describe('readPicture', () => {
  it('tells what a picture is', async () => {
    const bytes = await picture().jpeg({ quality: 90 }).toBuffer();
    const facts = await factsOf(await write('a.jpg', bytes));
    expect(facts).toMatchObject({ width: 640, height: 480, format: 'jpeg', bytes: bytes.length, whiteBorder: 0 });
    expect(facts.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(facts.hashes).toHaveLength(8);
    expect(facts.quality).toBeGreaterThanOrEqual(50);
  });

  it('gives the same look in every format and size', async () => {
    const first = await factsOf(await write('b.png', await picture().png().toBuffer()));
    const others = {
      'b.webp': await picture().webp({ quality: 60 }).toBuffer(),
      'b.gif': await picture().gif().toBuffer(),
      'b.tiff': await picture().tiff().toBuffer(),
      'b.avif': await picture().avif({ quality: 60, effort: 0 }).toBuffer(),
      'b30.jpg': await picture().jpeg({ quality: 30 }).toBuffer(),
      'b-small.jpg': await picture().resize(160).jpeg().toBuffer(),
      'b-large.jpg': await picture().resize(1500).jpeg().toBuffer(),
      'b-cmyk.jpg': await picture().toColourspace('cmyk').jpeg().toBuffer(),
      'b-16.png': await picture().toColourspace('rgb16').png().toBuffer(),
      'b-grey.png': await picture().greyscale().png().toBuffer(),
    };
    for (const [name, bytes] of Object.entries(others)) {
      const facts = await factsOf(await write(name, bytes));
      expect([name, distance(first, facts) <= 31]).toEqual([name, true]);
      expect(facts.format).toBe({ 'b.webp': 'webp', 'b.gif': 'gif', 'b.tiff': 'tiff', 'b.avif': 'avif' }[name] ?? facts.format);
    }
  });

  it('shows a picture as EXIF turns it', async () => {
    const upright = await factsOf(await write('c.jpg', await picture().jpeg().toBuffer()));
    const turned = await picture().rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const facts = await factsOf(await write('c-exif.jpg', turned));
    expect(facts).toMatchObject({ width: 640, height: 480 });
    expect(distance(upright, facts)).toBeLessThanOrEqual(31);
  });

  it('lays transparent pictures on white', async () => {
    const shape = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#00000000' } })
      .composite([{ input: await picture().resize(200, 200, { fit: 'fill' }).png().toBuffer() }])
      .png()
      .toBuffer();
    const facts = await factsOf(await write('d.png', shape));
    expect(facts.whiteBorder).toBe(1);
  });

  it('measures a pure white border in a JPEG, and nearly white as not', async () => {
    const on = (level: number) => picture(frame(draw(2, 400, 400), { x: 80, y: 80 }, [level, level, level]));
    const white = await factsOf(await write('e.jpg', await on(255).jpeg({ quality: 85 }).toBuffer()));
    expect(white.whiteBorder).toBe(1);
    const grey = await factsOf(await write('e2.jpg', await on(252).jpeg({ quality: 85 }).toBuffer()));
    expect(grey.whiteBorder).toBe(0);
  });

  it('tells how colours are held', async () => {
    const shapes: [string, Sharp, string][] = [
      ['c1.jpg', picture().jpeg(), 'srgb'],
      ['c2.jpg', picture().toColourspace('b-w').jpeg(), 'grey'],
      ['c3.jpg', picture().toColourspace('cmyk').jpeg(), 'cmyk'],
      ['c4.jpg', picture().withIccProfile('p3').jpeg(), 'wide'],
      ['c5.jpg', picture().withIccProfile('srgb').jpeg(), 'srgb'],
      ['c6.png', picture().toColourspace('rgb16').png(), 'srgb'],
    ];
    for (const [name, made, colour] of shapes) {
      expect((await factsOf(await write(name, await made.toBuffer()))).colour, name).toBe(colour);
    }
  });

  it('measures what stands on white, and a border that was added', async () => {
    const on = (border: number, colour: readonly [number, number, number]) =>
      picture(frame(draw(2, 600, 600), { x: border, y: border }, colour))
        .jpeg({ quality: 90 })
        .toBuffer();
    const white = await factsOf(await write('w1.jpg', await on(200, [255, 255, 255])));
    expect(white.composition?.fill).toBeCloseTo(0.6, 1);
    expect(white.composition).toMatchObject({ letters: 0, insets: 0 });
    expect(white.border).toBeUndefined();
    const red = await factsOf(await write('w2.jpg', await on(30, [200, 20, 20])));
    expect(red.composition).toBeUndefined();
    expect(red.border?.width).toBeCloseTo(30 / 660, 2);
  });

  it('also hashes what a frame holds', async () => {
    const original = await factsOf(
      await write(
        'f.jpg',
        await picture(draw(4, 600, 600))
          .jpeg()
          .toBuffer(),
      ),
    );
    const framed = picture(frame(draw(4, 600, 600), { x: 90, y: 60 }, [20, 20, 20]));
    const facts = await factsOf(await write('f-framed.jpg', await framed.jpeg().toBuffer()));
    expect(facts.hashes).toHaveLength(16);
    expect(distanceOf(original.hashes[0] ?? '', facts.hashes[8] ?? '')).toBeLessThanOrEqual(31);
    expect(distance(original, facts)).toBeGreaterThan(40);
  });

  it('takes the first frame of an animation', async () => {
    const frames = [draw(5, 200, 200), draw(6, 200, 200)].map((p) => picture(p).png().toBuffer());
    const animation = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    const facts = await factsOf(await write('g.gif', animation));
    expect(facts).toMatchObject({ width: 200, height: 200 });
    const first = await factsOf(
      await write(
        'g.png',
        await picture(draw(5, 200, 200))
          .png()
          .toBuffer(),
      ),
    );
    expect(distance(first, facts)).toBeLessThanOrEqual(31);
  });

  it('calls a flat picture flat', async () => {
    const flat = sharp({ create: { width: 700, height: 700, channels: 3, background: '#ffffff' } });
    expect(await factsOf(await write('h.png', await flat.png().toBuffer()))).toMatchObject({ quality: 0, whiteBorder: 1 });
  });

  it.each([
    ['text.jpg', 'SKU,title\n1,Lamp\n', /text file/],
    ['page.jpg', '<!DOCTYPE html><html>', /web page/],
    ['drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', /SVG/],
    ['empty.jpg', '', /empty/],
    ['noise.jpg', Buffer.from([1, 2, 3, 250, 251, 0, 0, 9]), /not a picture/],
    ['design.psd', Buffer.from('8BPS\0\u0001\0\0\0\0\0\0\0\u0003'), /PSD/],
    ['photo.heic', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'), /HEIC/],
    ['broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]), /damaged JPEG/],
  ])('says why %s is no picture', async (name, bytes, expected) => {
    expect((await faultOf(await write(name, bytes))).en).toMatch(expected);
  });

  it('finds a picture that was cut off', async () => {
    const bytes = await picture().jpeg().toBuffer();
    expect((await faultOf(await write('cut.jpg', bytes.subarray(0, bytes.length / 2)))).en).toMatch(/damaged JPEG/);
    const png = await picture().png().toBuffer();
    expect((await faultOf(await write('cut.png', png.subarray(0, png.length / 2)))).en).toMatch(/damaged PNG/);
  });

  it('does not decode a bomb', async () => {
    const header = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    header.writeUInt32BE(60_000, 16);
    header.writeUInt32BE(60_000, 20);
    header.writeInt32BE(crc32(header.subarray(12, 29)), 29);
    expect((await faultOf(await write('bomb.png', header))).en).toMatch(/100 million pixels/);
  });

  it('does not read a file above 50 MB', async () => {
    const file = await write('huge.jpg', Buffer.alloc(50 * 1024 * 1024 + 1, 0xff));
    expect((await faultOf(file)).en).toMatch(/50\.0 MB/);
  });

  it('names a missing file and a folder', async () => {
    expect((await faultOf(at('nowhere.jpg'))).en).toMatch(/does not exist/);
    await mkdir(at('folder.jpg'));
    expect((await faultOf(at('folder.jpg'))).en).toMatch(/folder/);
  });
});

/** The checksum of a PNG chunk. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

describe('PictureReader', () => {
  it('decodes a picture once, however many ask', async () => {
    let reads = 0;
    const reader = new PictureReader(2, async () => {
      reads++;
      return { fault: { en: 'no', zh: '否' } };
    });
    await Promise.all(Array.from({ length: 500 }, () => reader.read('/a.jpg')));
    await reader.read('/b.jpg');
    expect(reads).toBe(2);
  });

  it('works on no more than `jobs` at a time', async () => {
    let running = 0;
    let most = 0;
    const reader = new PictureReader(3, async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setImmediate(done));
      running--;
      return { fault: { en: 'no', zh: '否' } };
    });
    await Promise.all(Array.from({ length: 20 }, (_, i) => reader.read(`/${i}.jpg`)));
    expect(most).toBe(3);
  });

  it('forgets the picture that was not used for longest', async () => {
    const seen: string[] = [];
    const reader = new PictureReader(1, async (file) => {
      seen.push(file);
      return { fault: { en: 'no', zh: '否' } };
    });
    for (let i = 0; i < 10_000; i++) await reader.read(`/${i}`);
    await reader.read('/0');
    await reader.read('/new');
    await reader.read('/0');
    await reader.read('/1');
    expect(seen.slice(10_000)).toEqual(['/new', '/1']);
  });

  it('reads pictures', async () => {
    const file = await write('reader.jpg', await picture().jpeg().toBuffer());
    expect(await createPictureReader({ jobs: 2 }).read(file)).toEqual(await readPicture(file));
  });
});

describe('resolvePicture', () => {
  beforeAll(async () => {
    await mkdir(at('feed/photos'), { recursive: true });
    await mkdir(at('roots/photos'), { recursive: true });
    for (const name of ['feed/photos/a.jpg', 'roots/photos/a.jpg', 'roots/photos/b c.jpg', 'outside.jpg'])
      await write(name, 'x');
  });

  it('looks beside the listing, then in the image folders', () => {
    const find = (src: string) => resolvePicture(src, at('feed/listing.csv'), [at('roots')]);
    expect(find('photos/a.jpg')).toBe(at('feed/photos/a.jpg'));
    expect(find('./photos/a.jpg')).toBe(at('feed/photos/a.jpg'));
    expect(find('photos\\a.jpg')).toBe(at('feed/photos/a.jpg'));
    expect(find(' photos/b c.jpg ')).toBe(at('roots/photos/b c.jpg'));
    expect(find('../outside.jpg')).toBe(at('outside.jpg'));
    expect(find(at('outside.jpg'))).toBe(at('outside.jpg'));
    expect(find(`file://${at('outside.jpg')}`)).toBe(at('outside.jpg'));
  });

  it('looks in the image folders only when the listing has no file', () => {
    expect(resolvePicture('photos/a.jpg', '', [at('roots')])).toBe(at('roots/photos/a.jpg'));
  });

  it.each([
    'https://cdn.lumora.example/a.jpg',
    'HTTP://cdn.lumora.example/a.jpg',
    '//cdn.lumora.example/a.jpg',
    'data:image/png;base64,AAAA',
    'photos/none.jpg',
    'photos',
    'photos/a.jpg\0.txt',
    '\\\\server\\share\\a.jpg',
    'file://server/share/a.jpg',
    '/dev/null',
    '',
    '   ',
    'a'.repeat(5000),
  ])('gives nothing for %j', (src) => {
    expect(resolvePicture(src, at('feed/listing.csv'), [at('roots')])).toBeUndefined();
  });

  it('knows addresses from paths', () => {
    expect(['https://a.example/x.jpg', 'data:image/png;base64,A', '//a.example/x'].every(isRemotePicture)).toBe(true);
    expect(['a.jpg', 'C:\\photos\\a.jpg', '/a.jpg', 'file:///a.jpg', 'photos/12:30.jpg'].some(isRemotePicture)).toBe(false);
  });
});

it('leaves the picture file as it was', async () => {
  const file = await write('same.jpg', await picture().jpeg().toBuffer());
  const before = await readFile(file);
  await readPicture(file);
  expect(await readFile(file)).toEqual(before);
});
