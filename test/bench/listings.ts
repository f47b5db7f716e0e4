import type { MarkRow } from '../../src/lexicon/mark-table.ts';
import { Random } from './random.ts';

/*
 * Made-up listings of some 200 words and made-up marks, always the same ones. The words are English in their frequency (the short ones
 * everywhere, the long tail rare) but not in their letters, so that nothing depends on a text that somebody owns.
 */

const COMMON =
  'the and for with of to in a is your this on from it are can be or you as at that made easy use not will high quality more all set size color perfect gift home design water steel case'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bi bo ca ce ci co da de do fa fe fi fo ga go ha he ho ja ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo wa we za ze zo'.split(
    ' ',
  );

/** A listing as JSON Lines hold it. */
export interface MadeListing {
  readonly id: string;
  readonly brand: string;
  readonly title: string;
  readonly bullets: readonly string[];
  readonly description: string;
  readonly searchTerms: string;
}

/** `count` marks: half of one word, the others of two or three. */
export function makeMarks(count: number, seed = 1): MarkRow[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => {
    const words = i % 2 === 0 ? 1 : 2 + (i % 4 === 3 ? 1 : 0);
    const mark = Array.from({ length: words }, () => makeWord(random, 3, 5)).join(' ');
    return {
      mark,
      kind: 'brand',
      ambiguity: 'none',
      owner: mark,
      classes: [25],
      verticals: ['ap'],
      territories: [],
      // Made words lie one letter apart, as real ones do not: a slip of one would be found in every other sentence.
      tier: 3,
      sources: ['made'],
      forms: [],
      weak: [],
      zh: [],
      zhWeak: [],
      misspellings: [],
    };
  });
}

/** Listings with a mark in one of ten; every one has some 200 words. */
export function* makeListings(count: number, marks: readonly MarkRow[], seed = 2): Generator<MadeListing> {
  const random = new Random(seed);
  const vocabulary = Array.from({ length: 30_000 }, () => makeWord(random, 2, 4));
  for (let i = 0; i < count; i++) {
    const text = (words: number): string => Array.from({ length: words }, () => makeToken(random, vocabulary)).join(' ');
    const planted = i % 10 === 0 ? ` ${random.pick(marks).mark}` : '';
    yield {
      id: `SKU-${i}`,
      brand: 'Hillmoor',
      title: `Hillmoor ${text(16)}${planted}`,
      bullets: Array.from({ length: 5 }, () => `${text(20)}.`),
      description: `${text(40)}. <b>${text(3)}</b> caf\u00e9 ${text(25)}.`,
      searchTerms: text(12),
    };
  }
}

function makeToken(random: Random, vocabulary: readonly string[]): string {
  // Zipf's law, roughly: half of the words are the few common ones, the rest falls off with its rank.
  if (random.unit() < 0.5) return random.pick(COMMON);
  return vocabulary[Math.floor(vocabulary.length * random.unit() ** 3)] ?? 'word';
}

function makeWord(random: Random, least: number, most: number): string {
  return Array.from({ length: least + random.below(most - least + 1) }, () => random.pick(SYLLABLES)).join('');
}

/**
 * Listings in real words: English of its true frequency (`words`, the commonest first), some in other languages, every fourth with a mark
 * behind a word of compatibility or without one, as sellers write them.
 */
export function* makeShopListings(
  count: number,
  words: readonly string[],
  foreign: readonly string[],
  marks: readonly MarkRow[],
  seed = 3,
): Generator<MadeListing> {
  const random = new Random(seed);
  const text = (length: number): string =>
    Array.from({ length }, () => words[Math.floor(words.length * random.unit() ** 4)] ?? 'new').join(' ');
  for (let i = 0; i < count; i++) {
    const mark = random.pick(marks).mark;
    const named = i % 4 === 0 ? random.pick([` compatible with ${mark}`, ` for ${mark}`, ` ${mark}`]) : '';
    const abroad = i % 5 === 4 ? `${random.pick(foreign)}, ${random.pick(foreign)}` : text(10);
    yield {
      id: `SKU-${i}`,
      brand: 'Hillmoor',
      title: `Hillmoor ${abroad}${named}, ${random.pick(['2 Pack', '10x15cm', 'Black/White', 'Size XL', '12V 2A'])}`,
      bullets: Array.from({ length: 5 }, () => `【${text(2).toUpperCase()}】${text(18)}${random.unit() < 0.1 ? named : ''}.`),
      description: `<p>${text(45)}.</p><ul><li>${text(8)}</li><li>${random.pick(foreign)}</li></ul>${text(20)} &amp; ${text(5)}.`,
      searchTerms: text(14),
    };
  }
}
