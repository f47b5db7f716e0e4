import { describe, expect, it } from 'vitest';
import { detectImageMatch } from '../../src/detectors/image-match.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import type { FoundPicture } from '../../src/image/match/found.ts';
import type { Licence } from '../../src/model/ledger.ts';
import type { ReferenceImage } from '../../src/model/reference.ts';
import type { ImageMatchRule } from '../../src/model/rule.ts';
import { flip, HASH, look, makeFacts, makeLicence, makeReference, makeResources, makeRule } from './image-fixture.ts';

const rule = (when: Partial<ImageMatchRule['when']> = {}, changes: Partial<ImageMatchRule> = {}): ImageMatchRule =>
  makeRule('image-match', { maxDistance: 31, ...when }, changes);

function find(
  pictures: readonly ReferenceImage[],
  { rules = [rule()], licences = [] as readonly Licence[], facts = makeFacts() as ImageFacts | 'none' } = {},
) {
  const detect = detectImageMatch(rules, makeResources({ pictures, licences }));
  return look(detect, [{ src: 'photos/lamp.jpg', ...(facts === 'none' ? {} : { facts }) }]);
}

const foundIds = (...args: Parameters<typeof find>): string[] =>
  find(...args).map(({ evidence }) => (evidence.kind === 'image-match' ? evidence.source.id : ''));

