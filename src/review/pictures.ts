import type { Bilingual } from '../model/text.ts';
import type { Evidence, Review } from './review.ts';

/*
 * Which pictures a review shows. They are made small elsewhere, because nothing here reads the disk.
 */

/** A picture that a review shows. */
export interface WantedPicture {
  /** Of the listing's own picture, or of the library's in which it was found. */
  readonly side: 'ours' | 'theirs';
  readonly evidence: Evidence;
}

/** A small version of a picture, or why there is none. */
export type Thumbnail =
  | { readonly data: string; readonly width: number; readonly height: number }
  | { readonly missing: Bilingual };

/** Makes pictures small; gives a reason for one that is no longer there. */
export type LoadThumbnail = (wanted: WantedPicture) => Promise<Thumbnail>;

/** Small versions by fingerprint and side. */
export type Thumbnails = ReadonlyMap<string, Thumbnail>;

/** Largest sum of the small versions, in characters: a review must pass as an attachment. */
const MOST = 3_000_000;

/** Makes the pictures of a review small, up to a sum; what is left out says so. */
export async function loadThumbnails({ sections }: Review, load: LoadThumbnail): Promise<Thumbnails> {
  const found = new Map<string, Thumbnail>();
  let sum = 0;
  const evidences = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'evidence' ? [block.evidence] : [])),
  );
  for (const evidence of evidences) {
    for (const side of ['ours', 'theirs'] as const) {
      if ((side === 'ours' ? evidence.picture : evidence.otherPicture) === undefined) continue;
      const made: Thumbnail = sum > MOST ? { missing: TOO_MANY } : await load({ side, evidence });
      if ('data' in made) sum += made.data.length;
      found.set(thumbnailKey(evidence, side), made);
    }
  }
  return found;
}

/** By what a small version is found. */
export function thumbnailKey({ fingerprint }: Pick<Evidence, 'fingerprint'>, side: WantedPicture['side']): string {
  return `${fingerprint} ${side}`;
}

const TOO_MANY: Bilingual = {
  en: 'Left out, so that the page stays small enough for a mail.',
  zh: '为控制邮件附件大小，未附图片。',
};
