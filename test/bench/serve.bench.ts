import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openHistory } from '../../src/history/open.ts';
import type { Severity } from '../../src/model/rule.ts';
import { openAssets } from '../../src/web/assets.ts';
import { openDesk } from '../../src/web/open-desk.ts';
import { startServer } from '../../src/web/server.ts';
import { printTable } from '../eval/table.ts';
import { record, type Said, week } from '../history/runs.ts';
import { Random } from './random.ts';

/*
 * How long people wait for the pages of `preclear serve` over a large history: 25,000 listings with four findings each. Times are those of whole
 * requests over the loopback, from the question to the last byte; CPU is that of server and client together.
 */

const LISTINGS = Number(process.env.PRECLEAR_BENCH_LISTINGS ?? 25_000);
const ROUNDS = 9;
const RULES = ['amazon/brand-in-title', 'amazon/copied-image', 'core/superlative', 'core/duplicate'];
const NAMES: readonly [string, ...string[]] = ['Nikee', 'Halden', 'Lumora', 'Northpine', 'Brickhaven', 'Qingyu'];

function shopOf(random: Random): Said[] {
  const pick = <T>(list: readonly [T, ...T[]]): T => list[random.next() % list.length] ?? list[0];
  return Array.from({ length: LISTINGS }, (_, at) => ({
    id: `SKU-${String(at).padStart(6, '0')}`,
    title: `Bottle ${at} in the manner of ${pick(NAMES)} for ${pick(NAMES)} and ${pick(NAMES)}`,
    marketplace: pick(['amazon.com', 'amazon.de', 'shopify', 'alibaba.com']),
    record: at + 1,
    found: RULES.map((rule, nth) => ({
      rule,
      match: `${pick(NAMES)} ${nth}`,
      severity: pick<Severity>(['error', 'warning', 'note']),
    })),
  }));
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
  const history = await openHistory(join(folder, 'history.db'));
  await record(history, week(1), shopOf(new Random(7)));
  const desk = await openDesk(history, undefined);
  const assets = openAssets('dist/web');
  const server = await startServer({
    desk,
    assets,
    host: '127.0.0.1',
    port: 0,
    name: 'bench',
    reach: { names: [], secure: false },
    lang: 'en',
    onError: fail,
  });
  // Somebody who starts the page and clicks on its address takes longer than this; values to choose from are counted meanwhile.
  await new Promise((done) => setTimeout(done, 3000));
  const entrance = server.address();
  const started = performance.now();
  const answer = await fetch(entrance, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  let cpu = 0;
  const get = async (path: string): Promise<number> => {
    const begun = performance.now();
    const used = process.cpuUsage();
    const response = await fetch(new URL(path, entrance), { headers: { cookie } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`);
    const { user, system } = process.cpuUsage(used);
    cpu = (user + system) / 1000;
    return performance.now() - begun;
  };
  await get('/');
  const first = performance.now() - started;
  const firstCpu = cpu;
  const { items, total } = await history.episodes({ limit: 1 });
  const [one] = items;
  if (one === undefined) throw new Error('nothing was recorded');
  const pages: [string, string][] = [
    ['list of findings', '/'],
    ['page 1,000 of it', '/?page=1000'],
    ['rows only, one severity', '/?severity=error&part=1'],
    ['rows only, one rule and marketplace', '/?rule=core/superlative&marketplace=shopify&part=1'],
    ['rows only, search for a word', '/?q=lumora&part=1'],
    ['rows only, search for a SKU', '/?q=SKU-012345&part=1'],
    ['rows only, by listing', '/?sort=listing&part=1'],
    ['rows only, newest', '/?sort=newest&part=1'],
    ['a finding in its list', `/finding/${one.fingerprint}?at=500`],
    ['a listing', `/listing?${new URLSearchParams({ id: one.listing, marketplace: one.marketplace })}`],
    ['list of listings', '/listings'],
    ['log', '/log'],
  ];
  const rows = [[`first page, ${total} findings`, first.toFixed(0), '', firstCpu.toFixed(0)]];
  for (const [name, path] of pages) {
    const times: number[] = [];
    const used: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await get(path));
      used.push(cpu);
    }
    times.sort((a, b) => a - b);
    used.sort((a, b) => a - b);
    rows.push([
      name,
      (times[ROUNDS >> 1] ?? 0).toFixed(0),
      (times.at(-1) ?? 0).toFixed(0),
      (used[ROUNDS >> 1] ?? 0).toFixed(0),
    ]);
  }
  printTable('Pages of preclear serve', ['page', 'ms, median', 'ms, worst', 'CPU ms'], rows);
  await server.close();
  await history.close();
  rmSync(folder, { recursive: true, force: true });
}

function fail(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
}

await main();
