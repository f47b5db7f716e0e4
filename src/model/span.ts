/** `[start, end)` in UTF-16 code units of the text as written. */
export type Span = readonly [start: number, end: number];
