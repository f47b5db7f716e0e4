import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Subject } from '../detectors/contract.ts';
import type { ImageFacts } from '../image/facts.ts';
import { diskErrorCode, explainDiskError } from '../model/disk-error.ts';
import type { Field, Listing, ListingImage } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import type { MappingNote } from '../model/report.ts';
import type { Input, ReadEvent, SourceOptions } from '../readers/contract.ts';
import { looksLikeListing, readListings } from '../readers/registry.ts';
import type { FileVersion } from './changed.ts';
import { sourceFor } from './config-globs.ts';
import type { ScanFile } from './files.ts';
import { openInput, streamInput } from './input.ts';
import { prepare } from './judge.ts';
import { withKeys } from './listing-key.ts';
import type { PictureCache } from './picture-cache.ts';
import type { BytesOf } from './picture-file.ts';
import type { PictureLines } from './picture-lines.ts';
import { isRemotePicture, resolvePicture } from './picture-path.ts';
import { pictureProblem, type WhyUnseen } from './picture-problem.ts';
import { createPictureReader, type PictureReader } from './picture-reader.ts';
import type { PictureSearch } from './picture-search.ts';
import type { RemotePictures } from './remote-pictures.ts';
import type { ScanRequest } from './request.ts';
import type { Threads } from './threads.ts';

/** What a file gives, in its order. */
export type SubjectEvent =
  | { readonly subject: Subject; readonly pictures: number }
  | { readonly problem: Problem }
  | { readonly mapping: MappingNote }
  /** A file of a folder that does not look like listings. */
  | { readonly skipped: string };

/** What helps to look at pictures; none of it is needed. */
export interface PictureHelp {
  /** The library in which pictures are looked for. */
  readonly search?: PictureSearch;
  /** What earlier scans learned of them. */
  readonly cache?: PictureCache;
  /** Reads the text in them. */
  readonly lines?: PictureLines;
  /** Where content comes from that does not stand on the disk. */
  readonly bytesOf?: BytesOf;
  /** Threads that share the search. */
  readonly threads?: Threads;
  /** Fetches pictures that are named by their address; without it they are not looked at. */
  readonly remote?: RemotePictures;
}

/** How many listings may wait for their pictures, per picture that is decoded at a time. */
const WAITING_PER_JOB = 8;

/** Reads listing files and the pictures that they name. Holds a bounded number of listings at a time. */
export class SubjectSource {
  readonly #request: ScanRequest;
  readonly #pictures: PictureReader | undefined;
  readonly #lines: PictureLines | undefined;
  readonly #remote: RemotePictures | undefined;
  #stream: Readable | undefined;

  constructor(request: ScanRequest, { lines, remote, ...help }: PictureHelp = {}) {
    this.#request = request;
    this.#lines = lines;
    this.#remote = remote;
    this.#pictures = request.images ? createPictureReader({ jobs: request.jobs, ...help }) : undefined;
  }

  /** How much of the current file has been read. */
  bytesRead(): number {
    return this.#stream !== undefined && 'bytesRead' in this.#stream ? Number(this.#stream.bytesRead) : 0;
  }

