import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Resources } from '../../src/detectors/contract.ts';
import { detectCopiedText } from '../../src/detectors/copied-text.ts';
import type { LeftOutReason } from '../../src/model/evidence.ts';
import { placeAt } from '../../src/model/place.ts';
import type { ReferenceText } from '../../src/model/reference.ts';
import type { CopiedTextRule } from '../../src/model/rule.ts';
import { readStockSentences } from '../../src/references/stock-texts.ts';
import { StockSentences } from '../../src/text/boilerplate-stock.ts';
import { readCopyWords } from '../../src/text/copy-words.ts';
import { FieldText } from '../../src/text/field-text.ts';
import { gramRecipe } from '../../src/text/gram-recipe.ts';
import { isFault, openSegment } from '../../src/text/segment.ts';
import { buildSegment } from '../../src/text/segment-build.ts';
import { SegmentLibrary } from '../../src/text/segment-library.ts';
import type { WordWeights } from '../../src/text/word-weights.ts';
import { chainedTexts, type MakeText, reword, seeded } from '../bench/text-library.ts';
import { percent, printTable } from './table.ts';
import { type Box, type Judged, scorePairs } from './text-plagdet.ts';

/*
 * Every listing carries a stock sentence, and so does every text of the library; whoever cannot tell stock from copy accuses everybody.
 * The sentences are others than those of data/boilerplate.
 */

const LISTINGS = 500;
const PASSAGE = 40;
const OWN_WORDS = 100;
/** Texts of the library start here, those of the listings never get there. */
const FIRST_LISTING = 50_000_000;
/** A place in a text of the library, made one number: texts are shorter than this. */
const TEXT = 100_000;

/** Any passage makes a finding, as in the research that set the goal; and the strictest rule for descriptions that ships, `core/owner-description`. */
const ANY = { minWords: 8, minReworded: 8, minCoverage: 0 };
const OWNER = { minWords: 12, minReworded: 15, minCoverage: 0.05 };
const TEN = { minWords: 10, minReworded: 12, minCoverage: 0 };
/** Words in a row that a chain repeats by itself count as natural reuse from this length on, in the texts of at most so many owners. */
const RUN = 8;
const FEW_OWNERS = 2;
/** Ways of leaving things out, by what is not left out, and the shortest passage that counts. */
const WAYS: readonly (readonly [name: string, alsoCount: readonly LeftOutReason[], when: CopiedTextRule['when']])[] = [
  ['nothing, 8 words', ['stock', 'common'], ANY],
  ['stock sentences, 8 words', ['common'], ANY],
  ['wording of three owners, 8 words', ['stock'], ANY],
  ['both, 8 words', [], ANY],
  ['both, 10 words', [], TEN],
  ['nothing, owner rule', ['stock', 'common'], OWNER],
  ['both, owner rule', [], OWNER],
];

interface Made {
  readonly text: string;
  /** Where its stock sentence begins. */
  readonly ownEnd: number;
  readonly cases: readonly Box[];
}

