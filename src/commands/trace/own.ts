import { resolve } from 'node:path';
import type { Listing } from '../../model/listing.ts';
import type { Problem } from '../../model/problem.ts';
import { readListings } from '../../readers/registry.ts';
import type { LoadedConfig } from '../../scan/config.ts';
import { ConfigSet } from '../../scan/config-set.ts';
import { optionsOfFile } from '../../scan/file-version.ts';
import { collectFiles, type ScanFile } from '../../scan/files.ts';
import { openInput } from '../../scan/input.ts';
import { withKeys } from '../../scan/listing-key.ts';
import { resolvePicture } from '../../scan/picture-path.ts';
import { CandidateFinder } from '../../trace/candidates.ts';
import { type OwnListing, ownListing } from '../../trace/own-text.ts';
import type { ReadSuspect } from '../../trace/suspect.ts';

/*
 * Our listings, read one after the other and compared with the pages; what is kept is small: the candidates, and where pictures lie.
 */

/** A picture of ours on this computer. */
export interface OwnPicture {
  readonly of: OwnListing;
  readonly slot: string;
  readonly src: string;
  /** Absolute. */
  readonly file: string;
}

/** What our listings gave. */
export interface OwnCatalogue {
  readonly finder: CandidateFinder;
  readonly pictures: readonly OwnPicture[];
  /** Absolute path of a listing file by the name that reports show. */
  readonly paths: ReadonlyMap<string, ScanFile>;
  readonly problems: readonly Problem[];
}

/** How our listings are found. */
export interface OwnRequest {
  readonly paths: readonly string[];
  readonly named: readonly string[];
  readonly config: LoadedConfig | undefined;
  /** Of the configuration, where it was named for all. */
  readonly oneConfig: boolean;
  readonly pictures: boolean;
  readonly onListing: (count: number) => void;
}

/** Problems of our own files that are told. */
const MOST_PROBLEMS = 50;
/** Pictures that are remembered. */
const MOST_PICTURES = 200_000;

/** Reads our listings and compares their words with the pages. */
export async function readOwn(pages: readonly ReadSuspect[], request: OwnRequest): Promise<OwnCatalogue> {
  const finder = new CandidateFinder(pages, new Set(request.named));
  const configs = new ConfigSet(request.oneConfig ? request.config : undefined, request.config);
  const { files, problems: unread } = await collectFiles(request.paths, configs);
  const problems: Problem[] = [...unread];
  const pictures: OwnPicture[] = [];
  const paths = new Map<string, ScanFile>();
  for (const file of files) {
    paths.set(file.file, file);
    for await (const event of eventsOf(file, problems)) {
      if (!('listing' in event)) {
        if ('problem' in event && problems.length < MOST_PROBLEMS) problems.push(event.problem);
        continue;
      }
      if (!finder.add(event.listing)) continue;
      request.onListing(finder.listings);
      if (request.pictures && pictures.length < MOST_PICTURES) pictures.push(...picturesOf(event.listing, file));
    }
  }
  return { finder, pictures, paths, problems };
}

async function* eventsOf(file: ScanFile, problems: Problem[]): ReturnType<typeof readListings> {
  try {
    const options = optionsOfFile(file);
    const input = await openInput(file.path, file.file, options);
    const { looksLikeListing } = await import('../../readers/registry.ts');
    if (!file.named && options.format === undefined && options.map === undefined && !looksLikeListing(input)) return;
    yield* withKeys(readListings(input), file);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
    problems.push({
      file: file.file,
      reason: { en: `The file cannot be read (${why}).`, zh: `无法读取该文件（${why}）。` },
    });
  }
}

function picturesOf(listing: Listing, file: ScanFile): OwnPicture[] {
  if (listing.images.length === 0) return [];
  const of = ownListing(listing);
  const roots = file.config?.values.images ?? [];
  return listing.images.flatMap(({ slot, src }) => {
    const path = resolvePicture(src, file.path, roots);
    return path === undefined ? [] : [{ of, slot, src, file: resolve(path) }];
  });
}
