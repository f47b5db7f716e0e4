import type { RightsClaim, RightsField } from '../../model/evidence.ts';
import { cleanText, decodeText } from './rights-text.ts';
import { offsetIn, openTiff, readDirectory, type TiffDirectory } from './tiff.ts';

/** What EXIF says of a picture's rights and of how it was taken. */
export interface ExifRights {
  readonly claims: readonly RightsClaim[];
  /** Maker and model. */
  readonly camera?: string;
  /** `YYYY-MM-DD HH:MM:SS`, the camera's own clock. */
  readonly takenAt?: string;
  readonly software?: string;
}

/** Tags of the first directory; those of Windows are UTF-16. */
const COPYRIGHT = 0x8298;
const ARTIST = 0x013b;
const MAKE = 0x010f;
const MODEL = 0x0110;
const SOFTWARE = 0x0131;
const XP_AUTHOR = 0x9c9d;
const EXIF_DIRECTORY = 0x8769;
/** Tags of the EXIF directory. */
const TAKEN = 0x9003;
const CAMERA_OWNER = 0xa430;

const CLAIMS: readonly (readonly [tag: number, field: RightsField, where: string])[] = [
  [COPYRIGHT, 'holder', 'EXIF Copyright'],
  [ARTIST, 'creator', 'EXIF Artist'],
  [XP_AUTHOR, 'creator', 'EXIF XPAuthor'],
];

/** Reads the rights that EXIF holds: a TIFF structure, with or without `Exif` before it. Damage gives less, never an error. */
export function readExifRights(bytes: Uint8Array): ExifRights {
  const hasHead = bytes[0] === 0x45 && bytes[1] === 0x78;
  const tiff = openTiff(hasHead ? bytes.subarray(6) : bytes);
  const main = tiff && readDirectory(tiff, tiff.first);
  if (tiff === undefined || main === undefined) return { claims: [] };
  const at = offsetIn(tiff, main, EXIF_DIRECTORY);
  const exif = at === undefined ? undefined : readDirectory(tiff, at);
  const claims = CLAIMS.map(([tag, field, where]) => ({ field, where, text: textOf(main, tag) }));
  const owner = { field: 'creator', where: 'EXIF CameraOwnerName', text: textOf(exif, CAMERA_OWNER) } as const;
  const camera = cameraName(textOf(main, MAKE), textOf(main, MODEL));
  const takenAt = timeOf(textOf(exif, TAKEN));
  const software = textOf(main, SOFTWARE);
  return {
    claims: [...claims, owner].filter(({ text }) => text !== ''),
    ...(camera === '' ? {} : { camera }),
    ...(takenAt === undefined ? {} : { takenAt }),
    ...(software === '' ? {} : { software }),
  };
}

/** A tag's text; of a copyright with two parts, photographer and editor, both. */
function textOf(directory: TiffDirectory | undefined, wanted: number): string {
  const value = directory?.tags.find(({ tag }) => tag === wanted)?.value;
  if (value === undefined) return '';
  if (wanted === XP_AUTHOR) return cleanText(new TextDecoder('utf-16le').decode(value.subarray(0, 2_000)));
  const end = value[value.length - 1] === 0 ? value.length - 1 : value.length;
  const parts = wanted === COPYRIGHT ? value.subarray(0, Math.min(end, 2_000)) : value.subarray(0, zeroIn(value, end));
  return cleanText(decodeText(parts.map((byte) => (byte === 0 ? 0x3b : byte)))).replace(/^[\s;]+|[\s;]+$/g, '');
}

function zeroIn(value: Uint8Array, end: number): number {
  const at = value.indexOf(0);
  return Math.min(at < 0 ? end : at, 2_000);
}

/** `NIKON CORPORATION` and `NIKON Z 6` are one camera: the maker is told once. */
function cameraName(make: string, model: string): string {
  const [first = ''] = make.split(' ');
  return model.toLowerCase().startsWith(first.toLowerCase()) ? model : `${make} ${model}`.trim();
}

/** `2026:03:01 10:22:33` as people write it; undefined for zeros and blanks, which cameras write when their clock was never set. */
function timeOf(text: string): string | undefined {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d:\d\d:\d\d))?/.exec(text) ?? [];
  return Number(year) > 1900 && month !== '00' && day !== '00' ? `${year}-${month}-${day} ${time}`.trim() : undefined;
}
