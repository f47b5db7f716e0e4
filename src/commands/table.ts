import { visible, widthOf } from '../reporters/cells.ts';

/**
 * Rows as columns, two spaces apart, for people; the first row holds the headings. Texts come from packs and libraries of others: what
 * could act on a terminal is shown as a mark.
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of shown) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  const pad = (cell: string, i: number): string => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell));
  return shown.map((row) => `${row.map(pad).join('  ').trimEnd()}\n`).join('');
}
