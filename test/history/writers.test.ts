import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/open.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { record, week } from './runs.ts';

let server: PostgresServer;
let folder: string;
let program: string;
let schemas = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preclear-writers-'));
  // Inside the checkout, where its packages are found.
  const out = mkdtempSync(join(process.cwd(), 'node_modules', '.preclear-writer-'));
  program = join(out, 'writer.mjs');
  await build({
    ...{ entryPoints: [fileURLToPath(new URL('./writer.ts', import.meta.url))], outfile: program, bundle: true },
    ...{ platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
  });
  server = await startPostgres();
}, 120_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(program, '..'), { recursive: true, force: true });
  await server.stop();
}, 60_000);

/** A program that writes; it begins when it is told to. */
class Writer {
  readonly #child: ChildProcess;
  #said = '';
  #failed = '';
  readonly #ended: Promise<number | null>;

  constructor(where: string, work: string, name: string, times: number) {
    this.#child = spawn(process.execPath, [program, where, work, name, String(times)], { stdio: 'pipe' });
    this.#child.stdout?.on('data', (chunk) => {
      this.#said += String(chunk);
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.#failed += String(chunk);
    });
    this.#ended = new Promise((done) => this.#child.on('close', done));
  }

  get said(): readonly string[] {
    return this.#said.trimEnd().split('\n');
  }

  async until(line: string): Promise<void> {
    for (let n = 0; n < 6000 && !this.said.includes(line); n++) {
      if (this.#child.exitCode !== null) throw new Error(`The writer ended: ${this.#failed}`);
      await sleep(10);
    }
  }

  go(): void {
    this.#child.stdin?.write('go\n');
  }

  async done(): Promise<readonly string[]> {
    const code = await this.#ended;
    if (code !== 0) throw new Error(`The writer ended with ${code}: ${this.#failed}`);
    return this.said.slice(1);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** Lets two programs do the same at the same time. */
async function both(where: string, work: string, times: number): Promise<readonly (readonly string[])[]> {
  const writers = ['Mei', 'Jo'].map((name) => new Writer(where, work, name, times));
  await Promise.all(writers.map((writer) => writer.until('ready')));
  for (const writer of writers) writer.go();
  return Promise.all(writers.map((writer) => writer.done()));
}

describe.each(['SQLite', 'PostgreSQL'])('programs that write at once into %s', (kind) => {
  let where: string;

  beforeEach(() => {
    schemas++;
    where = kind === 'SQLite' ? join(folder, `shop-${schemas}`, 'history.db') : `${server.url}?schema=shop_${schemas}`;
  });

  async function change(...statements: readonly string[]): Promise<void> {
    if (kind === 'SQLite') {
      const db = new DatabaseSync(where);
      try {
        for (const text of statements) db.exec(text);
      } finally {
        db.close();
      }
      return;
    }
    const url = new URL(where);
    url.search = '';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(`SET search_path TO shop_${schemas}`);
      for (const text of statements) await client.query(text);
    } finally {
      await client.end();
    }
  }

  it('record every run, and no finding twice', async () => {
    await both(where, 'runs', 6);
    const history = await openHistory(where, { create: false });
    expect(await history.runs()).toHaveLength(12);
    const { total } = await history.episodes({ states: ['open'], limit: 1 });
    // Those of one of the two are over: the other did not find them.
    expect(total).toBe(80);
    const all = (await history.episodes({ sort: 'listing', limit: 500 })).items;
    const open = all.filter(({ state }) => state === 'open').map(({ fingerprint }) => fingerprint);
    expect(new Set(open).size).toBe(open.length);
    await history.close();
  });

  it('are told which of them decided first', async () => {
    const answers = (await both(where, 'triage', 1)).map(([said = '']) => JSON.parse(said));
    const done = answers.find((answer) => 'done' in answer).done;
    const conflict = answers.find((answer) => 'conflict' in answer).conflict;
    expect(conflict).toEqual(done);
    expect(['Mei', 'Jo']).toContain(conflict.by);
  });

  it('keep one chain of decisions, in which every change is found', async () => {
    await both(where, 'audit', 20);
    const history = await openHistory(where);
    expect((await history.audit()).total).toBe(40);
    expect(await history.verifyAudit()).toBeUndefined();
    await expect(change("UPDATE audit SET who = 'nobody' WHERE id = 7")).rejects.toThrow(/only grows/);
    await expect(change('DELETE FROM audit WHERE id = 40')).rejects.toThrow(/only grows/);
    const guards =
      kind === 'SQLite'
        ? ['DROP TRIGGER audit_keeps_update', 'DROP TRIGGER audit_keeps_delete']
        : ['DROP TRIGGER audit_keeps ON audit'];
    await change(...guards, "UPDATE audit SET who = 'nobody' WHERE id = 7");
    expect(await history.verifyAudit()).toMatchObject({ id: 7, by: 'nobody' });
    await change('DELETE FROM audit WHERE id = 7');
    expect(await history.verifyAudit()).toMatchObject({ id: 8 });
    await change('DELETE FROM audit WHERE id > 5');
    expect(await history.verifyAudit()).toMatchObject({ id: 6 });
    await history.close();
  });

  it('leave nothing of a run that is killed while it is recorded', async () => {
    const first = await openHistory(where);
    await record(first, week(0), [{ id: 'S-1', found: [{ match: 'Brand 1' }] }]);
    const before = JSON.stringify(await first.episodes({}));
    await first.close();
    const writer = new Writer(where, 'long', 'Mei', 12_000);
    await writer.until('ready');
    writer.go();
    await writer.until('ending');
    await sleep(400);
    await writer.kill();
    expect(writer.said).not.toContain('ended');
    const history = await openHistory(where, { create: false });
    expect(JSON.stringify(await history.episodes({}))).toBe(before);
    expect((await history.listings({})).total).toBe(1);
    expect(await history.runs()).toHaveLength(1);
    await record(history, week(1), [{ id: 'S-1', found: [{ match: 'Brand 1' }] }]);
    expect(await history.runs()).toHaveLength(2);
    if (kind === 'SQLite') expect(readdirSync(join(where, '..')).filter((name) => name.endsWith('.waiting'))).toEqual([]);
    await history.close();
  });
});
