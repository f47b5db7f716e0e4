import { hash } from 'node:crypto';
import type { ReferenceRole } from '../model/evidence.ts';
import { compareTexts } from '../model/order.ts';
import type { Reference, ReferenceImage, ReferenceText } from '../model/reference.ts';

/*
 * The reference library as a list of entries: what can be added, removed, listed and counted. No disk here, see disk.ts.
 */

/** Hexadecimal digits of an id: 48 bits, no clash before millions of entries. */
const ID_DIGITS = 12;

/** What is known of a text before it has an id. */
export type NewText = Omit<ReferenceText, 'id' | 'kind'>;
/** What is known of a picture before it has an id. */
export type NewImage = Omit<ReferenceImage, 'id' | 'kind'>;

/** An entry for a text. Its id follows from owner, role and words, so the same text is the same entry wherever it was found. */
export function makeTextReference(text: NewText): ReferenceText {
  return { id: digestText(text).slice(0, ID_DIGITS), kind: 'text', ...text };
}

/** The digest (SHA-256, hexadecimal) from which the id of a text is taken. */
export function digestText(text: Pick<NewText, 'owner' | 'role' | 'fields'>): string {
  return digest(
    text,
    text.fields.map((field) => [field.name, field.text]),
  );
}

/** An entry for a picture. Its id follows from owner, role and the bytes of the file. */
export function makeImageReference(image: NewImage): ReferenceImage {
  return { id: digest(image, image.sha256).slice(0, ID_DIGITS), kind: 'image', ...image };
}

/** What an addition changed. */
export interface Addition {
  /** The whole library, sorted by id. */
  readonly entries: readonly Reference[];
  /** Entries that are new. */
  readonly added: readonly Reference[];
  /** Entries that were there already and stay as they were. */
  readonly known: readonly Reference[];
}

/** Adds entries. What is there already stays as it is, with its first date and place. */
export function addReferences(library: readonly Reference[], entries: readonly Reference[]): Addition {
  const byId = new Map(library.map((entry) => [entry.id, entry]));
  const added: Reference[] = [];
  const known: Reference[] = [];
  for (const entry of entries) {
    const there = byId.get(entry.id);
    if (there !== undefined) {
      known.push(there);
      continue;
    }
    byId.set(entry.id, entry);
    added.push(entry);
  }
  return { entries: sortById([...byId.values()]), added, known };
}

/** What a removal changed. */
export interface Removal {
  readonly entries: readonly Reference[];
  readonly removed: readonly Reference[];
  /** Ids that no entry has. */
  readonly unknown: readonly string[];
}

/** Removes the entries with these ids. */
export function removeReferences(library: readonly Reference[], ids: readonly string[]): Removal {
  const wanted = new Set(ids);
  const removed = library.filter((entry) => wanted.has(entry.id));
  const found = new Set(removed.map((entry) => entry.id));
  return {
    entries: library.filter((entry) => !wanted.has(entry.id)),
    removed,
    unknown: [...wanted].filter((id) => !found.has(id)),
  };
}

/** Which entries to list; what is absent does not matter. */
export interface ReferenceFilter {
  readonly role?: ReferenceRole | undefined;
  /** Compared without case. */
  readonly owner?: string | undefined;
}

/** The entries that fit, by owner, then label, then id. */
export function listReferences(library: readonly Reference[], filter: ReferenceFilter): Reference[] {
  const owner = filter.owner?.toLowerCase();
  return library
    .filter((entry) => filter.role === undefined || entry.role === filter.role)
    .filter((entry) => owner === undefined || entry.owner.toLowerCase() === owner)
    .sort((a, b) => compareTexts(a.owner, b.owner) || compareTexts(a.label, b.label) || compareTexts(a.id, b.id));
}

/** What a library holds. */
export interface LibraryStats {
  readonly entries: number;
  readonly texts: number;
  readonly images: number;
  /** Words of all texts, split at white space; runs of Chinese and Japanese count as one. */
  readonly words: number;
  readonly roles: Readonly<Record<string, number>>;
  /** Most entries first. */
  readonly owners: readonly { readonly owner: string; readonly entries: number }[];
  /** Days of the first and the last capture; absent in an empty library. */
  readonly oldest?: string;
  readonly newest?: string;
}

/** Counts a library. */
export function countReferences(library: readonly Reference[]): LibraryStats {
  const owners = new Map<string, number>();
  const roles: Record<string, number> = {};
  const days = library.map((entry) => entry.capturedAt.slice(0, 10)).sort();
  let texts = 0;
  let words = 0;
  for (const entry of library) {
    owners.set(entry.owner, (owners.get(entry.owner) ?? 0) + 1);
    roles[entry.role] = (roles[entry.role] ?? 0) + 1;
    if (entry.kind === 'image') continue;
    texts++;
    words += countWords(entry);
  }
  const [oldest] = days;
  const newest = days.at(-1);
  return {
    entries: library.length,
    texts,
    images: library.length - texts,
    words,
    roles: Object.fromEntries(Object.entries(roles).sort(([a], [b]) => compareTexts(a, b))),
    owners: [...owners]
      .map(([owner, entries]) => ({ owner, entries }))
      .sort((a, b) => b.entries - a.entries || compareTexts(a.owner, b.owner)),
    ...(oldest === undefined || newest === undefined ? {} : { oldest, newest }),
  };
}

/** Words of a text, split at white space. */
export function countWords({ fields }: Pick<NewText, 'fields'>): number {
  return fields.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
}

/** What two parts of a library hold together. */
export function addStats(a: LibraryStats, b: LibraryStats): LibraryStats {
  const roles = new Map(Object.entries(a.roles));
  for (const [role, entries] of Object.entries(b.roles)) roles.set(role, (roles.get(role) ?? 0) + entries);
  const owners = new Map(a.owners.map(({ owner, entries }) => [owner, entries]));
  for (const { owner, entries } of b.owners) owners.set(owner, (owners.get(owner) ?? 0) + entries);
  const days = [a.oldest, a.newest, b.oldest, b.newest].filter((day) => day !== undefined).sort();
  const [oldest] = days;
  const newest = days.at(-1);
  return {
    entries: a.entries + b.entries,
    texts: a.texts + b.texts,
    images: a.images + b.images,
    words: a.words + b.words,
    roles: Object.fromEntries([...roles].sort(([one], [other]) => compareTexts(one, other))),
    owners: [...owners]
      .map(([owner, entries]) => ({ owner, entries }))
      .sort((one, other) => other.entries - one.entries || compareTexts(one.owner, other.owner)),
    ...(oldest === undefined || newest === undefined ? {} : { oldest, newest }),
  };
}

/** Entries in the order of the library file. */
export function sortById(entries: readonly Reference[]): Reference[] {
  return [...entries].sort((a, b) => compareTexts(a.id, b.id));
}

function digest({ owner, role }: { readonly owner: string; readonly role: ReferenceRole }, content: unknown): string {
  return hash('sha256', JSON.stringify([owner, role, content]), 'hex');
}
