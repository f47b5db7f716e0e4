import { hashWord } from '../model/words.ts';
import { HashGate, HashIndex } from './hash-index.ts';
import { type Form, type Mark, type MarkNature, natureOf } from './mark.ts';
import { nearMask } from './near-languages.ts';
import type { NearWords } from './near-words.ts';
import { isPlain, skeletonsOf } from './skeleton.ts';
import { deletionsOf } from './spelling.ts';
import { FIRST_BYTES, markFirst, pairHash } from './term-trie.ts';

/** What is known of the marks that somebody would hide, compiled for search. Values are numbers of forms. */
export interface HiddenTables {
  /** By skeleton of a form written as one word. */
  readonly skeletons: HashIndex;
  /** By a form of one word, and by it less one letter; the values have `DOUBTFUL` where the slip alone is too little. */
  readonly spellings: HashIndex;
  /** By a form written as one word. */
  readonly words: HashIndex;
  /** By the two parts of a form of one word, as `pairHash` has them. */
  readonly splits: HashIndex;
  /** One bit for every beginning of a form of one word, by the low 18 bits of its hash. */
  readonly heads: Uint8Array;
  /** By skeleton of the first word of a form of several words. */
  readonly names: HashIndex;
  /** By such a first word, and by it less one letter. */
  readonly nameSlips: HashIndex;
  /** Everyday words that a disguise or a slip could also make of a mark; the values are their languages, as `nearMask` has them. */
  readonly near: HashIndex;
  /** The hashes of `skeletons` and `names`. */
  readonly drawnGate: HashGate;
  /** The hashes of `spellings` and `nameSlips`. */
  readonly slipGate: HashGate;
  /** The hashes of `words`. */
  readonly wordGate: HashGate;
}

/** The forms of a lexicon with their texts, as `compileLexicon` gathers them. */
export interface WrittenForms {
  readonly count: number;
  formOf(form: number): Form | undefined;
  markOf(mark: number): Mark | undefined;
  textOf(form: number): string;
}

/** What somebody would hide; nobody hides that a plug is USB. */
const HIDDEN: ReadonlySet<MarkNature> = new Set(['brand', 'character', 'trap']);
/** Weakest mark that somebody would hide. */
const LAST_TIER = 2;
/** Shortest mark that is looked for in disguise; below, model numbers look like disguises. */
export const MIN_DISGUISED = 4;
/** Shortest ambiguous mark that is looked for behind digits and foreign letters. */
const MIN_AMBIGUOUS = 4;
/** Shortest mark whose slip is hardly another word. */
export const MIN_MISSPELT = 6;
/** Bit of a slip that may as well be another word, so that the listing must sell what the mark is known for. */
export const DOUBTFUL: number = 1 << 30;
/** Shortest mark that is looked for misspelt. */
const MIN_MISSPELT_SHORT = 5;
/** Shortest mark that is looked for torn in two. */
const MIN_SPLIT = 4;
/** The same for one that is only well known. */
const MIN_SPLIT_KNOWN = 5;
/** Shortest word of a name of several words that is looked for misspelt. */
export const MIN_MISSPELT_WORD = 5;

/** A name with a number at its end or in a later word: `concept2`, `formula 409`, `citroen c3`, `safety 1st`. */
const NUMBERED = /^[a-z]{4,} ?(?:[a-z]+ )*[a-z]*\d+[a-z]*$/;

/** Compiles what hidden marks are found with; `languages` are those whose words a text can be told by. */
export function compileHidden(forms: WrittenForms, near: NearWords, languages: readonly string[]): HiddenTables {
  const gathering = new Gathering(near, languages);
  const seen = new Set<string>();
  for (let form = 0; form < forms.count; form++) {
    const text = forms.textOf(form);
    const joined = text.replaceAll(' ', '');
    const written = forms.formOf(form);
    const mark = forms.markOf(written?.mark ?? -1);
    if (written === undefined || mark === undefined || !isHideable(written, mark, text, joined)) continue;
    // `aero press` and `aeropress` are drawn alike; one is a name of two words, the other a word that slips.
    const twin = seen.has(joined);
    if (!twin) gathering.drawn(form, joined, written.ambiguous);
    seen.add(joined);
    if (text !== joined) gathering.name(form, text);
    // A name that is only sometimes written together does not slip as a word: `esports` is no EA Sports.
    const alone = text === joined && (!twin || written.kind === 'exact');
    if (!written.ambiguous && alone && isPlain(text)) gathering.slips(form, joined, mark);
  }
  return gathering.tables();
}

type Pairs = [number, number][];

