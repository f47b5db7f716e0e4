import type { Replacement } from '../model/finding.ts';
import type { BrandTermsRule } from '../model/rule.ts';
import type { Span } from '../model/span.ts';
import { type Tokens, wordAt } from '../model/words.ts';
import { splitText } from '../text/field-text.ts';
import { sourceSpan } from '../text/fold.ts';
import { removeWords } from '../text/remove-words.ts';
import { compatibleTitle } from './brand-fix-title.ts';
import { chineseWording, genericWording } from './brand-fix-trap.ts';
import type { Mention } from './brand-mention.ts';
import type { Subject } from './contract.ts';
import { languageOf } from './fix-language.ts';

/*
 * The exact edit for a finding over a brand word, where there is only one that mends it: in search terms the word goes, a trap word gives
 * way to the word for the thing, an imitation loses mark and cue, a row of marks goes, a title gets the form for compatible goods.
 * Whether the edited text is free of the finding is judged afterwards, by the same rules.
 */

/** A field with more places than this is written by a machine, and mended by one. */
const MAX_PLACES = 200;
/** Evidence that a title says what the goods fit: its form may be wrong, but words of compatibility are there. */
const SAID = /^compatible-(?:cue|for|kin)/;
/** Words between a cue and the mark: `replica of a Rolex`, `Dyson V8 dupe`. */
const MAX_BETWEEN = 2;

/** What one finding is about, and what else the listing says. */
export interface FixContext {
  readonly rule: BrandTermsRule;
  /** The places of the finding: one mark, one use, one field. */
  readonly places: readonly Mention[];
  /** Every mention in the field that the rule reports. */
  readonly reported: readonly Mention[];
  /** Every mention of the listing. */
  readonly all: readonly Mention[];
  readonly subject: Subject;
}

/** The edit that mends a finding; undefined where a person must decide. */
export function brandFix(context: FixContext): readonly Replacement[] | undefined {
  const [first] = context.places;
  if (first === undefined || context.reported.length > MAX_PLACES) return undefined;
  const { name } = first.text.field;
  if (name === 'search-terms') return inRow(context);
  switch (first.use) {
    case 'trap-word':
      return trapWording(context);
    case 'imitation':
      return withCues(context);
    case 'stuffing':
      return removeWords(
        first.text.field.text,
        context.reported.map((m) => spanOf(m)),
        'prose',
      );
    case 'compatible':
    case 'plain':
      return name === 'title' && !SAID.test(first.because[0]?.code ?? '') ? titleFor(context) : undefined;
    default:
      return undefined;
  }
}

function titleFor({ places: [mention], all, subject }: FixContext): readonly Replacement[] | undefined {
  return mention === undefined ? undefined : compatibleTitle(mention, all, subject.listing);
}

/** Search terms: every mark that the rule reports goes, with its model number and its cue. */
function inRow({ places, reported }: FixContext): readonly Replacement[] | undefined {
  const text = places[0]?.text.field.text ?? '';
  const spans = reported.map((m) => {
    const [start, end] = spanOf(m, ...cueRange(m, ROW_CUES));
    const model = /^[ \u00a0](?:\d{1,3}(?:[ \u00a0](?:pro|max|plus|ultra|mini))*|[a-z]\d{1,3}|pro|max)(?![\p{L}\d])/iu.exec(
      text.slice(end),
    );
    return [start, end + (model !== null && m.mark.verticals.some((v) => HOSTS.has(v)) ? model[0].length : 0)] as const;
  });
  return removeWords(text, spans, 'row');
}

/** Verticals whose marks are followed by model numbers. */
const HOSTS = new Set(['el', 'ph', 'co', 'ga', 'ap2', 'tl', 'wa']);

function withCues({ places }: FixContext): readonly Replacement[] | undefined {
  const text = places[0]?.text.field.text ?? '';
  const ranges = places.map((m) => ({ mention: m, range: cueRange(m, PROSE_CUES) }));
  // Without its cue a mark would stand there as if the goods were the owner's.
  if (ranges.some(({ mention: m, range: [start, end] }) => start === m.start && end === m.end)) return undefined;
  return removeWords(
    text,
    ranges.map(({ mention, range }) => spanOf(mention, ...range)),
    'prose',
  );
}

function trapWording({ places, subject }: FixContext): readonly Replacement[] | undefined {
  const edits: Replacement[] = [];
  for (const m of places) {
    const { text } = m.text.field;
    const { generic } = m.mark;
    const language = languageOf(text, subject.listing);
    if (generic === undefined || (language !== 'en' && language !== 'zh')) return undefined;
    const wording = language === 'zh' ? chineseWording : genericWording;
    const [start, end] = spanOf(m);
    const edit = wording(text, start, end + signAt(text, end), generic[language]);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** Length of the trademark sign at an offset; it goes with its mark. */
function signAt(text: string, at: number): number {
  return /^(?:[™®©℠]|&(?:reg|trade|copy);)/i.exec(text.slice(at, at + 8))?.[0].length ?? 0;
}

/** Cues that say nothing any more once their mark is gone. */
const PROSE_CUES = /^(?:imitation|comparison)-cue-(before|after)/;
/** In search terms, where words stand side by side, also those of compatibility. */
const ROW_CUES = /^(?:imitation|comparison|compatible)-(?:cue-)?(before|after|for)/;

/** The words of a mention together with the cue that made it what it is. */
function cueRange({ because, text: { tokens }, start, end }: Mention, cues: RegExp): [start: number, end: number] {
  for (const { code, words = '' } of because) {
    const position = cues.exec(code)?.[1];
    if (position === undefined) continue;
    const cue = splitText(words);
    for (let gap = 0; gap <= MAX_BETWEEN; gap++) {
      const at = position === 'after' ? end + gap : start - gap - cue.count;
      if (!standsAt(tokens, at, cue)) continue;
      const between = position === 'after' ? [end, at] : [at + cue.count, start];
      if (!mayGo(tokens, between[0] ?? 0, between[1] ?? 0)) return [start, end];
      return position === 'after' ? [start, at + cue.count] : [at, end];
    }
  }
  return [start, end];
}

/** Whether the words between a mark and its cue go with them: articles and model numbers do, `pouch` of `Casio pouch style` does not. */
function mayGo(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!/\d/.test(wordAt(tokens, i)) && !ARTICLES.has(wordAt(tokens, i))) return false;
  const parted = tokens.text.slice(tokens.ends[from - 1] ?? 0, tokens.starts[to] ?? 0);
  return !/ [-–—] |[|;]/.test(parted);
}

const ARTICLES = new Set('a an the of by my new der die das le la el los il 的'.split(' '));

function standsAt(tokens: Tokens, at: number, words: Tokens): boolean {
  if (at < 0 || at + words.count > tokens.count || words.count === 0) return false;
  for (let i = 0; i < words.count; i++) if (wordAt(tokens, at + i) !== wordAt(words, i)) return false;
  return true;
}

function spanOf({ text: { tokens, folded }, ...m }: Mention, start: number = m.start, end: number = m.end): Span {
  return sourceSpan(folded, tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0);
}
