import { describe, expect, it } from 'vitest';
import { readAuthorisations } from '../../src/ledger/authorisations.ts';
import { readLicences } from '../../src/ledger/licences.ts';

const HEAD = 'id,kind,files,owner,proof,valid_from,valid_to,marketplaces,slots';
const found = (path: string): boolean => path === 'proofs/invoice.pdf';
const read = (...rows: string[]) => readLicences([HEAD, ...rows].join('\n'), 'ledger/licences.csv', found);

describe('readLicences', () => {
  it('reads a row', () => {
    const row =
      'L1,stock,photos/2026/**;photos/lamp (1).jpg,Lumora Stock,proofs\\invoice.pdf,2026-01-01,2026-12-31,Amazon.com amazon.de,main';
    expect(read(row)).toEqual({
      problems: [],
      records: [
        {
          id: 'L1',
          kind: 'stock',
          files: ['photos/2026/**', 'photos/lamp (1).jpg'],
          owner: 'Lumora Stock',
          proof: 'proofs/invoice.pdf',
          proofFound: true,
          validFrom: '2026-01-01',
          validTo: '2026-12-31',
          marketplaces: ['amazon.com', 'amazon.de'],
          slots: ['main'],
        },
      ],
    });
  });

  it('reads countries by code and name, and takes the whole world for no limit', () => {
    const text = (cell: string) => `id,kind,files,owner,territories\nL1,stock,a.jpg,Lumora,${cell}`;
    const territories = (cell: string) => readLicences(text(cell), 'licences.csv', found).records[0]?.territories;
    expect(territories('us; Germany、法国；EU, UK；德国')).toBeUndefined();
    expect(territories('"us; Germany、法国；EU, UK；德国"')).toEqual(['US', 'DE', 'FR', 'EU', 'GB']);
    expect(territories('worldwide')).toBeUndefined();
    expect(territories('US；全球')).toBeUndefined();
    const { records, problems } = readLicences(text('US; Atlantis'), 'licences.csv', found);
    expect(records).toEqual([]);
    expect(problems[0]?.reason.en).toContain('"Atlantis" is no country');
  });

  it('compares a proof with the hash that the row keeps', () => {
    const now = 'a'.repeat(64);
    const text = (hash: string) => `id,kind,files,owner,proof,proof_sha256\nL1,stock,a.jpg,Lumora,proofs/invoice.pdf,${hash}`;
    const row = (hash: string) => readLicences(text(hash), 'licences.csv', found, new Set(), () => now);
    expect(row(now).records[0]).not.toHaveProperty('proofChanged');
    expect(row(`SHA256:${now.toUpperCase()}`).records[0]).not.toHaveProperty('proofChanged');
    expect(row('b'.repeat(64)).records[0]).toMatchObject({ proofFound: true, proofChanged: true });
    expect(row('b'.repeat(63)).problems[0]?.reason.en).toContain('is no SHA-256');
  });

  it('covers originals by hash or by path, with or without files', () => {
    const text = `id,kind,files,owner,covers\nL1,own-shoot,,Hillmoor,${'AB'.repeat(32)};raw/lamp.nef\nL2,own-shoot,,Hillmoor,`;
    const hashOf = (path: string) => (path === 'raw/lamp.nef' ? 'c'.repeat(64) : undefined);
    const { records, problems } = readLicences(text, 'licences.csv', found, new Set(), hashOf);
    expect(records).toMatchObject([{ id: 'L1', files: [], originals: ['ab'.repeat(32), 'c'.repeat(64)] }]);
    expect(problems.map(({ line, reason }) => [line, reason.en.slice(0, 25)])).toEqual([[3, 'The column "files" is emp']]);
    const gone = readLicences(text, 'licences.csv', found);
    expect(gone.records[0]?.originals).toEqual(['ab'.repeat(32)]);
    expect(gone.problems[0]?.reason.en).toContain('The original "raw/lamp.nef" was not found');
  });

  it('reads the words and dates of a Chinese spreadsheet', () => {
    const text = `编号,授权类型,图片路径,版权方,证明文件,生效日期,截止日期,适用平台,图位,备注
T-1,委托拍摄,拍摄/主图[2].jpg；拍摄/附图/,杭州光影工作室,proofs/invoice.pdf,2026/1/5,2026年12月31日,amazon.com、amazon.de,主图、附图,已付款`;
    const { records, problems } = readLicences(text, 'licences.csv', found);
    expect(problems).toEqual([]);
    expect(records).toMatchObject([
      {
        kind: 'commissioned',
        files: ['拍摄/主图[2].jpg', '拍摄/附图/'],
        validFrom: '2026-01-05',
        validTo: '2026-12-31',
        marketplaces: ['amazon.com', 'amazon.de'],
        slots: ['main', 'other'],
      },
    ]);
  });

  it('reads lists in JSON Lines', () => {
    const line = JSON.stringify({ id: 'L1', kind: 'own-shoot', files: ['a;b.jpg', 'c.jpg'], owner: 'us', slots: ['other'] });
    const { records, problems } = readLicences(line, 'licences.jsonl', found);
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        id: 'L1',
        kind: 'own-shoot',
        files: ['a;b.jpg', 'c.jpg'],
        owner: 'us',
        proofFound: false,
        marketplaces: [],
        slots: ['other'],
      },
    ]);
  });

  it.each([
    ['an unknown kind', 'L1,borrowed,a.jpg,us,,,,,', 4, /own-shoot, commissioned, stock/],
    ['a day that is none', 'L1,stock,a.jpg,us,,2026-02-30,,,', 20, /YYYY-MM-DD/],
    ['a day in another order', 'L1,stock,a.jpg,us,,,31/12/2026,,', 21, /YYYY-MM-DD/],
    ['an end before the start', 'L1,stock,a.jpg,us,,2026-05-01,2026-04-30,,', 31, /before the first/],
    ['an unknown slot', 'L1,stock,a.jpg,us,,,,,cover', 23, /Allowed: main, other/],
    ['no owner', 'L1,stock,a.jpg,,,,,,', 1, /"owner" is empty/],
    ['no id', ',stock,a.jpg,us,,,,,', 1, /"id" is empty/],
    ['no files', 'L1,stock, ,us,,,,,', 1, /"files" is empty/],
    ['an endless cell', `L1,stock,a.jpg,${'x'.repeat(2001)},,,,,`, 16, /2000 characters/],
    ['an endless path', `L1,stock,${'x'.repeat(2001)},us,,,,,`, 10, /2000 characters/],
  ])('leaves out a row with %s', (_, row, column, expected) => {
    const { records, problems } = read('L0,stock,b.jpg,us,,,,,', row);
    expect(records.map(({ id }) => id)).toEqual(['L0']);
    expect(problems[0]).toMatchObject({ file: 'ledger/licences.csv', line: 3, column, record: 2 });
    expect(problems[0]?.reason.en).toMatch(expected);
    expect(problems[0]?.reason.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('leaves out the second row with an id', () => {
    const { records, problems } = read('L1,stock,a.jpg,us,,,,,', 'L1,stock,b.jpg,us,,,,,');
    expect(records).toMatchObject([{ files: ['a.jpg'] }]);
    expect(problems).toMatchObject([{ line: 3, column: 1 }]);
  });

  it('says when the proof is not there, without a problem', () => {
    const { records, problems } = read('L1,stock,a.jpg,us,proofs/lost.pdf,,,,', 'L2,stock,b.jpg,us,,,,,');
    expect(problems).toEqual([]);
    expect(records).toMatchObject([{ proof: 'proofs/lost.pdf', proofFound: false }, { proofFound: false }]);
  });

  it.each(['../secret.pdf', 'proofs/../../x.pdf', '/etc/passwd', 'C:\\x.pdf', '\\\\server\\x.pdf', 'https://x.example/a.pdf'])(
    'takes no proof from outside: %s',
    (path) => {
      const { records, problems } = readLicences(`${HEAD}\nL1,stock,a.jpg,us,${path},,,,`, 'l.csv', () => true);
      expect(records).toMatchObject([{ id: 'L1', proofFound: false }]);
      expect(problems).toMatchObject([{ line: 2, column: 19 }]);
    },
  );

  it('finds nothing in an empty ledger', () => {
    for (const text of ['', '\n', HEAD]) expect(readLicences(text, 'l.csv', found)).toEqual({ records: [], problems: [] });
  });
});

describe('readAuthorisations', () => {
  it('reads rows in both languages', () => {
    const text = `编号,品牌,类型,授权书,截止日期,站点,SKU
A1,Vexo,品牌授权书,proofs/invoice.pdf,2027-01-31,amazon.com,VX-*;LAMP-1`;
    expect(readAuthorisations(text, 'authorisations.csv', found)).toEqual({
      problems: [],
      records: [
        {
          id: 'A1',
          brand: 'Vexo',
          kind: 'owner-letter',
          proof: 'proofs/invoice.pdf',
          proofFound: true,
          validTo: '2027-01-31',
          marketplaces: ['amazon.com'],
          listings: ['VX-*', 'LAMP-1'],
        },
      ],
    });
    expect(readAuthorisations('id,brand,kind\nA1,Vexo,license', 'a.csv', found).records).toMatchObject([{ kind: 'licence' }]);
  });

  it('leaves out wrong and repeated rows', () => {
    const { records, problems } = readAuthorisations(
      'id,brand,kind\nA1,Vexo,friend\nA2,,licence\nA3,Vexo,licence\nA3,Lumora,licence',
      'a.csv',
      found,
    );
    expect(records.map(({ id }) => id)).toEqual(['A3']);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 5]);
  });
});
