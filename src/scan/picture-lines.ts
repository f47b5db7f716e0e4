import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.ts';
import type { PictureTextReader } from './picture-text.ts';
import { openTextReader, readFileText, TEXT_READER } from './picture-text.ts';

/*
 * The text in pictures, read once for each content: it takes a second a picture, and pictures are scanned again and again.
 */

/** Longest text of one picture that is kept; a page of print has more, and is none of a listing's main concerns. */
const MAX_TEXT = 4_000;

/** Reads pictures and remembers what they said, on disk where there is a folder for it. */
export class PictureLines {
  readonly #folder: string | undefined;
  readonly #read: (file: string) => Promise<string>;
  readonly #known = new Map<string, Promise<string>>();

  /** @param folder of the cache; `read` is for tests. */
  constructor(folder: string | undefined, read: (file: string) => Promise<string> = lazyReader()) {
    this.#folder = folder === undefined ? undefined : join(folder, 'picture-text');
    this.#read = read;
  }

  /** The lines in a picture, joined by line breaks; empty when it has none. `sha256` is that of the file. */
  read(file: string, sha256: string): Promise<string> {
    const text = this.#known.get(sha256) ?? this.#look(file, sha256);
    this.#known.set(sha256, text);
    return text;
  }

  async #look(file: string, sha256: string): Promise<string> {
    const path = this.#folder === undefined ? undefined : join(this.#folder, `${sha256}.json`);
    const kept = path === undefined ? undefined : readKept(path);
    if (kept !== undefined) return kept;
    const text = await this.#read(file);
    if (path !== undefined) keep(path, text);
    return text;
  }
}

/** Opens the networks at the first picture that was never read. */
function lazyReader(): (file: string) => Promise<string> {
  let reader: Promise<PictureTextReader> | undefined;
  return async (file) => {
    reader ??= openTextReader();
    const lines = await readFileText(file, await reader);
    return lines
      .map(({ text }) => text)
      .join('\n')
      .slice(0, MAX_TEXT);
  };
}

/** What an earlier scan read; undefined when there is nothing, or another reader wrote it, or it is damaged. */
function readKept(path: string): string | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof kept !== 'object' || kept === null || !('reader' in kept) || !('text' in kept)) return undefined;
    return kept.reader === TEXT_READER && typeof kept.text === 'string' ? kept.text : undefined;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time, nothing else. */
function keep(path: string, text: string): void {
  try {
    writeAtomically(path, `${JSON.stringify({ reader: TEXT_READER, text })}\n`);
  } catch {
    return;
  }
}
