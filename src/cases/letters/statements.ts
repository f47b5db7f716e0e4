import type { Statement } from '../../model/case-draft.ts';
import type { CaseAssertion } from '../../model/case-record.ts';
import type { LetterLang, LetterSentence } from '../../model/letter.ts';
import { SHARED_QUERIES } from '../../model/letter-query-names.ts';
import type { Bilingual } from '../../model/text.ts';
import { holds } from './conditions.ts';
import type { Answers } from './queries.ts';
import { fillSlots, hasWord, type Words } from './render.ts';
import { cleanText, type Row, type Scope, type Value } from './row.ts';

/*
 * A sentence of the templates + the rows of its query -> statements: backed, blank, or stood for by a named person. A value that no record
 * holds is never made up; it is shown as a gap.
 */

/** What a letter is written with. */
export interface Writing {
  readonly answers: Answers;
  readonly lang: LetterLang;
  readonly words: Words;
  /** What people stand for, by the sentence or gap that it fills: `root-cause.why`, `root-cause.why/day`, `causes.because@cause/RC-1`. */
  readonly assertions: ReadonlyMap<string, CaseAssertion>;
  /** Who swore everything that the letter has sworn; absent as long as a statement is not, or two people did. */
  readonly sworn?: Row;
}

/** Where a sentence is told. */
export interface Place {
  readonly section: string;
  /** What the section is told for, and its query's name. */
  readonly each?: { readonly query: string; readonly row: Row };
  readonly scope: Scope;
}

/** A statement without its number. */
export type Told = Omit<Statement, 'id' | 'section'>;

const MARKS: Readonly<Record<LetterLang, readonly [string, string]>> = {
  en: ['[TO FILL: ', ']'],
  de: ['[AUSZUFÜLLEN: ', ']'],
  ja: ['[要記入：', ']'],
  zh: ['[待填：', ']'],
};

/** The sentence once for each row; none when there is no row and it is not needed. */
export function tellSentence(template: string, sentence: LetterSentence, place: Place, writing: Writing): Told[] {
  const { answers, assertions } = writing;
  if (!holds(sentence.when, answers, place.scope)) return [];
  const rows = rowsFor(sentence, place, writing);
  const spoken = assertions.get(template);
  if (sentence.sworn) return [swear(template, sentence, place, writing, spoken)];
  if (rows.length === 0) {
    if (spoken !== undefined) return [asserted(template, sentence, spoken)];
    return sentence.need ? [tellRow(template, sentence, undefined, place, writing, false)] : [];
  }
  const told = rows.map((row) => tellRow(template, sentence, row, place, writing, rows.length === 1));
  const blank = told.every(({ state }) => state === 'blank');
  return blank && spoken !== undefined ? [asserted(template, sentence, spoken)] : told;
}

function rowsFor(sentence: LetterSentence, { scope, each }: Place, { answers, sworn }: Writing): readonly Row[] {
  const { from } = sentence;
  if (from === undefined) return [NOTHING];
  if (from === 'sworn') return sworn === undefined ? [] : [sworn];
  // A section that is told for one row speaks of that row, not of its like.
  const rows = each?.query === from ? [each.row] : answers.ask(from, scope);
  return rows.filter(
    ({ slots }) =>
      sentence.with.every((name) => slots[name] !== undefined) && sentence.without.every((name) => slots[name] === undefined),
  );
}

const NOTHING: Row = { refs: [], slots: {}, facts: [] };

