import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { buildFeatureIndex } from '../../src/image/features/feature-index.ts';
import { HASH_WORDS } from '../../src/image/hash/hamming.ts';
import { PlainHashScan } from '../../src/image/hash/hash-scan.ts';
import { createShared, SimdHashScan } from '../../src/image/hash/hash-scan-simd.ts';
import { hashPixels, hashQuickly } from '../../src/image/hash/pdq.ts';
import {
  makeQueryPicture,
  makeReferencePicture,
  matchPicture,
  type PictureLibrary,
  type QueryPicture,
  type ReferencePicture,
} from '../../src/image/match/match.ts';
import { findFramed } from '../../src/image/measure/frame.ts';
import type { Pixels } from '../../src/image/pixels.ts';
import { toPlane } from '../../src/image/plane.ts';
import { readPicture } from '../../src/scan/pictures.ts';
import { drawListings } from '../eval/image-drawings.ts';
import { prepareRivals, type Shown, show } from '../eval/image-methods.ts';
import { printTable } from '../eval/table.ts';
import { Random } from './random.ts';

/*
 * What looking at a picture costs: decoding, hashing, searching. CPU milliseconds, with the ratio to decoding alone. The steps take turns
 * with every picture, so that a machine that is busy with other work is busy for all of them.
 *
 *   npm run bench -- images [--data FOLDER] [--library FOLDER] [--full]
 *
 * --data: photographs (JPEG) instead of drawings, to be looked for. --library: photographs of which references are cut. --full: ten million
 * hashes and ten thousand references, too.
 */

const { values } = parseArgs({
  options: { data: { type: 'string' }, library: { type: 'string' }, full: { type: 'boolean', default: false } },
});

/** Sides of the libraries in which pictures are matched. */
const LIBRARIES: readonly number[] = values.full ? [1000, 10_000] : [1000];

const ROUNDS = 5;
const PICTURES = 24;
/** Sides of a usual listing picture, pixels. */
const LISTING = { width: 1274, height: 1580 };

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function readFiles(): Promise<Buffer[]> {
  return values.data === undefined ? drawnFiles(PICTURES) : Promise.resolve(photographs(values.data, PICTURES));
}

async function drawnFiles(count: number): Promise<Buffer[]> {
  const drawings = await drawListings(count / 6, 1);
  return Promise.all(
    drawings.map(({ bytes }) =>
      sharp(bytes)
        .resize({ ...LISTING, fit: 'fill' })
        .jpeg({ quality: 88 })
        .toBuffer(),
    ),
  );
}

/** At most `count` JPEGs of a folder, evenly over all of them. */
function photographs(folder: string, count: number): Buffer[] {
  const names = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name));
  return names.filter((_, i) => i % Math.ceil(names.length / count) === 0).map((name) => readFileSync(join(folder, name)));
}

type Step = readonly [name: string, run: (file: string, shown: Shown) => unknown];

/** The least CPU time of each picture over the rounds, added up: what the step costs without the neighbours' share. */
async function measure(steps: readonly Step[], files: readonly string[], shown: readonly Shown[]): Promise<number[]> {
  const best = steps.map(() => files.map(() => Number.POSITIVE_INFINITY));
  // The first round warms the compiler up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, file] of files.entries()) {
      for (const [s, [, run]] of steps.entries()) {
        const own = shown[i];
        if (own === undefined) continue;
        const before = cpu();
        await run(file, own);
        const row = best[s];
        if (row !== undefined && round > 0) row[i] = Math.min(row[i] ?? 0, cpu() - before);
      }
    }
  }
  return best.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
}

async function toPixels(file: string): Promise<Pixels> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function hashBoth(pixels: Pixels): void {
  const box = findFramed(pixels);
  hashQuickly(pixels);
  if (box !== undefined) hashQuickly(pixels, box);
}

