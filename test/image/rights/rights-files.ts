import sharp, { type Sharp } from 'sharp';

/*
 * Pictures with rights metadata, made here byte by byte, so that what reads and writes it is judged by something else than itself.
 */

/** The XMP of a picture of an agency, with every field that tells rights; `camera` adds what a camera writes. */
export const FULL_XMP = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:d="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 photoshop:Credit="Lindqvist &amp; Sons" xmpRights:Marked="True">
 <d:creator><rdf:Seq><rdf:li>Marta Lindqvist</rdf:li><rdf:li>王建国</rdf:li></rdf:Seq></d:creator>
 <d:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2024 Marta Lindqvist</rdf:li></rdf:Alt></d:rights>
 <photoshop:Source>Lindqvist Archive</photoshop:Source>
 <xmpRights:WebStatement rdf:resource="https://lindqvist.example/licence"/>
 <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="en">Editorial use only</rdf:li></rdf:Alt></xmpRights:UsageTerms>
 <xmpRights:Owner><rdf:Bag><rdf:li>Lindqvist Holding</rdf:li></rdf:Bag></xmpRights:Owner>
 <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Pictura Agency</plus:LicensorName>
 <plus:LicensorURL>https://pictura.example/</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
 <plus:ImageSupplier><rdf:Seq><rdf:li plus:ImageSupplierName="Pictura Supply"/></rdf:Seq></plus:ImageSupplier>
 <plus:CopyrightOwner><rdf:Seq><rdf:li><rdf:Description plus:CopyrightOwnerName="Marta L."/></rdf:li></rdf:Seq></plus:CopyrightOwner>
 <plus:ImageSupplierImageID>00123456789012345678</plus:ImageSupplierImageID>
 <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** What must be read of it. */
export const FULL_XMP_CLAIMS: Readonly<Record<string, string>> = {
  'XMP photoshop:Credit': 'Lindqvist & Sons',
  'XMP dc:creator': 'Marta Lindqvist',
  'XMP dc:rights': '© 2024 Marta Lindqvist',
  'XMP photoshop:Source': 'Lindqvist Archive',
  'XMP xmpRights:WebStatement': 'https://lindqvist.example/licence',
  'XMP xmpRights:UsageTerms': 'Editorial use only',
  'XMP xmpRights:Owner': 'Lindqvist Holding',
  'XMP plus:LicensorName': 'Pictura Agency',
  'XMP plus:LicensorURL': 'https://pictura.example/',
  'XMP plus:ImageSupplierName': 'Pictura Supply',
  'XMP plus:CopyrightOwnerName': 'Marta L.',
  'XMP plus:ImageSupplierImageID': '00123456789012345678',
  'XMP Iptc4xmpExt:DigitalSourceType': 'trainedAlgorithmicMedia',
};

/** What the data sets of record 2 hold, by number. */
export const IPTC_VALUES: Readonly<Record<number, string>> = {
  5: 'Lamp on a table',
  40: 'Not for resale',
  80: 'Marta Lindqvist',
  103: '00042',
  110: 'Lindqvist & Sons',
  115: 'Lindqvist Archive',
  116: '© 2024 Märta',
};

type Tag = readonly [tag: number, type: number, count: number, value: Buffer];

const ascii = (tag: number, text: string | Buffer): Tag => {
  const value = Buffer.concat([Buffer.from(text), Buffer.from([0])]);
  return [tag, 2, value.length, value];
};

/** One directory and the values that do not fit into it, as they stand from `at` on. */
function directory(tags: readonly Tag[], at: number): Buffer {
  const sorted = [...tags].sort(([a], [b]) => a - b);
  const head = Buffer.alloc(2 + sorted.length * 12 + 4);
  head.writeUInt16LE(sorted.length, 0);
  const values: Buffer[] = [];
  let next = at + head.length;
  for (const [i, [tag, type, count, value]] of sorted.entries()) {
    const entry = 2 + i * 12;
    head.writeUInt16LE(tag, entry);
    head.writeUInt16LE(type, entry + 2);
    head.writeUInt32LE(count, entry + 4);
    if (value.length <= 4) value.copy(head, entry + 8);
    else {
      head.writeUInt32LE(next, entry + 8);
      values.push(value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.from([0])]));
      next += value.length + (value.length % 2);
    }
  }
  return Buffer.concat([head, ...values]);
}

/** EXIF as a camera and its owner write it. */
export function makeExif(texts: { readonly artist?: string; readonly copyright?: string | Buffer } = {}): Buffer {
  const { artist = 'Marta Lindqvist', copyright = '© 2024 Marta Lindqvist' } = texts;
  const camera = [ascii(0x010f, 'NIKON CORPORATION'), ascii(0x0110, 'NIKON Z 6'), ascii(0x0131, 'Ver.02.10')];
  const main = [...camera, ascii(0x013b, artist), ascii(0x8298, copyright)];
  const pointer = (at: number): Tag => {
    const value = Buffer.alloc(4);
    value.writeUInt32LE(at);
    return [0x8769, 4, 1, value];
  };
  const length = directory([...main, pointer(0)], 8).length;
  const exif = directory([ascii(0x9003, '2026:03:01 10:22:33')], 8 + length);
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directory([...main, pointer(8 + length)], 8), exif]);
}

