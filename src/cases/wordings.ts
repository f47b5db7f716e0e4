import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { LabelField, NoticeContext, NoticeLabel, NoticePack, NoticePattern } from '../model/case-pattern.ts';
import { foldPattern } from '../text/fold-pattern.ts';
import { foldPhrase } from './folded.ts';
import { needlesOf } from './needles.ts';

/*
 * Packs of wordings -> something that finds them. All patterns of one entry become one RE2 program, so a sentence is read once an entry.
 */

/** Finds the first place of an entry in a folded text. */
export interface Wording {
  readonly pattern: NoticePattern;
  /** Offsets in the folded text; undefined when it is not there, or denied. */
  find(text: string): Place | undefined;
  /** Every place, the first hundred. */
  findAll(text: string): Place[];
}

/** Offsets in a folded text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A label by its folded words. */
export interface LabelWord {
  readonly word: string;
  readonly id: string;
  readonly field: LabelField;
  readonly strong: boolean;
}

/** Everything that is known of wordings, ready to be used. */
export interface Wordings {
  readonly patterns: readonly Wording[];
  readonly labels: readonly LabelWord[];
  readonly contexts: readonly { readonly wording: Wording; readonly context: NoticeContext }[];
}

/** A denial within these many characters before the words takes them back; a longer reach meets the sentence before a comma. */
const DENIAL_REACH = 32;
const DENIED_BEFORE =
  /(?:\b(?:not|no|cannot|can't|don't|doesn't|won't|without|never|nor|kein|keine|keinen|keiner|nicht|ohne|pas|aucun|aucune|sans|jamais|no se|non|sin|senza|nessun|nessuna|ningun|ninguna)\b[^.;:,]*|(?:不|没有|无需|无法|请勿|未|ない)[^，。,;]{0,6})$/;
const DENIED_BEHIND =
  /^[^.;:,]{0,24}(?:\b(?:is|are|will|can|was|were)(?: not|n't)(?: be)? (?:accept|requir|need|necessar|possibl|sufficient|eligib)|\bcannot be accept|\bnicht (?:akzeptiert|erforderlich|notig|anerkannt)|\bne (?:sont|sera|seront) pas accept|\bno se aceptan?\b|\bnon (?:sono|sara|saranno) accettat)|^[^。]{0,10}(?:不被接受|不予接受|无需提供|は受け付け|は不要)/;

let engine: typeof Re2.RE2JS | undefined;

/** Prepares packs; the order of the packs and of their entries is kept. */
export function prepareWordings(packs: readonly NoticePack[]): Wordings {
  const patterns = packs.flatMap((pack) => pack.patterns.map(prepare));
  return {
    patterns: patterns.filter(({ pattern }) => pattern.says.context === undefined),
    labels: packs.flatMap((pack) => pack.labels.flatMap(wordsOf)).sort((a, b) => b.word.length - a.word.length),
    contexts: patterns.flatMap((wording) => {
      const { context } = wording.pattern.says;
      return context === undefined ? [] : [{ wording, context }];
    }),
  };
}

function wordsOf({ id, field, strong, words }: NoticeLabel): LabelWord[] {
  return Object.values(words)
    .flat()
    .map((word) => ({ word: foldPhrase(word), id, field, strong }));
}

function prepare(pattern: NoticePattern): Wording {
  let match: Re2.RE2JS | undefined;
  let unless: Re2.RE2JS | undefined;
  const alternatives = Object.values(pattern.match).flat().map(foldPattern);
  let needles: (readonly string[] | undefined)[] | undefined;
  const places = (text: string, most: number): Place[] => {
    needles ??= alternatives.map(needlesOf);
    if (!needles.some((words) => words === undefined || words.some((word) => text.includes(word)))) return [];
    match ??= compile(alternatives);
    const matcher = match.matcher(text);
    const found: Place[] = [];
    while (found.length < most && matcher.find()) {
      const place = { start: matcher.start(), end: matcher.end() };
      if (!pattern.deniable || !isDenied(text, place)) found.push(place);
    }
    if (found.length === 0 || pattern.unless.length === 0) return found;
    unless ??= compile(pattern.unless.map(foldPattern));
    return unless.matcher(text).find() ? [] : found;
  };
  return { pattern, find: (text) => places(text, 1)[0], findAll: (text) => places(text, 100) };
}

function isDenied(text: string, { start, end }: Place): boolean {
  const before = text.slice(Math.max(0, start - DENIAL_REACH), start);
  return DENIED_BEFORE.test(before) || DENIED_BEHIND.test(text.slice(end, end + 80));
}

function compile(patterns: readonly string[]): Re2.RE2JS {
  engine ??= (createRequire(import.meta.url)('re2js') as typeof Re2).RE2JS;
  return engine.compile(patterns.map((one) => `(?:${one})`).join('|'));
}
