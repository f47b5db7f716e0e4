import { describe, expect, it } from 'vitest';
import { Authorisations } from '../../src/detectors/brand-authorisation.ts';
import type { Mark } from '../../src/lexicon/mark.ts';
import type { Authorisation } from '../../src/model/ledger.ts';
import { becauseSentence } from '../../src/reporters/because.ts';
import { subjectOf } from './subject.ts';

const MARK = { mark: 'Galaxy Buds', owner: 'Samsung', family: 'Galaxy' } as Mark;
const RECORD: Authorisation = {
  id: 'A-1',
  brand: 'samsung',
  kind: 'reseller',
  proofFound: true,
  marketplaces: [],
  listings: [],
};

function permit(records: readonly Partial<Authorisation>[], id = 'HM-BUDS-01', marketplace = 'amazon.de') {
  const { listing } = subjectOf({ title: 'Galaxy Buds' }, { marketplace });
  const all = records.map((record, i) => ({ ...RECORD, id: `A-${i + 1}`, ...record }));
  const { valid, ended } = new Authorisations(all, '2026-11-22').permit(MARK, { ...listing, id });
  return { valid: valid?.id, ended: ended?.id };
}

describe('brand authorisations', () => {
  it.each([
    ['by the owner', {}],
    ['by the mark', { brand: 'GALAXY BUDS' }],
    ['by the line of marks', { brand: 'Galaxy' }],
    ['on its last day', { validTo: '2026-11-22' }],
    ['on its first day', { validFrom: '2026-11-22' }],
    ['for the marketplace', { marketplaces: ['amazon.*'] }],
    ['for the SKU', { listings: ['HM-BUDS-01'] }],
    ['for SKUs of a kind', { listings: ['X-1', 'HM-*-01'] }],
  ])('allow the mark %s', (_what, record) => {
    expect(permit([record])).toEqual({ valid: 'A-1', ended: undefined });
  });

  it.each([
    ['without proof', { proofFound: false }],
    ['of another brand', { brand: 'Sony' }],
    ['for another marketplace', { marketplaces: ['amazon.com'] }],
    ['for other SKUs', { listings: ['HM-CASE-*', 'HM-BUDS-1', '*-02'] }],
    ['before its first day', { validFrom: '2026-11-23' }],
  ])('do not allow it %s', (_what, record) => {
    expect(permit([record])).toEqual({ valid: undefined, ended: undefined });
  });

  it('name the record that ended last, unless another is valid', () => {
    expect(permit([{ validTo: '2025-12-31' }, { validTo: '2026-10-31' }])).toEqual({ valid: undefined, ended: 'A-2' });
    expect(permit([{ validTo: '2025-12-31' }, { validTo: '2026-12-01' }, { validTo: '2026-11-30' }]).valid).toBe('A-2');
    expect(permit([{ validTo: '2026-12-01' }, {}]).valid).toBe('A-2');
    expect(permit([{ validTo: '2026-10-31', marketplaces: ['amazon.com'] }]).ended).toBeUndefined();
  });

  it('that ended are told with their day', () => {
    const because = { code: 'ledger-ended', words: 'A 7 2026-10-31' };
    expect(becauseSentence(because, 'en')).toBe(
      'record A 7 of the authorisation ledger, which allowed it, ended on 2026-10-31',
    );
    expect(becauseSentence(because, 'zh')).toBe('授权台账记录 A 7 原本允许使用，但已于 2026-10-31 到期');
  });
});
