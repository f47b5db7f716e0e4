import { gunzipSync } from 'node:zlib';

/*
 * Site maps (sitemaps.org): XML, packed or not, indexes of them, and plain lists of addresses.
 */

/** Most bytes of a site map, unpacked; the protocol allows no more. */
const MAX_BYTES = 52_428_800;
/** Most addresses of one; the protocol allows no more. */
const MOST = 50_000;
/** Deeper elements are none of a site map. */
const MAX_DEPTH = 20;
const MAX_ADDRESS = 4096;

/** An address of a site map. */
export interface SitemapEntry {
  readonly url: string;
  /** When it changed, by the site map. */
  readonly lastmod?: string;
}

/** What a site map names. */
export interface Sitemap {
  readonly pages: readonly SitemapEntry[];
  /** Further site maps. */
  readonly sitemaps: readonly SitemapEntry[];
}

/** Reads a site map; undefined when it is none. */
export async function readSitemap(bytes: Buffer): Promise<Sitemap | undefined> {
  const unpacked = unpack(bytes);
  if (unpacked === undefined) return undefined;
  const text = unpacked.toString('utf8');
  if (/^\s*</.test(text.replace(/^\ufeff/, ''))) return readXml(text);
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/, MOST + 1);
  const pages = lines.map((line) => ({ url: line.trim() })).filter(({ url }) => url !== '');
  return pages.length > 0 && pages.every(({ url }) => isAddress(url))
    ? { pages: pages.slice(0, MOST), sitemaps: [] }
    : undefined;
}

async function readXml(text: string): Promise<Sitemap | undefined> {
  const { Parser } = await import('htmlparser2');
  const reading = new Reading();
  const parser = new Parser(
    {
      onopentagname: (name) => reading.open(name),
      ontext: (part) => reading.text(part),
      onclosetag: (name, isImplied) => reading.close(name, isImplied),
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return reading.root === 'urlset' || reading.root === 'sitemapindex' ? reading : undefined;
}

/** Ends the reading; never leaves this file. */
class TooDeep extends Error {}

/** Pictures and films have addresses of their own inside a page's element, in elements with a prefix. */
class Reading implements Sitemap {
  readonly pages: SitemapEntry[] = [];
  readonly sitemaps: SitemapEntry[] = [];
  root = '';
  #depth = 0;
  #element = '';
  #url = '';
  #lastmod = '';

  open(name: string): void {
    if (++this.#depth > MAX_DEPTH) throw new TooDeep();
    if (this.#depth === 1) this.root = name;
    if (this.#depth === 2) {
      this.#url = '';
      this.#lastmod = '';
    }
    this.#element = this.#depth === 3 ? name : '';
  }

  text(part: string): void {
    if (this.#element === 'loc' && this.#url.length <= MAX_ADDRESS) this.#url += part;
    else if (this.#element === 'lastmod' && this.#lastmod.length < 60) this.#lastmod += part;
  }

  /** @param isImplied nothing closes it: the file was cut, and with it perhaps the address. */
  close(name: string, isImplied: boolean): void {
    this.#element = '';
    const list = name === 'url' ? this.pages : this.sitemaps;
    if (this.#depth-- !== 2 || isImplied || (name !== 'url' && name !== 'sitemap') || list.length >= MOST) return;
    const url = this.#url.trim();
    const lastmod = this.#lastmod.trim();
    if (isAddress(url)) list.push({ url, ...(lastmod === '' ? {} : { lastmod }) });
  }
}

function isAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS && /^https?:\/\//i.test(text) && URL.canParse(text);
}

function unpack(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.length > MAX_BYTES ? undefined : bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch {
    return undefined;
  }
}
