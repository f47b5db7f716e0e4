import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import { locate, type Place } from '../model/place.ts';
import type { Span } from '../model/span.ts';

/** The text that a finding is about, or the address of the picture, with its place in the file. */
export interface FoundText {
  readonly text: string;
  readonly place: Place;
}

/** A stretch of a text file. All are 1-based, columns count UTF-16 code units, `endColumn` is exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The text of the listing that a finding is about; undefined when it is about something that the listing lacks. */
export function foundText({ field, index, span, match }: Finding, listing: Listing): FoundText | undefined {
  if (field.startsWith('image.')) {
    const slot = field === 'image.main' ? 'main' : `other-${index}`;
    const image = listing.images.find((one) => one.slot === slot);
    return image === undefined ? undefined : { text: image.src, place: image.place };
  }
  const named = listing.fields.filter((one) => one.name === field && (index === null || one.index === index));
  return named.find((one) => one.text.slice(...span) === match) ?? named[0];
}

/** Whether a finding is about a cell of a workbook, which is no text file and has no lines. */
export function isInWorkbook(finding: Finding, listing: Listing): boolean {
  const place = foundText(finding, listing)?.place ?? listing.fields[0]?.place ?? listing.images[0]?.place;
  return place?.steady === true;
}

/** Where in the file a stretch of a text stands. */
export function regionOf({ place }: FoundText, [start, end]: Span): Region {
  const first = locate(place, start);
  // The place of the end itself may be the beginning of the next line.
  const last = end > start ? locate(place, end - 1) : first;
  const backward = last.line < first.line || (last.line === first.line && last.column < first.column);
  const until = backward ? first : last;
  return {
    startLine: first.line,
    startColumn: first.column,
    endLine: until.line,
    endColumn: until.column + (end > start ? 1 : 0),
  };
}

/** Where in the file a finding stands. */
export function findingRegion(finding: Finding, listing: Listing): Region {
  const { line, column, span } = finding;
  const found = foundText(finding, listing);
  return found === undefined
    ? { startLine: line, startColumn: column, endLine: line, endColumn: column }
    : regionOf(found, span);
}
