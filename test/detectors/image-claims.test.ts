import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Resources } from '../../src/detectors/contract.ts';
import { detectImageRights } from '../../src/detectors/image-rights.ts';
import { compileAgencies } from '../../src/image/rights/agencies.ts';
import type { PictureRights } from '../../src/image/rights/rights.ts';
import type { RightsClaim, RightsFault, RightsField } from '../../src/model/evidence.ts';
import type { Licence } from '../../src/model/ledger.ts';
import { look, makeFacts, makeLicence, makeResources, makeRule } from './image-fixture.ts';

const read = (name: string): string => readFileSync(`data/images/${name}`, 'utf8');
const agencies = compileAgencies(read('agencies.tsv'), read('nobody.tsv'));
const WHAT: readonly RightsFault[] = ['foreign-metadata', 'stock-unlicensed', 'ai-undeclared'];

const claims = (said: Partial<Record<RightsField, string>>): RightsClaim[] =>
  Object.entries(said).map(([field, text]) => ({ field: field as RightsField, where: `XMP ${field}`, text }));

interface Case {
  readonly licences?: readonly Licence[];
  readonly own?: readonly string[];
  readonly src?: string;
  readonly about?: Omit<PictureRights, 'claims'>;
}

/** What is found of a picture whose file says so. */
function findings(
  said: Partial<Record<RightsField, string>>,
  { licences = [], own = ['Hillmoor'], src = 'photos/a.jpg', about = {} }: Case = {},
) {
  const resources: Resources = { ...makeResources({ licences }), ownBrands: own, agencies: () => agencies };
  const facts = makeFacts({ rights: { claims: claims(said), ...about } });
  return look(detectImageRights([makeRule('image-rights', { what: WHAT })], resources), [{ src, facts }]);
}

const whatOf = (...given: Parameters<typeof findings>): unknown[] =>
  findings(...given).map(({ evidence }) => (evidence.kind === 'image-rights' ? evidence.what : undefined));

describe('what a picture says of itself', () => {
  it('is told with the word that nobody has verified content credentials', () => {
    const where = (place: string): unknown => {
      const rights = { claims: [{ field: 'ai' as const, where: place, text: 'trainedAlgorithmicMedia' }] };
      const resources: Resources = { ...makeResources({}), agencies: () => agencies };
      const detect = detectImageRights([makeRule('image-rights', { what: WHAT })], resources);
      return look(detect, [{ src: 'lamp.jpg', facts: makeFacts({ rights }) }])[0]?.slots.where;
    };
    expect(where('C2PA')).toEqual({
      en: 'content credentials, C2PA; found, not verified',
      zh: '内容凭证 C2PA，已发现，签名未验证',
    });
    expect(where('XMP Iptc4xmpExt:DigitalSourceType')).toBe('XMP Iptc4xmpExt:DigitalSourceType');
  });

  it('is a finding when it names a stranger', () => {
    expect(whatOf({ holder: '© 2023 Marta Lindqvist' })).toEqual(['foreign-metadata']);
    expect(whatOf({ creator: '王建国' })).toEqual(['foreign-metadata']);
    expect(whatOf({ licensor: 'Norvane Pictures' })).toEqual(['foreign-metadata']);
    expect(findings({ holder: 'Norvane', creator: 'Hillmoor' })[0]).toMatchObject({
      confidence: 0.9,
      slots: { claim: 'Norvane', where: 'XMP holder' },
      evidence: { claims: [{ field: 'holder', text: 'Norvane' }] },
    });
  });

  it('is none when it names the seller, or who works for the seller', () => {
    expect(whatOf({ holder: '(c) HILLMOOR Ltd 2025', creator: 'Li Na', credit: 'Li Na' })).toEqual([]);
    const commissioned = makeLicence({ kind: 'commissioned', owner: 'Studio Beihu', files: ['elsewhere/**'] });
    expect(whatOf({ creator: 'Zhang Wei (Studio Beihu)' }, { licences: [commissioned] })).toEqual([]);
    const supplier = makeLicence({ kind: 'supplier', owner: 'Yongfu Hardware Co., Ltd.' });
    expect(whatOf({ holder: 'Yongfu Hardware' }, { licences: [supplier] })).toEqual([]);
    expect(whatOf({ holder: 'Yongfu Hardware' }, { licences: [makeLicence({ ...supplier, files: ['x/**'] })] })).toEqual([
      'foreign-metadata',
    ]);
  });

  it('is none when it names nobody', () => {
    for (const nobody of [
      'Picasa',
      'Unknown',
      'SONY DSC',
      'OLYMPUS DIGITAL CAMERA',
      'Adobe Photoshop CC 2019 (Windows)',
      '2024',
    ]) {
      expect([nobody, whatOf({ creator: nobody, holder: nobody, credit: nobody })]).toEqual([nobody, []]);
    }
    expect(whatOf({ creator: 'Acme Cam 3000' }, { about: { camera: 'Acme Cam 3000' } })).toEqual([]);
    expect(whatOf({ note: 'Marta Lindqvist', id: 'Lamp', web: 'https://lindqvist.example', source: 'Scan' })).toEqual([]);
    expect(whatOf({})).toEqual([]);
  });

  it('believes the holder before the creator, the creator before the credit line', () => {
    expect(whatOf({ creator: 'Marta Lindqvist', credit: 'Hillmoor' })).toEqual(['foreign-metadata']);
    expect(whatOf({ creator: 'Hillmoor', credit: 'Norvane' })).toEqual([]);
    expect(findings({ credit: 'Norvane' })[0]?.confidence).toBe(0.6);
  });

  it('names the agency whose licence the ledger lacks, a warning where there is no ledger at all', () => {
    const [without] = findings({ credit: 'Getty Images', creator: 'Marta Lindqvist' });
    expect(without).toMatchObject({ severity: 'warning', evidence: { what: 'stock-unlicensed', agency: 'Getty Images' } });
    const own = makeLicence({ kind: 'own-shoot', owner: 'Hillmoor' });
    const [against] = findings({ credit: 'Getty Images' }, { licences: [own] });
    expect(against?.severity).toBeUndefined();
    expect(against?.evidence).toMatchObject({ what: 'stock-unlicensed', record: 'L1' });
    expect(whatOf({ credit: 'Getty Images' }, { licences: [makeLicence({ kind: 'supplier' })] })).toEqual(['stock-unlicensed']);
    expect(whatOf({ credit: 'Getty Images' }, { licences: [makeLicence({ kind: 'stock' })] })).toEqual([]);
  });

  it('knows an agency by the name of a file that was not decoded', () => {
    const resources: Resources = { ...makeResources({}), ownBrands: [], agencies: () => agencies };
    const detect = detectImageRights([makeRule('image-rights', { what: WHAT })], resources);
    expect(look(detect, [{ src: 'https://cdn.example/AdobeStock_123456789.jpeg' }, { src: 'mug.jpg' }])).toHaveLength(1);
  });

  it('tells that a machine made it, unless the ledger does', () => {
    expect(whatOf({ ai: 'trainedAlgorithmicMedia' })).toEqual(['ai-undeclared']);
    expect(whatOf({ ai: 'trainedAlgorithmicMedia' }, { licences: [makeLicence({ kind: 'ai-generated' })] })).toEqual([]);
    const own = makeLicence({ kind: 'own-shoot' });
    expect(findings({ ai: 'AIGC' }, { licences: [own] })[0]?.evidence).toMatchObject({ record: 'L1' });
  });
});
