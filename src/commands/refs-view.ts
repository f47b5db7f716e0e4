import { join } from 'node:path';
import stringWidth from 'string-width';
import { UsageError } from '../model/errors.ts';
import type { Reference } from '../model/reference.ts';
import { saveLibrary } from '../references/disk.ts';
import { countReferences, type LibraryStats, listReferences, removeReferences } from '../references/entries.ts';
import { listPacks, REGISTERS_FOLDER } from '../registers/disk.ts';
import { jsonText } from '../reporters/json-text.ts';
import type { LibraryFlags, ListFlags } from './refs.ts';
import { makeOutcome, openFlaggedLibrary, openForChange, type RefsOutcome } from './refs-library.ts';
import { formatTable } from './table.ts';

/** Widest column of the table; longer names and labels are cut. */
const MAX_COLUMN = 40;
/** Owners that `refs stats` names. */
const MOST_OWNERS = 20;

/** Lists the library: a table for people, JSON with everything for programs. */
export async function runRefsList(flags: ListFlags): Promise<RefsOutcome> {
  const library = await openFlaggedLibrary(flags);
  const found = listReferences(library.references, flags);
  const stdout = flags.format === 'json' ? `${jsonText(found, 2)}\n` : tableOf(found);
  const registers = registerLines(library.folder).map((line) => `Register ${line}.`);
  const notes = [`${count(found.length, 'entry', 'entries')} in ${library.shown}.`, ...registers];
  return makeOutcome(stdout, notes, library.problems, flags);
}

/** Removes entries. An id that no entry has is an error, and nothing is removed. */
export async function runRefsRemove(ids: readonly string[], flags: LibraryFlags): Promise<RefsOutcome> {
  const library = await openForChange(flags);
  const { entries, removed, unknown } = removeReferences(library.references, ids);
  if (unknown.length > 0) throw new UsageError(await explainUnknown(unknown, library.references, library.shown));
  saveLibrary(library.folder, entries);
  return makeOutcome(
    tableOf(removed),
    [`Removed ${count(removed.length, 'entry', 'entries')} from ${library.shown}.`],
    [],
    flags,
  );
}

/** Counts the library. */
export async function runRefsStats(flags: LibraryFlags): Promise<RefsOutcome> {
  const library = await openFlaggedLibrary(flags);
  const registers = registerLines(library.folder).map((line) => `register  ${line}\n`);
  return makeOutcome(statsOf(countReferences(library.references)) + registers.join(''), [], library.problems, flags);
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

async function explainUnknown(unknown: readonly string[], entries: readonly Reference[], shown: string): Promise<string> {
  const { JaroWinklerDistance } = await import('natural/lib/natural/distance/index.js');
  const told = unknown.map((id) => {
    const near = entries
      .map((entry) => ({ entry, likeness: JaroWinklerDistance(id, entry.id) }))
      .sort((a, b) => b.likeness - a.likeness)[0]?.entry;
    return near === undefined ? `"${id}"` : `"${id}" (nearest: ${near.id}, ${cut(near.label)})`;
  });
  return `The library ${shown} has no entry ${told.join(', ')}; nothing was removed. \`preclear refs list\` shows the ids.`;
}

function cut(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  if (stringWidth(line) <= MAX_COLUMN) return line;
  let short = '';
  for (const character of line) {
    if (stringWidth(short + character) >= MAX_COLUMN) break;
    short += character;
  }
  return `${short}…`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
