import stringWidth from 'string-width';

/** Prints rows under a heading; the first column is aligned left, the others right. */
export function printTable(title: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))));
  console.log(`\n${title}`);
  for (const line of lines) {
    console.log(line.map((cell, i) => (i === 0 ? cell + gap(cell, widths[i]) : gap(cell, widths[i]) + cell)).join('  '));
  }
}

/** A row for every group, in the order in which the groups come, and one for all. */
export function groupRows<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  rowOf: (label: string, own: readonly T[]) => (string | number)[],
): (string | number)[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(groupOf(item));
    if (group === undefined) groups.set(groupOf(item), [item]);
    else group.push(item);
  }
  return [...[...groups].map(([label, own]) => rowOf(label, own)), rowOf('all', items)];
}

/** A share as a percentage with one decimal; a dash where there was nothing to count. */
export function percent(value: number): string {
  return Number.isNaN(value) ? '-' : `${(value * 100).toFixed(1)} %`;
}

function gap(cell: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - stringWidth(cell)));
}
