import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preclear, shop } from './run.ts';

const NOTICE = `From: Amazon <notice@amazon.com>
Subject: About your detail page
Date: Mon, 03 Aug 2026 07:14:09 +0000
To: shop@seller.example

Hello,

Somebody wrote to us about the pictures on the page below. They say the photographs are theirs and that you took them without asking.

ASIN: B0ZZ4GG01A
`;

function run(cwd: string, ...args: string[]) {
  return preclear(['case', ...args], { cwd, env: { PRECLEAR_AS_OF: '2026-08-04' } });
}

describe('guesses of case', () => {
  it('are told as guesses, kept nowhere, and taken only when a person confirms them', async () => {
    const cwd = shop({ 'n.txt': NOTICE });
    const parsed = JSON.parse((await run(cwd, 'parse', 'n.txt', '--format', 'json')).stdout);
    expect(parsed.guesses.map((guess: { field: string }) => guess.field)).toContain('accountLevel');
    expect(parsed.accountLevel).toBeNull();
    for (const [lang, word] of [
      ['en', /\? guess, \d\d %:/],
      ['zh', /\? 猜测（把握约 \d\d%）：/],
    ] as const) {
      expect((await run(cwd, 'parse', 'n.txt', '--format', 'pretty', '--lang', lang)).stdout).toMatch(word);
    }
    await run(cwd, 'new', 'n.txt', '--no-link', '--by', 'Li Na');
    const log = () => readFileSync(join(cwd, 'cases/2026-0001/case.jsonl'), 'utf8');
    expect(log()).not.toContain('guess');
    const shown = JSON.parse((await run(cwd, 'show', '2026-0001', '--json')).stdout);
    expect(shown.guesses[0].notice).toBe('N-1');
    expect(shown.world.notices[0].parse.accountLevel).toBeNull();

    const none = await run(cwd, 'confirm', '2026-0001', '--guess', 'platform', '--by', 'Li Na');
    expect(none.exit).toBe(2);
    expect(none.stderr).toContain('Nothing is guessed about platform');
    await run(cwd, 'set', '2026-0001', 'noticeKind', 'listing_removed');
    await run(cwd, 'set', '2026-0001', 'infringementType', 'copyright');
    const taken = await run(cwd, 'confirm', '2026-0001', '--guess', 'accountLevel', '--by', 'Li Na');
    expect(taken.exit).toBe(0);
    expect(log()).toContain('"field":"accountLevel","value":"no"');
    const after = JSON.parse((await run(cwd, 'show', '2026-0001', '--json')).stdout);
    expect(after.world.notices[0].parse.accountLevel).toBe(false);
    expect(JSON.stringify(after.guesses)).not.toContain('accountLevel');
  });
});
