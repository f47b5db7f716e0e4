import { Readable } from 'node:stream';
import { claimedCharset } from '../../fetch/claimed-charset.ts';
import type { Fetched } from '../../fetch/fetcher.ts';
import type { ClaimedDate } from '../../model/claimed-date.ts';
import type { Listing } from '../../model/listing.ts';
import type { Problem } from '../../model/problem.ts';
import type { Bilingual } from '../../model/text.ts';
import type { Input, ReadEvent, SourceOptions } from '../../readers/contract.ts';
import { decoderOf } from '../../readers/decoder.ts';
import { shopifyListDates } from '../../readers/shopify-dates.ts';
import { refuseHugeTexts } from '../../readers/text-limit.ts';
import type { NewText } from '../../references/entries.ts';
import { type About, textOf } from '../../references/listing-text.ts';

/*
 * The bytes of a page -> the texts of its products, where its pictures are, and the dates that it claims, by the same reader as those of a
 * saved page. Data in, data out, so that a thread can do it.
 */

/** A page that was received. */
export interface ReceivedPage extends Pick<Fetched, 'finalUrl' | 'headers'> {
  /** Names it in problems. */
  readonly file: string;
  readonly body: Uint8Array;
  /** Whether it is the list of products of a Shopify shop. */
  readonly isList: boolean;
  readonly about: About & { readonly url: string };
}

/** What a page says. */
export interface PageTexts {
  readonly texts: readonly NewText[];
  /** Absolute, each once. */
  readonly pictures: readonly string[];
  readonly dates: readonly ClaimedDate[];
  readonly problems: readonly Problem[];
}

/** Most pictures of one page; galleries have some twenty. */
const MOST_PICTURES = 40;
const HEAD_BYTES = 65_536;

/** Reads a page. What is wrong with it is a problem, never an exception. */
export async function readPageTexts(page: ReceivedPage): Promise<PageTexts> {
  const { file, finalUrl, headers, isList, about } = page;
  const body = Buffer.from(page.body.buffer, page.body.byteOffset, page.body.byteLength);
  const dates: ClaimedDate[] = isList ? [...shopifyListDates(body.toString('utf8'))] : [];
  const { listings, problems } = await readProducts(await inputOf({ headers, body }, file), isList, dates);
  const texts = listings.flatMap((listing): NewText[] => {
    const text = textOf(listing, { ...about, url: isList ? productAddress(listing, finalUrl) : about.url });
    return text === undefined ? [] : [text];
  });
  return { texts, pictures: pictureAddresses(listings, finalUrl), dates, problems };
}

async function readProducts(
  input: Input,
  isList: boolean,
  dates: ClaimedDate[],
): Promise<{ readonly listings: readonly Listing[]; readonly problems: readonly Problem[] }> {
  const listings: Listing[] = [];
  const problems: Problem[] = [];
  try {
    for await (const found of isList ? await shopifyEvents(input) : await pageEvents(input, dates)) {
      const event = refuseHugeTexts(found);
      if ('listing' in event) listings.push(event.listing);
      if ('problem' in event) problems.push(event.problem);
    }
  } catch (error) {
    problems.push({ file: input.file, reason: explainUnread(error) });
  }
  return { listings, problems };
}

async function pageEvents(input: Input, dates: ClaimedDate[]): Promise<AsyncIterable<ReadEvent>> {
  const [{ readHtml }, { claimedDates }] = await Promise.all([
    import('../../readers/html.ts'),
    import('../../readers/html-dates.ts'),
  ]);
  return readHtml(input, (page) => dates.push(...claimedDates(page)));
}

async function shopifyEvents(input: Input): Promise<AsyncIterable<ReadEvent>> {
  const { readShopifyJson } = await import('../../readers/shopify-json.ts');
  return readShopifyJson(input);
}

/** A page as the readers take it, in the character set that it claims unless the bytes refute that. */
export async function inputOf({ headers, body }: Pick<Fetched, 'headers' | 'body'>, file: string): Promise<Input> {
  const claimed = claimedCharset(headers, body);
  const encoding = claimed !== undefined && (await decoderOf(claimed)) !== undefined ? claimed : undefined;
  const options: SourceOptions = encoding === undefined ? {} : { encoding };
  return {
    path: '',
    file,
    head: body.subarray(0, HEAD_BYTES),
    size: body.length,
    options,
    open: () => Readable.from([body]),
    bytes: body,
  };
}

/** A product of a shop's list has a page of its own. */
function productAddress({ id }: Listing, list: string): string {
  return new URL(`/products/${encodeURIComponent(id)}`, list).href;
}

function pictureAddresses(listings: readonly Listing[], base: string): string[] {
  const addresses = listings.flatMap(({ images }) => images.slice(0, MOST_PICTURES)).map(({ src }) => src);
  const absolute = addresses.filter((src) => URL.canParse(src, base)).map((src) => new URL(src, base));
  return [...new Set(absolute.filter(({ protocol }) => /^https?:$/.test(protocol)).map(({ href }) => href))];
}

function explainUnread(error: unknown): Bilingual {
  const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
  return {
    en: `The page could not be read to its end (${why}). Save it with a browser and use \`preclear refs add\`.`,
    zh: `页面未能读完（${why}）。请用浏览器保存后，用 \`preclear refs add\` 添加。`,
  };
}
