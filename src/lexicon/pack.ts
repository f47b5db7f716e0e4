import { crc32 } from 'node:zlib';
import { HashGate, HashIndex } from './hash-index.ts';
import { HiddenMarks, nounTest } from './hidden-marks.ts';
import type { Lexicon } from './lexicon.ts';
import { MarkGate } from './mark-gate.ts';
import { cueReader, encodeCues } from './pack-cues.ts';
import { encodeForms, encodeMarks, formReader, markReader } from './pack-marks.ts';
import { StringPool, StringPoolBuilder } from './pack-strings.ts';
import { TermTrie, type TrieTables } from './term-trie.ts';

/*
 * A compiled lexicon as bytes, because compiling the tables takes longer than scanning a hundred listings. Opening one makes views on
 * the bytes and little else: marks, forms and texts are decoded when a listing meets them.
 *
 * magic "PCLX", format (u32), CRC-32 of what follows, length of the JSON part (u32), JSON, then columns of numbers, each from an
 * offset that is a multiple of 4. Numbers are little-endian, as on every machine that Node.js runs on.
 */

const MAGIC = 'PCLX';
/** Changes with the layout or with what the tables mean; a pack of another format is compiled anew. */
const FORMAT = 12;
const HEADER = 16;

interface TrieHead {
  /** Number of its first text in the pool of strings. */
  readonly text: number;
  readonly size: number;
  readonly nodes: number;
  readonly used: number;
}

interface PackJson {
  /** What the lexicon was compiled from. */
  readonly source: string;
  readonly verticals: { readonly names: readonly string[]; readonly masks: readonly number[] };
  readonly languages: { readonly names: readonly string[]; readonly masks: readonly number[] };
  readonly tries: readonly TrieHead[];
  /** Bytes of each column, in their order. */
  readonly columns: readonly number[];
}

type Column = Uint8Array | Int32Array;

/** The bytes of a compiled lexicon. `source` identifies what it was compiled from. */
export function encodeLexicon(lexicon: Lexicon, source: string): Uint8Array {
  const { cues, verticals, languages, hidden, trie } = lexicon;
  const strings = new StringPoolBuilder();
  const tries = triesOf(lexicon).map((one) => one.tables());
  const marks = encodeMarks(listOf(lexicon.markCount, lexicon.markOf), strings);
  const forms = encodeForms(listOf(trie.size, lexicon.formOf));
  const cueColumn = encodeCues(
    Array.from({ length: cues.trie.size }, (_, term) => cues.cuesOf(term)),
    strings,
  );
  const heads = tries.map(({ size, textOf, nodes, used }) => {
    return { text: strings.run(Array.from({ length: size }, (_, term) => textOf(term))), size, nodes, used };
  });
  const { bytes, offsets } = strings.columns();
  const { skeletons, spellings, words, splits, names, nameSlips, near } = hidden.tables;
  const columns: Column[] = [
    offsets,
    marks,
    forms,
    cueColumn,
    ...[skeletons, spellings, words, splits, names, nameSlips, near].flatMap((index) => [index.hashes, index.values]),
    ...[hidden.tables.drawnGate, hidden.tables.slipGate, hidden.tables.wordGate].map((gate) => gate.bits),
    hidden.tables.heads,
    ...tries.flatMap(({ from, hash, to, terms, first }) => [from, hash, to, terms, first]),
    bytes,
  ];
  const json: PackJson = {
    source,
    verticals: { names: verticals.names, masks: verticals.masks },
    languages: { names: languages.names, masks: languages.masks },
    tries: heads,
    columns: columns.map((column) => column.byteLength),
  };
  return seal(json, columns);
}

