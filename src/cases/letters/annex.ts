import type { AnnexEntry, Statement } from '../../model/case-draft.ts';
import type { WorldRecord } from '../../model/case-record.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { ProofFile } from '../../model/ledger.ts';
import { AnnexTitles } from './annex-titles.ts';
import { recordsOf } from './facing.ts';
import type { Writing } from './statements.ts';

/*
 * The files that prove a letter's sentences, in the order in which they are first needed. A confidential file is never among them, whichever
 * record names it.
 */

/** Files of records that the other side has already, or that are the seller's own papers. */
const OWN = 'sent';

/** The annex of a letter; `everything`: of all evidence of the case. */
export function annexOf(
  statements: readonly Statement[],
  world: CaseWorld,
  writing: Pick<Writing, 'lang' | 'words'>,
  everything = false,
): AnnexEntry[] {
  const hidden = new Set(
    world.evidence.filter(({ confidential }) => confidential).flatMap(({ proofs }) => proofs.flatMap(keysOf)),
  );
  const notices = new Set(world.notices.map(({ ref }) => ref));
  const records = new Map(recordsOf(world).map((record) => [record.ref, record]));
  const titles = new AnnexTitles(world, writing);
  const files = new Map<string, Omit<AnnexEntry, 'label' | 'refs'> & { readonly refs: string[] }>();
  const open = ({ path, sha256 = '', found }: ProofFile): boolean =>
    found && sha256 !== '' && !hidden.has(path) && !hidden.has(sha256);
  for (const [ref, path, sha256] of statements.filter(({ state }) => isShown(state, everything)).flatMap(proofsOf)) {
    const known = files.get(sha256);
    if (known === undefined) files.set(sha256, { ...titles.of(ref, path, sha256), file: path, sha256, refs: [ref] });
    else if (!known.refs.includes(ref)) known.refs.push(ref);
  }
  return [...files.values()].map((file, i) => ({ label: `${i + 1}`, ...file }));

  /** The files that may be shown of the records of a statement, in their order. */
  function proofsOf({ backing, files: named }: Statement): (readonly [string, string, string])[] {
    return backing
      .filter((ref) => !notices.has(ref) && !ref.startsWith(`${OWN}/`))
      .flatMap((ref) =>
        (records.get(ref)?.proofs ?? [])
          .filter((proof) => open(proof) && (named === undefined || !ref.startsWith('trace/') || named.includes(proof.path)))
          .map(({ path, sha256 = '' }) => [ref, path, sha256] as const),
      );
  }
}

function isShown(state: Statement['state'], everything: boolean): boolean {
  return state === 'backed' || state === 'asserted' || (everything && state !== 'blocked');
}

/** The files of the annex that prove a sentence. */
export function annexFor(annex: readonly AnnexEntry[], { backing, files }: Pick<Statement, 'backing' | 'files'>): AnnexEntry[] {
  return annex.filter(({ refs, file }) =>
    refs.some((ref) => backing.includes(ref) && (files === undefined || !ref.startsWith('trace/') || files.includes(file))),
  );
}

function keysOf({ path, sha256 }: WorldRecord['proofs'][number]): string[] {
  return sha256 === undefined ? [path] : [path, sha256];
}
