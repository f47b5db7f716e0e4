import { canonicalAddress } from '../../fetch/canonical-address.ts';
import { isFetchFault } from '../../fetch/fault.ts';
import type { Fetched, Fetcher } from '../../fetch/fetcher.ts';
import type { HttpCache } from '../../fetch/http-cache.ts';
import type { ClaimedDate } from '../../model/claimed-date.ts';
import type { Problem } from '../../model/problem.ts';
import type { Bilingual } from '../../model/text.ts';
import type { FetchedPage, PagePicture } from '../../references/fetch-page.ts';
import type { About } from '../../references/listing-text.ts';
import type { Target } from './fetch-targets.ts';
import { type Imported, readPictureFile } from './import.ts';
import type { PageReader } from './page-reader.ts';

/*
 * One page: fetched, read, and its pictures fetched and decoded. Nothing is added to the library here.
 */

/** What pages are fetched with. */
export interface PageTools {
  readonly fetcher: Fetcher;
  readonly cache: HttpCache;
  readonly reader: PageReader;
  readonly about: Pick<About, 'owner' | 'role'>;
  /** Whether the pictures of a page are fetched too. */
  readonly images: boolean;
}

/** A page, and what the library is to keep of its pictures. */
export interface ReadPage {
  readonly page: FetchedPage;
  readonly pictures: readonly Imported[];
  readonly problems: readonly Problem[];
}

/** Why an address gave nothing. */
export interface PageFailure {
  readonly url: string;
  readonly kind: string;
  readonly reason: Bilingual;
}

/** Fetches and reads a target. */
export async function fetchPage(target: Target, tools: PageTools): Promise<ReadPage | PageFailure> {
  const { url } = target;
  const fetched = target.products ?? (await tools.fetcher.fetch(url, { as: 'page' }));
  if (isFetchFault(fetched)) return { url, kind: fetched.kind, reason: fetched.fault };
  const type = fetched.headers['content-type'] ?? '';
  if (/^image\//i.test(type)) return readPicturePage(target, fetched, tools);
  if (!/^$|html|xml|text\/plain|json|octet-stream/i.test(type)) return { url, kind: 'type', reason: explainType(url, type) };
  return readTextPage(target, fetched, tools);
}

/** True when an address gave nothing. */
export function isFailure(read: ReadPage | PageFailure): read is PageFailure {
  return 'reason' in read;
}

/** What the library keeps of the pictures of a page, from the bytes that were kept. A picture that is not there any more is fetched. */
export async function readPictures(
  page: Pick<FetchedPage, 'finalUrl' | 'at'>,
  pictures: readonly PagePicture[],
  { cache, about }: Pick<PageTools, 'cache' | 'about'>,
): Promise<Imported[]> {
  const from = { ...about, url: page.finalUrl, capturedAt: page.at };
  const read: Imported[] = [];
  for (const { url, sha256 } of pictures) {
    read.push(await readPictureFile({ path: cache.fileOf(sha256), file: url }, from, nameOf(url)));
  }
  return read;
}

async function readTextPage(target: Target, fetched: Fetched, tools: PageTools): Promise<ReadPage | PageFailure> {
  const { url, products } = target;
  const { finalUrl, headers, body } = fetched;
  const about = { ...tools.about, capturedAt: fetched.fetchedAt, url: canonicalAddress(finalUrl) };
  const received = { file: url, finalUrl, headers, body, isList: products !== undefined, about };
  const { texts, problems, ...said } = await tools.reader.read(received);
  if (texts.length === 0 && target.named) return { url, kind: 'empty', reason: problems.at(-1)?.reason ?? NOTHING };
  const dates = [...target.dates, ...serverDates(fetched), ...said.dates];
  const wanted = tools.images ? said.pictures : [];
  const pictures: PagePicture[] = [];
  const failed: Problem[] = [];
  for (const got of await Promise.all(wanted.map((address) => fetchPicture(address, tools)))) {
    if ('reason' in got) failed.push({ file: got.url, reason: got.reason });
    else pictures.push(got);
  }
  const page = { ...describe(url, fetched), dates, texts, pictures };
  const read = await readPictures(page, pictures, tools);
  // A site map also names pages without a product.
  return { page, pictures: read, problems: texts.length === 0 ? failed : [...problems, ...failed] };
}

async function readPicturePage({ url, dates }: Target, fetched: Fetched, tools: PageTools): Promise<ReadPage | PageFailure> {
  tools.cache.keepBody(fetched.sha256, fetched.body);
  const pictures = [{ url, sha256: fetched.sha256 }];
  const page = { ...describe(url, fetched), dates: [...dates, ...serverDates(fetched)], texts: [], pictures };
  const read = await readPictures(page, pictures, tools);
  const [problem] = read.flatMap(({ problems }) => problems);
  return problem === undefined ? { page, pictures: read, problems: [] } : { url, kind: 'type', reason: problem.reason };
}

async function fetchPicture(url: string, { fetcher, cache }: PageTools): Promise<PagePicture | PageFailure> {
  const got = await fetcher.fetch(url, { as: 'image' });
  if (isFetchFault(got)) return { url, kind: got.kind, reason: got.fault };
  cache.keepBody(got.sha256, got.body);
  return { url, sha256: got.sha256 };
}

function describe(
  url: string,
  { finalUrl, fetchedAt, status, body, sha256, headers }: Fetched,
): Omit<FetchedPage, 'dates' | 'texts' | 'pictures'> {
  const etag = headers.etag?.slice(0, 200);
  return { url, finalUrl, at: fetchedAt, status, bytes: body.length, sha256, ...(etag === undefined ? {} : { etag }) };
}

function serverDates({ headers }: Fetched): ClaimedDate[] {
  const value = headers['last-modified'];
  return value === undefined ? [] : [{ source: 'last-modified', name: 'Last-Modified', value: value.slice(0, 60) }];
}

function nameOf(url: string): string {
  const { pathname } = new URL(url);
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return (
      decodeURIComponent(last)
        .replaceAll(/[\p{C}\s]+/gu, ' ')
        .slice(0, 120) || url
    );
  } catch {
    return last.slice(0, 120);
  }
}

function explainType(url: string, type: string): Bilingual {
  const shown = type.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 60);
  return {
    en: `${url} is ${shown}, neither a page nor a picture; nothing of it is used.`,
    zh: `${url} 的类型是 ${shown}，既不是网页也不是图片，未采用。`,
  };
}

const NOTHING: Bilingual = {
  en: 'The page holds no product with texts. If a browser shows one, save the page with it (the whole page) and use `preclear refs add`.',
  zh: '页面中没有带文字的商品。如果浏览器中能看到，请用浏览器保存整个网页，再用 `preclear refs add` 添加。',
};
