import { describe, expect, it } from 'vitest';
import { draftLetter, stopsOf } from '../../../src/cases/letters/draft.ts';
import { letterMarkdown, letterText, reviewMarkdown } from '../../../src/cases/letters/show-letter.ts';
import type { DraftKind } from '../../../src/model/case.ts';
import type { Draft } from '../../../src/model/case-draft.ts';
import type { CaseWorld } from '../../../src/model/case-world.ts';
import { UsageError } from '../../../src/model/errors.ts';
import { letterDocx, reviewDocx } from '../../../src/appeal/letter-docx.ts';
import { bareWorld, notice, proof } from './worlds.ts';
import { TEMPLATES } from './templates.ts';

const draft = (world: CaseWorld, kind: DraftKind, lang: Draft['lang'] = 'en'): Draft => draftLetter(world, kind, lang, TEMPLATES);
const told = (one: Draft, template: string) => one.sections.flatMap(({ statements }) => statements).find((statement) => statement.template === template);
const claim = (what: 'valid' | 'invalid' | 'unclear'): Pick<CaseWorld, 'claim'> => ({
  claim: { ref: 'claim/K-1', proofs: [], claim: what, reason: 'checked', by: 'Li Na', at: '2026-11-11' },
});
const action = (more: Partial<CaseWorld['actions'][number]>): CaseWorld['actions'][number] => ({ ref: 'action/A-1', id: 'A-1', kind: 'edit-text', items: ['B0TEST0001'], proofs: [], ...more });
const LISTED: Pick<CaseWorld, 'items'> = { items: [{ id: 'B0TEST0001', findings: [], versions: [] }] };

describe('gates', () => {
  it.each([
    ['valid', 'dispute'],
    ['valid', 'dmca-counter-notice'],
    ['valid', 'owner-inquiry'],
    ['invalid', 'plan-listing'],
    ['invalid', 'withdrawal-request'],
    ['unclear', 'plan-listing'],
    ['unclear', 'dispute'],
  ] as const)('a claim that is %s allows no %s', (what, kind) => {
    const one = draft(bareWorld({ ...claim(what), notices: [notice({ infringementType: 'copyright' })] }), kind);
    expect(one.sections).toEqual([]);
    expect(stopsOf(one).map((fault) => fault.kind)).toContain('gate');
  });

  it('allow an inquiry before anybody has assessed the claim', () => {
    expect(draft(bareWorld(), 'owner-inquiry').sections.length).toBeGreaterThan(0);
  });

  it('keep a counter-notice to copyright', () => {
    const one = draft(bareWorld({ ...claim('invalid') }), 'dmca-counter-notice');
    expect(one.faults.map(({ text }) => text.en).join()).toContain('copyright only');
  });

  it('refuse a language that a letter does not come in', () => {
    expect(() => draft(bareWorld(), 'dmca-counter-notice', 'ja')).toThrow(UsageError);
  });
});

