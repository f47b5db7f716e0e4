import type { RightsClaim } from '../../model/evidence.ts';
import type { Bilingual } from '../../model/text.ts';
import type { Agencies } from '../rights/agencies.ts';
import { startsWith } from '../rights/iptc.ts';
import { type MetadataParts, type PictureRights, readRights } from '../rights/rights.ts';
import { decodePacket } from '../rights/rights-xmp.ts';
import { findStrangers, isKnown, namesSomebody } from '../rights/strangers.ts';
import { openTiff, readDirectory } from '../rights/tiff.ts';
import type { PictureFile } from './stamp-file.ts';
import { writeIptc, writeResources } from './stamp-iptc.ts';
import { openJpeg } from './stamp-jpeg.ts';
import { openPng } from './stamp-png.ts';
import { type NewTag, textTag, writeTags } from './stamp-tiff.ts';
import { openWebp } from './stamp-webp.ts';
import { writeXmp, type XmpStamp } from './stamp-xmp.ts';

/*
 * The seller's rights, written into a picture: bytes in, bytes out, the compressed picture the same to the byte. What the file says
 * otherwise stays; another's rights are never overwritten unless it is asked for.
 */

/** What is written: at least one of them. */
export interface Stamp extends XmpStamp {
  /** Other names of the seller; a file that names one of them names nobody else. */
  readonly own: readonly string[];
}

/** A stamped picture, or why it was not stamped. */
export type Stamped =
  | { readonly bytes: Uint8Array; readonly written: PictureFile['holds'] }
  /** What the file says of somebody else's rights. */
  | { readonly foreign: readonly RightsClaim[] }
  | { readonly fault: Bilingual };

const COPYRIGHT = 0x8298;
const ARTIST = 0x013b;
const TIFF_XMP = 700;
const TIFF_IPTC = 33723;
const PNG_HEAD: Uint8Array = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Writes rights into a JPEG, PNG, WebP or TIFF file. With `force` the fields that are written replace another's. */
export async function stampPicture(file: Uint8Array, stamp: Stamp, agencies: Agencies, force: boolean): Promise<Stamped> {
  const opened = openPicture(file);
  if ('fault' in opened) return opened;
  const foreign = force ? [] : await findForeign(opened.parts, stamp, agencies);
  if (foreign.length > 0) return { foreign };
  const xmp = await writeXmp(opened.parts.xmp && decodePacket(opened.parts.xmp), stamp);
  const exif = writeTags(opened.parts.exif, exifTags(stamp));
  if (xmp === undefined || exif === undefined) return { fault: xmp === undefined ? BROKEN_XMP : BROKEN_EXIF };
  const iptc = opened.holds.includes('iptc') ? { iptc: iptcOf(opened.parts.iptc, stamp, isTiff(file)) } : {};
  const bytes = opened.write({ exif, xmp: Buffer.from(xmp), ...iptc });
  return bytes === undefined ? { fault: TOO_LONG } : { bytes, written: opened.holds };
}

function openPicture(file: Uint8Array): PictureFile | { readonly fault: Bilingual } {
  const name = Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, 16)).toString('latin1');
  if (name.startsWith('\xff\xd8\xff')) return openJpeg(file) ?? { fault: DAMAGED };
  if (startsWith(file, PNG_HEAD)) return openPng(file) ?? { fault: DAMAGED };
  if (name.startsWith('RIFF') && name.slice(8, 12) === 'WEBP') return openWebp(file) ?? { fault: DAMAGED };
  if (isTiff(file)) return openTiffFile(file) ?? { fault: DAMAGED };
  return { fault: /^....ftyp/s.test(name) ? NO_AVIF : NO_FORMAT };
}

function isTiff(file: Uint8Array): boolean {
  return openTiff(file) !== undefined;
}

