import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonicalAddress } from '../../fetch/canonical-address.ts';
import { isFetchFault } from '../../fetch/fault.ts';
import type { Fetched, Fetcher } from '../../fetch/fetcher.ts';
import { type HttpCache, hash } from '../../fetch/http-cache.ts';
import type { ClaimedDate } from '../../model/claimed-date.ts';
import type { Listing } from '../../model/listing.ts';
import type { Problem } from '../../model/problem.ts';
import type { Bilingual } from '../../model/text.ts';
import { readText } from '../../readers/encoding.ts';
import type { HtmlPage } from '../../readers/html-page.ts';
import { isPage, maskPage } from '../../readers/page-text.ts';
import { lookAt } from '../../scan/look-at.ts';
import { plainText } from '../../trace/own-text.ts';
import type { SuspectPage } from '../../trace/suspect.ts';
import { MISSING } from '../compare/file.ts';
import { inputOf } from '../refs/page-texts.ts';
import { findClaims } from './claims.ts';
import { findOtherAddress } from './stated-address.ts';
import { picturesOfPage, readSuspectPictures, type SuspectPictures } from './suspect-pictures.ts';

/*
 * An address or a saved file -> a page of somebody who may have copied: its bytes as received, what a visitor reads, its pictures, the dates that it claims.
 * Nothing of it is executed, and what is wrong with it is a problem, never an exception.
 */

