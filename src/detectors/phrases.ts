import type { Replacement } from '../model/finding.ts';
import type { PhrasesRule } from '../model/rule.ts';
import type { FieldText } from '../text/field-text.ts';
import { foldingsIn, sourceSpan } from '../text/fold.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';
import { LastFields } from './last-fields.ts';
import { Sieve } from './literal-sieve.ts';
import { Pattern } from './pattern.ts';
import { PhraseIndex } from './phrase-index.ts';
import { withoutPhrases, withoutPicture } from './sign-fixes.ts';

/*
 * Phrases and patterns of every rule against the folded words of every field: one pass for all the phrases, and a pattern only where
 * the text holds what it cannot match without.
 */

/** A field with more hits than this is written by a machine, and mended by one. */
const MAX_PLACES = 200;

interface Hit {
  readonly rule: number;
  /** `[start, end)` of the folded text. */
  readonly start: number;
  readonly end: number;
  /** The phrase as the rule writes it; for a pattern the folded words that it matched. */
  readonly phrase: string;
}

/** The hits of a field for the rules that apply there. */
interface Found {
  readonly wanted: readonly number[];
  readonly hits: readonly Hit[];
}

/** Finds the phrases and patterns of `phrases` rules. Of hits of one rule that overlap the first counts, and of those the longest. */
export const detectPhrases: Detector<'phrases'> = (rules) => {
  const applicable = applicableRules(rules);
  const find = compile(rules);
  const before = new LastFields<Found>();
  return ({ listing, texts }) =>
    texts.flatMap((text, field) => {
      const wanted = applicable(listing.marketplace, text.field.name);
      if (wanted.length === 0 || text.field.text === '') return [];
      let found = before.of(field, text, () => ({ wanted, hits: find(text, wanted) }));
      // The same texts in a listing of another marketplace.
      if (found.wanted !== wanted) found = { wanted, hits: find(text, wanted) };
      const { hits } = found;
      if (hits.length === 0) return [];
      return hits.flatMap((hit) => {
        const rule = rules[hit.rule];
        if (rule === undefined) return [];
        const edits = rule.when.deletable === true && hits.length <= MAX_PLACES ? deletion(text, hit, hits) : undefined;
        return [{ ...draft(rule, field, text, hit), ...(edits === undefined ? {} : { replacements: edits }) }];
      });
    });
};

/** Finds the hits of some of the rules in a text, by rule and then by place. */
function compile(rules: readonly PhrasesRule[]): (text: FieldText, wanted: readonly number[]) => Hit[] {
  const phrases = rules.flatMap(({ when }, rule) => [
    ...(when.phrases ?? []).map((phrase) => ({ rule, phrase, unless: false })),
    ...(when.unless ?? []).map((phrase) => ({ rule, phrase, unless: true })),
  ]);
  const index = new PhraseIndex(phrases.map(({ phrase }) => phrase));
  const patterns = rules.flatMap(({ when }, rule) =>
    (when.patterns ?? []).map((source) => ({ rule, pattern: new Pattern(source) })),
  );
  const ofRule = rules.map((_, rule) => patterns.flatMap((one, n) => (one.rule === rule ? [{ n, ...one }] : [])));
  const sieve = new Sieve(patterns.map(({ pattern }) => pattern.requirement));
  return (text, wanted) => {
    const { tokens, folded } = text;
    const hits: Hit[] = [];
    const excused: Hit[] = [];
    index.search(tokens, (id, first, last) => {
      const entry = phrases[id];
      if (entry === undefined || !wanted.includes(entry.rule)) return;
      const hit = { ...entry, start: tokens.starts[first] ?? 0, end: tokens.ends[last] ?? 0 };
      (entry.unless ? excused : hits).push(hit);
    });
    sieve.read(folded.text);
    for (const rule of wanted) {
      for (const { n, pattern } of ofRule[rule] ?? []) {
        if (!sieve.may(n)) continue;
        pattern.search(folded.text, (start, end) => {
          hits.push({ rule, start, end, phrase: folded.text.slice(start, end) });
        });
      }
    }
    return hits.length === 0 ? hits : leftmostLongest(withoutExcused(hits, excused));
  };
}

/** Hits that do not lie inside an `unless` phrase of their own rule. One sweep: both lists are walked by their start. */
function withoutExcused(hits: readonly Hit[], excused: readonly Hit[]): Hit[] {
  if (excused.length === 0) return [...hits];
  const reach = new Map<number, { readonly start: number; end: number }[]>();
  for (const { rule, start, end } of excused) {
    const spans = reach.get(rule);
    if (spans === undefined) reach.set(rule, [{ start, end }]);
    else spans.push({ start, end: Math.max(end, spans.at(-1)?.end ?? 0) });
  }
  return hits.filter(({ rule, start, end }) => {
    const spans = reach.get(rule) ?? [];
    return (lastAtOrBefore(spans, start)?.end ?? -1) < end;
  });
}

/** Of spans in ascending order of `start`, the last that starts at or before an offset. */
function lastAtOrBefore<T extends { readonly start: number }>(spans: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

function leftmostLongest(hits: Hit[]): Hit[] {
  hits.sort((a, b) => a.rule - b.rule || a.start - b.start || b.end - a.end);
  const kept: Hit[] = [];
  for (const hit of hits) {
    const last = kept.at(-1);
    if (last === undefined || last.rule !== hit.rule || hit.start >= last.end) kept.push(hit);
  }
  return kept;
}

/** The edit that takes out what one rule found in a field; a picture sign goes wherever it stands. */
function deletion({ field, folded }: FieldText, hit: Hit, hits: readonly Hit[]): readonly Replacement[] | undefined {
  const picture = withoutPicture(field.text, sourceSpan(folded, hit.start, hit.end));
  if (picture !== undefined) return [picture];
  const row = field.name === 'search-terms';
  const wanted = row ? hits.filter(({ rule }) => rule === hit.rule) : [hit];
  return withoutPhrases(
    field.text,
    wanted.map(({ start, end }) => sourceSpan(folded, start, end)),
    row,
  );
}

function draft(rule: PhrasesRule, field: number, { folded }: FieldText, { start, end, phrase }: Hit): Draft {
  const span = sourceSpan(folded, start, end);
  return {
    rule,
    target: { field },
    span,
    confidence: 1,
    slots: { phrase },
    evidence: { kind: 'phrase', phrase, folding: foldingsIn(folded.source.slice(...span)) },
    identity: folded.text.slice(start, end),
  };
}
