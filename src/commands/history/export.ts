import process from 'node:process';
import type { History } from '../../history/history.ts';
import type { Page } from '../../model/history.ts';
import type { HistoryFlags } from '../history.ts';
import { type Output, streamOutput } from '../output.ts';
import { readAll, withHistory } from './action.ts';

/** Layout of the lines; changes when a line says something else than before. */
const EXPORT_VERSION = 1;
const PAGE = 500;
const MOST_RUNS = 10_000;

/** Prints everything but accounts and sessions, one JSON object a line, each named by what it is. */
export async function exportHistory(flags: HistoryFlags): Promise<void> {
  await withHistory(flags, false, async (history) => {
    const out = streamOutput(process.stdout);
    await writeLine(out, { preclear: 'history', version: EXPORT_VERSION });
    for (const run of (await history.runs({ limit: MOST_RUNS })).toReversed()) await writeLine(out, { run });
    for await (const listing of pages((offset) => history.listings({ sort: 'listing', offset, limit: PAGE })))
      await exportListing(out, history, listing);
    for (const episode of await readAll(history, {})) await writeLine(out, { episode });
    for (const snapshot of await history.snapshots()) await writeLine(out, { snapshot });
    for await (const entry of pages((offset) => history.audit({ offset, limit: PAGE }))) await writeLine(out, { entry });
  });
}

async function exportListing(
  out: Output,
  history: History,
  listing: { readonly listing: string; readonly marketplace: string },
): Promise<void> {
  await writeLine(out, { listing });
  for (const version of await history.versions(listing.listing, listing.marketplace)) await writeLine(out, { version });
}

async function* pages<T>(read: (offset: number) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let offset = 0; ; ) {
    const { items, total } = await read(offset);
    yield* items;
    offset += items.length;
    if (items.length === 0 || offset >= total) return;
  }
}

async function writeLine(out: Output, value: object): Promise<void> {
  await out.write(`${JSON.stringify(value)}\n`);
}
