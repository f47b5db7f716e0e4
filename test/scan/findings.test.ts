import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/detectors/contract.ts';
import type { Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { PhrasesRule } from '../../src/model/rule.ts';
import { finishFindings } from '../../src/scan/findings.ts';
import { prepare } from '../../src/scan/judge.ts';

const both = { en: 'x', zh: 'x' };

function rule(id: string): PhrasesRule {
  return {
    id,
    kind: 'phrases',
    pack: 'core@1.0.0',
    severity: 'warning',
    review: false,
    marketplaces: [],
    scope: [],
    when: {},
    message: both,
    rationale: both,
    policy: [],
    fix: both,
    prevention: [],
    examples: { flag: [], pass: [] },
  };
}

function listing(line: number, record: number): Listing {
  const title = 'Best seller mug, best seller';
  const bullet = 'A best\nseller';
  return {
    id: 'MUG-1',
    marketplace: 'amazon.de',
    fields: [
      { name: 'title', text: title, place: placeAt(title, line, 7, 'B4') },
      { name: 'bullet', index: 2, text: bullet, place: placeAt(bullet, line, 60) },
    ],
    images: [{ slot: 'other-3', src: 'mug.jpg', place: placeAt('mug.jpg', line, 90) }],
    source: { file: 'feed.tsv', record },
  };
}

function draft(id: string, target: Draft['target'], start: number, end: number, identity = 'best seller'): Draft {
  return {
    rule: rule(id),
    target,
    span: [start, end],
    confidence: 1,
    slots: {},
    evidence: { kind: 'phrase', phrase: identity, folding: [] },
    identity,
  };
}

function finish(drafts: readonly Draft[], line = 4, record = 1) {
  return finishFindings(drafts, prepare(listing(line, record), []));
}

const drafts = [
  draft('core/b', { image: 0 }, 0, 7, 'mug'),
  draft('core/a', { field: 1 }, 2, 13),
  draft('core/b', { field: 0 }, 17, 28),
  draft('core/a', { field: 0 }, 17, 28),
  draft('core/a', { field: 0 }, 0, 11),
  draft('core/a', { missing: 'brand' }, 0, 0, 'missing brand'),
];

describe('finishFindings', () => {
  it('sorts by field, offset and rule, whatever the order of the detectors', () => {
    const order = (found: ReturnType<typeof finish>): string[] => found.map((f) => `${f.field} ${f.span[0]} ${f.rule}`);
    const expected = [
      'brand 0 core/a',
      'title 0 core/a',
      'title 17 core/a',
      'title 17 core/b',
      'bullet 2 core/a',
      'image.other 0 core/b',
    ];
    expect(order(finish(drafts))).toEqual(expected);
    expect(order(finish(drafts.toReversed()))).toEqual(expected);
  });

  it('gives line and column of the match, cell and index', () => {
    const found = finish(drafts);
    expect(found[1]).toMatchObject({ line: 4, column: 7, cell: 'B4', index: null, match: 'Best seller' });
    expect(found[4]).toMatchObject({ line: 4, column: 62, index: 2, match: 'best\nseller' });
    expect(found[5]).toMatchObject({ field: 'image.other', index: 3, match: 'mug.jpg' });
  });

  it('keeps fingerprints when rows move and tells equals apart', () => {
    const before = finish(drafts, 4, 1).map((f) => f.fingerprint);
    const after = finish(drafts, 900, 77).map((f) => f.fingerprint);
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  it('names the field in both languages', () => {
    const found = finish(drafts);
    expect(found[4]?.slots.field).toEqual({ en: 'bullet point 2', zh: '五点描述第 2 点' });
    expect(found[5]?.slots.field).toEqual({ en: 'further picture 3', zh: '附图第 3 张' });
  });
});