/** What pages are fetched with. */
export interface SuspectTools {
  readonly fetcher: Fetcher;
  readonly cache: HttpCache;
  readonly images: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why there is no page. */
export interface SuspectFailure {
  readonly named: string;
  readonly kind: string;
  readonly reason: Bilingual;
  /** Of an answer that was no success. */
  readonly status?: number;
}

/** A page, with its pictures ready to be compared. */
export interface OpenSuspect {
  readonly page: SuspectPage;
  readonly pictures: SuspectPictures;
}

const MAX_CHARACTERS = 20 << 20;
const MAX_FILE = 64 << 20;

/** Whether a suspect is an address; anything else is a file. */
export function isAddress(named: string): boolean {
  return /^https?:\/\//i.test(named);
}

/** True when there is no page. */
export function isFailure(opened: OpenSuspect | SuspectFailure): opened is SuspectFailure {
  return 'reason' in opened;
}

/** Fetches or reads a page and its pictures. @param statedUrl where a saved page stood, as the person says; no one asks it. */
export async function openSuspect(
  named: string,
  tools: SuspectTools,
  statedUrl?: string,
): Promise<OpenSuspect | SuspectFailure> {
  if (!isAddress(named)) return openFile(named, tools, statedUrl);
  const fetched = await tools.fetcher.fetch(canonicalAddress(named.trim()), { as: 'page' });
  if (isFetchFault(fetched)) {
    const { kind, fault, status } = fetched;
    return { named, kind, reason: fault, ...(status === undefined ? {} : { status }) };
  }
  const { finalUrl, redirects, status, headers, body, sha256, fetchedAt, origin } = fetched;
  const source = origin === 'kept' ? 'kept' : 'network';
  const facts: PageFacts = { named, finalUrl, redirects, source, observedAt: fetchedAt, status, headers, body, sha256 };
  if (/^image\//i.test(headers['content-type'] ?? '')) return picturePage(facts, tools);
  return readPage(facts, tools, finalUrl, fetched);
}

async function openFile(
  named: string,
  tools: SuspectTools,
  statedUrl: string | undefined,
): Promise<OpenSuspect | SuspectFailure> {
  const path = resolve(named);
  const seen = lookAt(path);
  if (seen === undefined) return { named, kind: 'file', reason: MISSING };
  if (seen instanceof Error || !seen.isFile()) return { named, kind: 'file', reason: NO_FILE };
  if (seen.size > MAX_FILE) return { named, kind: 'file', reason: TOO_LARGE };
  const body = await readFile(path);
  const facts: PageFacts = {
    named,
    finalUrl: named,
    ...(statedUrl === undefined ? {} : { statedUrl }),
    redirects: [],
    source: 'file',
    observedAt: new Date(tools.now).toISOString(),
    headers: {},
    body,
    sha256: hash(body),
    savedAt: (await stat(path)).mtime.toISOString(),
  };
  const { recognisePicture } = await import('../../scan/picture-format.ts');
  if (recognisePicture(body.subarray(0, 16))?.decoded === true) return picturePage(facts, tools);
  return readPage(facts, tools, pathToFileURL(path).href);
}

/** What is known of a page before it is read. */
export interface PageFacts
  extends Pick<
    SuspectPage,
    'named' | 'finalUrl' | 'statedUrl' | 'redirects' | 'source' | 'observedAt' | 'headers' | 'body' | 'sha256'
  > {
  readonly status?: number;
  /** Of a file. */
  readonly savedAt?: string;
}

/** @param base address or file from which the page's own addresses count. */
async function readPage(
  facts: PageFacts,
  tools: SuspectTools,
  base: string,
  fetched?: Fetched,
): Promise<OpenSuspect | SuspectFailure> {
  const problems: Problem[] = [];
  const markup = (await readText(await inputOf(facts, facts.named), problems, MAX_CHARACTERS)) ?? '';
  const isHtml =
    isPage(facts.source === 'file' ? facts.named : '', markup) || /html/i.test(facts.headers['content-type'] ?? '');
  const read: ReadProducts = isHtml ? await readProducts(facts) : { listings: [], dates: [], address: '', problems: [] };
  problems.push(...read.problems.slice(0, 20), ...findOtherAddress(facts.named, facts.statedUrl, read.address));
  const seen = isHtml ? plainText(await maskPage(markup)) : markup;
  const claims = await findClaims({ facts, dates: read.dates, markup, fetched }, tools);
  const wanted = tools.images ? picturesOfPage(read.listings, read.page, base) : [];
  const pictures = await readSuspectPictures(wanted, tools);
  const text = seen + hiddenText(read.listings, seen);
  if (text.trim() === '' && pictures.prepared.length === 0)
    return { named: facts.named, kind: 'empty', reason: problems.at(-1)?.reason ?? EMPTY };
  return {
    page: {
      ...pageOf(facts),
      title: titleOf(read, markup),
      markup,
      text,
      visible: seen.length,
      pictures: pictures.shown,
      dates: [...claims, ...pictures.dates],
      problems: [...problems, ...pictures.problems],
    },
    pictures,
  };
}

async function picturePage(facts: PageFacts, tools: SuspectTools): Promise<OpenSuspect | SuspectFailure> {
  tools.cache.keepBody(facts.sha256, facts.body);
  const file = tools.cache.fileOf(facts.sha256);
  const lastModified = facts.headers['last-modified'];
  const got = { url: facts.finalUrl, file, ...(lastModified === undefined ? {} : { lastModified }) };
  const pictures = await readSuspectPictures([got], tools);
  const [problem] = pictures.problems;
  if (pictures.prepared.length === 0) return { named: facts.named, kind: 'picture', reason: problem?.reason ?? EMPTY };
  const page = { ...pageOf(facts), title: '', markup: '', text: '', visible: 0, pictures: pictures.shown, problems: [] };
  return {
    page: { ...page, dates: [...(await findClaims({ facts, dates: [], markup: '' }, tools)), ...pictures.dates] },
    pictures,
  };
}

function pageOf({ savedAt: _, ...facts }: PageFacts): Omit<PageFacts, 'savedAt'> & { readonly bytes: number } {
  return { ...facts, bytes: facts.body.length };
}

interface ReadProducts {
  readonly listings: readonly Listing[];
  readonly dates: readonly ClaimedDate[];
  readonly page?: HtmlPage;
  /** That the page names as its own; empty for none. */
  readonly address: string;
  readonly problems: readonly Problem[];
}

/** What the reader of saved pages finds: products, pictures, dates. A page without a product is none the worse for it. */
async function readProducts(facts: PageFacts): Promise<ReadProducts> {
  const [{ readHtml }, { addressOf }, { claimedDates }] = await Promise.all([
    import('../../readers/html.ts'),
    import('../../readers/html-address.ts'),
    import('../../readers/html-dates.ts'),
  ]);
  const listings: Listing[] = [];
  const dates: ClaimedDate[] = [];
  const problems: Problem[] = [];
  let page: HtmlPage | undefined;
  const onPage = (read: HtmlPage): void => {
    page = read;
    dates.push(...claimedDates(read));
  };
  try {
    for await (const event of readHtml(await inputOf(facts, facts.named), onPage)) {
      if ('listing' in event) listings.push(event.listing);
      if ('problem' in event && page === undefined) problems.push(event.problem);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
    problems.push({ file: facts.named, reason: unread(why) });
  }
  const address = page === undefined ? '' : addressOf(page);
  return { listings, dates, address, problems, ...(page === undefined ? {} : { page }) };
}

/** What only programs read: texts of the page's data that do not stand in it for a visitor. */
function hiddenText(listings: readonly Listing[], seen: string): string {
  const known = squeeze(seen);
  const parts: string[] = [];
  for (const { fields } of listings.slice(0, 20)) {
    for (const { name, text } of fields) {
      if (name === 'brand' || name === 'manufacturer' || name.startsWith('attribute:')) continue;
      const plain = plainText(text);
      if (plain.length < 20 || known.includes(squeeze(plain)) || parts.includes(plain)) continue;
      parts.push(plain);
    }
  }
  return parts.length === 0 ? '' : `\n\n${parts.join('\n')}`;
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function titleOf({ listings, page }: ReadProducts, markup: string): string {
  const product = listings[0]?.fields.find(({ name }) => name === 'title')?.text;
  const head = page?.first('title');
  const title = product ?? (head === undefined ? /^.{0,200}/.exec(markup.trimStart())?.[0] : page?.inner(head).text);
  return plainText(title ?? '')
    .replaceAll('\n', ' ')
    .slice(0, 300);
}

const NO_FILE: Bilingual = {
  en: 'This is no file that can be read; expected an address (https://…) or a saved page.',
  zh: '无法读取该文件；应为网址（https://…）或已保存的网页文件。',
};
const TOO_LARGE: Bilingual = {
  en: 'The file has more than 64 MB; no saved page has.',
  zh: '文件超过 64 MB，不是正常保存的网页。',
};
const EMPTY: Bilingual = {
  en: 'The page holds neither text nor pictures that can be read. If a browser shows some, save the page with it (the whole page) and trace that file.',
  zh: '页面中没有可读取的文字或图片。如果浏览器中能看到，请用浏览器保存整个网页，再对该文件溯源。',
};

function unread(why: string): Bilingual {
  return { en: `The page could not be read to its end (${why}).`, zh: `页面未能读完（${why}）。` };
}
