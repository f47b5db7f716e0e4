import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { LabelField, NoticeContext, NoticeLabel, NoticePack, NoticePattern } from '../model/case-pattern.ts';
import { foldPattern } from '../text/fold-pattern.ts';
import { foldPhrase } from './folded.ts';
import { needlesOf } from './needles.ts';

/*
 * Packs of wordings -> something that finds them. Patterns run in linear time (RE2).
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
  /(?:\b(?:not|no|cannot|can't|don't|doesn't|won't|without|never|nor|kein|keine|keinen|keiner|nicht|geen|niet|ohne|pas|aucun|aucune|sans|jamais|no se|non(?!-)|sin|senza|nessun|nessuna|ningun|ninguna)\b[^.;:,]*|(?:不(?!侵权)|没有|无需|无法|请勿|未|ない)[^，。,;]{0,6})$/;
const DENIED_BEHIND =
  /^[^.;:,]{0,24}(?:\b(?:is|are|will|can|was|were)(?: not|n't)(?: be)? (?:accept|requir|need|necessar|possibl|sufficient|eligib)|\bcannot be accept|\bnicht (?:akzeptiert|erforderlich|notig|anerkannt)|\bne (?:sont|sera|seront) pas accept|\bno se aceptan?\b|\bnon (?:sono|sara|saranno) accettat)|^[^。]{0,10}(?:不被接受|不予接受|无需提供|は受け付け|は不要)/;

/** Places of one pattern in one sentence that are looked at. */
const MAX_PLACES = 100;
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
  const match = new Alternatives(Object.values(pattern.match).flat());
  const unless = new Alternatives(pattern.unless);
  const places = (text: string, most: number): Place[] => {
    const found = match.places(text).filter((place) => !pattern.deniable || !isDenied(text, place));
    return found.length === 0 || unless.places(text).length > 0 ? [] : found.slice(0, most);
  };
  return { pattern, find: (text) => places(text, 1)[0], findAll: (text) => places(text, MAX_PLACES) };
}

/** The patterns of an entry. Each is compiled when a word of its own first stands in a text: most never are. */
class Alternatives {
  readonly #sources: readonly string[];
  #each: { readonly source: string; readonly needles: readonly string[] | undefined; compiled?: Re2.RE2JS }[] | undefined;

  constructor(sources: readonly string[]) {
    this.#sources = sources;
  }

  /** Where one of them stands, by place. */
  places(text: string): Place[] {
    this.#each ??= this.#sources.map(foldPattern).map((source) => ({ source, needles: needlesOf(source) }));
    const found: Place[] = [];
    for (const one of this.#each) {
      if (one.needles !== undefined && !one.needles.some((needle) => text.includes(needle))) continue;
      one.compiled ??= compile(one.source);
      const matcher = one.compiled.matcher(text);
      for (let k = 0; k < MAX_PLACES && matcher.find(); k++) found.push({ start: matcher.start(), end: matcher.end() });
    }
    return found.sort((x, y) => x.start - y.start || y.end - x.end);
  }
}

function isDenied(text: string, { start, end }: Place): boolean {
  const before = text.slice(Math.max(0, start - DENIAL_REACH), start);
  return DENIED_BEFORE.test(before) || DENIED_BEHIND.test(text.slice(end, end + 80));
}

function compile(source: string): Re2.RE2JS {
  engine ??= (createRequire(import.meta.url)('re2js') as typeof Re2).RE2JS;
  return engine.compile(source);
}
