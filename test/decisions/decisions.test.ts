import { describe, expect, it } from 'vitest';
import { entryOf } from '../../src/decisions/baseline.ts';
import { BaselineUse } from '../../src/decisions/baseline-use.ts';
import { CommentUse } from '../../src/decisions/comment-use.ts';
import type { Coverage } from '../../src/decisions/coverage.ts';
import { Decisions } from '../../src/decisions/decisions.ts';
import type { SuppressionValues } from '../../src/decisions/suppression.ts';
import { SuppressionUse } from '../../src/decisions/suppression-use.ts';
import { type Finding, fingerprint } from '../../src/model/finding.ts';
import type { IgnoreComment, Listing } from '../../src/model/listing.ts';

const TODAY = '2026-11-22';
const EVERYTHING: Coverage = { whole: true, judges: () => true };
const SOME_FILES: Coverage = { whole: false, judges: () => true };

function listingOf(id: string, ignores?: readonly IgnoreComment[]): Listing {
  const listing = { id, marketplace: 'amazon.com', fields: [], images: [], source: { file: 'belt.html', record: 1 } };
  return ignores === undefined ? listing : { ...listing, ignores };
}

function findingOf(listing: string, match: string, rule = 'core/brand-imitation', nth = 0): Finding {
  const identity = { rule, marketplace: 'amazon.com', listing, field: 'title', what: match.toLowerCase(), nth };
  return {
    rule,
    severity: 'error',
    review: false,
    confidence: 0.9,
    listing,
    marketplace: 'amazon.com',
    file: 'feed.csv',
    line: 2,
    column: 1,
    record: 1,
    field: 'title',
    index: null,
    span: [0, match.length],
    match,
    slots: {},
    evidence: { kind: 'phrase', phrase: match, folding: [] },
    prevention: [],
    fingerprint: fingerprint(identity),
    state: 'open',
  };
}

const entry = (values: Partial<SuppressionValues>): SuppressionValues => ({
  rule: 'core/brand-imitation',
  listing: 'HM-1',
  reason: 'letter of 3 May',
  until: '2026-12-31',
  ...values,
});

function suppressions(...entries: readonly SuppressionValues[]): SuppressionUse {
  const placed = entries.map((values, at) => ({ ...values, place: { line: at + 2, column: 5 } }));
  return new SuppressionUse('preclear.suppressions.yaml', placed, TODAY);
}

function comments(): CommentUse {
  return new CommentUse(TODAY, (id) => id === 'core/brand-imitation');
}

function baseline(...findings: readonly Finding[]): BaselineUse {
  return new BaselineUse(
    'preclear.baseline.jsonl',
    new Map(findings.map((one) => [one.fingerprint, entryOf(one, { id: one.listing }, TODAY)])),
  );
}

/** The states of findings of one listing. */
function states(decisions: Decisions, listing: Listing, ...findings: readonly Finding[]): unknown[] {
  decisions.meet(listing, true);
  return decisions.decide(findings, listing).map(({ state }) => (typeof state === 'string' ? state : 'suppressed'));
}

