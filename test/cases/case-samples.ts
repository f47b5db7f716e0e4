import { foldCase } from '../../src/cases/case-fold.ts';
import type { CaseEvent, KeptFile, NewCaseEvent } from '../../src/model/case-event.ts';
import type { Case } from '../../src/model/case-folded.ts';
import type { NoticeParse } from '../../src/model/case-notice.ts';

/** A copy in a case. */
export const FILE: KeptFile = { path: 'notices/N-1.txt', sha256: 'a'.repeat(64), bytes: 12 };

/** What a notice about one listing says. */
export const PARSE: NoticeParse = {
  schema: 'notice-parse/0',
  platform: 'amazon',
  marketplace: 'US',
  language: 'en',
  subject: 'Notice: Policy Warning',
  noticeKind: 'listing_removed',
  origin: 'rights_owner',
  infringementType: 'trademark',
  infringementTypeRaw: 'Trademark',
  where: ['text'],
  items: [{ id: 'B0ZZ1AA02L', title: 'Folding Laptop Stand' }],
  complaintIds: ['9900000102'],
  ipNumbers: [],
  assertedTerms: ['NORTHSTAR'],
  rightsOwner: { name: 'Northstar GmbH' },
  requested: ['poa_root_cause'],
  paths: ['appeal'],
  deadline: { days: 5, unit: 'working', consequence: 'listing_removal' },
  attachmentTypes: [],
  accountLevel: false,
  fundsHeld: null,
};

/** The event of that notice, with other facts where given. */
export function notice(id = 'N-1', parse: Partial<NoticeParse> = {}): NewCaseEvent {
  return {
    type: 'notice',
    id,
    file: FILE,
    receivedAt: '2026-11-02',
    receivedFrom: 'message',
    parse: { ...PARSE, ...parse },
  };
}

/** Writes events down one minute after the other. */
export function dated(events: readonly (NewCaseEvent & { readonly by?: string })[]): CaseEvent[] {
  return events.map((event, at) => {
    const time = new Date(Date.parse('2026-11-03T08:00:00Z') + at * 60_000).toISOString();
    return { by: 'Li Na', ...event, at: time } as CaseEvent;
  });
}

/** A case of these events behind its opening. */
export function caseOf(...events: readonly (NewCaseEvent & { readonly by?: string })[]): Case {
  return foldCase('2026-0001', dated([{ type: 'opened' }, ...events]));
}
