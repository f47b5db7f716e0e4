import { EMPTY_HASH, extendHash } from '../model/words.ts';
import { COPY_FLAG } from './copy-flags.ts';
import { APOSTROPHE, classAt, DIGIT, endsSentence, HANGUL, LETTER, LINE, PART, SIGN, UNSPACED } from './copy-letters.ts';
import { RowFinder } from './copy-rows.ts';
import { particleStart, UnspacedWords } from './copy-segments.ts';
import { isDisguised, undisguise, unleet } from './disguise.ts';
import { type Folded, fold } from './fold.ts';
import { isFunctionWord } from './function-words.ts';

/*
 * A text as it comes (tags, entities, tricks and all) -> its words for comparing texts. What is compared is the hash of the folded
 * word; what is shown are the characters as written. The same passage gives the same words wherever it stands.
 */

/** The words of a text; every array has `count` entries. */
export interface CopyWords {
  readonly count: number;
  /** Hash of the folded word; two words are equal when their ids are. */
  readonly ids: Int32Array;
  /** `[starts[i], ends[i])` of the text as written, in UTF-16 units. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Bits of `COPY_FLAG`. */
  readonly flags: Uint8Array;
  /** Id of what a word reads as when its digits are letters (`w4terproof`), 0 for most; absent when no word is so. */
  readonly leetIds?: Int32Array;
}

/** Splits a text into words. Linear in its length, whatever it holds. */
export function readCopyWords(source: string): CopyWords {
  return copyWordsOf(fold(source));
}

/** Splits a text that is folded already. */
export function copyWordsOf(folded: Folded): CopyWords {
  return new Scanner(folded).scan();
}

/** Room that is used again by every text. */
let ids = new Int32Array(4096);
let starts = new Uint32Array(4096);
let ends = new Uint32Array(4096);
let flags = new Uint8Array(4096);

class Scanner {
  readonly #folded: Folded;
  readonly #text: string;
  #count = 0;
  /** The next word begins a sentence. */
  #opens = true;
  readonly #rows = new RowFinder();
  readonly #leet: number[] = [];
  /** Words all of whose letters are drawn like Latin ones, as index and Latin id. */
  readonly #alike: number[] = [];
  #unspaced: UnspacedWords | undefined;
  #latin = 0;
  #foreign = 0;

  constructor(folded: Folded) {
    this.#folded = folded;
    this.#text = folded.text;
  }

  scan(): CopyWords {
    const text = this.#text;
    for (let i = 0; i < text.length; ) {
      if (text.charCodeAt(i) === SPACE) {
        i++;
        continue;
      }
      switch (classAt(text, i)) {
        case LETTER:
        case DIGIT:
          i = this.#readWord(i);
          break;
        case UNSPACED:
          i = this.#readUnspaced(i);
          break;
        case HANGUL:
          i = this.#readHangul(i);
          break;
        default:
          i = this.#readSign(i);
      }
    }
    this.#rows.cut(flags, this.#count, text.length);
    this.#foldAlike();
    return this.#done();
  }

