import { type Cue, type CueHit, findCues } from '../lexicon/cues.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { GAP, type Tokens, wordAt } from '../model/words.ts';
import type { Sighting } from './brand-mention.ts';
import { LIST_WORDS, NEGATIONS, OF, PRAISE } from './brand-words.ts';

/** How far before and behind a mark cues are looked for, in words: a list of models is long. */
const BACK = 72;
const AHEAD = 24;
/** How many words or cues may stand between a cue and the mark behind it. */
const MAX_STEPS = 5;
/** How far behind a mark a cue may stand: `Lego Technic style`. */
const MAX_AFTER = 2;
/** How far in front of a cue the word that denies it may stand. */
const MAX_DENIAL = 6;
/** How far from the mark a cue of the same part of a sentence may stand, in words. */
const MAX_FAR = 10;
/** How far in front of the second half of a cue its first half may stand: `plus léger que`. */
const MAX_OPENING = 4;

const NO_CUES: readonly Cue[] = [];
const NO_NEAR: readonly NearCue[] = [];

/** A cue near a mark. */
export interface NearCue {
  readonly cue: Cue;
  /** A noun for goods stands between the cue and the mark: `replica watch Rolex`, `réplique montre Rolex`. */
  readonly overNoun: boolean;
  /** Index of the word behind the cue. */
  readonly next: number;
  /** Nothing stands between the cue and the mark. */
  readonly touching: boolean;
  /** A negation stands before it: `not an original Epson`. */
  readonly denied: boolean;
}

/** The cues of a field, by where they stand. */
export class CueMap {
  readonly #tokens: Tokens;
  readonly #lexicon: Lexicon;
  readonly #before = new Map<number, CueHit>();
  readonly #after = new Map<number, CueHit>();
  /** 1 for words that belong to a mark. */
  readonly #marks: Uint8Array;

  constructor(lexicon: Lexicon, tokens: Tokens, marks: Uint8Array, sightings: readonly Sighting[]) {
    this.#lexicon = lexicon;
    this.#tokens = tokens;
    this.#marks = marks;
    // Only where a mark is near: a description has hundreds of words and one mark.
    let done = 0;
    for (const { start, end } of sightings) {
      const to = Math.min(tokens.count, end + AHEAD);
      for (const cue of findCues(lexicon.cues, tokens, Math.max(done, start - BACK), to)) this.#keep(cue);
      done = Math.max(done, to);
    }
  }

  #keep(cue: CueHit): void {
    // `fit for` comes before the `for` inside it, and says more.
    if (!this.#before.has(cue.end)) this.#before.set(cue.end, cue);
    this.#after.set(cue.start, cue);
  }

