import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { Bilingual } from '../model/text.ts';

/** Bytes read or unpacked at once; smaller pieces cost more calls than they save memory. */
const CHUNK = 1 << 18;
/** Largest XML of an archive; the USPTO's annual parts have 560 MB. */
const MAX_XML = 16 * 2 ** 30;
/** How far an archive may pack: the USPTO's packs 136 times, an archive made to exhaust a disk 1,000 times. */
const MAX_RATIO = 400;
const RATIO_FROM = 50 * 2 ** 20;
const MAX_ENTRIES = 10_000;

/** An archive or file that gives no bytes that could be imported. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource';
  readonly reason: Bilingual;

  constructor(reason: Bilingual, options?: ErrorOptions) {
    super(reason.en, options);
    this.reason = reason;
  }
}

/** SHA-256 of a file's bytes, hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** The bytes of an XML file, or of the one XML file in a zip archive. @throws UnreadableSource for an archive that is not safe or not whole. */
export async function* openXml(path: string): AsyncGenerator<Buffer> {
  if (await isZip(path)) yield* unzipXml(path);
  else for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) yield chunk;
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE(0) === 0x504b0304;
  } finally {
    await handle.close();
  }
}

async function* unzipXml(path: string): AsyncGenerator<Buffer> {
  const { openPromise } = await import('yauzl');
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const entry = await findXml(zip);
    yield* inflate(zip, entry);
  } catch (cause) {
    if (cause instanceof UnreadableSource) throw cause;
    const why = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
    throw new UnreadableSource(broken(why), { cause });
  } finally {
    zip?.close();
  }
}

/** The one XML file of an archive. Names are only compared: nothing is ever written under them. */
async function findXml(zip: ZipFile): Promise<Entry> {
  const found: Entry[] = [];
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    if (++count > MAX_ENTRIES) throw new UnreadableSource(notOne(count));
    if (/\.xml$/i.test(entry.fileName)) found.push(entry);
  }
  const [only] = found;
  if (only === undefined || found.length > 1) throw new UnreadableSource(notOne(found.length));
  const { uncompressedSize, compressedSize } = only;
  const bomb = uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * MAX_RATIO;
  const stored = only.compressionMethod === 0 || only.compressionMethod === 8;
  if (uncompressedSize > MAX_XML || bomb || !stored) throw new UnreadableSource(TOO_LARGE);
  return only;
}

/** Unpacks in large pieces. What comes is counted, so an archive that promises little and holds much is stopped. */
async function* inflate(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const packed = entry.compressionMethod === 8;
  const raw = await zip.openReadStreamPromise(entry, packed ? { decompress: false } : {});
  const stream = packed ? raw.pipe(createInflateRaw({ chunkSize: CHUNK })) : raw;
  raw.on('error', (error) => stream.destroy(error));
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    checksum = crc32(chunk, checksum);
    if (bytes > entry.uncompressedSize) throw new UnreadableSource(TOO_LARGE);
    yield chunk;
  }
  if (bytes < entry.uncompressedSize) throw new Error('the archive ends too early');
  if (checksum !== entry.crc32) throw new Error('the checksum of the file in it is another');
}

function broken(why: string): Bilingual {
  return {
    en: `The archive is damaged, cut off, or holds unsafe names (${why}). What was unpacked before was kept; download it again and run the same command.`,
    zh: `压缩包已损坏、不完整，或内含不安全的文件名（${why}）。已解压部分的记录已保留；请重新下载后再运行同一命令。`,
  };
}

function notOne(count: number): Bilingual {
  return {
    en: `The archive holds ${count === 0 ? 'no XML file' : `${count} XML files`}; one is expected. Unpack it and name the files yourself.`,
    zh: `压缩包中${count === 0 ? '没有 XML 文件' : `有 ${count} 个 XML 文件`}，应恰好有一个。请解压后直接指定文件。`,
  };
}

const TOO_LARGE: Bilingual = {
  en: 'The archive unpacks to more than a register ever does, as archives do that are made to exhaust a computer; it was not read to its end. If it is genuine, unpack it and name the XML file.',
  zh: '压缩包解压后的大小异常，类似压缩炸弹，未读完即停止。如确认文件没有问题，请解压后直接指定 XML 文件。',
};
