import { type Cue, type CueHit, findCues } from '../lexicon/cues.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { natureOf } from '../lexicon/mark.ts';
import type { TermTrie } from '../lexicon/term-trie.ts';
import type { Because, BrandUse } from '../model/evidence.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import type { Sighting } from './brand-mention.ts';

/** A use that the words around a mark give it. */
export interface Reading {
  readonly use: BrandUse;
  readonly because: Because;
  /** 1 for a plain cue, less for one that is sometimes something else. */
  readonly strength: number;
}

/** How far back a list after one cue may reach, in words: compatibility lists are long. */
const MAX_LIST = 60;
/** How far behind a mark a cue may stand: `Lego Technic style`. */
const MAX_AFTER = 2;

/** How far in front of a mark a cue may stand, over words that say nothing about it. */
const MAX_BEFORE = 5;
/** Words between a cue and the mark that praise and say nothing. */
const PRAISE = new Set(
  'arrival arrivals official famous classic popular brand branded luxury designer iconic hot sale best top quality 2 authentic licensed'.split(
    ' ',
  ),
);

/** Words that tie a part to the thing, and how many words a part may have. */
const OF = new Set(['of', 'von', 'vom', 'de', 'du', 'del', 'della', 'di', 'do', 'van', '的']);
const MAX_PART = 4;
/** How many unknown names may stand between two marks of a list. */
const MAX_STRANGERS = 3;
/** How far behind a mark the accessory may be named. */
const MAX_NOUN = 6;

/** Words that may stand between a cue and the marks of its list. */
const LIST_WORDS = new Set(
  (
    'and or & / + the a an your my all any most many other some new old more such as like including include includes also series model models version generation gen edition ' +
    'select selected up onwards later earlier newer pro max plus mini air ultra lite se fe xl xs xr x s a pad tab fold flip note edge go core inch pcs phone phones smartphone smartphones cell mobile tablet tablets laptop laptops notebook computer computers pc ' +
    'printer printers watch watches smartwatch console consoles controller camera cameras car cars vehicle vehicles truck trucks suv device devices brand brands machine machines vacuum cleaner ' +
    'cleaners vacuums refrigerator fridge tv tvs wireless charging magnetic various latest following und oder y o e et ou dan ve va ile le la les de der die das den el los las un une il lo i gli ' +
    '和 与 及 或 等 的 系列 型号 手机 平板'
  ).split(' '),
);

/** What a mark may be in a sentence about compatibility. */
export interface Host {
  /** Others make goods for it: a device, a machine, a vehicle. */
  readonly takesAccessories: boolean;
  /** It may be a host as the first word of a text too, because the brand field names another brand. */
  readonly leads: boolean;
}

/** A field's cues and marks, read once for all the marks in it. */
export class Grammar {
  readonly #tokens: Tokens;
  readonly #accessories: TermTrie;
  readonly #before = new Map<number, CueHit>();
  readonly #after = new Map<number, CueHit>();
  /** 1 for words that belong to a mark. */
  readonly #marks: Uint8Array;

