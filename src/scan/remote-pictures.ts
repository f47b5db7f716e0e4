import { isFetchFault } from '../fetch/fault.ts';
import type { OpenFetcher } from './open-fetcher.ts';
import type { PictureFault } from './picture-file.ts';

/** Addresses whose files are remembered in a scan. */
const KEPT = 10_000;
/** Longest address. */
const MAX_LENGTH = 4096;

/** Pictures that listings name by their address: fetched once a scan, and kept by their content. */
export class RemotePictures {
  readonly #opened: () => Promise<OpenFetcher>;
  readonly #kept = new Map<string, Promise<string | PictureFault>>();
  #open: Promise<OpenFetcher> | undefined;

  /** @param open gives what fetches; asked at the first picture. */
  constructor(open: () => Promise<OpenFetcher>) {
    this.#opened = open;
  }

  /** Absolute path of the file of a picture, or why there is none; undefined for what is no address on the network. */
  fileOf(src: string): Promise<string | PictureFault> | undefined {
    const address = toAddress(src);
    if (address === undefined) return undefined;
    const file = this.#kept.get(address) ?? this.#fetch(address);
    this.#kept.delete(address);
    this.#kept.set(address, file);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return file;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    const opened = await this.#open;
    await opened?.fetcher.close();
  }

  async #fetch(address: string): Promise<string | PictureFault> {
    this.#open ??= this.#opened();
    const { fetcher, cache } = await this.#open;
    const got = await fetcher.fetch(address, { as: 'image' });
    if (isFetchFault(got)) return { fault: got.fault };
    try {
      return cache.keepBody(got.sha256, got.body);
    } catch (error) {
      const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
      return { fault: { en: `It was fetched and could not be kept (${why}).`, zh: `已获取，但无法保存（${why}）。` } };
    }
  }
}

/** `//cdn.example/a.jpg` stands for the protocol of the page, which is https. */
function toAddress(src: string): string | undefined {
  const text = src.trim();
  const address = text.startsWith('//') ? `https:${text}` : text;
  return text.length <= MAX_LENGTH && /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : undefined;
}
