/*
 * What a pattern cannot match without. A linear-time engine reads 5 MB a second; `includes` reads a hundred times more, and
 * hardly any listing holds an `@`.
 */

/** A condition that every text with a match fulfils: one of the literals stands in it (and one of `also`), or it is not plain ASCII. */
export type Requirement = { readonly literals: readonly string[]; readonly also?: readonly string[] } | 'non-ascii';

type Need = Requirement | undefined;

/** The requirement of an RE2 pattern over lower-case text; undefined when none is known. Never claims too much. */
export function requirementOf(pattern: string): Requirement | undefined {
  if (/\\[QCx0-7]/.test(pattern.replaceAll(/\\x\{[0-9a-f]{3,6}\}/gi, ''))) return undefined;
  const reader = new PatternReader(pattern);
  const { need } = reader.alternation();
  return reader.atEnd() ? need : undefined;
}

/** What a part of a pattern needs, and when it is nothing but literals, all that it may spell. */
interface Part {
  readonly need: Need;
  readonly whole?: readonly string[];
}

/** Spellings that are kept of one run of literals. */
const MAX_SPELLINGS = 64;

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
  alternation(): Part {
    let part = this.#sequence();
    while (this.#pattern[this.#at] === '|') {
      this.#at++;
      const other = this.#sequence();
      const whole = part.whole === undefined || other.whole === undefined ? undefined : [...part.whole, ...other.whole];
      part = { need: either(part.need, other.need), ...(whole === undefined ? {} : { whole }) };
    }
    return part;
  }

  #sequence(): Part {
    const needs: Exclude<Need, undefined>[] = [];
    /** What the literals since the last gap may spell; several when a group of literals was among them. */
    let run: readonly string[] = [''];
    let whole = true;
    const close = (): void => {
      if (!run.includes('')) needs.push({ literals: run });
      run = [''];
    };
    while (!this.atEnd() && !'|)'.includes(this.#pattern[this.#at] ?? '')) {
      const atom = this.#atom();
      const repeat = this.#quantifier();
      if (atom === '') continue;
      const spelt = typeof atom === 'string' ? [atom.toLowerCase()] : atom.whole;
      if (spelt !== undefined && repeat !== 'optional' && run.length * spelt.length <= MAX_SPELLINGS) {
        run = run.flatMap((start) => spelt.map((end) => start + end));
        if (repeat === 'many') close();
      } else {
        close();
        if (repeat !== 'optional' && typeof atom !== 'string' && atom.need !== undefined) needs.push(atom.need);
      }
      whole &&= spelt !== undefined && repeat === 'once';
    }
    const spelling = run;
    close();
    return { need: strongest(needs), ...(whole ? { whole: spelling } : {}) };
  }

  /** A literal character, `''` for an assertion, or what a class or group needs. */
  #atom(): string | Part {
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

  #group(): Part {
    const opening = /^\((?:\?(?:P?<\w+>|[a-zA-Z-]*:?))?/.exec(this.#pattern.slice(this.#at, this.#at + 200));
    this.#at += opening?.[0].length ?? 1;
    const part = this.alternation();
    this.#at++;
    return part;
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

/** Of needs that all hold, the one that fewest texts fulfil: the longest literals; and the next one of literals beside it. */
function strongest(needs: readonly Exclude<Need, undefined>[]): Need {
  const [first, second] = [...needs].sort((a, b) => weight(b) - weight(a));
  if (first === undefined || first === 'non-ascii') return first;
  const also = first.also ?? (second === undefined || second === 'non-ascii' ? undefined : second.literals);
  return also === undefined ? first : { literals: first.literals, also };
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