  /**
   * The listings of one file; a file that cannot be opened is one problem.
   * @param version which content of it, and which listings, where not all that stands on the disk is wanted.
   */
  async *read(file: ScanFile, version?: FileVersion): AsyncGenerator<SubjectEvent> {
    const options = this.#optionsFor(file.path);
    const open = (): Promise<Input> => version?.open(options) ?? openInput(file.path, file.file, options);
    let input: Input;
    try {
      input = await open();
    } catch (error) {
      yield { problem: unreadable(file.file, error) };
      return;
    }
    if (!file.named && options.format === undefined && options.map === undefined && !looksLikeListing(input)) {
      yield { skipped: file.file };
      return;
    }
    const events =
      version === undefined
        ? readListings(this.#watched(input))
        : version.read(async () => this.#watched(await open()), options);
    yield* this.#withPictures(withKeys(events, file), file.path);
  }

  /** The listings of standard input. */
  async *readStream({ stream, file }: NonNullable<ScanRequest['stdin']>): AsyncGenerator<SubjectEvent> {
    const input = await streamInput(stream, file, this.#optionsFor(resolve(file)));
    yield* this.#withPictures(readListings(input), '');
  }

  #watched(input: Input): Input {
    const open = (): Readable => {
      this.#stream = input.open();
      return this.#stream;
    };
    return { ...input, open };
  }

  #optionsFor(path: string): SourceOptions {
    return optionsFor(this.#request, path);
  }

  /** Decodes the pictures of the next listings while earlier ones are judged; the order stays that of the file. */
  async *#withPictures(events: AsyncIterable<ReadEvent>, listingFile: string): AsyncGenerator<SubjectEvent> {
    const waiting: Promise<SubjectEvent[]>[] = [];
    const room = this.#request.jobs * WAITING_PER_JOB;
    for await (const event of events) {
      if (!('listing' in event)) {
        if (waiting.length === 0) yield event;
        else waiting.push(Promise.resolve([event]));
        continue;
      }
      const { listing } = event;
      if (waiting.length === 0 && (listing.images.length === 0 || this.#pictures === undefined)) {
        yield {
          subject: prepare(
            listing,
            listing.images.map(() => undefined),
          ),
          pictures: 0,
        };
        continue;
      }
      const looked = this.#look(listing, listingFile);
      // Whose turn comes gets the error; until then it is not lost.
      looked.catch(() => undefined);
      waiting.push(looked);
      if (waiting.length >= room) yield* (await waiting.shift()) ?? [];
    }
    for (const last of waiting) yield* await last;
  }

  async #look(listing: Listing, listingFile: string): Promise<SubjectEvent[]> {
    const problems: Problem[] = [];
    const roots = this.#request.config?.values.images ?? [];
    const seen = await Promise.all(listing.images.map((image) => this.#lookAt(image, listing, listingFile, roots, problems)));
    const images = listing.images.map((image, i) => ({
      ...image,
      ...(seen[i]?.file === undefined ? {} : { file: seen[i].file }),
    }));
    const facts = seen.map((one) => one.facts);
    const said = await this.#readText(images, facts);
    const subject = prepare({ ...listing, images, fields: [...listing.fields, ...said] }, facts);
    const pictures = facts.filter((one) => one !== undefined).length;
    return [
      ...problems
        .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
        .map((problem) => ({ problem })),
      { subject, pictures },
    ];
  }

  /** The text in pictures that could be decoded, each picture's as a field of its own. */
  async #readText(images: readonly ListingImage[], facts: readonly (ImageFacts | undefined)[]): Promise<Field[]> {
    const lines = this.#lines;
    if (lines === undefined) return [];
    const fields = await Promise.all(
      images.map(async ({ slot, place, file }, i): Promise<Field[]> => {
        const sha256 = facts[i]?.sha256;
        const text = file === undefined || sha256 === undefined ? '' : await lines.read(file, sha256);
        if (text === '') return [];
        // All of it stands where the picture is named.
        const where = {
          runs: place.runs.slice(0, 3),
          ...(place.cell === undefined ? {} : { cell: place.cell }),
          steady: true,
        } as const;
        if (slot === 'main') return [{ name: 'image-text.main', text, place: where }];
        return [{ name: 'image-text.other', index: Number(slot.slice('other-'.length)), text, place: where }];
      }),
    );
    return fields.flat();
  }

  async #lookAt(
    image: ListingImage,
    listing: Listing,
    listingFile: string,
    roots: readonly string[],
    problems: Problem[],
  ): Promise<{ readonly file?: string; readonly facts?: ImageFacts }> {
    if (this.#pictures === undefined) return {};
    const fail = (fault: WhyUnseen): void => {
      problems.push(pictureProblem(image, listing, fault));
    };
    const isRemote = isRemotePicture(image.src);
    const file = isRemote ? await this.#remote?.fileOf(image.src) : resolvePicture(image.src, listingFile, roots);
    if (isRemote && file === undefined) return {};
    if (file === undefined || typeof file === 'object') {
      fail(file === undefined ? 'missing' : { unfetched: file.fault });
      return {};
    }
    const facts = await this.#pictures.read(file);
    if (!('fault' in facts)) return { file, facts };
    fail(facts.fault);
    return { file };
  }
}

/** How a file is to be understood: as the configuration says, and `--marketplace` where neither that nor the file does. */
export function optionsFor({ config, marketplace }: Pick<ScanRequest, 'config' | 'marketplace'>, path: string): SourceOptions {
  const options = sourceFor(config, path);
  return marketplace === undefined || options.marketplace !== undefined ? options : { ...options, marketplace };
}

function unreadable(file: string, error: unknown): Problem {
  const code = diskErrorCode(error);
  const reason = explainDiskError(error) ?? {
    en: `The file cannot be opened (${code}), so nothing in it was checked.`,
    zh: `无法打开该文件（${code}），其中的内容未检查。`,
  };
  return { file, reason };
}
