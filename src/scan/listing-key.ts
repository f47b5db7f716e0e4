import { relative, sep } from 'node:path';
import type { Listing } from '../model/listing.ts';
import type { ReadEvent } from '../readers/contract.ts';
import type { ScanFile } from './files.ts';

/**
 * Gives listings without an id the name by which decisions know them. Their id is made of the path as reports show it, which depends on the
 * folder in which a scan is started; the path from the configuration's folder does not.
 */
export function withKeys(
  events: AsyncIterable<ReadEvent>,
  { path, config }: Pick<ScanFile, 'path' | 'config'>,
): AsyncIterable<ReadEvent> {
  return config === undefined ? events : keyed(events, relative(config.folder, path).split(sep).join('/'));
}

async function* keyed(events: AsyncIterable<ReadEvent>, path: string): AsyncIterable<ReadEvent> {
  for await (const event of events) yield 'listing' in event ? { listing: withKey(event.listing, path) } : event;
}

function withKey(listing: Listing, path: string): Listing {
  const { id, source } = listing;
  if (id !== `${source.file}#${source.record}` || path === source.file) return listing;
  return { ...listing, key: `${path}#${source.record}` };
}