  /** Cues of the position `before` that end at a word. */
  endingAt(i: number): readonly Cue[] {
    const hit = this.#before.get(i);
    if (hit === undefined) return NO_CUES;
    return hit.cues.filter((cue) => cue.position === 'before' && this.#isOpened(cue, hit.start));
  }

  /** Cues of the position `after` that start at a word. */
  startingAt(i: number): readonly Cue[] {
    return this.#after.get(i)?.cues.filter((cue) => cue.position === 'after') ?? NO_CUES;
  }

  /**
   * The nearest cue in the same part of the sentence, with no other mark between: `designed after the famous Dyson hair dryer`. Cues that
   * elsewhere must touch the mark count too where they compare, or say behind it that it is genuine.
   */
  far(start: number, end: number): Cue | undefined {
    if (this.#after.size === 0) return undefined;
    // A character of Chinese, Japanese, Korean or Thai is less than a word.
    const most = (this.#tokens.text.charCodeAt(this.#tokens.starts[start] ?? 0) >= 0x0e00 ? 2 : 1) * MAX_FAR;
    for (let distance = 1; distance <= most; distance++) {
      const cue = this.#farAt(start - distance, start, end) ?? this.#farAt(end + distance - 1, start, end);
      if (cue !== undefined) return cue;
    }
    return undefined;
  }

  /** The cue that starts at a word and speaks of the mark from there. */
  #farAt(at: number, start: number, end: number): Cue | undefined {
    const hit = this.#after.get(at);
    if (hit === undefined) return undefined;
    const cue = hit.cues.find((c) => speaksFromAfar(c, at < start) && this.#isOpened(c, at) && !this.#isDenied(at));
    return cue !== undefined && this.#isOnePart(Math.min(hit.end, end), Math.max(at, start)) ? cue : undefined;
  }

  /** Whether the words `[from, to)`, and the one at `to`, follow each other without a break or another mark. */
  #isOnePart(from: number, to: number): boolean {
    for (let i = from; i <= to && i < this.#tokens.count; i++) {
      if ((this.#tokens.gaps[i] ?? GAP.hard) > GAP.soft) return false;
      if (i < to && this.#marks[i] === 1) return false;
    }
    return true;
  }

  /** Cues that touch `[start, end)`: before it over words that say nothing, or up to two words behind it in the same part. */
  near(start: number, end: number): readonly NearCue[] {
    if (this.#after.size === 0) return NO_NEAR;
    const found: NearCue[] = [];
    this.#leading(start, found);
    this.#trailing(start, end, found);
    return found;
  }

  /** `dupe for the new Dyson`, `replica of a Rolex`, `original new arrival 2018 Nike`, `sembra una vera borsa Gucci`. */
  #leading(start: number, found: NearCue[]): void {
    let overNoun = false;
    for (let at = start, steps = 0; at > 0 && steps <= MAX_STEPS; steps++) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > (steps === 0 ? GAP.stop : GAP.soft)) return;
      const hit = this.#before.get(at);
      if (hit !== undefined)
        for (const cue of this.endingAt(at))
          found.push({ cue, overNoun, next: at, touching: at === start, denied: this.#isDenied(hit.start) });
      if (this.#saysNothing(at - 1)) {
        at--;
        continue;
      }
      if (hit !== undefined && saysWhat(hit)) {
        at = hit.start;
        continue;
      }
      const noun = this.#nounBefore(at);
      if (noun < 0) return;
      at = noun;
      overNoun = true;
    }
  }

  #trailing(start: number, end: number, found: NearCue[]): void {
    for (let at = end; at <= end + MAX_AFTER && at < this.#tokens.count; at++) {
      if ((this.#tokens.gaps[at] ?? GAP.hard) > GAP.soft) return;
      const hit = this.#after.get(at);
      if (hit !== undefined)
        for (const cue of this.startingAt(at))
          found.push({ cue, overNoun: false, next: hit.end, touching: at === end, denied: this.#isDenied(start) });
      if (at > end && this.#marks[at] === 1) return;
    }
  }

  /** Start of the noun for goods that ends at a word; -1 when there is none. */
  #nounBefore(end: number): number {
    const { trie } = this.#lexicon.verticals;
    for (let start = end - 1; start >= Math.max(0, end - 2); start--)
      if (this.#marks[start] !== 1 && trie.longestAt(this.#tokens, start)?.end === end) return start;
    return -1;
  }

  #saysNothing(i: number): boolean {
    if (this.#marks[i] === 1) return false;
    const word = wordAt(this.#tokens, i);
    return LIST_WORDS.has(word) || PRAISE.has(word) || OF.has(word) || /^(?:19|20)\d\d$/.test(word);
  }

  /** Whether a negation stands shortly before a word: `non è un ricambio originale`. */
  #isDenied(start: number): boolean {
    for (let i = start - 1; i >= Math.max(0, start - MAX_DENIAL); i--) {
      if ((this.#tokens.gaps[i + 1] ?? GAP.hard) > GAP.soft) return false;
      if (NEGATIONS.has(wordAt(this.#tokens, i))) return true;
    }
    return false;
  }

  /** Whether the first half of a cue in two halves stands before the second: `plus` before `que`. */
  #isOpened({ openers }: Cue, start: number): boolean {
    if (openers === undefined) return true;
    for (let i = start - 1; i >= Math.max(0, start - MAX_OPENING); i--) {
      if ((this.#tokens.gaps[i + 1] ?? GAP.hard) > GAP.soft) return false;
      if (openers.includes(wordAt(this.#tokens, i))) return true;
    }
    return false;
  }
}

/** Whether the words of a cue may stand between another cue and the mark: `looks like a real Gucci`; `original case for iPad` speaks of the case. */
function saysWhat({ cues }: CueHit): boolean {
  return cues.every((cue) => !cue.class.startsWith('compatible'));
}

/** Whether a cue says something about a mark that it does not touch. */
function speaksFromAfar({ position, class: cueClass }: Cue, before: boolean): boolean {
  if (position === 'near') return true;
  if (cueClass === 'authenticity') return position === 'after' && !before;
  return cueClass === 'comparison' && position === (before ? 'before' : 'after');
}
