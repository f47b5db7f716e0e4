import type { ImageFacts } from '../image/facts.ts';
import type { HashHit } from '../image/match/match.ts';
import type { Plane } from '../image/plane.ts';
import type { Listing } from '../model/listing.ts';
import type { Rule } from '../model/rule.ts';
import { type PicturesParts, StoredPictures } from '../references/picture-file.ts';
import { createJudge, type Judgement, prepare } from './judge.ts';
import { type MatchedPicture, matchPlane } from './picture-match.ts';
import { openShared, type SharedResources } from './shared-resources.ts';

/*
 * What a thread of a scan is told and asked: data in, data out.
 */

/** What a thread starts with. */
export interface ThreadStart {
  readonly rules: readonly Rule[];
  readonly resources: SharedResources;
  /** The library of pictures; absent where pictures are not looked for in one. */
  readonly pictures?: PicturesParts;
}

/** A listing with the facts of its pictures, as it is sent. */
export interface SentListing {
  readonly listing: Listing;
  /** Parallel to `listing.images`. */
  readonly images: readonly (ImageFacts | undefined)[];
}

/** What a thread is asked: to judge listings, each by itself, or to look for a picture in the library. */
export type Task = { readonly listings: readonly SentListing[] } | { readonly plane: Plane; readonly hits: readonly HashHit[] };

/** What it answers: a judgement for every listing, or what the library says of the picture. */
export type Answer = { readonly judgements: readonly Judgement[] } | MatchedPicture;

/** Opens what a thread works with. @throws EnvironmentError when it cannot be opened. */
export async function openWork({ rules, resources, pictures }: ThreadStart): Promise<(task: Task) => Answer> {
  const judge = createJudge(rules, await openShared(resources));
  const stored = pictures && new StoredPictures(pictures);
  return (task) => {
    if ('listings' in task) {
      return { judgements: task.listings.map(({ listing, images }) => judge.alone(prepare(listing, images))) };
    }
    if (stored === undefined) throw new RangeError('the thread got no library of pictures');
    return matchPlane(stored, task.plane, task.hits);
  };
}
