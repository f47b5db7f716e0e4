import { explainDiskError } from '../model/disk-error.ts';
import { UsageError } from '../model/errors.ts';
import type { Bilingual } from '../model/text.ts';
import type { Format, Input, ReadEvent, Reader } from './contract.ts';
import { detectFormat, isWorkbook } from './detect.ts';
import { refuseHugeTexts } from './text-limit.ts';

/*
 * The readers: bytes of one file in, listings, problems and one note about how it was understood out. Nothing here judges a listing, looks at
 * a picture or reads a second file. A reader is loaded when the first file of its format is met.
 */

export { detectFormat } from './detect.ts';
export { looksLikeListing } from './looks-like-listing.ts';

/** The reader of every format. */
export const READERS: Readonly<Record<Exclude<Format, 'auto'>, () => Promise<Reader>>> = {
  'amazon-flat-file': async () => (await import('./amazon-flat-file.ts')).readAmazonFlatFile,
  'amazon-json': async () => (await import('./amazon-json.ts')).readAmazonJson,
  'shopify-csv': async () => (await import('./shopify-csv.ts')).readShopifyCsv,
  'shopify-json': async () => (await import('./shopify-json.ts')).readShopifyJson,
  'google-xml': async () => (await import('./google-xml.ts')).readGoogleXml,
  'google-tsv': async () => (await import('./google-tsv.ts')).readGoogleTsv,
  table: async () => (await import('./table.ts')).readTable,
  json: async () => (await import('./json.ts')).readJson,
  jsonl: async () => (await import('./jsonl.ts')).readJsonl,
  yaml: async () => (await import('./yaml.ts')).readYaml,
  markdown: async () => (await import('./markdown.ts')).readMarkdown,
  html: async () => (await import('./html.ts')).readHtml,
  lines: async () => (await import('./lines.ts')).readLines,
};

/** Ends of the names of files that may hold listings, lower case, without the dot; others are read only when a person names them. */
export const EXTENSIONS: ReadonlySet<string> = new Set(
  'csv tsv txt xlsx xlsm json jsonl ndjson yaml yml md html htm xml rss'.split(' '),
);

/**
 * Reads the listings of one file, whatever its format. What a reader did not foresee (the disk fails, a folder is no file, bytes that cannot
 * be decoded) is one problem of that file; only a mistake in the configuration is thrown, as a UsageError.
 */
export async function* readListings(input: Input): AsyncIterable<ReadEvent> {
  try {
    const load = isWorkbook(input) ? workbook : READERS[detectFormat(input)];
    const read = await load();
    for await (const event of read(input)) yield refuseHugeTexts(event);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    yield { problem: { file: input.file, reason: unreadable(error) } };
  }
}

async function workbook(): Promise<Reader> {
  return (await import('./xlsx.ts')).readXlsx;
}

function unreadable(error: unknown): Bilingual {
  const why = error instanceof Error ? error.message.slice(0, 300) : String(error);
  return (
    explainDiskError(error) ?? {
      en: `The file could not be read to its end: ${why}. What stands before was checked; save the file again, or name its format under sources:.`,
      zh: `文件未能读完：${why}。前面的内容已检查，请重新保存文件，或在 sources: 里写明 format。`,
    }
  );
}
