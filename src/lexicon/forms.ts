import type { FormKind } from './mark.ts';
import type { MarkRow } from './mark-table.ts';
import type { Split } from './term-trie.ts';

/** A way to write a mark, folded. */
export interface WrittenForm {
  readonly text: string;
  readonly kind: FormKind;
  readonly ambiguous: boolean;
}

/** Shortest single word that gets a plural by itself: below, too many other words end alike. */
const MIN_PLURAL = 4;
/** Shortest name of several words that is also looked for written as one word. */
const MIN_JOINED = 6;

/** Every way to write the mark of a row: as it stands there, in the plural, joined, with `and` for `&`. */
export function formsOf(row: MarkRow, split: Split): WrittenForm[] {
  const weak = row.ambiguity !== 'none';
  const found: WrittenForm[] = [];
  const add = (texts: readonly string[], kind: FormKind, ambiguous: boolean): void => {
    for (const text of texts) found.push({ text: split(text).text, kind, ambiguous });
  };
  add([row.mark], 'exact', weak);
  add(row.forms, 'alias', false);
  add(row.weak, 'weak', true);
  add(row.zh, 'chinese', false);
  add(row.zhWeak, 'chinese', true);
  add(row.misspellings, 'misspelling', false);
  if (row.kind === 'generic') return found;
  const base = found.filter((f) => f.kind === 'exact' || f.kind === 'alias' || f.kind === 'weak');
  for (const { text, ambiguous } of base) {
    for (const plural of pluralsOf(text)) found.push({ text: plural, kind: 'plural', ambiguous });
    const joined = text.replace(/[ -]/g, '');
    // `Mr. Clean` becomes `mrclean`, as handles have it; the dot of `2.0` stays.
    const undotted = joined.replace(/\.(?=[a-z])/g, '');
    for (const one of new Set([joined, undotted])) {
      if (ambiguous || joined === text || one.length < MIN_JOINED) continue;
      found.push({ text: one, kind: 'alias', ambiguous });
      for (const plural of pluralsOf(one)) found.push({ text: plural, kind: 'plural', ambiguous });
    }
    if (text.includes(' & ')) found.push({ text: text.replace(' & ', ' and '), kind: 'alias', ambiguous });
  }
  return found;
}

/** `nikes`, `rolexes`, `air jordans`; a name that ends in `s` is its own plural. */
function pluralsOf(text: string): string[] {
  if (!/^[a-z][a-z '-]*[a-z]$/.test(text) || text.length < MIN_PLURAL || text.endsWith('s')) return [];
  return /(?:x|z|ch|sh)$/.test(text) ? [`${text}s`, `${text}es`] : [`${text}s`];
}
