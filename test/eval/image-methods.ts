import { createRequire } from 'node:module';
import { bmvbhash } from 'blockhash-core';
import { HASH_WORDS, measureDistance, packHash } from '../../src/image/hash/hamming.ts';
import { hashPixels, MIN_QUALITY } from '../../src/image/hash/pdq.ts';
import type { Pixels } from '../../src/image/pixels.ts';
import { type Raster, readRaster, resize } from './image-raster.ts';

/*
 * What finds the picture that another was made from: what others use, each with the limit at which it gave no false match on 2,343
 * other pictures. preclear's own legs are in `image-local.ts`.
 */

/** A picture as a program gets it: the file, and what is in it. */
export interface Shown {
  readonly name: string;
  readonly bytes: Buffer;
  readonly pixels: Raster;
}

/** What a method says of a picture. */
export interface Answer {
  /** Numbers of the references that it takes for the same picture, the best first. */
  readonly matches: readonly number[];
  /** Numbers of those that it shows for review, but calls no copy. */
  readonly related?: readonly number[];
  /** The nearest reference, whether it is a match or not; a lower score is nearer. */
  readonly nearest?: { readonly reference: number; readonly score: number };
}

/** Finds references in a library that was prepared. */
export interface Method {
  readonly name: string;
  /** `limit` is what the method's scores are judged by, in words. */
  readonly limit: string;
  answer(shown: Shown): Promise<Answer> | Answer;
}

/** Decodes a file. */
export async function show(name: string, bytes: Buffer): Promise<Shown> {
  return { name, bytes, pixels: await readRaster(bytes, 2000) };
}

/** The rivals, with a library of references. */
export async function prepareRivals(references: readonly Shown[]): Promise<Method[]> {
  return [
    await hashMethod('sharp-phash', 4, references, async ({ bytes }) => wordsOfBits(await phashOf(bytes))),
    // From 256 x 256: a whole picture takes it a quarter of a second, and at most 4 bits differ (20 product photographs).
    await hashMethod('blockhash 16x16', 3, references, async ({ pixels }) => {
      return wordsOfHex(bmvbhash(withAlpha(await resize(pixels, 256, 256)), 16));
    }),
    await hashMethod('PDQ', 31, references, ({ pixels }) => {
      const { hashes, quality } = hashPixels(pixels);
      return quality < MIN_QUALITY ? undefined : wordsOfHex(hashes[0] ?? '');
    }),
  ];
}

const require: NodeJS.Require = createRequire(import.meta.url);

/** 64 bits as text. The types of the package describe another way of loading it. */
async function phashOf(bytes: Buffer): Promise<string> {
  const phash: unknown = require('sharp-phash');
  const bits: unknown = typeof phash === 'function' ? await phash(bytes) : undefined;
  if (typeof bits !== 'string') throw new TypeError('sharp-phash gave no hash');
  return bits;
}

type HashOf = (shown: Shown) => Promise<Uint32Array | undefined> | Uint32Array | undefined;

/** Compares one hash of the picture with one hash of each reference. */
async function hashMethod(name: string, limit: number, references: readonly Shown[], hashOf: HashOf): Promise<Method> {
  const hashes: (Uint32Array | undefined)[] = [];
  for (const reference of references) hashes.push(await hashOf(reference));
  return {
    name,
    limit: `${limit} bits`,
    async answer(shown) {
      const own = await hashOf(shown);
      if (own === undefined) return { matches: [] };
      const found = hashes
        .flatMap((hash, reference) => (hash === undefined ? [] : [{ reference, score: measureDistance(own, 0, hash, 0, 256) }]))
        .sort((a, b) => a.score - b.score);
      const matches = found.filter(({ score }) => score <= limit).map(({ reference }) => reference);
      return found[0] === undefined ? { matches } : { matches, nearest: found[0] };
    },
  };
}

function wordsOfBits(bits: string): Uint32Array {
  const words = new Uint32Array(HASH_WORDS);
  for (const [i, bit] of [...bits].entries()) if (bit === '1') words[i >> 5] = (words[i >> 5] ?? 0) | (1 << (i & 31));
  return words;
}

function wordsOfHex(hash: string): Uint32Array {
  const words = new Uint32Array(HASH_WORDS);
  packHash(hash, words, 0);
  return words;
}

function withAlpha({ data, width, height }: Pixels): { data: Uint8Array; width: number; height: number } {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) rgba.set(data.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  return { data: rgba, width, height };
}
