import { HASH_WORDS, measureDistance } from './hamming.ts';
import { HAMMING_WASM } from './hamming-wasm.ts';
import type { HashHit, HashScan } from './hash-scan.ts';

/*
 * The scan of hashes with SIMD (`hamming.wat` says how it counts). The table lies in memory that threads can share: one fills it, then
 * every one of them opens a scan of its own on it.
 */

/** What this file uses of WebAssembly; the types of Node.js lack it. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => { readonly buffer: SharedArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(bytes: Uint8Array): boolean;
};

/** Hashes in one block. */
const LANES = 128;
/** Bits, and so planes, of the half that is looked at first. */
const PLANES = 128;
const BLOCK_BYTES = (LANES * PLANES) / 8;
const HALF_BYTES = 16;
const HALF_WORDS = HASH_WORDS / 2;

/** Queries in one pass. */
const MOST_QUERIES = 16;
const QUERY_BYTES = PLANES * 16 + HALF_BYTES;
/** Hits that are fetched at once; a block can give 128 for each query. */
const ROOM = 4096;
/** The largest limit at which the halves say something. */
const MOST_LIMIT = 63;

/** Where a scan keeps what it works with: counts and limits, queries, hits. */
const SCRATCH = { limits: 16 + 8 * 16, queries: 512, hits: 512 + MOST_QUERIES * QUERY_BYTES, bytes: 0 };
SCRATCH.bytes = SCRATCH.hits + ROOM * 8;

const PAGE = 65_536;
/** The first 16 bytes count the scans that were opened. */
const HEAD = 16;

/** A table of hashes in memory that threads can share. Give it to them as it is. */
export interface SharedHashes {
  readonly count: number;
  /** How many scans may be opened on it, one a thread. */
  readonly scans: number;
  readonly memory: { readonly buffer: SharedArrayBuffer };
}

/** Memory for a table of hashes (32 bytes each; below 130 million), all of them zero, that `scans` threads can scan at the same time. */
export function createShared(count: number, scans = 1): SharedHashes {
  const { end } = layOut({ count, scans });
  const pages = Math.ceil(end / PAGE);
  return { count, scans, memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }) };
}

function layOut({ count, scans }: Pick<SharedHashes, 'count' | 'scans'>): { planes: number; rest: number; end: number } {
  const blocks = Math.ceil(count / LANES);
  // Planes begin at a line of the cache.
  const planes = Math.ceil((HEAD + scans * SCRATCH.bytes) / 64) * 64;
  const rest = planes + blocks * BLOCK_BYTES;
  return { planes, rest, end: rest + blocks * LANES * HALF_BYTES };
}

let bytes: Uint8Array | undefined;
let simd: boolean | undefined;
let compiled: object | undefined;

function moduleBytes(): Uint8Array {
  bytes ??= Buffer.from(HAMMING_WASM, 'base64');
  return bytes;
}

/** Whether this machine can scan with SIMD. */
export function isSimdHere(): boolean {
  simd ??= typeof WebAssembly === 'object' && WebAssembly.validate(moduleBytes());
  return simd;
}

type Scan = (...numbers: number[]) => number;

/** A scan of a shared table. Throws a RangeError when as many as the table was made for are open already. */
export class SimdHashScan implements HashScan {
  readonly count: number;
  readonly #scan: Scan;
  readonly #buffer: SharedArrayBuffer;
  readonly #scratch: number;
  readonly #planes: number;
  readonly #rest: number;

  constructor(shared: SharedHashes) {
    const { planes, rest } = layOut(shared);
    const opened = Atomics.add(new Int32Array(shared.memory.buffer, 0, 1), 0, 1);
    if (opened >= shared.scans) throw new RangeError(`The table of hashes was made for ${shared.scans} scans.`);
    compiled ??= new WebAssembly.Module(moduleBytes());
    const { scan } = new WebAssembly.Instance(compiled, { env: { memory: shared.memory } }).exports;
    if (typeof scan !== 'function') throw new TypeError('The module of hash scans lacks its function.');
    this.#scan = (...numbers) => Number(scan(...numbers));
    this.#buffer = shared.memory.buffer;
    this.#scratch = HEAD + opened * SCRATCH.bytes;
    this.#planes = planes;
    this.#rest = rest;
    this.count = shared.count;
  }

