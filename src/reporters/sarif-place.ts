import type { Finding } from '../model/finding.ts';
import type { Listing, ListingImage } from '../model/listing.ts';
import type { Quad } from '../model/picture-comparison.ts';
import type { Lang } from '../model/text.ts';
import { visible } from './cells.ts';
import { tell } from './ci-wording.ts';
import { fieldPath } from './field-path.ts';
import { foundText, isInWorkbook, regionOf } from './finding-place.ts';
import type { ReporterOptions } from './options.ts';
import { uriFrom } from './report-path.ts';
import type { Artifacts } from './sarif-artifacts.ts';

/** Longest text of a snippet, UTF-16 units; the region tells how long the match is. */
const LONGEST = 1000;
/** What a context shows on either side of the match, UTF-16 units. */
const AROUND = 120;

/** A finding with the listing that it is in. */
export interface Placed {
  readonly finding: Finding;
  readonly listing: Listing;
}

/** The `location` of a finding: the file and region, or the sheet of a workbook, which has no lines; and the listing and field. */
export function sarifLocation({ finding, listing }: Placed, artifacts: Artifacts): object {
  const logicalLocations = logicalOf(finding);
  if (isInWorkbook(finding, listing)) {
    const sheet = finding.cell?.slice(0, Math.max(0, finding.cell.lastIndexOf('!')));
    const artifactLocation =
      sheet === undefined || sheet === '' ? artifacts.file(finding.file) : artifacts.sheet(finding.file, sheet);
    return { physicalLocation: { artifactLocation }, logicalLocations };
  }
  return {
    physicalLocation: { artifactLocation: artifacts.file(finding.file), ...regions({ finding, listing }) },
    logicalLocations,
  };
}

function regions({ finding, listing }: Placed): object {
  const found = foundText(finding, listing);
  const { line, column, span } = finding;
  if (found === undefined) return { region: { startLine: line, startColumn: column, endColumn: column } };
  const { text } = found;
  const region = { ...regionOf(found, span), snippet: { text: cut(text, span[0], span[1]) } };
  const [from, to] = [Math.max(0, span[0] - AROUND), Math.min(text.length, span[1] + AROUND)];
  // A context is more than the region, or it is none.
  if (to - from <= span[1] - span[0] || to - from > LONGEST) return { region };
  return { region, contextRegion: { ...regionOf(found, [from, to]), snippet: { text: cut(text, from, to) } } };
}

function cut(text: string, from: number, to: number): string {
  return text.slice(from, Math.min(to, from + LONGEST)).replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/** The same place by names: listing and field, and the cell, JSON pointer or selector, where the format has them. */
function logicalOf({ listing, field, index, cell }: Finding): object[] {
  const path = fieldPath(field, index);
  const named = { name: path, fullyQualifiedName: `${visible(listing)}/${path}`, kind: 'property' };
  if (cell === undefined) return [named];
  return [named, { name: visible(cell), fullyQualifiedName: visible(cell), kind: kindOf(cell) }];
}

function kindOf(cell: string): string {
  if (cell.startsWith('/')) return 'value';
  return /^(?:.*!)?[A-Z]{1,3}\d+$/s.test(cell) ? 'cell' : 'element';
}

/** The picture that a finding is about. */
export function pictureOf({ finding, listing }: Placed): ListingImage | undefined {
  if (!finding.field.startsWith('image.')) return undefined;
  const slot = finding.field === 'image.main' ? 'main' : `other-${finding.index}`;
  return listing.images.find((image) => image.slot === slot);
}

/** The URI of a picture: its file, or the address that it is loaded from; undefined for what is neither. */
export function pictureUri({ src, file }: ListingImage, options: ReporterOptions): string | undefined {
  // One that was fetched has a file too, in a cache that nobody else has.
  if (/^https?:\/\//i.test(src) && URL.canParse(src)) return new URL(src).href;
  return file === undefined ? undefined : uriFrom(file, options);
}

/** The picture as an attachment, with the region that somebody else's picture has as well. */
export function sarifAttachments(placed: Placed, options: ReporterOptions): object[] {
  const image = pictureOf(placed);
  const uri = image === undefined ? undefined : pictureUri(image, options);
  if (image === undefined || uri === undefined) return [];
  const description = { text: tell(options.lang, 'pictureFile') };
  const { evidence } = placed.finding;
  const size = image.file === undefined ? undefined : options.pictureSize?.(image.file);
  if (evidence.kind !== 'image-match' || size === undefined) return [{ description, artifactLocation: { uri } }];
  const rectangle = { ...boxOf(evidence.here, size), message: regionMessage(evidence.source.owner, options.lang) };
  return [{ description, artifactLocation: { uri }, rectangles: [rectangle] }];
}

function regionMessage(owner: string, lang: Lang): object {
  return { text: tell(lang, 'pictureRegion', { owner: visible(owner).slice(0, 200) }) };
}

/** The upright rectangle around a region, in pixels of the picture as shown. */
function boxOf(quad: Quad, { width, height }: { readonly width: number; readonly height: number }): object {
  const within = (share: number, length: number): number => Math.round(Math.min(1, Math.max(0, share)) * length);
  const xs = quad.map(([x]) => within(x, width));
  const ys = quad.map(([, y]) => within(y, height));
  return { top: Math.min(...ys), left: Math.min(...xs), bottom: Math.max(...ys), right: Math.max(...xs) };
}
