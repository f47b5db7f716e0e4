import { describe, expect, it } from 'vitest';
import { checkLetter, type LetterCheck } from '../../../src/cases/letters/check-letter.ts';
import { daysIn } from '../../../src/cases/letters/days-in-text.ts';
import { draftLetter } from '../../../src/cases/letters/draft.ts';
import { faceWorld } from '../../../src/cases/letters/facing.ts';
import { readLetter } from '../../../src/cases/letters/letter-text.ts';
import { Answers } from '../../../src/cases/letters/queries.ts';
import { letterMarkdown } from '../../../src/cases/letters/show-letter.ts';
import type { CaseWorld } from '../../../src/model/case-world.ts';
import { AS_OF, bareWorld, notice, proof } from './worlds.ts';
import { TEMPLATES } from './templates.ts';

const check = (text: string, world?: CaseWorld): LetterCheck =>
  checkLetter(text, TEMPLATES, AS_OF, world === undefined ? undefined : new Answers(faceWorld(world, TEMPLATES.causes)));
const kinds = (text: string, world: CaseWorld): string[] => check(text, world).findings.map(({ kind }) => kind);
const ITEMS: Pick<CaseWorld, 'items'> = { items: ['B0TEST0001', 'B0TEST0002'].map((id) => ({ id, findings: [], versions: [] })) };
const NAMED = 'This is about B0TEST0001 and B0TEST0002. ';
const training = (attendees: number): CaseWorld['trainings'][number] => ({
  ref: 'training/T-1', id: 'T-1', proofs: [], date: '2026-11-13', topic: 'Brand words', attendees: Array.from({ length: attendees }, (_, n) => `P${n}`), audience: [], passed: 2, ofThisCase: false,
});