function seal(json: PackJson, columns: readonly Column[]): Uint8Array {
  const text = Buffer.from(JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const parts = columns.flatMap((column) => [
    new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    Buffer.alloc(padding(column.byteLength)),
  ]);
  const body = Buffer.concat([length, text, Buffer.alloc(padding(HEADER + text.length)), ...parts]);
  const head = Buffer.alloc(HEADER - 4);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(FORMAT, 4);
  head.writeUInt32LE(crc32(body), 8);
  return Buffer.concat([head, body]);
}

/** The lexicon of a pack; undefined when the bytes are damaged, of another format, or compiled from a source that is not `wanted`. */
export function decodeLexicon(bytes: Uint8Array, wanted: (source: string) => boolean): Lexicon | undefined {
  const pack = aligned(bytes);
  if (pack.length < HEADER || pack.toString('latin1', 0, 4) !== MAGIC || pack.readUInt32LE(4) !== FORMAT) return undefined;
  if (crc32(pack.subarray(HEADER - 4)) !== pack.readUInt32LE(8)) return undefined;
  const jsonLength = pack.readUInt32LE(HEADER - 4);
  // The checksum says that this program wrote it: the shape is its own.
  const json: PackJson = JSON.parse(pack.toString('utf8', HEADER, HEADER + jsonLength));
  if (!wanted(json.source)) return undefined;
  const lexicon = assemble(json, new ColumnReader(pack, HEADER + jsonLength + padding(HEADER + jsonLength), json.columns));
  return lexicon && { ...lexicon, pack };
}

/** A lexicon in memory that threads share, for `decodeLexicon` in another thread: the pack that it lies in, or a pack of its own. */
export function shareLexicon(lexicon: Lexicon): Uint8Array {
  return share(lexicon.pack ?? encodeLexicon(lexicon, ''));
}

function share(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

function assemble(json: PackJson, columns: ColumnReader): Lexicon | undefined {
  const offsets = columns.numbers();
  const [marks, forms, cueColumn] = [columns.numbers(), columns.numbers(), columns.numbers()];
  const [skeletons, spellings, words, splits, names, nameSlips, near] = [0, 1, 2, 3, 4, 5, 6].map(
    () => new HashIndex(columns.numbers(), columns.numbers()),
  );
  const drawnGate = new HashGate(columns.numbers());
  const slipGate = new HashGate(columns.numbers());
  const wordGate = new HashGate(columns.numbers());
  const heads = columns.bytes();
  const tables = json.tries.map(() => columns.trie());
  if (!skeletons || !spellings || !words || !splits || !names || !nameSlips || !near) return undefined;
  const strings = new StringPool(columns.bytes(), offsets);
  const [trie, phrases, accessories, cueTrie, verticalTrie, languageTrie] = json.tries.map(({ text, ...head }, i) => {
    const table = tables[i];
    return table === undefined
      ? new TermTrie()
      : TermTrie.from({ ...head, ...table, textOf: (term) => strings.text(text + term) });
  });
  if (!trie || !phrases || !accessories || !cueTrie || !verticalTrie || !languageTrie) return undefined;
  const { count, markOf } = markReader(marks, strings);
  const formOf = formReader(forms);
  const written = { count: trie.size, formOf, markOf, textOf: (form: number) => trie.text(form) };
  return {
    markCount: count,
    markOf,
    formOf,
    trie,
    gate: new MarkGate(trie, splits),
    hidden: new HiddenMarks(
      { skeletons, spellings, words, splits, heads, names, nameSlips, near, drawnGate, slipGate, wordGate },
      written,
      nounTest(accessories, verticalTrie),
      { ...json.languages, trie: languageTrie },
    ),
    phrases,
    accessories,
    cues: { trie: cueTrie, cuesOf: cueReader(cueColumn, cueTrie.size, strings) },
    verticals: { ...json.verticals, trie: verticalTrie },
    languages: { ...json.languages, trie: languageTrie },
  };
}

function triesOf({ trie, phrases, accessories, cues, verticals, languages }: Lexicon): TermTrie[] {
  return [trie, phrases, accessories, cues.trie, verticals.trie, languages.trie];
}

function listOf<T>(count: number, at: (number: number) => T | undefined): T[] {
  return Array.from({ length: count }, (_, i) => at(i)).filter((item) => item !== undefined);
}

/** Bytes to the next multiple of 4. */
function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

/** The same bytes where views of numbers may be made on them: a file that was read begins where a buffer does. */
function aligned(bytes: Uint8Array): Buffer {
  const own = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return Buffer.from(own.buffer, own.byteOffset, own.byteLength);
}

/** Takes one column after the other out of a pack, without copying. */
class ColumnReader {
  readonly #pack: Buffer;
  readonly #lengths: readonly number[];
  #at: number;
  #column = 0;

  constructor(pack: Buffer, at: number, lengths: readonly number[]) {
    this.#pack = pack;
    this.#at = pack.byteOffset + at;
    this.#lengths = lengths;
  }

  bytes(): Uint8Array {
    const [start, length] = this.#next();
    return new Uint8Array(this.#pack.buffer, start, length);
  }

  numbers(): Int32Array {
    const [start, length] = this.#next();
    return new Int32Array(this.#pack.buffer, start, length / 4);
  }

  trie(): Omit<TrieTables, 'size' | 'textOf' | 'nodes' | 'used'> {
    const [from, hash, to, terms, first] = [this.numbers(), this.numbers(), this.numbers(), this.numbers(), this.bytes()];
    return { from, hash, to, terms, first };
  }

  #next(): [number, number] {
    const length = this.#lengths[this.#column++] ?? 0;
    const start = this.#at;
    this.#at += length + padding(length);
    return [start, length];
  }
}
