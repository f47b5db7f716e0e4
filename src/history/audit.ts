import { hash } from 'node:crypto';
import type { AuditEntry, Page } from '../model/history.ts';
import { storable } from './packed.ts';
import type { Store, Tables } from './tables.ts';

/*
 * The log of decisions. Each line holds the hash of the one before and of itself; how many there are, and the last hash, stand beside it,
 * so that lines which were cut off the end are missed as well.
 */

const USUAL = 50;
const MOST = 500;
/** Lines that are checked together. */
const CHECKED = 2000;
const MAX_TEXT = 300;
const MAX_DETAIL = 100_000;

/** Adds a line. */
export function appendAudit(
  store: Store,
  { at, by, role, action, subject, detail }: Pick<AuditEntry, 'at' | 'by' | 'role' | 'action' | 'subject' | 'detail'>,
): Promise<AuditEntry> {
  const said = {
    ...{ at, who: storable(by, MAX_TEXT), role: role === undefined ? null : storable(role, MAX_TEXT) },
    ...{ action: storable(action, MAX_TEXT), subject: storable(subject, MAX_TEXT), detail: storable(detail, MAX_DETAIL) },
  };
  return store.write(async (writing) => {
    const head = await writing.selectFrom('audit_head').selectAll().executeTakeFirst();
    const linked = { id: (head?.last ?? 0) + 1, ...said, previous: head?.hash ?? '' };
    const row = { ...linked, hash: hashOf(linked) };
    await writing.insertInto('audit').values(row).execute();
    await writing
      .insertInto('audit_head')
      .values({ one: 1, last: row.id, hash: row.hash })
      .onConflict((conflict) => conflict.column('one').doUpdateSet({ last: row.id, hash: row.hash }))
      .execute();
    return toEntry(row);
  });
}

/** Lines, the newest first. */
export async function findAudit(
  { db }: Store,
  { subject, offset = 0, limit = USUAL }: { readonly subject?: string; readonly offset?: number; readonly limit?: number } = {},
): Promise<Page<AuditEntry>> {
  let about = db.selectFrom('audit');
  if (subject !== undefined) about = about.where('subject', '=', storable(subject, MAX_TEXT));
  const { count } = await about.select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow();
  const rows = await about
    .selectAll()
    .orderBy('id', 'desc')
    .limit(Math.min(Math.max(0, limit), MOST))
    .offset(Math.max(0, offset))
    .execute();
  return { items: rows.map(toEntry), total: Number(count) };
}

/** The first line that is not as it was written, or stands where another one is missing. */
export async function verifyAudit({ db }: Store): Promise<AuditEntry | undefined> {
  let last = { id: 0, hash: '' };
  for (;;) {
    const rows = await db.selectFrom('audit').selectAll().where('id', '>', last.id).orderBy('id').limit(CHECKED).execute();
    for (const row of rows) {
      if (row.id !== last.id + 1 || row.previous !== last.hash || row.hash !== hashOf(row)) return toEntry(row);
      last = row;
    }
    if (rows.length < CHECKED) break;
  }
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirst();
  if ((head?.last ?? 0) === last.id && (head?.hash ?? '') === last.hash) return undefined;
  const missing = { id: last.id + 1, at: '', by: '', action: '', subject: '', detail: '' };
  return { ...missing, previous: last.hash, hash: head?.hash ?? '' };
}

function hashOf({ id, at, who, role, action, subject, detail, previous }: Omit<Tables['audit'], 'hash'>): string {
  return hash('sha256', JSON.stringify([id, at, who, role, action, subject, detail, previous]), 'hex');
}

function toEntry({ id, at, who, role, action, subject, detail, previous, hash: own }: Tables['audit']): AuditEntry {
  return {
    ...{ id, at, by: who, action, subject, detail, previous, hash: own },
    ...(role === null ? {} : { role }),
  };
}
