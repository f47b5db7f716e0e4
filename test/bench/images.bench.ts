import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { findFramed } from '../../src/image/frame.ts';
import { HASH_WORDS } from '../../src/image/hamming.ts';
import { PlainHashScan } from '../../src/image/hash-scan.ts';
import { createShared, SimdHashScan } from '../../src/image/hash-scan-simd.ts';
import { hashPixels, hashQuickly } from '../../src/image/pdq.ts';
import type { Pixels } from '../../src/image/pixels.ts';
import { readPicture } from '../../src/scan/pictures.ts';
import { drawListings } from '../eval/image-drawings.ts';
import { prepareRivals, type Shown, show } from '../eval/image-methods.ts';
import { printTable } from '../eval/table.ts';
import { Random } from './random.ts';

/*
 * What looking at a picture costs: decoding, hashing, searching. CPU milliseconds, with the ratio to decoding alone. The steps take turns
 * with every picture, so that a machine that is busy with other work is busy for all of them.
 *
 *   npm run bench -- images [--data FOLDER] [--full]
 *
 * --data: photographs (JPEG) instead of drawings. --full: a table of ten million hashes, too.
 */

const { values } = parseArgs({ options: { data: { type: 'string' }, full: { type: 'boolean', default: false } } });

const ROUNDS = 5;
const PICTURES = 24;
/** Sides of a usual listing picture, pixels. */
const LISTING = { width: 1274, height: 1580 };

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function readFiles(): Promise<Buffer[]> {
  if (values.data === undefined) {
    const drawings = await drawListings(PICTURES / 6, 1);
    return Promise.all(
      drawings.map(({ bytes }) =>
        sharp(bytes)
          .resize({ ...LISTING, fit: 'fill' })
          .jpeg({ quality: 88 })
          .toBuffer(),
      ),
    );
  }
  const { data } = values;
  const names = readdirSync(data).filter((name) => /\.jpe?g$/i.test(name));
  return names.filter((_, i) => i % Math.ceil(names.length / PICTURES) === 0).map((name) => readFileSync(join(data, name)));
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

await benchPictures();
const rows = [...benchScan(1_000_000, true), ...(values.full ? benchScan(10_000_000, false) : [])];
printTable(`Scanning hashes, limit ${LIMIT}`, ['table', 'variants asked', 'CPU ms, best', 'median'], rows);
