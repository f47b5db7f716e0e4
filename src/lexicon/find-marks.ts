import type { Folding } from '../model/evidence.ts';
import { FLAG, GAP, isPossessive, type Tokens, wordAt } from '../model/words.ts';
import type { Lexicon } from './lexicon.ts';
import { type MarkNature, natureOf } from './mark.ts';
import { skeleton, suspicious } from './skeleton.ts';

/** A form of a mark where it stands: words `[start, end)`. */
export interface MarkHit {
  readonly start: number;
  readonly end: number;
  /** Index into the lexicon's forms. */
  readonly form: number;
  /** What, beyond folding, had to be undone: `leet`, `confusable`, `spacing`. */
  readonly undone?: Folding;
}

/** Shortest word that is read behind a disguise; below, model numbers look like disguises. */
const MIN_DISGUISED = 4;
/** One letter of an alphabet; a Chinese character alone is a word. */
const LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u;
/** What somebody would hide; nobody hides that a plug is USB. */
const DISGUISED: ReadonlySet<MarkNature> = new Set(['brand', 'character', 'trap']);
/** Weakest mark that somebody would hide, and so the last tier that disguises are read for. */
const MAX_DISGUISED_TIER = 2;

/** Every mark of a text, leftmost and longest, in order. Linear in the number of words. */
export function findMarks(lexicon: Lexicon, tokens: Tokens): MarkHit[] {
  const hits: MarkHit[] = [];
  for (let i = 0; i < tokens.count; ) {
    const hit = markAt(lexicon, tokens, i);
    if (hit === undefined) i++;
    else {
      hits.push(hit);
      i = hit.end;
    }
  }
  return hits;
}

function markAt(lexicon: Lexicon, tokens: Tokens, i: number): MarkHit | undefined {
  const exact = lexicon.trie.longestAt(tokens, i);
  if (exact !== undefined && allowed(lexicon, tokens, i, exact.term)) return { start: i, end: exact.end, form: exact.term };
  const stem = tokens.stems[i] ?? 0;
  if (stem !== 0 && lexicon.trie.mayStart(stem)) {
    const form = stemForm(lexicon, wordAt(tokens, i));
    if (form >= 0) return { start: i, end: i + 1, form };
  }
  return disguisedAt(lexicon, tokens, i);
}

/** A plural of an everyday word is the everyday word: `apples`. Its possessive is not: `Apple's`. */
function allowed(lexicon: Lexicon, tokens: Tokens, i: number, term: number): boolean {
  const form = lexicon.formOf(term);
  if (form === undefined) return false;
  return form.kind !== 'plural' || !form.ambiguous || isPossessive(tokens, i);
}

/** The mark in front of a model number written together: `iphone15`. */
function stemForm(lexicon: Lexicon, word: string): number {
  const stem = /^\p{L}{4,}(?=\d)/u.exec(word)?.[0];
  if (stem === undefined) return -1;
  const term = lexicon.trie.word(stem);
  const form = lexicon.formOf(term);
  return form !== undefined && !form.ambiguous && form.kind !== 'plural' ? term : -1;
}

function disguisedAt(lexicon: Lexicon, tokens: Tokens, i: number): MarkHit | undefined {
  const length = (tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0);
  if (length === 1) return spacedAt(lexicon, tokens, i);
  if (length < MIN_DISGUISED || ((tokens.flags[i] ?? 0) & FLAG.mixed) === 0) return undefined;
  const disguise = suspicious(tokens.text, tokens.starts[i] ?? 0, tokens.ends[i] ?? 0);
  if (disguise === undefined) return undefined;
  for (const plain of skeleton(wordAt(tokens, i), disguise)) {
    const form = famousForm(lexicon, plain);
    if (form >= 0) return { start: i, end: i + 1, form, undone: disguise };
  }
  return undefined;
}

/** `n i k e`, `n-i-k-e`, `n.i.k.e`: four letters or more, each alone. */
function spacedAt(lexicon: Lexicon, tokens: Tokens, i: number): MarkHit | undefined {
  let word = wordAt(tokens, i);
  if (!LETTER.test(word)) return undefined;
  let end = i + 1;
  for (; end < tokens.count && word.length < 24; end++) {
    const alone = (tokens.ends[end] ?? 0) - (tokens.starts[end] ?? 0) === 1;
    if (!alone || (tokens.gaps[end] ?? GAP.hard) > GAP.soft || !LETTER.test(wordAt(tokens, end))) break;
    word += wordAt(tokens, end);
  }
  if (word.length < MIN_DISGUISED) return undefined;
  const form = famousForm(lexicon, word);
  return form < 0 ? undefined : { start: i, end, form, undone: 'spacing' };
}

function famousForm(lexicon: Lexicon, word: string): number {
  if (word.length < MIN_DISGUISED) return -1;
  const term = lexicon.trie.word(word);
  const form = lexicon.formOf(term);
  const mark = lexicon.markOf(form?.mark ?? -1);
  if (form === undefined || mark === undefined) return -1;
  const famous = mark.tier <= MAX_DISGUISED_TIER && DISGUISED.has(natureOf(mark.kind));
  return famous && !form.ambiguous && form.kind !== 'plural' ? term : -1;
}
