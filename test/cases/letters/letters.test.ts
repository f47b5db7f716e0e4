import { describe, expect, it } from 'vitest';
import { draftLetter, stopsOf } from '../../../src/cases/letters/draft.ts';
import { letterMarkdown, letterText, reviewMarkdown } from '../../../src/cases/letters/show-letter.ts';
import type { DraftKind } from '../../../src/model/case.ts';
import type { Draft } from '../../../src/model/case-draft.ts';
import type { CaseFinding } from '../../../src/model/case-item.ts';
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
      ...(control === undefined ? {} : { control: { kind: 'scan-coverage', from: '2026-11-12', to: '2026-11-21', refs: ['scan/a', 'scan/b'], ...control } }),
    });
    const one = draft(world({ measures: [measure('proposed', 'staff-training'), measure('adopted', 'licence-before-upload'), measure('in-force', 'brand-scan-before-upload', { done: 3, of: 4 }), measure('in-force', 'image-scan-before-upload', { done: 4, of: 4 }), measure('broken', 'reviewer-sign-off')] }), 'plan-listing');
    const text = letterText(one);
    expect(text).toContain('Adopted on 12 November 2026, responsible Li Na; its first control is still to come: Pictures are uploaded after they have an entry in the licence ledger.');
    expect(text).toContain('Since 12 November 2026, 2 scans checked 3 of 4 listings.');
    expect(text).toContain('Since 12 November 2026, 2 scans checked all 4 listings.');
    expect(text).not.toContain('before release');
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
    expect(first?.statements.map(({ text }) => text).join(' ')).toMatch(/we removed what was complained of from the images of B0TEST0001/);
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

describe('what was known before the notice', () => {
  const finding = (more: Partial<CaseFinding> = {}): CaseFinding => ({ ref: 'finding/f1', proofs: [], fingerprint: 'f1', rule: 'amazon/brand', field: 'search-terms', match: 'nike', message: { en: 'x', zh: 'x' }, openedAt: '2026-10-05T08:00:00.000Z', endedAt: '2026-11-11T08:00:00.000Z', endedBy: 'content-changed', prevention: ['term-list-maintained'], relevant: true, ...more });
  const warned = (more: Partial<CaseWorld> = {}, own: Partial<CaseFinding> = {}): CaseWorld => bareWorld({ ...claim('valid'), items: [{ id: 'B0TEST0001', findings: [finding(own)], versions: [] }], ...more });
  const cause = (id: string): CaseWorld['rootCauses'][number] => ({ ref: 'cause/RC-1', id: 'RC-1', proofs: [], cause: id, support: ['finding/f1'], by: 'Li Na', at: '2026-11-11', items: [] });
  const because: CaseWorld['assertions'][number] = { ref: 'assertion/S-1', id: 'S-1', proofs: [], slot: 'causes.because@cause/RC-1', text: 'nobody was named to read the scan reports.', by: 'Li Na', at: '2026-11-12T08:00:00.000Z' };

  it('is a visible blank in a plan, until somebody says why nobody acted', () => {
    const one = draft(warned(), 'plan-listing');
    expect(told(one, 'known-before.why')).toMatchObject({ state: 'blank', text: 'Our own scan had recorded this on 5 October 2026, 36 days before the notice; it was not acted upon because [TO FILL: why nobody acted on it before the notice].', backing: ['finding/f1'] });
    expect(stopsOf(one).some(({ kind, statement }) => kind === 'blank' && statement === told(one, 'known-before.why')?.id)).toBe(true);
  });

  it('is told by the cause that explains it, with the day of the record and the person who says why', () => {
    const one = draft(warned({ rootCauses: [cause('warning-unanswered')], assertions: [because] }), 'plan-listing');
    expect(told(one, 'known-before.why')).toBeUndefined();
    expect(told(one, 'root-cause.why')).toMatchObject({ state: 'asserted', backing: ['cause/RC-1', 'finding/f1', 'assertion/S-1'], text: 'We had a record of the problem since 5 October 2026, 36 days before the notice, and did not act on it: nobody was named to read the scan reports.' });
    const silent = draft(warned({ rootCauses: [cause('warning-unanswered')] }), 'plan-listing', 'de');
    expect(told(silent, 'root-cause.why')).toMatchObject({ state: 'blank', text: expect.stringContaining('[AUSZUFÜLLEN: warum vor der Mitteilung niemand gehandelt hat]') });
  });

  it('is no matter where the scan came with or after the notice', () => {
    expect(told(draft(warned({}, { openedAt: '2026-11-10T20:00:00.000Z' }), 'plan-listing'), 'known-before.why')).toBeUndefined();
  });

  it('is not volunteered to the rights owner, and the seller is told that it is not in the letter', () => {
    const owner = notice({ rightsOwner: { name: 'Examplia GmbH', email: 'ip@examplia.example' } });
    const one = draft(warned({ notices: [owner] }), 'withdrawal-request');
    expect(letterText(one)).not.toContain('5 October');
    expect(one.faults.find(({ text }) => text.en.includes('36 days before the notice'))).toMatchObject({ kind: 'warning', stops: false });
  });

  it('leaves proposed steps of no concern out of the review copy', () => {
    const measure = (step: string): CaseWorld['measures'][number] => ({ ref: `step/${step}`, proofs: [], step, text: { en: step, zh: step }, stage: 'prevent', rules: [], state: 'proposed' });
    const one = draft(warned({ measures: ['term-list-maintained', 'image-format-check', 'brand-scan-before-upload'].map(measure), rootCauses: [cause('brand-in-search-terms')] }), 'plan-listing');
    expect(one.faults.flatMap(({ text }) => /^Only proposed.*: ([a-z-]+) /.exec(text.en)?.[1] ?? [])).toEqual(['term-list-maintained', 'brand-scan-before-upload']);
  });
});

