import { TRIAGE_STATES, type Triage } from '../model/history.ts';
import { storable } from './packed.ts';
import type { Store, Tables, Writing } from './tables.ts';

/*
 * What people made of findings. Each change names the revision that it was made from, so that of two people who decide at once the second
 * is shown what the first decided.
 */

/** Longest note and name. */
const MAX_NOTE = 10_000;
const MAX_WHO = 200;

/** A row as people read it. */
export function toTriage(row: Tables['triage']): Triage {
  const { fingerprint, revision, state, assignee, note, decided_by, decided_at } = row;
  return {
    fingerprint,
    revision,
    state: TRIAGE_STATES.find((one) => one === state) ?? 'none',
    ...(assignee === null ? {} : { assignee }),
    ...(note === null ? {} : { note }),
    ...{ by: decided_by, at: decided_at },
  };
}

/** Changes it, if nobody else did since; else tells what is there. */
export function changeTriage(
  store: Store,
  change: Omit<Triage, 'revision'>,
  expected: number,
): Promise<{ readonly done: Triage } | { readonly conflict: Triage }> {
  const { fingerprint, state, assignee, note, by, at } = change;
  const row = {
    ...{ fingerprint, revision: expected + 1, state },
    assignee: assignee === undefined ? null : storable(assignee, MAX_WHO),
    note: note === undefined ? null : storable(note, MAX_NOTE),
    ...{ decided_by: storable(by, MAX_WHO), decided_at: at },
  };
  return store.write(async (writing) => {
    const there = await find(writing, fingerprint);
    if ((there?.revision ?? 0) !== expected)
      return { conflict: there === undefined ? nothingYet(fingerprint) : toTriage(there) };
    if (there === undefined) await writing.insertInto('triage').values(row).execute();
    else await writing.updateTable('triage').set(row).where('fingerprint', '=', fingerprint).execute();
    return { done: toTriage(row) };
  });
}

function find(writing: Writing, fingerprint: string): Promise<Tables['triage'] | undefined> {
  return writing.selectFrom('triage').selectAll().where('fingerprint', '=', fingerprint).executeTakeFirst();
}

function nothingYet(fingerprint: string): Triage {
  return { fingerprint, revision: 0, state: 'none', by: '', at: '' };
}
