import type { Listing } from '../../src/model/listing.ts';
import { locate } from '../../src/model/place.ts';
import type { Reader, SourceOptions } from '../../src/readers/contract.ts';
import { inputOf, type Read, readAll } from './read-text.ts';

/** Reads a file that exists only in memory. */
export function run(reader: Reader, content: string | Buffer, options: SourceOptions = {}, file = 'feed.csv'): Promise<Read> {
  return readAll(reader, inputOf(content, file, options));
}

/** The texts of a listing by field name and index. */
export function fieldsOf(listing: Listing | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { name, index, text } of listing?.fields ?? []) texts[index === undefined ? name : `${name} ${index}`] = text;
  return texts;
}

/** The pictures of a listing by slot. */
export function imagesOf(listing: Listing | undefined): Record<string, string> {
  return Object.fromEntries((listing?.images ?? []).map(({ slot, src }) => [slot, src]));
}

/** The first line of every field and picture, beside what stands in the file at its place. */
export function placed(content: string, listing: Listing): { text: string; source: string }[] {
  const lines = content.split(/\r\n|\n|\r/);
  const texts = [...listing.fields, ...listing.images.map(({ src, place }) => ({ text: src, place }))];
  return texts.map(({ text, place }) => {
    const { line, column } = locate(place, 0);
    const first = text.split(/\r\n|\n|\r/)[0] ?? '';
    return { text: first, source: (lines[line - 1] ?? '').slice(column - 1, column - 1 + first.length) };
  });
}
