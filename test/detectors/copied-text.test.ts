import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopiedTextRule } from '../../src/model/rule.ts';
import { copied, detect, FILTER, LANTERN, reference, rule } from './copied-fixture.ts';

describe('detectCopiedText', () => {
  it('reports the passage in both texts as they are written', () => {
    const written = `NEW! ${LANTERN.replace('lantern', '<b>LAN&shy;TERN</b>')} Buy now.`;
    const source = reference('a', 'Brenna', 'competitor', 'Überall &amp; immer.', `<p>${LANTERN}</p>`);
    const { drafts } = detect({ references: [source], fields: [['description', written]] });
    const [draft, ...rest] = drafts;
    expect(rest).toEqual([]);
    expect(written.slice(...(draft?.span ?? [0, 0]))).toBe(written.slice(5, -'. Buy now.'.length));
    const { passages, excerpt, coverage, source: from, because } = copied(draft);
    const joined = source.fields.map((field) => field.text).join('\n');
    expect(passages.map(({ there }) => joined.slice(...there))).toEqual([LANTERN.slice(0, -1)]);
    expect(passages[0]).toMatchObject({ words: 26, class: 'verbatim', changed: 0 });
    expect(excerpt).toBe(LANTERN.slice(0, -1));
    expect(coverage).toBeCloseTo(26 / 29, 3);
    expect(because[0]).toEqual({ code: 'copied-verbatim', words: '26' });
    const about = { id: 'a', owner: 'Brenna', role: 'competitor', capturedAt: '2026-02-03', label: 'Page a' };
    expect(from).toEqual({ ...about, url: 'https://shop.example/a' });
    expect(draft?.slots).toMatchObject({ percent: '90%', words: 26, changed: 0, owner: 'Brenna', source: 'Page a' });
    expect(draft?.identity).toBe('a');
    expect(draft?.target).toEqual({ field: 0 });
  });

  it('finds a passage in which words were changed and moved, and counts them', () => {
    const reworded =
      'Fold the brass wings out and this lantern will stand on every rock; fold them in and it hangs off a branch, never turning in the wind.';
    const { drafts } = detect({
      references: [reference('a', 'Brenna', 'competitor', LANTERN)],
      fields: [['description', reworded]],
    });
    const [passage] = copied(drafts[0]).passages;
    expect(passage).toMatchObject({ class: 'reworded' });
    expect(passage?.words).toBeGreaterThanOrEqual(17);
    expect(passage?.changed).toBeGreaterThanOrEqual(6);
    expect(copied(drafts[0]).because[0]?.code).toBe('copied-reworded');
  });

  it('names the sentences to write anew, and quotes them', () => {
    const text = `A light for the hills. ${LANTERN} It weighs little. ${FILTER}`;
    const references = [reference('a', 'Brenna', 'competitor', LANTERN, FILTER)];
    const { drafts } = detect({ references, fields: [['description', text]] });
    const { sentences } = drafts[0]?.slots ?? {};
    expect(sentences).toMatchObject({
      en: expect.stringMatching(/^sentences 2 \(“Fold the brass wings .*…”\), 4 \(“The ceramic filter .*…”\)$/),
      zh: expect.stringMatching(/^第 2 句（“Fold .*”）、第 4 句（“The ceramic .*”）$/),
    });
    const [bullet] = detect({ references, fields: [['bullet', FILTER]] }).drafts;
    expect(bullet?.slots.sentences).toMatchObject({ en: expect.stringMatching(/^the whole text \(“The ceramic filter/) });
  });

  it('tells a disguise, and is surer of it', () => {
    const hidden = FILTER.replace('ceramic', 'c\u0435r\u0430mic').replace('scrubbed', 'scr\u200Bubbed');
    const references = [reference('a', 'Brenna', 'competitor', FILTER)];
    const [plain] = detect({ references, fields: [['bullet', FILTER]] }).drafts;
    const [draft] = detect({ references, fields: [['bullet', hidden]] }).drafts;
    expect(copied(draft).folding).toEqual(['confusable', 'zero-width']);
    expect(copied(draft).because).toContainEqual({ code: 'copied-disguise', words: 'c\u0435r\u0430mic scr\u200Bubbed' });
    expect(draft?.confidence).toBeGreaterThan(plain?.confidence ?? 1);
    expect(copied(plain).folding).toEqual([]);
  });

  it('reads digits as letters where the other text has the word, and counts the disguised words', () => {
    const hidden = FILTER.replace('ceramic', 'cer4mic')
      .replace('clean', 'c1ean')
      .replace('lifetime', 'l1fet1me')
      .replace('fired', 'fіred');
    const references = [reference('a', 'Brenna', 'competitor', FILTER), reference('b', 'Other', 'competitor', LANTERN)];
    const [draft] = detect({ references, fields: [['bullet', hidden]] }).drafts;
    const { passages, because } = copied(draft);
    expect(passages).toMatchObject([
      { here: [0, hidden.length - 1], there: [0, FILTER.length - 1], class: 'verbatim', changed: 0 },
    ]);
    expect(because).toContainEqual({ code: 'copied-disguised-words', words: '4' });
    // What is written with digits in the source too is no disguise.
    const honest = 'The 3pack holds mp3player cases of w00d felt that keep the player dry on a long walk through the moor.';
    const [same] = detect({
      references: [reference('a', 'Brenna', 'competitor', honest)],
      fields: [['bullet', honest]],
    }).drafts;
    expect(copied(same)).toMatchObject({ folding: [], passages: [{ class: 'verbatim', changed: 0 }] });
  });

  it('finds a text in which every word is disguised', () => {
    const hidden = LANTERN.replaceAll('e', '3').replaceAll('o', '0');
    const references = Array.from({ length: 30 }, (_, i) =>
      reference(`r${i}`, `Shop ${i}`, 'competitor', `${FILTER} Lot ${i}`),
    );
    const { drafts } = detect({
      references: [...references, reference('a', 'Brenna', 'competitor', LANTERN)],
      fields: [['bullet', hidden]],
    });
    expect(drafts).toHaveLength(1);
    expect(copied(drafts[0])).toMatchObject({ source: { owner: 'Brenna' } });
  });

  it('makes one finding a field and owner, from the best source', () => {
    const references = [
      reference('a', 'Brenna', 'competitor', LANTERN.slice(0, 80)),
      reference('b', 'BRENNA', 'competitor', LANTERN, FILTER),
    ];
    const { drafts } = detect({
      references,
      fields: [
        ['description', `${LANTERN} ${FILTER}`],
        ['bullet', FILTER],
      ],
    });
    expect(drafts.map((d) => [d.target, d.identity])).toEqual([
      [{ field: 0 }, 'b'],
      [{ field: 1 }, 'b'],
    ]);
    expect(copied(drafts[0]).because).toContainEqual({ code: 'copied-fields', words: '2' });
    expect(copied(drafts[0]).listingCoverage).toBe(1);
  });

  it('does not accuse a second owner of what the first has', () => {
    const references = [
      reference('a', 'Brenna', 'competitor', `${LANTERN} ${FILTER}`),
      reference('b', 'Other', 'competitor', LANTERN),
    ];
    const { drafts } = detect({ references, fields: [['description', `${LANTERN} ${FILTER}`]] });
    expect(drafts.map((d) => d.identity)).toEqual(['a']);
  });

  it('reports two owners whose words stand side by side', () => {
    const references = [reference('a', 'Brenna', 'competitor', LANTERN), reference('b', 'Kilnworks', 'supplier', FILTER)];
    const { drafts } = detect({ references, fields: [['description', `${FILTER} ${LANTERN}`]] });
    expect(drafts.map((d) => d.slots.owner)).toEqual(['Brenna', 'Kilnworks']);
  });

  it('cuts a passage at the borders of the fields', () => {
    const references = [reference('a', 'Brenna', 'competitor', `${LANTERN} ${FILTER}`)];
    const { drafts } = detect({
      references,
      fields: [
        ['bullet', LANTERN],
        ['bullet', FILTER],
      ],
    });
    expect(drafts.map((d) => [d.target, d.span])).toEqual([
      [{ field: 0 }, [0, LANTERN.length - 1]],
      [{ field: 1 }, [0, FILTER.length - 1]],
    ]);
  });

  it('follows roles, scope, marketplace, length and coverage of the rule', () => {
    const hits = (when: Partial<CopiedTextRule['when']>, more: Partial<CopiedTextRule> = {}): number =>
      detect({
        references: [reference('a', 'Brenna', 'supplier', LANTERN)],
        fields: [['description', `${LANTERN} ${FILTER}`]],
        rules: [rule('t/x', when, more)],
      }).drafts.length;
    expect(hits({ roles: ['supplier', 'competitor'] })).toBe(1);
    expect(hits({ roles: ['rights-owner'] })).toBe(0);
    expect(hits({}, { scope: ['title'] })).toBe(0);
    expect(hits({}, { marketplaces: ['shopify'] })).toBe(0);
    expect(hits({ minWords: 26 })).toBe(1);
    expect(hits({ minWords: 27 })).toBe(0);
    expect(hits({ minCoverage: 0.5 })).toBe(1);
    expect(hits({ minCoverage: 0.6 })).toBe(0);
  });

  it('wants a reworded passage to be longer', () => {
    const reworded = FILTER.replace('fired', 'burnt').replace('scrubbed', 'washed').replace('lifetime', 'long life');
    const hits = (when: Partial<CopiedTextRule['when']>): number =>
      detect({
        references: [reference('a', 'Brenna', 'competitor', FILTER)],
        fields: [['bullet', reworded]],
        rules: [rule('t/x', when)],
      }).drafts.length;
    expect(hits({ minWords: 30, minReworded: 12 })).toBe(1);
    expect(hits({ minWords: 30, minReworded: 19 })).toBe(0);
  });

  it('judges every rule by itself', () => {
    const rules = [rule('t/owner', { roles: ['rights-owner'] }), rule('t/any')];
    const references = [
      reference('a', 'Brenna', 'rights-owner', LANTERN),
      reference('b', 'Shop', 'competitor', `${LANTERN} ${FILTER}`),
    ];
    const { drafts } = detect({ rules, references, fields: [['description', `${LANTERN} ${FILTER}`]] });
    expect(drafts.map((d) => [d.rule.id, d.identity])).toEqual([
      ['t/owner', 'a'],
      ['t/any', 'b'],
    ]);
  });

  it('finds nothing with no rules, no library, an empty field', () => {
    const references = [reference('a', 'B', 'competitor', LANTERN)];
    expect(detect({ references: [], fields: [['description', LANTERN]] }).drafts).toEqual([]);
    expect(detect({ rules: [], references, fields: [['description', LANTERN]] }).drafts).toEqual([]);
    expect(detect({ references, fields: [['description', '']] }).drafts).toEqual([]);
  });

  it('cuts a long excerpt between characters', () => {
    const long = Array.from({ length: 120 }, (_, i) => `${String.fromCodePoint(0x20000 + i)}蓝${i}`).join('');
    const [draft] = detect({
      references: [reference('a', 'B', 'competitor', long)],
      fields: [['description', long]],
      rules: [rule('t', { alsoCount: ['names'] })],
    }).drafts;
    expect(copied(draft).excerpt.length).toBeLessThanOrEqual(401);
    expect(copied(draft).excerpt).not.toMatch(/\p{Surrogate}/u);
  });

  it('gives spans that stand in the texts, whatever surrounds the copy', () => {
    const noise = fc.array(
      fc.constantFrom('soft', '<br>', '&nbsp;', 'lamp', '灯', 'Größe', '\u200B', '10 cm', ';', '\n', 'pour'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(noise, noise, noise, (before, after, there) => {
        const text = `${before.join(' ')} ${LANTERN} ${after.join(' ')}`;
        const source = reference('a', 'B', 'competitor', there.join(' '), LANTERN);
        const [draft] = detect({ references: [source], fields: [['description', text]] }).drafts;
        const joined = source.fields.map((field) => field.text).join('\n');
        for (const { here, there: other } of copied(draft).passages) {
          expect(text.slice(...here).length).toBe(here[1] - here[0]);
          expect(joined.slice(...other).length).toBe(other[1] - other[0]);
        }
        const [start, end] = draft?.span ?? [0, 0];
        expect(start).toBeLessThanOrEqual(text.indexOf('Fold'));
        expect(end).toBeGreaterThanOrEqual(text.indexOf('the wind.') + 8);
      }),
      { numRuns: 60 },
    );
  });
});
