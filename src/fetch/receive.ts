import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/*
 * The body of an answer, read while it comes: nobody sends more than is taken, packed or unpacked.
 */

/** What may be sent packed. */
export const ACCEPT_ENCODING = 'gzip, br';

/** Packings inside each other that are undone; one is usual. */
const MOST_LAYERS = 2;

/** A body that was not taken. */
export type BodyFault = 'too-large' | 'unknown-encoding';

/** How much of a body is taken. */
export interface BodyLimit {
  readonly maxBytes: number;
  /** What is longer is cut there; else it is not taken at all. */
  readonly cut?: boolean;
}

/**
 * Reads a body and unpacks it. Throws what the connection or the unpacking says.
 * @param encoding the `Content-Encoding` of the answer.
 */
export async function receiveBody(body: Readable, encoding: string, limit: BodyLimit): Promise<Buffer | BodyFault> {
  const layers = layersOf(encoding);
  if (layers === undefined) {
    discard(body);
    return 'unknown-encoding';
  }
  const chunks: Uint8Array[] = [];
  const taken = new Counter(limit.maxBytes);
  const source = layers.reduce(unpack, layers.length === 0 ? body : unpack(body, new Counter(limit.maxBytes).stream()));
  try {
    for await (const chunk of source) {
      if (!(chunk instanceof Uint8Array)) continue;
      chunks.push(chunk);
      if (taken.isFullWith(chunk)) break;
    }
  } catch (error) {
    if (error instanceof TooMuch) return 'too-large';
    throw error;
  }
  if (taken.isFull && limit.cut !== true) return 'too-large';
  return Buffer.concat(chunks, Math.min(taken.bytes, limit.maxBytes));
}

/** What goes wrong in front is told at the end; who stops reading stops the sender. */
function unpack(source: Readable, layer: Transform): Readable {
  return pipeline(source, layer, () => {});
}

/** Ends an answer that nobody reads. */
function discard(body: Readable): void {
  body.on('error', () => {});
  body.destroy();
}

/** Ends the reading; never leaves this file. */
class TooMuch extends Error {}

class Counter {
  readonly #most: number;
  bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.bytes > this.#most;
  }

  isFullWith(chunk: Uint8Array): boolean {
    this.bytes += chunk.length;
    return this.isFull;
  }

  /** Passes on what it counts, up to the most. */
  stream(): Transform {
    return new Transform({
      transform: (chunk: Uint8Array, _, done) => {
        if (this.isFullWith(chunk)) done(new TooMuch());
        else done(null, chunk);
      },
    });
  }
}

/** What undoes the packings, the last one first; undefined when one is not known. */
function layersOf(encoding: string): Transform[] | undefined {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (names.length > MOST_LAYERS) return undefined;
  const layers: Transform[] = [];
  for (const name of names) {
    if (name === 'gzip' || name === 'x-gzip') layers.push(createGunzip());
    else if (name === 'br') layers.push(createBrotliDecompress());
    else if (name === 'deflate') layers.push(createInflate());
    else return undefined;
  }
  return layers;
}
