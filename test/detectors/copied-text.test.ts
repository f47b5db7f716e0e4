import { describe, expect, it } from 'vitest';
import type { Draft, Resources } from '../../src/detectors/contract.ts';
import { detectCopiedText } from '../../src/detectors/copied-text.ts';
import type { Evidence, ReferenceRole } from '../../src/model/evidence.ts';
import type { FieldName, Listing } from '../../src/model/listing.ts';
import { placeAt } from '../../src/model/place.ts';
import type { ReferenceText } from '../../src/model/reference.ts';
import type { CopiedTextRule } from '../../src/model/rule.ts';
import { buildCopyIndex } from '../../src/text/copy-index.ts';
import { FieldText } from '../../src/text/field-text.ts';

const LANTERN =
  'Fold the brass wings outward and the lantern stands on any rock; fold them in and it hangs from a branch without turning in the wind.';
const FILTER = 'The ceramic filter is fired twice at twelve hundred degrees so that it can be scrubbed clean for a lifetime.';

function rule(id: string, when: Partial<CopiedTextRule['when']> = {}, more: Partial<CopiedTextRule> = {}): CopiedTextRule {
  const words = { en: 'x', zh: 'x' };
  return {
    id,
    pack: 'test@1.0.0',
    kind: 'copied-text',
    severity: 'warning',
    review: false,
    marketplaces: [],
    scope: ['title', 'bullet', 'description'],
    message: words,
    rationale: words,
    policy: [],
    fix: words,
    prevention: [],
    examples: { flag: [], pass: [] },
    when: { minWords: 12, minCoverage: 0, ...when },
    ...more,
  };
}

function reference(id: string, owner: string, role: ReferenceRole, ...texts: string[]): ReferenceText {
  const fields = texts.map((text) => ({ name: 'bullet', text }));
  return {
    kind: 'text',
    id,
    owner,
    role,
    url: `https://shop.example/${id}`,
    capturedAt: '2026-02-03',
    label: `Page ${id}`,
    fields,
  };
}

interface Setting {
  readonly rules?: readonly CopiedTextRule[];
  readonly references: readonly ReferenceText[];
  readonly fields: Readonly<Record<string, string>>;
  readonly brand?: string;
  readonly ownBrands?: readonly string[];
}

function detect({ rules = [rule('t/copied')], references, fields, brand, ownBrands = [] }: Setting): Draft[] {
  const listed = Object.entries(fields).map(([name, text]) => ({ name: name as FieldName, text, place: placeAt(text, 1, 1) }));
  const listing: Listing = {
    id: 'SKU-1',
    marketplace: 'amazon.com',
    fields: listed,
    images: [],
    source: { file: 'feed.tsv', record: 1 },
    ...(brand === undefined ? {} : { brand }),
  };
  const resources = { copies: buildCopyIndex(references), ownBrands } as unknown as Resources;
  return detectCopiedText(rules, resources)({ listing, texts: listed.map((field) => new FieldText(field)), images: [] });
}

function copied(draft: Draft | undefined): Extract<Evidence, { kind: 'copied-text' }> {
  if (draft?.evidence.kind !== 'copied-text') throw new Error('no copied-text evidence');
  return draft.evidence;
}

