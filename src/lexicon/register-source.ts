import type { ClassMask, RegisterEntry } from './register-entry.ts';
import type { RegisterIndex } from './register-index.ts';

/** The register of one office, as a scan asks it. */
export interface RegisterSource {
  readonly office: string;
  readonly index: RegisterIndex;
  /** The details of an entry, from wherever they are kept; undefined when they are damaged. */
  detail(entry: number): RegisterEntry | undefined;
}

/** The trademark registers of a scan. */
export interface Registers {
  readonly sources: readonly RegisterSource[];
  /** For every vertical of the lexicon, in its order, the Nice classes of its goods. */
  readonly classes: readonly ClassMask[];
}