describe('a letter that a person wrote', () => {
  it.each([
    ['We trained our staff on 13 November 2026.', 'en'],
    ['Am 13. November 2026 wurden unsere Mitarbeitenden geschult.', 'de'],
    ['2026年11月13日に研修を実施しました。', 'ja'],
    ['我们于2026年11月13日组织了培训。', 'zh'],
  ])('may state what a record holds: %s', (text) => {
    expect(kinds(NAMED + text, bareWorld({ ...ITEMS, trainings: [training(3)] }))).toEqual([]);
    expect(kinds(NAMED + text, bareWorld(ITEMS))).toEqual(['no-record']);
  });

  it.each([
    ['another day', 'We trained our staff on November 12, 2026.', 'date'],
    ['another number', 'Five people were trained on 13 November 2026.', 'count'],
    ['all, where two of three passed', 'All of them passed the knowledge test.', 'quantifier'],
    ['a promise', 'We will train our staff.', 'promise'],
  ])('may not state %s', (_, text, kind) => {
    expect(kinds(NAMED + text, bareWorld({ ...ITEMS, trainings: [training(3)] }))).toEqual([kind]);
  });

  it('is told the true number', () => {
    const [finding] = check(`${NAMED}All 90 images are licensed.`, bareWorld({ ...ITEMS, licensedImages: { covered: 40, of: 90 } })).findings;
    expect(finding?.text.en).toContain('40/90');
    expect(finding?.text.zh).toContain('40/90');
  });

  it('is told of each word that weakens it, with its line', () => {
    const text = `# Appeal\n\nWe are a professional seller from Shenzhen.\nThis malicious complaint by a competitor is so unfair.\nWe contacted the owner many times and authorize Amazon to deduct compensation from our account.\nWe have zero tolerance.`;
    const found = check(text, bareWorld()).findings.map(({ kind, line }) => `${line} ${kind}`);
    expect(found).toEqual(expect.arrayContaining(['3 introduction', '4 emotive', '4 blame', '5 bluff', '6 bluff']));
  });

  it('answers each listing of the notice, and names no other', () => {
    const text = check('We write about B0TEST0001 and B0OTHER001.', bareWorld(ITEMS)).findings.map((one) => `${one.level} ${one.text.en}`).join('\n');
    expect(text).toContain('error 1 of 2 listings of the notice are not answered: B0TEST0002');
    expect(text).toContain('warning B0OTHER001 is in no notice');
  });

  it('has a heading for each requested point', () => {
    const asked = [{ ref: 'asked/Q-1', proofs: [], text: 'Greater detail on the root cause(s) of the violation', about: 'root-cause' as const }];
    expect(kinds(`${NAMED}\n## Root cause of the violation, in greater detail\nx`, bareWorld({ ...ITEMS, asked }))).toEqual([]);
    expect(kinds(`${NAMED}\n## Our company\nx`, bareWorld({ ...ITEMS, asked }))).toEqual(['asked']);
  });

  it('has the three parts of a plan, and a deed and a step for each cause', () => {
    const world = bareWorld({ ...ITEMS, notices: [notice({ requested: ['poa_root_cause'] })] });
    expect(kinds(`${NAMED}\n## Root cause\nx`, world)).toEqual(['part', 'part']);
    const causes = `${NAMED}\n## Root cause 1\nx\n## Corrective actions\nx\n## Preventive measures\nx\n## Root cause 2\nThe title was long.`;
    expect(check(causes, world).findings.map(({ text }) => text.en).join('\n')).toMatch(/“Root cause 2” has no corrective[\s\S]*“Root cause 2” has no preventive/);
  });

  it('has its days in order', () => {
    const actions: CaseWorld['actions'] = [{ ref: 'action/A-1', id: 'A-1', proofs: [], kind: 'edit-text', done: '2026-11-01', items: ['B0TEST0001'] }];
    expect(kinds(`${NAMED}On 1 November 2026 we changed the title.`, bareWorld({ ...ITEMS, actions }))).toEqual(['order']);
    expect(kinds(`${NAMED}On 24 December 2026 we changed the title.`, bareWorld({ ...ITEMS, actions }))).toEqual(['date', 'date']);
    expect(kinds(`${NAMED}On 03/04/2026 something happened.`, bareWorld(ITEMS))).toEqual(['date']);
  });

  it('has no link and no file that the notice refuses', () => {
    const world = bareWorld({ ...ITEMS, notices: [notice({ externalLinksAccepted: false, attachmentTypes: ['pdf', 'jpg'] })] });
    expect(kinds(`${NAMED}See https://x.example and proof.zip, scan.jpeg.`, world)).toEqual(['link', 'attachment']);
  });

  it('has no blank left, in any language', () => {
    for (const blank of ['[TO FILL: date]', '[AUSZUFÜLLEN: Datum]', '[要記入：日付]', '[待填：日期]']) {
      expect(kinds(`${NAMED}On ${blank} it was so.`, bareWorld(ITEMS))).toEqual(['blank']);
    }
  });

  it('is not judged where nobody described the kind of statement', () => {
    const { sentences, claims, findings } = check(`${NAMED}The lamp is blue.`, bareWorld(ITEMS));
    expect([sentences, claims, findings.length]).toEqual([2, 0, 0]);
  });

  it('is bounded', () => {
    expect(check(`${'a '.repeat(300_000)}[${'('.repeat(50_000)}`, bareWorld()).sentences).toBeGreaterThan(0);
  });

  it.each(['en', 'de', 'ja'] as const)('that preclear drafted passes (%s)', (lang) => {
    const world = bareWorld({
      ...ITEMS,
      claim: { ref: 'claim/K-1', proofs: [], claim: 'valid', reason: 'x', by: 'Li Na', at: '2026-11-11' },
      seller: { store: 'Lumen Store', legalName: 'Lumen Trading Ltd', representative: 'Li Na', email: 'a@lumen.example' },
      trainings: [training(3)],
      rootCauses: [{ ref: 'cause/R-1', id: 'R-1', proofs: [], cause: 'staff-untrained', support: ['training/T-1'], by: 'Li Na', at: '2026-11-11', items: [] }],
      actions: [{ ref: 'action/A-1', id: 'A-1', kind: 'edit-text', done: '2026-11-12', items: ['B0TEST0001', 'B0TEST0002'], proofs: [proof('a.pdf')] }],
      measures: [{ ref: 'measure/brand-scan-before-upload', proofs: [], step: 'brand-scan-before-upload', text: { en: 'x', zh: 'x' }, stage: 'prevent', rules: [], state: 'in-force', adopted: '2026-11-12', control: { kind: 'scan-coverage', done: 4, of: 5, from: '2026-11-12', to: '2026-11-20', times: 2, refs: [] } }],
    });
    const letter = letterMarkdown(draftLetter(world, 'plan-listing', lang, TEMPLATES));
    expect(check(letter, world).findings.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('days in a text', () => {
  it.each([
    ['On 12 November 2026', '2026-11-12'],
    ['On November 2nd, 2026', '2026-11-02'],
    ['am 12. November 2026', '2026-11-12'],
    ['am 1.3.2026', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/2026', '2026-12-25'],
    ['03/04/2026', undefined],
    ['31 February 2026', undefined],
  ])('%s', (text, day) => {
    expect(daysIn(text).map((one) => one.day)).toEqual([day]);
  });
});

describe('sentences of a text', () => {
  it('are not cut at a German day or an abbreviation', () => {
    expect(readLetter('Am 12. November 2026 war es so. Nr. 5 auch.').sentences.map(({ text }) => text)).toEqual(['Am 12. November 2026 war es so.', 'Nr. 5 auch.']);
  });
});
