import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLEAN, RISKY } from './listings.ts';
import { shop } from './run.ts';

const ACTION = '.github/actions/preclear';

interface ActionRun {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the step wrote for the steps behind it, and for the page of the job. */
  readonly output: string;
  readonly summary: string;
}

/** Runs the action's script as a runner does. */
function runAction(cwd: string, inputs: Readonly<Record<string, string>>): ActionRun {
  const { PATH = '', HOME, TMPDIR } = process.env;
  const env = {
    PATH: [dirname(process.execPath), PATH].join(delimiter),
    HOME,
    TMPDIR,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: cwd,
    GITHUB_OUTPUT: join(cwd, 'output.env'),
    GITHUB_STEP_SUMMARY: join(cwd, 'summary.page'),
    RUNNER_TEMP: cwd,
    PRECLEAR_AS_OF: '2026-11-22',
    ...inputs,
  };
  const { status, stdout, stderr } = spawnSync('bash', [resolve(ACTION, 'run.sh')], { cwd, env, encoding: 'utf8' });
  const read = (name: string): string => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), 'utf8') : '');
  return { exit: status, stdout, stderr, output: read('output.env'), summary: read('summary.page') };
}

describe('the GitHub action', () => {
  it('gives annotations, a summary, a SARIF file and its exit code', () => {
    const cwd = shop({ 'feeds/a.jsonl': RISKY, 'feeds/b.jsonl': CLEAN });
    const run = runAction(cwd, { INPUT_PATHS: 'feeds', INPUT_SARIF: 'preclear.sarif' });
    expect(run.exit).toBe(1);
    expect(run.stdout).toMatch(/^::error file=feeds\/a\.jsonl,line=1,/);
    expect(run.stderr).toMatch(/exit 1: /);
    expect(run.summary).toMatch(/^## ❌ preclear: Listing check\n/);
    expect(run.output).toBe('exit-code=1\nsarif=preclear.sarif\n');
    expect(JSON.parse(readFileSync(join(cwd, 'preclear.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it('takes paths and arguments by the line, with their spaces, and never as commands', () => {
    const cwd = shop({ 'my feeds/a.jsonl': RISKY, 'b $(touch owned).jsonl': CLEAN });
    const run = runAction(cwd, {
      INPUT_PATHS: 'my feeds\n\nb $(touch owned).jsonl\n',
      INPUT_ARGS: '--no-images\n--skip\ncore',
      INPUT_FORMAT: 'json',
      INPUT_FAIL_ON: 'never',
      INPUT_LANG: 'zh',
    });
    expect(run.stderr).toMatch(/退出码 0/);
    expect(run.exit).toBe(0);
    expect(JSON.parse(run.stdout).run.listings).toBe(2);
    expect(run.summary).toMatch(/^## ✅ preclear：Listing 检查\n/);
    expect(run.output).toBe('exit-code=0\nsarif=\n');
    expect(existsSync(join(cwd, 'owned'))).toBe(false);
  });

  it('ends with 2 and names no SARIF file when it could not work', () => {
    const run = runAction(shop({}), { INPUT_PATHS: 'nothing', INPUT_SARIF: 'preclear.sarif' });
    expect(run.exit).toBe(2);
    expect(run.output).toBe('exit-code=2\nsarif=\n');
  });

  it('declares every input that its script reads, with a default', () => {
    const action = parse(readFileSync(join(ACTION, 'action.yml'), 'utf8'));
    const script = readFileSync(join(ACTION, 'run.sh'), 'utf8');
    const read = new Set([...script.matchAll(/INPUT_([A-Z_]+)/g)].map(([, name = '']) => name).filter((name) => name !== ''));
    const declared = Object.keys(action.inputs).map((name) => name.toUpperCase().replaceAll('-', '_'));
    expect([...read].sort()).toEqual(declared.sort());
    const [step] = action.runs.steps;
    expect(Object.keys(step.env).sort()).toEqual(declared.map((name) => `INPUT_${name}`).sort());
    expect(step.run).not.toContain('${{');
    for (const input of Object.values(action.inputs))
      expect(input).toMatchObject({ description: /./, default: expect.any(String) });
  });
});

describe('examples for pipelines', () => {
  it('are YAML, and their flags are flags of scan', () => {
    const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'scan', '--help'], { encoding: 'utf8' });
    const gitlab = parse(readFileSync('.github/gitlab-ci.example.yml', 'utf8'));
    const [hook, installed] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
    const commands = [
      ...gitlab.preclear.script,
      hook.entry,
      installed.entry,
      readFileSync(join(ACTION, 'run.sh'), 'utf8'),
    ].join(' ');
    const flags = new Set([...commands.matchAll(/[ ("](--(?!yes)[a-z][a-z-]+)/g)].map(([, flag = '']) => flag));
    expect(flags.size).toBeGreaterThan(3);
    for (const flag of flags) expect(stdout).toContain(flag);
    expect(gitlab.preclear.artifacts.reports.junit).toBe('preclear/junit.xml');
  });

  it('copy into the image what the package holds', () => {
    const { files } = JSON.parse(readFileSync('package.json', 'utf8'));
    const image = readFileSync('.github/Dockerfile', 'utf8');
    for (const folder of [...files, 'node_modules']) expect(image).toContain(`COPY --from=build /build/${folder} `);
    expect(image).toMatch(/^USER node$/m);
  });
});