describe('a root cause', () => {
  const evidence: CaseWorld['evidence'][number] = { ref: 'evidence/E-1', id: 'E-1', kind: 'contact-message', title: 'Mail with the picture', addedAt: '2026-11-11T08:00:00.000Z', madeAt: '2026-04-20', madeAtFrom: 'person', items: [], confidential: false, proofs: [] };
  const world = (more: Partial<CaseWorld['evidence'][number]>): CaseWorld => bareWorld({ ...claim('valid'), ...LISTED, evidence: [{ ...evidence, ...more }], rootCauses: [{ ref: 'cause/RC-1', id: 'RC-1', proofs: [], cause: 'picture-from-supplier', support: ['evidence/E-1'], by: 'Li Na', at: '2026-11-11', items: [] }] });

  it('names who supplied it and when, from the record that supports it', () => {
    expect(told(draft(world({ from: 'Harborline Trading' }), 'plan-listing'), 'root-cause.why')?.text).toBe('Harborline Trading supplied the material on 20 April 2026; we used it without a written permission of its owner.');
  });

  it('has a blank for what that record lacks', () => {
    expect(told(draft(world({}), 'plan-listing'), 'root-cause.why')).toMatchObject({ state: 'blank', text: expect.stringMatching(/^\[TO FILL: name of who supplied it\] supplied/) });
  });

  it('takes nothing that a record says for a slot', () => {
    expect(told(draft(world({ from: '{because} {doc}' }), 'plan-listing'), 'root-cause.why')).toMatchObject({ state: 'backed', text: expect.stringContaining('{because} {doc} supplied') });
  });
});

describe('a second person', () => {
  const items: CaseWorld['items'] = [{ id: 'B0TEST0001', listing: { key: 'SKU-1', marketplace: 'amazon.com', title: 'Lamp' }, findings: [], versions: [] }];
  const world = (by: string, at = '2026-11-12T09:00:00.000Z'): CaseWorld => bareWorld({
    ...claim('valid'), items, actions: [action({ done: '2026-11-11', by: 'Chen Hao' })],
    signOffs: { reviewers: [{ ref: 'reviewer/R-1', proofs: [], id: 'R-1', name: 'Li Na', role: 'reviewer' }], listings: 1, signed: 1, signedByTwo: 0, entries: [{ ref: 'sign-off/S-1', proofs: [], listing: 'SKU-1', by, at, decision: 'approved', valid: true }] },
    measures: [{ ref: 'measure/M-1', proofs: [], step: 'reviewer-sign-off', text: { en: 'x', zh: 'x' }, stage: 'verify', rules: [], state: 'in-force', adopted: '2026-11-12', control: { kind: 'sign-off', done: 1, of: 1, from: '2026-11-12', to: '2026-11-22', refs: ['sign-off/S-1'] } }],
  });

  it('is told of where who signed is another than who changed it', () => {
    expect(told(draft(world('R-1'), 'plan-listing'), 'house.second-person')).toMatchObject({ text: 'The change of B0TEST0001 was made by one person and signed by another on 12 November 2026.', backing: ['action/A-1', 'sign-off/S-1'] });
  });

  it('is never told of where one person did both, or signed before the change', () => {
    for (const one of [world('chen  hao'), world('R-1', '2026-11-10T09:00:00.000Z')]) {
      const letter = draft(one, 'plan-listing');
      expect(told(letter, 'house.second-person')).toBeUndefined();
      expect(letterText(letter)).not.toMatch(/second person|by another|two different/);
    }
  });

  it('does not make the same count stand twice', () => {
    const letter = letterText(draft(world('R-1'), 'plan-listing'));
    expect(letter.match(/sign-off of a reviewer/g)).toHaveLength(1);
    expect(letter).toContain('In force since 12 November 2026: A named reviewer checks and signs listings before they go live. As of 22 November 2026, the present content of our only listing carries the sign-off of a reviewer.');
  });
});

