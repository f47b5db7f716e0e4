import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Case } from '../model/case-folded.ts';
import type { ProofFile } from '../model/ledger.ts';

/** Longest letter that is shown, bytes. */
const MAX_BYTES = 1024 * 1024;

/** A letter as a case keeps it. */
export interface KeptLetter {
  /** Path from the case's folder. */
  readonly path: string;
  readonly text: string;
  /** The copy with notes and records that was written beside it, as long as it is what was kept. */
  readonly review?: string;
}

/**
 * A draft (`D-2`) or sent letter (`L-1`) that a case keeps; undefined when there is none of that id, or its file is gone, no text, or no longer
 * what was kept. @param folder of the case.
 */
export function keptLetter(folder: string, { drafts, sent }: Case, id: string): KeptLetter | undefined {
  const files: readonly ProofFile[] =
    drafts.find((draft) => draft.id === id)?.files.map(({ path, sha256 }) => ({ path, sha256, found: true })) ??
    sent.find((letter) => letter.id === id)?.proofs ??
    [];
  const isReview = ({ path }: ProofFile): boolean => path.endsWith('.review.md');
  const letter = files.find((file) => /\.(?:md|txt)$/.test(file.path) && !isReview(file));
  const text = letter === undefined ? undefined : textOf(folder, letter);
  if (letter === undefined || text === undefined) return undefined;
  const beside = files.find(isReview);
  const review = beside === undefined ? undefined : textOf(folder, beside);
  return { path: letter.path, text, ...(review === undefined ? {} : { review }) };
}

/** Only a file inside the case's folder is read, also where the log was written by somebody else. */
function textOf(folder: string, { path, sha256 }: ProofFile): string | undefined {
  const file = join(folder, path);
  const about = lstatSync(file, { throwIfNoEntry: false });
  if (about === undefined || !about.isFile() || about.size > MAX_BYTES) return undefined;
  if (!realpathSync(file).startsWith(`${realpathSync(folder)}${sep}`)) return undefined;
  const bytes = readFileSync(file);
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes.toString('utf8') : undefined;
}
