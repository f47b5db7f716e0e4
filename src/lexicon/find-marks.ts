import type { Folding } from '../model/evidence.ts';
import { GAP, hashWord, isPossessive, type Tokens, wordAt } from '../model/words.ts';
import { isBracket, mayBeLetter } from './hidden-gaps.ts';
import type { Lexicon } from './lexicon.ts';
import { isLetterSign } from './look-alikes.ts';
import { KNOWN, wordKey } from './word-slots.ts';

/** A form of a mark where it stands: words `[start, end)`. */
export interface MarkHit {
  readonly start: number;
  readonly end: number;
  /** Index into the lexicon's forms. */
  readonly form: number;
  /** What, beyond folding, had to be undone: `leet`, `confusable`, `spacing`, `spelling`. */
  readonly undone?: Folding | undefined;
  /** It may as well be another word: it counts where the listing sells what the mark is known for. */
  readonly doubtful?: true | undefined;
}

/**
 * Every mark of a text, leftmost and longest, in order. Linear in the number of words.
 * @param doubtful whether words count that may as well be another word than a mark misspelt.
 */
export function findMarks(lexicon: Lexicon, tokens: Tokens, doubtful = false): MarkHit[] {
  const hits: MarkHit[] = [];
  const { known } = lexicon.hidden;
  const accept: Accept = (form, start, end) => allowed(lexicon, tokens, start, form, end);
  for (let i = 0; i < tokens.count; ) {
    const key = wordKey(tokens, i);
    const before = known.get(key);
    // Most words of a listing: seen before, and of no interest.
    if (isPassed(lexicon, tokens, i, key, before)) {
      i++;
      continue;
    }
    const hit = markAt(lexicon, tokens, i, accept, doubtful);
    if (hit === undefined) {
      if (before === 0 && known.get(key) === KNOWN.plain && isDull(lexicon, tokens, i)) known.put(key, KNOWN.dull);
      i++;
    } else {
      hits.push(hit);
      i = hit.end;
    }
  }
  return hits;
}

/** Whether no mark begins with word `i`, by what is known of it, what stands beside it and which word follows: a few looks at tables. */
function isPassed({ gate, hidden }: Lexicon, tokens: Tokens, i: number, key: number, known: number): boolean {
  if (known === KNOWN.dull) return standsAlone(tokens, i);
  if (known === 0) return isOneUnit(tokens, i) && isLetterAlone(tokens, i) && !gate.mayBegin(tokens, i);
  return (
    standsAlone(tokens, i) &&
    // A slash is a word of its own: `leg/o`.
    (i + 1 === tokens.count || tokens.gaps[i + 1] !== GAP.none) &&
    !gate.mayBegin(tokens, i) &&
    (known === KNOWN.plain || hidden.isIdle(tokens, i, key))
  );
}

function isOneUnit({ starts, ends }: Tokens, i: number): boolean {
  return (ends[i] ?? 0) - (starts[i] ?? 0) === 1;
}

/** Whether a word of one code unit is no letter, as a Chinese character, or stands alone and is not the first of several letters that do. */
function isLetterAlone(tokens: Tokens, i: number): boolean {
  if (!mayBeLetter(tokens.text.charCodeAt(tokens.starts[i] ?? 0))) return true;
  return standsAlone(tokens, i) && (i + 1 === tokens.count || !isOneUnit(tokens, i + 1));
}

/** Whether a word that hides no mark is none and begins none, whatever stands around it but signs. */
function isDull({ trie, hidden }: Lexicon, tokens: Tokens, i: number): boolean {
  const hash = tokens.hashes[i] ?? 0;
  if (trie.starts(hash) || hidden.mayBeTorn(hash) || isPossessive(tokens, i)) return false;
  const stem = tokens.stems[i] ?? 0;
  return stem === 0 || !trie.starts(stem);
}

/** Whether a space, a bracket, or a comma and a space stand behind a word, and no sign for a letter before it: nothing that could be a letter or tear one apart. */
function standsAlone({ text, starts, ends }: Tokens, i: number): boolean {
  const start = starts[i] ?? 0;
  const before = start > 0 ? text.charCodeAt(start - 1) : SPACE;
  if (before !== SPACE && isLetterSign(before)) return false;
  const end = ends[i] ?? 0;
  const after = text.charCodeAt(end);
  return (
    after === SPACE ||
    end === text.length ||
    isBracket(after) ||
    (isBreak(after) && (text.charCodeAt(end + 1) === SPACE || end + 1 === text.length))
  );
}

