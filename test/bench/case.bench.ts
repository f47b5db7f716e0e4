import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createCase, nextId, openCase } from '../../src/appeal/case-folder.ts';
import { writeCopy } from '../../src/appeal/kept-files.ts';
import { openCases } from '../../src/appeal/open-cases.ts';
import { openWorld } from '../../src/appeal/world.ts';
import { openHistory } from '../../src/history/open.ts';
import type { NewCaseEvent } from '../../src/model/case-event.ts';
import type { NoticeParse } from '../../src/model/case-notice.ts';
import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { RunScope } from '../../src/model/history.ts';
import type { Listing } from '../../src/model/listing.ts';
import type { Rule } from '../../src/model/rule.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { printTable } from '../eval/table.ts';

/*
 * A case about 200 ASINs of a shop of 2,000 listings: eight scans, each listing changed in four of them, 200 actions, 200 pieces of evidence of
 * 100 KB. Measured is what `case show` and each letter begin with (the case's log joined with history, ledger and files) and the whole command that
 * drafts a letter in all formats, with its start.
 *
 *   npm run bench -- case
 */

const ITEMS = 200;
const LISTINGS = 2000;
const RUNS = 8;
const REPEATS = 5;
const RULE = 'amazon/brand-in-search-terms';
const PLACE = { runs: [0, 1, 1] };

