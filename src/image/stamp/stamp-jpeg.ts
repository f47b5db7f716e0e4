import { PHOTOSHOP, startsWith } from '../rights/iptc.ts';
import { viewOf } from '../rights/tiff.ts';
import type { PictureFile } from './stamp-file.ts';

const EXIF: Uint8Array = Buffer.from('Exif\0\0', 'latin1');
const XMP: Uint8Array = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
/** Longest content of a segment. */
const MAX_SEGMENT = 65_533;

interface Segment {
  readonly marker: number;
  readonly content: Uint8Array;
  /** With its marker and length. */
  readonly whole: Uint8Array;
}

type Kind = 'exif' | 'xmp' | 'iptc';

/** Opens a JPEG: what stands before the picture data, and how to put it together again. Undefined when it is damaged there. */
export function openJpeg(file: Uint8Array): PictureFile | undefined {
  const head = readHead(file);
  if (head === undefined) return undefined;
  const { segments, data } = head;
  const contentOf = (kind: Kind): Uint8Array[] => segments.filter((one) => kindOf(one) === kind).map(({ content }) => content);
  const [exif] = contentOf('exif');
  const [xmp] = contentOf('xmp');
  const photoshop = contentOf('iptc').map((content) => content.subarray(PHOTOSHOP.length));
  return {
    parts: {
      ...(exif === undefined ? {} : { exif: exif.subarray(EXIF.length) }),
      ...(xmp === undefined ? {} : { xmp: xmp.subarray(XMP.length) }),
      ...(photoshop.length === 0 ? {} : { iptc: Buffer.concat(photoshop) }),
    },
    holds: ['exif', 'iptc', 'xmp'],
    write({ exif: newExif, xmp: newXmp, iptc: newIptc }) {
      const fresh = [
        ...(newExif === undefined ? [] : [Buffer.concat([EXIF, newExif])]),
        ...(newXmp === undefined ? [] : [Buffer.concat([XMP, newXmp])]),
      ];
      if (fresh.some(({ length }) => length > MAX_SEGMENT)) return undefined;
      const made = [
        ...fresh.map((content) => segmentBytes(0xe1, content)),
        ...(newIptc === undefined ? [] : photoshopSegments(newIptc)),
      ];
      const kept = segments.filter((one) => kindOf(one) === undefined);
      // JFIF comes first, whatever else there is.
      const first = kept.filter(({ marker }) => marker === 0xe0).map(({ whole }) => whole);
      const rest = kept.filter(({ marker }) => marker !== 0xe0).map(({ whole }) => whole);
      return Buffer.concat([file.subarray(0, 2), ...first, ...made, ...rest, data]);
    },
  };
}

/** The segments up to the picture data, and everything from there on. */
function readHead(file: Uint8Array): { readonly segments: Segment[]; readonly data: Uint8Array } | undefined {
  const view = viewOf(file);
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0;
    // Tables, frame and scan: the picture data. Metadata stands before them.
    if ((marker < 0xe0 || marker > 0xef) && marker !== 0xfe) return { segments, data: file.subarray(at) };
    const end = at + 2 + view.getUint16(at + 2);
    if (end > file.length) return undefined;
    segments.push({ marker, content: file.subarray(at + 4, end), whole: file.subarray(at, end) });
    at = end;
  }
  return undefined;
}

function kindOf({ marker, content }: Segment): Kind | undefined {
  if (marker === 0xe1) return startsWith(content, EXIF) ? 'exif' : startsWith(content, XMP) ? 'xmp' : undefined;
  return marker === 0xed && startsWith(content, PHOTOSHOP) ? 'iptc' : undefined;
}

/** Resources longer than a segment go on in the next, which repeats their head. */
function photoshopSegments(resources: Uint8Array): Uint8Array[] {
  const body = startsWith(resources, PHOTOSHOP) ? resources.subarray(PHOTOSHOP.length) : resources;
  const room = MAX_SEGMENT - PHOTOSHOP.length;
  const parts = Array.from({ length: Math.max(1, Math.ceil(body.length / room)) }, (_, i) =>
    body.subarray(i * room, (i + 1) * room),
  );
  return parts.map((part) => segmentBytes(0xed, Buffer.concat([PHOTOSHOP, part])));
}

function segmentBytes(marker: number, content: Uint8Array): Uint8Array {
  const head = Uint8Array.of(0xff, marker, 0, 0);
  viewOf(head).setUint16(2, content.length + 2);
  return Buffer.concat([head, content]);
}