describe('a plan of action', () => {
  const world = (more: Partial<CaseWorld>): CaseWorld => bareWorld({ ...claim('valid'), ...LISTED, ...more });

  it('tells a deed in the past with its day and how soon it was', () => {
    const one = draft(world({ actions: [action({ done: '2026-11-10T12:30:00.000Z' })] }), 'plan-listing');
    expect(told(one, 'corrective.edit-text')?.text).toBe('On 10 November 2026, within 5 hours of the notice, we changed the text of B0TEST0001.');
  });

  it('tells a deed that has only a day in days, and a late one without boast', () => {
    const text = (done: string): string | undefined => told(draft(world({ actions: [action({ done })] }), 'plan-listing', 'de'), 'corrective.edit-text')?.text;
    expect(text('2026-11-11')).toBe('Am 11. November 2026, 1 Tag nach der Mitteilung, haben wir den Text von B0TEST0001 geändert.');
    expect(text('2026-11-21')).toBe('Am 21. November 2026 haben wir den Text von B0TEST0001 geändert.');
  });

  it('tells nothing of what is planned too late, or recorded ahead of its day', () => {
    const one = draft(world({ actions: [action({ planned: '2026-11-15' }), action({ ref: 'action/A-2', id: 'A-2', done: '2026-12-24' })] }), 'plan-listing');
    expect(JSON.stringify(one.sections)).not.toMatch(/15 November|24 December/);
    expect(one.faults.filter(({ kind }) => kind === 'warning').map(({ text }) => text.en).join('\n')).toMatch(/A-1 was planned for 2026-11-15[\s\S]*A-2 is recorded as done on 2026-12-24/);
  });

  it('tells what is planned as planned', () => {
    const one = draft(world({ actions: [action({ planned: '2026-12-01' })] }), 'plan-listing', 'ja');
    expect(told(one, 'planned.edit-text')?.text).toBe('B0TEST0001の記載内容は、2026年12月1日に修正する予定です。');
  });

  it('shows a removal order without its number as a blank', () => {
    const one = draft(world({ actions: [action({ kind: 'remove-inventory', done: '2026-11-11' })] }), 'plan-listing');
    expect(told(one, 'corrective.remove-inventory')).toMatchObject({ state: 'blank', text: expect.stringContaining('[TO FILL: removal order number]') });
  });

  it('leaves a proposed step out, tells an adopted one as adopted, one in force with its numbers', () => {
    const measure = (state: 'proposed' | 'adopted' | 'in-force' | 'broken', step: string, control?: { done: number; of: number }): CaseWorld['measures'][number] => ({
      ref: `measure/${step}`, proofs: [], step, text: { en: 'x', zh: '说明' }, stage: 'prevent', rules: [], state, adopted: '2026-11-12', owner: 'Li Na',
      ...(control === undefined ? {} : { control: { kind: 'scan-coverage', from: '2026-11-12', to: '2026-11-21', refs: [], ...control } }),
    });
    const one = draft(world({ measures: [measure('proposed', 'staff-training'), measure('adopted', 'licence-before-upload'), measure('in-force', 'brand-scan-before-upload', { done: 3, of: 4 }), measure('in-force', 'image-scan-before-upload', { done: 4, of: 4 }), measure('broken', 'reviewer-sign-off')] }), 'plan-listing');
    const text = letterText(one);
    expect(text).toContain('Adopted on 12 November 2026, responsible Li Na; its first control is still to come: Pictures are uploaded after they have an entry in the licence ledger.');
    expect(text).toContain('scanned before release in 3 of 4 cases.');
    expect(text).toContain('scanned before release in all 4 cases.');
    expect(text).not.toMatch(/trained|second person/);
    expect(one.measures).toEqual(['brand-scan-before-upload', 'image-scan-before-upload', 'licence-before-upload']);
  });

  it('has a block for each root cause, with its own deeds and steps', () => {
    const items = ['B0TEST0001', 'B0TEST0002'].map((id) => ({ id, findings: [], versions: [] }));
    const one = draft(
      bareWorld({
        ...claim('valid'), items,
        evidence: [{ ref: 'evidence/E-1', id: 'E-1', kind: 'other', title: 'Upload file', addedAt: '2026-11-11T08:00:00.000Z', items: [], confidential: false, proofs: [proof('u.csv')] }],
        rootCauses: [
          { ref: 'cause/R-1', id: 'R-1', proofs: [], cause: 'picture-source-unknown', support: ['evidence/E-1'], by: 'Li Na', at: '2026-11-11', items: ['B0TEST0001'] },
          { ref: 'cause/R-2', id: 'R-2', proofs: [], cause: 'brand-in-search-terms', support: [], by: 'Li Na', at: '2026-11-11', items: ['B0TEST0002'] },
        ],
        actions: [action({ kind: 'remove-image', done: '2026-11-11' }), action({ ref: 'action/A-2', id: 'A-2', done: '2026-11-12', items: ['B0TEST0002'] })],
      }),
      'plan-account',
    );
    const [first, second] = one.sections.filter(({ id }) => id.startsWith('cause'));
    expect(first?.heading).toBe('Root cause: B0TEST0001');
    expect(first?.statements.map(({ text }) => text).join(' ')).toMatch(/we removed the images concerned from B0TEST0001/);
    expect(first?.statements.map(({ text }) => text).join(' ')).not.toContain('B0TEST0002');
    expect(second?.statements[0]).toMatchObject({ state: 'blank', text: expect.stringContaining('[TO FILL: record that supports this cause]') });
  });

  it('names 200 listings once, at its end', () => {
    const items = Array.from({ length: 200 }, (_, n) => ({ id: `B0TEST${String(n).padStart(4, '0')}`, findings: [], versions: [] }));
    const one = draft(bareWorld({ ...claim('valid'), items, actions: [action({ done: '2026-11-11', items: items.map(({ id }) => id) })] }), 'plan-listing');
    expect(told(one, 'corrective.edit-text')?.text).toContain('all 200 listings of the notice (list at the end)');
    const letter = letterText(one);
    for (const { id } of items) expect(letter.split(id)).toHaveLength(2);
  });
});