function tellRow(
  template: string,
  sentence: LetterSentence,
  row: Row | undefined,
  place: Place,
  writing: Writing,
  only: boolean,
): Told {
  const { lang, words, assertions } = writing;
  const filled = new Map<string, CaseAssertion>();
  const values = new Lookup(sentence, row, place, writing.answers);
  const lookUp = (name: string): Value | undefined => {
    const value = values.get(name);
    if (value !== undefined && sayable(value, lang, words)) return value;
    const named = assertions.get(`${sentence.from ?? ''}.${name}@${row?.refs[0] ?? ''}`);
    const spoken = named ?? (only || row === undefined ? assertions.get(`${template}/${name}`) : undefined);
    const text = cleanText(spoken?.text);
    if (spoken === undefined || text === undefined) return undefined;
    filled.set(name, spoken);
    return { kind: 'text', text };
  };
  const gap = (name: string): string => markGap(labelOf(name, sentence, lang, words), lang);
  const { text, missing, used } = fillSlots(sentence.text[lang] ?? sentence.text.en, lookUp, gap, lang, words);
  const gaps = row?.gaps ?? [];
  const tail = gaps.map((id) => ` ${markGap(words[id]?.[lang] ?? words[id]?.en ?? id, lang)}`).join('');
  const refs = [...new Set([...values.refsOf(used), ...[...filled.values()].map(({ ref }) => ref)])];
  const blank = missing.length > 0 || gaps.length > 0;
  const files = [...new Set(used.flatMap((name) => row?.files?.[name] ?? []))];
  return {
    template,
    text: `${text}${tail}`,
    note: noteOf(sentence, lookUp, words),
    state: blank ? 'blank' : filled.size > 0 ? 'asserted' : refs.length > 0 ? 'backed' : 'fixed-text',
    backing: refs,
    ...(row?.files === undefined ? {} : { files }),
    missing: [
      ...missing.map((name) => labelsOf(name, sentence, words)),
      ...gaps.map((id) => ({ en: words[id]?.en ?? id, zh: words[id]?.zh ?? words[id]?.en ?? id })),
    ],
    facts: blank || row === undefined ? [] : row.facts,
  };
}

/** Finds the value of a slot, and the records it comes from. */
class Lookup {
  readonly #own: Row | undefined;
  readonly #from: string | undefined;
  readonly #each: Place['each'];
  readonly #answers: Answers;

  constructor({ from }: Pick<LetterSentence, 'from'>, row: Row | undefined, { each }: Place, answers: Answers) {
    this.#own = row;
    this.#from = from;
    this.#each = each;
    this.#answers = answers;
  }

  get(name: string): Value | undefined {
    const [row, slot] = this.#rowOf(name);
    return row?.slots[slot];
  }

