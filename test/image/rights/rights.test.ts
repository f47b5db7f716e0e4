import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findContentCredentials } from '../../../src/image/rights/c2pa.ts';
import { type PictureRights, readRights } from '../../../src/image/rights/rights.ts';
import { readPictureRights } from '../../../src/scan/picture-rights.ts';
import {
  draw,
  FULL_XMP,
  FULL_XMP_CLAIMS,
  IPTC_VALUES,
  makeExif,
  makeFull,
  makeIptc,
  makeJpeg,
  makePng,
  makeResources,
  segment,
} from './rights-files.ts';

/** What a picture file says, as a scan reads it. */
async function rightsOf(bytes: Buffer): Promise<PictureRights | undefined> {
  return readPictureRights(await sharp(bytes).metadata(), bytes);
}

const textsOf = (rights: PictureRights | undefined, where: string): string[] =>
  (rights?.claims ?? []).filter((claim) => claim.where === where).map(({ text }) => text);

describe('readRights', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('reads every field of %s', async (format) => {
    const rights = await rightsOf(await makeFull(format));
    for (const [where, text] of Object.entries(FULL_XMP_CLAIMS))
      expect([where, textsOf(rights, where)[0]]).toEqual([where, text]);
    expect(textsOf(rights, 'EXIF Artist')).toEqual(['Marta Lindqvist']);
    expect(textsOf(rights, 'EXIF Copyright')[0]).toMatch(/^(?:© )?2024 Marta Lindqvist$/);
    expect(rights).toMatchObject({ camera: 'NIKON Z 6', takenAt: '2026-03-01 10:22:33' });
    if (format !== 'jpeg' && format !== 'tiff') return;
    for (const [number, text] of Object.entries(IPTC_VALUES)) {
      expect([number, textsOf(rights, `IPTC 2:${number}`)]).toEqual([number, [text]]);
    }
  });

  it('reads every creator of a list and keeps ids as text', async () => {
    const rights = await readRights({ xmp: Buffer.from(FULL_XMP) });
    expect(textsOf(rights, 'XMP dc:creator')).toEqual(['Marta Lindqvist', '王建国']);
    expect(textsOf(rights, 'XMP plus:ImageSupplierImageID')).toEqual(['00123456789012345678']);
  });

  it('says nothing of a picture without metadata', async () => {
    expect(await rightsOf(await makeJpeg())).toBeUndefined();
    expect(await rightsOf(await draw().webp().toBuffer())).toBeUndefined();
  });

  it('reads texts in UTF-8, GB 18030 and Latin-1', async () => {
    const artist = async (text: Buffer): Promise<string[]> => {
      const { claims = [] } = (await readRights({ exif: makeExif({ copyright: text }) })) ?? {};
      return claims.filter(({ field }) => field === 'holder').map((claim) => claim.text);
    };
    expect(await artist(Buffer.from('摄影：王建国'))).toEqual(['摄影：王建国']);
    expect(await artist(Buffer.from([0xcd, 0xf5, 0xbd, 0xa8, 0xb9, 0xfa]))).toEqual(['王建国']);
    expect(await artist(Buffer.from('Jürgen Müller', 'latin1'))).toEqual(['Jürgen Müller']);
    const rights = await readRights({ iptc: makeResources(makeIptc({ 80: Buffer.from('José', 'latin1') })) });
    expect(rights?.claims).toEqual([{ field: 'creator', where: 'IPTC 2:80', text: 'José' }]);
  });

  it('reads what picture generators leave in PNG', async () => {
    const text = (keyword: string, value: string): readonly [string, Buffer] => [
      'tEXt',
      Buffer.from(`${keyword}\0${value}`, 'latin1'),
    ];
    const settings = 'a red mug, studio light\nSteps: 28, Sampler: Euler a, CFG scale: 7';
    const rights = await rightsOf(await makePng(text('parameters', settings), text('Author', 'Marta Lindqvist')));
    expect(rights?.claims.map(({ field, where }) => [field, where])).toEqual([
      ['ai', 'PNG parameters'],
      ['creator', 'PNG Author'],
    ]);
    const label = (value: string) =>
      readRights({ texts: [{ keyword: 'AIGC', text: `{"Label":"${value}","ContentProducer":"x"}` }] });
    expect((await label('1'))?.claims).toHaveLength(1);
    expect(await label('0')).toBeUndefined();
  });

  it('reads the AI label that Chinese services put into XMP', async () => {
    const packet = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"
      TC260:AIGC="{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;001191&quot;}"/></rdf:RDF>`;
    const rights = await readRights({ xmp: Buffer.from(packet) });
    expect(rights?.claims).toEqual([{ field: 'ai', where: 'XMP TC260:AIGC', text: 'AIGC' }]);
  });

  it('finds no camera picture to be made by a machine', async () => {
    const packet = FULL_XMP.replace('trainedAlgorithmicMedia', 'digitalCapture');
    const rights = await readRights({ xmp: Buffer.from(packet) });
    expect(rights?.claims.filter(({ field }) => field === 'ai')).toEqual([]);
  });

  it('never fails on damaged metadata, and the picture stays readable', async () => {
    const exif = makeExif();
    const iptc = makeResources(makeIptc());
    const xmp = Buffer.from(FULL_XMP);
    await fc.assert(
      fc.asyncProperty(fc.nat(2_000), fc.nat(2_000), fc.nat(255), async (cut, at, byte) => {
        const broken = [exif, iptc, xmp].map((whole) => {
          const copy = Buffer.from(whole.subarray(0, Math.max(1, whole.length - (cut % whole.length))));
          copy[at % copy.length] = byte;
          return copy;
        });
        const [a = exif, b = iptc, c = xmp] = broken;
        const rights = await readRights({ exif: a, iptc: b, xmp: c });
        for (const { text } of rights?.claims ?? []) expect(text).not.toMatch(/\p{Cc}/u);
      }),
    );
    const bytes = await makeJpeg(segment(0xe1, Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1')));
    await expect(rightsOf(bytes)).resolves.toBeUndefined();
  });

  it('bounds what hostile metadata can say', async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `<rdf:li>Person ${i} ${'x'.repeat(900)}</rdf:li>`).join('');
    const packet = (inside: string) => `<a xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</a>`;
    const rights = await readRights({ xmp: Buffer.from(packet(`<dc:creator><rdf:Seq>${many}</rdf:Seq></dc:creator>`)) });
    expect(rights?.claims).toHaveLength(10);
    expect(Math.max(...(rights?.claims ?? []).map(({ text }) => text.length))).toBeLessThanOrEqual(400);
    const short = Array.from({ length: 3_000 }, (_, i) => `<rdf:li>Person ${i}</rdf:li>`).join('');
    const all = await readRights({ xmp: Buffer.from(packet(`<dc:creator><rdf:Seq>${short}</rdf:Seq></dc:creator>`)) });
    expect(all?.claims).toHaveLength(40);
    const deep = await readRights({ xmp: Buffer.from(packet('<a>'.repeat(300_000))) });
    expect(deep).toBeUndefined();
  });
});

describe('findContentCredentials', () => {
  const store = Buffer.from('\0\0\0\x40jumb\0\0\0\x20jumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0', 'latin1');
  const trained = Buffer.concat([store, Buffer.from('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')]);
  const app11 = (part: Buffer, number: number): Buffer =>
    segment(0xeb, Buffer.concat([Buffer.from([0x4a, 0x50, 0, 1, 0, 0, 0, number]), part]));

  it('finds them in every format that holds them', async () => {
    const head = store.subarray(0, 8);
    const jpeg = await makeJpeg(app11(trained.subarray(0, 90), 1), app11(Buffer.concat([head, trained.subarray(90)]), 2));
    expect(findContentCredentials(jpeg)).toEqual({ trained: true });
    expect(findContentCredentials(await makePng(['caBX', store]))).toEqual({ trained: false });
    const webp = await draw().webp().toBuffer();
    const chunk = Buffer.concat([Buffer.from('C2PA'), Buffer.from([store.length, 0, 0, 0]), store]);
    expect(findContentCredentials(Buffer.concat([webp, chunk]))).toEqual({ trained: false });
    const avif = await draw().avif().toBuffer();
    const box = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('uuid'),
      Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'),
      trained,
    ]);
    box.writeUInt32BE(box.length, 0);
    expect(findContentCredentials(Buffer.concat([avif, box]))).toEqual({ trained: true });
  });

  it('finds none where there are none', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const) {
      expect(findContentCredentials(await draw()[format]().toBuffer())).toBeUndefined();
    }
    expect(findContentCredentials(await makeJpeg(segment(0xeb, Buffer.from('HDR_RI ver=11'))))).toBeUndefined();
  });

  it('never fails on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('\xff\xd8', '\x89PNG\r\n\x1a\n', 'RIFF\0\0\0\0WEBP', '\0\0\0\x18ftyp', 'II*\0'),
        (rest, start) => {
          findContentCredentials(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
        },
      ),
    );
  });

  it('is told as a fact and as a sign of a machine', async () => {
    const rights = await rightsOf(await makeJpeg(app11(trained, 1)));
    expect(rights).toEqual({
      contentCredentials: true,
      claims: [{ field: 'ai', where: 'C2PA', text: 'trainedAlgorithmicMedia' }],
    });
  });
});
