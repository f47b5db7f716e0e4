import { crc32 } from 'node:zlib';
import { CROWD, HEAD_NUMBERS, SEGMENT_HEAD, SEGMENT_TAIL, SEGMENT_VERSION } from './segment.ts';

/*
 * Postings, a slice of the hashes at a time -> the bytes of a segment, in pieces. What is held in memory is one slice, the directory and
 * the table of texts.
 */

/** Takes the pieces of a segment, in order. A piece is used again after the call. */
export type Sink = (piece: Uint8Array) => void;

/** Entries written at once. */
const PIECE = 1 << 20;
/** Bits of the buckets of one slice; its counters fit into the processor's first cache. */
const SLICE_BITS = 10;
/** Buckets beyond this are sorted by the platform. */
const SMALL = 24;

/** The texts of a segment, parallel arrays. */
export interface SegmentTexts {
  readonly keys: Uint32Array;
  readonly owners: Uint32Array;
  readonly lengths: Uint32Array;
}

/** Words that many texts have. */
export interface CommonWords {
  /** Ascending. */
  readonly ids: Int32Array;
  readonly texts: Uint32Array;
}

/** How many bits a segment with so many postings and texts has: some eight postings a bucket, and a number for every text. */
export function bitsFor(postings: number, texts: number): number {
  const bits = Math.max(4, Math.ceil(Math.log2((postings + 1) / 8)), Math.ceil(Math.log2(texts + 1)));
  if (bits > 27) throw new RangeError(`a segment cannot hold ${texts} texts with ${postings} postings`);
  return bits;
}

/** Writes one segment: slice 0, slice 1, … with `addSlice`, then `finish`. */
export class SegmentWriter {
  readonly bits: number;
  /** High bits of a hash that tell its slice. */
  readonly sliceBits: number;
  readonly #owners: Uint32Array;
  readonly #sink: Sink;
  readonly #directory: Uint32Array;
  readonly #piece = new Uint32Array(PIECE);
  #inPiece = 0;
  #written = 0;
  #crc = 0;
  #bytes = 0;
  #sorted = new Uint32Array(0);
  readonly #counts = new Uint32Array(2 ** SLICE_BITS + 1);
  readonly #crowdHashes: number[] = [];
  readonly #crowdOwners: number[] = [];
  /** The last run of a hash in which an owner was met. */
  readonly #met: Uint32Array;
  #run = 0;

  constructor(bits: number, owners: Uint32Array, sink: Sink) {
    this.bits = bits;
    this.sliceBits = Math.max(0, bits - SLICE_BITS);
    this.#owners = owners;
    this.#sink = sink;
    this.#directory = new Uint32Array(2 ** bits + 1);
    this.#met = new Uint32Array(owners.reduce((most, owner) => Math.max(most, owner), 0) + 1);
    this.#emit(Uint32Array.of(SEGMENT_HEAD, SEGMENT_VERSION, ...new Array<number>(HEAD_NUMBERS - 2).fill(0)));
  }

  /** Writes the postings of one slice; those of one hash come in the order of the texts. Doubles are left out. */
  addSlice(slice: number, hashes: Uint32Array, texts: Uint32Array, count: number): void {
    const { bits } = this;
    const buckets = 2 ** (bits - this.sliceBits);
    const first = slice * buckets;
    const counts = this.#counts.fill(0);
    if (this.#sorted.length < count) this.#sorted = new Uint32Array(count * 2);
    const sorted = this.#sorted;
    for (let i = 0; i < count; i++) {
      const bucket = ((hashes[i] ?? 0) >>> (32 - bits)) - first + 1;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    for (let b = 1; b <= buckets; b++) counts[b] = (counts[b] ?? 0) + (counts[b - 1] ?? 0);
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] ?? 0;
      const bucket = (hash >>> (32 - bits)) - first;
      const at = counts[bucket] ?? 0;
      counts[bucket] = at + 1;
      sorted[at] = ((hash << bits) | (texts[i] ?? 0)) >>> 0;
    }
    // Every counter now tells where its bucket ends.
    let start = 0;
    for (let b = 0; b < buckets; b++) {
      const end = counts[b] ?? 0;
      this.#directory[first + b] = this.#written;
      if (end > start) this.#writeBucket(sorted, start, end, first + b);
      start = end;
    }
  }

