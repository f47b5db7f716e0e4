import { fileURLToPath } from 'node:url';
import { isFetchFault } from '../../fetch/fault.ts';
import type { Listing } from '../../model/listing.ts';
import type { Problem } from '../../model/problem.ts';
import type { HtmlPage } from '../../readers/html-page.ts';
import { type PreparedPicture, preparePicture } from '../../scan/compare-pictures.ts';
import { readOriginal } from '../../scan/originals.ts';
import { readPictureFile } from '../../scan/picture-file.ts';
import { resolvePicture } from '../../scan/picture-path.ts';
import type { FoundDate } from '../../trace/date-table.ts';
import type { SuspectPicture } from '../../trace/suspect.ts';
import type { SuspectTools } from './suspect.ts';

/*
 * The pictures of a page: those of its product first, then all that it shows. They are named by number, never by what the page calls them.
 */

/** A picture before it is read. */
export type WantedPicture =
  | { readonly url: string }
  | { readonly url: string; readonly file: string; readonly lastModified?: string };

/** Pictures as evidence, and ready to be compared; both lists go side by side. */
export interface SuspectPictures {
  readonly shown: readonly SuspectPicture[];
  readonly prepared: readonly PreparedPicture[];
  readonly dates: readonly FoundDate[];
  readonly problems: readonly Problem[];
}

/** Pictures of one page. */
const MOST = 40;
/** Smaller ones are icons and flags. */
const LEAST_SIDE = 90;

/** The pictures that a page shows, each once. @param base address or file from which its own addresses count. */
export function picturesOfPage(listings: readonly Listing[], page: HtmlPage | undefined, base: string): WantedPicture[] {
  const products = listings.flatMap(({ images }) => images.map(({ src }) => src));
  const shown = (page?.all('img') ?? []).slice(0, 400).map((element) => {
    const lazy = page?.value(element, 'data-src') || page?.value(element, 'data-original');
    return lazy || page?.value(element, 'src') || '';
  });
  const wanted = new Map<string, WantedPicture>();
  for (const src of [...products, ...shown]) {
    const one = pictureAt(src, base);
    if (one !== undefined && wanted.size < MOST && !wanted.has(one.url)) wanted.set(one.url, one);
  }
  return [...wanted.values()];
}

/** An address on the network, or a file beside a saved page. */
function pictureAt(src: string, base: string): WantedPicture | undefined {
  if (src === '' || src.startsWith('data:') || src.length > 4096) return undefined;
  const isSaved = base.startsWith('file:');
  if (isSaved && !/^(?:https?:)?\/\//i.test(src)) {
    const file = resolvePicture(decoded(src), fileURLToPath(base), []);
    return file === undefined ? undefined : { url: src, file };
  }
  const from = isSaved ? 'https://saved.invalid/' : base;
  if (!URL.canParse(src, from)) return undefined;
  const url = new URL(src, from);
  return /^https?:$/.test(url.protocol) ? { url: url.href } : undefined;
}

function decoded(src: string): string {
  try {
    return decodeURIComponent(src.replace(/[?#].*$/, ''));
  } catch {
    return src;
  }
}

/** Fetches and decodes pictures. One that cannot be had is a problem; icons are passed over. */
export async function readSuspectPictures(
  wanted: readonly WantedPicture[],
  tools: Pick<SuspectTools, 'fetcher' | 'cache'>,
): Promise<SuspectPictures> {
  const got = await Promise.all(wanted.map((one) => ('file' in one ? one : fetchPicture(one.url, tools))));
  const shown: SuspectPicture[] = [];
  const prepared: PreparedPicture[] = [];
  const dates: FoundDate[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const one of got) {
    if ('problem' in one) {
      problems.push(one.problem);
      continue;
    }
    const read = await preparePicture(one.file);
    if ('fault' in read) {
      problems.push({ file: one.url, reason: read.fault });
      continue;
    }
    const { sha256 } = read.hashed;
    if (seen.has(sha256) || Math.min(read.shown.width, read.shown.height) < LEAST_SIDE) continue;
    seen.add(sha256);
    const picture = await describePicture(one, read, shown.length + 1);
    if (picture === undefined) continue;
    shown.push(picture);
    prepared.push(read);
    dates.push(...datesOf(picture));
  }
  return { shown, prepared, dates, problems };
}

interface GotPicture {
  readonly url: string;
  readonly file: string;
  readonly lastModified?: string;
}

async function fetchPicture(
  url: string,
  { fetcher, cache }: Pick<SuspectTools, 'fetcher' | 'cache'>,
): Promise<GotPicture | { readonly problem: Problem }> {
  const got = await fetcher.fetch(url, { as: 'image' });
  if (isFetchFault(got)) return { problem: { file: url, reason: got.fault } };
  const lastModified = got.headers['last-modified']?.slice(0, 60);
  const file = cache.keepBody(got.sha256, got.body);
  return { url, file, ...(lastModified === undefined ? {} : { lastModified }) };
}

async function describePicture(
  { url, file, lastModified }: GotPicture,
  { hashed, shown }: PreparedPicture,
  number: number,
): Promise<SuspectPicture | undefined> {
  const read = await readPictureFile(file);
  if ('fault' in read) return undefined;
  const original = await readOriginal(file);
  const rights = 'fault' in original ? undefined : original.rights;
  return {
    number,
    url,
    sha256: hashed.sha256,
    bytes: read.bytes.length,
    width: shown.width,
    height: shown.height,
    claims: (rights?.claims ?? []).slice(0, 10).map(({ where, text }) => `${where}: ${text}`),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(rights?.takenAt === undefined ? {} : { takenAt: rights.takenAt }),
    body: read.bytes,
    extension: EXTENSIONS[read.format] ?? 'bin',
    preview: shown.preview,
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  JPEG: 'jpg',
  PNG: 'png',
  GIF: 'gif',
  WebP: 'webp',
  TIFF: 'tif',
  AVIF: 'avif',
};

function datesOf({ number, url, lastModified, takenAt }: SuspectPicture): FoundDate[] {
  const about = { en: `their picture ${number}`, zh: `对方图片 ${number}` };
  const from = { about, of: `picture ${number}`, ref: url };
  return [
    ...(lastModified === undefined
      ? []
      : [{ kind: 'image-last-modified' as const, name: 'Last-Modified', value: lastModified, ...from }]),
    ...(takenAt === undefined ? [] : [{ kind: 'image-exif' as const, name: 'DateTimeOriginal', value: takenAt, ...from }]),
  ];
}
