import type { Random } from '../bench/random.ts';

/*
 * How sellers hide a mark from a word list, or write it wrongly. Every technique takes the mark as its owner writes it and gives what
 * stands in the listing; undefined where it cannot be applied (no letter that has a look-alike, too short for a misspelling).
 */

/** Changes the writing of a mark. */
export type Technique = (mark: string, random: Random) => string | undefined;

// Upper and lower case apart: a Cyrillic letter that looks like a capital may not look like the small one.
const CYRILLIC = table('aа cс eе oо pр xх yу iі sѕ jј dԁ hһ AА BВ CС EЕ HН IІ KК MМ OО PР TТ XХ YУ SЅ JЈ');
const GREEK = table('oο vν uυ iι pρ aα kκ AΑ BΒ EΕ ZΖ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ YΥ XΧ');
const SMALL_CAPS = table('aᴀ bʙ cᴄ dᴅ eᴇ gɢ hʜ iɪ jᴊ kᴋ lʟ mᴍ nɴ oᴏ pᴘ rʀ tᴛ uᴜ vᴠ wᴡ yʏ zᴢ');
const DIGITS = table('o0 i1 l1 e3 a4 s5 t7 b8 z2 g9');
/**
 * Letters and then two digits or more, or the other way round: what an article number looks like, and the controls are full of. Nobody can
 * tell the phone holder `Cfm070` from one of CFMoto.
 */
const CODE = /^(?:\p{L}+\d{2,}|\d{2,}\p{L}+)$/u;
const SIGNS = table('a@ s$ i! l! e€');
const ACCENTS: Readonly<Record<string, string>> = {
  a: 'àáâãäå',
  c: 'ç',
  e: 'èéêë',
  i: 'ìíîï',
  n: 'ñ',
  o: 'òóôõö',
  u: 'ùúûü',
  y: 'ýÿ',
};
const MARKS = ['\u0301', '\u0308', '\u0323', '\u0302', '\u030a', '\u0332', '\u0336'];
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];
const BIDI = ['\u200e', '\u200f', '\u202a', '\u202c', '\u2066', '\u2069'];
const SYMBOLS = ['*', '|', '/', '\u2605', '~', '\u00b7', '+', '\u2022', "'", '^'];
const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 's',
  b: 'v',
  c: 'x',
  d: 's',
  e: 'r',
  f: 'g',
  g: 'h',
  h: 'j',
  i: 'o',
  j: 'k',
  k: 'l',
  l: 'k',
  m: 'n',
  n: 'm',
  o: 'i',
  p: 'o',
  q: 'w',
  r: 't',
  s: 'a',
  t: 'r',
  u: 'y',
  v: 'b',
  w: 'e',
  x: 'c',
  y: 'u',
  z: 'x',
};
const BY_EAR = [
  'c>k',
  'k>c',
  'y>i',
  'i>y',
  's>z',
  'z>s',
  'ph>f',
  'f>ph',
  'x>ks',
  'ei>ie',
  'e>a',
  'a>e',
  'o>u',
  'v>w',
  'ck>k',
  'q>k',
];
const MATHS: readonly (readonly [upper: number, lower: number])[] = [
  [0x1d400, 0x1d41a], // bold
  [0x1d468, 0x1d482], // bold italic
  [0x1d4d0, 0x1d4ea], // bold script
  [0x1d56c, 0x1d586], // bold Fraktur
  [0x1d5d4, 0x1d5ee], // sans-serif bold
  [0x1d670, 0x1d68a], // monospace
];

