import { visible } from './cells.ts';

/** A field as programs name it, the same in every language: `title`, `bullet/3`, `attribute:Material`. */
export function fieldPath(field: string, index: number | null): string {
  return index === null ? visible(field) : `${visible(field)}/${index}`;
}
