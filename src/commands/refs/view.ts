import { join } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import type { Reference } from '../../model/reference.ts';
import type { Bilingual } from '../../model/text.ts';
import { saveLibrary } from '../../references/disk.ts';
import { addStats, countReferences, type LibraryStats, listReferences, removeReferences } from '../../references/entries.ts';
import { openOldPictures } from '../../references/picture-copy.ts';
import { savePictures } from '../../references/picture-write.ts';
import { openStore } from '../../references/store.ts';
import { openStoreForWriting } from '../../references/store-write.ts';
import { listPacks, REGISTERS_FOLDER } from '../../registers/disk.ts';
import { widthOf } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import type { LibraryFlags, ListFlags } from '../refs.ts';
import { formatTable } from '../table.ts';
import { makeOutcome, type OpenedLibrary, openFlaggedLibrary, openForChange, type RefsOutcome } from './library.ts';

/** Widest column of the table; longer names and labels are cut. */
const MAX_COLUMN = 40;
/** Imported entries that `refs list` shows. */
const MOST_LISTED = 10_000;
/** Owners that `refs stats` names. */
const MOST_OWNERS = 20;

/** Lists the library: a table for people, JSON with everything for programs. */
export async function runRefsList(flags: ListFlags): Promise<RefsOutcome> {
  const library = await openFlaggedLibrary(flags);
  const { found, more } = await listAll(library, flags);
  const stdout = flags.format === 'json' ? `${jsonText(found, 2)}\n` : tableOf(found);
  const registers = registerLines(library.folder).map((line) => `Register ${line}.`);
  const left = more === 0 ? [] : [`${more} more are not shown; choose with --owner or --role.`];
  const notes = [`${count(found.length, 'entry', 'entries')} in ${library.shown}.`, ...left, ...registers];
  return makeOutcome(stdout, notes, library.problems, flags);
}

/** Hand-kept and imported entries in one list; of very many imported ones the first. */
async function listAll(
  library: OpenedLibrary,
  { owner, role }: ListFlags,
): Promise<{ readonly found: readonly Reference[]; readonly more: number }> {
  const filter = { owner, role };
  const store = await openStore(library.folder);
  if (store === undefined) return { found: listReferences(library.references, filter), more: 0 };
  try {
    const imported = [...store.select({ ...filter, limit: MOST_LISTED })];
    const more = imported.length < MOST_LISTED ? 0 : store.count(filter) - imported.length;
    return { found: listReferences([...library.references, ...imported], filter), more };
  } finally {
    store.close();
  }
}

/** Removes entries. An id that no entry has is an error, and nothing is removed. */
export async function runRefsRemove(ids: readonly string[], flags: LibraryFlags): Promise<RefsOutcome> {
  const library = await openForChange(flags);
  const { entries, removed, unknown } = removeReferences(library.references, ids);
  const imported = await findImported(library.folder, unknown);
  const nowhere = unknown.filter((id) => !imported.some((entry) => entry.id === id));
  if (nowhere.length > 0) throw new UsageError(await explainUnknown(nowhere, library.references, library.shown));
  if (imported.length > 0) await removeImported(library.folder, unknown);
  if (removed.length > 0) saveLibrary(library.folder, entries);
  if (removed.some(({ kind }) => kind === 'image')) dropPictures(library.folder, entries);
  const all = [...removed, ...imported];
  return makeOutcome(tableOf(all), [`Removed ${count(all.length, 'entry', 'entries')} from ${library.shown}.`], [], flags);
}

/** Takes away the details of pictures that no entry names any more. */
function dropPictures(folder: string, entries: readonly Reference[]): void {
  const stored = openOldPictures(folder);
  if (stored === undefined || 'reason' in stored) return;
  const named = new Set(entries.flatMap((entry) => (entry.kind === 'image' ? [entry.sha256.toLowerCase()] : [])));
  savePictures(folder, stored, (sha256) => named.has(sha256), []);
  stored.close();
}

async function findImported(folder: string, ids: readonly string[]): Promise<readonly Reference[]> {
  const store = ids.length === 0 ? undefined : await openStore(folder);
  if (store === undefined) return [];
  try {
    return ids.map((id) => store.find(id)).filter((entry) => entry !== undefined);
  } finally {
    store.close();
  }
}

