import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { printTable } from '../eval/table.ts';
import { type MadeListing, makeListings, makeMarks } from './listings.ts';

/*
 * What a check in continuous integration costs, as commands in processes of their own: a scan after a scan, the changed rows of a large
 * feed, and starting up. CPU seconds are those of the command and of the git programs that it asks.
 */

const CLI = resolve('dist/cli.js');
const LISTINGS = 10_000;
const ROWS = 50_000;
const ROUNDS = 3;
const STARTS = 15;

interface Measure {
  readonly cpu: number;
  readonly wall: number;
  readonly listings: number;
  /** Without what differs from run to run. */
  readonly report: string;
}

/** Runs a command and asks the shell what its children took. */
function measure(args: readonly string[], cwd: string): Measure {
  const started = performance.now();
  const script = '"$@" > report.json 2> said.txt; times > times.txt';
  execFileSync('sh', ['-c', script, 'sh', process.execPath, ...args], { cwd, stdio: 'ignore' });
  const wall = (performance.now() - started) / 1000;
  const [, children = ''] = readFileSync(join(cwd, 'times.txt'), 'utf8').split('\n');
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
  const text = readFileSync(join(cwd, 'report.json'), 'utf8');
  for (const name of ['report.json', 'said.txt', 'times.txt']) rmSync(join(cwd, name));
  const listings = Number(/"run":\{[^}]*"listings":(\d+)/.exec(text)?.[1] ?? 0);
  return { cpu, wall, listings, report: text.replace(/"run":\{[^}]*\}/, '') };
}

async function writeFeed(file: string, count: number, line: (listing: MadeListing) => string): Promise<void> {
  const out = createWriteStream(file);
  for (const listing of makeListings(count, makeMarks(20_000))) if (!out.write(`${line(listing)}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

function csvRow({ id, title, bullets, description, searchTerms, brand }: MadeListing): string {
  const cells = [id, title, ...[0, 1, 2, 3, 4].map((n) => bullets[n] ?? ''), description, searchTerms, brand];
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A folder with a configuration, so that something is kept between scans. */
function makeShop(root: string, name: string): string {
  const folder = join(root, name);
  mkdirSync(join(folder, 'feeds'), { recursive: true });
  writeFileSync(join(folder, 'preclear.config.yaml'), 'marketplace: amazon.com\n');
  return folder;
}

async function twice(root: string): Promise<string[][]> {
  const folder = makeShop(root, 'twice');
  const feed = join(folder, 'feeds/made.jsonl');
  await writeFeed(feed, LISTINGS, (listing) => JSON.stringify(listing));
  const scan = [CLI, 'scan', 'feeds', '--format', 'json', '--fail-on', 'never', '--jobs', '1'];
  const runs: Record<string, Measure[]> = {};
  const note = (name: string, run: Measure): void => {
    runs[name] = [...(runs[name] ?? []), run];
  };
  const whole = readFileSync(feed);
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(join(folder, '.preclear'), { recursive: true, force: true });
    writeFileSync(feed, whole);
    note('without a cache', measure([...scan, '--no-cache'], folder));
    note('first scan', measure(scan, folder));
    note('second, nothing changed', measure(scan, folder));
    const lines = whole.toString('utf8').trimEnd().split('\n');
    writeFileSync(
      feed,
      `${lines
        .map((line, n) => (n % 100 === 0 ? line.replace('"title":"', '"title":"New ') : line))
        .reverse()
        .join('\n')}\n`,
    );
    note('third, one row of 100 changed, all moved', measure(scan, folder));
  }
  const first = median((runs['first scan'] ?? []).map(({ cpu }) => cpu));
  return Object.entries(runs).map(([name, measures]) => {
    const cpu = median(measures.map((one) => one.cpu));
    const same = new Set(measures.map(({ report }) => createHash('sha256').update(report).digest('hex'))).size === 1;
    return [
      name,
      cpu.toFixed(2),
      median(measures.map(({ wall }) => wall)).toFixed(2),
      `${((100 * cpu) / first).toFixed(0)} %`,
      same ? 'yes' : 'no',
    ];
  });
}

async function changed(root: string): Promise<(string | number)[][]> {
  const folder = makeShop(root, 'changed');
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@shop.example', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  };
  const feed = join(folder, 'feeds/made.csv');
  await writeFeed(feed, ROWS, csvRow);
  const head = 'sku,title,bullet1,bullet2,bullet3,bullet4,bullet5,description,search terms,brand\n';
  const rows = readFileSync(feed, 'utf8').trimEnd().split('\n');
  const save = (lines: readonly string[]): void => writeFileSync(feed, `${head}${lines.join('\n')}\n`);
  save(rows);
  git('init', '--quiet', '.');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'feed');
  const three = rows.map((row, n) => (n % 20_000 === 9 ? row.replace('","', ' new","') : row));
  const scan = [CLI, 'scan', 'feeds', '--changed', '--format', 'json', '--fail-on', 'never'];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['nothing changed', rows],
    ['3 rows changed', three],
    ['3 rows changed, all sorted the other way', three.toReversed()],
  ];
  return cases.map(([name, lines]) => {
    save(lines);
    const runs = Array.from({ length: ROUNDS }, () => measure(scan, folder));
    return [
      name,
      median(runs.map(({ cpu }) => cpu)).toFixed(2),
      median(runs.map(({ wall }) => wall)).toFixed(2),
      runs[0]?.listings ?? 0,
    ];
  });
}

function start(root: string): string[][] {
  const version = Array.from(
    { length: STARTS },
    () => [measure(['-e', '0'], root).cpu, measure([CLI, '--version'], root).cpu] as const,
  );
  const [floor, own] = [median(version.map(([node]) => node)), median(version.map(([, cli]) => cli))];
  return [
    ['node -e 0', floor.toFixed(3), '1.0'],
    ['preclear --version', own.toFixed(3), (own / floor).toFixed(2)],
  ];
}

const root = mkdtempSync(join(tmpdir(), 'preclear-ci-'));
try {
  printTable('Starting', ['command', 'CPU s', 'times node'], start(root));
  printTable(
    `${LISTINGS} listings, scanned again`,
    ['scan', 'CPU s', 's', 'of the first', 'same each round'],
    await twice(root),
  );
  printTable(`A feed of ${ROWS} rows, --changed`, ['feed', 'CPU s', 's', 'listings'], await changed(root));
} finally {
  rmSync(root, { recursive: true, force: true });
}
