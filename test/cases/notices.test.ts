import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const FOLDER = 'test/cases/notices';
/** What the expected files tell of themselves, and what preclear tells besides. */
const ASIDE = new Set(['basis', 'confidence', 'receivedAt', 'ownerStatement']);

function notices(folder: string): string[] {
  return readdirSync(join(FOLDER, folder)).filter((name) => !name.endsWith('.json'));
}

/** Without what is empty: an expected file may leave it out. */
function said(values: object): Record<string, unknown> {
  const entries = Object.entries(values).filter(([name, value]) => !ASIDE.has(name) && value !== null && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(entries);
}

describe.each(['samples', 'development', 'held-out', 'late', 'unseen', 'fresh', 'fresh-second'])('notices: %s', (folder) => {
  it.each(notices(folder))('%s', async (name) => {
    const path = join(FOLDER, folder, name);
    const expected = JSON.parse(readFileSync(path.replace(/\.[a-z]+$/, '.json'), 'utf8')) as object;
    const { notice, evidence, text } = await read(readFileSync(path), path);
    expect(said(notice)).toEqual(said(expected));
    for (const { start, end, text: shown } of evidence) expect(text.slice(start, end).startsWith(shown)).toBe(true);
    const told = new Set(evidence.map(({ field }) => field));
    const facts = ['items', 'complaintIds', 'ipNumbers', 'requested', 'paths', 'where', 'deadline', 'rightsOwner'] as const;
    const given = facts.filter((field) => {
      const value = notice[field];
      return value !== null && !(Array.isArray(value) && value.length === 0);
    });
    expect(given.filter((field) => !told.has(field))).toEqual([]);
  });
});
