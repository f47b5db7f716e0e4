import type { CueTable } from './cues.ts';
import type { Form, FormKind, Mark } from './mark.ts';
import type { MarkRow } from './mark-table.ts';
import { type Split, TermTrie } from './term-trie.ts';
import type { VerticalTable } from './verticals.ts';

/** The marks that other people own, compiled for search, with what is needed to read their context. */
export interface Lexicon {
  /** Number of marks. */
  readonly markCount: number;
  /** A mark by its number; undefined for any other number, -1 too. */
  markOf(mark: number): Mark | undefined;
  /** A form by its number, which is that of its term in `trie`. */
  formOf(form: number): Form | undefined;
  readonly trie: TermTrie;
  /** Longer phrases in which a form is an everyday word: `ring binder`, `apple cider`. */
  readonly phrases: TermTrie;
  /** What is made for other goods: `case`, `charger`, `filter`. */
  readonly accessories: TermTrie;
  readonly cues: CueTable;
  readonly verticals: VerticalTable;
}

/** The tables beside the marks. */
export interface ContextTables {
  readonly phrases: readonly string[];
  readonly accessories: readonly string[];
  readonly cues: CueTable;
  readonly verticals: VerticalTable;
}

/** Shortest single word that gets a plural by itself: below, too many other words end alike. */
const MIN_PLURAL = 4;
/** Shortest name of several words that is also looked for written as one word. */
const MIN_JOINED = 8;

/** Compiles tables into a lexicon; `split` folds and splits as listings are split. Of two marks with one form the first row keeps it. */
export function compileLexicon(
  rows: readonly MarkRow[],
  { phrases, accessories, cues, verticals }: ContextTables,
  split: Split,
): Lexicon {
  const trie = new TermTrie();
  const forms: Form[] = [];
  const add = (text: string, mark: number, kind: FormKind, ambiguous: boolean): void => {
    if (trie.add(split(text)) === forms.length) forms.push({ mark, kind, ambiguous });
  };
  const all = rows.map((row) => formsOf(row, split));
  // Stronger forms of any mark come before weaker ones of another, so that order in the table decides only among equals.
  for (const kind of ['exact', 'alias', 'chinese', 'weak', 'misspelling', 'plural'] as const) {
    all.forEach((written, mark) => {
      for (const form of written) if (form.kind === kind) add(form.text, mark, kind, form.ambiguous);
    });
  }
  const marks = rows.map(toMark);
  return {
    markCount: marks.length,
    markOf: (mark) => marks[mark],
    formOf: (form) => forms[form],
    trie,
    phrases: trieOf(phrases, split),
    accessories: trieOf(accessories, split),
    cues,
    verticals,
  };
}

function trieOf(terms: readonly string[], split: Split): TermTrie {
  const trie = new TermTrie();
  for (const term of terms) trie.add(split(term));
  return trie;
}

interface WrittenForm {
  readonly text: string;
  readonly kind: FormKind;
  readonly ambiguous: boolean;
}

function formsOf(row: MarkRow, split: Split): WrittenForm[] {
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
    if (/^[a-z]+$/.test(text) && text.length >= MIN_PLURAL && !text.endsWith('s')) {
      found.push({ text: `${text}s`, kind: 'plural', ambiguous });
    }
    const joined = text.replace(/[ -]/g, '');
    if (!ambiguous && joined !== text && joined.length >= MIN_JOINED) found.push({ text: joined, kind: 'alias', ambiguous });
    if (text.includes(' & ')) found.push({ text: text.replace(' & ', ' and '), kind: 'alias', ambiguous });
  }
  return found;
}

function toMark(row: MarkRow): Mark {
  const { mark, kind, ambiguity, owner, family, classes, verticals, territories, tier, generic, sources } = row;
  const kept = { ...(family === undefined ? {} : { family }), ...(generic === undefined ? {} : { generic }) };
  return { mark, kind, ambiguity, owner, classes, verticals, territories, tier, ...kept, sources };
}
