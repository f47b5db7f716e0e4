import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RegisterEntry } from '../../src/lexicon/register-entry.ts';
import { RegisterIndex } from '../../src/lexicon/register-index.ts';
import { NO_WORDS } from '../../src/lexicon/word-filter.ts';
import { type ImportOutcome, importRegisters } from '../../src/registers/import.ts';
import { loadPack, readDetails } from '../../src/registers/pack.ts';
import { type FileFault, readRegisterXml, type XmlFormat } from '../../src/registers/read-file.ts';
import { readStatusTable, type StatusTable } from '../../src/registers/status.ts';
import { splitText } from '../../src/text/field-text.ts';

/** Statuses of the tests; the real ones are in data/registers. */
export const STATUSES: StatusTable = readStatusTable(
  'code\tgroup\tlabel\n630\tpending\tnew\n700-708\tlive\tregistered\n710\tdead\tcancelled\n800\tlive\trenewed\n',
);

/** A folder for a library, removed when the test is over. */
export function newLibrary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-registers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file beside the library. */
export function put(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Imports files as `preclear refs import` does, in a world in which no word is an everyday word. */
export function importFiles(library: string, format: XmlFormat, paths: readonly string[]): Promise<ImportOutcome> {
  return importRegisters({
    library,
    files: paths.map((path) => ({
      path,
      recipe: format,
      shown: path.slice(path.lastIndexOf('/') + 1),
      read: () => readRegisterXml(path, format, { office: 'ZZ', statuses: STATUSES }),
    })),
    day: '2026-11-22',
    split: splitText,
    filter: NO_WORDS,
    progress: () => undefined,
  });
}

/** What one file gives, without a library. */
export async function readFile(
  path: string,
  format: XmlFormat,
): Promise<{ readonly entries: RegisterEntry[]; readonly faults: FileFault[] }> {
  const entries: RegisterEntry[] = [];
  const faults: FileFault[] = [];
  for await (const events of readRegisterXml(path, format, { office: 'ZZ', statuses: STATUSES })) {
    for (const event of events) {
      if ('entry' in event) entries.push(event.entry);
      else faults.push(event.fault);
    }
  }
  return { entries, faults };
}

/** The entries that a scan finds in a text, by office. */
export function lookUp(library: string, office: string, text: string): RegisterEntry[] {
  const pack = loadPack(join(library, 'registers', `${office}.bin`));
  if (pack === undefined) throw new Error('the pack is damaged');
  const detail = readDetails(pack.parts);
  const index = new RegisterIndex(pack.parts.tables);
  return index
    .search(splitText(text), () => true)
    .flatMap(({ mark }) => {
      const [from, to] = index.entriesOf(mark);
      return Array.from({ length: to - from }, (_, i) => detail(from + i)).filter((entry) => entry !== undefined);
    });
}