const folder = mkdtempSync(join(tmpdir(), 'preclear-case-bench-'));
try {
  const rules = new Map((await loadRulePacks([])).flatMap((pack) => pack.rules).map((rule) => [rule.id, rule]));
  mkdirSync(join(folder, '.preclear'));
  const history = await openHistory(join(folder, '.preclear', 'history.db'));
  for (let run = 0; run < RUNS; run++) await record(run, rules);
  const cases = join(folder, 'cases');
  const { id } = createCase(cases, { at: '2026-11-02T12:00:00.000Z', by: 'Li Na' }, (place) => {
    const copy = (name: string, size: number) => writeCopy(cases, name, Buffer.alloc(size, name));
    const items = Array.from({ length: ITEMS }, (_, n) => asin(n));
    return [
      {
        type: 'notice',
        id: 'N-1',
        file: place(copy('n.eml', 20_000), 'notices/N-1-n.eml'),
        receivedAt: '2026-11-02',
        receivedFrom: 'message',
        parse: parseOf(items),
      },
      { type: 'assessed', id: 'C-1', claim: 'valid', reason: 'seen' },
      ...items.map(
        (item, n): NewCaseEvent => ({
          type: 'linked',
          item,
          listing: { key: keyOf(n), marketplace: 'amazon.com', title: `Item ${n}` },
        }),
      ),
      ...items.map(
        (item, n): NewCaseEvent => ({
          type: 'action',
          id: `A-${n + 1}`,
          kind: 'edit-text',
          done: '2026-11-03',
          items: [item],
          proofs: [],
        }),
      ),
      ...items.map(
        (item, n): NewCaseEvent => ({
          type: 'evidence',
          id: `E-${n + 1}`,
          kind: 'screenshot',
          title: `after ${n}`,
          files: [place(copy(`e${n}.png`, 100_000), `evidence/E-${n + 1}.png`)],
          items: [item],
          confidential: false,
        }),
      ),
    ];
  });
  const sources = { cases, asOf: '2026-12-01', seller: {}, history, licences: [], authorisations: [], measures: [], rules };
  const world = await measure(() => openWorld(id, sources));
  const { findings, versions, rescan } = world.value.world.items[0] ?? { findings: [], versions: [] };
  if (findings.length === 0 || versions.length < 2 || rescan === undefined) throw new Error('the world is empty');
  const log = await measure(async () => openCase(cases, id));
  const list = await measure(async () => openCases(cases, '2026-12-01'));
  const drafts = Array.from({ length: REPEATS }, () => draft(id));
  const least = (of: (one: Drafted) => number): string => Math.min(...drafts.map(of)).toFixed(2);
  printTable(
    'a case of 200 ASINs',
    ['step', 'CPU s, best of 5', 'seconds, best of 5'],
    [
      ['read and fold the log (605 events)', log.cpu.toFixed(2), log.wall.toFixed(2)],
      ['openCases, this one case', list.cpu.toFixed(2), list.wall.toFixed(2)],
      [`openWorld, ${ITEMS} ASINs, ${RUNS} runs, 20 MB of proofs hashed`, world.cpu.toFixed(2), world.wall.toFixed(2)],
      ['case draft, the whole command, Markdown, Word and text', least(({ cpu }) => cpu), least(({ wall }) => wall)],
    ],
  );
  process.stdout.write(
    `next number: ${nextId('A', world.value.known.actions)}; RSS ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
  );
  await history.close();

  async function record(run: number, known: ReadonlyMap<string, Rule>): Promise<void> {
    const at = new Date(Date.parse('2026-10-05T08:00:00Z') + run * 7 * 86_400_000).toISOString();
    const scope: RunScope = {
      paths: ['.'],
      whole: true,
      rules: [...known.keys()].sort(),
      images: true,
      ocr: false,
      complete: true,
    };
    const recorder = await history.begin({ startedAt: at, scope });
    let errors = 0;
    for (let n = 0; n < LISTINGS; n++) {
      const bad = run < 5 && n < ITEMS;
      const listing = listingOf(n, Math.floor(run / 2), bad);
      const findings = bad ? [findingOf(listing)] : [];
      errors += findings.length;
      await recorder.listing({
        listing,
        findings,
        pictures: new Map(),
        texts: findings.map(() => ({ message: TEXT, fix: TEXT })),
      });
    }
    const counts = { error: errors, warning: 0, note: 0 };
    await recorder.end({
      startedAt: at,
      endedAt: at,
      asOf: at.slice(0, 10),
      version: '0.9.0',
      packs: [],
      scope,
      files: 1,
      listings: LISTINGS,
      images: 0,
      problems: 0,
      counts,
      review: 0,
      suppressed: 0,
      baselined: 0,
      exit: 1,
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Drafted {
  readonly cpu: number;
  readonly wall: number;
}

/** Runs the command in the shop's folder and asks the shell what it took. */
function draft(id: string): Drafted {
  const args = [
    'case',
    'draft',
    id,
    '--kind',
    'plan-listing',
    '--by',
    'Li Na',
    '--format',
    'md',
    '--format',
    'docx',
    '--format',
    'txt',
  ];
  const script = '"$@" > said.txt 2>&1 || { cat said.txt >&2; exit 1; }; times > times.txt';
  const started = performance.now();
  execFileSync('sh', ['-c', script, 'sh', process.execPath, resolve('dist/cli.js'), ...args], {
    cwd: folder,
    env: { ...process.env, PRECLEAR_AS_OF: '2026-12-01' },
  });
  const wall = (performance.now() - started) / 1000;
  const [, children = ''] = readFileSync(join(folder, 'times.txt'), 'utf8').split('\n');
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
  return { cpu, wall };
}

const TEXT = { en: 'The search terms name Nike.', zh: '搜索词包含 Nike。' };

function keyOf(n: number): string {
  return `SKU-${n}`;
}

function asin(n: number): string {
  return `B0ZZ${String(n).padStart(6, '0')}`;
}

function listingOf(n: number, version: number, bad: boolean): Listing {
  const search = `running belt ${bad ? 'nike ' : ''}pouch ${n} v${version}`;
  return {
    id: keyOf(n),
    marketplace: 'amazon.com',
    fields: [
      { name: 'title', text: `Running belt number ${n} with a pouch for phones`, place: PLACE },
      { name: 'description', text: `It stays where it is. ${'A belt for long runs. '.repeat(40)}`, place: PLACE },
      { name: 'search-terms', index: 1, text: search, place: PLACE },
    ],
    images: [],
    source: { file: 'listings.csv', record: n + 1 },
  };
}

function findingOf({ id }: Listing): Finding {
  const identity = { rule: RULE, marketplace: 'amazon.com', listing: id, field: 'search-terms', what: 'nike', nth: 0 };
  return {
    ...{ rule: RULE, severity: 'error', review: false, confidence: 1, listing: id, marketplace: 'amazon.com' },
    ...{ file: 'listings.csv', line: 2, column: 3, record: 1, field: 'search-terms', index: 1 },
    ...{ span: [13, 17], match: 'nike', slots: { brand: 'Nike' }, evidence: { kind: 'field', limit: '0', actual: '1' } },
    ...{ prevention: ['brand-scan-before-upload'], fingerprint: fingerprint(identity), state: 'open' },
  } as Finding;
}

function parseOf(items: readonly string[]): NoticeParse {
  return {
    ...{ schema: 'notice-parse/0', platform: 'amazon', marketplace: 'US', language: 'en', subject: null },
    ...{ noticeKind: 'account_warning', origin: 'rights_owner', infringementType: 'trademark', infringementTypeRaw: null },
    ...{ where: ['text'], items: items.map((id) => ({ id })), complaintIds: [], ipNumbers: [], assertedTerms: ['NIKE'] },
    ...{ rightsOwner: null, requested: [], paths: [], deadline: { days: 5, unit: 'working', consequence: null } },
    ...{ attachmentTypes: [], accountLevel: true, fundsHeld: null },
  } as NoticeParse;
}

async function measure<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly cpu: number; readonly wall: number }> {
  let best: { value: T; cpu: number; wall: number } | undefined;
  for (let n = 0; n < REPEATS; n++) {
    const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
    const value = await work();
    const used = process.cpuUsage(cpu);
    const one = { value, cpu: (used.user + used.system) / 1e6, wall: Number(process.hrtime.bigint() - wall) / 1e9 };
    if (best === undefined || one.cpu < best.cpu) best = one;
  }
  if (best === undefined) throw new Error('nothing was measured');
  return best;
}
