/*
 * What a pattern cannot match without. A linear-time engine reads 5 MB a second; `includes` reads a hundred times more, and
 * hardly any listing holds an `@`.
 */

/** A condition that every text with a match fulfils: one of the literals stands in it, or it is not plain ASCII. */
export type Requirement = { readonly literals: readonly string[] } | 'non-ascii';

type Need = Requirement | undefined;

/** The requirement of an RE2 pattern over lower-case text; undefined when none is known. Never claims too much. */
export function requirementOf(pattern: string): Requirement | undefined {
  if (/\\[QCx0-7]/.test(pattern.replaceAll(/\\x\{[0-9a-f]{3,6}\}/gi, ''))) return undefined;
  const reader = new PatternReader(pattern);
  const need = reader.alternation();
  return reader.atEnd() ? need : undefined;
}

/** Whether a text may hold a match. */
export function mayMatch(need: Requirement | undefined, text: string): boolean {
  if (need === undefined) return true;
  if (need === 'non-ascii') return /[^\0-\x7f]/.test(text);
  return need.literals.some((literal) => text.includes(literal));
}

/**
 * One look for many requirements: whether a text may fulfil any of them. Literals side by side cannot backtrack, so the built-in engine
 * is safe here, and it reads a text once where `includes` reads it once a literal.
 */
export function sieveOf(needs: readonly (Requirement | undefined)[]): (text: string) => boolean {
  if (needs.some((need) => need === undefined)) return () => true;
  const literals = needs.flatMap((need) => (need === undefined || need === 'non-ascii' ? [] : need.literals));
  const parts = [...new Set(literals)].map((literal) => literal.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  if (needs.includes('non-ascii')) parts.push('[^\\0-\\x7f]');
  if (parts.length === 0) return () => false;
  const sieve = new RegExp(parts.join('|'));
  return (text) => sieve.test(text);
}

/** Reads the syntax that all of RE2's patterns share; what it does not know counts as "matches anything". */
class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  atEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** Branches between bars, up to a closing bracket or the end: one of their needs must hold, so all must have one. */
  alternation(): Need {
    let need = this.#sequence();
    while (this.#pattern[this.#at] === '|') {
      this.#at++;
      need = either(need, this.#sequence());
    }
    return need;
  }

  #sequence(): Need {
    let best: Need;
    let run = '';
    const close = (): void => {
      if (run !== '') best = stronger(best, { literals: [run.toLowerCase()] });
      run = '';
    };
    while (!this.atEnd() && !'|)'.includes(this.#pattern[this.#at] ?? '')) {
      const atom = this.#atom();
      const repeat = this.#quantifier();
      if (atom === '') continue;
      if (repeat === 'optional') close();
      else if (typeof atom === 'string') {
        run += atom;
        if (repeat === 'many') close();
      } else {
        close();
        best = stronger(best, atom.need);
      }
    }
    close();
    return best;
  }

  /** A literal character, `''` for an assertion, or what a class or group needs. */
  #atom(): string | { readonly need: Need } {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    if (character === '(') return this.#group();
    if (character === '[') return { need: this.#set() };
    this.#at += character.length;
    if (character === '\\') return this.#escape();
    if (character === '^' || character === '$') return '';
    return character === '.' ? { need: undefined } : character;
  }

  #escape(): string | { readonly need: Need } {
    const point = /^x\{([0-9a-f]+)\}/i.exec(this.#pattern.slice(this.#at, this.#at + 12));
    if (point !== null) {
      this.#at += point[0].length;
      return { need: Number.parseInt(point[1] ?? '', 16) > 0x7f ? 'non-ascii' : undefined };
    }
    const character = this.#pattern[this.#at++] ?? '';
    if ('bBAz'.includes(character)) return '';
    if (character === 'p' || character === 'P') {
      const name = /^(?:\{\^?\w+\}|\w)/.exec(this.#pattern.slice(this.#at, this.#at + 60));
      this.#at += name?.[0].length ?? 0;
      return { need: undefined };
    }
    return /[a-z0-9]/i.test(character) ? { need: undefined } : character;
  }

  #group(): { readonly need: Need } {
    const opening = /^\((?:\?(?:P?<\w+>|[a-zA-Z-]*:?))?/.exec(this.#pattern.slice(this.#at, this.#at + 200));
    this.#at += opening?.[0].length ?? 1;
    const need = this.alternation();
    this.#at++;
    return { need };
  }

  #set(): Need {
    const body = /^\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]/su.exec(this.#pattern.slice(this.#at))?.[0] ?? '[';
    this.#at += body.length;
    const item = String.raw`(?:\\x\{(?!0+[0-7]?[0-9a-f]\})[0-9a-f]{3,6}\}|[^\0-\x7f])`;
    return new RegExp(`^\\[(?:${item}(?:-${item})?)+\\]$`, 'iu').test(body) ? 'non-ascii' : undefined;
  }

  #quantifier(): 'once' | 'many' | 'optional' {
    const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#pattern.slice(this.#at, this.#at + 24));
    if (found === null) return 'once';
    this.#at += found[0].length;
    return /^[*?]/.test(found[0]) || Number(found[1]) === 0 ? 'optional' : 'many';
  }
}

/** Of two needs that both hold, the one that fewer texts fulfil: the longer literal. */
function stronger(a: Need, b: Need): Need {
  return weight(b) > weight(a) ? b : a;
}

function either(a: Need, b: Need): Need {
  if (a === undefined || b === undefined) return undefined;
  if (a === 'non-ascii' || b === 'non-ascii') return a === b ? a : undefined;
  return { literals: [...a.literals, ...b.literals] };
}

function weight(need: Need): number {
  if (need === undefined) return 0;
  return need === 'non-ascii' ? 1 : Math.min(...need.literals.map((literal) => literal.length)) + 1;
}
