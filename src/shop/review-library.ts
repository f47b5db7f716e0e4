import { resolve } from 'node:path';
import process from 'node:process';
import type { ReferenceImage } from '../model/reference.ts';
import type { Bilingual } from '../model/text.ts';
import { openLibrary } from '../references/disk.ts';
import { openPictures, type StoredPictures } from '../references/picture-file.ts';
import type { LoadThumbnail, Thumbnail } from '../review/pictures.ts';
import type { EvidencePicture } from '../review/review.ts';
import type { LoadedConfig } from '../scan/config.ts';
import { isRemotePicture, resolvePicture } from '../scan/picture-path.ts';
import { drawPlane, makeSmall } from '../scan/thumbnail.ts';

/*
 * Pictures of a review: the listing's from the disk, the other from what the library keeps of it.
 */

/** What a review asks of the library; opened at the first question. */
export interface ReviewLibrary {
  textOf(id: string): Promise<string | undefined>;
  readonly load: LoadThumbnail;
  close(): void;
}

/** Opens the library of a review. A library that cannot be read has nothing to show. */
export function openReviewLibrary(config: LoadedConfig | undefined): ReviewLibrary {
  const folder = config?.values.references;
  let texts: ReadonlyMap<string, string> | undefined;
  let images: readonly ReferenceImage[] = [];
  let stored: StoredPictures | undefined;
  const open = async (): Promise<ReadonlyMap<string, string>> => {
    if (texts !== undefined) return texts;
    const { references } = folder === undefined ? { references: [] } : openLibrary(folder);
    const { sourceText } = await import('../model/reference.ts');
    images = references.flatMap((one) => (one.kind === 'image' ? [one] : []));
    texts = new Map(references.flatMap((one) => (one.kind === 'text' ? [[one.id, sourceText(one)] as const] : [])));
    const pictures = folder === undefined ? undefined : openPictures(folder);
    if (pictures !== undefined && 'files' in pictures) stored = pictures;
    return texts;
  };
  const theirs = async ({ source }: EvidencePicture): Promise<Thumbnail> => {
    await open();
    const known = images.find(({ id }) => id === source);
    const number = known === undefined ? -1 : (stored?.files.indexOf(known.sha256) ?? -1);
    const plane = number === -1 ? undefined : stored?.planeOf(number);
    return plane === undefined ? { missing: NOT_KEPT } : drawPlane(plane);
  };
  return {
    textOf: async (id) => (await open()).get(id),
    load: ({ side, evidence: { picture, otherPicture, file } }) => {
      const wanted = side === 'ours' ? picture : otherPicture;
      if (wanted === undefined) return Promise.resolve({ missing: NOT_KEPT });
      return side === 'ours' ? ours(wanted, file, config) : theirs(wanted);
    },
    close: () => stored?.close(),
  };
}

/** The listing's picture, if it is still the one that was scanned. */
async function ours({ name, sha256 }: EvidencePicture, file: string, config: LoadedConfig | undefined): Promise<Thumbnail> {
  if (isRemotePicture(name)) return { missing: REMOTE };
  const roots = config?.values.images ?? [];
  const places = [process.cwd(), ...(config === undefined ? [] : [config.folder])].map((folder) => resolve(folder, file));
  const path = places.map((place) => resolvePicture(name, place, roots)).find((found) => found !== undefined);
  if (path === undefined) return { missing: GONE };
  const small = await makeSmall(path);
  if ('fault' in small) return { missing: small.fault };
  if (sha256 !== undefined && small.sha256 !== sha256) return { missing: CHANGED };
  return { data: small.data, width: small.width, height: small.height };
}

const GONE: Bilingual = {
  en: 'The picture file is no longer on the disk.',
  zh: '图片文件已不在磁盘上。',
};
const CHANGED: Bilingual = {
  en: 'The picture file is another one since the scan; scan again to compare.',
  zh: '扫描之后图片文件已被替换；请重新扫描后再比对。',
};
const REMOTE: Bilingual = {
  en: 'The picture lies on the network; a review loads nothing from there.',
  zh: '图片位于网络上；周报不从网络加载任何内容。',
};
const NOT_KEPT: Bilingual = {
  en: 'The reference library keeps no small version of this picture.',
  zh: '参考库中没有保存这张图片的缩略图。',
};
