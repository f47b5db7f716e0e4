import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import AhoCorasick from 'modern-ahocorasick';
import { BrandJudge } from '../../src/detectors/brand-judge.ts';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import type { Field, FieldName, Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { openBrands } from '../../src/scan/installation.ts';
import { createJudge, prepare } from '../../src/scan/judge.ts';
import { openResources } from '../../src/scan/resources.ts';
import { splitText } from '../../src/text/field-text.ts';
import { FOREIGN_PHRASES } from '../eval/control-phrases.ts';
import { readMarks } from '../eval/obfuscation.ts';
import { findEverywhere, forbiddenForms, wholeWords } from '../eval/rivals.ts';
import { missingFiles, readTitles } from '../eval/titles.ts';
import { spokenWords } from '../eval/word-lists.ts';
import { makeShopListings } from './listings.ts';

/*
 * How fast brand words are found and judged, with the marks that come with preclear, beside floors and the matchers that others use, in
 * one run. Every step runs in a process of its own; CPU seconds count, because the machines are shared.
 *
 *   npm run bench -- brand [--data FOLDER]
 */

/** A feed of a few thousand rows: with fewer, most of what is measured is the compiler. */
const LISTINGS = 6000;
const RUNS = 5;

interface Measure {
  readonly cpu: number;
  /** What the step found: findings, mentions, hits or words. */
  readonly found: number;
  readonly rss: number;
}

/** A step gets ready, and gives back what is done with one listing; that returns how many things it found. */
type Step = () => Promise<(listing: Listing) => number | Promise<number>>;

const texts = ({ fields }: Listing): readonly string[] => fields.map((field) => field.text);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A slow step sees only a `part` of the listings, 0..1; its numbers are scaled up. */
const STEPS: Readonly<Record<string, { readonly name: string; readonly step: Step; readonly part?: number }>> = {
  lower: {
    name: 'lower-casing (floor)',
    step: () => Promise.resolve((listing) => sum(texts(listing).map((text) => text.toLowerCase().length))),
  },
  words: {
    name: 'folding and splitting into words (floor)',
    step: () => Promise.resolve((listing) => sum(texts(listing).map((text) => splitText(text).count))),
  },
  match: { name: 'marks found, words at hand', step: matchOnly },
  mentions: { name: 'marks found and judged', step: judged },
  findings: { name: 'listing to findings, all brand rules', step: endToEnd },
  includes: {
    name: 'rival: flat list, includes()',
    part: 0.0025,
    step: () => {
      const forms = forbiddenForms(readMarks('data/brands'));
      return Promise.resolve((listing) => sum(texts(listing).map((text) => findEverywhere(text, forms).length)));
    },
  },
  ngrams: {
    name: 'rival: Set of n-grams of words',
    part: 0.25,
    step: () => {
      // Without Chinese and its like, which a set of words cannot find.
      const find = wholeWords(
        forbiddenForms(readMarks('data/brands')).filter((form) => /^[\p{Script=Latin}\p{N}]/u.test(form)),
      );
      return Promise.resolve(async (listing) =>
        sum(await Promise.all(texts(listing).map(async (text) => (await find(text)).length))),
      );
    },
  },
  aho: {
    name: 'rival: modern-ahocorasick',
    part: 0.025,
    step: () => {
      const matcher = new AhoCorasick(forbiddenForms(readMarks('data/brands')));
      return Promise.resolve((listing) => sum(texts(listing).map((text) => matcher.search(text.toLowerCase()).length)));
    },
  },
};

function matchOnly(): ReturnType<Step> {
  const lexicon = openBrands();
  const known = new WeakMap<Listing, ReturnType<typeof splitText>[]>();
  return Promise.resolve((listing) => {
    let words = known.get(listing);
    // The first pass splits, and warms the compiler up as it does for the other steps.
    words ??= texts(listing).map((text) => splitText(text));
    known.set(listing, words);
    return sum(words.map((tokens) => findMarks(lexicon, tokens).length));
  });
}

async function judged(): ReturnType<Step> {
  const { resources } = await openResources(undefined, '2026-11-22');
  const judge = new BrandJudge(resources);
  return (listing) => judge.judge(prepare(listing, [])).length;
}

async function endToEnd(): ReturnType<Step> {
  const { resources } = await openResources(undefined, '2026-11-22');
  const rules = (await loadRulePacks([])).flatMap((pack) => pack.rules).filter((rule) => rule.kind === 'brand-terms');
  const judge = createJudge(rules, resources);
  return (listing) => judge(prepare(listing, [])).length;
}

/** Runs a step over all listings of the file, after a first pass that warms the compiler up and fills what a step keeps. */
async function measure({ step, part = 1 }: (typeof STEPS)[string], file: string, passes: number): Promise<Measure> {
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const listings = all.slice(0, Math.ceil(all.length * part)).map(readListing);
  const act = await step();
  for (const listing of listings) await act(listing);
  const before = process.cpuUsage();
  let found = 0;
  for (let pass = 0; pass < passes; pass++) for (const listing of listings) found += await act(listing);
  const { user, system } = process.cpuUsage(before);
  return {
    cpu: (user + system) / 1e6 / passes / part,
    found: Math.round(found / passes / part),
    rss: process.resourceUsage().maxRSS / 1024,
  };
}

function readListing(line: string, i: number): Listing {
  const { brand, category, fields }: { brand?: string; category?: string; fields: readonly (readonly [FieldName, string])[] } =
    JSON.parse(line);
  return {
    id: `SKU-${i}`,
    marketplace: 'amazon.com',
    ...(brand === undefined ? {} : { brand }),
    ...(category === undefined ? {} : { category }),
    fields: fields.map(([name, text]): Field => ({ name, text, place: placeAt(text, 1, 1) })),
    images: [],
    source: { file: 'bench', record: i + 1 },
  };
}

function madeLines(): string[] {
  const listings = makeShopListings(LISTINGS, spokenWords(30_000), FOREIGN_PHRASES, readMarks('data/brands'));
  return Array.from(listings, ({ brand, title, bullets, description, searchTerms }) =>
    JSON.stringify({
      brand,
      fields: [
        ['title', title],
        ...bullets.map((text) => ['bullet', text]),
        ['description', description],
        ['search-terms', searchTerms],
      ],
    }),
  );
}

function titleLines(folder: string): string[] {
  return readTitles(folder, 'tune').map(({ title, brand, category }) =>
    JSON.stringify({ brand, category, fields: [['title', title]] }),
  );
}

function runBench(data: string | undefined): void {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
  try {
    table(`${LISTINGS} made listings, all fields`, madeLines(), 1, folder);
    if (data === undefined)
      console.log('\nReal titles: not measured; say where they are with --data FOLDER (test/eval/README.md).');
    else if (missingFiles(data).length > 0)
      console.log(`\nReal titles: not measured; ${data} lacks ${missingFiles(data).join(', ')}.`);
    else table('real titles', titleLines(data), 2, folder);
    const loads = Array.from({ length: RUNS }, () => Number(self(['load'])));
    console.log(`\nOpening the marks that come with preclear, in a fresh process: ${median(loads).toFixed(1)} ms`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(title: string, lines: readonly string[], passes: number, folder: string): void {
  const file = join(folder, 'listings.jsonl');
  writeFileSync(file, lines.join('\n'));
  const megabytes = sum(lines.map((line, i) => sum(texts(readListing(line, i)).map((text) => Buffer.byteLength(text))))) / 1e6;
  console.log(
    `\n${title}: ${lines.length} listings, ${megabytes.toFixed(2)} MB of text; CPU seconds, median of ${RUNS}, one process a run`,
  );
  console.log('step                                        CPU s     MB/s  listings/s  RSS MB     found');
  const runs = Object.keys(STEPS).map((step) => ({ step, measures: [] as Measure[] }));
  // Round by round, so that a slow minute of the machine falls on every step alike.
  for (let i = 0; i < RUNS; i++)
    for (const { step, measures } of runs) measures.push(JSON.parse(self([step, file, String(passes)])));
  for (const { step, measures } of runs) {
    const cpu = median(measures.map((m) => m.cpu));
    const cells = [
      cpu.toFixed(3),
      (megabytes / cpu).toFixed(1),
      Math.round(lines.length / cpu),
      Math.round(median(measures.map((m) => m.rss))),
      measures[0]?.found ?? 0,
    ];
    const widths = [8, 8, 11, 7, 9];
    console.log(
      (STEPS[step]?.name ?? step).padEnd(41) + cells.map((cell, i) => String(cell).padStart(widths[i] ?? 0)).join(' '),
    );
  }
}

function self(args: readonly string[]): string {
  return execFileSync(process.execPath, [process.argv[1] ?? '', 'step', ...args], { encoding: 'utf8', maxBuffer: 1e8 });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true });
const [role, name = '', file = '', passes = '1'] = positionals;
if (role === 'step' && name === 'load') {
  const before = performance.now();
  openBrands();
  console.log(performance.now() - before);
} else if (role === 'step') {
  const known = STEPS[name];
  if (known === undefined) throw new RangeError(`no step ${name}`);
  console.log(JSON.stringify(await measure(known, file, Number(passes))));
} else runBench(values.data);