  /** Writes what follows the postings. @returns the length of the segment in bytes. */
  finish({ keys, owners, lengths }: SegmentTexts, words: CommonWords, recipe: number): number {
    this.#flush();
    this.#directory[this.#directory.length - 1] = this.#written;
    const crowd = this.#crowdHashes.length;
    for (const part of [
      this.#directory,
      keys,
      owners,
      lengths,
      Uint32Array.from(this.#crowdHashes),
      Uint32Array.from(this.#crowdOwners),
    ])
      this.#emit(part);
    this.#emit(words.ids);
    this.#emit(words.texts);
    this.#emit(Uint32Array.of(this.bits, keys.length, this.#written, crowd, words.ids.length, recipe));
    this.#emit(Uint32Array.of(this.#crc, SEGMENT_TAIL));
    return this.#bytes;
  }

  #writeBucket(sorted: Uint32Array, start: number, end: number, bucket: number): void {
    sortBucket(sorted, start, end);
    const { bits } = this;
    let last = -1;
    let runStart = start;
    let out = start;
    for (let i = start; i < end; i++) {
      const entry = sorted[i] ?? 0;
      if (entry === last) continue;
      if (i > start && entry >>> bits !== last >>> bits) {
        this.#countOwners(sorted, runStart, out, bucket);
        runStart = out;
      }
      last = entry;
      sorted[out++] = entry;
    }
    this.#countOwners(sorted, runStart, out, bucket);
    this.#write(sorted, start, out);
  }

  /** Puts a hash that many texts have into the crowd. */
  #countOwners(sorted: Uint32Array, start: number, end: number, bucket: number): void {
    if (end - start <= CROWD) return;
    const run = ++this.#run;
    const mask = 2 ** this.bits - 1;
    let owners = 0;
    for (let i = start; i < end; i++) {
      const owner = this.#owners[(sorted[i] ?? 0) & mask] ?? 0;
      if (this.#met[owner] === run) continue;
      this.#met[owner] = run;
      owners++;
    }
    this.#crowdHashes.push(((bucket << (32 - this.bits)) | ((sorted[start] ?? 0) >>> this.bits)) >>> 0);
    this.#crowdOwners.push(owners);
  }

  #write(sorted: Uint32Array, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      if (this.#inPiece === PIECE) this.#flush();
      this.#piece[this.#inPiece++] = sorted[i] ?? 0;
    }
    this.#written += end - start;
  }

  #flush(): void {
    this.#emit(this.#piece.subarray(0, this.#inPiece));
    this.#inPiece = 0;
  }

  #emit(numbers: Uint32Array | Int32Array): void {
    if (numbers.length === 0) return;
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    this.#crc = crc32(bytes, this.#crc);
    this.#bytes += bytes.length;
    this.#sink(bytes);
  }
}

/** Sorts `[start, end)`; a bucket of one hash only is in order already, however long it is. */
function sortBucket(numbers: Uint32Array, start: number, end: number): void {
  let i = start + 1;
  while (i < end && (numbers[i] ?? 0) >= (numbers[i - 1] ?? 0)) i++;
  if (i >= end) return;
  if (end - start > SMALL) {
    numbers.subarray(start, end).sort();
    return;
  }
  for (; i < end; i++) {
    const number = numbers[i] ?? 0;
    let at = i;
    for (; at > start && (numbers[at - 1] ?? 0) > number; at--) numbers[at] = numbers[at - 1] ?? 0;
    numbers[at] = number;
  }
}
