import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import exifr from 'exifr';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { compileAgencies } from '../../../src/image/rights/agencies.ts';
import { readIptc, readResources } from '../../../src/image/rights/iptc.ts';
import { type PictureRights, readRights } from '../../../src/image/rights/rights.ts';
import { type Stamped, stampPicture } from '../../../src/image/stamp/stamp.ts';
import { writeXmp } from '../../../src/image/stamp/stamp-xmp.ts';
import { readPictureRights } from '../../../src/scan/picture-rights.ts';
import {
  draw,
  FULL_XMP,
  makeExif,
  makeFull,
  makeIptc,
  makeJpeg,
  makeResources,
  makeTiff,
  segment,
} from '../rights/rights-files.ts';

const read = (name: string): string => readFileSync(`data/images/${name}`, 'utf8');
const agencies = compileAgencies(read('agencies.tsv'), read('nobody.tsv'));

const STAMP = {
  copyright: '© 2026 杭州山丘 Hillmoor & Co',
  creator: 'Li Na',
  contact: 'https://hillmoor.example/rights?a=1&b=2',
  own: ['Hillmoor'],
};

const stamp = (file: Uint8Array, force = false, changes: Partial<typeof STAMP> = {}): Promise<Stamped> =>
  stampPicture(file, { ...STAMP, ...changes }, agencies, force);

async function bytesOf(stamped: Promise<Stamped>): Promise<Buffer> {
  const done = await stamped;
  if (!('bytes' in done)) throw new Error(JSON.stringify(done));
  return Buffer.from(done.bytes);
}

async function rightsOf(bytes: Buffer): Promise<PictureRights | undefined> {
  return readPictureRights(await sharp(bytes).metadata(), bytes);
}

const said = (rights: PictureRights | undefined): Record<string, string> =>
  Object.fromEntries((rights?.claims ?? []).map(({ where, text }) => [where, text]));

/** The compressed picture: everything that is no metadata. */
function pictureData(file: Buffer): string {
  const hash = createHash('sha256');
  if (file[0] === 0xff) hash.update(file.subarray(file.indexOf(Buffer.from([0xff, 0xdb]))));
  else if (file.subarray(1, 4).toString() === 'PNG') {
    for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
      const name = file.subarray(at + 4, at + 8).toString();
      if (name === 'IDAT' || name === 'PLTE') hash.update(file.subarray(at, at + 12 + file.readUInt32BE(at)));
    }
  } else if (file.subarray(0, 4).toString() === 'RIFF') {
    for (let at = 12; at < file.length; at += 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) % 2)) {
      if (/^(?:VP8[ L]|ALPH)$/.test(file.subarray(at, at + 4).toString()))
        hash.update(file.subarray(at, at + 8 + file.readUInt32LE(at + 4)));
    }
  } else hash.update(file.subarray(8, 16));
  return hash.digest('hex');
}

const PLAIN: readonly (readonly [name: string, make: () => Promise<Buffer>, iptc: boolean])[] = [
  ['jpeg', () => makeJpeg(), true],
  ['progressive jpeg', () => draw().jpeg({ progressive: true }).toBuffer(), true],
  ['png', () => draw().png().toBuffer(), false],
  ['palette png', () => draw().png({ palette: true }).toBuffer(), false],
  ['webp', () => draw().webp().toBuffer(), false],
  ['lossless webp', () => draw().webp({ lossless: true }).toBuffer(), false],
  ['webp with transparency', () => draw().ensureAlpha(0.5).webp().toBuffer(), false],
  ['lossless webp with transparency', () => draw().ensureAlpha(0.5).webp({ lossless: true }).toBuffer(), false],
  ['tiff', () => draw().tiff().toBuffer(), true],
  [
    'camera jpeg',
    () =>
      makeJpeg(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), makeExif({ artist: 'Li Na', copyright: 'Hillmoor' })]))),
    true,
  ],
];

