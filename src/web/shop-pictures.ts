import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import pLimit from 'p-limit';
import type { ListingState, ListingVersion } from '../model/history.ts';
import type { Bilingual } from '../model/text.ts';
import { openPictures } from '../references/picture-file.ts';
import { planeJpeg } from '../scan/picture-decode.ts';
import { isRemotePicture, resolvePicture } from '../scan/picture-path.ts';
import { outsideFault, type PicturePreview, previewPicture } from '../scan/picture-preview.ts';
import type { PictureAnswer } from './desk.ts';
import type { ImageMatch } from './evidence-kinds.ts';
import { findCopy, findReference } from './reference-entries.ts';

/*
 * Pictures of listings and of the library, small and made anew. Only files that the history names are opened, and only inside the shop's
 * folder.
 */

/** Longest side of a picture on a page, pixels. */
const LONGEST = 1200;
/** Small versions that are kept, some 100 KB each. */
const KEPT = 60;
/** Pictures that are decoded at a time. */
const JOBS = 2;

/** Where pictures lie. */
export interface PicturePlaces {
  /** The shop's folder, absolute; nothing outside of it is opened. */
  readonly folder: string;
  /** Folders in which a listing's pictures are looked for, absolute. */
  readonly roots: readonly string[];
  /** The folder of the library, absolute. */
  readonly references?: string;
}

/** Gives pictures. */
export interface ShopPictures {
  pictureFault(state: ListingState, version: ListingVersion, slot: string): Bilingual | undefined;
  picture(state: ListingState, version: ListingVersion, slot: string): Promise<PictureAnswer>;
  referencePicture(evidence: ImageMatch): Promise<PictureAnswer>;
}

/** The file of a picture, and the hash that a scan saw. */
type FoundFile = { readonly file: string; readonly sha256: string | undefined } | { readonly fault: Bilingual };

/** Opens the pictures of a shop. */
export function openShopPictures({ folder, roots, references }: PicturePlaces): ShopPictures {
  const limit = pLimit(JOBS);
  const kept = new Map<string, PicturePreview>();
  const preview = async (file: string): Promise<PictureAnswer> => {
    const key = keyOf(file);
    const known = kept.get(key);
    const made = known ?? (await limit(() => previewPicture(file, folder, LONGEST)));
    if ('fault' in made) return made;
    kept.delete(key);
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  };
  const find = (state: ListingState, version: ListingVersion, slot: string): FoundFile => {
    const image = version.images.find((one) => one.slot === slot);
    if (image === undefined) return { fault: NO_SLOT };
    if (isRemotePicture(image.src)) return { fault: REMOTE };
    const file = placesOf(state.file, folder)
      .map((listingFile) => resolvePicture(image.src, listingFile, roots))
      .find((one) => one !== undefined);
    return file === undefined ? { fault: VANISHED } : { file, sha256: image.sha256 };
  };
  return {
    pictureFault(state, version, slot) {
      const found = find(state, version, slot);
      return 'fault' in found ? found.fault : outsideFault(found.file, folder);
    },
    async picture(state, version, slot) {
      const found = find(state, version, slot);
      if ('fault' in found) return found;
      const made = await preview(found.file);
      if ('fault' in made || found.sha256 === undefined || found.sha256 === made.sha256) return made;
      return { ...made, remark: CHANGED };
    },
    async referencePicture({ source }) {
      if (references === undefined) return { fault: NO_LIBRARY };
      const entry = await findReference(references, source.id);
      if (entry?.kind !== 'image') return { fault: NOT_IN_LIBRARY };
      const copy = await findCopy(references, entry.label, entry.sha256.toLowerCase());
      const made = copy === undefined ? undefined : await preview(copy);
      if (made !== undefined && !('fault' in made)) return made;
      return (await planeOf(references, entry.sha256)) ?? { fault: NOT_KEPT };
    },
  };
}

/** The small grey version that the library keeps of its pictures to compare others with. */
async function planeOf(references: string, sha256: string): Promise<PictureAnswer | undefined> {
  const stored = openPictures(references);
  if (stored === undefined || 'reason' in stored) return undefined;
  try {
    const at = stored.files.findIndex((one) => one.toLowerCase() === sha256.toLowerCase());
    const plane = at === -1 ? undefined : stored.planeOf(at);
    return plane === undefined ? undefined : { jpeg: await planeJpeg(plane), sha256, remark: GREY };
  } finally {
    stored.close();
  }
}

/** Where a listing's file may be: its name counts from the folder in which it was scanned, which was this one or the shop's. */
function placesOf(file: string, folder: string): string[] {
  return [...new Set([resolve(file), resolve(folder, file)])];
}

/** Changes whenever the file does. */
function keyOf(file: string): string {
  const seen = statSync(file, { throwIfNoEntry: false });
  return `${file}\n${seen?.size ?? 0}\n${seen?.mtimeMs ?? 0}`;
}

const NO_SLOT: Bilingual = { en: 'The listing names no such picture.', zh: 'Listing 中没有该图片。' };
const REMOTE: Bilingual = {
  en: 'The listing names this picture by its address; it is not on this computer.',
  zh: 'Listing 中是图片网址，本机上没有该图片。',
};
const VANISHED: Bilingual = {
  en: 'The file is not there any more; it was moved, renamed or deleted since the scan.',
  zh: '文件已不存在：扫描后被移动、改名或删除。',
};
const CHANGED: Bilingual = {
  en: 'The file was changed after the scan; what is shown is the file as it is now.',
  zh: '扫描后文件已修改，此处显示的是当前文件。',
};
const GREY: Bilingual = {
  en: 'The library keeps only a small grey version of this picture.',
  zh: '素材库只保留该图片的小幅灰度版。',
};
const NO_LIBRARY: Bilingual = { en: 'The configuration names no library.', zh: '配置中没有素材库。' };
const NOT_IN_LIBRARY: Bilingual = {
  en: 'The library does not have this picture any more.',
  zh: '素材库中已没有该图片。',
};
const NOT_KEPT: Bilingual = {
  en: 'The library keeps only features of this picture, not the picture itself.',
  zh: '素材库只保留该图片的特征，没有图片本身。',
};
