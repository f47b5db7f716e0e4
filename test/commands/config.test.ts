import { describe, expect, it } from 'vitest';
import { CLEAN, RISKY } from './listings.ts';
import { lastLine, preclear, shop } from './run.ts';

const NAME = 'preclear.config.yaml';
const FILES = ['a.jsonl', 'us/a.jsonl', 'us/z.jsonl', 'z.jsonl'];

interface Found {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly field: string;
  readonly match: string;
}

async function findings(
  cwd: string,
  ...args: string[]
): Promise<{ readonly found: Found[]; readonly exit: number | null; readonly why: string }> {
  const { stdout, stderr, exit } = await preclear(['scan', ...args, '--format', 'json', '--lang', 'en'], { cwd });
  const found: Found[] = stdout === '' ? [] : JSON.parse(stdout).findings;
  return { found, exit, why: stdout === '' ? stderr : lastLine(stderr) };
}

/** Uses a brand in its title, which is right for its owner. */
const NIKE = `${JSON.stringify({ id: 'HM-BELT-09', marketplace: 'amazon.com', title: 'Nike Running Belt with Phone Pocket' })}\n`;

describe('configurations of one run', () => {
  it('are the nearest of every file, also inside a scanned folder, and the report keeps the order of the files', async () => {
    const cwd = shop({
      ...Object.fromEntries(FILES.map((file) => [file, RISKY + NIKE])),
      [NAME]: 'lang: en\n',
      [`us/${NAME}`]: 'extends: //\nbrands: [Nike]\n',
    });
    const { found } = await findings(cwd, '.');
    expect([...new Set(found.map(({ file }) => file))]).toEqual(FILES);
    const nike = (list: readonly Found[]): Set<string> =>
      new Set(list.filter(({ field, match }) => field === 'title' && match === 'Nike').map(({ file }) => file));
    expect(nike(found)).toEqual(new Set(['a.jsonl', 'z.jsonl']));
    expect(nike((await findings(cwd, '.', '--config', NAME)).found)).toEqual(new Set(FILES));
  });

  it('of two folders go into one report, and the strictest failOn counts', async () => {
    const cwd = shop({
      'us/a.jsonl': RISKY,
      [`us/${NAME}`]: 'failOn: never\n',
      'de/a.jsonl': CLEAN,
      [`de/${NAME}`]: 'failOn: note\n',
    });
    expect((await findings(cwd, 'us')).exit).toBe(0);
    const both = await findings(cwd, 'us', 'de');
    expect(both.exit).toBe(1);
    expect(both.why).toContain('at or above "note"');
    expect(await findings(cwd, 'de', 'us')).toEqual(both);
  });

  it('change the rules of their own files only', async () => {
    const cwd = shop({
      'a.jsonl': RISKY,
      'us/a.jsonl': RISKY,
      [NAME]: '',
      [`us/${NAME}`]: 'only: [amazon]\noverrides:\n  - files: "#/sku/HM-BELT-01/search-terms"\n    rules: { amazon: note }\n',
    });
    const { found } = await findings(cwd, '.');
    const us = found.filter(({ file }) => file === 'us/a.jsonl');
    expect(new Set(us.map(({ rule }) => rule.split('/')[0]))).toEqual(new Set(['amazon']));
    expect(us.some(({ severity }) => severity === 'note')).toBe(true);
    expect(found.some(({ file, rule }) => file === 'a.jsonl' && !rule.startsWith('amazon/'))).toBe(true);
  });

  it('that are wrong end the scan, wherever they stand', async () => {
    const cwd = shop({ 'a.jsonl': CLEAN, [`deep/us/${NAME}`]: 'brnads: [x]\n', 'deep/us/a.jsonl': CLEAN });
    const { exit, why } = await findings(cwd, '.');
    expect(exit).toBe(2);
    expect(why).toContain(`deep/us/${NAME}:1:1: Unknown key "brnads". Did you mean "brands"?`);
    const unknown = shop({ 'a.jsonl': CLEAN, [NAME]: 'overrides:\n  - { files: a, rules: { amazn: off } }\n' });
    expect(await findings(unknown, '.')).toMatchObject({ exit: 2 });
  });

  it('may not give one rule two meanings in one report', async () => {
    const pack = (text: string): string =>
      `pack: { id: own, version: 1.0.0, title: { en: Own, zh: 自有 } }\nrules:\n  - id: own/word\n    extends: core/counterfeit-wording\n    message: { en: "${text}", zh: "${text}" }\n`;
    const cwd = shop({
      'a.jsonl': CLEAN,
      'own.yaml': pack('One thing'),
      [NAME]: 'rules: [own.yaml]\n',
      'us/a.jsonl': CLEAN,
      'us/own.yaml': pack('Another thing'),
      [`us/${NAME}`]: 'rules: [own.yaml]\n',
    });
    const { exit, why } = await findings(cwd, '.');
    expect(exit).toBe(2);
    expect(why).toContain('The rule own/word says different things');
  });

  it('let a fix leave alone what an override leaves out', async () => {
    const cwd = shop({ 'a.jsonl': RISKY, [NAME]: '' });
    const before = await preclear(['scan', 'a.jsonl', '--fix-dry-run'], { cwd });
    expect(before.stdout).toContain('nike');
    const off = shop({ 'a.jsonl': RISKY, [NAME]: 'overrides:\n  - { files: "*.jsonl", rules: { amazon: off, core: off } }\n' });
    expect((await preclear(['scan', 'a.jsonl', '--fix-dry-run'], { cwd: off })).stdout).toBe('');
  });
});