/** The techniques that change letters, by name. Names in other scripts, joined and split words stand in `obfuscation.ts`. */
export const TECHNIQUES: Readonly<Record<string, Technique>> = {
  'cyrillic look-alikes': (mark, random) => swap(mark, CYRILLIC, random, 0.7),
  'greek look-alikes': (mark, random) => swap(mark, GREEK, random, 0.7),
  'full width': (mark) => shift(mark, (code) => (code > 0x20 && code < 0x7f ? code + 0xfee0 : code)),
  'maths letters': (mark, random) => {
    const [upper, lower] = random.pick(MATHS);
    return changed(
      mark,
      shift(mark, (code) => letterAt(code, upper, lower)),
    );
  },
  'circled letters': (mark, random) => {
    const [upper, lower] = random.pick([
      [0x24b6, 0x24d0],
      [0x1f130, 0x1f130],
      [0x1f170, 0x1f170],
    ] as const);
    return changed(
      mark,
      shift(mark, (code) => letterAt(code, upper, lower)),
    );
  },
  'small capitals': (mark) => changed(mark, [...mark.toLowerCase()].map((c) => SMALL_CAPS.get(c) ?? c).join('')),
  'zero-width characters': (mark, random) => inside(mark, () => random.pick(INVISIBLE), random),
  'soft hyphens': (mark, random) => inside(mark, () => '\u00ad', random),
  'bidi controls': (mark, random) => inside(mark, () => random.pick(BIDI), random),
  accents: (mark, random) => {
    const accented = swapBy(mark, (c) => ACCENTS[c.toLowerCase()], random, 0.6);
    if (random.unit() < 0.5 && accented !== undefined) return accented;
    return inside(mark, () => random.pick(MARKS), random);
  },
  'digits for letters': (mark, random) => {
    const written = swap(mark, DIGITS, random, 0.6);
    return written === undefined || CODE.test(written) ? undefined : written;
  },
  'signs for letters': (mark, random) => swap(mark, SIGNS, random, 0.8),
  'spaced letters': (mark, random) => between(mark, random.pick([' ', ' ', '  '])),
  'letters between dots, hyphens, underscores': (mark, random) => between(mark, random.pick(['.', '-', '_', '. '])),
  'symbol inside': (mark, random) => once(mark, random.pick(SYMBOLS), random),
  'tags and entities': (mark, random) => {
    const at = cut(mark, random);
    if (at === undefined) return undefined;
    const [head, tail] = [mark.slice(0, at), mark.slice(at)];
    const code = tail.codePointAt(0) ?? 0;
    return random.pick([
      `${head}<b></b>${tail}`,
      `<b>${head}</b>${tail}`,
      `${head}<!-- -->${tail}`,
      `${head}&shy;${tail}`,
      `${head}&#${code};${tail.slice(1)}`,
      `${head}&#x${code.toString(16)};${tail.slice(1)}`,
      `${head}&#8203;${tail}`,
      `${head}<span class="x">${tail}</span>`,
    ]);
  },
  'doubled letter': (mark, random) => edit(mark, random, (word, at) => word.slice(0, at) + word.slice(at - 1)),
  'dropped letter': (mark, random) => edit(mark, random, (word, at) => word.slice(0, at) + word.slice(at + 1)),
  'transposed letters': (mark, random) =>
    edit(mark, random, (word, at) => word.slice(0, at - 1) + (word[at] ?? '') + (word[at - 1] ?? '') + word.slice(at + 1), 2),
  'wrong letter': (mark, random) => {
    if (random.unit() < 0.5) {
      const pairs = BY_EAR.map((pair) => pair.split('>')).filter(([from = '']) => mark.toLowerCase().indexOf(from, 1) > 0);
      const [from = '', to = ''] = pairs.length === 0 ? [] : random.pick(pairs);
      const at = mark.toLowerCase().indexOf(from, 1);
      if (from !== '' && longEnough(mark)) return mark.slice(0, at) + cased(to, mark[at] ?? '') + mark.slice(at + from.length);
    }
    return edit(mark, random, (word, at) => {
      const letter = word[at] ?? '';
      const other = NEIGHBOURS[letter.toLowerCase()] ?? 'e';
      return word.slice(0, at) + cased(other, letter) + word.slice(at + 1);
    });
  },
  'two techniques': (mark, random) => {
    const inner = random.pick(['cyrillic look-alikes', 'digits for letters', 'accents', 'full width']);
    const outer = random.pick(['zero-width characters', 'soft hyphens', 'bidi controls']);
    const first = TECHNIQUES[inner]?.(mark, random);
    return first === undefined ? undefined : TECHNIQUES[outer]?.(first, random);
  },
};

