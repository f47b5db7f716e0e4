import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DraftKind } from '../model/case.ts';
import type { KeptFile, ToldFact, WaitingTime } from '../model/case-event.ts';
import type { KeptDraft } from '../model/case-folded.ts';
import { UsageError } from '../model/errors.ts';
import { caseFolder, changeCase, nextId, openCase, type Writer } from './case-folder.ts';
import { copyIn, type Draft, dropDraft, writeCopy } from './kept-files.ts';

/*
 * Letters of a case on the disk: drafts as they were written, and what was sent, which nothing changes any more.
 */

/** A letter that was drafted, in all its forms; the text that is checked comes first. */
export interface DraftedLetter {
  readonly kind: DraftKind;
  readonly lang: string;
  readonly final: boolean;
  readonly facts: readonly ToldFact[];
  readonly measures: readonly string[];
  readonly files: readonly { readonly name: string; readonly content: string | Uint8Array }[];
}

/**
 * Writes a draft into the case: `drafts/D-2-plan-listing.md` and so on. Refused, with what is missing, where the case does not allow the letter.
 */
export async function keepDraft(cases: string, id: string, writer: Writer, letter: DraftedLetter): Promise<KeptDraft> {
  const folder = caseFolder(cases, id);
  const copies = letter.files.map(({ name, content }) => writeCopy(join(folder, 'drafts'), name, content));
  try {
    const { known } = await changeCase(cases, id, writer, ({ known: now }, place) => {
      const draft = nextId('D', now.drafts);
      const files = copies.map((copy) => place(copy, `drafts/${draft}-${copy.name}`));
      const { kind, lang, final, facts, measures } = letter;
      return [{ type: 'drafted', draft, kind, lang, files, final, facts, measures }];
    });
    const kept = known.drafts.at(-1);
    if (kept === undefined) throw new Error('A draft that was written is in the log.');
    return kept;
  } finally {
    copies.forEach(dropDraft);
  }
}

/** How a letter is marked as sent. */
export interface Sending {
  readonly draft: string;
  /** What was really sent, where that is not the draft as it lies in the case. */
  readonly file?: string;
  readonly wait?: WaitingTime;
}

/**
 * Keeps a copy of what was sent. Of a letter that was changed since it was drafted only those facts are kept that it still tells.
 * Throws UsageError for a draft that the case does not have, or whose letter is not there.
 */
export async function keepSent(
  cases: string,
  id: string,
  writer: Writer,
  sending: Sending,
): Promise<{ readonly sent: string }> {
  const { folder, known } = openCase(cases, id);
  const draft = known.drafts.find((one) => one.id === sending.draft);
  const [first] = draft?.files ?? [];
  if (draft === undefined || first === undefined) throw noDraft(sending.draft, known.drafts);
  const into = join(folder, 'sent');
  const copies = await copyAll(
    into,
    sending.file === undefined ? draft.files.map(({ path }) => join(folder, path)) : [sending.file],
  );
  const changed = copies[0]?.sha256 !== first.sha256;
  const facts = changed ? factsIn(copies[0], draft.facts) : draft.facts;
  try {
    let sent = '';
    await changeCase(cases, id, writer, ({ known: now }, place) => {
      sent = nextId('L', now.sent);
      const files = copies.map((copy): KeptFile => place(copy, `sent/${sent}-${copy.name}`));
      const { kind, measures } = draft;
      const wait = sending.wait === undefined ? {} : { wait: sending.wait };
      return [{ type: 'sent', id: sent, kind, draft: draft.id, files, facts, measures, ...wait }];
    });
    return { sent };
  } finally {
    copies.forEach(dropDraft);
  }
}

async function copyAll(into: string, sources: readonly string[]): Promise<Draft[]> {
  const copies: Draft[] = [];
  try {
    for (const source of sources) copies.push(await copyIn(into, source));
    return copies;
  } catch (error) {
    copies.forEach(dropDraft);
    throw error;
  }
}

/** Facts whose value still stands in the text. */
function factsIn(copy: Draft | undefined, facts: readonly ToldFact[]): readonly ToldFact[] {
  if (copy === undefined) return [];
  const text = readFileSync(copy.temporary, 'utf8');
  return facts.filter(({ value }) => text.includes(value));
}

function noDraft(id: string, drafts: readonly KeptDraft[]): UsageError {
  const ids = drafts.map((one) => one.id).join(', ');
  return new UsageError({
    en: `The case has no draft ${id}; ${ids === '' ? 'write one: preclear case draft ID --kind …' : `there are: ${ids}`}.`,
    zh: `本案没有草稿 ${id}；${ids === '' ? '请先起草：preclear case draft ID --kind …' : `现有：${ids}`}。`,
  });
}
