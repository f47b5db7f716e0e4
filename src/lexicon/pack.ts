import { createHash } from 'node:crypto';
import type { Cue } from './cues.ts';
import type { Lexicon } from './lexicon.ts';
import type { Form, Mark } from './mark.ts';
import { FIRST_BYTES, TermTrie, type TrieTables } from './term-trie.ts';

/*
 * A compiled lexicon as bytes, because compiling the tables takes longer than scanning a hundred listings.
 *
 * magic "PCLX", format (u32), SHA-256 of what follows, length of the JSON part (u32), JSON, then the tables of the tries, each from
 * an offset that is a multiple of 4. Numbers are little-endian, as on every machine that Node.js runs on.
 */

const MAGIC = 'PCLX';
/** Changes with the layout or with what the tables mean; a pack of another format is compiled anew. */
const FORMAT = 3;
const HEADER = 44;

interface TrieHead {
  readonly texts: readonly string[];
  readonly nodes: number;
  readonly used: number;
  /** Entries of the transition table and of the node table. */
  readonly slots: number;
  readonly terms: number;
}

interface PackJson {
  /** Hash of the tables that the lexicon was compiled from. */
  readonly source: string;
  readonly marks: readonly Mark[];
  readonly forms: readonly Form[];
  readonly cues: readonly (readonly Cue[])[];
  readonly verticals: { readonly names: readonly string[]; readonly masks: readonly number[] };
  readonly tries: readonly TrieHead[];
}

/** The bytes of a compiled lexicon. `source` identifies what it was compiled from. */
export function encodeLexicon(lexicon: Lexicon, source: string): Uint8Array {
  const { cues, verticals } = lexicon;
  const marks = Array.from({ length: lexicon.markCount }, (_, i) => lexicon.markOf(i)).filter((m) => m !== undefined);
  const forms = Array.from({ length: lexicon.trie.size }, (_, i) => lexicon.formOf(i)).filter((f) => f !== undefined);
  const tries = triesOf(lexicon).map((trie) => trie.tables());
  const json: PackJson = {
    source,
    marks,
    forms,
    cues: cues.cues,
    verticals: { names: verticals.names, masks: verticals.masks },
    tries: tries.map(({ texts, nodes, used, from, terms }) => ({
      texts,
      nodes,
      used,
      slots: from.length,
      terms: terms.length,
    })),
  };
  const text = Buffer.from(JSON.stringify(json));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const padding = Buffer.alloc((4 - ((HEADER + text.length) % 4)) % 4);
  const tables = tries.flatMap(({ from, hash, to, terms, first }) => [from, hash, to, terms, first].map(bytesOf));
  const body = Buffer.concat([length, text, padding, ...tables]);
  const head = Buffer.alloc(8);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(FORMAT, 4);
  return Buffer.concat([head, createHash('sha256').update(body).digest(), body]);
}

/** The lexicon of a pack; undefined when the bytes are damaged, of another format, or compiled from something else than `source`. */
export function decodeLexicon(bytes: Uint8Array, source: string): Lexicon | undefined {
  const pack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (pack.length < HEADER || pack.toString('latin1', 0, 4) !== MAGIC || pack.readUInt32LE(4) !== FORMAT) return undefined;
  const body = pack.subarray(40);
  if (!createHash('sha256').update(body).digest().equals(pack.subarray(8, 40))) return undefined;
  const jsonLength = pack.readUInt32LE(40);
  // The checksum says that this program wrote it: the shape is its own.
  const json: PackJson = JSON.parse(pack.toString('utf8', HEADER, HEADER + jsonLength));
  if (json.source !== source) return undefined;
  const reader = new TableReader(pack, HEADER + jsonLength + ((4 - ((HEADER + jsonLength) % 4)) % 4));
  const [trie, phrases, accessories, cueTrie, verticalTrie] = json.tries.map((head) => TermTrie.from(reader.trie(head)));
  if (!trie || !phrases || !accessories || !cueTrie || !verticalTrie) return undefined;
  return {
    markCount: json.marks.length,
    markOf: (mark) => json.marks[mark],
    formOf: (form) => json.forms[form],
    trie,
    phrases,
    accessories,
    cues: { trie: cueTrie, cues: json.cues },
    verticals: { ...json.verticals, trie: verticalTrie },
  };
}

function triesOf({ trie, phrases, accessories, cues, verticals }: Lexicon): TermTrie[] {
  return [trie, phrases, accessories, cues.trie, verticals.trie];
}

function bytesOf(table: Int32Array | Uint8Array): Uint8Array {
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
}

/** Takes one table after the other out of a pack. */
class TableReader {
  readonly #pack: Buffer;
  #at: number;

  constructor(pack: Buffer, at: number) {
    this.#pack = pack;
    this.#at = at;
  }

  trie({ texts, nodes, used, slots, terms }: TrieHead): TrieTables {
    const [from, hash, to, ends] = [slots, slots, slots, terms].map((length) => new Int32Array(this.#take(length * 4)));
    const first = new Uint8Array(this.#take(FIRST_BYTES));
    if (!from || !hash || !to || !ends) throw new RangeError('a trie has four tables');
    return { texts, nodes, used, from, hash, to, terms: ends, first };
  }

  /** A copy, so that it starts where a typed array may start. */
  #take(length: number): ArrayBuffer {
    const taken = new Uint8Array(length);
    taken.set(this.#pack.subarray(this.#at, this.#at + length));
    this.#at += length;
    return taken.buffer;
  }
}