async function benchPictures(): Promise<void> {
  sharp.cache(false);
  sharp.concurrency(1);
  const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
  try {
    const bytes = await readFiles();
    const files = bytes.map((_, i) => join(folder, `${i}.jpg`));
    for (const [i, file] of files.entries()) writeFileSync(file, bytes[i] ?? Buffer.of());
    const shown = await Promise.all(bytes.map((one, i) => show(`${i}`, one)));
    const [phash, blockhash] = await prepareRivals(shown.slice(0, 1));
    const decode = (file: string): Promise<Buffer> => sharp(file).raw().toBuffer();
    const steps: Step[] = [
      ['decode', decode],
      ['decode and hash, whole and inside the frame', async (file) => hashBoth(await toPixels(file))],
      ['file to facts, as scan does', (file) => readPicture(file)],
      ['hash, from pixels', (_, { pixels }) => hashQuickly(pixels)],
      ['exact PDQ, from pixels', (_, { pixels }) => hashPixels(pixels)],
      ['sharp-phash, from the file', (_, own) => phash?.answer(own)],
      ['blockhash 16x16, from pixels', (_, own) => blockhash?.answer(own)],
    ];
    const times = await measure(steps, files, shown);
    const megapixels = shown.reduce((sum, { pixels }) => sum + pixels.width * pixels.height, 0) / shown.length / 1e6;
    printTable(
      `One picture of ${megapixels.toFixed(1)} megapixels (${files.length} JPEGs, best of ${ROUNDS} rounds)`,
      ['step', 'CPU ms', 'times decoding'],
      steps.map(([name], i) => [name, (times[i] ?? 0).toFixed(2), ((times[i] ?? 0) / (times[0] ?? 1)).toFixed(2)]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bits up to which a scan looks. */
const LIMIT = 40;
const SCANS = 15;

function benchScan(count: number, isPlainToo: boolean): (string | number)[][] {
  const random = new Random(7);
  const scan = new SimdHashScan(createShared(count));
  const part = new Uint32Array(128_000 * HASH_WORDS);
  const kept = new Uint32Array(isPlainToo ? count * HASH_WORDS : 0);
  let written = 0;
  for (let first = 0; first < count; first += 128_000) {
    const own = part.subarray(0, Math.min(128_000, count - first) * HASH_WORDS);
    for (let at = 0; at < own.length; at++) own[at] = random.next();
    const before = cpu();
    scan.write(first, own);
    written += cpu() - before;
    if (isPlainToo) kept.set(own, first * HASH_WORDS);
  }
  const rows: (string | number)[][] = [];
  const add = (name: string, scanner: { scan: SimdHashScan['scan'] }, asked: number, rounds: number): void => {
    const queries = Uint32Array.from({ length: asked * HASH_WORDS }, () => random.next());
    scanner.scan(queries, LIMIT);
    const times = Array.from({ length: rounds }, () => {
      const before = cpu();
      scanner.scan(queries, LIMIT);
      return cpu() - before;
    }).sort((a, b) => a - b);
    rows.push([
      `${(count / 1e6).toFixed(0)} million, ${name}`,
      asked * 2,
      (times[0] ?? 0).toFixed(2),
      (times[rounds >> 1] ?? 0).toFixed(2),
    ]);
  };
  for (const asked of [1, 8, 16]) add('SIMD', scan, asked, SCANS);
  if (isPlainToo) for (const asked of [1, 8]) add('without SIMD', new PlainHashScan(kept), asked, 3);
  rows.push([`${(count / 1e6).toFixed(0)} million, written`, '', written.toFixed(0), '']);
  return rows;
}

/**
 * A library of `count` references: crops of the pictures of `--library` or of drawings, each another part, so that neighbours share what
 * they show, as pictures of one shoot do.
 */
async function makeLibrary(count: number): Promise<PictureLibrary> {
  const random = new Random(3);
  const sources = (await readSources()).map((pixels) => toPlane(pixels));
  const pictures: ReferencePicture[] = [];
  for (let i = 0; i < count; i++) {
    const source = random.pick(sources);
    const share = 0.35 + random.unit() * 0.3;
    const [width, height] = [Math.floor(source.width * share), Math.floor(source.height * share)];
    const [left, top] = [random.below(source.width - width), random.below(source.height - height)];
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const from = (top + y) * source.width + left;
      data.set(source.data.subarray(from, from + width), y * width);
    }
    pictures.push(makeReferencePicture({ data, width, height }));
  }
  const index = buildFeatureIndex(pictures.map(({ features }) => features));
  return { index, planeOf: (reference) => pictures[reference]?.small };
}

/** Decoded pictures of which references are cut. */
async function readSources(): Promise<Pixels[]> {
  const files = values.library === undefined ? await drawnFiles(60) : photographs(values.library, 300);
  return Promise.all(files.map(async (bytes) => (await show('', bytes)).pixels));
}

async function benchMatching(): Promise<void> {
  const queries = await Promise.all((await readFiles()).slice(0, 12).map((bytes, i) => show(`${i}`, bytes)));
  const rows: (string | number)[][] = [];
  for (const count of LIBRARIES) {
    const before = cpu();
    const library = await makeLibrary(count);
    const built = (cpu() - before) / count;
    const prepared = queries.map(({ pixels }) => makeQueryPicture(toPlane(pixels)));
    const steps: Step[] = [
      ['brightness and features of a picture', (_, { pixels }) => makeQueryPicture(toPlane(pixels))],
      [`looked for among ${count.toLocaleString('en')}`, (place) => match(prepared[Number(place)], library)],
      ['decode', (place) => sharp(queries[Number(place)]?.bytes).raw().toBuffer()],
    ];
    const times = await measure(
      steps,
      queries.map((_, i) => `${i}`),
      queries,
    );
    const decode = times[2] ?? 1;
    for (const [i, [name]] of steps.slice(0, 2).entries())
      rows.push([name, (times[i] ?? 0).toFixed(1), ((times[i] ?? 0) / decode).toFixed(1)]);
    rows.push([
      `making one of ${count.toLocaleString('en')} references and its place in the index`,
      built.toFixed(1),
      (built / decode).toFixed(1),
    ]);
  }
  printTable('Features and matching', ['step', 'CPU ms', 'times decoding'], rows);
}

function match(query: QueryPicture | undefined, library: PictureLibrary): void {
  if (query !== undefined) matchPicture(query, library);
}

await benchPictures();
await benchMatching();
const rows = [...benchScan(1_000_000, true), ...(values.full ? benchScan(10_000_000, false) : [])];
printTable(`Scanning hashes, limit ${LIMIT}`, ['table', 'variants asked', 'CPU ms, best', 'median'], rows);
