import { fieldName } from '../model/field-names.ts';
import type { Lang } from '../model/text.ts';
import { visible } from './cells.ts';
import { createPaint } from './style.ts';

/*
 * Edited texts of listings as a unified diff, for people: one hunk a cell, the place of the change and the listing in its head.
 */

/** An edited text. */
export interface Hunk {
  readonly line: number;
  readonly column: number;
  readonly listing: string;
  readonly field: string;
  readonly index: number | null;
  readonly before: string;
  readonly after: string;
}

/** The diff of one file; `copy` is where the edited file goes. */
export function fileDiff(
  file: string,
  copy: string,
  hunks: readonly Hunk[],
  { lang, color }: { readonly lang: Lang; readonly color: boolean },
): string {
  const paint = createPaint(color);
  const lines = [paint('bold', `--- ${visible(file)}`), paint('bold', `+++ ${visible(copy)}`)];
  for (const { line, column, listing, field, index, before, after } of hunks) {
    lines.push(paint('note', `@@ ${visible(`${file}:${line}:${column} ${listing} ${fieldName(field, index)[lang]}`)} @@`));
    const [old, now] = changedLines(before, after);
    lines.push(
      ...old.map((text) => paint('error', `-${visible(text)}`)),
      ...now.map((text) => paint('added', `+${visible(text)}`)),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The lines of both texts without those that are the same at the start and at the end. */
function changedLines(before: string, after: string): readonly [string[], string[]] {
  const [old, now] = [before.split(/\r\n|\n|\r/), after.split(/\r\n|\n|\r/)];
  let from = 0;
  while (from < old.length && from < now.length && old[from] === now[from]) from++;
  let same = 0;
  while (same < Math.min(old.length, now.length) - from && old[old.length - 1 - same] === now[now.length - 1 - same]) same++;
  return [old.slice(from, old.length - same), now.slice(from, now.length - same)];
}
