import type { Plane } from '../plane.ts';
import { DISC_HALVES, DISC_RADIUS, SURE_PAIR, turnOf, WORDS } from './describe.ts';
import { PAIRS, PLACES } from './describe-pattern.ts';
import type { FeatureSteps, Features } from './features.ts';
import { CIRCLE, CONTRAST, type Corners, MARGIN, MOST_CORNERS } from './features-corners.ts';
import { type LevelSize, placeIn, sizesOf } from './features-pyramid.ts';
import { FEATURES_WASM } from './features-wasm.ts';

/*
 * The steps of feature extraction with SIMD (`features.wat`). All planes lie in the module's memory, which grows with the largest one.
 */

/** What this file uses of WebAssembly; the types of Node.js lack it. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => GrowingMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(bytes: Uint8Array): boolean;
};

interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Pixels of the largest plane: all of it takes 13 bytes a pixel, which are never given back. */
const MOST_PIXELS = 1 << 22;
/** Longest side, for which the tables of rows and columns have room. */
const MOST_SIDE = 8192;

const PAGE = 65_536;
/** Bytes behind a plane that may be read and written. */
const SLACK = 32;

/** Where everything lies, the strengths of a level last; the planes are behind them. */
const AT = layOut({
  circle: 25 * 4,
  disc: DISC_HALVES.length * 64,
  pairs: PLACES.length,
  sums: 2 * 4,
  room: 512 + PAIRS * 2,
  words: 2 * WORDS * 4,
  rows: MOST_SIDE * 8,
  columns: MOST_SIDE * 4,
  shares: MOST_SIDE * 4,
  line: MOST_SIDE * 2,
  places: MOST_CORNERS * 4,
  x: MOST_CORNERS * 2,
  y: MOST_CORNERS * 2,
  strength: MOST_CORNERS * 4,
  map: 0,
});

function layOut<K extends string>(sizes: Record<K, number>): Readonly<Record<K, number>> {
  const places = { ...sizes };
  let at = SLACK;
  for (const name in sizes) {
    places[name] = at;
    at += Math.ceil(sizes[name] / 16) * 16 + SLACK;
  }
  return places;
}

/** A level as it lies in memory. */
interface PlacedLevel extends LevelSize {
  readonly data: number;
  readonly clean: number;
  readonly soft: number;
}

type Run = (...numbers: number[]) => number;

function isRun(found: unknown): found is Run {
  return typeof found === 'function';
}

let bytes: Uint8Array | undefined;
let simd: boolean | undefined;
let opened: SimdSteps | undefined;

/** The steps with SIMD; undefined where the machine has none, or for a plane that is too large. */
export function openSimdSteps({ width, height }: LevelSize): FeatureSteps | undefined {
  bytes ??= Buffer.from(FEATURES_WASM, 'base64');
  simd ??= typeof WebAssembly === 'object' && WebAssembly.validate(bytes);
  if (!simd || width * height > MOST_PIXELS || Math.max(width, height) > MOST_SIDE) return undefined;
  opened ??= new SimdSteps(bytes);
  return opened;
}

class SimdSteps implements FeatureSteps {
  readonly #memory: GrowingMemory = new WebAssembly.Memory({ initial: Math.ceil(AT.map / PAGE) });
  readonly #run: Readonly<Record<'soften' | 'shrink' | 'corners' | 'peaks' | 'direction' | 'describe', Run>>;
  #levels: readonly PlacedLevel[] = [];
  readonly #level: Uint8Array = new Uint8Array(MOST_CORNERS);
  /** Pixels of the largest plane so far. */
  #most = 0;
  #sums: Int32Array = new Int32Array();
  #words: Uint32Array = new Uint32Array();