  constructor(lexicon: Lexicon, tokens: Tokens, sightings: readonly Sighting[]) {
    this.#tokens = tokens;
    this.#accessories = lexicon.accessories;
    this.#marks = new Uint8Array(tokens.count);
    for (const { start, end } of sightings) this.#marks.fill(1, start, end);
    for (const cue of findCues(lexicon.cues, tokens)) {
      // `fit for` comes before the `for` inside it, and says more.
      if (!this.#before.has(cue.end)) this.#before.set(cue.end, cue);
      this.#after.set(cue.start, cue);
    }
  }

  /** What the words around `[start, end)` say; imitation and comparison win over authenticity, and that over compatibility. */
  read({ start, end, mark, formOf }: Sighting, host: Host): Reading | undefined {
    const near = [...this.#adjacent(start, end)];
    for (const use of ['imitation', 'comparison', 'authenticity'] as const) {
      const cue = near.find((c) => this.#classOf(c, end) === use);
      if (cue === undefined || (use === 'authenticity' && natureOf(mark.kind) === 'trap')) continue;
      const named = use === 'authenticity' ? 'authenticity-claim' : use;
      return {
        use: named,
        because: { code: `${use}-cue-${cue.position}`, words: cue.text },
        strength: cue.text === 'type' ? 0.7 : 1,
      };
    }
    if (near.some((c) => c.class === 'marketplace' && natureOf(mark.kind) === 'marketplace'))
      return { use: 'marketplace', because: { code: 'sold-on' }, strength: 1 };
    return this.#compatible(start, end, host, formOf.ambiguous);
  }

  /** Cues that touch the mark: before it over an article or two, or up to two words behind it in the same part. */
  *#adjacent(start: number, end: number): Generator<Cue> {
    yield* this.#justBefore(start);
    yield* this.#justAfter(end);
  }

  /** `dupe for the new Dyson`, `replica of a Rolex`, `original new arrival 2018 Nike`. */
  *#justBefore(start: number): Generator<Cue> {
    for (let from = start; from > Math.max(0, start - MAX_BEFORE); from--) {
      if ((this.#tokens.gaps[from] ?? GAP.hard) > GAP.stop) return;
      for (const cue of this.#before.get(from)?.cues ?? []) if (cue.position === 'before') yield cue;
      const word = this.#word(from - 1);
      if (!LIST_WORDS.has(word) && !PRAISE.has(word) && !/^(?:19|20)\d\d$/.test(word)) return;
    }
  }

  *#justAfter(end: number): Generator<Cue> {
    for (let at = end; at <= end + MAX_AFTER && at < this.#tokens.count; at++) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft) return;
      for (const cue of this.#after.get(at)?.cues ?? []) if (cue.position === 'after') yield cue;
      if (at > end && this.#marks[at] === 1) return;
    }
  }

  #classOf(cue: Cue, end: number): Cue['class'] | undefined {
    if (cue.class === 'imitation-joined') {
      // `Lego-like` and `Lego like bricks` are imitation; `fits like Lego` is no cue behind the mark.
      const at = this.#after.get(end);
      return at?.cues.includes(cue) && this.#tokens.text[this.#tokens.ends[end - 1] ?? 0] === '-' ? 'imitation' : undefined;
    }
    if (cue.text === 'type' && /^(?:[a-c]|i|ii|[0-9].*)$/.test(this.#word(end + 1))) return undefined;
    return cue.class;
  }

  #compatible(start: number, end: number, { takesAccessories, leads }: Host, ambiguous: boolean): Reading | undefined {
    const cue = this.#listCue(start, takesAccessories, ambiguous);
    if (cue !== undefined)
      return {
        use: 'compatible',
        because: { code: cue.class === 'compatible' ? 'compatible-cue-before' : 'compatible-for', words: cue.text },
        strength: cue.class === 'compatible' ? 1 : 0.9,
      };
    const after = this.#cueBehind(end, takesAccessories);
    if (after !== undefined)
      return { use: 'compatible', because: { code: 'compatible-cue-after', words: after.text }, strength: 0.8 };
    // The first word of a text is where the goods' own brand stands: `Anker charger` is no charger for an Anker.
    const noun =
      takesAccessories && (start > 0 || leads) ? (this.#accessoryNoun(end) ?? this.#accessoryBefore(start)) : undefined;
    return noun === undefined
      ? undefined
      : { use: 'compatible', because: { code: 'accessory-noun', words: noun }, strength: 0.65 };
  }

  /** `HP 61 compatible toner`; for things that others make supplies for also further off: `Canon CLI-221 yellow compatible cartridge`. */
  #cueBehind(end: number, takesAccessories: boolean): Cue | undefined {
    let near = true;
    for (let at = end; at <= end + (takesAccessories ? MAX_NOUN : 3) && at < this.#tokens.count; at++) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft) return undefined;
      const cue = this.#after.get(at)?.cues.find((c) => c.position === 'after' && fits(c, takesAccessories));
      if (cue !== undefined && (near || cue.class === 'compatible')) return cue;
      near &&= this.#isModelWord(at);
      if (!near && (!takesAccessories || this.#marks[at] === 1)) return undefined;
    }
    return undefined;
  }

  /** The accessory in front of what it is for, as most languages put it: `Hülle iPhone 15`, `funda iPad`. */
  #accessoryBefore(start: number): string | undefined {
    if ((this.#tokens.gaps[start] ?? GAP.hard) > GAP.soft) return undefined;
    for (let at = Math.max(0, start - 2); at < start; at++) {
      const noun = this.#accessories.longestAt(this.#tokens, at);
      if (noun?.end === start) return this.#accessories.text(noun.term);
    }
    return undefined;
  }

  /** What is sold for the marked thing, named behind it in the same part: `iPhone 15 Pro silicone case`. */
  #accessoryNoun(end: number): string | undefined {
    for (let at = end; at < end + MAX_NOUN && at < this.#tokens.count; at++) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft) return undefined;
      const noun = this.#accessories.longestAt(this.#tokens, at);
      if (noun !== undefined) return this.#accessories.text(noun.term);
    }
    return undefined;
  }

  /**
   * The cue at the head of the list that ends at word `start`: `for iPhone 15, 14 and Galaxy S24`; also over a part of the thing,
   * `fits the cup holder of Ford F-150`, and over names that nobody listed, `for Ford, Sonoma and Mazda`, as long as a mark stands
   * before them.
   */
  #listCue(start: number, takesAccessories: boolean, ambiguous: boolean): Cue | undefined {
    let part = 0;
    let strangers = 0;
    for (let i = start; i > 0 && start - i < MAX_LIST; i--) {
      if ((this.#tokens.gaps[i] ?? GAP.hard) === GAP.hard && !this.#listBreak(i)) return undefined;
      // `for iPad 2 - Orange`: what follows a dash may be a list's next device, a colour is none.
      if (ambiguous && this.#between(i).includes(' - ')) return undefined;
      const cue = this.#before.get(i)?.cues.find((c) => c.position === 'before' && fits(c, takesAccessories && part === 0));
      if (cue !== undefined) return strangers === 0 ? cue : undefined;
      if (this.#marks[i - 1] === 1) strangers = 0;
      else if (part === 0 && OF.has(this.#word(i - 1))) part = MAX_PART;
      else if (this.#isModelWord(i - 1)) continue;
      else if (part > 1) part--;
      else if (++strangers > MAX_STRANGERS) return undefined;
    }
    return undefined;
  }

  /** A comma, slash, colon or bracket inside a list, not the bar or line break between parts of a title. */
  #listBreak(i: number): boolean {
    const between = this.#between(i);
    return /^[\s,，、()（）:：;；[\]【】"'’.-]*$/.test(between) && !/\n/.test(between);
  }

  /** What stands between word `i` and the one before it. */
  #between(i: number): string {
    return this.#tokens.text.slice(this.#tokens.ends[i - 1] ?? 0, this.#tokens.starts[i] ?? 0);
  }

  #isModelWord(i: number): boolean {
    const word = this.#word(i);
    return LIST_WORDS.has(word) || /\d/.test(word) || word.length === 1;
  }

  #word(i: number): string {
    return i >= 0 && i < this.#tokens.count ? wordAt(this.#tokens, i) : '';
  }
}

function fits(cue: Cue, takesAccessories: boolean): boolean {
  return cue.class === 'compatible' || (cue.class === 'compatible-device' && takesAccessories);
}