describe('what people state', () => {
  const world = (text: string, more: Partial<CaseWorld> = {}): CaseWorld =>
    bareWorld({ ...claim('valid'), ...LISTED, assertions: [{ ref: 'assertion/S-1', id: 'S-1', proofs: [], slot: 'root-cause.why', text, by: 'Li Na', at: '2026-11-12T08:00:00.000Z' }], ...more });

  it('stands in the letter, marked for the reviewers', () => {
    const one = draft(world('The operator reused the title of an old file.'), 'plan-listing');
    expect(told(one, 'root-cause.why')).toMatchObject({ state: 'asserted', backing: ['assertion/S-1'] });
    expect(reviewMarkdown(one)).toContain('本句由 Li Na 于 2026-11-12 具名担保');
    expect(letterMarkdown(one)).not.toContain('Li Na stands');
  });

  it('is blocked when it is a bluff, and never in the letter', () => {
    const one = draft(world('We authorise Amazon to deduct the compensation from our balance.'), 'plan-listing');
    expect(told(one, 'root-cause.why')?.state).toBe('blocked');
    expect(letterMarkdown(one) + letterText(one)).not.toContain('deduct');
    expect(stopsOf(one).some(({ kind }) => kind === 'blocked')).toBe(true);
  });

  it('contradicts the records when it says all and they do not', () => {
    const one = draft(world('All images are licensed.', { licensedImages: { covered: 40, of: 90 } }), 'plan-listing');
    expect(stopsOf(one).filter(({ kind }) => kind === 'contradiction').map(({ text }) => text.en).join()).toContain('40/90');
  });
});

describe('a letter that went out', () => {
  const contact = (n: number): CaseWorld['contacts'][number] => ({ ref: `contact/C-${n}`, id: `C-${n}`, at: `2026-11-1${n}`, direction: 'out', channel: 'email', party: 'Examplia GmbH', proofs: [] });
  const sent = (facts: readonly (readonly [string, string])[]): Pick<CaseWorld, 'sent'> => ({
    sent: [{ ref: 'sent/L-1', id: 'L-1', proofs: [], kind: 'plan-listing', at: '2026-11-15', sha256: 'b'.repeat(64), measures: [], facts: facts.map(([name, value]) => ({ name, value, statement: '3.1' })) }],
  });
  const contradictions = (more: Partial<CaseWorld>): string[] =>
    stopsOf(draft(bareWorld({ ...claim('valid'), ...LISTED, ...more }), 'plan-listing')).flatMap(({ kind, text }) => (kind === 'contradiction' ? [text.en] : []));

  it('may have told fewer contacts, never more', () => {
    const contacts = [contact(1), contact(2)];
    expect(contradictions({ contacts, ...sent([['count:contacts.Examplia GmbH', '1']]) })).toEqual([]);
    expect(contradictions({ contacts, ...sent([['count:contacts.Examplia GmbH', '3']]) })).toHaveLength(1);
  });

  it('is contradicted by another day, and by a record that is gone', () => {
    const actions = [action({ done: '2026-11-12' })];
    expect(contradictions({ actions, ...sent([['action/A-1.done', '2026-11-12']]) })).toEqual([]);
    expect(contradictions({ actions, ...sent([['action/A-1.done', '2026-11-11']]) })).toHaveLength(1);
    expect(contradictions({ ...sent([['action/A-1.done', '2026-11-12']]) })).toHaveLength(1);
  });

  it('is contradicted by a step that is no longer kept', () => {
    const measures = [{ ref: 'measure/staff-training', proofs: [], step: 'staff-training', text: { en: 'x', zh: 'x' }, stage: 'prevent' as const, rules: [], state: 'broken' as const }];
    expect(contradictions({ measures, ...sent([['measure.staff-training.state', 'in-force']]) })[0]).toContain('broken');
  });
});