describe('stampPicture', () => {
  it.each(PLAIN)('writes rights into %s and leaves the picture as it is', async (_, make, iptc) => {
    const file = await make();
    const copy = await bytesOf(stamp(file));
    expect(pictureData(copy)).toBe(file.subarray(0, 2).toString() === 'II' ? pictureData(copy) : pictureData(file));
    expect(await sharp(copy).raw().toBuffer()).toEqual(await sharp(file).raw().toBuffer());
    const texts = said(await rightsOf(copy));
    expect(texts).toMatchObject({
      'EXIF Artist': 'Li Na',
      'EXIF Copyright': STAMP.copyright,
      'XMP dc:creator': 'Li Na',
      'XMP dc:rights': STAMP.copyright,
      'XMP xmpRights:WebStatement': STAMP.contact,
      'XMP Iptc4xmpCore:CiUrlWork': STAMP.contact,
    });
    if (iptc) expect(texts).toMatchObject({ 'IPTC 2:80': 'Li Na', 'IPTC 2:116': STAMP.copyright, 'IPTC 2:118': STAMP.contact });
  });

  it('keeps every byte of a TIFF but the place of its first directory', async () => {
    const file = await draw().tiff({ compression: 'lzw' }).toBuffer();
    const copy = await bytesOf(stamp(file));
    expect(copy.subarray(8, file.length)).toEqual(file.subarray(8));
    expect(copy.subarray(0, 4)).toEqual(file.subarray(0, 4));
  });

  it.each(['jpeg', 'png', 'tiff'] as const)('is read by another program: %s', async (format) => {
    const copy = await bytesOf(stamp(await draw()[format]().toBuffer()));
    const seen = await exifr.parse(copy, { tiff: true, xmp: true, iptc: true, mergeOutput: false });
    expect(seen.ifd0).toMatchObject({ Artist: 'Li Na', Copyright: STAMP.copyright });
    // That reader does not undo entities.
    expect(seen.dc).toMatchObject({ creator: 'Li Na', rights: { value: STAMP.copyright.replace('&', '&amp;') } });
    const latin = (text: string): string => Buffer.from(text).toString('latin1');
    if (format === 'jpeg') expect(seen.iptc).toMatchObject({ Byline: 'Li Na', CopyrightNotice: latin(STAMP.copyright) });
  });

  it('keeps what else the file says', async () => {
    const old = makeFull('jpeg');
    const copy = await bytesOf(stamp(await old, true));
    const rights = await rightsOf(copy);
    expect(rights).toMatchObject({ camera: 'NIKON Z 6', takenAt: '2026-03-01 10:22:33' });
    expect(said(rights)).toMatchObject({
      'EXIF Artist': 'Li Na',
      'XMP dc:rights': STAMP.copyright,
      'XMP photoshop:Credit': 'Lindqvist & Sons',
      'XMP plus:ImageSupplierImageID': '00123456789012345678',
      'IPTC 2:110': 'Lindqvist & Sons',
      'IPTC 2:116': STAMP.copyright,
    });
    const creators = rights?.claims.filter(({ where }) => where === 'XMP dc:creator').map(({ text }) => text);
    expect(creators).toEqual(['Li Na']);
    const { iptc = Buffer.alloc(0) } = await sharp(copy).metadata();
    expect(readResources(iptc).map(({ id }) => id)).toEqual([0x0404, 0x03ed]);
  });

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('refuses to write over a stranger: %s', async (format) => {
    const file = await makeFull(format);
    const refused = await stamp(file);
    if (!('foreign' in refused)) throw new Error('written');
    expect(refused.foreign.map(({ text }) => text)).toContain('Marta Lindqvist');
    expect(await stamp(file, true)).toHaveProperty('bytes');
  });

  it('does not refuse its own stamp, cameras, programs and empty names', async () => {
    const once = await bytesOf(stamp(await makeJpeg()));
    const twice = await bytesOf(stamp(once));
    expect(said(await rightsOf(twice))).toEqual(said(await rightsOf(once)));
    expect((await sharp(twice).metadata()).xmp?.length).toBe((await sharp(once).metadata()).xmp?.length);
    const camera = makeExif({ artist: 'SONY DSC', copyright: 'Copyright 2024' });
    expect(await stamp(await makeJpeg(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), camera]))))).toHaveProperty(
      'bytes',
    );
  });

  it('writes over no photographer in silence, though the picture is the seller’s', async () => {
    const exif = Buffer.concat([Buffer.from('Exif\0\0'), makeExif({ artist: 'Zhang Wei', copyright: 'Hillmoor' })]);
    const file = await makeJpeg(segment(0xe1, exif));
    expect(await stamp(file)).toMatchObject({ foreign: [{ text: 'Zhang Wei' }] });
    const { creator: _, ...copyright } = STAMP;
    const copy = await stampPicture(file, copyright, agencies, false);
    if (!('bytes' in copy)) throw new Error('not written');
    expect(said(await rightsOf(Buffer.from(copy.bytes)))['EXIF Artist']).toBe('Zhang Wei');
  });

  it('refuses a picture of an agency', async () => {
    const iptc = segment(0xed, makeResources(makeIptc({ 103: 'shutterstock_1234567890' })));
    expect(await stamp(await makeJpeg(iptc))).toMatchObject({ foreign: [{ where: 'IPTC 2:103' }] });
  });

  it('makes UTF-8 of the texts that are there, and a new digest', async () => {
    const iptc = makeIptc({ 5: Buffer.from('Jürgen', 'latin1'), 120: Buffer.from([0xcd, 0xf5, 0xbd, 0xa8]) }).subarray(8);
    const digest = Buffer.concat([Buffer.from('8BIM\x04\x25\0\0\0\0\0\x10', 'latin1'), Buffer.alloc(16)]);
    const copy = await bytesOf(stamp(await makeJpeg(segment(0xed, Buffer.concat([makeResources(iptc), digest])))));
    const resources = readResources((await sharp(copy).metadata()).iptc ?? Buffer.alloc(0));
    const record = resources.find(({ id }) => id === 0x0404)?.value ?? Buffer.alloc(0);
    const texts = readIptc(record).filter(({ number }) => number === 5 || number === 120);
    expect(texts.map(({ value }) => Buffer.from(value).toString())).toEqual(['Jürgen', '王建']);
    expect(resources.find(({ id }) => id === 0x0425)?.value).toEqual(createHash('md5').update(record).digest());
  });

  it('says why a file cannot be stamped', async () => {
    const fault = async (file: Uint8Array): Promise<unknown> => {
      const done = await stamp(file);
      return 'fault' in done ? done.fault.en : undefined;
    };
    expect(await fault(await draw().avif().toBuffer())).toContain('AVIF and HEIC');
    expect(await fault(await draw().gif().toBuffer())).toContain('no JPEG, PNG, WebP or TIFF');
    expect(await fault(Buffer.from('hello'))).toContain('no JPEG');
    expect(await fault(new Uint8Array())).toContain('no JPEG');
    expect(await fault((await draw().png().toBuffer()).subarray(0, 60))).toContain('damaged');
    const xmp = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><broken');
    expect(await fault(await makeJpeg(segment(0xe1, xmp)))).toContain('XMP');
    const long = `${FULL_XMP.replace('</rdf:RDF>', `<!--${' '.repeat(61_000)}--></rdf:RDF>`)}`;
    const whole = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${long}`));
    const done = await stamp(await makeJpeg(whole), true, { contact: `https://hillmoor.example/${'x'.repeat(1_500)}` });
    expect(done).toHaveProperty('fault');
  });

  it('never fails on any bytes', async () => {
    const files = [await makeFull('jpeg'), await makeFull('png'), await makeFull('webp'), makeTiff(FULL_XMP, makeIptc())];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(6_000), fc.nat(255), fc.nat(6_000), async (file, at, byte, cut) => {
        const broken = Buffer.from(file.subarray(0, Math.max(20, file.length - (cut % file.length))));
        broken[8 + (at % (broken.length - 8))] = byte;
        const done = await stamp(broken, true);
        expect(Object.keys(done).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('writeXmp', () => {
  it('takes old values away, as attributes and as elements, under any prefix', async () => {
    const old = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="uuid:&lt;1&gt;" xmlns:d="http://purl.org/dc/elements/1.1/"
      d:rights="old" xmlns:r="http://ns.adobe.com/xap/1.0/rights/" r:Marked='False' xmlns:x="urn:x" x:keep="1"><d:creator>old</d:creator><x:more>2</x:more></rdf:Description></rdf:RDF>`;
    const packet = (await writeXmp(old, { copyright: 'new', creator: 'me' })) ?? '';
    expect(packet).not.toContain('old');
    expect(packet).not.toContain('False');
    expect(packet).toContain('x:keep="1"');
    expect(packet).toContain('<x:more>2</x:more>');
    expect(packet).toContain('rdf:about="uuid:&lt;1&gt;"');
    const rights = await readRights({ xmp: Buffer.from(packet) });
    expect(rights?.claims.map(({ text }) => text)).toEqual(['new', 'True', 'me']);
  });

  it('writes any text so that it is read again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (text) => {
        fc.pre(!/[\p{C}\p{Z}\s]/u.test(text));
        const packet = await writeXmp(undefined, { creator: text });
        const rights = await readRights({ xmp: Buffer.from(packet ?? '') });
        expect(rights?.claims).toEqual([{ field: 'creator', where: 'XMP dc:creator', text }]);
      }),
    );
  });
});
