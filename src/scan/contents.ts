import { keyOf, type Listing } from '../model/listing.ts';
import { contentHash } from '../model/listing-content.ts';
import type { Problem } from '../model/problem.ts';
import type { LoadedConfig } from './config.ts';
import { ConfigSet } from './config-set.ts';
import { collectFiles } from './files.ts';
import { hashLocalPictures } from './local-pictures.ts';
import { requestFor, type ScanRequest } from './request.ts';
import { SubjectSource } from './subjects.ts';

/** A listing as its file has it now, with the hash of what it says. */
export interface ListingNow {
  readonly listing: Listing;
  /** `keyOf` the listing. */
  readonly key: string;
  readonly contentHash: string;
  /** Pictures that it names by a path at which there is none; they are not part of the hash. */
  readonly missing: readonly string[];
  /** Of the listing's file. */
  readonly config: LoadedConfig | undefined;
}

/** Reads the listings that a request names as a scan reads them, without judging any, in the order of file and record. */
export async function* readContents(
  request: ScanRequest,
): AsyncGenerator<{ readonly found: ListingNow } | { readonly problem: Problem }> {
  const configs = new ConfigSet(request.oneConfig === true ? request.config : undefined, request.config);
  const { files, problems } = await collectFiles(request.paths.length === 0 ? ['.'] : request.paths, configs);
  for (const problem of problems) yield { problem };
  const sources = new Map<LoadedConfig | undefined, SubjectSource>();
  const known = new Map<string, string | undefined>();
  for (const file of files) {
    const { config, path } = file;
    const source = sources.get(config) ?? new SubjectSource({ ...requestFor(request, config), images: false });
    sources.set(config, source);
    for await (const event of source.read(file)) {
      if ('problem' in event) yield { problem: event.problem };
      if (!('subject' in event)) continue;
      const { listing } = event.subject;
      const { hashes, missing } = hashLocalPictures(listing, path, config?.values.images ?? [], known);
      yield { found: { listing, key: keyOf(listing), contentHash: contentHash(listing, hashes), missing, config } };
    }
  }
}
