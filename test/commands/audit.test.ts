import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLEAN, RISKY } from './listings.ts';
import { preclear, shop } from './run.ts';

/** A terminal needs `script`, which comes with util-linux; its flags are others elsewhere. */
const hasTerminal = process.platform === 'linux' && existsSync('/usr/bin/script');

interface Session {
  readonly exit: number;
  /** Everything that the terminal got. */
  readonly screen: string;
}

/** Keys for a program in a terminal: each is pressed when the text before it has come onto the screen since the last one. */
type Steps = readonly (readonly [awaited: string, keys: string])[];

/** Runs `preclear` in a terminal of its own and presses keys. */
function inTerminal(args: string, cwd: string, steps: Steps, size = { columns: 80, rows: 24 }): Promise<Session> {
  const { PATH, HOME, TMPDIR } = process.env;
  const command = `stty cols ${size.columns} rows ${size.rows}; "${process.execPath}" "${resolve('dist/cli.js')}" ${args}; echo "exit=$?"`;
  return new Promise((done, failed) => {
    const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], {
      cwd,
      env: { PATH, HOME, TMPDIR, TERM: 'xterm-256color', PRECLEAR_AS_OF: '2026-11-22', SHELL: '/bin/sh' },
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let screen = '';
    let from = 0;
    let at = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      const [awaited, keys] = steps[at] ?? [];
      if (awaited === undefined || keys === undefined || !plain(screen.slice(from)).includes(awaited)) return;
      at++;
      from = screen.length;
      child.stdin.write(keys);
    });
    child.on('error', failed);
    child.on('close', () => done({ exit: Number(/exit=(\d+)/.exec(screen)?.[1] ?? -1), screen }));
  });
}

/** Codes of terminals. */
const CODES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** Without the codes that move and colour. */
function plain(screen: string): string {
  return screen.replaceAll(CODES, '');
}

/** What stands on the terminal when its own screen is gone. */
function afterwards(screen: string): string {
  return plain(screen.slice(screen.lastIndexOf('\u001B[?1049l')));
}

const CONFIG = 'brands: [Hillmoor]\n';

describe.runIf(hasTerminal)('preclear audit in a terminal', () => {
  it('shows findings, accepts one, and ends with the exit code of the scan', async () => {
    const folder = shop({ 'feeds/us.jsonl': RISKY + CLEAN, 'preclear.config.yaml': CONFIG });
    const { exit, screen } = await inTerminal('audit feeds --by "Li Na" --lang en', folder, [
      ['? help', '\r'],
      ['fingerprint:', 'a'],
      ['Why may it stand?', 'letter of 3 May'],
      ['letter of 3 May', '\r'],
      ['Last day', '\r'],
      ['Accepted until 2027-02-20', '\u001B'],
      ['accepted', 'q'],
    ]);
    expect(exit).toBe(1);
    expect(afterwards(screen)).toContain('exit 1: ');
    expect(readFileSync(join(folder, 'preclear.suppressions.yaml'), 'utf8')).toMatch(
      /reason: letter of 3 May\n.*until: .?2027-02-20.?\n.*by: Li Na/,
    );
    const again = await preclear(['scan', 'feeds', '--format', 'json'], { cwd: folder });
    expect(again.stdout).toContain('letter of 3 May');
  });

  it('gives the terminal back after Ctrl-C, in Chinese and in a narrow one', async () => {
    const folder = shop({ 'us.jsonl': CLEAN, 'preclear.config.yaml': CONFIG });
    const { exit, screen } = await inTerminal('audit . --lang zh', folder, [['没有发现问题', '\u0003']], {
      columns: 40,
      rows: 12,
    });
    expect(exit).toBe(0);
    expect(screen.split('\u001B[?1049h')).toHaveLength(2);
    expect(screen.split('\u001B[?1049l')).toHaveLength(2);
    expect(screen.lastIndexOf('\u001B[?25h')).toBeGreaterThan(screen.lastIndexOf('\u001B[?25l'));
    expect(afterwards(screen)).toContain('退出码 0');
  });

  it('writes a report of what is known now', async () => {
    const folder = shop({ 'us.jsonl': RISKY, 'preclear.config.yaml': CONFIG });
    const { exit } = await inTerminal('audit . --lang en --fail-on never', folder, [
      ['? help', 'w'],
      ['Format', '\u0015'],
      ['Format', 'json'],
      ['json', '\r'],
      ['Into the file', '\r'],
      ['Written: report.json', 'q'],
    ]);
    expect(exit).toBe(0);
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { readonly findings?: unknown };
    expect(JSON.stringify(report)).toContain('dupe of');
  });

  it('lets no text of a listing act on the terminal', async () => {
    const evil = `${JSON.stringify({ id: 'E\u001B]0;owned\u0007', marketplace: 'amazon.com', title: 'A dupe of the Nike\u001B[2J\u001B[31m Belt\u202E' })}\n`;
    const folder = shop({ 'us.jsonl': evil, 'preclear.config.yaml': CONFIG });
    const { screen } = await inTerminal('audit . --lang en', folder, [
      ['? help', '\r'],
      ['fingerprint:', 'e'],
      ['because', 'x'],
      ['confidence', 'q'],
    ]);
    expect(screen).not.toContain('\u001B]0;owned');
    expect(screen).not.toContain('\u001B[31m Belt');
    expect(screen).not.toContain('\u202E');
    expect(plain(screen)).toContain('<U+001B>');
  });
});

describe('preclear audit without a terminal', () => {
  it('does what scan does, and says so', async () => {
    const folder = shop({ 'us.jsonl': RISKY, 'preclear.config.yaml': CONFIG });
    const { exit, stdout, stderr } = await preclear(['audit', 'us.jsonl', '--lang', 'en'], { cwd: folder });
    const scan = await preclear(['scan', 'us.jsonl', '--lang', 'en'], { cwd: folder });
    expect(exit).toBe(1);
    expect(stderr).toContain('are not both a terminal');
    expect(stdout.replaceAll(/\d+(?:\.\d+)? s\b/g, '')).toBe(scan.stdout.replaceAll(/\d+(?:\.\d+)? s\b/g, ''));
    const zh = await preclear(['audit', 'us.jsonl', '--lang', 'zh'], { cwd: folder });
    expect(zh.stderr).toContain('不是终端');
  });
});
