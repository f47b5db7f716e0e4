import { resolve } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import type { PictureComparison } from '../../model/picture-comparison.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import type { PicturePairOutcome } from '../../reporters/compare-picture.ts';
import { isPictureFile, type PreparedPicture, preparePicture, relatePictures } from '../../scan/compare-pictures.ts';
import { lookAt } from '../../scan/look-at.ts';
import type { CompareFormat } from '../compare.ts';
import { terminalLook } from '../terminal.ts';
import { MISSING } from './file.ts';

/** Compares two files when both are pictures; undefined when neither is one. A picture and a text are an error. */
export async function compareIfPictures(
  { a, b }: { readonly a: string; readonly b: string },
  folder: string,
): Promise<PicturePairOutcome | undefined> {
  const paths = [resolve(folder, a), resolve(folder, b)] as const;
  const kinds = [await isPictureFile(paths[0]), await isPictureFile(paths[1])];
  if (!kinds.includes(true)) return undefined;
  if (kinds.includes(false)) return { a, b, error: noPicture(kinds[0] === true ? b : a, folder) };
  const left = await preparePicture(paths[0]);
  if ('fault' in left) return { a, b, error: about(a, left.fault) };
  const right = await preparePicture(paths[1]);
  if ('fault' in right) return { a, b, error: about(b, right.fault) };
  return { a, b, match: relatePictures(left, right) };
}

/** Two pictures compared for a reader; undefined when neither file is a picture. @throws UsageError when one cannot be used. */
export async function comparePictures(names: readonly [string, string]): Promise<PictureComparison | undefined> {
  const kinds = [await isPictureFile(resolve(names[0])), await isPictureFile(resolve(names[1]))];
  if (!kinds.includes(true)) return undefined;
  if (kinds.includes(false)) throw new UsageError(noPicture(kinds[0] === true ? names[1] : names[0], '.'));
  const [a, b] = [await prepare(names[0]), await prepare(names[1])];
  const relation = relatePictures(a, b);
  return {
    a: { file: names[0], ...a.shown },
    b: { file: names[1], ...b.shown },
    ...(relation === undefined ? {} : { relation }),
  };
}

async function prepare(name: string): Promise<PreparedPicture> {
  const picture = await preparePicture(resolve(name));
  if ('fault' in picture) throw new UsageError(about(name, picture.fault));
  return picture;
}

/** A comparison in a format. @param file whether it goes into a file. */
export async function formatPictures(
  comparison: PictureComparison,
  format: CompareFormat,
  lang: Lang,
  file: boolean,
): Promise<string | Buffer> {
  const { a, b, relation } = comparison;
  if (format === 'svg' || format === 'png') {
    const sheet = (await import('../../reporters/picture-sheet.ts')).pictureSheet(comparison, lang);
    return format === 'svg' ? sheet : (await import('../../scan/picture-decode.ts')).drawPng(sheet);
  }
  const { comparePictureHtml, comparePicturePretty, picturePairLine } = await import('../../reporters/compare-picture.ts');
  if (format === 'html') return comparePictureHtml(comparison, lang);
  if (format === 'json') return picturePairLine({ a: a.file, b: b.file, match: relation }, lang);
  const { color } = file ? { color: false } : terminalLook();
  return comparePicturePretty(comparison, { lang, color });
}

function about(file: string, reason: Bilingual): Bilingual {
  return { en: `${file}: ${reason.en}`, zh: `${file}：${reason.zh}` };
}

/** Why a file cannot be compared with a picture. */
function noPicture(other: string, folder: string): Bilingual {
  if (lookAt(resolve(folder, other)) === undefined) return about(other, MISSING);
  return {
    en: `${other} is no picture, the other file is one. Name two pictures, or two texts.`,
    zh: `${other} 不是图片，而另一个文件是图片。请指定两张图片，或两份文案。`,
  };
}
