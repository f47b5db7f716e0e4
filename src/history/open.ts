import { resolve } from 'node:path';
import { isDatabaseAddress } from './address.ts';
import { appendAudit, findAudit, verifyAudit } from './audit.ts';
import { countPictures, findCorrections } from './controls.ts';
import { findEpisodes, findEpisodesOf, tally } from './episodes.ts';
import type { History } from './history.ts';
import { findListings } from './listings.ts';
import { findNamedEpisodes, findNamedListings, findNamedVersions } from './named-listings.ts';
import { beginRun } from './recorder.ts';
import { findCoverage, findFixTimes, findRun, findRuns, findTrend } from './runs.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './tables.ts';
import { addSnapshot, endSessions, findAccounts, findSession, findSnapshots, putAccount, putSession } from './team.ts';
import { changeTriage } from './triage.ts';

/**
 * Opens the history.
 * @param where path of a file, or the address of a PostgreSQL database, `postgres://user@host/database?schema=shop`.
 * @param create whether it is made when there is none (default: yes); who only reads says no.
 * @throws UsageError when there is none and it is not to be made, or when a newer program wrote it; EnvironmentError when it cannot be used.
 */
export async function openHistory(where: string, { create = true }: { readonly create?: boolean } = {}): Promise<History> {
  if (!isDatabaseAddress(where)) return over(await openSqlite(resolve(where), create));
  // Most histories are files; what speaks to servers is loaded for the others only.
  const { openPostgres } = await import('./postgres.ts');
  return over(await openPostgres(where, create));
}

/** The questions, each where its tables are. */
function over(store: Store): History {
  return {
    begin: () => beginRun(store),
    runs: (query) => findRuns(store, query),
    run: (id) => findRun(store, id),
    episodes: (query) => findEpisodes(store, query),
    episodesOf: (fingerprint) => findEpisodesOf(store, fingerprint),
    tallies: (query, by, limit) => tally(store, query, by, limit),
    trend: (intervals) => findTrend(store, intervals),
    fixTimes: (from, to) => findFixTimes(store, from, to),
    coverage: (from, to) => findCoverage(store, from, to),
    countPictures: () => countPictures(store),
    corrections: (from, to) => findCorrections(store, from, to),
    listings: (query) => findListings(store, query),
    listing: async (listing, marketplace) => (await findNamedListings(store, [{ listing, marketplace }]))[0],
    versions: async (listing, marketplace) => (await findNamedVersions(store, [{ listing, marketplace }]))[0] ?? [],
    listingsNamed: (names) => findNamedListings(store, names),
    versionsNamed: (names) => findNamedVersions(store, names),
    episodesNamed: (names, most) => findNamedEpisodes(store, names, most),
    addSnapshot: (snapshot) => addSnapshot(store, snapshot),
    snapshots: (query) => findSnapshots(store, query),
    changeTriage: (change, expected) => changeTriage(store, change, expected),
    appendAudit: (entry) => appendAudit(store, entry),
    audit: (query) => findAudit(store, query),
    verifyAudit: () => verifyAudit(store),
    accounts: () => findAccounts(store),
    putAccount: (account) => putAccount(store, account),
    session: (id) => findSession(store, id),
    putSession: (session) => putSession(store, session),
    endSessions: (which) => endSessions(store, which),
    close: () => store.close(),
  };
}
