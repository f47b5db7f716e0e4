import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import { type Requirement, requirementOf } from './required-literals.ts';

/** A hostile text may match at every second character; what is beyond these is more of the same. */
const MAX_MATCHES = 100;

/** The engine costs more to load than a short scan takes, and most listings never need it. */
let engine: typeof Re2 | undefined;

/** An RE2 pattern that is compiled when the first text comes that may match it. */
export class Pattern {
  readonly source: string;
  /** What a text needs so that a match is possible; undefined when nothing is known. */
  readonly requirement: Requirement | undefined;
  #compiled: Re2.RE2JS | undefined;

  constructor(source: string) {
    this.source = source;
    this.requirement = requirementOf(source);
  }

  /**
   * Calls back with `[start, end)` of every match that is not empty, first to last, at most 100. Linear in the text, and slow: ask first
   * whether it fulfils the requirement.
   */
  search(text: string, found: (start: number, end: number) => void): void {
    const matcher = this.#compile().matcher(text);
    for (let n = 0; n < MAX_MATCHES && matcher.find(); n++) {
      if (matcher.end() > matcher.start()) found(matcher.start(), matcher.end());
    }
  }

  #compile(): Re2.RE2JS {
    engine ??= createRequire(import.meta.url)('re2js') as typeof Re2;
    this.#compiled ??= engine.RE2JS.compile(this.source);
    return this.#compiled;
  }
}