describe('detectCopiedText', () => {
  it('reports the passage in both texts as they are written', () => {
    const written = `NEW! ${LANTERN.replace('lantern', '<b>LAN&shy;TERN</b>')} Buy now.`;
    const source = reference('a', 'Brenna', 'competitor', 'Überall &amp; immer.', `<p>${LANTERN}</p>`);
    const [draft, ...rest] = detect({ references: [source], fields: { description: written } });
    expect(rest).toEqual([]);
    expect(written.slice(...(draft?.span ?? [0, 0]))).toBe(written.slice(5, -'. Buy now.'.length));
    const { passages, excerpt, coverage, source: from } = copied(draft);
    const joined = source.fields.map((field) => field.text).join('\n');
    expect(passages.map(({ there }) => joined.slice(...there))).toEqual([LANTERN.slice(0, -1)]);
    expect(excerpt).toBe(LANTERN.slice(0, -1));
    expect(coverage).toBeCloseTo(26 / 29, 3);
    expect(from).toEqual({
      id: 'a',
      owner: 'Brenna',
      role: 'competitor',
      url: 'https://shop.example/a',
      capturedAt: '2026-02-03',
      label: 'Page a',
    });
    expect(draft?.slots).toEqual({ percent: '90%', words: 26, owner: 'Brenna', source: 'Page a' });
    expect(draft?.identity).toBe('a');
    expect(draft?.target).toEqual({ field: 0 });
  });

  it('makes one finding a field and owner, from the best source', () => {
    const references = [
      reference('a', 'Brenna', 'competitor', LANTERN.slice(0, 80)),
      reference('b', 'BRENNA', 'competitor', LANTERN, FILTER),
      reference('c', 'Other', 'competitor', LANTERN),
    ];
    const drafts = detect({ references, fields: { description: `${LANTERN} ${FILTER}`, bullet: FILTER } });
    expect(drafts.map((d) => [d.target, d.identity])).toEqual([
      [{ field: 0 }, 'b'],
      [{ field: 1 }, 'b'],
    ]);
    expect(copied(drafts[0]).passages.map((p) => p.words)).toEqual([26, 20]);
  });

  it('reports two owners whose words stand side by side', () => {
    const references = [reference('a', 'Brenna', 'competitor', LANTERN), reference('b', 'Kilnworks', 'supplier', FILTER)];
    const drafts = detect({ references, fields: { description: `${FILTER} ${LANTERN}` } });
    expect(drafts.map((d) => d.slots.owner)).toEqual(['Brenna', 'Kilnworks']);
  });

  it.each<[string, Partial<Setting>]>([
    ['a reference of role own', { references: [reference('a', 'Anybody', 'own', LANTERN)] }],
    ['the brand of the listing', { brand: 'BRÊNNA' }],
    ['the brands of the configuration', { ownBrands: ['brenna'] }],
    [
      'a text of the own that somebody else has too',
      { references: [reference('a', 'Brenna', 'competitor', LANTERN), reference('b', 'Us', 'own', LANTERN)] },
    ],
  ])('leaves alone what is the seller’s: %s', (_, setting) => {
    const references = [reference('a', 'Brenna', 'competitor', LANTERN)];
    expect(detect({ references, fields: { description: LANTERN } })).toHaveLength(1);
    expect(detect({ references, fields: { description: LANTERN }, ...setting })).toEqual([]);
  });

  it('follows roles, scope, marketplace, length and coverage of the rule', () => {
    const setting = {
      references: [reference('a', 'Brenna', 'supplier', LANTERN)],
      fields: { description: `${LANTERN} ${FILTER}` },
    };
    const hits = (when: Partial<CopiedTextRule['when']>, more: Partial<CopiedTextRule> = {}): number =>
      detect({ ...setting, rules: [rule('t/x', when, more)] }).length;
    expect(hits({ roles: ['supplier', 'competitor'] })).toBe(1);
    expect(hits({ roles: ['rights-owner'] })).toBe(0);
    expect(hits({}, { scope: ['title'] })).toBe(0);
    expect(hits({}, { marketplaces: ['shopify'] })).toBe(0);
    expect(hits({ minWords: 26 })).toBe(1);
    expect(hits({ minWords: 27 })).toBe(0);
    expect(hits({ minCoverage: 0.5 })).toBe(1);
    expect(hits({ minCoverage: 0.6 })).toBe(0);
  });

  it('judges every rule by itself', () => {
    const rules = [rule('t/owner', { roles: ['rights-owner'] }), rule('t/any')];
    const references = [
      reference('a', 'Brenna', 'rights-owner', LANTERN),
      reference('b', 'Shop', 'competitor', `${LANTERN} ${FILTER}`),
    ];
    const drafts = detect({ rules, references, fields: { description: `${LANTERN} ${FILTER}` } });
    expect(drafts.map((d) => [d.rule.id, d.identity])).toEqual([
      ['t/owner', 'a'],
      ['t/any', 'b'],
    ]);
  });

  it('is surer of long passages that fill the field', () => {
    const references = [
      reference('a', 'Brenna', 'competitor', LANTERN, FILTER, 'It was tested over three winters in the huts of the north'),
    ];
    const confidence = (text: string): number => detect({ references, fields: { description: text } })[0]?.confidence ?? 0;
    const short = confidence(
      `Good light for camps. It was tested over three winters in the huts of the north and ${'much '.repeat(40)}`,
    );
    expect(short).toBeGreaterThanOrEqual(0.6);
    expect(confidence(LANTERN)).toBeGreaterThan(short);
    expect(confidence(LANTERN)).toBeLessThan(1);
  });

  it('finds nothing with no rules, no library, an empty field', () => {
    expect(detect({ references: [], fields: { description: LANTERN } })).toEqual([]);
    expect(
      detect({ rules: [], references: [reference('a', 'B', 'competitor', LANTERN)], fields: { description: LANTERN } }),
    ).toEqual([]);
    expect(detect({ references: [reference('a', 'B', 'competitor', LANTERN)], fields: { description: '' } })).toEqual([]);
  });

  it('cuts a long excerpt between characters', () => {
    const long = Array.from({ length: 120 }, (_, i) => `${String.fromCodePoint(0x20000 + i)}蓝${i}`).join('');
    const [draft] = detect({ references: [reference('a', 'B', 'competitor', long)], fields: { description: long } });
    expect(copied(draft).excerpt.length).toBeLessThanOrEqual(401);
    expect(copied(draft).excerpt).not.toMatch(/\p{Surrogate}/u);
  });
});
