import { randomUUID } from 'node:crypto';
import type { Account, HealthSnapshot, Session } from '../model/history.ts';
import { REVIEWER_ROLES } from '../model/ledger.ts';
import { storable, storableName } from './packed.ts';
import type { Store, Tables } from './tables.ts';

/*
 * Accounts and stays on the page of a team, and what marketplaces say of the account: small tables that are read and written row by row.
 */

/** What a marketplace said, kept once: the same file imported again gives what is there. */
export function addSnapshot(store: Store, snapshot: Omit<HealthSnapshot, 'id'>): Promise<HealthSnapshot> {
  const { at, status, score, policies, sha256 } = snapshot;
  const marketplace = storableName(snapshot.marketplace);
  const row = {
    ...{ id: randomUUID(), marketplace, at, status: status === undefined ? null : storable(status, MAX_STATUS) },
    ...{ score: score ?? null, policies: storable(JSON.stringify(policies), MAX_POLICIES), sha256 },
  };
  return store.write(async (writing) => {
    const there = await writing
      .selectFrom('snapshot')
      .selectAll()
      .where('marketplace', '=', marketplace)
      .where('at', '=', at)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (there !== undefined) return toSnapshot(there);
    await writing.insertInto('snapshot').values(row).execute();
    return toSnapshot(row);
  });
}

const MAX_STATUS = 300;
const MAX_POLICIES = 16 * 1024 * 1024;
const MOST_SNAPSHOTS = 10_000;

/** What marketplaces said, the oldest first. */
export async function findSnapshots(
  { db }: Store,
  { from, to, marketplace }: { readonly from?: string; readonly to?: string; readonly marketplace?: string } = {},
): Promise<HealthSnapshot[]> {
  let query = db.selectFrom('snapshot').selectAll();
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (marketplace !== undefined) query = query.where('marketplace', '=', storableName(marketplace));
  const rows = await query.orderBy('at').orderBy('marketplace').orderBy('id').limit(MOST_SNAPSHOTS).execute();
  return rows.map(toSnapshot);
}

function toSnapshot({ id, marketplace, at, status, score, policies, sha256 }: Tables['snapshot']): HealthSnapshot {
  const said: HealthSnapshot['policies'] = JSON.parse(policies);
  return {
    ...{ id, marketplace, at, policies: said, sha256 },
    ...(status === null ? {} : { status }),
    ...(score === null ? {} : { score }),
  };
}

/** All accounts, by name. */
export async function findAccounts({ db }: Store): Promise<Account[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('name').execute();
  return rows.map(({ name, role, password_hash, created_at, disabled_at }) => ({
    ...{ name, role: REVIEWER_ROLES.find((one) => one === role) ?? 'operator', passwordHash: password_hash },
    createdAt: created_at,
    ...(disabled_at === null ? {} : { disabledAt: disabled_at }),
  }));
}

/** Makes an account, or changes it. */
export async function putAccount(store: Store, account: Account): Promise<void> {
  const { name, role, passwordHash, createdAt, disabledAt } = account;
  const row = { role, password_hash: passwordHash, created_at: createdAt, disabled_at: disabledAt ?? null };
  await store.write((writing) =>
    writing
      .insertInto('account')
      .values({ name: storableName(name), ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute(),
  );
}

/** A stay by its id. */
export async function findSession({ db }: Store, id: string): Promise<Session | undefined> {
  const row = await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const { account, created_at, expires_at } = row;
  return { id, account, createdAt: created_at, expiresAt: expires_at };
}

/** Begins a stay, or makes it longer. */
export async function putSession(store: Store, { id, account, createdAt, expiresAt }: Session): Promise<void> {
  const row = { account: storableName(account), created_at: createdAt, expires_at: expiresAt };
  await store.write((writing) =>
    writing
      .insertInto('session')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute(),
  );
}

/** Ends stays. */
export async function endSessions(
  store: Store,
  which: { readonly id: string } | { readonly account: string } | { readonly expiredBefore: string },
): Promise<void> {
  await store.write((writing) => {
    const sessions = writing.deleteFrom('session');
    if ('id' in which) return sessions.where('id', '=', which.id).execute();
    if ('account' in which) return sessions.where('account', '=', storableName(which.account)).execute();
    return sessions.where('expires_at', '<', which.expiredBefore).execute();
  });
}