/** A TIFF file is itself the structure that EXIF is: its tags hold everything. */
function openTiffFile(file: Uint8Array): PictureFile | undefined {
  const tiff = openTiff(file);
  const directory = tiff && readDirectory(tiff, tiff.first);
  if (directory === undefined) return undefined;
  const partOf = (wanted: number): Uint8Array | undefined => directory.tags.find(({ tag }) => tag === wanted)?.value;
  const xmp = partOf(TIFF_XMP);
  const iptc = partOf(TIFF_IPTC);
  return {
    parts: { exif: file, ...(xmp === undefined ? {} : { xmp }), ...(iptc === undefined ? {} : { iptc }) },
    holds: ['exif', 'iptc', 'xmp'],
    write({ exif, xmp: packet, iptc: record }) {
      const tags: NewTag[] = [
        ...(packet === undefined ? [] : [{ tag: TIFF_XMP, type: 1, value: packet } as const]),
        ...(record === undefined ? [] : [{ tag: TIFF_IPTC, type: 7, value: record } as const]),
      ];
      return writeTags(exif, tags);
    },
  };
}

function exifTags({ copyright, creator }: Stamp): NewTag[] {
  return [
    ...(creator === undefined ? [] : [textTag(ARTIST, creator)]),
    ...(copyright === undefined ? [] : [textTag(COPYRIGHT, copyright)]),
  ];
}

function iptcOf(old: Uint8Array | undefined, { copyright, creator, contact }: Stamp, bare: boolean): Uint8Array {
  const texts = new Map<number, string>();
  if (creator !== undefined) texts.set(80, creator);
  if (copyright !== undefined) texts.set(116, copyright);
  if (contact !== undefined) texts.set(118, contact);
  const record = writeIptc(old, texts);
  return bare ? record : writeResources(old, record);
}

async function findForeign(parts: MetadataParts, stamp: Stamp, agencies: Agencies): Promise<RightsClaim[]> {
  const rights = await readRights(parts);
  if (rights === undefined) return [];
  const own = [stamp.copyright, stamp.creator, ...stamp.own].filter((name) => name !== undefined);
  // A photographer whose picture is the seller's stays in the file, unless another is written in that place.
  const replaced = rights.claims.filter(
    (claim) =>
      claim.field === 'creator' &&
      stamp.creator !== undefined &&
      namesSomebody(claim, rights, agencies) &&
      !isKnown(claim, own),
  );
  return [...new Set([...strangersIn(rights, own, agencies), ...replaced])];
}

/** What a file says of others than the owner names that are given: an agency first. */
export function strangersIn(rights: PictureRights, own: readonly string[], agencies: Agencies): RightsClaim[] {
  const agency = agencies.find(rights.claims, '')?.claim;
  const strangers = findStrangers(rights, own, agencies)?.claims ?? [];
  return [...new Set([...(agency === undefined ? [] : [agency]), ...strangers])];
}

const DAMAGED: Bilingual = {
  en: 'The picture file is damaged, so nothing was written; export it again.',
  zh: '图片文件已损坏，未写入；请重新导出。',
};
const BROKEN_XMP: Bilingual = {
  en: 'The XMP of the picture is damaged, so nothing was written; save the picture once in a photo program and stamp it again.',
  zh: '图片的 XMP 已损坏，未写入；请用修图软件另存一次后再写入。',
};
const BROKEN_EXIF: Bilingual = {
  en: 'The EXIF of the picture is damaged, so nothing was written; save the picture once in a photo program and stamp it again.',
  zh: '图片的 EXIF 已损坏，未写入；请用修图软件另存一次后再写入。',
};
const TOO_LONG: Bilingual = {
  en: 'The metadata of the picture is too long for one more entry (JPEG holds 64 KB of each kind), so nothing was written.',
  zh: '图片的元数据过长（JPEG 每类最多 64 KB），无法再写入。',
};
const NO_AVIF: Bilingual = {
  en: 'AVIF and HEIC files cannot be stamped without compressing the picture anew; export it as JPEG, PNG, WebP or TIFF.',
  zh: 'AVIF 和 HEIC 无法在不重新压缩的情况下写入版权信息；请导出为 JPEG、PNG、WebP 或 TIFF。',
};
const NO_FORMAT: Bilingual = {
  en: 'The file is no JPEG, PNG, WebP or TIFF picture, so nothing was written.',
  zh: '该文件不是 JPEG、PNG、WebP 或 TIFF 图片，未写入。',
};