describe('one cause of several', () => {
  const items = ['B0TEST0001', 'B0TEST0002'].map((id) => ({ id, findings: [], versions: [] }));
  const chosen = (of: readonly string[]): CaseWorld['rootCauses'][number] => ({ ref: 'cause/RC-1', id: 'RC-1', proofs: [], cause: 'stale-listing', support: ['action/A-1'], by: 'Li Na', at: '2026-11-11', items: of });
  const world = (of: readonly string[]): CaseWorld => bareWorld({ ...claim('valid'), items, actions: [action({ kind: 'close-offer', done: '2026-11-11' })], rootCauses: [chosen(of)] });

  it('names its listings where they are not all of them', () => {
    expect(told(draft(world(['B0TEST0002']), 'plan-listing'), 'root-cause.why')?.text).toBe('A listing that was no longer sold stayed online and was not checked. This concerns B0TEST0002.');
    expect(told(draft(world([]), 'plan-listing'), 'root-cause.why')?.text).toBe('Listings that were no longer sold stayed online and were not checked.');
  });

  it('is told when no step answers it', () => {
    const faults = (measures: CaseWorld['measures']): string => draft({ ...world([]), measures }, 'plan-listing').faults.map(({ text }) => text.en).join();
    expect(faults([])).toContain('answers the cause “Stale listing left online”');
    expect(faults([{ ref: 'measure/M-1', proofs: [], step: 'term-list-maintained', text: { en: 'x', zh: 'x' }, stage: 'prevent', rules: [], state: 'adopted', adopted: '2026-11-11', owner: 'Li Na' }])).not.toContain('answers the cause');
  });
});

