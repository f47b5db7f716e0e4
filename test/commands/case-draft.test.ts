import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareWorld, notice } from '../cases/letters/worlds.ts';
import { preclear } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'preclear-letters-'));
const claim = { ref: 'claim/K-1', proofs: [], claim: 'valid' as const, reason: 'x', by: 'Li Na', at: '2026-11-11' };
const world = bareWorld({
  claim,
  notices: [notice({ marketplace: 'DE' })],
  items: [{ id: 'B0TEST0001', findings: [], versions: [] }],
  actions: [{ ref: 'action/A-1', id: 'A-1', kind: 'edit-text', done: '2026-11-11', items: ['B0TEST0001'], proofs: [] }],
});
const file = join(folder, 'world.json');
writeFileSync(file, JSON.stringify({ world }));

describe('case draft', () => {
  it('writes the letter and its review copy, in the language of the marketplace', async () => {
    const out = join(folder, 'out');
    const { exit: code, stdout } = await preclear([
      'case',
      'draft',
      '--world',
      file,
      '--kind',
      'plan-listing',
      '--format',
      'md',
      '--format',
      'txt',
      '--format',
      'docx',
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('plan-listing.de.draft.md');
    expect(readdirSync(out).sort()).toEqual([
      'plan-listing.de.draft.docx',
      'plan-listing.de.draft.md',
      'plan-listing.de.draft.txt',
      'plan-listing.de.review.docx',
      'plan-listing.de.review.md',
    ]);
    expect(readFileSync(join(out, 'plan-listing.de.draft.txt'), 'utf8')).toContain(
      'Am 11. November 2026, 1 Tag nach der Mitteilung, haben wir den Text von B0TEST0001 geändert.',
    );
  });

  it('refuses to be final, with what is missing, and writes nothing', async () => {
    const out = join(folder, 'final');
    const {
      exit: code,
      stdout,
      stderr,
    } = await preclear(['case', 'draft', '--world', file, '--kind', 'plan-listing', '--final', '--out', out]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/blank 2\.1: A record is missing: root cause[\s\S]*nothing was written/);
    expect(() => readdirSync(out)).toThrow();
  });

  it('does not write what the claim forbids', async () => {
    const { exit: code, stdout, stderr } = await preclear(['case', 'draft', '--world', file, '--kind', 'dispute']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('assessed as valid');
  });

  it('says where a world is none', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify({ ...world, actions: [{ ref: 'action/A-1' }] }));
    const { exit: code, stderr } = await preclear(['case', 'draft', '--world', bad, '--kind', 'plan-listing']);
    expect(code).toBe(2);
    expect(stderr).toContain('actions.0');
  });
});

describe('case check', () => {
  it('ends with 1 where a statement has no record, and tells which', async () => {
    const letter = join(folder, 'letter.md');
    writeFileSync(letter, 'About B0TEST0001: on 11 November 2026 we changed the title.\nWe trained all staff.\n');
    const { exit: code, stdout } = await preclear(['case', 'check', letter, '--world', file, '--format', 'json']);
    expect(code).toBe(1);
    const { findings, claims, held } = JSON.parse(stdout);
    expect(findings.map(({ kind, line }: { kind: string; line: number }) => `${line} ${kind}`)).toEqual(['2 no-record']);
    expect([claims, held]).toEqual([2, 1]);
  });
});
