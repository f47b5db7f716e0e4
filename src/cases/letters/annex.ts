import type { AnnexEntry, Statement } from '../../model/case-draft.ts';
import type { WorldRecord } from '../../model/case-record.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import { recordsOf } from './facing.ts';

/*
 * The files that prove a letter's sentences, in the order in which they are first needed. A confidential file is never among them, whichever
 * record names it.
 */

/** Files of records that the other side has already, or that are the seller's own papers. */
const OWN = 'sent';

/** The annex of a letter; `everything`: of all evidence of the case. */
export function annexOf(statements: readonly Statement[], world: CaseWorld, everything = false): AnnexEntry[] {
  const hidden = new Set(
    world.evidence.filter(({ confidential }) => confidential).flatMap(({ proofs }) => proofs.flatMap(keysOf)),
  );
  const notices = new Set(world.notices.map(({ ref }) => ref));
  const records = new Map(recordsOf(world).map((record) => [record.ref, record]));
  const titles = new Map(
    world.evidence
      .filter(({ confidential }) => !confidential)
      .flatMap(({ title, proofs }) => proofs.flatMap(({ sha256 }) => (sha256 === undefined ? [] : [[sha256, title] as const]))),
  );
  const refs = statements
    .filter(({ state }) => state === 'backed' || state === 'asserted' || (everything && state !== 'blocked'))
    .flatMap(({ backing }) => backing);
  const files = new Map<
    string,
    { readonly title: string; readonly file: string; readonly sha256: string; readonly refs: string[] }
  >();
  for (const ref of new Set(refs)) {
    if (notices.has(ref) || ref.startsWith(`${OWN}/`)) continue;
    for (const { path, sha256, found } of records.get(ref)?.proofs ?? []) {
      if (!found || sha256 === undefined || hidden.has(path) || hidden.has(sha256)) continue;
      const known = files.get(sha256);
      if (known !== undefined) known.refs.push(ref);
      else files.set(sha256, { title: titles.get(sha256) ?? nameOf(path), file: path, sha256, refs: [ref] });
    }
  }
  return [...files.values()].map((file, i) => ({ label: `A${i + 1}`, ...file }));
}

function keysOf({ path, sha256 }: WorldRecord['proofs'][number]): string[] {
  return sha256 === undefined ? [path] : [path, sha256];
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
