import type { Cue } from '../lexicon/cues.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import type { CueMap } from './brand-cues.ts';
import type { Reading } from './brand-grammar.ts';
import { GOODS, LIST_WORDS, OF, OWN_GOODS, WITH } from './brand-words.ts';

/** How far back a list after one cue may reach, in words: compatibility lists are long. */
const MAX_LIST = 60;
/** How many words a part of the thing may have: `the cup holder of`. */
const MAX_PART = 4;
/** How many unknown names may stand between two marks of a list. */
const MAX_STRANGERS = 3;
/** How far behind a mark the accessory, or the cue of a supply, may be named. */
const MAX_NOUN = 6;
/** How far in front of a mark the accessory of its sentence may stand. */
const MAX_SENTENCE = 12;
/** Product verticals whose nouns name devices: `passend für Staubsauger von Dyson`. */
const DEVICES = ['el', 'ph', 'co', 'ga', 'of', 'ap2', 'tl', 'au'];

/** What a mark may be in a sentence about compatibility. */
export interface Host {
  /** Others make goods for it: a device, a machine, a vehicle. */
  readonly takesAccessories: boolean;
  /** It may be a host as the first word of a text too, because the brand field names another brand. */
  readonly leads: boolean;
  /** The form alone does not prove that the mark is meant. */
  readonly ambiguous: boolean;
}

/** Tells what the goods fit: cues with the lists behind them, cues behind a mark, accessories. */
export class Compatibility {
  readonly #lexicon: Lexicon;
  readonly #tokens: Tokens;
  readonly #cues: CueMap;
  /** 1 for words that belong to a mark. */
  readonly #marks: Uint8Array;
  /** Bit set of `DEVICES`. */
  readonly #devices: number;

  constructor(lexicon: Lexicon, tokens: Tokens, cues: CueMap, marks: Uint8Array) {
    this.#lexicon = lexicon;
    this.#tokens = tokens;
    this.#cues = cues;
    this.#marks = marks;
    this.#devices = DEVICES.reduce((mask, name) => mask | (1 << lexicon.verticals.names.indexOf(name)), 0);
  }

