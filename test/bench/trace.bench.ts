import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { readOwn } from '../../src/commands/trace/own.ts';
import { openEverydayWording } from '../../src/scan/installation.ts';
import { readSuspect } from '../../src/trace/suspect.ts';
import { findTexts } from '../../src/trace/trace-page.ts';
import { makeListings, makeMarks } from './listings.ts';

/*
 * One page of some 2,400 words, three passages of which are of one of our listings, beside all of our 10,000 listings: how long it takes to find it, against
 * reading those listings alone. Pictures are left out: they are compared for the listings that were found.
 *
 *   npm run bench -- trace
 */

const LISTINGS = 10_000;
const ROUNDS = 3;
const WANTED = 7_321;

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const folder = mkdtempSync(join(tmpdir(), 'preclear-trace-bench-'));
try {
  const made = [...makeListings(LISTINGS, makeMarks(900))];
  const lines = made.map(({ title, bullets, description, searchTerms }, at) =>
    JSON.stringify({ sku: `S-${at}`, title, bullets, description, 'search-terms': searchTerms }),
  );
  writeFileSync(join(folder, 'own.jsonl'), `${lines.join('\n')}\n`);
  const copied = made[WANTED];
  const rest = [...makeListings(14, makeMarks(900), 99)].map(({ bullets, description }) =>
    [...bullets, description].join('\n'),
  );
  const text = [...rest.slice(0, 7), ...(copied?.bullets.slice(0, 3) ?? []), ...rest.slice(7)].join('\n');
  const page = readSuspect({
    named: 'page',
    finalUrl: 'https://copier.example/',
    redirects: [],
    source: 'network',
    observedAt: '2026-11-22T12:00:00Z',
    bytes: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
    title: '',
    headers: {},
    body: Buffer.from(text),
    markup: '',
    text,
    visible: text.length,
    pictures: [],
    dates: [],
    problems: [],
  });
  const wording = openEverydayWording();
  const request = { paths: [folder], named: [], config: undefined, oneConfig: false, pictures: false, onListing: () => {} };
  for (let round = 0; round < ROUNDS; round++) {
    const start = cpu();
    await readOwn([], request);
    const read = cpu();
    const { finder } = await readOwn([page], request);
    const compared = cpu();
    const [first] = findTexts(page, finder.of(0), wording);
    const told = cpu();
    if (first?.of.listing !== `S-${WANTED}` || finder.listings !== LISTINGS) throw new Error(`found ${first?.of.listing}`);
    const ratio = ((told - read) / (read - start)).toFixed(2);
    process.stdout.write(
      `${page.words.count} words beside ${LISTINGS} listings: floor (read them, words of each) ${(read - start).toFixed(2)} s, compared ${(compared - read).toFixed(2)} s, ` +
        `${finder.of(0).length} aligned ${(told - compared).toFixed(2)} s, ${ratio} times the floor, ${Math.round(process.memoryUsage.rss() / 1e6)} MB; ${first.passages.length} passages\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
