import { findMarks } from '../lexicon/find-marks.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { ClassMask } from '../lexicon/register-entry.ts';
import { ENTRY, statusOf } from '../lexicon/register-entry.ts';
import type { RegisterSource } from '../lexicon/register-source.ts';
import { words } from '../lexicon/term-trie.ts';
import type { Tokens } from '../model/words.ts';
import type { Ownership } from './brand-ownership.ts';

/** Words of a longer name or phrase before a hit that are looked at. */
const BEFORE = 5;

/** Entries of registers that say the same words. */
export interface RegisterFind {
  /** Words `[start, end)` of the field. */
  readonly start: number;
  readonly end: number;
  /** The entry that weighs most. */
  readonly source: RegisterSource;
  readonly entry: number;
  /** How many further entries count. */
  readonly others: number;
}

/** Which entries count in a search. */
export interface Wanted {
  readonly pending: boolean;
  /** Nice classes of what the listing sells. */
  readonly goods: ClassMask;
}

/** The marks of some registers in the words of a field, leftmost and longest of each, one find for the same words. */
export function searchRegisters(sources: readonly RegisterSource[], tokens: Tokens, wanted: Wanted): RegisterFind[] {
  const found = new Map<string, RegisterFind>();
  for (const source of sources) {
    const hits = source.index.search(tokens, (mark) => bestEntry(source, mark, wanted) !== undefined);
    for (const { start, end, mark } of hits) {
      const best = bestEntry(source, mark, wanted);
      const text = words(tokens, start, end);
      const known = found.get(text);
      if (best === undefined || known?.source === source) continue;
      if (known === undefined) found.set(text, { start, end, source, ...best });
      else found.set(text, { ...known, others: known.others + best.others + 1 });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Of a mark's entries that count the one that weighs most, when one of them is for the goods; undefined when none is. */
function bestEntry(
  { index }: RegisterSource,
  mark: number,
  { pending, goods }: Wanted,
): { readonly entry: number; readonly others: number } | undefined {
  const [from, to] = index.entriesOf(mark);
  let best = -1;
  let weight = -1;
  let counted = 0;
  for (let entry = from; entry < to; entry++) {
    const high = index.highOf(entry);
    const status = statusOf(high);
    if (status === 'dead' || (status !== 'live' && !pending)) continue;
    counted++;
    if ((index.lowOf(entry) & goods.low) === 0 && (high & goods.high & ENTRY.classBits) === 0) continue;
    const weighs =
      (status === 'live' ? 8 : 0) + ((high & ENTRY.supplemental) === 0 ? 4 : 0) + ((high & ENTRY.standard) === 0 ? 0 : 2);
    if (weighs > weight) {
      best = entry;
      weight = weighs;
    }
  }
  return best < 0 ? undefined : { entry: best, others: counted - 1 };
}

/** Whether the words `[start, end)` touch a name of the seller's: an own brand of two words is no mark of another's by its second one. */
export function touchesName(ownership: Ownership, tokens: Tokens, start: number, end: number): boolean {
  if (ownership.names.size === 0) return false;
  for (let i = Math.max(0, start - BEFORE); i < end; i++) {
    const name = ownership.names.longestAt(tokens, i);
    if (name !== undefined && name.end > start) return true;
  }
  return false;
}

/** The words of a field that the brand tables judge better than a register: their marks, and everyday phrases. */
export class KnownWords {
  readonly #lexicon: Lexicon;
  readonly #tokens: Tokens;
  /** 1 for every word of a mark. */
  readonly #marked: Uint8Array;

  constructor(lexicon: Lexicon, tokens: Tokens) {
    this.#lexicon = lexicon;
    this.#tokens = tokens;
    this.#marked = new Uint8Array(tokens.count);
    for (const { start, end } of findMarks(lexicon, tokens)) this.#marked.fill(1, start, end);
  }

  /** Whether one of the words `[start, end)` belongs to a mark, or a phrase covers them all. */
  cover(start: number, end: number): boolean {
    if (this.#marked.subarray(start, end).includes(1)) return true;
    for (let i = Math.max(0, start - BEFORE); i <= start; i++) {
      const phrase = this.#lexicon.phrases.longestAt(this.#tokens, i);
      if (phrase !== undefined && phrase.end >= end) return true;
    }
    return false;
  }
}
