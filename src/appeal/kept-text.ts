import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../model/case-folded.ts';
import type { ProofFile } from '../model/ledger.ts';

/** Longest letter that is shown, bytes. */
const MAX_BYTES = 1024 * 1024;

/**
 * The text of a draft (`D-2`) or sent letter (`L-1`) that a case keeps; undefined when there is none of that id, or its file is gone, no text,
 * or no longer what was kept. @param folder of the case.
 */
export function keptLetter(folder: string, { drafts, sent }: Case, id: string): string | undefined {
  const files: readonly ProofFile[] =
    drafts.find((draft) => draft.id === id)?.files.map(({ path, sha256 }) => ({ path, sha256, found: true })) ??
    sent.find((letter) => letter.id === id)?.proofs ??
    [];
  const letter = files.find(({ path }) => /\.(?:md|txt)$/.test(path) && !path.endsWith('.review.md'));
  return letter === undefined ? undefined : textOf(folder, letter);
}

function textOf(folder: string, { path, sha256 }: ProofFile): string | undefined {
  const file = join(folder, path);
  const about = lstatSync(file, { throwIfNoEntry: false });
  if (about === undefined || !about.isFile() || about.size > MAX_BYTES) return undefined;
  const bytes = readFileSync(file);
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes.toString('utf8') : undefined;
}
