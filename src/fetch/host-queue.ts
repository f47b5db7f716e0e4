import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock } from './clock.ts';

/*
 * Who is asked when: a few requests at a time in all, fewer of one host, and a pause between two of them.
 */

/** How a host is asked. */
export interface Pace {
  /** Requests at a time, at least 1. */
  readonly atOnce: number;
  /** Between the starts of two requests. */
  readonly gapMs: number;
}

/** How often a host may fail, all attempts counted as one, before it is given up. */
const PATIENCE = 5;

interface Line {
  readonly limit: LimitFunction;
  /** When the next request may start. */
  next: number;
  /** The host asked to be left alone until then. */
  pausedUntil: number;
  failures: number;
}

/** The queues of all hosts of a run. */
export class HostQueues {
  readonly #clock: Clock;
  readonly #all: LimitFunction;
  readonly #lines = new Map<string, Line>();

  /** @param jobs requests at a time in all. */
  constructor(clock: Clock, jobs: number) {
    this.#clock = clock;
    this.#all = pLimit(Math.max(1, jobs));
  }

  /** Does something when it is the host's turn. How many at once is decided by the first call. */
  run<T>(host: string, pace: Pace, act: () => Promise<T>): Promise<T> {
    const line = this.#lineOf(host, pace);
    return line.limit(async () => {
      await this.#turn(line, pace.gapMs);
      return this.#all(act);
    });
  }

  /** Leaves a host alone for a while: everyone who waits for it waits longer. */
  pause(host: string, milliseconds: number): void {
    const line = this.#lines.get(host);
    if (line !== undefined) line.pausedUntil = Math.max(line.pausedUntil, this.#clock.now() + milliseconds);
  }

  /** Takes down how it went; a host that answers is trusted again. */
  note(host: string, answered: boolean): void {
    const line = this.#lines.get(host);
    if (line !== undefined) line.failures = answered ? 0 : line.failures + 1;
  }

  /** Whether a host failed so often that asking on would only take time. */
  isGivenUp(host: string): boolean {
    return (this.#lines.get(host)?.failures ?? 0) >= PATIENCE;
  }

  /** Waits outside of the queue of all, so that a host with a long pause holds nobody up. */
  async #turn(line: Line, gapMs: number): Promise<void> {
    const start = Math.max(this.#clock.now(), line.next);
    line.next = start + gapMs;
    for (let until = Math.max(start, line.pausedUntil); until > this.#clock.now(); until = line.pausedUntil) {
      await this.#clock.sleep(until - this.#clock.now());
    }
  }

  #lineOf(host: string, { atOnce }: Pace): Line {
    const known = this.#lines.get(host);
    if (known !== undefined) return known;
    const line: Line = { limit: pLimit(Math.max(1, atOnce)), next: 0, pausedUntil: 0, failures: 0 };
    this.#lines.set(host, line);
    return line;
  }
}
