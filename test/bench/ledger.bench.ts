import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { measuresNow } from '../../src/appeal/measures-now.ts';
import { openHistory } from '../../src/history/open.ts';
import { appendRecord, appendSignOff } from '../../src/ledger/append-record.ts';
import { openRecords } from '../../src/ledger/open-records.ts';
import { makeSignOff } from '../../src/ledger/sign-off-state.ts';
import { TRAININGS } from '../../src/ledger/tables/trainings.ts';
import type { RunScope } from '../../src/model/history.ts';
import type { Listing } from '../../src/model/listing.ts';
import { contentHash } from '../../src/model/listing-content.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';
import { printTable } from '../eval/table.ts';

/*
 * The ledger of a shop of 10,000 listings, each signed by two people: what reading it costs, one row more, and the state of every measure.
 *
 *   npm run bench -- ledger [--listings N]
 */

const { values } = parseArgs({ options: { listings: { type: 'string' } }, allowPositionals: true });
const LISTINGS = Number(values.listings ?? 10_000);
const AT = '2026-11-20T09:00:00.000Z';
const place = { runs: [0, 1, 1] };

const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
const ledger = join(folder, 'ledger');
const rows: string[][] = [];

async function time<T>(what: string, work: () => Promise<T>): Promise<T> {
  const since = process.cpuUsage();
  const started = Date.now();
  const result = await work();
  const { user, system } = process.cpuUsage(since);
  rows.push([what, ((user + system) / 1e6).toFixed(2), ((Date.now() - started) / 1000).toFixed(2)]);
  return result;
}

function listingOf(n: number): Listing {
  return {
    ...{ id: `SKU-${n}`, marketplace: 'amazon.com', images: [{ slot: 'main', src: `img/${n}.jpg`, place }] },
    fields: [
      { name: 'title', text: `Hillmoor bottle number ${n}`, place },
      { name: 'description', text: 'A steel bottle that keeps drinks cold for a day. '.repeat(12), place },
    ],
    source: { file: 'feed.tsv', record: n },
  };
}

try {
  mkdirSync(ledger);
  const rules = (await loadRulePacks([])).flatMap((pack) => pack.rules);
  const scope: RunScope = {
    ...{ paths: ['.'], whole: true, images: true, ocr: true, complete: true },
    rules: rules.map(({ id }) => id),
  };
  const listings = Array.from({ length: LISTINGS }, (_, n) => listingOf(n));
  const history = await openHistory(join(folder, 'history.db'));
  const recorder = await history.begin({ startedAt: AT, scope });
  for (const listing of listings) await recorder.listing({ listing, findings: [], texts: [], pictures: new Map() });
  await recorder.end({
    ...{ startedAt: AT, endedAt: AT, asOf: AT.slice(0, 10), version: '1.0.0', packs: [], scope, files: 1 },
    ...{ listings: LISTINGS, images: LISTINGS, problems: 0, counts: { error: 0, warning: 0, note: 0 } },
    ...{ review: 0, suppressed: 0, baselined: 0, exit: 0 },
  });
  const signOffs = ['Li Na', 'Wang Wei'].flatMap((by) =>
    listings.map((listing) =>
      makeSignOff({
        ...{ listing: listing.id, marketplace: 'amazon.com', by, decision: 'approved', at: AT },
        contentHash: contentHash(listing, new Map()),
      }),
    ),
  );
  const steps = [...new Set(rules.flatMap(({ prevention }) => prevention.map(({ id }) => id)))];
  const adopted = steps.map((step) => `M-${step},${step},2026-03-01,Li Na`);
  writeFileSync(join(ledger, 'measures.csv'), `id,step,adopted,owner\n${adopted.join('\n')}\n`);
  await time(`${signOffs.length} sign-offs written at once`, () => appendSignOff(join(ledger, 'sign-offs.jsonl'), ...signOffs));
  const [first] = signOffs;
  if (first === undefined) throw new Error('nothing was signed');
  const { id: _, ...said } = first;
  await time('one sign-off more', () =>
    appendSignOff(join(ledger, 'sign-offs.jsonl'), makeSignOff({ ...said, at: '2026-11-21T09:00:00.000Z' })),
  );
  await time('one training', () => appendRecord(ledger, TRAININGS, { date: '2026-11-10', topic: 'Marks' }, 'T'));
  const { problems } = await time('the ledger read', () => openRecords(ledger, 'ledger'));
  const { measures } = await time(`${steps.length} measures judged`, () =>
    measuresNow({ history, folder: ledger, shown: 'ledger', rules, asOf: '2026-11-22' }),
  );
  await history.close();
  if (problems.length > 0) throw new Error(problems[0]?.reason.en ?? '');
  const signed = measures.find(({ step }) => step === 'reviewer-sign-off');
  if (signed?.control?.done !== LISTINGS) throw new Error('not every signature was counted');
  printTable(`A shop of ${LISTINGS} listings`, ['what', 'CPU s', 'elapsed s'], rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
