import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { AUTHORISATION_COLUMNS, readAuthorisations } from '../../src/ledger/authorisations.ts';
import { LICENCE_COLUMNS, readLicences } from '../../src/ledger/licences.ts';
import { authorisationsJsonSchema, licencesJsonSchema } from '../../src/ledger/schema.ts';

const LICENCE = {
  id: 'L-1',
  kind: 'stock',
  files: ['a/*.jpg'],
  owner: 'Example Photos',
  valid_to: '2027-01-31',
  slots: ['main'],
};
const CHINESE = { 编号: 'L-2', 类型: '图库', 图片: 'b/*.jpg', 版权方: '示例图库', 截止日期: '2027年1月31日' };
const LETTER = { id: 'A-1', brand: 'Exampla', kind: 'owner-letter', listings: ['HM-*'] };

/** Rows that the reader takes without a word. */
function isRead(read: typeof readLicences | typeof readAuthorisations, row: object): boolean {
  const { records, problems } = read(`${JSON.stringify(row)}\n`, 'a.jsonl', () => true);
  return records.length === 1 && problems.length === 0;
}

describe('schemas of the ledger', () => {
  const licence = new Ajv().compile(licencesJsonSchema());
  const authorisation = new Ajv().compile(authorisationsJsonSchema());

  it.each([
    [LICENCE, true],
    [CHINESE, true],
    [{ ...LICENCE, kind: 'bought' }, false],
    [{ ...LICENCE, valid_to: 'next year' }, false],
    [{ ...LICENCE, colour: 'red' }, false],
    [{ ...LICENCE, slots: ['front'] }, false],
    [{ kind: 'stock', files: 'a.jpg', owner: 'X' }, false],
  ])('agree with the reader of licences on %j: %s', (row, right) => {
    expect([licence(row), isRead(readLicences, row)]).toEqual([right, right]);
  });

  it.each([
    [LETTER, true],
    [{ 编号: 'A-2', 品牌: '示例', 类型: '授权书' }, true],
    [{ ...LETTER, brand: undefined }, false],
    [{ ...LETTER, kind: 'friend' }, false],
  ])('agree with the reader of authorisations on %j: %s', (row, right) => {
    const written = JSON.parse(JSON.stringify(row));
    expect([authorisation(written), isRead(readAuthorisations, written)]).toEqual([right, right]);
  });

  it.each([
    [licencesJsonSchema(), LICENCE_COLUMNS],
    [authorisationsJsonSchema(), AUTHORISATION_COLUMNS],
  ])('describe every column', (schema, columns) => {
    const { properties } = schema as { properties: Record<string, { description?: string }> };
    for (const name of Object.keys(columns)) expect(properties[name]?.description, name).toMatch(/\w/);
  });
});
