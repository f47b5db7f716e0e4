import type { MarkRow } from './mark-table.ts';

/** How a mark is written in other scripts than Latin. */
export interface OtherScripts {
  /** Forms that mean nothing else. */
  readonly forms: readonly string[];
  /** Forms that are words too, or stand inside words: they count beside goods of the mark. */
  readonly weak: readonly string[];
}

/** Reads the text of `other-scripts.tsv`: mark, forms separated by `;`, source, weak forms separated by `;`. */
export function readScripts(text: string): Map<string, OtherScripts> {
  const scripts = new Map<string, OtherScripts>();
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [mark = '', forms = '', , weak = ''] = line.split('\t');
    const key = mark.toLowerCase();
    const known = scripts.get(key) ?? { forms: [], weak: [] };
    if (key !== '') scripts.set(key, { forms: [...known.forms, ...formsIn(forms)], weak: [...known.weak, ...formsIn(weak)] });
  }
  return scripts;
}

function formsIn(cell: string): string[] {
  return cell
    .split(';')
    .map((form) => form.trim())
    .filter((form) => form !== '');
}

/** The rows with the forms in other scripts that belong to them. A mark that the lexicon lacks is left out. */
export function addScripts(rows: readonly MarkRow[], scripts: ReadonlyMap<string, OtherScripts>): MarkRow[] {
  return rows.map((row) => {
    const found = scripts.get(row.mark.toLowerCase());
    return found === undefined ? row : { ...row, zh: [...row.zh, ...found.forms], zhWeak: [...row.zhWeak, ...found.weak] };
  });
}
