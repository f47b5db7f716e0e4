import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { spokenWords } from '../eval/word-lists.ts';
import { Random } from './random.ts';

/*
 * Libraries of made-up product texts, as large as wanted and always the same, and copies from them. Every text follows from its number
 * alone, through a seed that is mixed: seeds in a row would make texts that overlap.
 */

/** The finished words of text number `n`, some 175 of them. */
export type MakeText = (n: number) => string[];

const WORDS = 175;
/** Words at the end of every made text that many others have too: nobody can tell from where they were copied. */
export const STOCK_WORDS = 18;

/** Texts about products of 600 kinds, each with words of its own beside those of all, in a vocabulary of 30,000. */
export function madeTexts(): MakeText {
  const vocabulary = spokenWords(30_000).filter((word) => /^[a-z]+$/.test(word));
  const common = vocabulary.slice(0, 150);
  const stock = Array.from({ length: 60 }, (_, i) =>
    words(seeded(i, 77), STOCK_WORDS, (random) => random.pick(vocabulary.slice(0, 2000))),
  );
  return (n) => {
    const random = seeded(n, 1);
    const kind = seeded(random.below(600), 2);
    const own = Array.from({ length: 180 }, () => vocabulary[kind.below(vocabulary.length)] ?? '');
    const text = words(random, WORDS - STOCK_WORDS, () => {
      const chance = random.unit();
      if (chance < 0.42) return common[skewed(random, common.length)] ?? '';
      if (chance < 0.72) return own[skewed(random, own.length)] ?? '';
      if (chance < 0.98) return vocabulary[skewed(random, vocabulary.length)] ?? '';
      return code(random);
    });
    return [...text, ...random.pick(stock)];
  };
}

/** Texts in which every word follows one that it follows in real product texts (`wdc-products-tableA.csv` of the folder). */
export function chainedTexts(folder: string): MakeText {
  const rows: string[][] = parse(readFileSync(join(folder, 'wdc-products-tableA.csv'), 'utf8'), { relax_column_count: true });
  const ids = new Map<string, number>();
  const vocabulary: string[] = [];
  const chain: number[] = [];
  for (const [, , title = '', description = ''] of rows.slice(1)) {
    for (const word of `${title} ${description}`.split(/\s+/).filter((one) => one !== '')) {
      let id = ids.get(word);
      if (id === undefined) {
        id = vocabulary.length;
        ids.set(word, id);
        vocabulary.push(word);
      }
      chain.push(id);
    }
  }
  const places: number[][] = vocabulary.map(() => []);
  chain.forEach((id, at) => void places[id]?.push(at));
  return (n) => {
    const random = seeded(n, 3);
    let at = random.below(chain.length);
    return words(random, WORDS, () => {
      if (random.unit() < 0.02) return code(random);
      const followers = places[chain[at] ?? 0] ?? [];
      at = ((followers[random.below(followers.length)] ?? 0) + 1) % chain.length;
      return vocabulary[chain[at] ?? 0] ?? '';
    });
  };
}

/** `count` words, with a full stop now and then. */
export function sentences(list: readonly string[]): string {
  return list.map((word, i) => (i % 14 === 13 ? `${word}.` : word)).join(' ');
}

/** A copy in which a share of the words is replaced, and a share of the words changes place with the next. */
export function reword(passage: readonly string[], other: MakeText, random: Random, replaced = 0.25, swapped = 0.15): string[] {
  const spare = other(random.next());
  const copy = passage.map((word) => (random.unit() < replaced ? (spare[random.below(spare.length)] ?? '') : word));
  for (let i = 0; i + 1 < copy.length; i++) {
    if (random.unit() >= swapped) continue;
    [copy[i], copy[i + 1]] = [copy[i + 1] ?? '', copy[i] ?? ''];
    i++;
  }
  return copy;
}

/** Numbers that have nothing to do with those of the next seed. */
export function seeded(seed: number, kind: number): Random {
  let h = (seed ^ Math.imul(kind, 0x9e3779b1)) | 0;
  for (let i = 0; i < 3; i++) {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) + kind;
  }
  return new Random(h ^ (h >>> 16));
}

function words(random: Random, count: number, make: (random: Random) => string): string[] {
  return Array.from({ length: count }, () => make(random));
}

/** The first ones often, the last ones seldom: nearly Zipf's law. */
function skewed(random: Random, count: number): number {
  return Math.floor(count ** random.unit()) - 1;
}

function code(random: Random): string {
  return `${String.fromCharCode(65 + random.below(26))}${String.fromCharCode(65 + random.below(26))}${100 + random.below(9900)}`;
}
