import type { Readable } from 'node:stream';
import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import type { MappingNote } from '../model/report.ts';

/** The formats that preclear reads; `auto` decides by name and content. */
export const FORMATS = [
  'auto',
  'amazon-flat-file',
  'amazon-json',
  'shopify-csv',
  'shopify-json',
  'google-xml',
  'google-tsv',
  'table',
  'json',
  'jsonl',
  'yaml',
  'markdown',
  'html',
  'lines',
] as const;
/** A format that preclear reads. */
export type Format = (typeof FORMATS)[number];

/** The formats whose records stand in the file one behind the other, so that those that are not wanted are passed over. */
export const BY_RECORD: ReadonlySet<Format> = new Set<Format>([
  'amazon-flat-file',
  'shopify-csv',
  'google-tsv',
  'table',
  'jsonl',
]);

/** How the configuration says that a file is to be understood (one entry of `sources:`). */
export interface SourceOptions {
  readonly format?: Format;
  readonly marketplace?: string;
  readonly locale?: string;
  /** Character set, when detection is wrong: `utf-8`, `gbk`, `windows-1252` … */
  readonly encoding?: string;
  /**
   * Field name to where it stands. In tables a column name, or several. In JSON, JSON Lines and YAML a path such as `$.attributes.name`,
   * `$.bullets[*]`, `$.specs["Brand Name"]`; a trailing `~` takes the names of an object's keys instead of its values.
   * In `lines` the name of a group of the pattern. Fields: `id`, `title`, `bullet`, `description`, `aplus`, `search-terms`, `brand`,
   * `manufacturer`, `category`, `marketplace`, `locale`, `image.main`, `image.other`, `image-alt`, `attribute:<key>`.
   */
  readonly map?: Readonly<Record<string, string | readonly string[]>>;
  /** Where the records stand in a JSON or YAML document, `$[*]` or `$.products[*]`. */
  readonly records?: string;
  /** For `lines`: an RE2 pattern with named groups; every match in a line is a record. */
  readonly pattern?: string;
  /** For workbooks: the sheet to read; the first with listings when absent. */
  readonly sheet?: string;
}

/** Decides which records of a file are read, by their text as it stands in the file. */
export interface RecordFilter {
  /** Takes what else decides what a record's listing is: delimiter, columns, marketplace. Told before the first record. */
  context(what: unknown): void;
  /**
   * Whether a record is read; asked in the order of the file. What is not read is counted and passed over.
   * @param raw its text; undefined where that alone does not tell what was understood.
   */
  wants(raw: string | undefined): boolean;
}

/** One file to be read. */
export interface Input {
  /** Absolute path; empty for standard input. */
  readonly path: string;
  /** The path as reports show it. */
  readonly file: string;
  /** The first 64 KiB at most, for detection. */
  readonly head: Buffer;
  /** Size in bytes; 0 when unknown. */
  readonly size: number;
  /** Opens the bytes from the start; may be called once. */
  open(): Readable;
  /** All of them, where they are in memory anyway: a stream takes longer to set up than a page to decode. */
  readonly bytes?: Uint8Array;
  readonly options: SourceOptions;
  /** Which records are read, in the formats of `BY_RECORD`; all of them when absent. */
  readonly records?: RecordFilter;
}

/** What a reader finds, in the order of the file. */
export type ReadEvent = { readonly listing: Listing } | { readonly problem: Problem } | { readonly mapping: MappingNote };

/**
 * Reads one format. Bad input is a `problem`, never an exception; what stands before and after it is still read.
 * Memory is bounded by the largest record, not by the file.
 */
export type Reader = (input: Input) => AsyncIterable<ReadEvent>;