/** The misspellings among the techniques: they count only when they give no word of their own. */
export const MISSPELLINGS: ReadonlySet<string> = new Set([
  'doubled letter',
  'dropped letter',
  'transposed letters',
  'wrong letter',
]);

function table(pairs: string): ReadonlyMap<string, string> {
  return new Map(pairs.split(' ').map((pair) => [[...pair][0] ?? '', [...pair][1] ?? '']));
}

/** Capitals where the letters that they replace were. */
function cased(letters: string, like: string): string {
  return like === like.toLowerCase() ? letters : letters.toUpperCase();
}

/** Replaces letters that have a look-alike; at least one, each of the others with the given chance. */
function swap(mark: string, map: ReadonlyMap<string, string>, random: Random, chance: number): string | undefined {
  return swapBy(mark, (c) => map.get(c) ?? map.get(c.toLowerCase()), random, chance);
}

function swapBy(mark: string, find: (c: string) => string | undefined, random: Random, chance: number): string | undefined {
  const letters = [...mark];
  const spots = letters.flatMap((c, i) => (find(c) === undefined ? [] : [i]));
  if (spots.length === 0) return undefined;
  const sure = random.pick(spots);
  return letters.map((c, i) => (i === sure || random.unit() < chance ? random.pick([...(find(c) ?? c)]) : c)).join('');
}

function shift(mark: string, map: (code: number) => number): string {
  return [...mark].map((c) => String.fromCodePoint(map(c.codePointAt(0) ?? 0))).join('');
}

function letterAt(code: number, upper: number, lower: number): number {
  if (code >= 0x41 && code <= 0x5a) return upper + code - 0x41;
  return code >= 0x61 && code <= 0x7a ? lower + code - 0x61 : code;
}

function changed(mark: string, result: string): string | undefined {
  return result === mark ? undefined : result;
}

/** One or two characters put between letters of the word. */
function inside(mark: string, make: () => string, random: Random): string | undefined {
  const first = once(mark, make(), random);
  return first === undefined || random.unit() < 0.5 ? first : once(first, make(), random);
}

function once(mark: string, insert: string, random: Random): string | undefined {
  const at = cut(mark, random);
  return at === undefined ? undefined : mark.slice(0, at) + insert + mark.slice(at);
}

/** A place between two letters, in UTF-16 units and never inside a character. */
function cut(mark: string, random: Random): number | undefined {
  const spots = [...mark.matchAll(/(?<=\p{L}\p{M}*)(?=\p{L})/gu)].map((m) => m.index);
  return spots.length === 0 ? undefined : random.pick(spots);
}

/** Every letter apart, as `N I K E`; words of a mark that has several stay apart by more. */
function between(mark: string, gap: string): string | undefined {
  const words = mark.split(' ').map((word) => [...word].filter((c) => /\p{L}|\p{N}/u.test(c)));
  if (words.length > 2 || words.every((word) => word.length < 3)) return undefined;
  return words.map((word) => word.join(gap)).join(gap.includes(' ') ? '   ' : gap);
}

/** One edit inside the longest word of five letters or more; the first letter is what writers get right. */
function edit(mark: string, random: Random, change: (word: string, at: number) => string, from = 1): string | undefined {
  if (!longEnough(mark)) return undefined;
  const words = mark.split(' ');
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  for (let attempt = 0; attempt < 10; attempt++) {
    const result = change(longest, from + random.below(longest.length - from));
    if (result !== longest && /^[\p{L}\p{M}'’-]+$/u.test(result))
      return words.map((word) => (word === longest ? result : word)).join(' ');
  }
  return undefined;
}

function longEnough(mark: string): boolean {
  return mark.split(' ').some((word) => /^\p{L}{5,}$/u.test(word));
}
