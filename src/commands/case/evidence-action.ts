import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { changeCase, nextId } from '../../appeal/case-folder.ts';
import { copyIn, type Draft, dropDraft, filesIn, harmlessName } from '../../appeal/kept-files.ts';
import { EVIDENCE_KINDS } from '../../model/case.ts';
import { UsageError } from '../../model/errors.ts';
import { itemsIn, notOneOf, requireDay, tellChange } from './change-action.ts';
import { casePlace, writerOf } from './place.ts';
import type { EvidenceFlags } from './records.ts';

interface Wanted {
  /** Where it is. */
  readonly source: string;
  /** Its path behind the number of the evidence. */
  readonly inside: string;
}

/** Copies files into a case: each a piece of evidence, or a folder as one. */
export async function addEvidence(id: string, given: readonly string[], flags: EvidenceFlags): Promise<void> {
  const kind = EVIDENCE_KINDS.find((one) => one === flags.kind);
  if (kind === undefined) throw notOneOf(flags.kind, EVIDENCE_KINDS);
  requireDay('made', flags.made);
  const place = await casePlace(flags);
  const pieces = kind === 'trace-folder' ? [folderPiece(given)] : given.map((file) => [filePiece(file)]);
  const copied: { readonly wanted: Wanted; readonly copy: Draft }[][] = [];
  try {
    for (const piece of pieces) {
      const copies: { readonly wanted: Wanted; readonly copy: Draft }[] = [];
      copied.push(copies);
      for (const wanted of piece) copies.push({ wanted, copy: await copyIn(place.cases, wanted.source) });
    }
    let first = '';
    const open = await changeCase(place.cases, id, writerOf(flags.by), ({ known }, put) => {
      const items = itemsIn(known, flags.items);
      const start = Number(nextId('E', known.evidence).slice(2));
      first = `E-${start}`;
      return copied.map((copies, at) => {
        const own = `E-${start + at}`;
        const files = copies.map(({ wanted, copy }) => put(copy, `evidence/${own}${wanted.inside}`));
        const made = flags.made === undefined ? {} : { madeAt: flags.made, madeAtFrom: 'person' as const };
        const from = flags.from === undefined ? {} : { from: flags.from };
        const title = flags.title ?? basename(given[at] ?? given[0] ?? own);
        return { type: 'evidence', id: own, kind, title, files, items, confidential: flags.confidential, ...made, ...from };
      });
    });
    const last = open.known.evidence.at(-1)?.id ?? first;
    const names = first === last ? first : `${first} – ${last}`;
    const hashes = copied.flat().map(({ copy }) => copy.sha256.slice(0, 16));
    const shown = hashes.slice(0, 5).join(', ') + (hashes.length > 5 ? ' …' : '');
    await tellChange(place, open, { en: `${names} kept, SHA-256 ${shown}`, zh: `已存入 ${names}，SHA-256 ${shown}` });
  } finally {
    for (const { copy } of copied.flat()) dropDraft(copy);
  }
}

function filePiece(file: string): Wanted {
  return { source: file, inside: `-${harmlessName(basename(file))}` };
}

/** A trace's folder stays whole: its list of hashes names the files as they lie in it. */
function folderPiece(given: readonly string[]): Wanted[] {
  const [folder = ''] = given;
  const isFolder = given.length === 1 && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = isFolder ? filesIn(folder) : [];
  if (files.includes('trace.json')) return files.map((file) => ({ source: join(folder, file), inside: `/${file}` }));
  throw new UsageError({
    en: `For --kind trace-folder name one folder that holds trace.json, as preclear trace --out writes it; ${folder} is none.`,
    zh: `--kind trace-folder 需要指定一个含 trace.json 的文件夹（由 preclear trace --out 生成）；${folder} 不是。`,
  });
}
