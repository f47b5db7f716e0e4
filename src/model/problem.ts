import type { Bilingual } from './text.ts';

/** Something that could not be read. It never stops the scan; it makes it incomplete. */
export interface Problem {
  readonly file: string;
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number;
  readonly column?: number;
  /** 1-based number of the record, when the problem is inside one. */
  readonly record?: number;
  /** What was found, what was expected, what to do. */
  readonly reason: Bilingual;
}
