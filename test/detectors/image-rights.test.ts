import { describe, expect, it } from 'vitest';
import { detectImageRights } from '../../src/detectors/image-rights.ts';
import { RIGHTS_FAULTS, type RightsFault } from '../../src/model/evidence.ts';
import type { Licence } from '../../src/model/ledger.ts';
import type { ImageRightsRule } from '../../src/model/rule.ts';
import { flip, look, makeFacts, makeLicence, makeReference, makeResources, makeRule } from './image-fixture.ts';

const rule = (what: readonly RightsFault[] = RIGHTS_FAULTS, changes: Partial<ImageRightsRule> = {}): ImageRightsRule =>
  makeRule('image-rights', { what }, changes);

const judge = (licences: readonly Licence[], rules = [rule()]) => detectImageRights(rules, makeResources({ licences }));

/** What is wrong with the main picture. */
function faultOf(licences: readonly Licence[], src = 'photos/lamp.jpg', marketplace?: string): unknown {
  const [draft] = look(judge(licences), [{ src }], marketplace);
  return draft?.evidence.kind === 'image-rights' ? [draft.evidence.what, draft.evidence.record] : undefined;
}

describe('detectImageRights', () => {
  it('finds nothing where a licence with proof covers the picture', () => {
    expect(faultOf([makeLicence()])).toBeUndefined();
    const whole = { validFrom: '2026-11-22', validTo: '2027-11-22', marketplaces: ['amazon.*'], slots: ['main'] };
    expect(faultOf([makeLicence(whole)])).toBeUndefined();
    expect(faultOf([makeLicence({ validTo: '2026-01-01' }), makeLicence({ id: 'L2' })])).toBeUndefined();
  });

  it('finds nothing without a ledger', () => {
    expect(faultOf([])).toBeUndefined();
  });

  it.each<[RightsFault, Partial<Licence>]>([
    ['expired', { validTo: '2026-11-21' }],
    ['not-yet-valid', { validFrom: '2026-11-23' }],
    ['wrong-marketplace', { marketplaces: ['amazon.de', 'ebay.*'] }],
    ['wrong-slot', { slots: ['other'] }],
    ['proof-missing', { proofFound: false }],
    ['proof-changed', { proofChanged: true }],
    ['territory', { territories: ['CA', 'EU'] }],
    ['expires-soon', { validTo: '2026-11-22' }],
    ['expires-soon', { validTo: '2026-12-22' }],
  ])('says %s', (what, changes) => {
    expect(faultOf([makeLicence(changes)])).toEqual([what, 'L1']);
  });

  it('tells the end of the licence that lasts longest, and only when it is near', () => {
    const soon = makeLicence({ validTo: '2026-12-01' });
    expect(faultOf([soon, makeLicence({ id: 'L2', validTo: '2026-12-10' })])).toEqual(['expires-soon', 'L2']);
    expect(faultOf([soon, makeLicence({ id: 'L2', validTo: '2029-12-10' })])).toBeUndefined();
    expect(faultOf([soon, makeLicence({ id: 'L2' })])).toBeUndefined();
    const week = makeRule<ImageRightsRule>('image-rights', { what: ['expires-soon'], endsWithinDays: 7 });
    expect(look(judge([soon], [week]), [{ src: 'photos/lamp.jpg' }])).toEqual([]);
  });

  it('judges the country of the marketplace, where it has one', () => {
    const licences = [makeLicence({ territories: ['US', 'EU'] })];
    for (const marketplace of ['amazon.com', 'amazon.de', 'amazon.fr', 'alibaba.com', 'shopify', 'any']) {
      expect([marketplace, faultOf(licences, undefined, marketplace)]).toEqual([marketplace, undefined]);
    }
    for (const marketplace of ['amazon.co.uk', 'amazon.co.jp', 'amazon.ca']) {
      expect([marketplace, faultOf(licences, undefined, marketplace)]).toEqual([marketplace, ['territory', 'L1']]);
    }
  });

  it('knows a copy of an original that a licence covers, wherever it lies', () => {
    const sha256 = 'ab'.repeat(32);
    const licence = makeLicence({ files: [], originals: [sha256] });
    const shown = (facts: ReturnType<typeof makeFacts>) => [{ src: 'elsewhere/crop.jpg', facts }];
    const found = (pictures: Parameters<typeof makeResources>[0]['pictures'], facts: ReturnType<typeof makeFacts>) =>
      look(detectImageRights([rule()], makeResources({ licences: [licence], ...(pictures && { pictures }) })), shown(facts));
    expect(found([], makeFacts({ sha256 }))).toEqual([]);
    expect(found([], makeFacts())).toHaveLength(1);
    const original = makeReference({ sha256, role: 'own' });
    expect(found([original], makeFacts({ hashes: [flip(12)] }))).toEqual([]);
    expect(found([original], makeFacts({ hashes: [flip(80)] }))).toHaveLength(1);
  });

  it('says no-licence where no row names the picture', () => {
    expect(faultOf([makeLicence()], 'downloads/lamp.jpg')).toEqual(['no-licence', undefined]);
    expect(faultOf([makeLicence()], `data:image/png;base64,${'A'.repeat(100_000)}`)).toEqual(['no-licence', undefined]);
  });

  it('names the licence that lacks least, then the most helpful fault', () => {
    const expired = makeLicence({ id: 'old', validTo: '2026-01-01' });
    const elsewhere = makeLicence({ id: 'elsewhere', marketplaces: ['amazon.de'] });
    const hopeless = makeLicence({ id: 'hopeless', validTo: '2026-01-01', slots: ['other'], proofFound: false });
    expect(faultOf([hopeless, elsewhere])).toEqual(['wrong-marketplace', 'elsewhere']);
    expect(faultOf([hopeless])).toEqual(['expired', 'hopeless']);
    expect(faultOf([expired, elsewhere])).toEqual(['expired', 'old']);
  });

  it('blames no marketplace that is not known', () => {
    expect(faultOf([makeLicence({ marketplaces: ['amazon.de'] })], 'photos/lamp.jpg', 'any')).toBeUndefined();
  });

  it('judges by slot', () => {
    const licences = [makeLicence({ slots: ['other'] })];
    const drafts = look(judge(licences), [{ src: 'photos/a.jpg' }, { src: 'photos/b.jpg' }]);
    expect(drafts.map((draft) => draft.target)).toEqual([{ image: 0 }]);
  });

  it('finds the licence by address, by path from the ledger or from the folder that holds it', () => {
    const folder = '/shop/ledger';
    const file = '/shop/images/studio/lamp.jpg';
    const ways: [Partial<Licence>, string][] = [
      [{ files: ['https://cdn.lumora.example/**'] }, 'https://cdn.lumora.example/a/lamp.jpg'],
      [{ files: ['../images/studio/'], folder }, 'lamp.jpg'],
      [{ files: ['images/studio/lamp.jpg'], folder }, 'lamp.jpg'],
      [{ files: ['images/studio/*'], folder }, '..\\images\\studio\\lamp.jpg'],
    ];
    for (const [changes, src] of ways) {
      const drafts = look(judge([makeLicence(changes)]), [src.startsWith('https') ? { src } : { src, file }]);
      expect([src, drafts]).toEqual([src, []]);
    }
    expect(look(judge([makeLicence({ files: ['studio/**'], folder })]), [{ src: 'lamp.jpg', file }])).toHaveLength(1);
  });

  it('reports only the faults, marketplaces and slots that a rule asks for', () => {
    const licences = [makeLicence({ validTo: '2026-01-01' })];
    const shown = [{ src: 'photos/a.jpg' }, { src: 'photos/b.jpg' }];
    const count = (one: ImageRightsRule) => look(judge(licences, [one]), shown).length;
    expect(count(rule(['no-licence']))).toBe(0);
    expect(count(rule(['expired']))).toBe(2);
    expect(count(rule(['expired'], { scope: ['image.main'] }))).toBe(1);
    expect(count(rule(['expired'], { scope: ['!image.main'] }))).toBe(1);
    expect(count(rule(['expired'], { marketplaces: ['ebay.*'] }))).toBe(0);
    expect(look(judge(licences, [rule(['expired']), rule(['expired', 'no-licence'])]), shown)).toHaveLength(4);
  });

  it('fills the slots of the message', () => {
    const slots = (licence: Licence) => look(judge([licence]), [{ src: 'photos/lamp.jpg' }])[0]?.slots;
    expect(slots(makeLicence({ validTo: '2026-11-01' }))).toMatchObject({ record: 'L1', until: '2026-11-01', owner: 'Lumora' });
    expect(slots(makeLicence({ validFrom: '2027-01-01' }))).toMatchObject({ until: '2027-01-01' });
    expect(slots(makeLicence({ files: ['x'] }))).toMatchObject({ record: { en: 'none', zh: '无' } });
  });

  it('spans the path as written', () => {
    expect(look(judge([makeLicence()]), [{ src: 'new/图 1.jpg' }])[0]).toMatchObject({ span: [0, 11], confidence: 1 });
  });
});
