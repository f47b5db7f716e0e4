import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { REFERENCE_ROLES, type ReferenceRole } from '../model/evidence.ts';
import type { ReferenceText } from '../model/reference.ts';
import type { LibraryStats, ReferenceFilter } from './entries.ts';
import { numberIn, textIn } from './store-database.ts';

/* Rows of the store -> texts of the library. */

/** Which texts to read; what is absent does not matter. */
export interface TextQuery extends ReferenceFilter {
  /** Most texts. */
  readonly limit?: number;
}

const COLUMNS = 'text.key, text.id, owner.name AS owner, role, url, captured, label, fields';

/** Makes the function that gives a text by its key. A scan asks thousands of times: preparing the question takes longer than the answer. */
export function textsByKey(db: DatabaseSyncInstance): (key: number) => ReferenceText | undefined {
  const find = db.prepare(`SELECT ${COLUMNS} FROM text JOIN owner ON owner.id = text.owner WHERE key = ?`);
  return (key) => {
    const row: unknown = find.get(key);
    return row === undefined ? undefined : readText(row);
  };
}

/** The texts that fit, by owner, label, id; one at a time. */
export function* selectTexts(db: DatabaseSyncInstance, { role, owner, limit }: TextQuery): Generator<ReferenceText> {
  const wanted = owner?.toLowerCase();
  const owners: readonly unknown[] = db.prepare('SELECT id, name FROM owner ORDER BY name').all();
  const texts = db.prepare(
    `SELECT ${COLUMNS} FROM text JOIN owner ON owner.id = text.owner WHERE text.owner = ? AND (? IS NULL OR role = ?) ORDER BY label, text.id`,
  );
  let left = limit ?? Number.POSITIVE_INFINITY;
  // Owner by owner: the database need not sort all texts for the first hundred.
  for (const one of owners) {
    if (wanted !== undefined && textIn(one, 'name').toLowerCase() !== wanted) continue;
    for (const row of texts.iterate(numberIn(one, 'id'), role ?? null, role ?? null)) {
      if (left-- <= 0) return;
      yield readText(row);
    }
  }
}

/** How many texts fit. */
export function countRows(db: DatabaseSyncInstance, role: ReferenceRole | undefined, owner: string | undefined): number {
  const wanted = owner?.toLowerCase();
  const rows: readonly unknown[] = db
    .prepare(
      'SELECT owner.name AS name, count(*) AS n FROM text JOIN owner ON owner.id = text.owner WHERE (? IS NULL OR role = ?) GROUP BY owner.id',
    )
    .all(role ?? null, role ?? null);
  return rows
    .filter((row) => wanted === undefined || textIn(row, 'name').toLowerCase() === wanted)
    .reduce((sum: number, row) => sum + numberIn(row, 'n'), 0);
}

/** Texts with keys from `first` to `last`, with the number of their owner, by key. */
export function* textsBetween(
  db: DatabaseSyncInstance,
  first: number,
  last: number,
): Generator<{ readonly key: number; readonly owner: number; readonly text: ReferenceText }> {
  const rows = db
    .prepare(
      `SELECT ${COLUMNS}, owner.number FROM text JOIN owner ON owner.id = text.owner WHERE key BETWEEN ? AND ? ORDER BY key`,
    )
    .iterate(first, last);
  for (const row of rows) yield { key: numberIn(row, 'key'), owner: numberIn(row, 'number'), text: readText(row) };
}

/** Counts all texts. */
export function countTexts(db: DatabaseSyncInstance): LibraryStats {
  const about: unknown = db
    .prepare('SELECT count(*) AS texts, sum(words) AS words, min(captured) AS oldest, max(captured) AS newest FROM text')
    .get();
  const roles: readonly unknown[] = db.prepare('SELECT role, count(*) AS n FROM text GROUP BY role ORDER BY role').all();
  const owners: readonly unknown[] = db
    .prepare('SELECT owner.name AS owner, count(*) AS n FROM text JOIN owner ON owner.id = text.owner GROUP BY owner.id')
    .all();
  const texts = numberIn(about, 'texts');
  const days = { oldest: textIn(about, 'oldest').slice(0, 10), newest: textIn(about, 'newest').slice(0, 10) };
  return {
    entries: texts,
    texts,
    images: 0,
    words: numberIn(about, 'words'),
    roles: Object.fromEntries(roles.map((row) => [textIn(row, 'role'), numberIn(row, 'n')])),
    owners: owners.map((row) => ({ owner: textIn(row, 'owner'), entries: numberIn(row, 'n') })),
    ...(texts === 0 ? {} : days),
  };
}

function readText(row: unknown): ReferenceText {
  const url = textIn(row, 'url');
  return {
    id: textIn(row, 'id'),
    kind: 'text',
    owner: textIn(row, 'owner'),
    role: roleOf(textIn(row, 'role')),
    ...(url === '' ? {} : { url }),
    capturedAt: textIn(row, 'captured'),
    label: textIn(row, 'label'),
    fields: readFields(textIn(row, 'fields')),
  };
}

function readFields(json: string): { readonly name: string; readonly text: string }[] {
  const pairs: unknown = JSON.parse(json);
  if (!Array.isArray(pairs)) return [];
  return pairs.map((pair: unknown) => {
    const [name, text]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    return { name: String(name), text: String(text) };
  });
}

function roleOf(role: string): ReferenceRole {
  return REFERENCE_ROLES.find((one) => one === role) ?? 'competitor';
}
