import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCase } from '../../src/appeal/case-folder.ts';
import { writeCopy } from '../../src/appeal/kept-files.ts';
import { openWorld } from '../../src/appeal/world.ts';
import type { WorldSources } from '../../src/appeal/world-sources.ts';
import { TRACE_FORMAT } from '../../src/model/trace-report.ts';
import { PARSE } from '../cases/case-samples.ts';

const PAGE = {
  id: 'page-1',
  url: 'https://copier.example/lamp',
  observedAt: '2026-11-20T08:00:00.000Z',
  words: [{ kind: 'canary', word: 'dusk-warm', listing: 'NL-100' }],
  dates: [
    { side: 'ours', listing: 'NL-100', counts: true, from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' },
    { side: 'theirs', counts: true, from: '2026-06-10T00:00:00.000Z', to: '2026-06-11T00:00:00.000Z' },
  ],
  listings: [{ listing: 'NL-100', copiedWords: 41, passages: [{}, {}], pictures: [] }],
};
const TRACE = JSON.stringify({ format: TRACE_FORMAT, pages: [PAGE] });

/** A case with a notice and an evidence folder, joined with nothing else. */
function sample(trace: string): {
  readonly id: string;
  readonly sources: WorldSources;
  readonly file: (path: string) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-world-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const cases = join(folder, 'cases');
  const { id } = createCase(cases, { at: '2026-11-21T12:00:00.000Z', by: 'Li Na' }, (place) => [
    {
      type: 'notice',
      id: 'N-1',
      file: place(writeCopy(cases, 'n.eml', 'Your listing was removed.'), 'notices/N-1-n.eml'),
      receivedAt: '2026-11-20',
      receivedFrom: 'message',
      parse: PARSE,
    },
    {
      type: 'evidence',
      id: 'E-1',
      kind: 'trace-folder',
      title: 'who copied us',
      files: [place(writeCopy(cases, 'trace.json', trace), 'evidence/E-1/trace.json')],
      items: [],
      confidential: false,
    },
  ]);
  const nothing = { licences: [], authorisations: [], measures: [], rules: new Map() };
  return { id, sources: { cases, asOf: '2026-11-22', seller: {}, ...nothing }, file: (path) => join(cases, id, path) };
}

describe('the world of a case', () => {
  it('holds what the log says and what its trace found, and nothing that no source gave', async () => {
    const { id, sources } = sample(TRACE);
    const { world, problems } = await openWorld(id, sources);
    expect(problems).toEqual([]);
    expect(world).toMatchObject({ caseId: id, asOf: '2026-11-22', openedAt: '2026-11-21T12:00:00.000Z' });
    expect(world.items.map((item) => [item.id, item.findings, item.versions])).toEqual([['B0ZZ1AA02L', [], []]]);
    // 100 days from 2 March, the latest that ours may be, to 10 June, the earliest that theirs may be.
    expect(world.traces).toMatchObject([
      { ref: 'trace/E-1/page-1/NL-100', listing: 'NL-100', words: 41, passages: 2, canaries: ['dusk-warm'], leadDays: 100 },
    ]);
    expect(world).toMatchObject({ trainings: [], policies: [], rights: [], scans: [], measures: [] });
    expect(world.signOffs).toMatchObject({ entries: [], listings: 0, signed: 0 });
    expect('claim' in world).toBe(false);
    expect(world.notices[0]?.proofs).toEqual([expect.objectContaining({ found: true })]);
    expect(world.notices[0]?.proofs[0]).not.toHaveProperty('changed');
  });

  it('tells a copy that is not what was put there, and one that is gone', async () => {
    const { id, sources, file } = sample(TRACE);
    writeFileSync(file('notices/N-1-n.eml'), 'Your listing was never removed.');
    rmSync(file('evidence/E-1/trace.json'));
    const { world, problems } = await openWorld(id, sources);
    expect(world.notices[0]?.proofs).toEqual([expect.objectContaining({ found: true, changed: true })]);
    expect(world.evidence[0]?.proofs).toEqual([expect.objectContaining({ found: false })]);
    expect(world.traces).toEqual([]);
    expect(problems).toEqual([
      { file: file('evidence/E-1/trace.json'), reason: expect.objectContaining({ zh: expect.any(String) }) },
    ]);
  });

  it.each([
    ['cut off', TRACE.slice(0, -20)],
    ['no trace', '{"pages":"none"}'],
    ['of a newer preclear', JSON.stringify({ format: TRACE_FORMAT + 1, pages: [] })],
    ['nothing', ''],
  ])('rests on no trace that is %s, and says so', async (_, trace) => {
    const { id, sources, file } = sample(trace);
    const { world, problems } = await openWorld(id, sources);
    expect(world.traces).toEqual([]);
    expect(problems.map((problem) => problem.file)).toEqual([file('evidence/E-1/trace.json')]);
    expect(world.notices).toHaveLength(1);
  });

  it('reads no file of a size that no trace has', async () => {
    const { id, sources, file } = sample(TRACE);
    writeFileSync(file('evidence/E-1/trace.json'), TRACE + ' '.repeat(64 * 1024 * 1024));
    const { world, problems } = await openWorld(id, sources);
    expect([world.traces, problems.length]).toEqual([[], 1]);
  });

  it('is of no case that is not there', async () => {
    const { sources } = sample(TRACE);
    await expect(openWorld('2026-9999', sources)).rejects.toThrow(/There is no case "2026-9999"/);
    await expect(openWorld('../2026-0001', sources)).rejects.toThrow(/There is no case/);
    expect(existsSync(join(sources.cases, '2026-9999'))).toBe(false);
  });
});
