import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Random } from '../bench/random.ts';
import type { Box } from './text-plagdet.ts';

/* Listings of five bullets in which some bullets were copied from another listing; the same seed gives the same listings. */

/** What was done to the copied bullets. */
export const COPY_KINDS = ['clean', 'verbatim', 'reordered', 'reworded 25 %', 'back-translated'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];
export const COPY_LANGUAGES = ['en', 'de', 'ja', 'zh'] as const;
export type CopyLanguage = (typeof COPY_LANGUAGES)[number];

/** Two listings, and what the first has from the second. */
export interface CopyPair {
  readonly kind: CopyKind;
  readonly query: string;
  readonly source: string;
  readonly cases: readonly Box[];
  /** Where the stock sentence stands that both have. */
  readonly stock: Box;
}

/** Gives bullets that nobody else has; `side` keeps the two listings of a pair apart. */
export interface BulletSource {
  readonly language: CopyLanguage;
  bullets(count: number, side: 0 | 1, random: Random): string[];
  /** A word to put in the place of another. */
  word(random: Random): string;
}

const STOCK: Readonly<Record<CopyLanguage, string>> = {
  en: 'If you are not satisfied with your purchase, please contact us and we will refund you within 30 days.',
  de: 'Wenn Sie mit dem Kauf nicht zufrieden sind, schreiben Sie uns, und wir erstatten den Betrag innerhalb von 30 Tagen.',
  ja: '商品にご満足いただけない場合は、三十日以内にご連絡いただければ返金いたします。',
  zh: '如果您对商品不满意，请在三十天内联系我们，我们将为您办理退款。',
};
const BULLETS = 5;

/** Bullets put together from invented clauses, half of them for each side. */
export function openClauses(language: CopyLanguage): BulletSource {
  const rows = readFileSync('test/eval/texts/clauses.tsv', 'utf8').split('\n').slice(1);
  const parts = ['first', 'middle', 'last'].map((part) =>
    rows.flatMap((row) => {
      const [code, name, clause = ''] = row.split('\t');
      return code === language && name === part ? [clause] : [];
    }),
  );
  const words = parts.flat().flatMap((clause) => piecesOf(clause, language).filter(isWord));
  const comma = language === 'zh' ? '，' : language === 'ja' ? '、' : ', ';
  const stop = language === 'zh' || language === 'ja' ? '。' : '.';
  return {
    language,
    bullets(count, side, random) {
      const drawn = parts.map((clauses) =>
        draw(
          clauses.filter((_, i) => i % 2 === side),
          count,
          random,
        ),
      );
      return Array.from({ length: count }, (_, i) => drawn.map((clauses) => clauses[i] ?? '').join(comma) + stop);
    },
    word: (random) => random.pick(words),
  };
}

/** Bullets that are sentences of real offers (WDC products), each from another product. */
export function openOffers(file: string): BulletSource {
  const rows: { description: string; cluster_id: string }[] = parse(readFileSync(file, 'utf8'), {
    columns: true,
    relax_quotes: true,
  });
  const seen = new Set<string>();
  const sides: [string[], string[]] = [[], []];
  const products = new Set<string>();
  for (const { description, cluster_id } of rows) {
    const sentence = description
      .split(/(?<=[.!?])\s+/)
      .find((one) => one.length >= 60 && one.length <= 240 && /^[A-Z][^|<>]+[.!?]$/.test(one));
    // The same product stands in several shops, in the same words.
    if (sentence === undefined || seen.has(sentence) || products.has(cluster_id)) continue;
    seen.add(sentence);
    products.add(cluster_id);
    sides[products.size % 2 === 0 ? 0 : 1].push(sentence);
  }
  const words = sides.flat().flatMap((sentence) => piecesOf(sentence, 'en').filter(isWord));
  return {
    language: 'en',
    bullets: (count, side, random) => draw(sides[side], count, random),
    word: (random) => random.pick(words),
  };
}

/** Makes pairs of every kind. */
export function makeCopies(from: BulletSource, pairsPerKind: number, seed: number): CopyPair[] {
  const random = new Random(seed);
  return COPY_KINDS.flatMap((kind) => Array.from({ length: pairsPerKind }, () => makePair(from, kind, random)));
}

function makePair(from: BulletSource, kind: CopyKind, random: Random): CopyPair {
  const theirs = from.bullets(BULLETS, 0, random);
  const ours = from.bullets(BULLETS, 1, random);
  const copies = kind === 'clean' ? 0 : kind === 'reordered' ? 3 : 1 + random.below(2);
  const taken = draw([0, 1, 2, 3, 4], copies, random);
  const put = draw([0, 1, 2, 3, 4], copies, random);
  for (const [i, place] of put.entries()) ours[place] = change(theirs[taken[i] ?? 0] ?? '', kind, from, random);
  const stock = STOCK[from.language];
  const query = [...ours, stock];
  const source = [...theirs, stock];
  return {
    kind,
    query: query.join('\n'),
    source: source.join('\n'),
    cases: put.map((place, i): Box => ({ query: spanOf(query, place), source: spanOf(source, taken[i] ?? 0) })),
    stock: { query: spanOf(query, BULLETS), source: spanOf(source, BULLETS) },
  };
}

function spanOf(lines: readonly string[], line: number): [number, number] {
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  return [start, start + (lines[line]?.length ?? 0)];
}

function change(bullet: string, kind: CopyKind, from: BulletSource, random: Random): string {
  const another = (): string => from.word(random);
  if (kind === 'reworded 25 %')
    return edit(piecesOf(bullet, from.language), { replace: 0.25, swap: 0.15, drop: 0 }, another, random);
  if (kind !== 'back-translated') return bullet;
  const clauses = bullet.replace(/[.。]$/, '').split(/(?<=[,，、])\s*/);
  // A translator keeps the words that carry the meaning, not the order of the clauses nor the small words.
  const turned = clauses.length < 2 ? clauses : [...clauses.slice(1), clauses[0] ?? ''];
  return edit(
    turned.flatMap((one) => [...piecesOf(one, from.language), ' ']),
    { replace: 0.15, swap: 0.08, drop: 0.08 },
    another,
    random,
  );
}

/** Shares of the words that are replaced, change places with the next one, and are left out. */
export interface Edits {
  readonly replace: number;
  readonly swap: number;
  readonly drop: number;
}

/** Changes words at random; what stands between them stays. */
export function edit(pieces: readonly string[], { replace, swap, drop }: Edits, another: () => string, random: Random): string {
  const changed = pieces.flatMap((piece) => {
    if (!isWord(piece)) return [piece];
    const luck = random.unit();
    if (luck < drop) return [];
    return [luck < drop + replace ? another() : piece];
  });
  const words = changed.flatMap((piece, i) => (isWord(piece) ? [i] : []));
  for (const [k, i] of words.entries()) {
    const next = words[k + 1];
    if (next === undefined || random.unit() >= swap) continue;
    [changed[i], changed[next]] = [changed[next] ?? '', changed[i] ?? ''];
  }
  return changed.join('').trim();
}

/** Words and what stands between them. */
export function piecesOf(text: string, language: CopyLanguage): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
}

function isWord(piece: string): boolean {
  return /[\p{L}\p{N}]/u.test(piece);
}

function draw<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)).flat();
}
