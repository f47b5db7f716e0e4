/*
 * A pattern -> words of which at least one must stand in a text that it matches. Looking for a word is a hundred times as fast as running
 * the pattern, and most patterns meet no word of theirs in a sentence.
 */

/** Needles of an alternative: one of them is always there. Undefined: nothing is sure. */
type Needles = readonly string[] | undefined;

/** The words of an RE2 pattern; undefined when it may match without any. Understands what RE2 does; in doubt it gives up. */
export function needlesOf(pattern: string): Needles {
  const reader = new PatternReader(pattern);
  const needles = reader.alternation();
  return reader.atEnd() ? needles : undefined;
}

class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Alternatives up to a closing bracket: each must have needles of its own. */
  alternation(): Needles {
    const all: string[] = [];
    let sure = true;
    for (;;) {
      const needles = this.#sequence();
      if (needles === undefined) sure = false;
      else all.push(...needles);
      if (this.#text.charAt(this.#at) !== '|') return sure ? all : undefined;
      this.#at++;
    }
  }

  #sequence(): Needles {
    let best: Needles;
    let run = '';
    const offer = (needles: Needles): void => {
      if (needles !== undefined && shortest(needles) > shortest(best)) best = needles;
    };
    const flush = (): void => {
      if (run !== '') offer([run]);
      run = '';
    };
    while (!this.atEnd() && !'|)'.includes(this.#text.charAt(this.#at))) {
      const atom = this.#atom();
      const { least, quantified } = this.#quantifier();
      if (atom.literal !== undefined && !quantified) run += atom.literal;
      else if (atom.width === 0) continue;
      else {
        if (atom.literal !== undefined && least > 0) run += atom.literal;
        flush();
        if (least > 0) offer(atom.needles);
      }
    }
    flush();
    return best;
  }

  /** One character, class, escape or group. */
  #atom(): { readonly literal?: string; readonly needles?: Needles; readonly width: number } {
    const sign = this.#text.charAt(this.#at++);
    if (sign === '\\') return this.#escape();
    if (sign === '[') {
      this.#skipClass();
      return { width: 1 };
    }
    if (sign === '(') {
      if (this.#text.charAt(this.#at) === '?') this.#at = this.#text.indexOf(':', this.#at) + 1;
      const needles = this.alternation();
      this.#at++;
      return { needles, width: 1 };
    }
    if (sign === '^' || sign === '$') return { width: 0 };
    return sign === '.' ? { width: 1 } : { literal: sign, width: 1 };
  }

  #escape(): { readonly literal?: string; readonly width: number } {
    const sign = this.#text.charAt(this.#at++);
    if (sign === 'b' || sign === 'B' || sign === 'A' || sign === 'z') return { width: 0 };
    if (sign === 'p' || sign === 'P') {
      this.#at = this.#text.charAt(this.#at) === '{' ? this.#text.indexOf('}', this.#at) + 1 : this.#at + 1;
      return { width: 1 };
    }
    return /[a-zA-Z0-9]/.test(sign) ? { width: 1 } : { literal: sign, width: 1 };
  }

  #skipClass(): void {
    if (this.#text.charAt(this.#at) === '^') this.#at++;
    if (this.#text.charAt(this.#at) === ']') this.#at++;
    while (!this.atEnd() && this.#text.charAt(this.#at) !== ']') this.#at += this.#text.charAt(this.#at) === '\\' ? 2 : 1;
    this.#at++;
  }

  #quantifier(): { readonly least: number; readonly quantified: boolean } {
    const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#text.slice(this.#at, this.#at + 12));
    if (found === null) return { least: 1, quantified: false };
    this.#at += found[0].length;
    const least = found[1] === undefined ? (found[0].startsWith('+') ? 1 : 0) : Number(found[1]);
    return { least, quantified: true };
  }
}

function shortest(needles: Needles): number {
  return needles === undefined ? 0 : Math.min(...needles.map((needle) => needle.length));
}
