import { EMPTY_HASH, extendHash, wordAt } from '../model/words.ts';
import { isDistinctive, WordUse } from './mark-strength.ts';
import { classMask, entryBits, type RegisterEntry } from './register-entry.ts';
import { MAX_MARK_WORDS, type RegisterTables } from './register-index.ts';
import { sequenceTables } from './sequence-table.ts';
import type { Split } from './term-trie.ts';
import { TextPool } from './text-pool.ts';
import type { WordFilter } from './word-filter.ts';

/** An index with where the caller keeps the details of each entry. */
export interface BuiltRegister {
  readonly tables: RegisterTables;
  /** By entry: what `add` was given. */
  readonly details: Uint32Array;
}

/**
 * Compiles entries into the tables of a `RegisterIndex`. Add every entry, also the ended ones, then finish once.
 * Marks that only describe goods are left out: nobody could be told anything by finding them.
 */
export class RegisterBuilder {
  readonly #split: Split;
  readonly #filter: WordFilter;
  readonly #use = new WordUse();
  readonly #texts = new TextPool();
  /** By mark: a bit for every word that an owner of the mark disclaims. */
  readonly #disclaimed = new Column();
  readonly #marks = new Column();
  readonly #low = new Column();
  readonly #high = new Column();
  readonly #details = new Column();

  constructor(split: Split, filter: WordFilter) {
    this.#split = split;
    this.#filter = filter;
  }

  /** Adds an entry. One that has ended is not looked for, but its words count as used. `details` is given back by `finish`. */
  add(entry: RegisterEntry, details: number): void {
    if (entry.text === '') return;
    const tokens = this.#split(entry.text);
    if (tokens.count === 0 || tokens.count > MAX_MARK_WORDS) return;
    const words: string[] = [];
    for (let i = 0; i < tokens.count; i++) words.push(wordAt(tokens, i));
    this.#use.note(words, hashOwner(entry.owner));
    const disclaimed = this.#disclaimedIn(words, entry.disclaimers);
    if (entry.status === 'dead') return;
    const mark = this.#texts.add(words.join(' '));
    if (mark === this.#disclaimed.length) this.#disclaimed.push(0);
    this.#disclaimed.values[mark] = at(this.#disclaimed, mark) | disclaimed;
    this.#marks.push(mark);
    this.#low.push(classMask(entry.classes).low);
    this.#high.push(entryBits(entry));
    this.#details.push(details);
  }

  /** The tables; the builder is spent. */
  finish(): BuiltRegister {
    const {
      kept,
      pool,
      starts: textStarts,
    } = this.#texts.keep((text, mark) => isDistinctive(text.split(' '), at(this.#disclaimed, mark), this.#filter, this.#use));
    const bytes = Buffer.from(pool.buffer);
    const count = textStarts.length - 1;
    const spaces = pool.reduce((sum, byte) => (byte === 32 ? sum + 1 : sum), 0);
    const { keys, values } = sequenceTables(count, count + spaces, (mark) =>
      bytes.toString('utf8', textStarts[mark], textStarts[mark + 1]).split(' '),
    );
    return this.#sorted(kept, count, { keys, values, pool, textStarts });
  }

  /** Puts the entries of one mark side by side, in the order in which they came. */
  #sorted(
    kept: Int32Array,
    count: number,
    tables: Pick<RegisterTables, 'keys' | 'values' | 'pool' | 'textStarts'>,
  ): BuiltRegister {
    const entryStarts = new Uint32Array(count + 1);
    for (let i = 0; i < this.#marks.length; i++) {
      const mark = kept[at(this.#marks, i)] ?? -1;
      if (mark >= 0) entryStarts[mark + 1] = (entryStarts[mark + 1] ?? 0) + 1;
    }
    for (let i = 1; i <= count; i++) entryStarts[i] = (entryStarts[i] ?? 0) + (entryStarts[i - 1] ?? 0);
    const next = entryStarts.slice();
    const entries = entryStarts[count] ?? 0;
    const [low, high, details] = [new Int32Array(entries), new Int32Array(entries), new Uint32Array(entries)];
    for (let i = 0; i < this.#marks.length; i++) {
      const mark = kept[at(this.#marks, i)] ?? -1;
      if (mark < 0) continue;
      const to = next[mark] ?? 0;
      next[mark] = to + 1;
      low[to] = at(this.#low, i);
      high[to] = at(this.#high, i);
      details[to] = at(this.#details, i);
    }
    return { tables: { ...tables, entryStarts, low, high }, details };
  }

  #disclaimedIn(words: readonly string[], disclaimers: readonly string[]): number {
    if (disclaimers.length === 0) return 0;
    let bits = 0;
    const given = new Set<string>();
    for (const text of disclaimers) {
      const tokens = this.#split(text);
      for (let i = 0; i < tokens.count; i++) given.add(wordAt(tokens, i));
    }
    words.forEach((word, i) => {
      if (!given.has(word)) return;
      bits |= 1 << i;
      this.#use.noteDisclaimed(word);
    });
    return bits;
  }
}

/** The same for `ACME, INC.` and `Acme Inc`. */
function hashOwner(owner: string): number {
  let hash = EMPTY_HASH;
  for (let i = 0; i < owner.length; i++) {
    const unit = owner.charCodeAt(i);
    const letter = unit >= 65 && unit <= 90 ? unit + 32 : unit;
    if (unit > 127 || (letter >= 97 && letter <= 122) || (unit >= 48 && unit <= 57)) hash = extendHash(hash, letter);
  }
  return hash ^ (hash >>> 15);
}

function at(column: Column, i: number): number {
  return column.values[i] ?? 0;
}

/** A list of 32-bit numbers that grows. */
class Column {
  values = new Uint32Array(1 << 12);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }
}