const SPACE = 32;

/** A space, line break, comma, dot, colon, semicolon, bracket, hyphen or slash: no letter in disguise. */
function isBreak(unit: number): boolean {
  return (
    unit === SPACE || unit === 10 || (unit >= 40 && unit <= 47 && unit !== 42 && unit !== 43) || unit === 58 || unit === 59
  );
}

/** Whether the words `[start, end)`, which are those of a form, are the form. */
type Accept = (form: number, start: number, end: number) => boolean;

function markAt(lexicon: Lexicon, tokens: Tokens, i: number, accept: Accept, doubtful: boolean): MarkHit | undefined {
  const exact = lexicon.trie.longestAt(tokens, i, accept);
  if (exact !== undefined) {
    const longer = lexicon.hidden.longerAt(tokens, i, exact.end);
    return longer === undefined ? { start: i, end: exact.end, form: exact.term } : { start: i, ...longer };
  }
  const stem = tokens.stems[i] ?? 0;
  if (stem !== 0 && lexicon.trie.isWord(stem)) {
    const form = stemForm(lexicon, wordAt(tokens, i));
    if (form >= 0) return { start: i, end: i + 1, form };
  }
  if (isPossessive(tokens, i)) {
    const form = apostropheForm(lexicon, tokens, i);
    if (form >= 0) return { start: i, end: i + 1, form };
  }
  const hidden = lexicon.hidden.at(tokens, i, doubtful);
  return hidden === undefined ? undefined : { start: i, ...hidden };
}

/** Whether the words, which are those of a form, are the form. */
function allowed(lexicon: Lexicon, tokens: Tokens, start: number, term: number, end: number): boolean {
  const form = lexicon.formOf(term);
  if (form === undefined) return false;
  // A plural of an everyday word is the everyday word: `apples`. Its possessive is not: `Apple's`.
  if (form.kind === 'plural' && form.ambiguous && !isPossessive(tokens, end - 1)) return false;
  return end - start < 2 || areInitials(tokens, start, end);
}

/** `A.P.C.` is a name, `a p c` are three letters: words of one letter each belong together when no space is between them. */
function areInitials(tokens: Tokens, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if ((tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0) > 1 || !isLetter(tokens.text.charCodeAt(tokens.starts[i] ?? 0)))
      return true;
  }
  return !tokens.text.slice(tokens.starts[start], tokens.ends[end - 1]).includes(' ');
}

function isLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

/** Letters of the longest of them. */
const MAX_ELIDED = 5;
/** Articles and prepositions that French and Italian write before an apostrophe. */
const ELIDED = /^(?:l|d|qu|jusqu|un|dell|all|nell|sull|dall|quell)$/;

/** The mark behind an elided article, `l'iPhone`, or in front of a case ending, `Bosch'dan`. */
function apostropheForm(lexicon: Lexicon, tokens: Tokens, i: number): number {
  const start = tokens.starts[i] ?? 0;
  const at = tokens.text.indexOf("'", start);
  // `women's` is in every second title: what stands before its apostrophe begins no mark.
  if (at - start > MAX_ELIDED && !lexicon.trie.mayStart(hashWord(tokens.text.slice(start, at)))) return -1;
  const word = tokens.text.slice(start, tokens.ends[i]);
  const [first = '', ...rest] = word.split("'");
  const mark = ELIDED.test(first) && rest.length === 1 ? rest[0] : first;
  if (mark === undefined || mark.length < 2) return -1;
  const term = lexicon.trie.word(mark);
  return lexicon.formOf(term)?.kind === 'plural' ? -1 : term;
}

/** The mark in front of a model number written together: `iphone15`. */
function stemForm(lexicon: Lexicon, word: string): number {
  const stem = /^\p{L}{4,}(?=\d)/u.exec(word)?.[0];
  if (stem === undefined) return -1;
  const term = lexicon.trie.word(stem);
  const form = lexicon.formOf(term);
  return form !== undefined && !form.ambiguous && form.kind !== 'plural' ? term : -1;
}