  /** A sentence rests on the record it is told from, whichever slots it shows, and on those of its other slots. */
  refsOf(used: readonly string[]): string[] {
    const rows = used.map((name) => this.#rowOf(name)[0]);
    return [...new Set([this.#own, ...rows].flatMap((row) => row?.refs ?? []))];
  }

  #rowOf(name: string): readonly [Row | undefined, string] {
    const dot = name.indexOf('.');
    if (dot < 0) return [this.#own, name];
    const [query, slot] = [name.slice(0, dot), name.slice(dot + 1)];
    if (query === this.#each?.query) return [this.#each.row, slot];
    if (query === this.#from) return [this.#own, slot];
    const shared = SHARED_QUERIES.find((one) => one === query);
    return [shared === undefined ? undefined : this.#answers.ask(shared)[0], slot];
  }
}

/** A word of ours that has no translation is a gap: German letters have no English sentences in them. */
function sayable(value: Value, lang: LetterLang, words: Words): boolean {
  return value.kind !== 'word' || !/^(?:cause|measure)\./.test(value.word.id) || hasWord(value.word, lang, words);
}

/** A sentence that only a named person can say: an oath in fixed words, or an answer to a point in that person's own. */
function swear(
  template: string,
  sentence: LetterSentence,
  place: Place,
  writing: Writing,
  spoken: CaseAssertion | undefined,
): Told {
  const row = rowsFor(sentence, place, writing)[0] ?? NOTHING;
  const told = tellRow(template, sentence, row, place, writing, true);
  if (spoken !== undefined && told.state === 'blank') return told;
  if (spoken !== undefined) {
    const words = sentence.from === undefined ? '' : ` ${cleanText(spoken.text) ?? ''}`;
    const backing = [...told.backing, spoken.ref];
    return { ...told, text: `${told.text}${words}`, state: 'asserted', backing, note: stoodFor(told.note, spoken), facts: [] };
  }
  const { lang, words } = writing;
  const label = words['gap.sworn'];
  return {
    ...told,
    text: `${told.text} ${markGap(label?.[lang] ?? label?.en ?? 'name', lang)}`,
    state: 'blank',
    missing: [...told.missing, { en: label?.en ?? 'name', zh: label?.zh ?? '姓名' }],
    facts: [],
  };
}

/** A sentence that a named person stands for, in that person's words. */
export function asserted(template: string, sentence: Pick<LetterSentence, 'note'>, spoken: CaseAssertion): Told {
  return {
    template,
    text: cleanText(spoken.text) ?? '',
    note: stoodFor({ en: plainNote(sentence.note.en), zh: plainNote(sentence.note.zh) }, spoken),
    state: 'asserted',
    backing: [spoken.ref],
    missing: [],
    facts: [],
  };
}

function stoodFor(note: Bilingual, { by, at }: CaseAssertion): Bilingual {
  const day = at.slice(0, 10);
  return {
    en: `${by} stands for this sentence (${day}); no record holds it. ${note.en}`,
    zh: `本句由 ${by} 于 ${day} 具名担保，没有记录支持。${note.zh}`,
  };
}

function noteOf({ note }: LetterSentence, lookUp: (name: string) => Value | undefined, words: Words): Bilingual {
  const none = (lang: 'en' | 'zh') => (): string => (lang === 'zh' ? '［缺记录］' : '[no record]');
  return {
    en: fillSlots(note.en, lookUp, none('en'), 'en', words).text,
    zh: fillSlots(note.zh, lookUp, none('zh'), 'zh', words).text,
  };
}

function plainNote(note: string): string {
  return note.replaceAll(/\{[^{}]*\}/g, '…');
}

/** What is missing, between marks that no letter has by chance. */
function markGap(label: string, lang: LetterLang): string {
  const [open, close] = MARKS[lang];
  return `${open}${label}${close}`;
}

/** Fills a title, an address line or a heading; gaps are marked as in sentences. */
export function fillLine(
  text: string,
  place: Place,
  writing: Writing,
): { readonly text: string; readonly missing: readonly Bilingual[] } {
  const { lang, words, answers } = writing;
  const sentence: Pick<LetterSentence, 'from'> = {};
  const values = new Lookup(sentence, undefined, place, answers);
  const gap = (name: string): string => markGap(labelOf(name, sentence, lang, words), lang);
  const filled = fillSlots(text, (name) => values.get(name), gap, lang, words);
  return { text: filled.text, missing: filled.missing.map((name) => labelsOf(name, sentence, words)) };
}

function labelOf(name: string, sentence: Pick<LetterSentence, 'from'>, lang: LetterLang, words: Words): string {
  const known = wordFor(name, sentence, words);
  return known?.[lang] ?? known?.en ?? name;
}

function labelsOf(name: string, sentence: Pick<LetterSentence, 'from'>, words: Words): Bilingual {
  const known = wordFor(name, sentence, words);
  return { en: known?.en ?? name, zh: known?.zh ?? known?.en ?? name };
}

function wordFor(name: string, { from }: Pick<LetterSentence, 'from'>, words: Words): Words[string] | undefined {
  const slot = name.slice(name.indexOf('.') + 1);
  const full = name.includes('.') ? name : `${from ?? ''}.${name}`;
  const kind = full.replace(/^(?:done|plan)-[a-z-]+\./, 'deed.').replace(/^copies-[a-z]+\./, 'copies.');
  return words[`gap.${full}`] ?? words[`gap.${kind}`] ?? words[`gap.${slot}`];
}
