import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';

const README = readFileSync('README.md', 'utf8');
const CLI = resolve('dist/cli.js');

function preclear(args: readonly string[], cwd = process.cwd()): string {
  const { CI: _, ...env } = process.env;
  return spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...env, LC_ALL: 'C', LANGUAGE: '', NO_COLOR: '1', PRECLEAR_AS_OF: '2026-11-22' },
  }).stdout;
}

/** The first fenced block behind a text. */
function block(behind: string): string {
  const from = README.indexOf('```', README.indexOf(behind));
  const start = README.indexOf('\n', from) + 1;
  return README.slice(start, README.indexOf('\n```', start) + 1);
}

describe('README', () => {
  it('shows what the program really prints for its example', () => {
    const folder = mkdtempSync(join(tmpdir(), 'preclear-readme-'));
    try {
      writeFileSync(join(folder, 'mug.yaml'), block('A listing, `mug.yaml`'));
      expect(block('--no-images` prints')).toBe(preclear(['scan', 'mug.yaml', '--no-images'], folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names every command', () => {
    const commands = [...preclear(['--help']).matchAll(/^ {2}([a-z]+) /gm)].map((m) => m[1]).filter((name) => name !== 'help');
    expect(commands.length).toBeGreaterThan(6);
    expect(commands.filter((name) => !README.includes(`preclear ${name}`))).toEqual([]);
  });

  it('stays short', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('links to files that are there', () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((m) => m[1] ?? '');
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(() => readFileSync(link.endsWith('/') ? `${link}README.md` : link)).not.toThrow();
  });
});

/** Placeholders for the name of a command. */
const ANY_COMMAND = ['x.ts', 'x-action.ts'];

describe('pages about the code', () => {
  const there = [
    ...readdirSync('.').map((name) => `/${name}`),
    ...['src', 'test', '.scripts', 'rules', 'data'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `/${folder}/${path.replaceAll('\\', '/')}`),
    ),
  ];

  it.each(['src/ARCHITECTURE.md', 'test/README.md', 'data/README.md', 'rules/README.md'])(
    '%s names files that are there',
    (page) => {
      const named = [...readFileSync(page, 'utf8').matchAll(/`([\w./*-]+\.(?:tsx?|mjs|wat))`/g)].map((m) => m[1] ?? '');
      const missing = named.filter((name) => !ANY_COMMAND.includes(name) && !there.some((path) => isMeant(name, path)));
      expect(missing).toEqual([]);
    },
  );
});

/** Whether a name such as `web/app.ts` or `hidden-*.ts` means a path. */
function isMeant(name: string, path: string): boolean {
  const parts = `/${name}`.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`${parts.join('[^/]*')}$`).test(path);
}