describe('decisions', () => {
  it('put what is accepted before what is known before what is open', () => {
    const [a, b, c] = ['Nike', 'Yeti', 'Dyson'].map((match) => findingOf('HM-1', match));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three findings');
    const decisions = new Decisions([baseline(a, b)], [suppressions(entry({ match: 'nike' }))], comments());
    expect(states(decisions, listingOf('HM-1'), a, b, c)).toEqual(['suppressed', 'baselined', 'open']);
  });

  it('tell two equal findings of a field apart', () => {
    const first = findingOf('HM-1', 'Nike');
    const second = findingOf('HM-1', 'Nike', first.rule, 1);
    expect(states(new Decisions([baseline(first)], [], comments()), listingOf('HM-1'), first, second)).toEqual([
      'baselined',
      'open',
    ]);
  });

  it.each([
    ['another brand of the field', entry({ match: 'Yeti' }), 'open'],
    ['another field', entry({ field: 'bullet' }), 'open'],
    ['another marketplace', entry({ marketplace: 'amazon.de' }), 'open'],
    ['another listing', entry({ listing: 'HM-10' }), 'open'],
    ['another rule', entry({ rule: 'core/brand' }), 'open'],
    ['wider letters of the same word', entry({ match: ' ＮＩＫＥ ' }), 'suppressed'],
    ['the whole listing', entry({}), 'suppressed'],
    ['its last day', entry({ until: TODAY }), 'suppressed'],
    ['a day that is over', entry({ until: '2026-11-21' }), 'open'],
    ['another fingerprint beside the right words', entry({ fingerprint: '0000000000000000', match: 'Nike' }), 'open'],
  ])('accept by rule and listing: %s', (_, values, state) => {
    expect(states(new Decisions([], [suppressions(values)], comments()), listingOf('HM-1'), findingOf('HM-1', 'Nike'))).toEqual(
      [state],
    );
  });

  it('tell of an entry that ended how much counts again, and of one that fits nothing', () => {
    const use = suppressions(entry({ until: '2026-11-01' }), entry({ match: 'Dyson' }), entry({ listing: 'HM-9' }));
    const decisions = new Decisions([], [use], comments());
    states(decisions, listingOf('HM-1'), findingOf('HM-1', 'Nike'), findingOf('HM-1', 'Yeti'));
    const told = use.notices(SOME_FILES).map(({ kind, line, text }) => `${kind} ${line} ${text.en}`);
    expect(told).toEqual([
      expect.stringMatching(/^ended 2 .* ended on 2026-11-01 \(reason: letter of 3 May\), so 2 findings count again/),
      expect.stringMatching(/^unused 3 .*"Dyson" in HM-1 fits no finding any more/),
    ]);
    expect(use.notices(EVERYTHING).map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(use.notices({ whole: true, judges: () => false }).map(({ kind }) => kind)).toEqual(['ended']);
  });

  it('does not call an entry ended whose finding another one accepts', () => {
    const use = suppressions(entry({ until: '2026-11-01' }), entry({}));
    expect(states(new Decisions([], [use], comments()), listingOf('HM-1'), findingOf('HM-1', 'Nike'))).toEqual(['suppressed']);
    expect(use.notices(EVERYTHING)).toEqual([]);
  });

  it('know as gone only what the scan would have found', () => {
    const here = findingOf('HM-1', 'Nike');
    const mended = findingOf('HM-1', 'Yeti');
    const elsewhere = findingOf('HM-9', 'Nike');
    const abroad = { ...findingOf('HM-1', 'Dyson'), marketplace: 'amazon.de', fingerprint: 'ffffffffffffffff' };
    const use = baseline(here, mended, elsewhere, abroad);
    states(new Decisions([use], [], comments()), listingOf('HM-1'), here);
    expect(use.gone(SOME_FILES).map(({ match }) => match)).toEqual(['Yeti']);
    expect(use.unseen(SOME_FILES)).toBe(2);
    expect(use.gone(EVERYTHING)).toHaveLength(3);
    expect(use.gone({ whole: true, judges: ({ field }) => field !== 'title' })).toEqual([]);
  });
});

describe('comments of a listing', () => {
  const comment = (values: Partial<IgnoreComment>): IgnoreComment => ({
    rule: 'core/brand-imitation',
    reason: 'our own line',
    until: '2026-12-31',
    place: { line: 3, column: 1 },
    ...values,
  });
  const nike = findingOf('HM-1', 'Nike');

  it('accept what their rule finds in their listing', () => {
    const listing = listingOf('HM-1', [comment({})]);
    const decisions = new Decisions([], [], comments());
    expect(states(decisions, listing, nike, findingOf('HM-1', 'Nike', 'core/other'))).toEqual(['suppressed', 'open']);
    expect(decisions.commentNotices(EVERYTHING)).toEqual([]);
  });

  it.each([
    ['a rule that is none', comment({ rule: 'core/brand-imitaton' }), true, /no such rule/],
    ['a day too far', comment({ until: '2029-01-01' }), true, /more than 400 days ahead/],
    ['a file of somebody else', comment({}), false, /below the folder of your configuration/],
  ])('accept nothing and say so: %s', (_, wrong, own, message) => {
    const listing = listingOf('HM-1', [wrong]);
    const decisions = new Decisions([], [], comments());
    const problems = decisions.meet(listing, own);
    expect(problems).toMatchObject([{ file: 'belt.html', line: 3, record: 1, reason: { en: expect.stringMatching(message) } }]);
    expect(decisions.decide([nike], listing)[0]?.state).toBe('open');
    expect(decisions.commentNotices(EVERYTHING)).toEqual([]);
  });

  it('are told when they ended, and when they fit nothing in any listing of their page', () => {
    const over = comment({ until: '2026-11-01' });
    const idle = comment({ place: { line: 9, column: 1 } });
    const decisions = new Decisions([], [], comments());
    states(decisions, listingOf('HM-1', [over]), nike);
    states(decisions, listingOf('HM-2', [idle]));
    states(decisions, listingOf('HM-3', [idle]));
    expect(decisions.commentNotices(EVERYTHING).map(({ kind, line }) => [kind, line])).toEqual([
      ['ended', 3],
      ['unused', 9],
    ]);
  });
});
