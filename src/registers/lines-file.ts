import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { numberOf } from './entry-line.ts';

/** Bytes read or written at once. */
const BLOCK = 1 << 22;

/** Lines of a part of a file, one after the other, without their line breaks. Only complete lines are given. */
export function* readLines(path: string, from = 0, to: number = Number.POSITIVE_INFINITY): Generator<string> {
  const file = openSync(path, 'r');
  const block = Buffer.allocUnsafe(BLOCK);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for (let at = from; at < to; ) {
      const read = readSync(file, block, 0, Math.min(BLOCK, to - at), at);
      if (read === 0) break;
      at += read;
      const bytes: Buffer = rest.length === 0 ? block.subarray(0, read) : Buffer.concat([rest, block.subarray(0, read)]);
      const end = bytes.lastIndexOf(10);
      if (end >= 0) yield* bytes.toString('utf8', 0, end).split('\n');
      rest = Buffer.from(bytes.subarray(end + 1));
    }
  } finally {
    closeSync(file);
  }
}

/** Writes lines in large blocks and knows at which byte of the file each begins. */
export class LineWriter {
  readonly #file: number;
  readonly #block = Buffer.allocUnsafe(BLOCK);
  #used = 0;
  #at: number;

  /** Writes from a byte of an open file on. */
  constructor(file: number, from: number) {
    this.#file = file;
    this.#at = from;
  }

  /** Byte at which the next line begins. */
  get position(): number {
    return this.#at + this.#used;
  }

  /** Adds a line; the line break is added. */
  write(line: string): void {
    const most = line.length * 3 + 1;
    if (most > BLOCK - this.#used) this.flush();
    if (most > BLOCK) {
      this.#put(Buffer.from(`${line}\n`));
      return;
    }
    this.#used += this.#block.write(line, this.#used);
    this.#block[this.#used++] = 10;
  }

  /** Writes what is still held. */
  flush(): void {
    this.#put(this.#block.subarray(0, this.#used));
    this.#used = 0;
  }

  #put(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const count = writeSync(this.#file, bytes, done, bytes.length - done, this.#at);
      done += count;
      this.#at += count;
    }
  }
}

/**
 * Merges lines that are each sorted by number into one order; lines of one number come together, in the order of their sources.
 * All sources are read one block ahead, so memory grows with their count, not with their length.
 */
export function* mergeByNumber(sources: readonly Generator<string>[]): Generator<readonly string[]> {
  const heads: { number: string; line: string; source: Generator<string> }[] = [];
  for (const source of sources) {
    const head = { number: '', line: '', source };
    if (advance(head)) heads.push(head);
  }
  const live = [...heads];
  while (live.length > 0) {
    let least = live[0]?.number ?? '';
    for (const { number } of live) if (number < least) least = number;
    const same: string[] = [];
    for (let i = 0; i < live.length; i++) {
      const head = live[i];
      if (head === undefined) continue;
      let more = true;
      while (more && head.number === least) {
        same.push(head.line);
        more = advance(head);
      }
      if (!more) live.splice(i--, 1);
    }
    yield same;
  }
}

function advance(head: { number: string; line: string; readonly source: Generator<string> }): boolean {
  const next = head.source.next();
  if (next.done === true) return false;
  head.line = next.value;
  head.number = numberOf(next.value);
  return true;
}
