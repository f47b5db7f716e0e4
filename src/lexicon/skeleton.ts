import type { Folding } from '../model/evidence.ts';

/** Cyrillic and Greek small letters that look like a Latin one in usual fonts (Unicode UTS #39 confusables, the one-letter part). */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ё: 'e',
  ғ: 'f',
  һ: 'h',
  н: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  п: 'n',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  α: 'a',
  β: 'b',
  ϲ: 'c',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
  ω: 'w',
  ı: 'i',
  ɑ: 'a',
  ɡ: 'g',
  ʟ: 'l',
  ɴ: 'n',
  ʀ: 'r',
  ᴋ: 'k',
  ᴇ: 'e',
  ɪ: 'i',
  ᴏ: 'o',
  ᴀ: 'a',
};

/** Digits that stand for letters. Each may stand for one letter, `1` for two. */
const LEET: Readonly<Record<string, readonly string[]>> = {
  '0': ['o'],
  '1': ['i', 'l'],
  '3': ['e'],
  '4': ['a'],
  '5': ['s'],
  '7': ['t'],
  '8': ['b'],
};

/**
 * Whether the word `[start, end)` of a folded text may be a disguise: Latin mixed with letters that look Latin, or letters with a
 * digit between them. A digit at the end is a model number, not a disguise.
 */
export function suspicious(text: string, start: number, end: number): Extract<Folding, 'confusable' | 'leet'> | undefined {
  let latin = false;
  let foreign = false;
  let inner = false;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 97 && unit <= 122) latin = true;
    else if (unit >= 48 && unit <= 57) {
      const next = text.charCodeAt(i + 1);
      if (i > start && i + 1 < end && next >= 97 && next <= 122) inner = true;
    } else if (unit > 0x24f && unit < 0x2000) foreign = true;
  }
  if (latin && foreign) return 'confusable';
  return latin && inner ? 'leet' : undefined;
}

/** The plain words that a disguised one may stand for: one, or two when it holds a `1`. */
export function skeleton(word: string, disguise: 'confusable' | 'leet'): string[] {
  if (disguise === 'confusable') return [[...word].map((c) => LOOKALIKES[c] ?? c).join('')];
  const plain = [...word].reduce<string[]>(
    (all, character) => {
      const letters = LEET[character] ?? [character];
      return all.flatMap((prefix) => letters.map((letter) => prefix + letter)).slice(0, 4);
    },
    [''],
  );
  return plain.filter((text) => /^\p{L}+$/u.test(text));
}
