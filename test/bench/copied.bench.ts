import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openStoreForWriting } from '../../src/references/store-write.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { createJudge, prepare } from '../../src/scan/judge.ts';
import { openResources } from '../../src/scan/resources.ts';
import { chainedTexts, madeTexts } from './text-library.ts';
import { libraryTexts, makeListing } from './text-listings.ts';

/*
 * How many listings a second are compared with a library on disk, from the fields as they are read to findings: folding, search, texts
 * from the store, aligning, everything that is left out. One listing of ten copies 40 words.
 *
 *   npm run bench -- copied [--data FOLDER] [--full]
 *
 * --data: texts chained from real ones (wdc-products-tableA.csv) instead of made-up ones. --full: a library of a million texts, too.
 */

const LISTINGS = 2000;
const ROUNDS = 3;

interface Measure {
  /** CPU seconds to open the library. */
  readonly opened: number;
  /** Listings a CPU second, one number a round. */
  readonly perSecond: readonly number[];
  readonly findings: number;
  readonly rss: number;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function fill(folder: string, count: number, data: string | undefined): Promise<void> {
  mkdirSync(join(folder, 'library'), { recursive: true });
  writeFileSync(join(folder, 'preclear.config.yaml'), 'references: library\n');
  const store = await openStoreForWriting(join(folder, 'library'), 'bench');
  await store.add(libraryTexts(data === undefined ? madeTexts() : chainedTexts(data), count));
  store.close();
}

async function measure(folder: string, count: number, data: string | undefined): Promise<Measure> {
  const make = data === undefined ? madeTexts() : chainedTexts(data);
  const started = cpu();
  const { resources } = await openResources(await loadConfig(join(folder, 'preclear.config.yaml')), '2026-11-22');
  const opened = cpu() - started;
  const rules = (await loadRulePacks([])).flatMap((pack) => pack.rules).filter(({ kind }) => kind === 'copied-text');
  const judge = createJudge(rules, resources);
  const listings = Array.from({ length: LISTINGS }, (_, n) => makeListing(make, count, n));
  // The first pass warms the compiler up; more texts are compared in one than are kept in memory.
  for (const listing of listings.slice(0, LISTINGS / 4)) judge(prepare(listing, []));
  let findings = 0;
  const perSecond = Array.from({ length: ROUNDS }, () => {
    const before = cpu();
    findings = 0;
    for (const listing of listings) findings += judge(prepare(listing, [])).length;
    return Math.round(LISTINGS / (cpu() - before));
  });
  return { opened, perSecond, findings, rss: process.resourceUsage().maxRSS / 1024 };
}

function self(args: readonly string[]): string {
  return execFileSync(process.execPath, [process.argv[1] ?? '', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function bench(data: string | undefined, isFull: boolean): void {
  console.log(data === undefined ? 'Made-up texts.' : 'Texts chained from real ones.');
  console.log(`${LISTINGS} listings, one core\n   texts  opened, CPU s   listings/CPU s of ${ROUNDS} rounds  findings  RSS MB`);
  for (const count of isFull ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
    try {
      const more = [folder, String(count), ...(data === undefined ? [] : ['--data', data])];
      self(['fill', ...more]);
      const { opened, perSecond, findings, rss }: Measure = JSON.parse(self(['measure', ...more]));
      const rates = perSecond.map((rate) => `${rate}`.padStart(9)).join('');
      console.log(
        `${count}`.padStart(8) +
          opened.toFixed(2).padStart(15) +
          rates +
          `${findings}`.padStart(14) +
          `${Math.round(rss)}`.padStart(8),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [role, folder = '', count = ''] = positionals;
if (role === 'fill') await fill(folder, Number(count), values.data);
else if (role === 'measure') console.log(JSON.stringify(await measure(folder, Number(count), values.data)));
else bench(values.data, values.full);