describe('a takedown report', () => {
  const trace = (url: string, lead?: number): CaseWorld['traces'][number] => ({
    ref: `trace/${url.length}`, id: 'X', proofs: [], url, observedAt: '2026-11-12T08:00:00.000Z', listing: 'amazon.us:SKU-1', passages: 3, words: 60, images: 0, canaries: [],
    ...(lead === undefined ? {} : { leadDays: lead, ourEarliest: { at: '2026-06-01', kind: 'exif', ref: 'x' }, theirEarliest: { at: '2026-10-01', kind: 'page', ref: 'x' } }),
  });

  it('never names a listing of the own catalogue', () => {
    const world = bareWorld({ ...claim('invalid'), ...LISTED, ownListings: ['amazon.us:B0OWNED002'], traces: [trace('https://www.amazon.com/dp/B0TEST0001', 9), trace('https://www.amazon.com/gp/product/B0OWNED002', 9), trace('https://www.amazon.de/dp/B0COPY0001', 9)] });
    const one = draft(world, 'takedown-amazon');
    expect(letterText(one)).toContain('ASIN to report: B0COPY0001');
    expect(letterText(one)).not.toMatch(/B0TEST0001|B0OWNED002/);
    expect(stopsOf(one).filter(({ kind }) => kind === 'gate')).toHaveLength(2);
  });

  it('is a report of its own for each ASIN', () => {
    const world = bareWorld({ ...claim('invalid'), traces: [trace('https://www.amazon.com/dp/B0COPY0001', 9), trace('https://www.amazon.com/Lamp/dp/B0COPY0002?x=1', 9)] });
    expect(draft(world, 'takedown-amazon').sections.map(({ heading }) => heading).slice(0, 2)).toEqual(['Report of ASIN B0COPY0001', 'Report of ASIN B0COPY0002']);
  });

  it('does not claim to be first without dates', () => {
    const one = draft(bareWorld({ ...claim('invalid'), traces: [trace('https://copies.example/a')] }), 'takedown-host');
    expect(told(one, 'takedown-host.copies.first')?.state).toBe('blank');
    expect(stopsOf(one).length).toBeGreaterThan(0);
  });

  it('waits for the person who swears', () => {
    const one = draft(bareWorld({ ...claim('invalid'), traces: [trace('https://copies.example/a', 9)] }), 'takedown-host');
    expect(told(one, 'takedown-oath.perjury')).toMatchObject({ state: 'blank', text: expect.stringContaining('[TO FILL: name of the person who stands for it]') });
  });
});

describe('the answer to a request for detail', () => {
  it('has the requested points as headings, one to one and in their order', () => {
    const asked = ['Greater detail on the root cause(s)', 'The actions you have taken', 'Who packs the goods?'].map((text, n) => ({ ref: `asked/Q-${n}`, proofs: [], text, about: (['root-cause', 'corrective', 'other'] as const)[n] ?? 'other' }));
    const one = draft(bareWorld({ ...claim('valid'), ...LISTED, asked }), 'greater-detail');
    expect(one.sections.map(({ heading }) => heading).slice(1, 4)).toEqual(asked.map(({ text }) => text));
    expect(one.sections[3]?.statements[0]).toMatchObject({ state: 'blank', template: 'asked-other.answer@asked/Q-2' });
  });
});

describe('files', () => {
  const world = bareWorld({ ...claim('valid'), ...LISTED, actions: [action({ done: '2026-11-11', proofs: [proof('before|after.pdf')] })] });

  it('are the same bytes for the same letter', async () => {
    const one = draft(world, 'plan-listing');
    const again = draft(structuredClone(world), 'plan-listing');
    expect(Buffer.from(await letterDocx(one)).equals(Buffer.from(await letterDocx(again)))).toBe(true);
    await new Promise((done) => setTimeout(done, 2100));
    expect(Buffer.from(await reviewDocx(one)).equals(Buffer.from(await reviewDocx(again)))).toBe(true);
  });

  it('show what records hold without letting it act', () => {
    const hostile = bareWorld({ ...claim('valid'), ...LISTED, policies: [{ ref: 'policy/P-1', id: 'P-1', title: '<img src=x> [a](http://x) | `b` *c*\n# d', adopted: '2026-11-12', proofs: [] }] });
    const letter = letterMarkdown(draft(hostile, 'plan-listing'));
    expect(letter).toContain('\\<img src=x\\> [a]\\(http://x) \\| \\`b\\` \\*c\\* # d');
  });

  it('have the hash of each proof and the records of each sentence', () => {
    const review = reviewMarkdown(draft(world, 'plan-listing'));
    expect(review).toContain(proof('before|after.pdf').sha256);
    expect(review).toMatch(/\| 3\.1 \| 有记录 \| action\/A-1 \| A1 /);
  });
});
