import { Readable } from 'node:stream';
import type { Field, Listing } from '../../src/model/listing.ts';
import { locate } from '../../src/model/place.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { MappingNote } from '../../src/model/report.ts';
import type { Input, Reader, SourceOptions } from '../../src/readers/contract.ts';

/** What a reader said about a file, sorted by kind. */
export interface Read {
  readonly listings: Listing[];
  readonly problems: Problem[];
  readonly mappings: MappingNote[];
}

/** A file that exists only in memory. */
export function inputOf(content: string | Buffer, file: string, options: SourceOptions = {}, chunkBytes = 65_536): Input {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    path: `/shop/${file}`,
    file,
    head: bytes.subarray(0, 65_536),
    size: bytes.length,
    options,
    open: () =>
      Readable.from(
        (function* () {
          for (let i = 0; i < bytes.length; i += chunkBytes) yield bytes.subarray(i, i + chunkBytes);
        })(),
      ),
  };
}

/** Everything that a reader says about a file. */
export async function readAll(reader: Reader, input: Input): Promise<Read> {
  const read: Read = { listings: [], problems: [], mappings: [] };
  for await (const event of reader(input)) {
    if ('listing' in event) read.listings.push(event.listing);
    else if ('problem' in event) read.problems.push(event.problem);
    else read.mappings.push(event.mapping);
  }
  return read;
}

/** A listing as `name[index]: text` lines, its pictures last. */
export function outline(listing: Listing | undefined): string[] {
  if (listing === undefined) return [];
  const name = ({ name, index }: Field): string => (index === undefined ? name : `${name}[${index}]`);
  return [
    ...listing.fields.map((field) => `${name(field)}: ${field.text}`),
    ...listing.images.map((image) => `${image.slot}: ${image.src}`),
  ];
}

/** `line:column` and the English reason of every problem. */
export function reasons(read: Read): string[] {
  return read.problems.map((p) => `${p.line ?? ''}:${p.column ?? ''} ${p.reason.en}`);
}

/** What stands in the file where the listing says that its characters stand; equals its texts when nothing is escaped. */
export function textsInFile(content: string, listing: Listing): string[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return listing.fields.map(({ text, place }) => {
    let found = '';
    for (let i = 0; i < text.length; i++) {
      const { line, column } = locate(place, i);
      found += /[\r\n]/.test(text.charAt(i)) ? text.charAt(i) : (lines[line - 1]?.charAt(column - 1) ?? '');
    }
    return found;
  });
}
