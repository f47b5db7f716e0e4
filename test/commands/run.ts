import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

/** The command line as users run it. */
const CLI = resolve('dist/cli.js');

/** How a run ended. */
export interface Run {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings of a run; the environment has no `CI`, no language and the day 2026-11-22 unless given. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
}

/** Runs `preclear` in a process of its own. */
export function preclear(args: readonly string[], { cwd, env = {}, input = '' }: RunOptions = {}): Promise<Run> {
  const { PATH, HOME, TMPDIR } = process.env;
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: cwd ?? process.cwd(),
      env: { PATH, HOME, TMPDIR, PRECLEAR_AS_OF: '2026-11-22', ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', failed);
    child.on('close', (exit) => done({ exit, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** A folder with these files, removed when the test is over. */
export function shop(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-shop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Keeps the search for a configuration inside the folder.
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The last line of a text that ends with a line break. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
