import type { Folded } from './fold.ts';

/* What is done to letters so that a program does not know the word again and a reader does. */

/** Letters drawn like a Latin one, as small letters; capitals of the same alphabets may be drawn like another one. */
const SMALL = tableOf(
  'а:a е:e о:o р:p с:c у:y х:x ѕ:s і:i ј:j ԁ:d һ:h ӏ:l к:k т:t м:m в:b н:h п:n и:u г:r ь:b ѡ:w ԛ:q ԝ:w ё:e ї:i ғ:f ʏ:y α:a ο:o ρ:p ν:v ι:i κ:k υ:u τ:t χ:x γ:y η:n ω:w ε:e β:b σ:o ϲ:c ϳ:j օ:o ո:n ս:u հ:h ց:g զ:q ա:w ɑ:a ɡ:g ɩ:i ʋ:v',
);
const CAPITAL = tableOf(
  'А:a В:b Е:e К:k М:m Н:h О:o Р:p С:c Т:t У:y Х:x Ѕ:s І:i Ј:j Ԛ:q Ԝ:w Ё:e Ї:i Α:a Β:b Ε:e Ζ:z Η:h Ι:i Κ:k Μ:m Ν:n Ο:o Ρ:p Τ:t Υ:y Χ:x Օ:o Տ:s Լ:l',
);
/** Latin letters that only phoneticians and people in disguise write: always read as the plain ones. */
const PHONETIC = tableOf('ᴀ:a ʙ:b ᴄ:c ᴅ:d ᴇ:e ꜰ:f ɢ:g ʜ:h ɪ:i ᴊ:j ᴋ:k ʟ:l ᴍ:m ɴ:n ᴏ:o ᴘ:p ʀ:r ꜱ:s ᴛ:t ᴜ:u ᴠ:v ᴡ:w ʏ:y ᴢ:z');
const SIGNS = tableOf('@:a $:s');
const LEET = tableOf('0:o 1:i 3:e 4:a 5:s 7:t 8:b');

function tableOf(pairs: string): ReadonlyMap<string, string> {
  return new Map(pairs.split(' ').map((pair) => [pair.slice(0, -2), pair.slice(-1)] as const));
}

/** A word as its Latin look-alike. */
export interface Latin {
  readonly text: string;
  /** The word mixes alphabets, or has letters that no language has: no reader would take it for a word of another language. */
  readonly mixed: boolean;
}

/**
 * Reads a word of look-alikes as Latin.
 * @param word the folded word.
 * @param written the same as written, whose capitals tell what a letter is drawn like.
 * @returns undefined when a letter is not drawn like a Latin one.
 */
export function undisguise(word: string, written: string): Latin | undefined {
  const capitals = written.length === word.length;
  let text = '';
  let mixed = false;
  let foreign = false;
  for (let i = 0; i < word.length; i++) {
    const letter = word[i] ?? '';
    if (letter <= '\u024f') {
      mixed ||= /\p{L}/u.test(letter);
      text += SIGNS.get(letter) ?? letter;
      continue;
    }
    const drawn = (capitals ? CAPITAL.get(written[i] ?? '') : undefined) ?? SMALL.get(letter) ?? PHONETIC.get(letter);
    if (drawn === undefined) return undefined;
    foreign = true;
    mixed ||= PHONETIC.has(letter);
    text += drawn;
  }
  // With signs alone, as in an address, the word stays what it is.
  return foreign ? { text, mixed } : undefined;
}

/** The word with digits and signs read as letters; undefined when it ends with its digits, as models and sizes do. */
export function unleet(word: string): string | undefined {
  if (/\d$/.test(word)) return undefined;
  let plain = '';
  for (let i = 0; i < word.length; i++) {
    const letter = word[i] ?? '';
    // A one before a vowel is an l (`c1ean`), before a consonant an i (`f1lter`).
    const one = letter === '1' && /[aeiou430]/.test(word[i + 1] ?? '') ? 'l' : undefined;
    const read = one ?? LEET.get(letter) ?? SIGNS.get(letter) ?? letter;
    if (/\d/.test(read)) return undefined;
    plain += read;
  }
  return plain === word ? undefined : plain;
}

/** Characters without width that have no business inside a Latin word (a soft hyphen has). */
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u034f\ufe00-\ufe0f\u180e]/;
/** Mathematical, circled and squared letters. */
const DRESSED = /[\u24b6-\u24e9\u2460-\u249b\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}]/u;

/**
 * Whether the word `[start, end)` was written so that it is hard to find: as `[from, to)` of the folded text it looks innocent.
 * Full width, accents, ligatures, soft hyphens and tags around a first letter are ways of writing, not disguises.
 */
export function isDisguised(folded: Folded, start: number, end: number, from: number, to: number): boolean {
  if (folded.map === undefined) return false;
  const { source } = folded;
  if (end - start === to - from && source.charCodeAt(start) < 0x2000) return false;
  const written = source.slice(start, end);
  if (!/^[\p{L}\p{N}]+$/u.test(written)) {
    if (HIDDEN.test(written)) return /[a-z\u0370-\u052f]/.test(folded.text.slice(from, to));
    if (/&#(?:0*(?:4[89]|5[0-7]|6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2])|x0*(?:3\d|[4-7][0-9a-f]));/i.test(written)) return true;
    if (/<(\w+)[^>]*><\/\1>|<!--/.test(written)) return true;
  }
  return DRESSED.test(written);
}
