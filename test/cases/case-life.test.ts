import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseDeadlines } from '../../src/cases/case-deadlines.ts';
import { foldCase } from '../../src/cases/case-fold.ts';
import { missingFor } from '../../src/cases/case-life.ts';
import { draftGate } from '../../src/cases/draft-gates.ts';
import { nextLetter } from '../../src/cases/next-letter.ts';
import { firstLetters, lawyerReasons, nextStep } from '../../src/cases/next-step.ts';
import { CASE_STATES, CLAIMS, DRAFT_KINDS } from '../../src/model/case.ts';
import type { NewCaseEvent } from '../../src/model/case-event.ts';
import type { Case } from '../../src/model/case-folded.ts';
import { caseOf, dated, FILE, notice } from './case-samples.ts';

const CONFIRMED: NewCaseEvent = { type: 'confirmed' };
const assessed = (claim: 'valid' | 'invalid' | 'unclear'): NewCaseEvent => ({ type: 'assessed', id: 'C-1', claim, reason: 'seen' });
const DONE: NewCaseEvent = { type: 'action', id: 'A-1', kind: 'edit-text', done: '2026-11-03', items: ['B0ZZ1AA02L'], proofs: [] };
const drafted = (kind: (typeof DRAFT_KINDS)[number]): NewCaseEvent => ({
  type: 'drafted',
  draft: 'plan-1',
  kind,
  lang: 'en',
  files: [{ ...FILE, path: 'drafts/plan-1.md' }],
  final: true,
  facts: [],
  measures: [],
});
const REVIEWED = { type: 'reviewed', draft: 'plan-1', alone: false, by: 'Wang Wei' } as const;
const WAIT = { timer: 'appeal', what: { en: 'an answer', zh: '答复' }, days: 7, unit: 'calendar' } as const;
const sent = (kind: (typeof DRAFT_KINDS)[number]): NewCaseEvent => ({
  type: 'sent',
  id: 'L-1',
  kind,
  draft: 'plan-1',
  files: [FILE],
  facts: [],
  measures: [],
  wait: WAIT,
});
const answer = (kind: 'accepted' | 'more-detail' | 'refused' | 'retraction'): NewCaseEvent => ({
  type: 'answered',
  id: 'R-1',
  answer: kind,
  on: '2026-11-06',
  asked: kind === 'more-detail' ? [{ text: 'Greater detail on the root cause', about: 'root-cause' }] : [],
});

function refusalOf(known: Case, event: NewCaseEvent, by = 'Li Na'): string {
  return missingFor(known, event, by)
    .map(({ en }) => en)
    .join(' ');
}