async function removeImported(folder: string, ids: readonly string[]): Promise<void> {
  const store = await openStoreForWriting(folder, 'refs remove');
  try {
    store.remove(ids);
  } finally {
    store.close();
  }
}

/** Counts the library. */
export async function runRefsStats(flags: LibraryFlags): Promise<RefsOutcome> {
  const library = await openFlaggedLibrary(flags);
  const registers = registerLines(library.folder).map((line) => `register  ${line}\n`);
  const store = await openStore(library.folder);
  try {
    const own = countReferences(library.references);
    const stats = store === undefined ? own : addStats(own, store.stats());
    const imported =
      store === undefined ? [] : [`imported  ${store.texts} of them, indexed in ${megabytes(store.indexBytes)} MB\n`];
    return makeOutcome(statsOf(stats) + imported.join('') + registers.join(''), [], library.problems, flags);
  } finally {
    store?.close();
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** The trademark registers of a library, one line an office. */
function registerLines(folder: string): string[] {
  return listPacks(join(folder, REGISTERS_FOLDER)).map(({ head }) => {
    const { office, entries, byStatus, searched, files, latest } = head;
    const imported =
      files
        .map((file) => file.day)
        .sort()
        .at(-1) ?? '-';
    return `${office}: ${entries} marks (${byStatus.live} live, ${byStatus.pending} pending), ${searched} looked for; latest change ${latest === '' ? '-' : latest}, imported ${imported}`;
  });
}

function tableOf(entries: readonly Reference[]): string {
  if (entries.length === 0) return '';
  const rows = entries.map(({ id, role, kind, owner, capturedAt, label, url }) => {
    return [id, role, kind, cut(owner), capturedAt.slice(0, 10), cut(label), url ?? ''];
  });
  return formatTable([['ID', 'ROLE', 'KIND', 'OWNER', 'CAPTURED', 'LABEL', 'URL'], ...rows]);
}

function statsOf(stats: LibraryStats): string {
  const lines = [
    `entries   ${stats.entries}`,
    `texts     ${stats.texts} (${stats.words} words)`,
    `pictures  ${stats.images}`,
    `captured  ${capturedBetween(stats)}`,
    ...Object.entries(stats.roles).map(([role, entries]) => `role      ${role}: ${entries}`),
    ...stats.owners.slice(0, MOST_OWNERS).map(({ owner, entries }) => `owner     ${cut(owner)}: ${entries}`),
  ];
  const more = stats.owners.length - MOST_OWNERS;
  if (more > 0) lines.push(`owner     and ${more} more`);
  return `${lines.join('\n')}\n`;
}

function capturedBetween({ oldest, newest }: LibraryStats): string {
  if (oldest === undefined) return '-';
  return oldest === newest ? oldest : `${oldest} to ${newest}`;
}

async function explainUnknown(unknown: readonly string[], entries: readonly Reference[], shown: string): Promise<Bilingual> {
  const { JaroWinklerDistance } = await import('natural/lib/natural/distance/index.js');
  const told = unknown.map((id) => {
    const near = entries
      .map((entry) => ({ entry, likeness: JaroWinklerDistance(id, entry.id) }))
      .sort((a, b) => b.likeness - a.likeness)[0]?.entry;
    if (near === undefined) return { en: `"${id}"`, zh: `“${id}”` };
    const label = cut(near.label);
    return { en: `"${id}" (nearest: ${near.id}, ${label})`, zh: `“${id}”（最接近的是 ${near.id}，${label}）` };
  });
  const names = { en: told.map(({ en }) => en).join(', '), zh: told.map(({ zh }) => zh).join('、') };
  return {
    en: `The library ${shown} has no entry ${names.en}; nothing was removed. \`preclear refs list\` shows the ids.`,
    zh: `素材库 ${shown} 中没有条目 ${names.zh}，未删除任何内容。运行 preclear refs list 可查看编号。`,
  };
}

function cut(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  if (widthOf(line) <= MAX_COLUMN) return line;
  let short = '';
  for (const character of line) {
    if (widthOf(short + character) >= MAX_COLUMN) break;
    short += character;
  }
  return `${short}…`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
