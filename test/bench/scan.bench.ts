import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { compileLexicon } from '../../src/lexicon/lexicon.ts';
import type { Listing } from '../../src/model/listing.ts';
import { readListings } from '../../src/readers/registry.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { openInput } from '../../src/scan/input.ts';
import { createJudge, prepare } from '../../src/scan/judge.ts';
import { openResources } from '../../src/scan/resources.ts';
import { runScan } from '../../src/scan/scan.ts';
import { splitText } from '../../src/text/field-text.ts';
import { makeListings, makeMarks } from './listings.ts';

/*
 * How fast the text rules are, beside reading and parsing the same file, in one run. Every step runs in a process of its own, so that
 * memory is its own too; CPU seconds count, because the machines are shared.
 */

const TERMS = 20_000;
const LISTINGS = 10_000;
const RUNS = 5;

interface Measure {
  /** CPU seconds of the step itself, user and system. */
  readonly cpu: number;
  readonly listings: number;
  readonly findings: number;
  /** Most memory of the process, MB. */
  readonly rss: number;
}

const STEPS: Readonly<Record<string, (file: string) => Promise<Omit<Measure, 'rss'>>>> = {
  parse: async (file) =>
    timed(() => {
      const listings = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line));
      return Promise.resolve({ listings: listings.length, findings: 0 });
    }),
  read: async (file) =>
    timed(async () => {
      let listings = 0;
      for await (const event of readListings(await openInput(file, 'made.jsonl', {}))) if ('listing' in event) listings++;
      return { listings, findings: 0 };
    }),
  judge: judgeText,
  scan: async (file) =>
    timed(async () => {
      let findings = 0;
      const tail = await runScan(
        {
          paths: [file],
          config: undefined,
          given: { marketplace: 'amazon.com', rules: [], only: [], skip: [] },
          rulesPaths: [],
          only: [],
          skip: [],
          marketplace: 'amazon.com',
          failOn: 'never',
          failOnReview: false,
          strict: false,
          images: false,
          jobs: 1,
          asOf: '2026-11-22',
        },
        {
          begin: () => undefined,
          listing: (outcome) => {
            findings += outcome.findings.length;
          },
          progress: () => undefined,
        },
      );
      return { listings: tail.listings, findings };
    }),
};

/** All text rules over listings that are in memory already, with 20,000 terms. */
async function judgeText(file: string): Promise<Omit<Measure, 'rss'>> {
  const { resources } = await openResources(undefined, '2026-11-22');
  const built = openLexicon(join(process.cwd(), 'data/brands'));
  const { cues, verticals } = built;
  const marks = makeMarks(TERMS);
  const lexicon = {
    ...compileLexicon(marks, { phrases: [], accessories: [], cues, verticals }, splitText),
    phrases: built.phrases,
    accessories: built.accessories,
  };
  const rules = (await loadRulePacks([])).flatMap((pack) => pack.rules).filter((rule) => !rule.kind.startsWith('image'));
  const judge = createJudge(rules, { ...resources, lexicon });
  const listings: Listing[] = [];
  for await (const event of readListings(await openInput(file, 'made.jsonl', { marketplace: 'amazon.com' })))
    if ('listing' in event) listings.push(event.listing);
  // The first pass warms the compiler up, as the first seconds of a long scan do.
  for (const listing of listings.slice(0, 2000)) judge(prepare(listing, []));
  return timed(() => {
    let findings = 0;
    for (const listing of listings) findings += judge(prepare(listing, [])).length;
    return Promise.resolve({ listings: listings.length, findings });
  });
}

async function timed(step: () => Promise<{ listings: number; findings: number }>): Promise<Omit<Measure, 'rss'>> {
  const before = process.cpuUsage();
  const result = await step();
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpu: (user + system) / 1e6 };
}

function run(step: string, file: string, flags: readonly string[] = []): Measure {
  return JSON.parse(
    execFileSync(process.execPath, [...flags, process.argv[1] ?? '', step, file], { encoding: 'utf8', maxBuffer: 1e8 }),
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function writeListings(file: string, count: number): Promise<number> {
  const out = createWriteStream(file);
  let bytes = 0;
  for (const listing of makeListings(count, makeMarks(TERMS))) {
    const line = `${JSON.stringify(listing)}\n`;
    bytes += line.length;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return bytes;
}

async function writeCsv(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  out.write('sku,title,bullet1,bullet2,description,search terms,brand\n');
  for (const { id, title, bullets, description, searchTerms, brand } of makeListings(count, makeMarks(TERMS))) {
    const cells = [id, title, bullets[0] ?? '', bullets[1] ?? '', description, searchTerms, brand];
    if (!out.write(`${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
  try {
    const file = join(folder, 'made.jsonl');
    const bytes = await writeListings(file, LISTINGS);
    console.log(
      `${LISTINGS} listings of some 200 words, ${(bytes / 1e6).toFixed(1)} MB, ${TERMS} terms; CPU seconds, median of ${RUNS}, one process a run`,
    );
    console.log('step                                   CPU s  listings/s  times parsing  RSS MB  findings');
    const runs = Object.keys(STEPS).map((step) => ({ step, measures: [] as Measure[] }));
    // Round by round, so that a slow minute of the machine falls on every step alike.
    for (let i = 0; i < RUNS; i++) for (const { step, measures } of runs) measures.push(run(step, file));
    const floor = median(runs[0]?.measures.map((m) => m.cpu) ?? []);
    const names: Record<string, string> = {
      parse: 'read and JSON.parse (floor)',
      read: 'read listings with places',
      judge: 'all text rules, 20,000 terms',
      scan: 'scan, built-in terms, end to end',
    };
    for (const { step, measures } of runs) {
      const cpu = median(measures.map((m) => m.cpu));
      const [first] = measures;
      console.log(
        `${(names[step] ?? step).padEnd(36)} ${cpu.toFixed(2).padStart(7)} ${Math.round((first?.listings ?? 0) / cpu)
          .toString()
          .padStart(11)} ${(cpu / floor).toFixed(1).padStart(14)} ${Math.round(median(measures.map((m) => m.rss)))
          .toString()
          .padStart(7)} ${String(first?.findings ?? 0).padStart(9)}`,
      );
    }
    for (const rows of [20_000, 200_000]) {
      const csv = join(folder, `rows-${rows}.csv`);
      await writeCsv(csv, rows);
      // A heap that would hold a tenth of the larger file: what grew with the rows would not fit.
      const { cpu, listings, findings, rss } = run('scan', csv, ['--max-old-space-size=32']);
      console.log(
        `CSV of ${rows} rows: ${listings} listings, ${findings} findings, ${cpu.toFixed(1)} CPU s, ${Math.round(listings / cpu)} listings/s, RSS ${Math.round(rss)} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [step, file] = process.argv.slice(2);
const known = step === undefined ? undefined : STEPS[step];
if (known !== undefined && file !== undefined) {
  const measure = await known(file);
  console.log(JSON.stringify({ ...measure, rss: process.resourceUsage().maxRSS / 1024 }));
} else await bench();