describe('one thing', () => {
  const picture = (id: string): CaseFinding => ({ ref: `finding/${id}`, proofs: [], fingerprint: id, rule: 'core/image', field: 'other-1', match: `incoming/${id}.jpg`, message: { en: 'x', zh: 'x' }, openedAt: '2026-11-10T09:00:00.000Z', endedAt: '2026-11-12T09:00:00.000Z', endedBy: 'content-changed', prevention: [], relevant: true });
  const world = (...pictures: string[]): CaseWorld => bareWorld({
    ...claim('valid'), items: [{ id: 'B0TEST0001', findings: pictures.map(picture), versions: [], rescan: { ref: 'scan/s', proofs: [], at: '2026-11-12T09:00:00.000Z', open: 0, relevantOpen: 0 } }],
    actions: [action({ kind: 'replace-image', done: '2026-11-11' })], notices: [notice({ infringementType: 'copyright', where: ['image'] })],
    scans: [{ ref: 'scan/s', id: 's', proofs: [], at: '2026-11-12T09:00:00.000Z', version: '0.1.0', kinds: ['brand-terms', 'image-rights'], listings: pictures.length, catalogue: pictures.length, open: 0, whole: true, complete: true, images: true }],
  });

  it('is told in the singular', () => {
    const text = letterText(draft(world('a'), 'plan-listing'));
    expect(text).toContain('The picture “a.jpg” was shown as an additional image of B0TEST0001.');
    expect(text).toContain('we replaced the image complained of in B0TEST0001.');
    expect(text).toContain('the listing of the notice is free of the problem');
    expect(text).toContain('we scanned our catalogue for pictures without a licence: our only listing was checked, and no finding is open.');
    expect(text).toContain('to review the listing named above');
    expect(text).not.toMatch(/\b(?:all|of the) [012]\b|\b1 (?:listings|pictures|images)\b|\b0 findings\b/);
  });

  it('is told apart from two and from three', () => {
    expect(letterText(draft(world('a', 'b'), 'plan-listing'))).toMatch(/we replaced the 2 images[^]*both listings were checked/);
    expect(letterText(draft(world('a', 'b'), 'plan-listing', 'de'))).toMatch(/die 2 beanstandeten Bilder[^]*Beide Angebote wurden geprüft/);
    expect(letterText(draft(world('a', 'b', 'c'), 'plan-listing'))).toContain('all 3 listings were checked');
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

  it('never says that a page was seen where only a person’s word says where it stood', () => {
    const saved = { ...trace('https://www.amazon.com/dp/B0COPY0001', 9), stated: true as const };
    const amazon = letterText(draft(bareWorld({ ...claim('invalid'), traces: [saved] }), 'takedown-amazon'));
    expect(amazon).toContain('which we noted ourselves for a page that we hold as a file');
    const host = letterText(draft(bareWorld({ ...claim('invalid'), traces: [{ ...saved, url: 'https://copies.example/a' }] }), 'takedown-host'));
    expect(host).toContain('https://copies.example/a, an address which we noted ourselves');
    for (const text of [amazon, host]) expect(text).not.toMatch(/\bseen on\b|which we saw/i);
  });

  it('names no file of this computer', () => {
    const one = draft(bareWorld({ ...claim('invalid'), traces: [trace('')] }), 'takedown-host');
    expect(stopsOf(one).map(({ kind }) => kind)).toContain('gate');
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

describe('a takedown report of a site', () => {
  const proofsOf = ['page-1/page-as-received.txt', 'page-1/text.txt', 'page-1/texts-1.en.html', 'page-1/texts-1.zh.html', 'page-1/pair-1.en.svg', 'index.html', 'records/01.txt', 'SHA256SUMS'].map((path) => proof(`evidence/E-1/${path}`));
  const traced: CaseWorld['traces'][number] = { ref: 'trace/E-1/page-1/SKU-1', id: 'E-1/page-1/SKU-1', proofs: proofsOf, url: 'https://copies.example/a', observedAt: '2026-11-12T08:00:00.000Z', listing: 'SKU-1', passages: 3, words: 60, images: 1, canaries: [], leadDays: 9, ourEarliest: { at: '2026-06-01', kind: 'record', ref: 'records/01.txt' }, theirEarliest: { at: '2026-10-01', kind: 'page', ref: 'x' } };
  const items: CaseWorld['items'] = [{ id: 'B0TEST0001', listing: { key: 'SKU-1', marketplace: 'amazon.com', title: 'Lamp' }, findings: [], versions: [{ ref: 'version/v1', proofs: [], contentHash: 'v1', firstSeenAt: '2026-03-02T08:00:00.000Z', changed: [] }] }];
  const world = (more: Partial<CaseWorld> = {}): CaseWorld => bareWorld({ ...claim('invalid'), items, traces: [traced], notices: [notice({ infringementType: 'copyright', where: ['text'] })], ...more });

  it('says where the own work stands, since when it is recorded, and who made it', () => {
    const draftOf: CaseWorld['evidence'][number] = { ref: 'evidence/E-2', id: 'E-2', kind: 'project-file', title: 'Draft of the text', from: 'Zhao Min', addedAt: '2026-11-12T08:00:00.000Z', items: [], confidential: false, proofs: [] };
    const one = draft(world({ seller: { store: 'Lumen Store' }, evidence: [draftOf] }), 'takedown-host');
    expect(told(one, 'takedown-host.copies.work')?.text).toBe('Work infringed: text and pictures of our listing B0TEST0001 (SKU-1) in the store Lumen Store, https://www.amazon.com/dp/B0TEST0001, in our records since 2 March 2026.');
    expect(told(one, 'authors.original')?.text).toBe('Author of “Draft of the text”: Zhao Min.');
    expect(told(one, 'takedown-host.copies.images')?.text).toBe('Copied: one image.');
  });

  it('points behind each sentence to the files that prove it, under titles that say what they are', () => {
    const both = notice({ infringementType: 'copyright', where: ['image', 'text'] });
    const one = draft(world({ notices: [both] }), 'dispute');
    const letter = letterText(one);
    const annex = (slot: string): string[] => (told(one, `grounds.${slot}`)?.files ?? []).map((path) => path.split('/').at(-1) ?? '');
    expect(annex('copied-words')).toEqual(['texts-1.en.html']);
    expect(annex('copied-images')).toEqual(['pair-1.en.svg']);
    expect(annex('copy')).toEqual(['page-as-received.txt', 'index.html', '01.txt']);
    expect(letter).toContain('has 3 passages of our text (60 words) (Annex 4).');
    expect(letter).toContain('- Annex 4: Our text and that of copies.example, side by side, dated 12 November 2026 (texts-1.en.html)');
    expect(letter).not.toMatch(/SHA256SUMS|zh\.html|Annex A/);
  });

  it('brings pictures up only where pictures are complained of, and texts where texts are', () => {
    const grounds = (...where: ('text' | 'image')[]): string[] =>
      ['copied-words', 'copied-images'].filter((slot) => {
        const complaint = notice({ infringementType: 'copyright', where });
        return told(draft(world({ notices: [complaint] }), 'dispute'), `grounds.${slot}`) !== undefined;
      });
    expect(grounds('text')).toEqual(['copied-words']);
    expect(grounds('image')).toEqual(['copied-images']);
    expect(grounds()).toEqual(['copied-words', 'copied-images']);
  });
});

describe('an oath', () => {
  const items: CaseWorld['items'] = [{ id: 'B0TEST0001', listing: { key: 'SKU-1', marketplace: 'amazon.com', title: 'Lamp' }, findings: [], versions: [], shown: { ref: 'version/v1', proofs: [], at: '2026-03-02T08:00:00.000Z', parts: [{ field: 'title', text: 'Amber lamp' }, { field: 'bullet-2', text: 'The cap is one piece of glass' }, { field: 'main', text: 'studio/lamp.jpg' }] } }];
  const oath = (slot: string, by: string, n: number): CaseWorld['assertions'][number] => ({ ref: `assertion/S-${n}`, id: `S-${n}`, proofs: [], slot, text: 'I swear.', by, at: '2026-11-21T08:00:00.000Z' });
  const world = (assertions: CaseWorld['assertions'], where: readonly ('text' | 'image')[] = ['text']): CaseWorld => bareWorld({ ...claim('invalid'), items, assertions, seller: { representative: 'Zhao Min' }, notices: [notice({ infringementType: 'copyright', where: [...where] })] });
  const OATHS = ['dmca-counter-notice.belief.oath', 'dmca-counter-notice.consent.court-us'] as const;
  const signature = (...people: readonly string[]) => told(draft(world(people.map((by, n) => oath(OATHS[n] ?? '', by, n))), 'dmca-counter-notice'), 'dmca-counter-notice.signature.sign');

  it('is signed by who swore all of it, on the day, and by nobody before', () => {
    expect(signature('Wang Wei', 'Wang Wei')).toMatchObject({ text: '/Wang Wei/, 21 November 2026', backing: ['assertion/S-0', 'assertion/S-1'] });
    for (const open of [signature(), signature('Wang Wei'), signature('Wang Wei', 'Zhao Min')]) {
      expect(open).toMatchObject({ state: 'blank', text: expect.not.stringContaining('Zhao Min') });
    }
  });

  it('names what was removed piece by piece, with where it stood', () => {
    const texts = draft(world([]), 'dmca-counter-notice').sections[0]?.statements.map(({ text }) => text);
    expect(texts?.slice(1)).toEqual([
      'B0TEST0001, title: “Amber lamp”. Location before removal: https://www.amazon.com/dp/B0TEST0001, in our records since 2 March 2026.',
      'B0TEST0001, bullet point 2: “The cap is one piece of glass”. Location before removal: https://www.amazon.com/dp/B0TEST0001, in our records since 2 March 2026.',
    ]);
    expect(draft(world([], ['image']), 'dmca-counter-notice').sections[0]?.statements.at(-1)?.text).toContain('main image: picture “studio/lamp.jpg”');
    const unknown = draft({ ...world([]), items: [{ id: 'B0TEST0001', findings: [], versions: [] }] }, 'dmca-counter-notice').sections[0]?.statements.at(-1);
    expect(unknown).toMatchObject({ state: 'blank', text: expect.stringContaining('[TO FILL: which words or pictures were removed]') });
  });
});

describe('a right of our own', () => {
  const right = (kind: string, owner: string): CaseWorld['rights'][number] => ({ ref: 'licence/L-1', id: 'L-1', kind, owner, items: ['B0TEST0001'], proofs: [] });
  const text = (seller: CaseWorld['seller'], kind = 'commissioned', owner = 'Lumen', where: readonly ('text' | 'image')[] = ['image']): string | undefined => told(draft(bareWorld({ ...claim('invalid'), ...LISTED, seller, notices: [notice({ infringementType: 'copyright', where: [...where] })], rights: [right(kind, owner)] }), 'dispute'), 'grounds.rights')?.text;

  it('belongs to the legal person, never to its brand', () => {
    expect(text({ store: 'Lumen Store', legalName: 'Lumen Trading Ltd' })).toBe('For B0TEST0001 we hold: contract for commissioned work; rights owner: Lumen Trading Ltd.');
    expect(text({ store: 'Lumen' })).toContain('rights owner: [TO FILL: rights owner]');
    expect(text({ legalName: 'Lumen Trading Ltd' }, 'stock', 'Pictura AG')).toContain('rights owner: Pictura AG');
  });

  it('to a picture is no ground against a complaint about texts', () => {
    expect(text({ legalName: 'Lumen Trading Ltd' }, 'stock', 'Pictura AG', ['text'])).toBeUndefined();
    expect(text({ legalName: 'Lumen Trading Ltd' }, 'stock', 'Pictura AG', [])).toContain('Pictura AG');
  });

  it('stands in the evidence annex with its file, and so do rules and trainings', () => {
    const kept = { ref: 'authorisation/A-1', id: 'A-1', kind: 'reseller', owner: 'Brightcell', items: ['B0TEST0001'], proofs: [proof('proofs/letter.pdf')] };
    const policies: CaseWorld['policies'] = [{ ref: 'policy/P-1', id: 'P-1', title: 'No picture without a licence', adopted: '2026-05-01', proofs: [proof('proofs/rule.pdf')] }];
    const one = draft(bareWorld({ ...claim('valid'), ...LISTED, rights: [kept], policies }), 'evidence-annex');
    expect(one.annex.map(({ file }) => file)).toEqual(expect.arrayContaining(['proofs/letter.pdf', 'proofs/rule.pdf']));
  });
});

describe('the answer to a request for detail', () => {
  const sent: CaseWorld['sent'] = [{ ref: 'sent/L-1', proofs: [], id: 'L-1', kind: 'plan-listing', at: '2026-11-10T08:00:00.000Z', sha256: 'a', facts: [{ name: 'policy/P-1.adopted', value: '2026-05-01', statement: '4.1' }], measures: [] }];
  const policies: CaseWorld['policies'] = [
    { ref: 'policy/P-1', id: 'P-1', title: 'Told before', adopted: '2026-05-01', proofs: [] },
    { ref: 'policy/P-2', id: 'P-2', title: 'New since then', adopted: '2026-06-01', proofs: [] },
  ];
  const asks: CaseWorld['asked'] = [{ ref: 'asked/Q-1', proofs: [], text: 'The steps to prevent it', about: 'preventive' }];

  it('refers to the letter before by its day, and does not tell again what it told', () => {
    const first = letterText(draft(bareWorld({ ...claim('valid'), ...LISTED, asked: asks, policies }), 'greater-detail'));
    expect(first).toMatch(/Told before/);
    expect(first).not.toMatch(/our letter of/);
    const second = letterText(draft(bareWorld({ ...claim('valid'), ...LISTED, asked: asks, policies, sent }), 'greater-detail'));
    expect(second).toMatch(/adds to our letter of 10 November 2026/);
    expect(second).toMatch(/New since then/);
    expect(second).not.toMatch(/Told before/);
  });

  it('leaves no point without an answer because all of it was told before', () => {
    const one = draft(bareWorld({ ...claim('valid'), ...LISTED, asked: asks, policies: policies.slice(0, 1), sent }), 'greater-detail');
    expect(letterText(one)).toMatch(/Told before/);
  });

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
    expect(review).toMatch(/\| 3\.1 \| 有记录 \| action\/A-1 \| 附件 1 /);
  });
});
