import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { classesOfVerticals, readNiceClasses } from '../lexicon/nice-classes.ts';
import { RegisterBuilder } from '../lexicon/register-builder.ts';
import { REGISTER_STATUSES, type RegisterEntry } from '../lexicon/register-entry.ts';
import { RegisterIndex } from '../lexicon/register-index.ts';
import type { Registers } from '../lexicon/register-source.ts';
import { readWordFilter, type WordFilter } from '../lexicon/word-filter.ts';
import { EnvironmentError } from '../model/errors.ts';
import type { Problem } from '../model/problem.ts';
import type { ExampleRegister } from '../model/rule-example.ts';
import { openRegisters, openSource } from '../registers/disk.ts';
import type { PackParts } from '../registers/pack.ts';
import { readStatusTable, type StatusTable } from '../registers/status.ts';
import { splitText } from '../text/field-text.ts';
import { installationFolder } from './installation.ts';

/** The registers of a library with the classes of what listings sell; undefined when none was imported. */
export function openScanRegisters(
  library: string,
  shown: string,
  lexicon: Lexicon,
): { readonly registers: Registers | undefined; readonly packs: readonly PackParts[]; readonly problems: readonly Problem[] } {
  const { packs, problems } = openRegisters(library, shown);
  return { registers: openLoadedRegisters(packs, lexicon), packs, problems };
}

/** Registers that were loaded, in this thread or another; undefined when there are none. */
export function openLoadedRegisters(packs: readonly PackParts[], lexicon: Lexicon): Registers | undefined {
  return packs.length === 0 ? undefined : { sources: packs.map(openSource), classes: classTable(lexicon) };
}

/** The register that a rule's example writes down, in memory. */
export function exampleRegisters(rows: readonly ExampleRegister[], lexicon: Lexicon): Registers {
  const offices = [...new Set(rows.map((row) => row.office))].sort();
  const sources = offices.map((office) => {
    const entries = rows.filter((row) => row.office === office).map(entryOf);
    const builder = new RegisterBuilder(splitText, openWords());
    entries.forEach((entry, i) => {
      builder.add(entry, i);
    });
    const { tables, details } = builder.finish();
    return { office, index: new RegisterIndex(tables), detail: (entry: number) => entries[details[entry] ?? -1] };
  });
  return { sources, classes: classTable(lexicon) };
}

function entryOf(row: ExampleRegister): RegisterEntry {
  const status = REGISTER_STATUSES.find((known) => known === row.status) ?? 'live';
  const { office, number, mark: text, owner, classes, supplemental = false, disclaimers = [] } = row;
  const about = { standardCharacters: true, code: '', date: '', section2f: false };
  return { office, number, text, owner, classes, disclaimers, supplemental, status, ...about };
}

function classTable(lexicon: Lexicon): Registers['classes'] {
  return classesOfVerticals(readNiceClasses(readData('nice-classes.tsv').toString('utf8')), lexicon.verticals.names);
}

/** The statuses of the US office's codes. */
export function openStatuses(): StatusTable {
  return readStatusTable(readData('us-status.tsv').toString('utf8'));
}

/** The everyday words that come with preclear. */
export function openWords(): WordFilter {
  const filter = readWordFilter(readData('words.bin'));
  if (filter === undefined)
    throw new EnvironmentError({
      en: 'The list of everyday words is damaged; install preclear again.',
      zh: '日常用词表已损坏；请重新安装 preclear。',
    });
  return filter;
}

function readData(name: string): Buffer {
  try {
    return readFileSync(join(installationFolder(), 'data', 'registers', name));
  } catch (cause) {
    throw new EnvironmentError(
      {
        en: `${name} is missing from the installation; install preclear again.`,
        zh: `安装目录中缺少 ${name}；请重新安装 preclear。`,
      },
      { cause },
    );
  }
}
