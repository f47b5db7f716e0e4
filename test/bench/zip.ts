import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Writes a zip archive with one file in it, of any size below 4 GB. */
export async function writeZip(path: string, name: string, source: string): Promise<void> {
  const out = createWriteStream(path);
  const named = Buffer.from(name);
  out.write(Buffer.concat([localHeader(named), named]));
  let raw = 0;
  let packed = 0;
  let checksum = 0;
  const deflate = createReadStream(source, { highWaterMark: 1 << 20 })
    .on('data', (chunk) => {
      raw += chunk.length;
      checksum = crc32(chunk, checksum);
    })
    .pipe(createDeflateRaw());
  for await (const chunk of deflate) {
    if (!Buffer.isBuffer(chunk)) continue;
    packed += chunk.length;
    if (!out.write(chunk)) await once(out, 'drain');
  }
  const directory = 30 + named.length + packed;
  const entry = centralEntry(named, packed, raw, checksum);
  out.end(Buffer.concat([entry, endOfDirectory(entry.length, directory)]));
  await once(out, 'close');
}

/** Sizes are only in the directory at the end: flag bit 3 would promise a descriptor, which readers of the directory do not need. */
function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return header;
}

function centralEntry(name: Buffer, packed: number, raw: number, checksum: number): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(checksum, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(raw, 24);
  entry.writeUInt16LE(name.length, 28);
  return Buffer.concat([entry, name]);
}

function endOfDirectory(size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
