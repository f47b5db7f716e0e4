import type { Folding } from '../model/evidence.ts';
import { GAP, type Tokens } from '../model/words.ts';
import { chunkAt } from './hidden-chunks.ts';
import type { HiddenForms } from './hidden-forms.ts';
import { isAlone, isNameGap, isOtherLength, isSignedGap, mayBeWord } from './hidden-gaps.ts';
import type { HiddenSpan, Reading } from './hidden-reading.ts';
import { MIN_DISGUISED } from './hidden-tables.ts';
import type { HiddenWords } from './hidden-words.ts';

const HYPHEN = 45;

/** Reads names of several words, of which one is in disguise, misspelt or torn by signs. */
export class HiddenNames {
  readonly #words: HiddenWords;
  readonly #forms: HiddenForms;

  constructor(words: HiddenWords, forms: HiddenForms) {
    this.#words = words;
    this.#forms = forms;
  }

  /** The hidden name of several words that begins with word `i`. */
  at(tokens: Tokens, i: number, reading: Reading): HiddenSpan | undefined {
    return reading.names.length === 0 ? undefined : this.#name(tokens, i, i + 1, reading);
  }

  /** `k!nd€r bu€no`: a name whose first word has signs in it. */
  signedAt(tokens: Tokens, i: number): HiddenSpan | undefined {
    const { text, end } = chunkAt(tokens, i, undefined);
    if (text.length < 2) return undefined;
    const found = this.#name(tokens, i, end, this.#words.namesIn(text));
    // `Har|ry Potter`: a bar or a plus stands for a letter, or for nothing.
    const bare = text.replace(/[|+]/g, '');
    if (found !== undefined || bare === text || bare.length < 2) return found;
    return this.#name(tokens, i, end, this.#words.namesIn(bare));
  }

  /** `l0uis vuitton`, `hello k1tty`, `hyrdo flask`: a name of several words, of which one is in disguise or misspelt. */
  #name(
    tokens: Tokens,
    i: number,
    second: number,
    { names, seconds }: Pick<Reading, 'names' | 'seconds'>,
  ): HiddenSpan | undefined {
    // Most such words end a title or stand before a comma: `…, black, set of 2`.
    if (second >= tokens.count || ((tokens.gaps[second] ?? GAP.hard) > GAP.stop && !isSignedGap(tokens, second)))
      return undefined;
    let found: HiddenSpan | undefined;
    const next = second < tokens.count ? tokens.text.charCodeAt(tokens.starts[second] ?? 0) : 0;
    const plain = next >= 97 && next <= 122 && tokens.gaps[second] !== GAP.hard;
    // Behind a hyphen what is sold may be written onto the name.
    const alone = plain && isAlone(tokens, second) && tokens.text.charCodeAt((tokens.starts[second] ?? 0) - 1) !== HYPHEN;
    for (let k = 0; k < names.length; k++) {
      // Slips keep the first letter; a disguised one is no letter a–z.
      const about = seconds[k] ?? 0;
      if (plain && (about & 0xffff) !== next) continue;
      const form = names[k] ?? -1;
      if (
        alone &&
        (isOtherLength(tokens, second, about >>> 16) || !mayBeWord(tokens, second, this.#forms.wordsOf(form)[1] ?? ''))
      )
        continue;
      const span = this.#nameSpan(tokens, i, form);
      if (span !== undefined && span.end > (found?.end ?? 0)) found = span;
    }
    return found;
  }

  #nameSpan(tokens: Tokens, i: number, form: number): HiddenSpan | undefined {
    let undone: Folding | undefined;
    let at = i;
    let reached = 0;
    for (const word of this.#forms.wordsOf(form)) {
      if (at >= tokens.count || (at > i && !isNameGap(tokens, at, reached))) return undefined;
      const chunk = chunkAt(tokens, at, word);
      const how = chunk.torn ? 'spacing' : this.#howWritten(tokens, at, chunk.text, word, form);
      // One slip is a slip; two are another name.
      if (how === undefined || (how === 'spelling' && undone === 'spelling')) return undefined;
      if (at > i) this.#words.sawBeyond = true;
      if (how !== 'same') undone = undone === undefined || how !== 'spelling' ? how : undone;
      at = chunk.end;
      reached = chunk.to;
    }
    if (undone === undefined || (undone === 'spelling' && this.#forms.isAmbiguous(form))) return undefined;
    return { end: at, form, undone };
  }

  /** What word `at` is to `word` of a name. */
  #howWritten(tokens: Tokens, at: number, text: string, word: string, form: number): 'same' | Folding | undefined {
    const how = this.#words.compareWords(tokens, text, word, form);
    if (how !== undefined || tokens.text.charCodeAt((tokens.starts[at] ?? 0) - 1) !== HYPHEN) return how;
    return this.#withNoun(at, text, form);
  }

  /** `faber-castellmarkers`: the last word of a name with a hyphen, and what is sold. */
  #withNoun(at: number, text: string, form: number): 'spacing' | undefined {
    const words = this.#forms.wordsOf(form);
    const last = words.at(-1) ?? '';
    if (!text.startsWith(last) || this.#forms.isAmbiguous(form)) return undefined;
    return this.#forms.lettersOf(form) > MIN_DISGUISED && at > 0 && this.#words.isGoods(text.slice(last.length))
      ? 'spacing'
      : undefined;
  }
}
