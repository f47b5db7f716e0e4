import { availableParallelism } from 'node:os';
import { buildImageIndex, searchImage } from '../../image/hash/image-index.ts';
import { describeTransform, type PictureComparison } from '../../model/picture-comparison.ts';
import type { Problem } from '../../model/problem.ts';
import type { TracedPicture } from '../../model/trace-report.ts';
import { type PreparedPicture, preparePicture, referenceOf, relateAll } from '../../scan/compare-pictures.ts';
import { cacheFolder, type LoadedConfig } from '../../scan/config.ts';
import { PictureCache } from '../../scan/picture-cache.ts';
import { createPictureReader } from '../../scan/picture-reader.ts';
import type { OwnPicture } from './own.ts';

/*
 * Our pictures beside theirs. Those of listings whose words were copied are compared closely, part by part; the others by the hash of the whole, which
 * scans have kept, and closely where that is near.
 */

/** A picture of ours that one of theirs shows. */
export interface FoundOwnPicture {
  readonly own: OwnPicture;
  readonly traced: TracedPicture;
  /** For the drawing side by side. */
  readonly comparison: PictureComparison;
}

/** What was compared, and what was found. */
export interface OwnPictures {
  /** By page. */
  readonly found: readonly (readonly FoundOwnPicture[])[];
  readonly close: number;
  readonly hashed: number;
  readonly problems: readonly Problem[];
}

/** The pages' pictures. */
export interface TheirPictures {
  readonly prepared: readonly PreparedPicture[];
  readonly names: readonly string[];
}

/** How pictures are chosen. */
export interface PictureChoice {
  /** Listings whose words were copied, or that were named. */
  readonly likely: ReadonlySet<string>;
  /** Whether those of all other listings are compared, however many. */
  readonly all: boolean;
  readonly config: LoadedConfig | undefined;
  readonly onPicture: (done: number, of: number) => void;
}

/** Pictures that are compared closely; each takes some 0.3 MB. */
const MOST_CLOSE = 400;
/** Pictures of other listings that are hashed without being asked to. */
const MOST_HASHED = 2000;
/** Bits of 256 up to which a hash is worth a closer look. */
const NEAR = 60;

/** Compares our pictures with those of the pages. */
export async function comparePictures(
  pages: readonly TheirPictures[],
  pictures: readonly OwnPicture[],
  choice: PictureChoice,
): Promise<OwnPictures> {
  const problems: Problem[] = [];
  if (pages.every(({ prepared }) => prepared.length === 0))
    return { found: pages.map(() => []), close: 0, hashed: 0, problems };
  const likely = pictures.filter(({ of }) => choice.likely.has(of.listing));
  const others = pictures.filter(({ of }) => !choice.likely.has(of.listing));
  const { near, hashed } = await findNear(pages, others.slice(0, choice.all ? others.length : MOST_HASHED), choice);
  const chosen = distinct([...likely, ...near]).slice(0, MOST_CLOSE);
  const prepared: { readonly own: OwnPicture; readonly picture: PreparedPicture }[] = [];
  for (const own of chosen) {
    const picture = await preparePicture(own.file);
    if ('fault' in picture) problems.push({ file: own.src, reason: picture.fault });
    else prepared.push({ own, picture });
  }
  const found = pages.map((page) => relate(page, prepared));
  return { found, close: prepared.length, hashed, problems };
}

function distinct(pictures: readonly OwnPicture[]): OwnPicture[] {
  return [...new Map(pictures.map((one) => [`${one.of.listing}\0${one.file}`, one])).values()];
}

/** Those of our pictures whose hashes are near one of theirs. */
async function findNear(
  pages: readonly TheirPictures[],
  pictures: readonly OwnPicture[],
  { config, onPicture }: PictureChoice,
): Promise<{ readonly near: readonly OwnPicture[]; readonly hashed: number }> {
  const index = buildImageIndex(pages.flatMap(({ prepared }) => prepared.map(referenceOf)));
  const folder = cacheFolder(config);
  const jobs = availableParallelism();
  const reader = createPictureReader({ jobs, ...(folder === undefined ? {} : { cache: new PictureCache(folder) }) });
  const near: OwnPicture[] = [];
  for (let at = 0; at < pictures.length; at += jobs * 8) {
    const batch = pictures.slice(at, at + jobs * 8);
    const facts = await Promise.all(batch.map(({ file }) => reader.read(file)));
    for (const [i, fact] of facts.entries()) {
      const own = batch[i];
      if (own !== undefined && !('fault' in fact) && searchImage(index, fact, NEAR).length > 0) near.push(own);
    }
    onPicture(at + batch.length, pictures.length);
  }
  return { near, hashed: pictures.length };
}

function relate(
  page: TheirPictures,
  ours: readonly { readonly own: OwnPicture; readonly picture: PreparedPicture }[],
): FoundOwnPicture[] {
  const pairs = relateAll(
    ours.map(({ picture }) => picture),
    page.prepared,
  );
  return pairs.flatMap(({ a, b, relation }): FoundOwnPicture[] => {
    const [mine, theirs] = [ours[a], page.prepared[b]];
    if (mine === undefined || theirs === undefined) return [];
    const { own, picture } = mine;
    const { stage, tier, distance, inliers, original, transform } = relation;
    const { width, height } = picture.shown;
    return [
      {
        own,
        traced: {
          ours: { slot: own.slot, src: own.src, sha256: picture.hashed.sha256, width, height },
          theirs: b + 1,
          tier,
          stage,
          ...(distance === undefined ? {} : { distance }),
          ...(inliers === undefined ? {} : { inliers }),
          original: original === 'a' ? 'ours' : 'theirs',
          oursRegion: relation.a,
          theirsRegion: relation.b,
          transform,
          says: describeTransform(transform),
        },
        comparison: {
          a: { file: own.src, ...picture.shown },
          b: { file: page.names[b] ?? '', ...theirs.shown },
          relation,
        },
      },
    ];
  });
}
