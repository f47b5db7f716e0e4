/** A part of a text. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Whether two parts of one text share a character. */
export function overlaps(a: Part, b: Part): boolean {
  return a.start < b.end && a.end > b.start;
}

/** Of the parts that touch a word, the one that covers most of it. */
export function best<T extends Part>(parts: readonly T[], word: Part): T | undefined {
  const covered = ({ start, end }: Part): number => Math.min(end, word.end) - Math.max(start, word.start);
  return parts.filter((part) => overlaps(part, word)).toSorted((a, b) => covered(b) - covered(a))[0];
}
