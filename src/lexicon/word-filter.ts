/*
 * Which words are everyday words, in a few hundred kilobytes: two Bloom filters. A word of the lists is always found; of other words some
 * three in a thousand are taken for one of them, and a mark that is such a word is not reported by itself.
 */

const MAGIC = 0x42574350;
const FORMAT = 1;
const HEADER = 20;
/** Bits a word: 12 with 8 probes let 0.3 % of strange words through. */
const BITS_A_WORD = 12;
const PROBES = 8;

/** Says how common a word is. */
export interface WordFilter {
  /** Among the commonest words of some language. */
  isEveryday(word: string): boolean;
  /** In a dictionary. */
  isKnown(word: string): boolean;
}

/** A filter that knows no word. */
export const NO_WORDS: WordFilter = { isEveryday: () => false, isKnown: () => false };

/** Packs folded words into the bytes that `readWordFilter` reads. */
export function packWordFilter(everyday: readonly string[], known: readonly string[]): Uint8Array {
  const tables = [everyday, known].map(fill);
  const head = new Uint32Array([MAGIC, FORMAT, PROBES, ...tables.map((table) => table.length)]);
  const bytes = new Uint8Array(HEADER + tables.reduce((sum, table) => sum + table.length, 0));
  bytes.set(new Uint8Array(head.buffer));
  let at = HEADER;
  for (const table of tables) {
    bytes.set(table, at);
    at += table.length;
  }
  return bytes;
}

/** The filter in these bytes; undefined when they are none, or cut off. */
export function readWordFilter(bytes: Uint8Array): WordFilter | undefined {
  if (bytes.length < HEADER) return undefined;
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const [magic, format, probes, first = 0, second = 0] = [0, 4, 8, 12, 16].map((at) => head.getUint32(at, true));
  if (magic !== MAGIC || format !== FORMAT || probes !== PROBES || bytes.length !== HEADER + first + second) return undefined;
  const everyday = bytes.subarray(HEADER, HEADER + first);
  const known = bytes.subarray(HEADER + first);
  return { isEveryday: (word) => holds(everyday, word), isKnown: (word) => holds(known, word) };
}

function fill(words: readonly string[]): Uint8Array {
  const table = new Uint8Array(Math.max(8, Math.ceil((words.length * BITS_A_WORD) / 8)));
  for (const word of words) probe(table, word, true);
  return table;
}

function holds(table: Uint8Array, word: string): boolean {
  return probe(table, word, false);
}

/** Whether every bit of a word is set, after setting them where asked. Double hashing: the probes are `a + i * step`. */
function probe(table: Uint8Array, word: string, set: boolean): boolean {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 15);
  }
  const size = table.length * 8;
  const step = (((b ^ (b >>> 13)) | 1) >>> 0) % size;
  let bit = (a >>> 0) % size;
  for (let i = 0; i < PROBES; i++) {
    const at = bit >>> 3;
    const mask = 1 << (bit & 7);
    if (set) table[at] = (table[at] ?? 0) | mask;
    else if (((table[at] ?? 0) & mask) === 0) return false;
    bit += step;
    if (bit >= size) bit -= size;
  }
  return true;
}
