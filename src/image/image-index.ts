import type { ReferenceImage } from '../model/reference.ts';

/** The library's pictures, ready to be searched. */
export interface ImageIndex {
  readonly references: readonly ReferenceImage[];
}