describe('the life of a case', () => {
  it('goes from the notice to the answer and to its end', () => {
    const path: [NewCaseEvent & { by?: string }, string][] = [
      [notice(), 'new'],
      [CONFIRMED, 'parsed'],
      [assessed('valid'), 'assessed'],
      [DONE, 'acting'],
      [drafted('plan-listing'), 'drafting'],
      [REVIEWED, 'reviewed'],
      [sent('plan-listing'), 'waiting'],
      [answer('more-detail'), 'answered'],
      [drafted('greater-detail'), 'drafting'],
      [REVIEWED, 'reviewed'],
      [{ ...sent('greater-detail'), id: 'L-2' } as NewCaseEvent, 'waiting'],
      [{ ...answer('accepted'), id: 'R-2' } as NewCaseEvent, 'answered'],
      [{ type: 'resolved', how: 'reinstated', basis: ['answer/R-2'] }, 'resolved'],
      [{ type: 'closed', how: 'learned', note: 'Titles are screened before upload.' }, 'closed'],
      [{ type: 'reopened', reason: 'removed again' }, 'acting'],
      [{ type: 'merged', into: '2026-0002' }, 'merged'],
    ];
    for (const [at, [, state]] of path.entries()) {
      const known = caseOf(...path.slice(0, at + 1).map(([event]) => event));
      expect([at, known.state, known.faults]).toEqual([at, state, []]);
      expect(nextStep(known).zh).not.toBe('');
    }
  });

  it.each<[string, NewCaseEvent[], NewCaseEvent, RegExp]>([
    ['assess without a notice', [], assessed('valid'), /no notice/],
    ['assess an unknown kind', [notice('N-1', { noticeKind: 'unknown' })], assessed('valid'), /noticeKind/],
    ['plan before assessing', [notice()], drafted('plan-listing'), /Nobody has said/],
    ['counter-notice to a valid claim', [notice(), assessed('valid')], drafted('dmca-counter-notice'), /perjury/],
    ['apology to an invalid claim', [notice(), assessed('invalid')], drafted('withdrawal-request'), /admission/],
    ['cause of an invalid claim', [notice(), assessed('invalid')], { type: 'cause', id: 'C', cause: 'x', support: [], items: [] }, /admit/],
    ['plan while unclear', [notice(), assessed('unclear')], drafted('plan-listing'), /only an inquiry/],
    ['send what nobody reviewed', [notice(), assessed('valid'), drafted('plan-listing')], sent('plan-listing'), /Nobody has reviewed/],
    ['send what is not there', [notice(), assessed('valid')], sent('plan-listing'), /no draft plan-1/],
    ['an answer to nothing', [notice()], answer('refused'), /No letter/],
    ['resolve without records', [notice(), assessed('valid')], { type: 'resolved', how: 'clean', basis: [] }, /No record shows/],
    ['reinstated without records', [notice()], { type: 'resolved', how: 'reinstated', basis: [] }, /No record says/],
    ['close what is not resolved', [notice()], { type: 'closed', how: 'learned', note: '' }, /Only a resolved case/],
    ['reopen what is open', [notice()], { type: 'reopened', reason: '' }, /open already/],
    ['merge into itself', [notice()], { type: 'merged', into: '2026-0001' }, /itself/],
    ['an action without a day', [notice()], { type: 'action', id: 'A-1', kind: 'other', items: [], proofs: [] }, /--planned DAY/],
    ['set a field that there is not', [notice()], { type: 'corrected', notice: 'N-1', field: 'colour', value: 'red' }, /no field "colour"/],
    ['set a value that makes no sense', [notice()], { type: 'corrected', notice: 'N-1', field: 'deadline', value: 'soon' }, /no period/],
    ['act on a closed case', [notice(), { type: 'closed', how: 'given-up', note: '' }], DONE, /closed/],
    ['act on a merged case', [notice(), { type: 'merged', into: '2026-0009' }], DONE, /2026-0009/],
  ])('refuses to %s, and says what is missing', (_, before, event, expected) => {
    const known = caseOf(...before);
    expect(known.faults).toEqual([]);
    expect(refusalOf(known, event)).toMatch(expected);
    const folded = caseOf(...before, event);
    expect({ ...folded, faults: [], changedAt: '' }).toEqual({ ...known, changedAt: '' });
    expect(folded.faults).toHaveLength(1);
  });

  it('wants another person to review, unless it is written down that there is none', () => {
    const known = caseOf(notice(), assessed('valid'), drafted('plan-listing'));
    expect(refusalOf(known, { type: 'reviewed', draft: 'plan-1', alone: false })).toMatch(/somebody else/);
    expect(refusalOf(known, { type: 'reviewed', draft: 'plan-1', alone: true })).toBe('');
    expect(refusalOf(known, { type: 'reviewed', draft: 'plan-1', alone: false }, 'Wang Wei')).toBe('');
  });

  it('wants a changed draft to be reviewed again', () => {
    const known = caseOf(notice(), assessed('valid'), drafted('plan-listing'), REVIEWED, drafted('plan-listing'));
    expect(refusalOf(known, sent('plan-listing'))).toMatch(/as it is now/);
  });

  it('knows which letters a claim allows', () => {
    const allowed = (claim: (typeof CLAIMS)[number] | undefined) => DRAFT_KINDS.filter((kind) => draftGate(claim, kind) === undefined);
    expect(allowed(undefined)).toEqual(allowed('unclear'));
    expect(allowed('unclear')).toEqual(['owner-inquiry', 'court-packet', 'evidence-annex', 'weekly-sheet', 'training-sheet']);
    expect(allowed('valid')).not.toContain('dispute');
    expect(allowed('invalid')).not.toContain('plan-account');
    expect(allowed('invalid')).toContain('takedown-host');
  });

  it('is opened again by a notice that means trouble, and only by such', () => {
    const closed = [notice(), { type: 'closed', how: 'given-up', note: 'small' }] as const;
    expect(caseOf(...closed, notice('N-2')).state).toBe('acting');
    expect(caseOf(...closed, notice('N-2', { noticeKind: 'retraction_received' })).state).toBe('closed');
  });

  it('keeps corrections beside what was read, and counts the deadline by them', () => {
    const known = caseOf(notice(), { type: 'corrected', notice: 'N-1', field: 'deadline', value: '72 hours' });
    expect(known.notices[0]).toMatchObject({ corrected: ['deadline'], parse: { deadline: { hours: 72, days: 3 } } });
    expect(caseDeadlines(known, '2026-11-03')).toMatchObject([{ id: 'N-1-D1', due: '2026-11-04', daysLeft: 1, done: false }]);
  });

  it('tells what kind it is when a person says it', () => {
    const known = caseOf(notice('N-1', { infringementType: 'unknown' }), {
      type: 'corrected',
      notice: 'N-1',
      field: 'infringementType',
      value: 'copyright',
    });
    expect(known.state).toBe('parsed');
  });

  it('adds to an action what became of it', () => {
    const planned = { type: 'action', id: 'A-1', kind: 'close-offer', planned: '2026-11-05', items: ['B0ZZ1AA02L'], proofs: [] } as const;
    const known = caseOf(notice(), planned, { type: 'action', id: 'A-1', kind: 'close-offer', done: '2026-11-04', items: [], proofs: [FILE] });
    expect(known.actions).toMatchObject([
      { ref: 'action/A-1', planned: '2026-11-05', done: '2026-11-04', items: ['B0ZZ1AA02L'], proofs: [{ sha256: FILE.sha256 }] },
    ]);
  });

  it('waits as long as the letter says, and not after the answer', () => {
    const before = [notice(), assessed('valid'), drafted('plan-listing'), REVIEWED, sent('plan-listing')] as const;
    const wait = caseDeadlines(caseOf(...before), '2026-11-05').find(({ id }) => id === 'L-1-W');
    expect(wait).toMatchObject({ due: '2026-11-10', daysLeft: 5, done: false });
    const answered = caseDeadlines(caseOf(...before, answer('refused')), '2026-11-12');
    expect(answered.map(({ id, done }) => [id, done])).toEqual([
      ['N-1-D1', true],
      ['L-1-W', true],
    ]);
  });

  it('links items, also such as only a person names', () => {
    const listing = { key: 'LS-02', marketplace: 'amazon.com', title: 'Stand' };
    const known = caseOf(notice(), { type: 'linked', item: 'B0ZZ1AA02L', listing }, { type: 'linked', item: 'B0NEW', listing }, notice('N-2'));
    expect(known.items).toEqual([
      { id: 'B0ZZ1AA02L', title: 'Folding Laptop Stand', listing },
      { id: 'B0NEW', listing },
    ]);
  });

  it('names the first letter and when a lawyer is due', () => {
    expect(firstLetters(caseOf(notice()))).toEqual(['owner-inquiry']);
    expect(firstLetters(caseOf(notice(), assessed('valid')))).toEqual(['withdrawal-request', 'plan-listing']);
    expect(firstLetters(caseOf(notice('N-1', { infringementType: 'copyright' }), assessed('invalid')))).toContain('dmca-counter-notice');
    expect(lawyerReasons(caseOf(notice()))).toEqual([]);
    expect(lawyerReasons(caseOf(notice('N-1', { infringementType: 'patent_utility' })))).toHaveLength(1);
  });

  it('folds any events in any order without an exception, and never moves a merged case', () => {
    const pool: NewCaseEvent[] = [
      notice(),
      notice('N-2', { noticeKind: 'retraction_received' }),
      CONFIRMED,
      ...CLAIMS.map(assessed),
      DONE,
      drafted('plan-listing'),
      drafted('dispute'),
      { type: 'reviewed', draft: 'plan-1', alone: true },
      sent('plan-listing'),
      answer('accepted'),
      answer('more-detail'),
      { type: 'resolved', how: 'reinstated', basis: ['answer/R-1'] },
      { type: 'closed', how: 'learned', note: '' },
      { type: 'reopened', reason: '' },
      { type: 'merged', into: '2026-0002' },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pool), { maxLength: 30 }), (events) => {
        const known = foldCase('2026-0001', dated([{ type: 'opened' }, ...events]));
        expect(CASE_STATES).toContain(known.state);
        // A letter that denies is never on record beside a claim that was valid when it was drafted.
        const merged = events.findIndex(({ type }) => type === 'merged');
        if (merged >= 0) expect(known.state).toBe('merged');
        if (known.state === 'waiting') expect(known.sent.length).toBeGreaterThan(0);
        if (known.closed?.how === 'learned') expect(known.resolved).toBeDefined();
      }),
    );
  });
});