  /** Writes hashes (eight words each) from number `first` on, a multiple of 128; only the last part may hold no whole number of 128. */
  write(first: number, words: Uint32Array): void {
    const count = words.length / HASH_WORDS;
    const square = new Uint32Array(32);
    for (let from = 0; from < count; from += 32) {
      const block = Math.floor((first + from) / LANES);
      const group = ((first + from) % LANES) / 32;
      const planes = new Uint32Array(this.#buffer, this.#planes + block * BLOCK_BYTES, BLOCK_BYTES / 4);
      for (let word = 0; word < HALF_WORDS; word++) {
        for (let i = 0; i < 32; i++) square[i] = words[(from + i) * HASH_WORDS + word] ?? 0;
        transpose(square);
        for (let bit = 0; bit < 32; bit++) planes[(word * 32 + bit) * 4 + group] = square[bit] ?? 0;
      }
    }
    const rest = new Uint32Array(this.#buffer, this.#rest + first * HALF_BYTES, count * HALF_WORDS);
    for (let at = 0; at < rest.length; at++) {
      rest[at] = words[(at >> 2) * HASH_WORDS + HALF_WORDS + (at & 3)] ?? 0;
    }
  }

  scan(queries: Uint32Array, limit: number): HashHit[] {
    if (limit < 0 || this.count === 0) return [];
    if (limit > MOST_LIMIT) return this.#scanWide(queries, limit);
    const passes: HashHit[][] = [];
    for (let from = 0; from * HASH_WORDS < queries.length; from += MOST_QUERIES) {
      passes.push(this.#pass(queries.subarray(from * HASH_WORDS, (from + MOST_QUERIES) * HASH_WORDS), from, limit));
    }
    const hits = passes.flat();
    return hits.sort((a, b) => a.hash - b.hash || a.query - b.query || Number(a.isNegative) - Number(b.isNegative));
  }

  #pass(queries: Uint32Array, firstQuery: number, limit: number): HashHit[] {
    this.#writeLimit(limit);
    this.#writeQueries(queries);
    const asked = queries.length / HASH_WORDS;
    const hits: HashHit[] = [];
    const [scratch, blocks] = [this.#scratch, Math.ceil(this.count / LANES)];
    const at = scratch + SCRATCH.hits;
    const tables = [this.#planes, this.#rest, this.count] as const;
    for (let block = 0; block < blocks; ) {
      block = this.#scan(scratch, scratch + SCRATCH.queries, asked, ...tables, block, limit, at, ROOM);
      const end = new Int32Array(this.#buffer, scratch, 1)[0] ?? at;
      const found = new Uint32Array(this.#buffer, at, (end - at) / 4);
      for (let i = 0; i < found.length; i += 2) {
        const tag = found[i + 1] ?? 0;
        hits.push({
          hash: found[i] ?? 0,
          query: firstQuery + (tag >>> 10),
          distance: tag & 511,
          isNegative: (tag & 512) !== 0,
        });
      }
    }
    return hits;
  }

  #writeLimit(limit: number): void {
    const planes = new Int32Array(this.#buffer, this.#scratch + SCRATCH.limits, 14 * 4);
    for (let bit = 0; bit < 7; bit++) {
      planes.fill(((127 - limit) >> bit) & 1 ? -1 : 0, bit * 4, bit * 4 + 4);
      planes.fill((limit >> bit) & 1 ? -1 : 0, (7 + bit) * 4, (7 + bit) * 4 + 4);
    }
  }

  #writeQueries(queries: Uint32Array): void {
    for (let query = 0; query * HASH_WORDS < queries.length; query++) {
      const place = this.#scratch + SCRATCH.queries + query * QUERY_BYTES;
      const words = new Int32Array(this.#buffer, place, QUERY_BYTES / 4);
      const own = queries.subarray(query * HASH_WORDS, (query + 1) * HASH_WORDS);
      for (let plane = 0; plane < PLANES; plane++) {
        const isSet = ((own[plane >> 5] ?? 0) >>> (plane & 31)) & 1;
        words.fill(isSet ? -1 : 0, plane * 4, plane * 4 + 4);
      }
      for (let word = 0; word < HALF_WORDS; word++) words[PLANES * 4 + word] = own[HALF_WORDS + word] ?? 0;
    }
  }

  /** Beyond the limits that the module takes: nearly every hash is a hit, and reading them is what it costs. */
  #scanWide(queries: Uint32Array, limit: number): HashHit[] {
    const hits: HashHit[] = [];
    const words = new Uint32Array(HASH_WORDS);
    for (let hash = 0; hash < this.count; hash++) {
      this.#read(hash, words);
      for (let query = 0; query * HASH_WORDS < queries.length; query++) {
        const distance = measureDistance(queries, query * HASH_WORDS, words, 0, 256);
        if (distance <= limit) hits.push({ hash, query, distance, isNegative: false });
        if (256 - distance <= limit) hits.push({ hash, query, distance: 256 - distance, isNegative: true });
      }
    }
    return hits;
  }

  #read(hash: number, words: Uint32Array): void {
    const block = new Uint32Array(this.#buffer, this.#planes + Math.floor(hash / LANES) * BLOCK_BYTES, BLOCK_BYTES / 4);
    const rest = new Uint32Array(this.#buffer, this.#rest + hash * HALF_BYTES, HALF_WORDS);
    const lane = hash % LANES;
    for (let word = 0; word < HALF_WORDS; word++) {
      let bits = 0;
      for (let bit = 0; bit < 32; bit++)
        bits |= (((block[(word * 32 + bit) * 4 + (lane >> 5)] ?? 0) >>> (lane & 31)) & 1) << bit;
      words[word] = bits;
      words[HALF_WORDS + word] = rest[word] ?? 0;
    }
  }
}

/** Turns 32 x 32 bits over their diagonal: bit j of word i becomes bit i of word j. */
function transpose(words: Uint32Array): void {
  for (let step = 16, mask = 0x0000ffff; step > 0; step >>= 1, mask ^= mask << step) {
    for (let i = 0; i < 32; i = (i + step + 1) & ~step) {
      const [low, high] = [words[i] ?? 0, words[i + step] ?? 0];
      const swap = ((low >>> step) ^ high) & mask;
      words[i + step] = high ^ swap;
      words[i] = low ^ (swap << step);
    }
  }
}
