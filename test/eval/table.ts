import stringWidth from 'string-width';

/** Cells of a table, the header first. */
type Lines = readonly (readonly string[])[];

let markdown = false;

/** From here on, tables are printed as Markdown. */
export function printMarkdown(): void {
  markdown = true;
}

/** Prints rows under a heading; the first column is aligned left, the others right. */
export function printTable(title: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [header, ...rows.map((row) => row.map(String))];
  console.log([`\n${markdown ? '### ' : ''}${title}`, ...(markdown ? markdownOf(lines) : columnsOf(lines))].join('\n'));
}

function columnsOf(lines: Lines): string[] {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? '')))) ?? [];
  return lines.map((line) =>
    line.map((cell, i) => (i === 0 ? cell + gap(cell, widths[i]) : gap(cell, widths[i]) + cell)).join('  '),
  );
}

function markdownOf([header = [], ...rows]: Lines): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return ['', line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
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
