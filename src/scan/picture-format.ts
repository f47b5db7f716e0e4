import type { Bilingual } from '../model/text.ts';

/** A kind of picture file, told by its first bytes. */
export interface PictureFormat {
  /** Name as people write it: JPEG, PNG … */
  readonly name: string;
  /** Whether preclear decodes it. */
  readonly decoded: boolean;
}

const ascii = (bytes: Uint8Array, start: number, end: number): string => String.fromCharCode(...bytes.subarray(start, end));

/** First bytes of the formats, as Latin-1 text, and where they stand. */
const SIGNATURES: readonly (readonly [start: number, bytes: string, name: string, decoded: boolean])[] = [
  [0, '\xff\xd8\xff', 'JPEG', true],
  [0, '\x89PNG\r\n\x1a\n', 'PNG', true],
  [0, 'GIF8', 'GIF', true],
  [8, 'WEBP', 'WebP', true],
  [0, 'II*\0', 'TIFF', true],
  [0, 'MM\0*', 'TIFF', true],
  [4, 'ftypavif', 'AVIF', true],
  [4, 'ftypavis', 'AVIF', true],
  [4, 'ftyphei', 'HEIC', false],
  [4, 'ftyphev', 'HEIC', false],
  [4, 'ftypmif1', 'HEIC', false],
  [0, '8BPS', 'PSD', false],
  [0, 'BM', 'BMP', false],
  [0, '%PDF', 'PDF', false],
  [0, 'PK\x03\x04', 'ZIP', false],
];

/**
 * The format of a picture file by its first 16 bytes; undefined when they are none that preclear knows. Only known formats go to the
 * decoder: SVG and PDF can name other files, and text would only give its riddles.
 */
export function recognisePicture(head: Uint8Array): PictureFormat | undefined {
  const hit = SIGNATURES.find(([start, bytes]) => ascii(head, start, start + bytes.length) === bytes);
  return hit === undefined ? undefined : { name: hit[2], decoded: hit[3] };
}

/** Why a file that is no picture is none, and what to do: a page saved as `.jpg`, text, or bytes of an unknown kind. */
export function explainNoPicture(head: Uint8Array): Bilingual {
  const start = ascii(head, 0, 64).trimStart().toLowerCase();
  if (start.startsWith('<svg') || start.startsWith('<?xml')) {
    return { en: 'The picture is an SVG drawing; export it as JPEG or PNG.', zh: '图片是 SVG 矢量图，请导出为 JPEG 或 PNG。' };
  }
  if (start.startsWith('<!doctype') || start.startsWith('<html')) {
    return {
      en: 'The file is a web page, not a picture; download the picture itself.',
      zh: '该文件是网页，不是图片，请下载图片本身。',
    };
  }
  const isText = head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
  if (isText)
    return {
      en: 'The file is a text file, not a picture; export the picture again.',
      zh: '该文件是文本文件，不是图片，请重新导出图片。',
    };
  return {
    en: 'The file is not a picture (expected JPEG, PNG, WebP, GIF, TIFF or AVIF); it may be damaged: export it again.',
    zh: '该文件不是图片（应为 JPEG、PNG、WebP、GIF、TIFF 或 AVIF），可能已损坏，请重新导出。',
  };
}
