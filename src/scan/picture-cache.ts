import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import manifest from '../../package.json' with { type: 'json' };
import { writeAtomically } from '../disk/atomic-file.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { FoundPicture } from '../image/match/found.ts';
import type { ReferenceImage } from '../model/reference.ts';
import { markUsed } from './cache-folder.ts';
import { isFacts, isFoundList, type KeptFound } from './picture-cache-check.ts';

/*
 * What scans learned of pictures, by the SHA-256 of their files: decoding and searching take a quarter of a second a picture, and the same
 * pictures are scanned again and again. One small file a picture, written beside the old one and put in its place. A cache that is damaged
 * or cannot be written costs time, nothing else.
 */

/** Longest file that is read, bytes: room for some two thousand matches. Usual ones have 2 to 12 KB. */
const MAX_BYTES = 1 << 20;

/** The library in which a picture is looked for, as far as what was found depends on it. */
export interface SearchedLibrary {
  /** Changes with everything that changes what is found. */
  readonly digest: string;
  /** The picture of the library with this id. */
  referenceOf(id: string): ReferenceImage | undefined;
}

/** What pictures were found to be, kept between scans. */
export class PictureCache {
  readonly #folder: string;
  readonly #maker: () => string;

  /**
   * @param folder of all that is kept between scans.
   * @param maker names what makes the facts; what another one made is not used.
   */
  constructor(folder: string, maker: () => string = nameProgram) {
    this.#folder = join(folder, 'pictures');
    this.#maker = maker;
  }

  /**
   * The facts of a picture with this SHA-256 (hexadecimal), with its matches when it was looked for in this very library; without a
   * library, without them. Undefined when nothing that can be used is kept.
   */
  read(sha256: string, library: SearchedLibrary | undefined): ImageFacts | undefined {
    const kept = this.#open(sha256);
    if (kept !== undefined) markUsed(this.#pathOf(sha256));
    if (kept === undefined || library === undefined || kept.library !== library.digest) return kept?.facts;
    const matches = kept.found.map(({ reference: id, ...match }) => {
      const reference = library.referenceOf(id);
      return reference && { reference, ...match };
    });
    return matches.every((match) => match !== undefined) ? { ...kept.facts, matches } : kept.facts;
  }

  /** Keeps the facts of a picture. @param library in which its matches were found. */
  keep({ matches, ...facts }: ImageFacts, library: SearchedLibrary | undefined): void {
    const found = library === undefined ? [] : (matches ?? []).map(toKept);
    const content = [this.#maker(), facts, library?.digest ?? '', found];
    try {
      writeAtomically(this.#pathOf(facts.sha256), `${JSON.stringify([...content, checksum(content)])}\n`);
    } catch {
      return;
    }
  }

  #open(sha256: string): { facts: ImageFacts; library: string; found: readonly KeptFound[] } | undefined {
    const parts = readList(this.#pathOf(sha256));
    const [maker, facts, library, found] = parts;
    if (maker !== this.#maker() || parts.at(-1) !== checksum(parts.slice(0, -1))) return undefined;
    if (!isFacts(facts) || facts.sha256 !== sha256 || typeof library !== 'string' || !isFoundList(found)) return undefined;
    return { facts, library, found };
  }

  /** Folders of some hundred files each, however many pictures a shop has. */
  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), `${sha256.slice(2)}.json`);
  }
}

function toKept({ reference, ...match }: FoundPicture): KeptFound {
  return { reference: reference.id, ...match };
}

/** Disks lose bits, and a changed digit is still a digit. What was parsed is written again as it stood. */
function checksum(content: readonly unknown[]): number {
  return crc32(JSON.stringify(content));
}

/** The list that a file holds; an empty one when it holds none. */
function readList(path: string): readonly unknown[] {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    if (fstatSync(handle).size > MAX_BYTES) return [];
    const value: unknown = JSON.parse(readFileSync(handle, 'utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

let program: string | undefined;

/**
 * The program and its decoder. The file of this code is the whole program once it is built: a number in its place would have to be raised
 * with every change of a threshold, and whoever forgets it gets findings of yesterday.
 */
export function nameProgram(): string {
  if (program !== undefined) return program;
  const code = readFileSync(fileURLToPath(import.meta.url));
  program = `${createHash('sha256').update(code).digest('hex')} ${manifest.dependencies.sharp}`;
  return program;
}
