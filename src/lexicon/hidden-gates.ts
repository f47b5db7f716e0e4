import type { Folding } from '../model/evidence.ts';
import { DRAWN, type Drawing } from './skeleton.ts';

/*
 * When a word that is drawn like a mark is a disguise of it, and when an article number or another word. Each gate stands for something
 * that real titles hold: `CAS10`, `1e60`, `сосна`.
 */

/** What is known of the mark behind a word. */
export interface Hideable {
  readonly tier: number;
  readonly ambiguous: boolean;
  /** Number of letters. */
  readonly length: number;
}

/** From this length on a single letter more or less, or one drawn otherwise, is hardly another word. */
const LONG = 6;
/** Length from which on one letter written twice is no other word. */
const MIN_REPEATED = 5;
/** Letters of faux-Cyrillic lettering: real words are full of them, so they count only beside Latin ones. */
const FAUX = /[дъьэєёпийцчшщяг]/;

/** The disguise that the drawing is; undefined when it may as well be something else. */
export function disguiseIn(word: string, drawing: Drawing, mark: Hideable): Folding | undefined {
  const { how } = drawing;
  if ((how & DRAWN.foreign) !== 0) return isForeignDisguise(word, drawing) ? 'confusable' : undefined;
  if ((how & DRAWN.leet) !== 0) return isLeet(word, drawing, mark) ? 'leet' : undefined;
  if (mark.ambiguous) return undefined;
  if ((how & DRAWN.repeated) !== 0) {
    if ((how & ~DRAWN.repeated) !== 0 && mark.length < LONG) return undefined;
    return drawing.repeats >= 2 || mark.length >= MIN_REPEATED ? 'spelling' : undefined;
  }
  if (how === 0) return undefined;
  return mark.tier === 1 || mark.length >= LONG ? 'confusable' : undefined;
}

/** Fewest letters of the mark itself that make a doubtful word worth a look at what is sold. */
const MIN_SAME = 2;

/** Whether digits may stand for letters of the mark, where what is sold speaks for it: `5kims`, `Zipp0`. Letters and then digits are a number. */
export function mayBeLeet(word: string, { how, same }: Drawing, { tier, ambiguous, length }: Hideable): boolean {
  if (ambiguous || (how & DRAWN.leet) === 0 || (how & DRAWN.foreign) !== 0 || same < MIN_SAME) return false;
  return (length >= LONG - 1 || tier === 1) && !/^(?:[a-z]+\d{2,}|\d{2,}[a-z]+)$/.test(word);
}

/** A word of another alphabet is a disguise only when all its letters are drawn like Latin ones. */
function isForeignDisguise(word: string, { same }: Drawing): boolean {
  return same > 0 || !FAUX.test(word);
}

/** Digits and signs among letters, rather than the letters and then digits of an article number. */
function isLeet(word: string, { same }: Drawing, { tier, length }: Hideable): boolean {
  const runs = word.match(/\d+|\D+/g) ?? [];
  const digits = word.replace(/\D/g, '').length;
  // Signs are not what article numbers are made of, nor are digits and letters in turn.
  const enough = same * 2 >= length || (same >= 2 && (digits === 0 || (length >= LONG && runs.length >= (tier === 1 ? 4 : 5))));
  // A name of seven letters, read letter by letter, is no article number by chance.
  if (length > LONG && same >= 2) return true;
  if (!enough) return false;
  if (digits === 0 || runs.length >= 4) return true;
  if (runs.length === 3) return digits <= 2 || length > LONG;
  if (same >= LONG - 1 && length > LONG) return true;
  if (/^\d{2}|\d{2}$/.test(word)) return false;
  return length >= LONG || (tier === 1 && /^[0134]|[0134]$/.test(word));
}