/** IIM of record 2, with the sign for UTF-8. */
export function makeIptc(values: Readonly<Record<number, string | Buffer>> = IPTC_VALUES): Buffer {
  const set = (record: number, number: number, value: Buffer): Buffer => {
    const head = Buffer.from([0x1c, record, number, 0, 0]);
    head.writeUInt16BE(value.length, 3);
    return Buffer.concat([head, value]);
  };
  const sets = Object.entries(values).map(([number, value]) => set(2, Number(number), Buffer.from(value)));
  return Buffer.concat([set(1, 90, Buffer.from('\x1b%G', 'latin1')), ...sets]);
}

/** IIM among Photoshop's resources, another one before it. */
export function makeResources(iptc: Buffer): Buffer {
  const resource = (id: number, value: Buffer): Buffer => {
    const head = Buffer.from('8BIM\0\0\0\0\0\0\0\0', 'latin1');
    head.writeUInt16BE(id, 4);
    head.writeUInt32BE(value.length, 8);
    return Buffer.concat([head, value, Buffer.alloc(value.length % 2)]);
  };
  return Buffer.concat([Buffer.from('Photoshop 3.0\0'), resource(0x03ed, Buffer.alloc(16)), resource(0x0404, iptc)]);
}

/** A JPEG segment. */
export function segment(marker: number, value: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(value.length + 2, 2);
  return Buffer.concat([head, value]);
}

/** The picture without metadata. */
export function draw(): Sharp {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120"><rect width="160" height="120" fill="#fff"/><circle cx="70" cy="60" r="40" fill="#c63"/></svg>';
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' });
}

/** A JPEG with these segments behind its start. */
export async function makeJpeg(...segments: readonly Buffer[]): Promise<Buffer> {
  const plain = await draw().jpeg().toBuffer();
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]);
}

/** A PNG with these chunks before the picture data. */
export async function makePng(...chunks: readonly (readonly [name: string, value: Buffer])[]): Promise<Buffer> {
  const { crc32 } = await import('node:zlib');
  const plain = await draw().png().toBuffer();
  const made = chunks.map(([name, value]) => {
    const body = Buffer.concat([Buffer.from(name), value]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(value.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  });
  return Buffer.concat([plain.subarray(0, 33), ...made, plain.subarray(33)]);
}

/** A TIFF of eight grey pixels with rights in its own tags. */
export function makeTiff(xmp: string, iptc: Buffer): Buffer {
  const short = (tag: number, value: number): Tag => [tag, 3, 1, Buffer.from([value, 0])];
  const long = (tag: number, value: number): Tag => [tag, 4, 1, Buffer.from([value & 255, value >> 8, 0, 0])];
  const packet = Buffer.from(xmp);
  const size = [short(256, 4), short(257, 2), short(258, 8), short(259, 1), short(262, 1), long(273, 8), short(277, 1)];
  const texts = [ascii(0x010f, 'NIKON CORPORATION'), ascii(0x0110, 'NIKON Z 6'), ascii(0x013b, 'Marta Lindqvist')];
  const rights: Tag[] = [
    ascii(0x8298, '© 2024 Marta Lindqvist'),
    [700, 1, packet.length, packet],
    [33723, 7, iptc.length, iptc],
  ];
  const pointer = (at: number): Tag => long(0x8769, at);
  const tags = [...size, short(278, 2), long(279, 8), ...texts, ...rights];
  const length = directory([...tags, pointer(0)], 16).length;
  const exif = directory([ascii(0x9003, '2026:03:01 10:22:33')], 16 + length);
  const pixels = Buffer.from([0, 32, 64, 96, 128, 160, 192, 224]);
  return Buffer.concat([
    Buffer.from('II*\0\x10\0\0\0', 'latin1'),
    pixels,
    directory([...tags, pointer(16 + length)], 16),
    exif,
  ]);
}

/** Every rights field in a format: EXIF and XMP, and IIM where the format has a place for it. */
export async function makeFull(format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif'): Promise<Buffer> {
  if (format === 'tiff') return makeTiff(FULL_XMP, makeIptc());
  if (format === 'jpeg') {
    const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), makeExif()]));
    const xmp = segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(FULL_XMP)]));
    return makeJpeg(exif, segment(0xed, makeResources(makeIptc())), xmp);
  }
  if (format === 'png') {
    const xmp = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(FULL_XMP)]);
    return makePng(['eXIf', makeExif()], ['iTXt', xmp]);
  }
  const exif = {
    IFD0: { Make: 'NIKON CORPORATION', Model: 'NIKON Z 6', Artist: 'Marta Lindqvist', Copyright: '2024 Marta Lindqvist' },
  };
  const picture = draw()
    .withExif({ ...exif, IFD2: { DateTimeOriginal: '2026:03:01 10:22:33' } })
    .withXmp(FULL_XMP);
  return picture[format]().toBuffer();
}
