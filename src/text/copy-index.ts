import type { ReferenceText } from '../model/reference.ts';

/** The library's texts, ready to be searched. */
export interface CopyIndex {
  readonly references: readonly ReferenceText[];
}