class Gathering {
  readonly #near: NearWords;
  readonly #languages: readonly string[];
  readonly #skeletons: Pairs = [];
  readonly #spellings: Pairs = [];
  readonly #splits: Pairs = [];
  readonly #words: Pairs = [];
  readonly #names: Pairs = [];
  readonly #nameSlips: Pairs = [];
  readonly #heads = new Uint8Array(FIRST_BYTES);

  constructor(near: NearWords, languages: readonly string[]) {
    this.#near = near;
    this.#languages = languages;
  }

  /** What the form can be drawn like. */
  drawn(form: number, joined: string, ambiguous: boolean): void {
    for (const skeleton of skeletonsOf(joined)) this.#skeletons.push([skeleton, form]);
    if (!ambiguous) this.#words.push([hashWord(joined), form]);
  }

  /** What the first word of a form of several words can be drawn like or be misspelt as. */
  name(form: number, text: string): void {
    const first = text.slice(0, text.indexOf(' '));
    for (const skeleton of skeletonsOf(first)) this.#names.push([skeleton, form]);
    if (first.length >= MIN_MISSPELT_WORD) for (const part of deletionsOf(first)) this.#nameSlips.push([part, form]);
  }

  /** How a form of one word can be misspelt or torn. */
  slips(form: number, word: string, mark: Mark): void {
    if (word.length >= MIN_MISSPELT_SHORT) {
      const value = isMisspellable(mark, word, this.#near) ? form : form | DOUBTFUL;
      for (const part of deletionsOf(word)) this.#spellings.push([part, value]);
    }
    if (word.length < (mark.tier === 1 ? MIN_SPLIT : MIN_SPLIT_KNOWN)) return;
    // Famous marks are looked for in more than two parts as well.
    if (mark.tier === 1) for (let at = 1; at < word.length; at++) markFirst(this.#heads, hashWord(word.slice(0, at)));
    for (const at of tearsOf(word, this.#near)) {
      const left = hashWord(word.slice(0, at));
      this.#splits.push([pairHash(left, hashWord(word.slice(at))), form]);
      markFirst(this.#heads, left);
    }
  }

  tables(): HiddenTables {
    const [skeletons, names] = [HashIndex.fromPairs(this.#skeletons), HashIndex.fromPairs(this.#names)];
    const [spellings, nameSlips] = [HashIndex.fromPairs(this.#spellings), HashIndex.fromPairs(this.#nameSlips)];
    const words = HashIndex.fromPairs(this.#words);
    return {
      skeletons,
      spellings,
      words,
      splits: HashIndex.fromPairs(this.#splits),
      heads: this.#heads,
      names,
      nameSlips,
      near: HashIndex.fromPairs(
        [...this.#near.words].map(([word, languages]) => [hashWord(word), nearMask(languages, this.#languages)]),
      ),
      drawnGate: HashGate.of([skeletons, names]),
      slipGate: HashGate.of([spellings, nameSlips]),
      wordGate: HashGate.of([words]),
    };
  }
}

function isHideable({ kind, ambiguous }: Form, mark: Mark, text: string, joined: string): boolean {
  if (kind !== 'exact' && kind !== 'alias') return false;
  if (mark.tier > LAST_TIER || !HIDDEN.has(natureOf(mark.kind))) return false;
  if (!/^[a-z]+$/.test(joined) && !NUMBERED.test(text)) return false;
  return joined.length >= (ambiguous ? MIN_AMBIGUOUS : MIN_DISGUISED);
}

/** Whether a slip of the mark alone tells it: a long one, a famous one, or one that no everyday word resembles. */
function isMisspellable(mark: Mark, word: string, near: NearWords): boolean {
  return word.length >= MIN_MISSPELT || mark.tier === 1 || !near.neighboured.has(word);
}

/** What stands before surnames and in names of places: Paul Van Doren is no maker of reeds. */
const PARTICLES: ReadonlySet<string> = new Set(
  'van von de der den del della di da do dos du la le les el al mc mac san santa saint st'.split(' '),
);

/** Where a word can be torn in two so that not both parts are words of one language. */
function tearsOf(word: string, near: NearWords): number[] {
  const found: number[] = [];
  for (let at = 1; at < word.length; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (PARTICLES.has(left)) continue;
    const languages = near.parts.get(left) ?? [];
    const shared = (near.parts.get(right) ?? []).some((language) => languages.includes(language));
    // One letter is an article, a size or an initial in front of any word.
    const single = left.length === 1 || right.length === 1;
    if (!shared && !(single && (near.parts.has(left.length === 1 ? right : left) || word.length < MIN_MISSPELT)))
      found.push(at);
  }
  return found;
}
