import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';

const ROOT = 'data/sample/cases';
const stories = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'steps.txt')));

describe('the stories of the sample', () => {
  it.each(stories)('%s: its steps make the same letters, byte by byte', (story) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['.scripts/stories.mjs', '--check', story], { encoding: 'utf8' });
    expect({ stdout, stderr, status }).toEqual({ stdout: expect.stringContaining('files as they were'), stderr: '', status: 0 });
  });

  it.each(stories)('%s: no letter that is to be sent has a blank', (story) => {
    const folder = join(ROOT, story, 'shop/cases/2026-0001/drafts');
    const letters = readdirSync(folder).filter((name) => name.endsWith('.letter.md'));
    expect(letters).not.toEqual([]);
    for (const name of letters) expect(readFileSync(join(folder, name), 'utf8')).not.toContain('[TO FILL');
  });
});
