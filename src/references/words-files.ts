import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { EnvironmentError } from '../model/errors.ts';
import type { CopyWords } from '../text/copy-words.ts';
import { wordRecipe } from '../text/gram-recipe.ts';
import { loadWords, STORED_WORDS_VERSION, storeWords, type WordPlaces } from '../text/stored-words.ts';

/*
 * The words of all texts of a segment, in a file beside it: the words of each, then where each begins, then sizes and a checksum. Reading
 * eight of them takes a tenth of the time of reading eight texts and splitting them into words. Nothing is lost with such a file: without it, or
 * where it is damaged, words are read from the texts.
 */

/** Bytes written at once. */
const PIECE = 1 << 20;
/** 32-bit numbers of the foot: texts, recipe, checksum of what comes before it behind the words, version, mark. */
const FOOT = 5;
const MARK = 0x57435250;

/** Name of the file beside a segment. */
export function wordsFileOf(segment: string): string {
  return segment.replace(/\.seg$/, '.words');
}

/** The words of the texts of a segment that is being made, in the order in which they are added. */
export class WordsDraft {
  readonly #path: string;
  readonly #folder: string;
  readonly #file: number;
  readonly #piece = new Uint8Array(PIECE);
  #filled = 0;
  /** Where the next text begins, in 32-bit numbers. */
  #next = 0;
  #starts = new Uint32Array(1024);
  #texts = 0;

  /** @param folder of the segments. @throws EnvironmentError when the disk refuses. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, 'draft.words.tmp');
    this.#file = this.#try(() => {
      mkdirSync(folder, { recursive: true });
      return openSync(this.#path, 'w');
    });
  }

  add(words: CopyWords): void {
    this.addStored(storeWords(words));
  }

  /** Adds the words of a text that were stored before. */
  addStored(bytes: Uint8Array): void {
    if (this.#texts + 1 >= this.#starts.length) {
      const more = new Uint32Array(this.#starts.length * 2);
      more.set(this.#starts);
      this.#starts = more;
    }
    this.#write(bytes);
    this.#next += bytes.length / 4;
    this.#starts[++this.#texts] = this.#next;
  }

  /** Puts the file beside its segment. It is not waited for until it is on the disk: it can be done without. */
  save(segment: string): void {
    const starts = new Uint8Array(this.#starts.buffer, 0, (this.#texts + 1) * 4);
    this.#write(starts);
    const foot = Uint32Array.of(this.#texts, wordRecipe(), crc32(starts), STORED_WORDS_VERSION, MARK);
    this.#write(new Uint8Array(foot.buffer));
    this.#flush();
    this.#try(() => {
      closeSync(this.#file);
      renameSync(this.#path, join(this.#folder, wordsFileOf(segment)));
    });
  }

  /** Takes the draft away, instead of saving it. */
  discard(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === PIECE) this.#flush();
      const part = bytes.subarray(at, at + PIECE - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
  }

  #flush(): void {
    this.#try(() => {
      for (let at = 0; at < this.#filled; ) at += writeSync(this.#file, this.#piece, at, this.#filled - at);
    });
    this.#filled = 0;
  }

  #try<T>(act: () => T): T {
    try {
      return act();
    } catch (cause) {
      throw new EnvironmentError(
        { en: `The words of the texts cannot be written to ${this.#path}.`, zh: `文案的词表无法写入 ${this.#path}。` },
        { cause },
      );
    }
  }
}

/** Opens the words of a segment; undefined when there are none that can be used. @param texts of the segment. */
export function openWords(folder: string, segment: string, texts: number): WordsFile | undefined {
  let file: number;
  try {
    file = openSync(join(folder, wordsFileOf(segment)), 'r');
  } catch {
    return undefined;
  }
  const starts = readStarts(file, texts);
  if (starts !== undefined) return new WordsFile(file, starts);
  closeSync(file);
  return undefined;
}

/** Where the texts begin, in 32-bit numbers, and where the last one ends. */
function readStarts(file: number, texts: number): Uint32Array | undefined {
  const size = (texts + 1 + FOOT) * 4;
  const from = fstatSync(file).size - size;
  if (from < 0) return undefined;
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  if (!readAll(file, bytes, from)) return undefined;
  const starts = new Uint32Array(bytes.buffer, 0, texts + 1);
  const [count, recipe, checksum, version, mark] = new Uint32Array(bytes.buffer, starts.byteLength);
  const isWhole = mark === MARK && count === texts && starts[texts] === from / 4;
  const isOurs = version === STORED_WORDS_VERSION && recipe === wordRecipe();
  return isWhole && isOurs && crc32(bytes.subarray(0, starts.byteLength)) === checksum ? starts : undefined;
}

/** False when the disk does not give so many bytes. */
function readAll(file: number, bytes: Uint8Array, from: number): boolean {
  try {
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, from + at);
      if (read === 0) return false;
      at += read;
    }
    return true;
  } catch {
    return false;
  }
}

