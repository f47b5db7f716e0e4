import { hash } from 'node:crypto';
import type { Listing } from '../model/listing.ts';
import { COPY_FLAG } from '../text/copy-flags.ts';
import { type CopyWords, readCopyWords } from '../text/copy-words.ts';
import { hasUnspaced } from '../text/units.ts';
import type { WordWeights } from '../text/word-weights.ts';
import { canBeCanary } from './canaries.ts';

/*
 * What a listing could be told by: sequences of its words that hardly anybody else writes, and words that nobody uses yet. Whether a phrase
 * stands elsewhere too is for others to look up.
 */

/** Fewest and most words of a phrase: fewer are met by chance, more are broken by the first change. */
const [LEAST_WORDS, MOST_WORDS] = [4, 7] as const;
/** Words of a phrase that must carry meaning. */
const LEAST_CONTENT = 3;
/** Phrases that are looked up elsewhere; most of a listing's are rare enough. */
const MOST_CANDIDATES = 400;
/** Fields whose text a copier takes over and a shopper reads. */
const READ_FIELDS = /^(?:title|bullet|description|aplus)$/;
/** Characters of one field that are looked at. */
const MOST_TEXT = 50_000;

/** A phrase that a listing could be told by. */
export interface PhraseCandidate {
  /** As the listing writes it. */
  readonly phrase: string;
  readonly field: string;
  readonly index: number | null;
  /** How rare its words are together; greater is rarer. */
  readonly rarity: number;
}

/** Phrases of a listing, the rarest first; they may overlap. At most 400. */
export function phraseCandidates(listing: Pick<Listing, 'fields'>, weights: WordWeights): PhraseCandidate[] {
  const found: PhraseCandidate[] = [];
  for (const { name, index = null, text } of listing.fields) {
    if (!READ_FIELDS.test(name)) continue;
    const source = text.slice(0, MOST_TEXT);
    for (const one of candidatesIn(source, readCopyWords(source), weights)) found.push({ ...one, field: name, index });
  }
  return found.sort((a, b) => b.rarity - a.rarity || (a.phrase < b.phrase ? -1 : 1)).slice(0, MOST_CANDIDATES);
}

/** Of candidates in their order, those that share no words with an earlier one; at most `most`. */
export function apart(candidates: readonly PhraseCandidate[], most: number): PhraseCandidate[] {
  const chosen: PhraseCandidate[] = [];
  for (const one of candidates) {
    if (chosen.length >= most) break;
    const words = new Set(one.phrase.toLowerCase().split(/\s+/));
    const shares = chosen.some(
      ({ phrase }) =>
        phrase
          .toLowerCase()
          .split(/\s+/)
          .filter((word) => words.has(word)).length > 1,
    );
    if (!shares && !chosen.some(({ phrase }) => phrase.includes(one.phrase) || overlaps(phrase, one.phrase))) chosen.push(one);
  }
  return chosen;
}

/** Whether the end of one text is the beginning of the other: phrases of a language without spaces have one word only. */
function overlaps(a: string, b: string): boolean {
  if (a.includes(' ') || b.includes(' ')) return false;
  for (let size = 3; size <= Math.min(a.length, b.length); size++)
    if (a.endsWith(b.slice(0, size)) || b.endsWith(a.slice(0, size))) return true;
  return false;
}

function* candidatesIn(
  source: string,
  words: CopyWords,
  weights: WordWeights,
): Generator<Pick<PhraseCandidate, 'phrase' | 'rarity'>> {
  for (let first = 0; first + LEAST_WORDS <= words.count; first++) {
    if (!isFunction(words, first)) yield* candidatesFrom(first, source, words, weights);
  }
}

/** The phrases that begin with a word. */
function* candidatesFrom(
  first: number,
  source: string,
  words: CopyWords,
  weights: WordWeights,
): Generator<Pick<PhraseCandidate, 'phrase' | 'rarity'>> {
  let sum = 0;
  let content = 0;
  for (let at = first; at < Math.min(words.count, first + MOST_WORDS); at++) {
    if (at > first && !continues(source, words, at)) return;
    const carries = !isFunction(words, at);
    if (carries) content++;
    sum += weights.weightOf(words.ids[at] ?? 0);
    const length = at - first + 1;
    if (length < LEAST_WORDS || content < LEAST_CONTENT || !carries) continue;
    const [start, end] = [words.starts[first] ?? 0, words.ends[at] ?? 0];
    const phrase = source.slice(start, end);
    if (isApart(source, start) && isApart(source, end) && isPlainPhrase(phrase))
      yield { phrase, rarity: Math.round((sum / Math.sqrt(length)) * 100) / 100 };
  }
}

/** Numbers and model names tell what the goods are, and anybody who sells them writes them. */
function isPlainPhrase(phrase: string): boolean {
  return /^[\p{L}\p{M}\p{Zs}'’-]+$/u.test(phrase) && canBeCanary(phrase);
}

/** Whether words may begin or end at an offset: not in the middle of `40W`, which is two words. */
function isApart(source: string, at: number): boolean {
  const [before, behind] = [source.charAt(at - 1), source.charAt(at)];
  return !/^[\p{L}\p{N}]{2}$/u.test(before + behind) || hasUnspaced(before) || hasUnspaced(behind);
}

/** Whether a word carries no meaning of its own. */
function isFunction({ flags }: CopyWords, at: number): boolean {
  return ((flags[at] ?? 0) & COPY_FLAG.function) !== 0;
}

/** Whether a word goes on the sentence of the one before it. */
function continues(source: string, { flags, starts, ends }: CopyWords, at: number): boolean {
  if (((flags[at] ?? 0) & COPY_FLAG.sentence) !== 0) return false;
  return /^[\p{Zs}'’-]{0,3}$/u.test(source.slice(ends[at - 1] ?? 0, starts[at] ?? 0));
}

const BEGIN = ['v', 'z', 'k', 'br', 'tr', 'l', 'n', 'm', 'dr', 'qu', 'f', 'pl', 's', 't'] as const;
const MIDDLE = ['a', 'e', 'i', 'o', 'u', 'ae', 'io', 'ea'] as const;
const END = ['r', 'n', 'x', 'l', 'v', 'th', 'm', 'z', 'st', 'd'] as const;

/**
 * Words that can be spoken and mean nothing, to be written into a listing as the name of a colour, a series or a detail: the same ones for the
 * same listing.
 * @param key by which the listing is known.
 */
export function inventedWords(key: string, count: number): string[] {
  const words: string[] = [];
  for (let round = 0; words.length < count && round < count * 4; round++) {
    const bytes = Buffer.from(hash('sha256', `${key}\n${round}`, 'hex'), 'hex');
    const pick = <T>(from: readonly T[], at: number): T | undefined => from[(bytes[at] ?? 0) % from.length];
    const word = `${pick(BEGIN, 0)}${pick(MIDDLE, 1)}${pick(END, 2)}${pick(MIDDLE, 3)}${pick(BEGIN, 4)}${pick(MIDDLE, 5)}${pick(END, 6)}`;
    const shown = word.charAt(0).toUpperCase() + word.slice(1);
    if (!words.includes(shown)) words.push(shown);
  }
  return words;
}
