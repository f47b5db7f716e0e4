import type { Draft, Resources } from '../../src/detectors/contract.ts';
import { detectCopiedText } from '../../src/detectors/copied-text.ts';
import type { Evidence, LeftOut, ReferenceRole } from '../../src/model/evidence.ts';
import type { Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { ReferenceText } from '../../src/model/reference.ts';
import type { CopiedTextRule } from '../../src/model/rule.ts';
import { readStockSentences } from '../../src/references/stock-texts.ts';
import { openWordWeights } from '../../src/references/word-weights.ts';
import { StockSentences } from '../../src/text/boilerplate-stock.ts';
import { FieldText } from '../../src/text/field-text.ts';
import { memoryLibrary } from '../../src/text/memory-library.ts';
import type { WordWeights } from '../../src/text/word-weights.ts';
import { NOTHING, RULE_BASE } from './subject.ts';

/** The weights and stock sentences that come with preclear. */
export const WEIGHTS: WordWeights = openWordWeights('data/words');
export const STOCK: StockSentences = new StockSentences(readStockSentences('data/boilerplate'), WEIGHTS);

export const LANTERN =
  'Fold the brass wings outward and the lantern stands on any rock; fold them in and it hangs from a branch without turning in the wind.';
export const FILTER =
  'The ceramic filter is fired twice at twelve hundred degrees so that it can be scrubbed clean for a lifetime.';

/** A copied-text rule; eight words and any coverage make a finding unless said. */
export function rule(
  id: string,
  when: Partial<CopiedTextRule['when']> = {},
  more: Partial<CopiedTextRule> = {},
): CopiedTextRule {
  return {
    ...RULE_BASE,
    id,
    kind: 'copied-text',
    scope: ['title', 'bullet', 'description'],
    when: { minWords: 8, minReworded: 8, minCoverage: 0, ...when },
    ...more,
  };
}

/** A text of somebody's, one bullet a text. */
export function reference(id: string, owner: string, role: ReferenceRole, ...texts: string[]): ReferenceText {
  return {
    kind: 'text',
    id,
    owner,
    role,
    url: `https://shop.example/${id}`,
    capturedAt: '2026-02-03',
    label: `Page ${id}`,
    fields: texts.map((text) => ({ name: 'bullet', text })),
  };
}

/** A listing and what surrounds it. */
export interface Setting {
  readonly rules?: readonly CopiedTextRule[];
  readonly references: readonly ReferenceText[];
  readonly fields: readonly (readonly [name: 'title' | 'bullet' | 'description', text: string])[];
  readonly listing?: Partial<Listing>;
  readonly resources?: Partial<Resources>;
}

/** What the detector says of it, and what it leaves out. */
export function detect({ rules = [rule('t/copied')], references, fields, listing = {}, resources = {} }: Setting): {
  readonly drafts: Draft[];
  readonly leftOut: LeftOut[];
} {
  const listed = fields.map(([name, text], i) => ({ name, index: i + 1, text, place: placeAt(text, 1, 1) }));
  const whole: Listing = {
    id: 'SKU-1',
    marketplace: 'amazon.com',
    fields: listed,
    images: [],
    source: { file: 'feed.tsv', record: 1 },
    ...listing,
  };
  const leftOut: LeftOut[] = [];
  const given = { ...NOTHING, copies: memoryLibrary(references, WEIGHTS), stock: STOCK, ...resources };
  const drafts = detectCopiedText(
    rules,
    given,
  )({
    listing: whole,
    texts: listed.map((field) => new FieldText(field)),
    images: [],
    leaveOut: (passage) => leftOut.push(passage),
  });
  return { drafts, leftOut };
}

/** The evidence of a draft. */
export function copied(draft: Draft | undefined): Extract<Evidence, { kind: 'copied-text' }> {
  if (draft?.evidence.kind !== 'copied-text') throw new Error('no copied-text evidence');
  return draft.evidence;
}