  /** A run of letters and digits; what stands inside it without being either is skipped. */
  #readWord(start: number): number {
    const text = this.#text;
    let hash = EMPTY_HASH;
    let letters = 0;
    let digits = 0;
    let odd = 0;
    let i = start;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 97 && unit <= 122) {
        letters++;
        hash = extendHash(hash, unit);
        continue;
      }
      if (unit === SPACE) break;
      const kind = classAt(text, i);
      if (kind === LETTER) {
        letters++;
        odd += Number(unit > LAST_LATIN);
      } else if (kind === DIGIT) digits++;
      else {
        const join = joinAt(text, i, kind, letters > 0);
        if (join === ENDS) break;
        if (join === SKIPPED) continue;
        odd += Number(kind === PART);
      }
      hash = extendHash(hash, unit);
    }
    this.#add(start, i, hash, letters === 0 ? COPY_FLAG.number : 0);
    if (odd > 0) this.#undisguise(start, i, letters);
    else if (letters > 0) this.#latin++;
    if (letters > 2 && (digits > 0 || odd > 0) && letters > digits) this.#readLeet(start, i);
    return i;
  }

  /** A word with letters beyond the Latin ones: of another language, or drawn like Latin ones. */
  #undisguise(start: number, end: number, letters: number): void {
    const at = this.#count - 1;
    const latin = undisguise(this.#text.slice(start, end), this.#written(at));
    if (latin === undefined) this.#foreign++;
    else if (latin.mixed) {
      ids[at] = hashOf(latin.text);
      flags[at] = (flags[at] ?? 0) | COPY_FLAG.disguised;
    } else if (letters > 0) this.#alike.push(at, hashOf(latin.text));
  }

  #readLeet(start: number, end: number): void {
    const plain = unleet(this.#text.slice(start, end));
    if (plain !== undefined) this.#leet.push(this.#count - 1, hashOf(plain));
  }

  #readUnspaced(start: number): number {
    this.#unspaced ??= new UnspacedWords(this.#text);
    const end = this.#unspaced.endOf(start);
    this.#add(start, end, hashOf(this.#text.slice(start, end)), 0);
    return end;
  }

  #readHangul(start: number): number {
    const text = this.#text;
    let end = start + 1;
    while (end < text.length && classAt(text, end) === HANGUL) end++;
    const stem = particleStart(text, start, end);
    this.#add(start, end, hashOf(text.slice(start, stem)), 0);
    return end;
  }

  #readSign(i: number): number {
    const text = this.#text;
    const kind = classAt(text, i);
    if (kind === LINE) {
      this.#rows.cut(flags, this.#count, i);
      if (!this.#isWrapped(i)) this.#opens = true;
    } else if (kind === SIGN) this.#rows.sign(flags, this.#count, text, i);
    if (endsSentence(text, i)) {
      this.#opens = true;
      this.#rows.close(this.#count, i);
    }
    return i + 1;
  }

  /** Whether the line break at `i` stands in the middle of a sentence: small letters before and after, as in wrapped plain text. */
  #isWrapped(i: number): boolean {
    const before = this.#text.charCodeAt(i - 1);
    if (!(before >= 97 && before <= 122) && before !== 44) return false;
    const { map, source } = this.#folded;
    const next = source.charCodeAt(map === undefined ? i + 1 : (map.starts[i + 1] ?? 0));
    return next >= 97 && next <= 122;
  }

  #add(start: number, end: number, id: number, flag: number): void {
    const at = this.#count++;
    if (at >= ids.length) grow();
    const map = this.#folded.map;
    ids[at] = id;
    starts[at] = map === undefined ? start : (map.starts[start] ?? 0);
    ends[at] = map === undefined ? end : (map.ends[end - 1] ?? 0);
    let bits = flag;
    if (this.#opens) bits |= COPY_FLAG.sentence;
    if (isFunctionWord(id)) bits |= COPY_FLAG.function;
    this.#opens = false;
    if (isDisguised(this.#folded, starts[at] ?? 0, ends[at] ?? 0, start, end)) bits |= COPY_FLAG.disguised;
    flags[at] = bits;
  }

  #written(at: number): string {
    return this.#folded.source.slice(starts[at], ends[at]);
  }

  /** Cyrillic `сосо` in a text of Latin words is a disguise, in a Russian text it is a word. */
  #foldAlike(): void {
    if (this.#alike.length === 0 || this.#latin <= 4 * this.#foreign + this.#alike.length / 2) return;
    for (let i = 0; i < this.#alike.length; i += 2) {
      const at = this.#alike[i] ?? 0;
      ids[at] = this.#alike[i + 1] ?? 0;
      flags[at] = (flags[at] ?? 0) | COPY_FLAG.disguised;
    }
  }

  #done(): CopyWords {
    const count = this.#count;
    const words = {
      count,
      ids: ids.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      flags: flags.slice(0, count),
    };
    if (this.#leet.length === 0) return words;
    const leetIds = new Int32Array(count);
    for (let i = 0; i < this.#leet.length; i += 2) leetIds[this.#leet[i] ?? 0] = this.#leet[i + 1] ?? 0;
    return { ...words, leetIds };
  }
}

const SPACE = 32;
/** Last letter of the Latin alphabets in everyday use. */
const LAST_LATIN = 0x24f;

const ENDS = 0;
const SKIPPED = 1;
const PART_OF_WORD = 2;

/** What a sign does inside a word, or inside a number as long as there are no letters. */
function joinAt(text: string, i: number, kind: number, letters: boolean): number {
  if (letters) {
    if (classAt(text, i + 1) !== LETTER) return ENDS;
    return kind === APOSTROPHE ? SKIPPED : kind === PART ? PART_OF_WORD : ENDS;
  }
  if (isGrouping(text, i)) return SKIPPED;
  return isDecimal(text, i) ? PART_OF_WORD : ENDS;
}

/** The comma of `2,000`: three digits follow, and no more. */
function isGrouping(text: string, i: number): boolean {
  if (text.charCodeAt(i) !== 44) return false;
  for (let k = 1; k <= 3; k++) if (classAt(text, i + k) !== DIGIT) return false;
  return classAt(text, i + 4) !== DIGIT;
}

/** The point of `1.5`, or the comma of `1,5`. */
function isDecimal(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  return (unit === 46 || unit === 44) && classAt(text, i + 1) === DIGIT;
}

function hashOf(word: string): number {
  let hash = EMPTY_HASH;
  for (let i = 0; i < word.length; i++) hash = extendHash(hash, word.charCodeAt(i));
  return hash;
}

function grow(): void {
  const room = ids.length * 2;
  const old = { ids, starts, ends, flags };
  ids = new Int32Array(room);
  starts = new Uint32Array(room);
  ends = new Uint32Array(room);
  flags = new Uint8Array(room);
  ids.set(old.ids);
  starts.set(old.starts);
  ends.set(old.ends);
  flags.set(old.flags);
}
