/*
 * Slows down whoever guesses passwords: by name, because behind a proxy all come from one address. Who is in stays in.
 */

/** Wrong passwords that cost nothing: people mistype. */
const FREE = 5;
/** The first wait and the longest, in milliseconds; each further wrong one doubles it. */
const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 15 * 60_000;
/** A name without a wrong one for so long begins anew. */
const FORGOTTEN = 60 * 60_000;
/** Names that are kept; the one that was tried longest ago makes room. */
const MOST = 10_000;

/** What is known of the tries at a name. */
interface Tries {
  readonly wrong: number;
  readonly at: number;
}

/** Counts wrong passwords by name. */
export class Throttle {
  readonly #tries = new Map<string, Tries>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Seconds until a name may be tried again; 0 when it may be now. */
  wait(name: string): number {
    const tries = this.#tries.get(name);
    if (tries === undefined || tries.wrong <= FREE) return 0;
    const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries.wrong - FREE - 1));
    return Math.max(0, Math.ceil((tries.at + pause - this.#now()) / 1000));
  }

  /** Counts a try before its password is looked at, so that many at once do not all go through. @returns how many were wrong in a row. */
  count(name: string): number {
    const before = this.#tries.get(name);
    const now = this.#now();
    const wrong = before === undefined || now - before.at > FORGOTTEN ? 1 : before.wrong + 1;
    this.#tries.delete(name);
    this.#tries.set(name, { wrong, at: now });
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MOST && oldest !== undefined) this.#tries.delete(oldest);
    return wrong;
  }

  /** The password was right. */
  clear(name: string): void {
    this.#tries.delete(name);
  }
}