/** Measures false alarms and found copies in a library of `size` texts, chained from the words of real offers. */
export function reportBoilerplate(weights: WordWeights, offers: string, size: number): void {
  const make = chainedTexts(dirname(offers));
  const stock = readFileSync('test/eval/texts/stock.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const copies = openLibrary(make, stock, size, weights);
  const known = new StockSentences(readStockSentences('data/boilerplate'), weights);
  const sets = (['clean', 'verbatim', 'reworded'] as const).map((kind) =>
    Array.from({ length: LISTINGS }, (_, i) => makeListing(make, stock, size, kind, i)),
  );
  const reused = countReused(sets[0]?.map(({ text, ownEnd }) => text.slice(0, ownEnd)) ?? [], make, size);
  const rows = WAYS.map(([name, alsoCount, when]) => {
    const detect = openDetector({ copies, stock: known }, { ...when, alsoCount });
    const started = performance.now();
    const [clean = [], ...copied] = sets.map((set) =>
      set.map((made): Judged => ({ cases: made.cases, found: detect(made.text) })),
    );
    const seconds = (performance.now() - started) / 1000;
    const flagged = clean.filter(({ found }) => found.length > 0).length;
    const scores = copied.map(scorePairs);
    return [
      name,
      percent(flagged / LISTINGS),
      ...scores.map(({ plagdet, precision, recall }) => `${plagdet.toFixed(3)} (${precision.toFixed(3)}/${recall.toFixed(3)})`),
      Math.round((3 * LISTINGS) / seconds),
    ];
  });
  printTable(
    `Listings with a stock sentence each, against ${size} texts with one each`,
    [
      'left out',
      'clean listings flagged',
      `verbatim ${PASSAGE} words: plagdet (P/R)`,
      `reworded ${PASSAGE} words`,
      'listings/s',
    ],
    rows,
  );
  console.log(
    `\nBy the way they are made, ${percent(reused / LISTINGS)} of the clean listings have ${RUN} words in a row that stand in one or two texts of the library, as a copy would.`,
  );
}

/** Listings with a run of words that a text of the library has, and hardly another. */
function countReused(listings: readonly string[], make: MakeText, size: number): number {
  const runs = listings.map((text) => new Set(runsOf(text)));
  const owners = new Map([...runs].flatMap((set) => [...set].map((run): [string, number] => [run, 0])));
  for (let n = 1; n <= size; n++) {
    for (const run of new Set(runsOf(make(n).slice(0, 157).join(' ')))) {
      const known = owners.get(run);
      if (known !== undefined) owners.set(run, known + 1);
    }
  }
  return runs.filter((set) =>
    [...set].some((run) => {
      const count = owners.get(run) ?? 0;
      return count > 0 && count <= FEW_OWNERS;
    }),
  ).length;
}

function runsOf(text: string): string[] {
  const { ids, count } = readCopyWords(text);
  return Array.from({ length: Math.max(0, count - RUN + 1) }, (_, i) => ids.subarray(i, i + RUN).join());
}

/** Text number `n` of the library: own words, then a stock sentence. */
function textOf(make: MakeText, stock: readonly string[], n: number): string {
  return `${make(n).slice(0, 157).join(' ')}. ${seeded(n, 5).pick(stock)}`;
}

function openLibrary(make: MakeText, stock: readonly string[], size: number, weights: WordWeights): SegmentLibrary {
  function* texts(): Generator<{ key: number; owner: number; source: string; words: ReturnType<typeof readCopyWords> }> {
    for (let n = 1; n <= size; n++) {
      const source = textOf(make, stock, n);
      yield { key: n, owner: n, source, words: readCopyWords(source) };
    }
  }
  const segment = openSegment(buildSegment(texts()), gramRecipe());
  if (isFault(segment)) throw new RangeError(segment.reason.en);
  const reference = (n: number): ReferenceText => ({
    kind: 'text',
    id: String(n),
    owner: `Owner ${n}`,
    role: 'competitor',
    capturedAt: '2026-11-22',
    label: `text ${n}`,
    fields: [{ name: 'description', text: textOf(make, stock, n) }],
  });
  return new SegmentLibrary({ segments: [{ segment }], textOf: reference, weights });
}

function makeListing(
  make: MakeText,
  stock: readonly string[],
  size: number,
  kind: 'clean' | 'verbatim' | 'reworded',
  i: number,
): Made {
  const random = seeded(i, kind.length);
  const own = make(FIRST_LISTING + i * 8 + kind.length).slice(0, OWN_WORDS);
  const end = `. ${random.pick(stock)}`;
  if (kind === 'clean') {
    const text = own.join(' ');
    return { text: text + end, ownEnd: text.length, cases: [] };
  }
  const n = 1 + random.below(size);
  const words = make(n).slice(0, 157);
  const from = random.below(words.length - PASSAGE);
  const taken = words.slice(from, from + PASSAGE);
  const copy = kind === 'verbatim' ? taken : reword(taken, make, random);
  const before = own.slice(0, OWN_WORDS / 2).join(' ');
  const start = before.length + 1;
  const source = n * TEXT + words.slice(0, from).join(' ').length + (from === 0 ? 0 : 1);
  const text = `${before} ${copy.join(' ')} ${own.slice(OWN_WORDS / 2).join(' ')}${end}`;
  const box: Box = { query: [start, start + copy.join(' ').length], source: [source, source + taken.join(' ').length] };
  return { text, ownEnd: text.length - end.length, cases: [box] };
}

function openDetector(
  surroundings: Pick<Resources, 'copies' | 'stock'>,
  when: CopiedTextRule['when'],
): (text: string) => Box[] {
  const words = { en: '', zh: '' };
  const rule: CopiedTextRule = {
    id: 'eval/copied',
    pack: 'eval@1.0.0',
    kind: 'copied-text',
    severity: 'warning',
    review: false,
    marketplaces: [],
    scope: ['description'],
    message: words,
    rationale: words,
    policy: [],
    fix: words,
    prevention: [],
    examples: { flag: [], pass: [] },
    when,
  };
  const resources = { ...surroundings, ownBrands: [], authorisations: [], licences: [], asOf: '2026-11-22' };
  const detect = detectCopiedText([rule], resources as unknown as Resources);
  return (text) => {
    const field = { name: 'description', text, place: placeAt(text, 1, 1) } as const;
    const listing = { id: 'X', marketplace: 'any', fields: [field], images: [], source: { file: 'x', record: 1 } };
    return detect({ listing, texts: [new FieldText(field)], images: [] }).flatMap(({ evidence }) =>
      evidence.kind !== 'copied-text'
        ? []
        : evidence.passages.map(({ here, there }): Box => {
            const base = Number(evidence.source.id) * TEXT;
            return { query: here, source: [base + there[0], base + there[1]] };
          }),
    );
  };
}