describe('detectImageMatch', () => {
  it('finds a picture that resembles a reference', () => {
    const [draft] = find([makeReference({ hash: flip(12), url: 'https://lumora.example/lamp' })]);
    expect(draft).toMatchObject({
      target: { image: 0 },
      span: [0, 15],
      confidence: 0.97,
      identity: 'r1',
      slots: {
        owner: 'Lumora',
        source: 'r1.jpg',
        distance: 12,
        transform: { en: 'unchanged in position', zh: '位置和方向未变' },
      },
      evidence: {
        kind: 'image-match',
        source: { id: 'r1', owner: 'Lumora', role: 'competitor', url: 'https://lumora.example/lamp', capturedAt: '2026-09-01' },
        stage: 'hash',
        distance: 12,
        transform: { mirrored: false, negative: false, degrees: 0, shown: 1, taken: 1 },
      },
    });
  });

  it('finds the same file even when it is flat', () => {
    const flat = makeFacts({ quality: 3 });
    const [draft] = find([makeReference({ sha256: flat.sha256, quality: 3 })], { facts: flat });
    expect(draft).toMatchObject({ confidence: 1, evidence: { stage: 'exact', distance: 0 } });
  });

  it('says in words how the reference was turned', () => {
    const turned = (place: number) =>
      find([makeReference()], { facts: makeFacts({ hashes: [...Array(place).fill(flip(64)), HASH] }) })[0]?.slots.transform;
    expect(turned(1)).toMatchObject({ en: 'turned counterclockwise by 90°' });
    expect(turned(4)).toEqual({ en: 'mirrored', zh: '左右镜像' });
    expect(turned(5)).toEqual({ en: 'mirrored, turned clockwise by 90°', zh: '左右镜像、顺时针旋转 90°' });
    expect(turned(8)).toEqual({ en: 'with other margins', zh: '边框或留白不同' });
    expect(turned(12)).toEqual({ en: 'with other margins, mirrored', zh: '边框或留白不同、左右镜像' });
  });

  it('keeps to the distance of each rule', () => {
    const wide = rule({ maxDistance: 45 }, { id: 'test/wide' });
    const drafts = find([makeReference({ hash: flip(40) })], { rules: [rule(), wide] });
    expect(drafts.map((draft) => [draft.rule.id, draft.confidence])).toEqual([['test/wide', 0.85]]);
    expect(find([makeReference({ hash: flip(45) })], { rules: [wide] })[0]?.confidence).toBeCloseTo(0.6);
  });

  it('keeps to the roles of the rule; without any, to other people', () => {
    const supplier = makeReference({ role: 'supplier' });
    expect(foundIds([supplier])).toEqual(['r1']);
    expect(foundIds([supplier], { rules: [rule({ roles: ['stock'] })] })).toEqual([]);
    expect(foundIds([makeReference({ role: 'boilerplate' })])).toEqual([]);
  });

  it("leaves the seller's own pictures alone, whoever else shows them", () => {
    const own = makeReference({ id: 'own', role: 'own', hash: flip(20) });
    expect(foundIds([makeReference(), own])).toEqual([]);
    expect(foundIds([makeReference(), makeReference({ id: 'own', role: 'own', hash: flip(40) })])).toEqual(['r1']);
  });

  it('names the strongest reference: the same file, then the gravest role, then the nearest', () => {
    const near = makeReference({ id: 'near', hash: flip(2) });
    const owner = makeReference({ id: 'owner', role: 'rights-owner', hash: flip(25) });
    const same = makeReference({ id: 'same', role: 'supplier', sha256: 'e'.repeat(64) });
    const nearer = makeReference({ id: 'nearer', hash: flip(1) });
    expect(foundIds([near, owner, same])).toEqual(['same']);
    expect(foundIds([near, owner])).toEqual(['owner']);
    expect(foundIds([near, nearer])).toEqual(['nearer']);
    const far = makeReference({ id: 'far', role: 'rights-owner', hash: flip(38) });
    expect(foundIds([near, far], { rules: [rule({ maxDistance: 40 })] })).toEqual(['near']);
  });

  it('accepts a proven licence from that very owner', () => {
    expect(foundIds([makeReference()], { licences: [makeLicence({ owner: ' LUMORA ' })] })).toEqual([]);
    expect(foundIds([makeReference()], { licences: [makeLicence({ owner: 'Vexo' })] })).toEqual(['r1']);
    expect(foundIds([makeReference()], { licences: [makeLicence({ proofFound: false })] })).toEqual(['r1']);
    expect(foundIds([makeReference()], { licences: [makeLicence({ validTo: '2026-01-01' })] })).toEqual(['r1']);
    expect(foundIds([makeReference()], { licences: [makeLicence({ kind: 'own-shoot' })] })).toEqual(['r1']);
  });

  describe('a picture whose details were compared', () => {
    const quad = (left: number, right: number) =>
      [
        [left, 0],
        [right, 0],
        [right, 1],
        [left, 1],
      ] as const;
    const match = (changes: Partial<FoundPicture> = {}): FoundPicture => ({
      reference: makeReference(),
      stage: 'geometry',
      tier: 'copy',
      inliers: 25,
      here: quad(0, 0.5),
      there: quad(0, 1),
      transform: { mirrored: false, negative: false, degrees: 0, shown: 1, taken: 0.5 },
      ...changes,
    });
    const foundIn = (...matches: FoundPicture[]) =>
      find([makeReference()], { facts: makeFacts({ hashes: [flip(90)], matches }) });

    it('is told with the region, though its hash is far', () => {
      const [draft] = foundIn(match());
      expect(draft).toMatchObject({
        confidence: 0.93,
        slots: { distance: '–', transform: { en: 'it takes 50% of this picture' } },
        evidence: { stage: 'geometry', inliers: 25, here: quad(0, 0.5), there: quad(0, 1) },
      });
      expect(draft?.evidence).not.toHaveProperty('distance');
    });

    it('is not told where it is only related, or its hash is too far for the rule and few details agree', () => {
      expect(foundIn(match({ tier: 'related' }))).toEqual([]);
      expect(foundIn(match({ stage: 'hash', distance: 38, inliers: 9 }))).toEqual([]);
      expect(foundIn(match({ stage: 'hash', distance: 38, inliers: 25 }))).toHaveLength(1);
    });

    it("is the seller's where an own picture covers the same region, and only there", () => {
      const own = makeReference({ id: 'own', role: 'own' });
      expect(foundIn(match(), match({ reference: own }))).toEqual([]);
      expect(foundIn(match(), match({ reference: own, here: quad(0.5, 1) }))).toHaveLength(1);
    });
  });

  it('finds nothing without a library, a decoded picture or a rule for the slot', () => {
    expect(find([])).toEqual([]);
    expect(find([makeReference()], { facts: 'none' })).toEqual([]);
    expect(find([makeReference()], { rules: [rule({}, { scope: ['image.other'] })] })).toEqual([]);
    expect(find([makeReference()], { rules: [rule({}, { marketplaces: ['ebay.*'] })] })).toEqual([]);
  });
});
