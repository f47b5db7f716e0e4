import type { CaseEvent, CaseEventBodies, KeptFile } from '../model/case-event.ts';
import type { Case, FoldedNotice, KeptDraft, NamedItem, Waiting } from '../model/case-folded.ts';
import type { CaseAction } from '../model/case-record.ts';
import type { ProofFile } from '../model/ledger.ts';
import type { Bilingual } from '../model/text.ts';
import { isClassKnown, missingFor, stateAfter } from './case-life.ts';
import { correct, isRefusal } from './corrections.ts';

/*
 * The events of a case, oldest first -> the case. An event that could not have happened where it stands (two people wrote at once, somebody
 * edited the log) is left out and told; it never makes the rest unreadable.
 */

/** Folds the log of a case. */
export function foldCase(id: string, events: readonly CaseEvent[]): Case {
  let known = emptyCase(id, events[0]?.at ?? '');
  for (const [at, event] of events.entries()) {
    const missing = missingFor(known, event, event.by);
    known = missing.length > 0 ? withFault(known, at + 1, missing) : withEvent(known, event);
  }
  return known;
}

/** A case after one more event, which may happen. */
export function withEvent(known: Case, event: CaseEvent): Case {
  const told = tell(known, event);
  const state = stateAfter(known, event);
  // Saying what kind of complaint it is is looking at the notice.
  const parsed = event.type === 'corrected' && state === 'new' && CLASS.has(event.field) && isClassKnown(told);
  return { ...told, state: parsed ? 'parsed' : state, changedAt: event.at };
}

const CLASS: ReadonlySet<string> = new Set(['noticeKind', 'infringementType']);

function emptyCase(id: string, openedAt: string): Case {
  return {
    id,
    state: 'new',
    openedAt,
    changedAt: openedAt,
    notices: [],
    items: [],
    rootCauses: [],
    actions: [],
    evidence: [],
    assertions: [],
    deadlines: [],
    met: new Map(),
    drafts: [],
    sent: [],
    answers: [],
    waits: [],
    escalations: [],
    absorbed: [],
    faults: [],
  };
}

function withFault(known: Case, event: number, missing: readonly Bilingual[]): Case {
  const reason = { en: missing.map(({ en }) => en).join(' '), zh: missing.map(({ zh }) => zh).join('') };
  return { ...known, faults: [...known.faults, { event, reason }] };
}

function tell(known: Case, event: CaseEvent): Case {
  const { at, by } = event;
  switch (event.type) {
    case 'notice':
      return withNotice(known, event);
    case 'corrected':
      return withCorrection(known, event);
    case 'linked':
      return withLink(known, event);
    case 'assessed':
      return { ...known, claim: { id: event.id, claim: event.claim, reason: event.reason, by, at } };
    case 'cause':
      return withCause(known, event);
    case 'action':
      return { ...known, actions: put(known.actions, actionOf(known, event, by)) };
    case 'evidence':
      return { ...known, evidence: put(known.evidence, evidenceOf(event, at, by)) };
    case 'asserted':
      return withAssertion(known, event);
    case 'deadline':
      return { ...known, deadlines: put(known.deadlines, { id: event.id, what: event.what, due: event.due, by }) };
    case 'met':
      return { ...known, met: new Map([...known.met, [event.deadline, event.note]]) };
    case 'drafted':
      return { ...known, drafts: put(known.drafts, draftOf(event, at, by)) };
    case 'reviewed':
      return {
        ...known,
        drafts: known.drafts.map((one) =>
          one.id === event.draft ? { ...one, reviewed: { by, at, alone: event.alone } } : one,
        ),
      };
    default:
      return tellOutcome(known, event);
  }
}

function tellOutcome(known: Case, event: CaseEvent): Case {
  const { at } = event;
  switch (event.type) {
    case 'sent':
      return withSent(known, event);
    case 'answered':
      return withAnswer(known, event);
    case 'escalated':
      return withEscalation(known, event);
    case 'resolved':
      return { ...known, resolved: { how: event.how, basis: event.basis, at } };
    case 'closed':
      return { ...known, closed: { how: event.how, note: event.note, at } };
    case 'reopened': {
      const { resolved: _, closed: __, ...rest } = known;
      return rest;
    }
    case 'merged':
      return { ...known, mergedInto: event.into };
    case 'absorbed':
      return { ...known, absorbed: [...known.absorbed, event.from] };
    default:
      return known;
  }
}

function withNotice(known: Case, event: CaseEvent & CaseEventBodies['notice']): Case {
  const { id, file, parse, receivedAt, receivedFrom } = event;
  const notice: FoldedNotice = {
    ...recordOf('notice', id, [file]),
    id,
    receivedAt,
    receivedFrom,
    file: file.path,
    sha256: file.sha256,
    parse,
    corrected: [],
  };
  const notices = put(known.notices, notice);
  return { ...known, notices, items: itemsOf(notices, known.items) };
}

function withCorrection(known: Case, { notice, field, value }: CaseEventBodies['corrected']): Case {
  const notices = known.notices.map((one): FoldedNotice => {
    if (one.id !== notice) return one;
    const parse = correct(one.parse, field, value);
    return isRefusal(parse) ? one : { ...one, parse, corrected: [...new Set([...one.corrected, field])] };
  });
  return { ...known, notices, items: itemsOf(notices, known.items) };
}

