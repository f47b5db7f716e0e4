import type { CueTable } from './cues.ts';
import { formsOf } from './forms.ts';
import { HiddenMarks, nounTest } from './hidden-marks.ts';
import { compileHidden } from './hidden-tables.ts';
import { NO_LANGUAGES } from './languages.ts';
import { FORM_KINDS, type Form, type FormKind, type Mark } from './mark.ts';
import { MarkGate } from './mark-gate.ts';
import type { MarkRow } from './mark-table.ts';
import { type NearWords, NO_NEAR_WORDS } from './near-words.ts';
import { type Split, TermTrie } from './term-trie.ts';
import type { VerticalTable } from './verticals.ts';
import type { WordTable } from './word-table.ts';

/** The marks that other people own, compiled for search, with what is needed to read their context. */
export interface Lexicon {
  /** Number of marks. */
  readonly markCount: number;
  /** A mark by its number; undefined for any other number, -1 too. */
  markOf(mark: number): Mark | undefined;
  /** A form by its number, which is that of its term in `trie`. */
  formOf(form: number): Form | undefined;
  readonly trie: TermTrie;
  /** Where a form may begin. */
  readonly gate: MarkGate;
  /** Marks in disguise, and misspelt. */
  readonly hidden: HiddenMarks;
  /** Longer phrases in which a form is an everyday word: `ring binder`, `apple cider`. */
  readonly phrases: TermTrie;
  /** What is made for other goods: `case`, `charger`, `filter`. */
  readonly accessories: TermTrie;
  readonly cues: CueTable;
  readonly verticals: VerticalTable;
  /** Everyday words by language. */
  readonly languages: WordTable;
  /** The bytes that it lies in (`pack.ts`), where it was opened from them. */
  readonly pack?: Uint8Array;
}

/** The tables beside the marks. */
export interface ContextTables {
  readonly phrases: readonly string[];
  readonly accessories: readonly string[];
  readonly cues: CueTable;
  readonly verticals: VerticalTable;
  /** Left out, every text is of an unknown language. */
  readonly languages?: WordTable;
  /** Left out, every word near a mark counts as the mark misspelt. */
  readonly near?: NearWords;
}

/** Compiles tables into a lexicon; `split` folds and splits as listings are split. Of two marks with one form the first row keeps it. */
export function compileLexicon(
  rows: readonly MarkRow[],
  { phrases, accessories, cues, verticals, languages = NO_LANGUAGES, near = NO_NEAR_WORDS }: ContextTables,
  split: Split,
): Lexicon {
  const trie = new TermTrie();
  const forms: Form[] = [];
  const add = (text: string, mark: number, kind: FormKind, ambiguous: boolean): void => {
    if (trie.add(split(text)) === forms.length) forms.push({ mark, kind, ambiguous });
  };
  const all = rows.map((row) => formsOf(row, split));
  // Stronger forms of any mark come before weaker ones of another, so that order in the table decides only among equals.
  for (const kind of FORM_KINDS) {
    all.forEach((written, mark) => {
      for (const form of written) if (form.kind === kind) add(form.text, mark, kind, form.ambiguous);
    });
  }
  const marks = rows.map(toMark);
  const nouns = trieOf(accessories, split);
  const written = {
    count: forms.length,
    markOf: (mark: number) => marks[mark],
    formOf: (form: number) => forms[form],
    textOf: (form: number) => trie.text(form),
  };
  const tables = compileHidden(written, near, languages.names);
  return {
    markCount: marks.length,
    markOf: written.markOf,
    formOf: written.formOf,
    trie,
    gate: new MarkGate(trie, tables.splits),
    hidden: new HiddenMarks(tables, written, nounTest(nouns, verticals.trie), languages),
    phrases: trieOf(phrases, split),
    accessories: nouns,
    cues,
    verticals,
    languages,
  };
}

function trieOf(terms: readonly string[], split: Split): TermTrie {
  const trie = new TermTrie();
  for (const term of terms) trie.add(split(term));
  return trie;
}

function toMark(row: MarkRow): Mark {
  const { mark, kind, ambiguity, owner, family, classes, verticals, territories, tier, generic, sources } = row;
  return { mark, kind, ambiguity, owner, family, classes, verticals, territories, tier, generic, sources };
}
