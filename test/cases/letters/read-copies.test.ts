import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftLetter, stopsOf } from '../../../src/cases/letters/draft.ts';
import { BLANK, readLetterCopy, readReviewCopy } from '../../../src/cases/letters/read-copies.ts';
import { faultLine, letterLines, letterMarkdown, reviewMarkdown } from '../../../src/cases/letters/show-letter.ts';
import { TEMPLATES } from './templates.ts';
import { worlds } from './worlds.ts';

const KINDS = ['plan-listing', 'owner-inquiry', 'dispute', 'evidence-annex'] as const;
const drafts = fc
  .record({ world: worlds, kind: fc.constantFrom(...KINDS) })
  .map(({ world, kind }) => draftLetter(world, kind, 'en', TEMPLATES));

/** Line breaks in a sentence become blanks in a table. */
const inLine = (text: string): string => text.replaceAll('\n', ' ').trim();

describe('copies of a draft', () => {
  it('are read as what they were written from', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const read = readReviewCopy(reviewMarkdown(draft));
        const statements = draft.sections.flatMap((section) => section.statements);
        expect(read === undefined).toBe(statements.length === 0);
        if (read === undefined) return;
        expect(read.sections.map(({ heading }) => heading)).toEqual(draft.sections.map(({ heading }) => inLine(heading)));
        expect(
          read.sections.flatMap(({ sentences }) => sentences.map(({ id, text, note, state, records }) => ({ id, text, note, state, records }))),
        ).toEqual(
          statements.map(({ id, text, note, state, backing }) => {
            return { id, text: inLine(text), note: inLine(note.zh), state, records: backing };
          }),
        );
        expect(read.stops).toEqual(stopsOf(draft).map((fault) => ({ en: inLine(faultLine(fault, 'en')), zh: inLine(faultLine(fault, 'zh')) })));
      }),
      { numRuns: 60 },
    );
  });

  it('give the letter back, paragraph by paragraph', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const lines = letterLines(draft).flatMap(({ text }) => text.split('\n'));
        const kept = lines.map((text) => text.trim()).filter((text) => text !== '');
        const read = readLetterCopy(letterMarkdown(draft), true).map(({ text }) => text.trim());
        expect(read).toEqual(kept);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['', '# a letter', '## 正文 / letter and notes', '|'.repeat(50_000), `## x / letter and notes\n${'| \\'.repeat(20_000)}`])(
    'may be anything',
    (text) => {
      expect(() => readReviewCopy(text)).not.toThrow();
    },
  );

  it('know a blank in every language of letters', () => {
    const text = '[TO FILL: day] [AUSZUFÜLLEN: Tag] [要記入：日] [待填：日期] [TO FILL: cut';
    expect(text.match(BLANK)).toEqual(['[TO FILL: day]', '[AUSZUFÜLLEN: Tag]', '[要記入：日]', '[待填：日期]', '[TO FILL: cut']);
  });
});
