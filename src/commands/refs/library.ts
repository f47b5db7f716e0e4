import { relative, resolve } from 'node:path';
import process from 'node:process';
import { UsageError } from '../../model/errors.ts';
import type { Problem } from '../../model/problem.ts';
import { LIBRARY_FILE, openLibrary } from '../../references/disk.ts';
import type { Library } from '../../references/lines.ts';
import type { ExitCode } from '../exit.ts';
import type { LibraryFlags } from '../refs.ts';
import { configFor, inContinuousIntegration } from '../scan/request.ts';

/** What a `refs` command prints and how it ends. */
export interface RefsOutcome {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** A library and where it is. */
export interface OpenedLibrary extends Library {
  /** Absolute. */
  readonly folder: string;
  /** As people see it. */
  readonly shown: string;
}

/** Opens the library of the flags, else of the configuration, else the folder `references` beside the working folder. */
export async function openFlaggedLibrary(flags: LibraryFlags): Promise<OpenedLibrary> {
  const folder = await libraryFolder(flags);
  const shown = shownFolder(folder);
  return { ...openLibrary(folder, shown), folder, shown };
}

/** A folder as people see it: from where they stand. */
export function shownFolder(folder: string): string {
  return relative(process.cwd(), folder).replaceAll('\\', '/') || '.';
}

/** The same for changing it. Refuses a library with damaged lines: writing it anew would lose what stands in them. */
export async function openForChange(flags: LibraryFlags): Promise<OpenedLibrary> {
  const library = await openFlaggedLibrary(flags);
  const [first] = library.problems;
  if (first !== undefined) {
    throw new UsageError(
      {
        en: `${library.shown}/${LIBRARY_FILE} has ${library.problems.length} damaged lines and was not changed; mend or remove them first.`,
        zh: `${library.shown}/${LIBRARY_FILE} 有 ${library.problems.length} 行损坏，未作改动；请先修复或删除这些行。`,
      },
      { cause: problemLine(first) },
    );
  }
  return library;
}

/** A problem as one line: place, then what to do. */
export function problemLine({ file, line, column, reason }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${reason.en}`;
}

/** The outcome of a command that is done; problems go to stderr and, when it is strict, make it incomplete. */
export function makeOutcome(
  stdout: string,
  notes: readonly string[],
  problems: readonly Problem[],
  flags: LibraryFlags,
): RefsOutcome {
  const incomplete = problems.length > 0 && (flags.strict || inContinuousIntegration());
  // Names of files and texts of others stand in them; they may not act on the terminal.
  const lines = [...problems.map(problemLine), ...notes].map((line) => line.replaceAll(/\p{C}/gu, '?'));
  return { exit: incomplete ? 3 : 0, stdout, stderr: lines.map((line) => `${line}\n`).join('') };
}

/** The folder of the library: of the flags, else of the configuration, else `references` beside the working folder. */
export async function libraryFolder(flags: LibraryFlags): Promise<string> {
  if (flags.library !== undefined) return resolve(flags.library);
  const config = await configFor(['.'], flags.config);
  return config?.values.references ?? resolve(config?.folder ?? '.', 'references');
}
