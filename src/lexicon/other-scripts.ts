import type { MarkRow } from './mark-table.ts';

/** Reads the text of `other-scripts.tsv`: mark, forms in other scripts than Latin separated by `;`, source. */
export function readScripts(text: string): Map<string, readonly string[]> {
  const scripts = new Map<string, readonly string[]>();
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [mark = '', cell = ''] = line.split('\t');
    const forms = cell.split(';').map((form) => form.trim());
    const key = mark.toLowerCase();
    if (key !== '') scripts.set(key, [...(scripts.get(key) ?? []), ...forms.filter((form) => form !== '')]);
  }
  return scripts;
}

/** The rows with the forms in other scripts that belong to them. A mark that the lexicon lacks is left out. */
export function addScripts(rows: readonly MarkRow[], scripts: ReadonlyMap<string, readonly string[]>): MarkRow[] {
  return rows.map((row) => {
    const forms = scripts.get(row.mark.toLowerCase());
    return forms === undefined ? row : { ...row, zh: [...row.zh, ...forms] };
  });
}