describe('the next letter', () => {
  const missing = (...events: (NewCaseEvent & { by?: string })[]): string | undefined =>
    nextLetter(caseOf(...events))
      ?.missing.map(({ en }) => en)
      .join('; ');

  it('lacks what the case lacks, step by step', () => {
    const valid = [notice(), CONFIRMED, assessed('valid')];
    expect(missing(notice())).toMatch(/compared the notice.*; nobody has said/);
    expect(missing(notice(), CONFIRMED)).toMatch(/^nobody has said/);
    expect(missing(...valid)).toBe('no action is recorded as done; no root cause is recorded; it is not drafted yet');
    expect(missing(...valid, DONE)).toBe('no root cause is recorded; it is not drafted yet');
    expect(missing(...valid, DONE, drafted('plan-listing'))).toBe('nobody else has reviewed draft plan-1');
    expect(missing(...valid, DONE, drafted('plan-listing'), REVIEWED)).toBe('');
    expect(missing(...valid, DONE, drafted('plan-listing'), REVIEWED, sent('plan-listing'))).toBeUndefined();
  });

  it('is not the annex that goes with one', () => {
    const annex = { ...drafted('evidence-annex'), draft: 'annex-2' } as NewCaseEvent;
    const known = caseOf(notice(), assessed('valid'), DONE, drafted('plan-listing'), annex);
    expect(nextLetter(known)?.kinds).toEqual(['plan-listing']);
    expect(nextStep(known).en).toContain('preclear case review 2026-0001 plan-1');
  });
});