  constructor(module: Uint8Array) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory: this.#memory } });
    const run = (name: string): Run => {
      const found = exports[name];
      if (!isRun(found)) throw new TypeError(`The module of features lacks ${name}.`);
      return found;
    };
    this.#run = {
      soften: run('soften'),
      shrink: run('shrink'),
      corners: run('corners'),
      peaks: run('peaks'),
      direction: run('direction'),
      describe: run('describe'),
    };
    const { buffer } = this.#memory;
    new Int8Array(buffer, AT.pairs, PLACES.length).set(PLACES);
    const disc = new Int16Array(buffer, AT.disc, DISC_HALVES.length * 32);
    for (const [y, half] of DISC_HALVES.entries()) {
      const middle = y * 32 + DISC_RADIUS;
      disc.fill(-1, middle - half, middle + half + 1);
    }
  }

  build(plane: Plane): readonly LevelSize[] {
    const sizes = sizesOf(plane);
    this.#reserve(sizes);
    let at = AT.map + this.#most * 4 + SLACK;
    const take = (size: LevelSize): number => {
      const from = at;
      at += size.width * size.height + SLACK;
      return from;
    };
    this.#levels = sizes.map((size) => ({ ...size, data: take(size), clean: take(size), soft: take(size) }));
    for (const [number, { width, height, data, clean, soft }] of this.#levels.entries()) {
      const before = this.#levels[number - 1];
      if (before === undefined) new Uint8Array(this.#memory.buffer, data).set(plane.data.subarray(0, width * height));
      else this.#shrink(before, { width, height }, data);
      this.#run.soften(data, clean, width, height, 1);
      this.#run.soften(clean, soft, width, height, 2);
    }
    return sizes;
  }

  /** Makes room for levels. The strengths keep their place, so that they stay zeros. */
  #reserve(sizes: readonly LevelSize[]): void {
    const pixels = sizes.map(({ width, height }) => width * height);
    const planes = pixels.reduce((sum, one) => sum + 3 * (one + SLACK), 0);
    const isLarger = (pixels[0] ?? 0) > this.#most;
    this.#most = Math.max(this.#most, pixels[0] ?? 0);
    const missing = AT.map + this.#most * 4 + 2 * SLACK + planes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    // Where the strengths reach further now, planes were before.
    if (isLarger) new Float32Array(this.#memory.buffer, AT.map, this.#most).fill(0);
    this.#sums = new Int32Array(this.#memory.buffer, AT.sums, 2);
    this.#words = new Uint32Array(this.#memory.buffer, AT.words, 2 * WORDS);
  }

  #shrink(from: PlacedLevel, { width, height }: LevelSize, to: number): void {
    const rows = new Int32Array(this.#memory.buffer, AT.rows, height * 2);
    for (let y = 0; y < height; y++) {
      const [at, share] = placeIn(y, from.height, height);
      rows[2 * y] = at * from.width;
      rows[2 * y + 1] = share;
    }
    const columns = new Int32Array(this.#memory.buffer, AT.columns, width + 4).fill(0);
    const shares = new Int16Array(this.#memory.buffer, AT.shares, (width + 4) * 2).fill(0);
    for (let x = 0; x < width; x++) {
      const [at, share] = placeIn(x, from.width, width);
      columns[x] = at * 2;
      shares[2 * x] = 64 - share;
      shares[2 * x + 1] = share;
    }
    this.#run.shrink(from.data, from.width, to, width, height, AT.rows, AT.columns, AT.shares, AT.line);
  }

  corners(): Corners {
    let count = 0;
    // The coarse levels first: they are small, and a picture with too many corners must not lose them.
    for (const [number, { width, height, clean }] of [...this.#levels.entries()].toReversed()) {
      const circle = Int32Array.from({ length: 25 }, (_, k) => (CIRCLE[k % 16]?.[1] ?? 0) * width + (CIRCLE[k % 16]?.[0] ?? 0));
      new Int32Array(this.#memory.buffer, AT.circle, 25).set(circle);
      const room = MOST_CORNERS - width - count;
      const found = this.#run.corners(clean, width, height, MARGIN, CONTRAST, AT.circle, AT.map, AT.places, room);
      const to = [AT.x + count * 2, AT.y + count * 2, AT.strength + count * 4];
      const kept = this.#run.peaks(AT.places, found, width, AT.map, ...to);
      this.#level.fill(number, count, count + kept);
      count += kept;
    }
    const { buffer } = this.#memory;
    return {
      count,
      x: new Uint16Array(buffer, AT.x, count),
      y: new Uint16Array(buffer, AT.y, count),
      level: this.#level,
      strength: new Float32Array(buffer, AT.strength, count),
    };
  }

  describe(number: number, x: number, y: number, features: Features, i: number): number {
    const level = this.#levels[number];
    if (level === undefined) return 0;
    const at = level.soft + y * level.width + x;
    this.#run.direction(at, level.width, DISC_RADIUS, AT.disc, AT.sums);
    const direction = Math.atan2(this.#sums[1] ?? 0, this.#sums[0] ?? 0);
    this.#run.describe(at, level.width, AT.pairs + turnOf(direction) * PAIRS * 4, SURE_PAIR, AT.room, AT.words);
    for (let word = 0; word < WORDS; word++) {
      features.descriptors[i * WORDS + word] = this.#words[word] ?? 0;
      features.unsure[i * WORDS + word] = this.#words[WORDS + word] ?? 0;
    }
    return direction;
  }
}
