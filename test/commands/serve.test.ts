import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHistory } from '../../src/history/open.ts';

const CLI = resolve('dist/cli.js');
const ENV = { ...process.env, LC_ALL: 'C', PRECLEAR_AS_OF: '2026-11-22' };

let folder: string;
let running: ChildProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-serve-'));
  writeFileSync(join(folder, 'preclear.config.yaml'), 'marketplace: amazon.com\n');
  await (await openHistory(join(folder, '.preclear', 'history.db'))).close();
});

afterEach(() => {
  running?.kill('SIGKILL');
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the page and gives the address that it prints. */
function serve(...flags: readonly string[]): Promise<string> {
  const started = spawn(process.execPath, [CLI, 'serve', '--port', '0', ...flags], { cwd: folder, env: ENV });
  running = started;
  return new Promise((done, fail) => {
    let said = '';
    started.stdout.on('data', (part) => {
      said += String(part);
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined && said.endsWith('\n')) done(address);
    });
    started.on('exit', () => fail(new Error(`ended: ${said}`)));
  });
}

function refuse(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'serve', ...args], { cwd: folder, env: ENV, encoding: 'utf8' });
  return { status, said: stderr };
}

it('prints an address that opens the page, and ends with 0 when it is interrupted', async () => {
  const address = await serve('--name', 'Li Na', '--lang', 'zh');
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  const entrance = await fetch(address, { redirect: 'manual' });
  expect(entrance.status).toBe(303);
  const cookie = entrance.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await fetch(new URL('/', address), { headers: { cookie } })).text();
  expect(page).toContain('当前身份：Li Na');
  expect(page).toContain('preclear scan --record');
  const ended = new Promise((done) => running?.once('exit', (code) => done(code)));
  running?.kill('SIGINT');
  expect(await ended).toBe(0);
});

it.each(['0.0.0.0', '::', '192.168.1.5', 'shop.example', '127.0.0.1.evil.example'])(
  'serves nobody beyond this computer: %s',
  (host) => {
    const { status, said } = refuse('--host', host);
    expect(status).toBe(2);
    expect(said).toContain(`--host ${host} would let other computers look at the shop`);
  },
);

it('says which port is taken', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const taken = other.address();
  const port = typeof taken === 'object' && taken !== null ? taken.port : 0;
  const { status, said } = refuse('--port', String(port));
  other.close();
  expect(status).toBe(2);
  expect(said).toContain(`Port ${port} cannot be used`);
});

it('refuses a history of a newer preclear, and one that is not there', () => {
  const database = new DatabaseSync(join(folder, '.preclear', 'history.db'));
  database.exec('UPDATE history_format SET version = 99');
  database.close();
  const newer = refuse();
  expect(newer.status).toBe(2);
  expect(newer.said).toContain('format version 99');
  rmSync(join(folder, '.preclear'), { recursive: true });
  const none = refuse();
  expect(none.status).toBe(2);
  expect(none.said).toContain('preclear scan --record begins one');
});