/** The words of the texts of a segment. The file stays open, for all threads. */
export class WordsFile {
  readonly #file: number;
  readonly #starts: Uint32Array;
  #room = new Uint8Array(1 << 13);

  /** @param file as the system numbers it. @param starts where each text begins and the last one ends, in 32-bit numbers. */
  constructor(file: number, starts: Uint32Array) {
    this.#file = file;
    this.#starts = starts;
  }

  /** What another thread opens it with. */
  get parts(): { readonly file: number; readonly starts: Uint32Array } {
    return { file: this.#file, starts: this.#starts };
  }

  /** Words of a text by its number in the segment; undefined when they cannot be read. @param findPlaces see `loadWords`. */
  read(text: number, findPlaces: () => WordPlaces): CopyWords | undefined {
    const bytes = this.readStored(text);
    return bytes === undefined ? undefined : loadWords(bytes, findPlaces);
  }

  /** The same as they are stored; valid until the next call. */
  readStored(text: number): Uint8Array | undefined {
    const from = this.#starts[text] ?? 0;
    const length = ((this.#starts[text + 1] ?? 0) - from) * 4;
    if (length <= 0) return undefined;
    if (this.#room.length < length) this.#room = new Uint8Array(length * 2);
    const bytes = this.#room.subarray(0, length);
    return readAll(this.#file, bytes, from * 4) ? bytes : undefined;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The words of a segment's texts as data that can be sent to another thread. */
export interface WordsParts {
  readonly keys: Uint32Array;
  readonly file: number;
  readonly starts: Uint32Array;
}

/** The words of the texts of all segments. */
export class StoredWords {
  readonly #parts: { readonly keys: Uint32Array; readonly file: WordsFile }[] = [];

  /** Opens in another thread what `parts` gave. */
  static of(parts: readonly WordsParts[]): StoredWords {
    const words = new StoredWords();
    for (const { keys, file, starts } of parts) words.add(keys, new WordsFile(file, starts));
    return words;
  }

  /** What another thread opens them with. */
  get parts(): WordsParts[] {
    return this.#parts.map(({ keys, file }) => ({ keys, ...file.parts }));
  }

  /** Adds a segment. @param keys of its texts. @param file absent when its words are not kept. */
  add(keys: Uint32Array, file: WordsFile | undefined): void {
    if (file !== undefined) this.#parts.push({ keys, file });
  }

  /** Words of a text by its key; undefined when they are not kept. @param findPlaces see `loadWords`. */
  read(key: number, findPlaces: () => WordPlaces): CopyWords | undefined {
    for (const { keys, file } of this.#parts) {
      const at = key < (keys[0] ?? 0) || key > (keys.at(-1) ?? 0) ? -1 : placeOf(keys, key);
      if (at >= 0) return file.read(at, findPlaces);
    }
    return undefined;
  }
}

/** Place of a key among ascending ones; -1 when it is not there. */
export function placeOf(keys: Uint32Array, key: number): number {
  let from = 0;
  let to = keys.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] ?? 0) < key) from = middle + 1;
    else to = middle;
  }
  return keys[from] === key ? from : -1;
}