  /** Whether the mark `[start, end)` is what the goods fit. */
  read(start: number, end: number, host: Host): Reading | undefined {
    const cue = this.#listCue(start, host);
    if (cue !== undefined)
      return {
        use: 'compatible',
        because: { code: cue.class === 'compatible' ? 'compatible-cue-before' : 'compatible-for', words: cue.text },
        strength: 1,
      };
    const after = this.#cueBehind(end, host.takesAccessories);
    if (after !== undefined)
      return { use: 'compatible', because: { code: behindCode(after), words: after.text }, strength: 0.95 };
    // The first word of a text is where the goods' own brand stands: `Anker charger` is no charger for an Anker.
    const beside = host.takesAccessories && (start > 0 || host.leads);
    const noun = beside ? (this.#accessoryNoun(end) ?? this.#accessoryBefore(start)) : undefined;
    if (noun !== undefined) return { use: 'compatible', because: { code: 'accessory-noun', words: noun }, strength: 0.93 };
    const far = beside && !host.ambiguous ? this.#accessoryFarBefore(start) : undefined;
    return far === undefined
      ? undefined
      : { use: 'compatible', because: { code: 'accessory-sentence', words: far }, strength: 0.85 };
  }

  /** `HP 61 compatible toner`; for things that others make supplies for also further off: `Canon CLI-221 yellow compatible cartridge`. */
  #cueBehind(end: number, takesAccessories: boolean): Cue | undefined {
    let near = true;
    for (let at = end; at <= end + (takesAccessories ? MAX_NOUN : 3) && at < this.#tokens.count; at++) {
      // `Oral-B toothbrush with replacement heads`: the heads come with it.
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft || (at > end && WITH.has(this.#word(at)))) return undefined;
      const cue = this.#cues.startingAt(at).find((c) => fits(c, takesAccessories));
      if (cue !== undefined && (near || cue.class === 'compatible')) return cue;
      near &&= this.#isModelWord(at);
      if (!near && (!takesAccessories || this.#marks[at] === 1)) return undefined;
    }
    return undefined;
  }

  /** The accessory in front of what it is for, as most languages put it: `Hülle iPhone 15`, `funda iPad`. */
  #accessoryBefore(start: number): string | undefined {
    if ((this.#tokens.gaps[start] ?? GAP.hard) > GAP.soft) return undefined;
    for (let at = Math.max(0, start - 3); at < start; at++) {
      const noun = this.#lexicon.accessories.longestAt(this.#tokens, at);
      if (noun?.end === start || (noun?.end === start - 1 && LIST_WORDS.has(this.#word(start - 1))))
        return this.#written(at, noun.end);
    }
    return undefined;
  }

  /** The accessory further in front in the same sentence: `Die Kartusche lässt sich in Brita Kannen einsetzen`. */
  #accessoryFarBefore(start: number): string | undefined {
    for (let at = start; at > Math.max(0, start - MAX_SENTENCE); at--) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft || WITH.has(this.#word(at - 1)) || this.#marks[at - 1] === 1)
        return undefined;
      const noun = this.#lexicon.accessories.longestAt(this.#tokens, at - 1);
      const text = noun === undefined ? '' : this.#written(at - 1, noun.end);
      if (text !== '' && !GOODS.has(text)) return text;
    }
    return undefined;
  }

  /** What is sold for the marked thing, named behind it in the same part: `iPhone 15 Pro silicone case`. */
  #accessoryNoun(end: number): string | undefined {
    for (let at = end; at < end + MAX_NOUN && at < this.#tokens.count; at++) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft) return undefined;
      // `Philips shaver with travel case`: the case comes with it.
      if (WITH.has(this.#word(at))) return undefined;
      const noun = this.#lexicon.accessories.longestAt(this.#tokens, at);
      const text = noun === undefined ? '' : this.#written(at, noun.end);
      if (text !== '' && !OWN_GOODS.has(text)) return text;
    }
    return undefined;
  }

  /**
   * The cue at the head of the list that ends at word `start`: `for iPhone 15, 14 and Galaxy S24`; also over a part of the thing,
   * `fits the cup holder of Ford F-150`, and over names that nobody listed, `for Ford, Sonoma and Mazda`, as long as a mark stands
   * before them or the cue can mean nothing else.
   */
  #listCue(start: number, { takesAccessories, ambiguous }: Host): Cue | undefined {
    let part = 0;
    let strangers = 0;
    for (let i = start; i > 0 && start - i < MAX_LIST; i--) {
      if (this.#endsList(i, ambiguous)) return undefined;
      const cue = this.#cues.endingAt(i).find((c) => fits(c, takesAccessories && part === 0));
      if (cue !== undefined) return strangers === 0 || (cue.class === 'compatible' && takesAccessories) ? cue : undefined;
      if (this.#marks[i - 1] === 1) strangers = 0;
      else if (part === 0 && OF.has(this.#word(i - 1))) part = MAX_PART;
      else if (this.#isModelWord(i - 1) || (takesAccessories && this.#isDeviceNoun(i))) continue;
      else if (part > 1) part--;
      else if (++strangers > MAX_STRANGERS) return undefined;
    }
    return undefined;
  }

  /** Whether a list ends before word `i`. */
  #endsList(i: number, ambiguous: boolean): boolean {
    const gap = this.#tokens.gaps[i] ?? GAP.hard;
    // Most words have one space between them.
    if (gap !== GAP.hard && (!ambiguous || (this.#tokens.starts[i] ?? 0) - (this.#tokens.ends[i - 1] ?? 0) < 3)) return false;
    const between = this.#between(i);
    // `for iPad 2 - Orange`: what follows a dash may be a list's next device, a colour is none.
    if (ambiguous && between.includes(' - ')) return true;
    return gap === GAP.hard && !isListBreak(between);
  }

  /** A noun for a device that ends at a word: `aspirateurs`. */
  #isDeviceNoun(end: number): boolean {
    const { trie, masks } = this.#lexicon.verticals;
    for (let at = Math.max(0, end - 2); at < end; at++) {
      const noun = trie.longestAt(this.#tokens, at);
      if (noun?.end === end && ((masks[noun.term] ?? 0) & this.#devices) !== 0) return true;
    }
    return false;
  }

  /** What stands between word `i` and the one before it. */
  #between(i: number): string {
    return this.#tokens.text.slice(this.#tokens.ends[i - 1] ?? 0, this.#tokens.starts[i] ?? 0);
  }

  #isModelWord(i: number): boolean {
    const word = this.#word(i);
    return LIST_WORDS.has(word) || /\d/.test(word) || word.length === 1;
  }

  /** The words `[from, to)` as the folded text has them. */
  #written(from: number, to: number): string {
    return this.#tokens.text.slice(this.#tokens.starts[from] ?? 0, this.#tokens.ends[to - 1] ?? 0);
  }

  #word(i: number): string {
    return i >= 0 && i < this.#tokens.count ? wordAt(this.#tokens, i) : '';
  }
}

/** A comma, slash, colon or bracket inside a list, not the bar or line break between parts of a title. */
function isListBreak(between: string): boolean {
  return /^[\s,，、()（）:：;；[\]【】"'’.-]*$/.test(between) && !/\n/.test(between);
}

function fits(cue: Cue, takesAccessories: boolean): boolean {
  return cue.class === 'compatible' || (cue.class === 'compatible-device' && takesAccessories);
}

/** Japanese, Korean and Chinese say `iPhone 15 対応`: behind the mark is where the word belongs, in `HP compatible toner` it is not. */
function behindCode({ text }: Cue): string {
  return text.charCodeAt(0) > 0x1100 ? 'compatible-cue-postposed' : 'compatible-cue-after';
}
