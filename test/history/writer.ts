import { once } from 'node:events';
import process from 'node:process';
import { openHistory } from '../../src/history/open.ts';
import { findingOf, listingOf, record, type Said, WHOLE, week } from './runs.ts';

/*
 * One of several programs that write into a history at once: argv holds the place, what to do, its name and how often.
 */

const [, , where = '', work = '', name = '', times = '1'] = process.argv;

function shop(size: number): Said[] {
  return Array.from({ length: size }, (_, n) => ({
    id: `S-${n}`,
    found: [{ match: `Brand ${n % 7}` }, { match: `of ${name}` }],
  }));
}

const history = await openHistory(where);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
if (work === 'runs') for (let n = 0; n < Number(times); n++) await record(history, week(n), shop(40));
if (work === 'audit') {
  for (let n = 0; n < Number(times); n++)
    await history.appendAudit({ at: week(n), by: name, action: 'triage', subject: `S-${n}`, detail: '{}' });
}
if (work === 'triage') {
  const { fingerprint } = findingOf(listingOf({ id: 'S-1' }), { match: 'Brand 1' });
  const change = { fingerprint, state: 'in-work', assignee: name, by: name, at: week(1) } as const;
  process.stdout.write(`${JSON.stringify(await history.changeTriage(change, 0))}\n`);
}
if (work === 'long') {
  const recorder = await history.begin({ startedAt: week(9), scope: WHOLE });
  const write = recorder.listing.bind(recorder);
  for (const said of shop(Number(times))) {
    const listing = listingOf(said);
    const findings = (said.found ?? []).map((found) => findingOf(listing, found));
    await write({ listing, findings, texts: [], pictures: new Map() });
  }
  process.stdout.write('ending\n');
  await recorder.end({
    ...{ startedAt: week(9), endedAt: week(9), asOf: '2026-03-09', version: '1.0.0', packs: [], scope: WHOLE, files: 1 },
    ...{ listings: Number(times), images: 0, problems: 0, counts: { error: 0, warning: 0, note: 0 } },
    ...{ review: 0, suppressed: 0, baselined: 0, exit: 0 },
  });
  process.stdout.write('ended\n');
}
await history.close();
process.exit(0);
