import { findCanaries } from '../detectors/canaries.ts';
import type { Span } from '../model/span.ts';
import type { TracedWord } from '../model/trace-report.ts';
import type { ReadSuspect } from './suspect.ts';

/*
 * Words that only we use, left in the page by whoever copied it: our brands, and canaries that were planted to be found again. They are looked for in what a
 * visitor reads, and else in the code of the page (names of pictures, alternative texts, comments), which copiers seldom clean.
 */

/** A word of ours. */
export interface OwnWord {
  readonly phrase: string;
  readonly kind: TracedWord['kind'];
  /** The listing that a canary was planted in. */
  readonly listing?: string;
  /** Day on which a canary was registered. */
  readonly planted?: string;
}

/** Code of a page that is searched, characters. */
const MOST_SOURCE = 4_000_000;
/** Characters of the surroundings on each side. */
const AROUND = 60;

/** The words of ours that a page has, each once. */
export function findOwnWords(page: Pick<ReadSuspect, 'text' | 'markup'>, words: readonly OwnWord[]): TracedWord[] {
  const wanted = distinct(words);
  const seen = search(page.text, wanted, 'text');
  const known = new Set(seen.map(({ word, kind }) => `${kind} ${word}`));
  const rest = wanted.filter(({ phrase, kind }) => !known.has(`${kind} ${phrase}`));
  // Tags would be taken out of what is searched; here it is they that are searched.
  const code = rest.length === 0 ? '' : page.markup.slice(0, MOST_SOURCE).replaceAll(/[<>]/g, ' ');
  return [...seen, ...search(code, rest, 'source')];
}

function search(text: string, words: readonly OwnWord[], place: TracedWord['place']): TracedWord[] {
  const first = new Map<OwnWord, { readonly span: Span; count: number }>();
  for (const { canary, span } of findCanaries(text, words)) {
    const known = first.get(canary);
    if (known === undefined) first.set(canary, { span, count: 1 });
    else known.count++;
  }
  return [...first].map(([{ phrase, kind, listing }, { span, count }]) => ({
    word: phrase,
    kind,
    place,
    count,
    excerpt: excerptOf(text, span),
    ...(listing === undefined ? {} : { listing }),
  }));
}

function distinct(words: readonly OwnWord[]): OwnWord[] {
  const byName = new Map(words.map((word) => [`${word.kind} ${word.phrase.toLowerCase()} ${word.listing ?? ''}`, word]));
  return [...byName.values()];
}

function excerptOf(text: string, [start, end]: Span): string {
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const shown = text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
  return `${from > 0 ? '… ' : ''}${shown}${to < text.length ? ' …' : ''}`;
}