function withLink(known: Case, { item, listing }: CaseEventBodies['linked']): Case {
  const given = (one: NamedItem): NamedItem => {
    const { listing: _, ...rest } = one;
    return listing === undefined ? rest : { ...rest, listing };
  };
  const there = known.items.some(({ id }) => id === item);
  return {
    ...known,
    items: there ? known.items.map((one) => (one.id === item ? given(one) : one)) : [...known.items, given({ id: item })],
  };
}

/** Items of all notices, each once; links that people made stay, and so do items that only people named. */
function itemsOf(notices: readonly FoldedNotice[], before: readonly NamedItem[]): NamedItem[] {
  const links = new Map(before.map((item) => [item.id, item]));
  const items = new Map<string, NamedItem>();
  for (const { parse } of notices) {
    for (const { id, sku, title, url } of parse.items) {
      const listing = links.get(id)?.listing;
      items.set(id, { ...items.get(id), ...defined({ sku, title, url }), id, ...(listing === undefined ? {} : { listing }) });
    }
  }
  for (const item of before) if (item.listing !== undefined && !items.has(item.id)) items.set(item.id, item);
  return [...items.values()];
}

function withCause(known: Case, { id, cause, support, items, by, at }: CaseEvent & CaseEventBodies['cause']): Case {
  const chosen = { ...recordOf('cause', id, []), id, cause, support, items, by, at };
  return { ...known, rootCauses: put(known.rootCauses, chosen) };
}

function withAssertion(known: Case, { id, slot, text, by, at }: CaseEvent & CaseEventBodies['asserted']): Case {
  const said = { ...recordOf('assertion', id, []), ...defined({ slot }), id, text, by, at };
  return { ...known, assertions: put(known.assertions, said) };
}

function withEscalation(known: Case, { id, reason, to, at }: CaseEvent & CaseEventBodies['escalated']): Case {
  return { ...known, escalations: put(known.escalations, { id, reason, at, ...defined({ to }) }) };
}

function actionOf(known: Case, event: CaseEventBodies['action'], by: string): CaseAction {
  const before = known.actions.find(({ id }) => id === event.id);
  const { id, kind, items, proofs, planned, done, note, inventoryOrder } = event;
  return {
    ...before,
    ...defined({ planned, done, note, inventoryOrder }),
    ref: `action/${id}`,
    id,
    kind,
    by,
    items: items.length === 0 ? (before?.items ?? []) : items,
    proofs: [...(before?.proofs ?? []), ...proofs.map(proofOf)],
  };
}

function evidenceOf(event: CaseEventBodies['evidence'], at: string, by: string): Case['evidence'][number] {
  const { id, kind, title, items, confidential, files, madeAt, madeAtFrom, from } = event;
  const made = defined({ madeAt, madeAtFrom, from });
  return { ...recordOf('evidence', id, files), ...made, id, kind, title, items, confidential, addedAt: at, addedBy: by };
}

/** Another file under the same name is another draft: what was reviewed before does not count. */
function draftOf(event: CaseEventBodies['drafted'], at: string, by: string): KeptDraft {
  const { draft, kind, lang, files, final, facts, measures } = event;
  return { id: draft, kind, lang, files, final, facts, measures, at, by };
}

function withSent(known: Case, event: CaseEvent & CaseEventBodies['sent']): Case {
  const { id, kind, at, files, facts, measures, wait } = event;
  const letter = { ...recordOf('sent', id, files), id, kind, at, sha256: files[0]?.sha256 ?? '', facts, measures };
  const waits = wait === undefined ? known.waits : [...known.waits, { ...wait, id: `${id}-W`, ref: letter.ref, from: at }];
  return { ...known, sent: put(known.sent, letter), waits };
}

/** An answer ends what was waited for; it may begin another time, such as that of a counter-notice. */
function withAnswer(known: Case, event: CaseEvent & CaseEventBodies['answered']): Case {
  const { id, answer, on, by, notice, note, asked, wait } = event;
  const ref = `answer/${id}`;
  const ended = known.waits.map((one): Waiting => (one.ended === undefined ? { ...one, ended: ref } : one));
  return {
    ...known,
    answers: put(known.answers, { id, answer, on, by, asked, ...defined({ notice, note }) }),
    waits: wait === undefined ? ended : [...ended, { ...wait, id: `${id}-W`, ref, from: on }],
  };
}

function recordOf(kind: string, id: string, files: readonly KeptFile[]): { ref: string; proofs: readonly ProofFile[] } {
  return { ref: `${kind}/${id}`, proofs: files.map(proofOf) };
}

/** Taken as found: the log tells what was put there, the disk is asked when the case is opened. */
function proofOf({ path, sha256 }: KeptFile): ProofFile {
  return { path, found: true, sha256 };
}

/** The newer of one id takes the older's place. */
function put<T extends { readonly id: string }>(list: readonly T[], one: T): T[] {
  return list.some(({ id }) => id === one.id) ? list.map((old) => (old.id === one.id ? one : old)) : [...list, one];
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same without what is undefined. */
function defined<T extends object>(values: T): Defined<T> {
  // Every value that is left is one that was there.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
