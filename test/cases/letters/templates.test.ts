import { describe, expect, it } from 'vitest';
import { findBlocked } from '../../../src/cases/letters/blocked.ts';
import { claimsIn } from '../../../src/cases/letters/claims.ts';
import { RulePackError } from '../../../src/model/errors.ts';
import { LETTER_LANGS } from '../../../src/model/letter.ts';
import { signatureOf } from '../../../src/model/letter-queries.ts';
import { QUERY_NAMES } from '../../../src/model/letter-query-names.ts';
import { compileLetterFiles } from '../../../src/rulepacks/letters.ts';
import { slotsIn } from '../../../src/text/slot-text.ts';
import { TEMPLATES } from './templates.ts';

/** A file with one sentence. */
const fileOf = (sentence: string): string => `letters: { id: own, version: 1.0.0, title: { en: Own, zh: 自有 } }
blocks:
  - id: own
    sentences:
      - ${sentence}
`;

const mistakeOf = async (sentence: string): Promise<string> => {
  try {
    await compileLetterFiles([{ name: 'own.yaml', text: fileOf(sentence) }]);
  } catch (error) {
    if (error instanceof RulePackError) return error.message;
    throw error;
  }
  return '';
};

describe('templates', () => {
  it.each([
    ['a slot that the query does not have', "{ id: a, from: trainings, tells: past, text: { en: 'On {date}.' }, note: { en: x, zh: x } }", /own\.yaml:5:\d+: .*slot "date" that nothing fills; there are day, topic/],
    ['"all" where nothing proves it', "{ id: a, from: trainings, tells: past, text: { en: 'On {day} all staff were trained.' }, note: { en: x, zh: x } }", /says "all" outside/],
    ['the same in German', "{ id: a, from: trainings, tells: past, text: { en: 'On {day}.', de: 'Am {day} wurden alle geschult.' }, note: { en: x, zh: x } }", /says "alle" outside/],
    ['the past told of a plan', "{ id: a, from: plan-edit-text, tells: past, text: { en: 'On {day}.' }, note: { en: x, zh: x } }", /can tell plan only/],
    ['a part without two forms', "{ id: a, from: licences, tells: now, text: { en: '{images} pictures.' }, note: { en: x, zh: x } }", /without two forms/],
    ['a fact without a record', "{ id: a, tells: past, text: { en: 'We trained the staff.' }, note: { en: x, zh: x } }", /no slot that a record could fill/],
    ['other slots in a translation', "{ id: a, from: trainings, tells: past, text: { en: 'On {day}.', ja: '{topic}' }, note: { en: x, zh: x } }", /has other slots/],
    ['no Chinese note', "{ id: a, tells: nothing, text: { en: Hello. }, note: { en: x } }", /own\.yaml:5:/],
    ['an unknown key', "{ id: a, tells: nothing, txt: x, text: { en: Hello. }, note: { en: x, zh: x } }", /Unknown key "txt"/],
  ])('refuse %s with file, line and column', async (_, sentence, expected) => {
    expect(await mistakeOf(sentence)).toMatch(expected);
  });

  it('take the past told as present of a record', async () => {
    expect(await mistakeOf("{ id: a, from: trainings, tells: now, text: { en: 'Training: {day}.' }, note: { en: x, zh: x } }")).toBe('');
  });

  it('name each gap that a needed sentence can have, in each language of its letter', () => {
    for (const { langs, sections } of TEMPLATES.documents) {
      const blocks = sections.flatMap(({ use, answers = {} }) => [...use, ...Object.values(answers).flat()]);
      const sentences = [...sections.flatMap((section) => section.sentences), ...TEMPLATES.blocks.filter(({ id }) => blocks.includes(id)).flatMap((block) => block.sentences)];
      for (const { from = 'seller', text, with: sure } of sentences) {
        for (const [, name = ''] of text.en.matchAll(/\{([a-z.-]+)[|}]/g)) {
          const slot = name.split('.').at(-1) ?? name;
          const full = name.includes('.') ? name : `${from}.${name}`;
          const kind = full.replace(/^(?:done|plan)-[a-z-]+\./, 'deed.').replace(/^copies-[a-z]+\./, 'copies.');
          const word = TEMPLATES.words[`gap.${full}`] ?? TEMPLATES.words[`gap.${kind}`] ?? TEMPLATES.words[`gap.${slot}`];
          const always = ['today.day', 'today.case', 'deadlines.what', 'deadlines.left', 'measures.measure', 'measures.state', 'items.id', 'causes.by', 'causes.title'];
          if (always.includes(full) || sure.includes(slot)) continue;
          for (const lang of langs) expect(word?.[lang], `gap ${full} in ${lang}`).toBeDefined();
        }
      }
    }
  });

  it('tell every root cause that a person can choose in every language, and name what its records may lack', () => {
    expect(TEMPLATES.causes.length).toBeGreaterThan(10);
    for (const { id, text } of TEMPLATES.causes) {
      for (const lang of LETTER_LANGS) {
        expect(text[lang], `${id} ${lang}`).toBeDefined();
        for (const { name, optional } of slotsIn(text[lang] ?? '')) {
          if (optional || ['n', 'images'].includes(name)) continue;
          expect(TEMPLATES.words[`gap.causes.${name}`] ?? TEMPLATES.words[`gap.${name}`], `${id} ${name}`).toHaveProperty(lang);
        }
      }
    }
  });

  it('tell prevention steps without saying how completely', () => {
    for (const [id, text] of Object.entries(TEMPLATES.words)) {
      if (id.startsWith('measure.')) expect(Object.values(text).join(' '), id).not.toMatch(/\b(?:all|every|each|alle|jede[rns]?)\b|すべて|全て|所有|全部|一律/i);
    }
  });

  it('have a query for each told action', () => {
    for (const name of QUERY_NAMES) {
      const { tells } = signatureOf(name);
      if (name.startsWith('done-')) expect(tells).toBe('past');
      if (name.startsWith('plan-')) expect(tells).toBe('plan');
    }
  });
});

describe('wordings', () => {
  it.each(TEMPLATES.blocked.map((one) => [one.id, one] as const))('blocked: %s is found in its examples only', (id, { examples }) => {
    for (const text of examples.yes) expect(findBlocked(text, TEMPLATES).map(({ wording }) => wording.id), text).toContain(id);
    for (const text of examples.no) expect(findBlocked(text, TEMPLATES).map(({ wording }) => wording.id), text).not.toContain(id);
  });

  it.each(TEMPLATES.claims.map((one) => [one.id, one] as const))('claim: %s is found in its examples only', (id, { examples }) => {
    for (const text of examples.yes) expect(claimsIn(text, TEMPLATES).map((one) => one.id), text).toContain(id);
    for (const text of examples.no) expect(claimsIn(text, TEMPLATES).map((one) => one.id), text).not.toContain(id);
  });

  it('have none in the fixed text of templates that states a deed', () => {
    const fixed = [...TEMPLATES.blocks.flatMap(({ sentences }) => sentences), ...TEMPLATES.documents.filter(({ internal }) => !internal).flatMap(({ sections }) => sections.flatMap(({ sentences }) => sentences))];
    for (const { tells, text, sworn } of fixed) {
      for (const one of Object.values(text)) {
        expect(findBlocked(one, TEMPLATES).map(({ match }) => match), one).toEqual([]);
        if (tells === 'nothing' && !sworn) expect(claimsIn(one, TEMPLATES).map(({ id }) => id), one).toEqual([]);
      }
    }
  });
});
