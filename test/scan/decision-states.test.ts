import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASELINE_NAME, baselineText } from '../../src/decisions/baseline.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ReportTail } from '../../src/model/report.ts';
import { runBaseline } from '../../src/scan/baseline-run.ts';
import { loadConfig } from '../../src/scan/config.ts';
import { keepDecisions } from '../../src/scan/decision-state.ts';
import { requestFor, type ScanRequest } from '../../src/scan/request.ts';
import { runScan } from '../../src/scan/scan.ts';

/** Rows of a feed: the even ones use another's brand. */
function row(n: number): string {
  const brand = ['Nike', 'Lululemon', 'Yeti', 'Dyson'][(n / 2) % 4];
  const title = n % 2 === 0 ? `Hillmoor Belt, a dupe of ${brand}` : 'Hillmoor Steel Cup';
  return `HM-${n},"${title}",amazon.com,Hillmoor\n`;
}

const HEADER = 'sku,title,marketplace,brand\n';

async function requestIn(folder: string): Promise<ScanRequest> {
  const given = { rules: [], only: ['core/brand-imitation'], skip: [] };
  const run = { paths: [folder], given, failOn: 'error', failOnReview: false, strict: false, images: false } as const;
  return requestFor(
    { ...run, jobs: 1, asOf: '2026-11-22', cache: false },
    await loadConfig(join(folder, 'preclear.config.yaml')),
  );
}

async function scanIn(folder: string): Promise<{ readonly findings: readonly Finding[]; readonly tail: ReportTail }> {
  const findings: Finding[] = [];
  const tail = await runScan(await requestIn(folder), {
    begin: () => undefined,
    progress: () => undefined,
    listing: (outcome) => void findings.push(...outcome.findings),
  });
  return { findings, tail };
}

describe('what is known', () => {
  it('stays known when files are renamed, rows sorted anew, and other rows come and go', async () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 20 });
    const scene = numbers.chain((before) =>
      fc.record({
        before: fc.constant(before),
        kept: fc.shuffledSubarray(before),
        more: fc.uniqueArray(fc.integer({ min: 41, max: 60 }), { maxLength: 4 }),
        cut: fc.nat(20),
        folder: fc.constantFrom('', 'feeds/', 'a b/品/'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(scene, async ({ before, kept, more, cut, folder }) => {
        const root = mkdtempSync(join(tmpdir(), 'preclear-states-'));
        try {
          writeFileSync(join(root, 'preclear.config.yaml'), 'brands: [Hillmoor]\n');
          writeFileSync(join(root, 'old.csv'), HEADER + before.map(row).join(''));
          const { states } = await runBaseline(await requestIn(root), () => undefined);
          const entries = states.flatMap(({ added }) => added.map(({ entry }) => entry));
          writeFileSync(join(root, BASELINE_NAME), baselineText(entries));
          rmSync(join(root, 'old.csv'));
          mkdirSync(join(root, folder), { recursive: true });
          const rows = [...kept, ...more];
          writeFileSync(join(root, folder, 'one.csv'), HEADER + rows.slice(0, cut).map(row).join(''));
          writeFileSync(join(root, folder, 'two.csv'), HEADER + rows.slice(cut).map(row).join(''));

          const { findings, tail } = await scanIn(root);
          const inState = (state: Finding['state']): string[] =>
            findings.filter((f) => f.state === state).map((f) => f.listing);
          const dirty = (all: readonly number[]): string[] => all.filter((n) => n % 2 === 0).map((n) => `HM-${n}`);
          expect(inState('baselined').sort()).toEqual(dirty(kept).sort());
          expect(inState('open').sort()).toEqual(dirty(more).sort());
          expect(tail.baselined).toBe(dirty(kept).length);
          expect(tail.counts.error + tail.counts.warning).toBe(dirty(more).length);
          const gone = tail.notices.map(({ text }) => Number(/^\d+/.exec(text.en)?.[0]));
          const lost = dirty(before).length - dirty(kept).length;
          // A file without listings is told by a folder's scan as skipped, not as a problem.
          expect(gone).toEqual(lost === 0 ? [] : [lost]);
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('trying fixes', () => {
  const finding = (match: string, state: Finding['state']): Finding => ({
    rule: 'core/brand-imitation',
    severity: 'error',
    review: false,
    confidence: 1,
    listing: 'HM-1',
    marketplace: 'any',
    file: 'a.csv',
    line: 1,
    column: 1,
    record: 1,
    field: 'title',
    index: null,
    span: [0, 4],
    match,
    slots: {},
    evidence: { kind: 'phrase', phrase: match, folding: [] },
    prevention: [],
    fingerprint: '0000000000000000',
    state,
  });

  it('leaves what was accepted alone, and every equal of it', () => {
    const keep = keepDecisions([finding('Nike', 'baselined'), finding('Nike', 'open'), finding('Yeti', 'open')]);
    expect(keep([finding('NIKE', 'open'), finding('Yeti', 'open')]).map(({ state }) => state)).toEqual(['baselined', 'open']);
  });
});
