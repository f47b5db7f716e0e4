import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { printTable } from '../eval/table.ts';
import { type MadeListing, makeListings, makeMarks } from './listings.ts';

/*
 * Pages from a site on this computer into an empty library, in a process of its own, beside a program that only receives them. The site
 * runs in this process; its processor time is not counted.
 */

const CLI = resolve('dist/cli.js');
const CONNECTIONS = 8;
const ROUNDS = 3;
/** Of the old space of V8, MB: pages and texts do not add up. */
const HEAP = 64;

const RECEIVE = `
const { Agent, get } = require('node:http');
const agent = new Agent({ keepAlive: true, maxSockets: ${CONNECTIONS} });
const read = (url) => new Promise((done) => get(url, { agent }, (answer) => {
  const parts = [];
  answer.on('data', (part) => parts.push(part)).on('end', () => done(Buffer.concat(parts).toString()));
}));
read(process.argv[1]).then((list) => Promise.all(list.trim().split('\\n').map(read))).then(() => agent.destroy());
`;

function pageOf({ id, title, bullets, description, brand }: MadeListing): string {
  const data = {
    '@type': 'Product',
    sku: id,
    name: title,
    brand: { '@type': 'Brand', name: brand },
    description,
    datePublished: '2026-03-01',
  };
  const menu = bullets
    .flatMap((bullet) => bullet.split(' '))
    .map((word) => `<li class="menu-item"><a href="/c/${word}">${word}</a></li>`);
  const items = bullets.map((bullet) => `<li><span>${bullet}</span></li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><ul>${menu.join('').repeat(2)}</ul><h1>${title}</h1><ul>${items}</ul><div>${description}</div></body></html>`;
}

interface Measure {
  readonly cpu: number;
  readonly wall: number;
}

/** Runs a command and asks the shell what it took. The site answers meanwhile. */
async function measure(args: readonly string[], cwd: string): Promise<Measure> {
  const started = performance.now();
  const child = spawn('sh', ['-c', '"$@" > said.txt 2>&1 || exit 1; times > times.txt', 'sh', process.execPath, ...args], {
    cwd,
  });
  const exit = await new Promise<number | null>((done) => child.on('close', done));
  if (exit !== 0) throw new Error(readFileSync(join(cwd, 'said.txt'), 'utf8').slice(0, 500));
  const [, children = ''] = readFileSync(join(cwd, 'times.txt'), 'utf8').split('\n');
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
  return { cpu, wall: (performance.now() - started) / 1000 };
}

async function fetchPages(count: number, root: string): Promise<(string | number)[][]> {
  const pages = new Map([...makeListings(count, makeMarks(1000))].map((listing, i) => [`/p/${i}`, pageOf(listing)]));
  const server = createServer(({ url = '' }, response) => {
    const list = url === '/pages.txt' ? [...pages.keys()].map((path) => `${origin}${path}`).join('\n') : undefined;
    const body = list ?? pages.get(url);
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': list === undefined ? 'text/html' : 'text/plain' })
      .end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const origin = `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
  const flags = ['--owner', 'Northlight', '--role', 'competitor', '--library', 'references', '--allow-host', '127.0.0.1'];
  const fetching = [
    'refs',
    'fetch',
    '--sitemap',
    `${origin}/pages.txt`,
    ...flags,
    '--max-pages',
    String(count),
    '--jobs',
    String(CONNECTIONS),
  ];
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ['receive', ['-e', RECEIVE, `${origin}/pages.txt`]],
    ['receive, read, index, keep', [`--max-old-space-size=${HEAP}`, CLI, ...fetching]],
  ];
  const rows: (string | number)[][] = [];
  for (const [name, args] of steps) {
    const runs: Measure[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const folder = join(root, `${count}-${rows.length}-${round}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'preclear.config.yaml'), 'contact: bench@northlight.example\n');
      runs.push(await measure(args, folder));
    }
    const cpu = Math.min(...runs.map((run) => run.cpu));
    const wall = Math.min(...runs.map((run) => run.wall));
    rows.push([name, count, cpu.toFixed(2), (count / cpu).toFixed(0), wall.toFixed(2), (count / wall).toFixed(0)]);
  }
  server.close();
  return rows;
}

const root = mkdtempSync(join(tmpdir(), 'preclear-fetch-'));
try {
  const heads = ['step', 'pages', 'CPU s', 'pages/CPU s', 's', 'pages/s'];
  for (const count of [1000, 5000]) printTable(`${count} pages, best of ${ROUNDS}`, heads, await fetchPages(count, root));
} finally {
  rmSync(root, { recursive: true, force: true });
}
