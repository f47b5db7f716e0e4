import { EMPTY_HASH, extendHash, hashWord } from '../model/words.ts';

/*
 * Words within one edit of a mark: a letter too many, too few, another one, or two neighbours swapped (Damerau-Levenshtein distance 1).
 * Two words within one edit share a word that is either of them or lies one deletion away (SymSpell's index).
 */

/** The hashes of the word itself and of every word with one letter less. */
export function deletionsOf(word: string): number[] {
  const found = [hashWord(word)];
  let head = EMPTY_HASH;
  for (let i = 0; i < word.length; i++) {
    let hash = head;
    for (let j = i + 1; j < word.length; j++) hash = extendHash(hash, word.charCodeAt(j));
    found.push(hash);
    head = extendHash(head, word.charCodeAt(i));
  }
  return found;
}

/** Whether one edit makes one word of the other. Equal words are not: nothing was edited. */
export function isOneEdit(a: string, b: string): boolean {
  if (a.length > b.length) return isOneEdit(b, a);
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  if (a.length === b.length) {
    const rest = a.slice(same + 1) === b.slice(same + 1);
    const swapped = a[same] === b[same + 1] && a[same + 1] === b[same] && a.slice(same + 2) === b.slice(same + 2);
    return same < a.length && (rest || swapped);
  }
  return a.length + 1 === b.length && a.slice(same) === b.slice(same + 1);
}

/** The word with one letter for the two that sound like it, `f` for `ph`, `x` for `ks`; undefined when it holds neither. */
export function asHeard(word: string): string | undefined {
  if (word.includes('ph')) return word.replace('ph', 'f');
  return word.includes('ks') ? word.replace('ks', 'x') : undefined;
}

/** Whether the word is the mark with an ending that grammar puts there. */
export function isInflected(word: string, mark: string): boolean {
  return word.startsWith(mark) && /^(?:s|es|e|n|r|d)$/.test(word.slice(mark.length));
}

/** Whether the word is the mark without the `s` of a plural. */
export function isSingular(word: string, mark: string): boolean {
  return `${word}s` === mark;
}

/** The hashes that a word shares with what it may be a slip of. */
export function slipsOf(word: string): number[] {
  const heard = asHeard(word);
  return heard === undefined ? deletionsOf(word) : [...deletionsOf(word), hashWord(heard)];
}

/** Whether one slip may lie between two words: they begin alike, `word` has `min` letters, and hardly differ in length. */
export function mayBeSlip(text: string, word: string, min: number): boolean {
  const longer = text.length - word.length;
  return word.length >= min && longer >= -1 && longer <= 1 && text.charCodeAt(0) === word.charCodeAt(0);
}
