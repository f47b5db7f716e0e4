import type { Finding } from '../model/finding.ts';
import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import { readListings } from '../readers/registry.ts';
import type { FileVersion } from './changed.ts';
import type { Checker } from './checker.ts';
import { isOwnFile } from './decision-state.ts';
import { type ScanFile, shownPath, wouldCollect } from './files.ts';
import { bytesInput } from './input.ts';
import { optionsFor } from './subjects.ts';
import { scanFolder } from './workspace.ts';

/*
 * The text of one listing file as it stands in an editor -> what is found in it. Listings are judged one by one; between them others get their
 * turn, and the work can be given up. Duplicates are not looked for: they need every other file.
 */

/** An open finding, and the listing in which it stands. */
export interface FoundIn {
  readonly finding: Finding;
  readonly listing: Listing;
}

/** What is found in a text. */
export interface TextOutcome {
  readonly found: readonly FoundIn[];
  readonly problems: readonly Problem[];
  /** Further findings were not kept. */
  readonly cut: boolean;
}

/** Findings that are kept of one text; nobody reads more in an editor. */
const MAX_FOUND = 1000;
/** Problems likewise. */
const MAX_PROBLEMS = 100;
/** How long others wait at most, but for one listing, in milliseconds. */
const TURN = 20;

/** Text that a scan would read as listings: one that is ignored, kept beside listings or named otherwise has none. */
export function isListingFile(checker: Checker, path: string): boolean {
  return wouldCollect(path, scanFolder(checker, path), checker.request.config);
}

/** Judges the listings of a text. Undefined when the work was given up. @param path absolute, of the file that the text stands for. */
export async function checkText(
  checker: Checker,
  path: string,
  text: string,
  signal: AbortSignal,
): Promise<TextOutcome | undefined> {
  const { judge, source, decisions, settle, request } = checker;
  const bytes = Buffer.from(text);
  const file: ScanFile = { path, file: shownPath(path), size: bytes.length, named: false, config: request.config };
  const version: FileVersion = {
    // An editor has decoded the file already.
    open: async (options) => bytesInput(bytes, path, file.file, { ...options, encoding: 'utf-8' }),
    read: async function* (open) {
      yield* readListings(await open());
    },
  };
  const found: FoundIn[] = [];
  const problems: Problem[] = [];
  let turn = Date.now();
  for await (const event of source.read(file, version)) {
    if (signal.aborted) return undefined;
    if ('problem' in event) problems.push(event.problem);
    if ('subject' in event && found.length <= MAX_FOUND) {
      const { listing } = event.subject;
      problems.push(...decisions.meet(listing, isOwnFile(file, request)));
      const findings = decisions.decide(settle(judge.alone(event.subject).findings, file), listing);
      found.push(...findings.filter(({ state }) => state === 'open').map((finding) => ({ finding, listing })));
    }
    if (Date.now() - turn > TURN) {
      await new Promise((resolve) => setImmediate(resolve));
      turn = Date.now();
    }
  }
  if (signal.aborted) return undefined;
  return { found: found.slice(0, MAX_FOUND), problems: problems.slice(0, MAX_PROBLEMS), cut: found.length > MAX_FOUND };
}

/** How the text of a file is understood, whatever character set the file has on the disk. */
export function textOptions({ request }: Checker, path: string): ReturnType<typeof optionsFor> {
  return { ...optionsFor(request, path), encoding: 'utf-8' };
}
