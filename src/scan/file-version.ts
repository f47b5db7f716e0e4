import type { Listing } from '../model/listing.ts';
import type { SourceOptions } from '../readers/contract.ts';
import { readListings } from '../readers/registry.ts';
import type { ScanFile } from './files.ts';
import { bytesInput } from './input.ts';
import { withKeys } from './listing-key.ts';
import { optionsFor } from './subjects.ts';

/** How a file of the shop is read: as its configuration says. */
export function optionsOfFile({ config, path }: ScanFile): SourceOptions {
  const marketplace = config?.values.marketplace;
  return optionsFor({ config, ...(marketplace === undefined ? {} : { marketplace }) }, path);
}

/** The listings of another version of one of our files. */
export async function* versionOf(content: Buffer, file: ScanFile): AsyncGenerator<Listing> {
  const input = bytesInput(content, file.path, file.file, optionsOfFile(file));
  for await (const event of withKeys(readListings(input), file)) if ('listing' in event) yield event.listing;
}
