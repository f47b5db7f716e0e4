import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openStoreForWriting } from '../../src/references/store-write.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { runScan } from '../../src/scan/scan.ts';
import { printTable } from '../eval/table.ts';
import { makeListings, makeMarks } from './listings.ts';
import { madeTexts } from './text-library.ts';

/*
 * What further threads bring: one feed scanned end to end with `--jobs` 1 and 2, in turn, so that a slow minute of the machine falls on both.
 * Every scan runs in a process of its own. Seconds count here, so the machine must have two idle processors; the CPU seconds beside them tell
 * what the threads cost, and by how much the machine was in the way.
 *
 *   npm run bench -- jobs [--full]
 *
 * --full: 100,000 listings instead of 20,000.
 */

const { values, positionals } = parseArgs({ options: { full: { type: 'boolean', default: false } }, allowPositionals: true });
const LISTINGS = values.full ? 100_000 : 20_000;
const TEXTS = 10_000;
const ROUNDS = 3;
const JOBS = [1, 2];

interface Measure {
  readonly wall: number;
  readonly cpu: number;
  readonly rss: number;
  readonly findings: number;
}

async function measure(folder: string, jobs: number, hasLibrary: boolean): Promise<Measure> {
  const since = Date.now();
  let findings = 0;
  await runScan(
    {
      paths: [join(folder, 'feed.jsonl')],
      config: hasLibrary ? await loadConfig(join(folder, 'preclear.config.yaml')) : undefined,
      oneConfig: true,
      given: { marketplace: 'amazon.com', rules: [], only: [], skip: [] },
      rulesPaths: [],
      only: [],
      skip: [],
      failOn: 'never',
      failOnReview: false,
      strict: false,
      images: false,
      cache: false,
      jobs,
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
  const { user, system } = process.cpuUsage();
  const rss = process.resourceUsage().maxRSS / 1024;
  return { wall: (Date.now() - since) / 1000, cpu: (user + system) / 1e6, rss, findings };
}

/** A feed, and a library of which it copies nothing, so that every listing is searched for in vain. */
async function makeShop(folder: string): Promise<void> {
  const out = createWriteStream(join(folder, 'feed.jsonl'));
  for (const listing of makeListings(LISTINGS, makeMarks(1000)))
    if (!out.write(`${JSON.stringify(listing)}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'close');
  mkdirSync(join(folder, 'library'));
  writeFileSync(join(folder, 'preclear.config.yaml'), 'references: library\n');
  const make = madeTexts();
  const store = await openStoreForWriting(join(folder, 'library'), 'bench');
  await store.add(
    Array.from({ length: TEXTS }, (_, n) => ({
      owner: `Shop ${n % 500}`,
      role: 'competitor' as const,
      capturedAt: '2026-11-22',
      label: `Text ${n}`,
      fields: [{ name: 'description' as const, text: make(n).join(' ') }],
    })),
  );
  store.close();
}

function runStep(folder: string, jobs: number, library: string): Measure {
  const args = [process.argv[1] ?? '', folder, String(jobs), library];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 }));
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
  try {
    await makeShop(folder);
    const rows = ['no library', `${TEXTS} texts`].flatMap((library) => {
      const rounds = Array.from({ length: ROUNDS }, () => JOBS.map((jobs) => runStep(folder, jobs, library)));
      const best = (column: number): number => Math.min(...rounds.map((round) => round[column]?.wall ?? 0));
      return JOBS.map((jobs, column) => {
        const runs = rounds.flatMap((round) => round[column] ?? []);
        const times = runs.map(({ wall }) => wall.toFixed(1)).join(' ');
        const cpu = Math.min(...runs.map((run) => run.cpu)).toFixed(1);
        const rss = Math.round(Math.max(...runs.map((run) => run.rss)));
        return [`${library}, --jobs ${jobs}`, times, cpu, (best(0) / best(column)).toFixed(2), rss, runs[0]?.findings ?? 0];
      });
    });
    const header = ['step', 's, each round', 'CPU s, best', 'times as fast', 'RSS MB', 'findings'];
    printTable(`${LISTINGS} listings, ${availableParallelism()} processors`, header, rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [folder, jobs, library] = positionals;
if (folder !== undefined && library !== undefined)
  console.log(JSON.stringify(await measure(folder, Number(jobs), library !== 'no library')));
else await bench();
