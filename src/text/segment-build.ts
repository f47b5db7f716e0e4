import { GramReader } from './copy-grams.ts';
import type { CopyWords } from './copy-words.ts';
import { gramRecipe } from './gram-recipe.ts';
import { isFault, NO_RECIPE, openSegment, type Segment } from './segment.ts';
import { bitsFor, SegmentWriter, type Sink } from './segment-writer.ts';
import { TextCounts } from './word-counts.ts';

/** A text for the index. */
export interface SegmentText {
  /** Key in the store; larger than those before it. */
  readonly key: number;
  /** Number of the owner. */
  readonly owner: number;
  readonly source: string;
  readonly words: CopyWords;
}

/** Texts for one segment: some 1.1 KB of memory a text of 1 KB until it is written. Made to be filled again. */
export class SegmentBuilder {
  readonly #reader: GramReader;
  #hashes = new Uint32Array(1 << 16);
  /** First posting of every text. */
  #firsts = new Uint32Array(1024);
  #keys = new Uint32Array(1024);
  #owners = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  #words = new TextCounts();
  #texts = 0;
  #postings = 0;

  /** @param reader makes the hashes of a text; all segments of a library have the same. */
  constructor(reader: GramReader = new GramReader()) {
    this.#reader = reader;
  }

  /** Texts added since the last segment. */
  get texts(): number {
    return this.#texts;
  }

  /** Keys of the first and the last of them. */
  get firstKey(): number {
    return this.#keys[0] ?? 0;
  }

  get lastKey(): number {
    return this.#keys[this.#texts - 1] ?? 0;
  }

  /** Forgets what was added. */
  clear(): void {
    this.#texts = 0;
    this.#postings = 0;
    this.#words = new TextCounts();
  }

  add({ key, owner, source, words }: SegmentText): void {
    const text = this.#texts++;
    if (this.#texts >= this.#firsts.length) this.#growTexts();
    this.#keys[text] = key;
    this.#owners[text] = owner;
    this.#lengths[text] = words.count;
    this.#reader.readForIndex(words, source);
    const { count, hashes } = this.#reader;
    if (this.#postings + count > this.#hashes.length) this.#hashes = grow(this.#hashes, this.#postings + count);
    this.#hashes.set(hashes.subarray(0, count), this.#postings);
    this.#postings += count;
    this.#firsts[text + 1] = this.#postings;
    this.#words.add(words.ids, words.count, text);
  }

  /**
   * Writes the segment and empties the builder.
   * @param recipe `NO_RECIPE` for a segment that is not kept.
   * @returns its length in bytes.
   */
  write(sink: Sink, recipe: number = gramRecipe()): number {
    const texts = this.#texts;
    const owners = this.#owners.slice(0, texts);
    const writer = new SegmentWriter(bitsFor(this.#postings, texts), owners, sink);
    this.#writeSlices(writer);
    const about = { keys: this.#keys.slice(0, texts), owners, lengths: this.#lengths.slice(0, texts) };
    const bytes = writer.finish(about, this.#words.common(texts), recipe);
    this.clear();
    return bytes;
  }

  /** First by slices, whose counters and ends fit into the cache; the writer sorts within them. */
  #writeSlices(writer: SegmentWriter): void {
    const shift = 32 - writer.sliceBits;
    const count = this.#postings;
    const from = this.#hashes;
    const starts = new Uint32Array(2 ** writer.sliceBits + 1);
    const sliceOf = writer.sliceBits === 0 ? (): number => 0 : (hash: number): number => hash >>> shift;
    for (let i = 0; i < count; i++) {
      const slice = sliceOf(from[i] ?? 0) + 1;
      starts[slice] = (starts[slice] ?? 0) + 1;
    }
    for (let s = 1; s < starts.length; s++) starts[s] = (starts[s] ?? 0) + (starts[s - 1] ?? 0);
    const hashes = new Uint32Array(count);
    const texts = new Uint32Array(count);
    for (let text = 0; text < this.#texts; text++) {
      const end = this.#firsts[text + 1] ?? 0;
      for (let i = this.#firsts[text] ?? 0; i < end; i++) {
        const hash = from[i] ?? 0;
        const slice = sliceOf(hash);
        const at = starts[slice] ?? 0;
        starts[slice] = at + 1;
        hashes[at] = hash;
        texts[at] = text;
      }
    }
    let start = 0;
    for (let slice = 0; slice < starts.length - 1; slice++) {
      const end = starts[slice] ?? 0;
      writer.addSlice(slice, hashes.subarray(start, end), texts.subarray(start, end), end - start);
      start = end;
    }
  }

  #growTexts(): void {
    const room = this.#firsts.length * 2;
    this.#firsts = grow(this.#firsts, room);
    this.#keys = grow(this.#keys, room);
    this.#owners = grow(this.#owners, room);
    this.#lengths = grow(this.#lengths, room);
  }
}

/** The bytes of a segment of a few texts. @param recipe `NO_RECIPE` when they are not kept. */
export function buildSegment(texts: Iterable<SegmentText>, recipe: number = gramRecipe()): Uint8Array {
  const builder = new SegmentBuilder();
  for (const text of texts) builder.add(text);
  return collect((sink) => builder.write(sink, recipe));
}

/** The segment of a builder's texts, for this process alone. */
export function segmentInMemory(builder: SegmentBuilder): Segment {
  const segment = openSegment(
    collect((sink) => builder.write(sink, NO_RECIPE)),
    NO_RECIPE,
  );
  if (isFault(segment)) throw new RangeError(segment.reason.en);
  return segment;
}

/** What was written to a sink, in one piece that threads can share. */
export function collect(write: (sink: Sink) => void): Uint8Array {
  const pieces: Uint8Array[] = [];
  write((piece) => pieces.push(piece.slice()));
  const bytes = new Uint8Array(new SharedArrayBuffer(pieces.reduce((sum, piece) => sum + piece.length, 0)));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function grow(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(length, numbers.length * 2));
  grown.set(numbers);
  return grown;
}
