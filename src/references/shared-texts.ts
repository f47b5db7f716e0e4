import type { ReferenceText } from '../model/reference.ts';
import type { RetrieveOptions, SearchedSegment } from '../text/retrieve.ts';
import { SegmentLibrary } from '../text/segment-library.ts';
import type { WordWeights } from '../text/word-weights.ts';
import { openStore } from './store.ts';
import { StoredWords, type WordsParts } from './words-files.ts';

/*
 * A library of texts for another thread: index and hand-kept texts lie in memory that both share, the words of stored texts are read from
 * the same open files, and the store itself is opened once more, for the few texts that are shown.
 */

/** A library of texts as data that can be sent. */
export interface SharedTexts {
  readonly segments: readonly SearchedSegment[];
  readonly options: RetrieveOptions;
  readonly words: readonly WordsParts[];
  /** Folder of the store; absent where there is none. */
  readonly store?: string;
  readonly handKept: PackedTexts;
  /** Key of the first hand-kept text; the others follow. */
  readonly firstKey: number;
}

/** Texts one after the other, as JSON, in memory that threads share. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  /** Where each begins and the last one ends. */
  readonly starts: Float64Array;
}

/** Packs texts. A text is decoded when somebody asks for it. */
export function packTexts(texts: readonly ReferenceText[]): PackedTexts {
  const lines = texts.map((text) => Buffer.from(JSON.stringify(text)));
  const starts = new Float64Array(new SharedArrayBuffer((lines.length + 1) * 8));
  for (const [i, line] of lines.entries()) starts[i + 1] = (starts[i] ?? 0) + line.length;
  const bytes = new Uint8Array(new SharedArrayBuffer(starts.at(-1) ?? 0));
  for (const [i, line] of lines.entries()) bytes.set(line, starts[i]);
  return { bytes, starts };
}

/** A packed text by its number; undefined for any other number. */
export function unpackText({ bytes, starts }: PackedTexts, number: number): ReferenceText | undefined {
  const [start, end] = [starts[number], starts[number + 1]];
  if (start === undefined || end === undefined) return undefined;
  // This program wrote it a moment ago: the shape is its own.
  const text: ReferenceText = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
  return text;
}

/** Opens a library in the thread that got it. @param weights of everyday words. @throws EnvironmentError when the store cannot be read. */
export async function openSharedTexts(shared: SharedTexts, weights: WordWeights): Promise<SegmentLibrary> {
  const { segments, options, words, store: folder, handKept, firstKey } = shared;
  const store = folder === undefined ? undefined : await openStore(folder);
  const stored = StoredWords.of(words);
  return new SegmentLibrary(
    {
      segments,
      textOf: (key) => (key < firstKey ? store?.textOf(key) : unpackText(handKept, key - firstKey)),
      storedWords: (key, places) => stored.read(key, places),
      weights,
    },
    options,
  );
}
