import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORD_TABLES } from '../../src/ledger/open-records.ts';
import { columnNames, type RecordTable, readTable } from '../../src/ledger/record-table.ts';
import { recordsJsonSchema } from '../../src/ledger/schema.ts';
import { ACTIONS } from '../../src/ledger/tables/actions.ts';
import { CONTACTS } from '../../src/ledger/tables/contacts.ts';
import { MEASURES } from '../../src/ledger/tables/measures.ts';
import { PENALTIES } from '../../src/ledger/tables/penalties.ts';
import { POLICIES } from '../../src/ledger/tables/policies.ts';
import { REVIEWERS } from '../../src/ledger/tables/reviewers.ts';
import { SIGN_OFFS } from '../../src/ledger/tables/sign-offs.ts';
import { TRAININGS } from '../../src/ledger/tables/trainings.ts';

const HASH = 'ab'.repeat(32);
const FILES = { found: (path: string) => !path.includes('lost'), hashOf: () => HASH };

interface Case {
  readonly table: RecordTable<{ readonly id: string }>;
  readonly english: string;
  readonly chinese: string;
  readonly record: object;
}

const CASES: readonly Case[] = [
  {
    table: REVIEWERS,
    english: 'id,name,role,from,to,note\nR-1,Li Na,manager,2026-01-05,2026-12-31,',
    chinese: '编号,姓名,角色,任命日期,离任日期\nR-1,Li Na,经理,2026/1/5,2026年12月31日',
    record: { id: 'R-1', name: 'Li Na', role: 'manager', from: '2026-01-05', to: '2026-12-31' },
  },
  {
    table: SIGN_OFFS,
    english: `id,listing,marketplace,content_hash,by,role,decision,at,note\nS-1,HM-MUG-01,Amazon.com,${HASH.toUpperCase()},Li Na,manager,approved,2026-11-20T10:00:00+08:00,checked`,
    chinese: `编号,SKU,平台,内容校验值,签核人,角色,结论,签核时间,备注\nS-1,HM-MUG-01,amazon.com,sha256:${HASH},Li Na,经理,通过,2026-11-20T02:00Z,checked`,
    record: {
      id: 'S-1',
      listing: 'HM-MUG-01',
      marketplace: 'amazon.com',
      contentHash: HASH,
      by: 'Li Na',
      role: 'manager',
      decision: 'approved',
      at: '2026-11-20T02:00:00.000Z',
      note: 'checked',
    },
  },
  {
    table: TRAININGS,
    english:
      'id,date,topic,trainer,attendees,audience,test,passed,next,case,proof,proof_sha256\nT-1,2026-11-10,Trademarks in titles,Zhao Min,Li Na; Wang Wei,operations,20 questions,2,2027-02-10,C-7,proofs/a.pdf; proofs/lost.pdf,',
    chinese:
      '编号,培训日期,培训主题,讲师,参加人员,部门,考核,通过人数,下次培训,案件,证明文件\nT-1,2026.11.10,Trademarks in titles,Zhao Min,Li Na、Wang Wei,operations,20 questions,2,2027-2-10,C-7,proofs\\a.pdf；proofs/lost.pdf',
    record: {
      id: 'T-1',
      date: '2026-11-10',
      topic: 'Trademarks in titles',
      trainer: 'Zhao Min',
      attendees: ['Li Na', 'Wang Wei'],
      audience: ['operations'],
      test: '20 questions',
      passed: 2,
      next: '2027-02-10',
      case: 'C-7',
      proofs: [
        { path: 'proofs/a.pdf', found: true, sha256: HASH },
        { path: 'proofs/lost.pdf', found: false },
      ],
    },
  },
  {
    table: CONTACTS,
    english:
      'id,at,direction,channel,party,address,by,subject,offered,case,proof\nK-1,2026-11-12 09:30,out,email,Northpine Images,legal@northpine.example,Li Na,Which picture?,,C-7,proofs/mail.eml',
    chinese:
      '编号,联系时间,方向,方式,对方,邮箱地址,经办人,主题,案件,凭证\nK-1,2026年11月12日 09:30,发出,邮件,Northpine Images,legal@northpine.example,Li Na,Which picture?,C-7,proofs/mail.eml',
    record: {
      id: 'K-1',
      at: '2026-11-12T09:30',
      direction: 'out',
      channel: 'email',
      party: 'Northpine Images',
      address: 'legal@northpine.example',
      by: 'Li Na',
      subject: 'Which picture?',
      case: 'C-7',
      proofs: [{ path: 'proofs/mail.eml', found: true, sha256: HASH }],
    },
  },
  {
    table: POLICIES,
    english: 'id,title,adopted,owner,retired,proof\nP-1,No picture without a licence,2026-03-01,Li Na,,proofs/p.pdf',
    chinese: '编号,制度名称,生效日期,负责人,证明文件\nP-1,No picture without a licence,2026/3/1,Li Na,proofs/p.pdf',
    record: {
      id: 'P-1',
      title: 'No picture without a licence',
      adopted: '2026-03-01',
      owner: 'Li Na',
      proofs: [{ path: 'proofs/p.pdf', found: true, sha256: HASH }],
    },
  },
  {
    table: MEASURES,
    english: 'id,step,adopted,owner,retired\nM-1,brand-scan-before-upload,2026-03-01,Li Na,2026-09-01',
    chinese: '编号,预防措施,采纳日期,负责人,停用日期\nM-1,brand-scan-before-upload,2026/3/1,Li Na,2026年9月1日',
    record: {
      id: 'M-1',
      step: 'brand-scan-before-upload',
      adopted: '2026-03-01',
      owner: 'Li Na',
      retired: '2026-09-01',
      proofs: [],
    },
  },
  {
    table: ACTIONS,
    english:
      'id,kind,planned,done,by,items,inventory_order,case,proof\nA-1,remove-inventory,2026-11-13,2026-11-14T08:00:00Z,Wang Wei,B0HM000001; HM-01,RO-88,C-7,',
    chinese:
      '编号,类型,计划日期,完成时间,执行人,ASIN,移除订单号,案件\nA-1,移除库存,2026-11-13,2026-11-14 16:00+08:00,Wang Wei,B0HM000001、HM-01,RO-88,C-7',
    record: {
      id: 'A-1',
      kind: 'remove-inventory',
      planned: '2026-11-13',
      done: '2026-11-14T08:00:00.000Z',
      by: 'Wang Wei',
      items: ['B0HM000001', 'HM-01'],
      inventoryOrder: 'RO-88',
      case: 'C-7',
      proofs: [],
    },
  },
  {
    table: PENALTIES,
    english: 'id,platform,date,points,kind,right,withdrawn,case\nX-1,alibaba,2026-10-01,6,general,TM 4711,2026-10-20,C-7',
    chinese: '编号,平台,扣分日期,扣分,违规类型,商标号,撤销日期,案件\nX-1,国际站,2026/10/1,6,general,TM 4711,2026/10/20,C-7',
    record: {
      id: 'X-1',
      platform: 'alibaba',
      date: '2026-10-01',
      points: 6,
      kind: 'general',
      right: 'TM 4711',
      withdrawn: '2026-10-20',
      case: 'C-7',
      proofs: [],
    },
  },
];

const read = (table: RecordTable<{ readonly id: string }>, text: string, file = `${table.name}.csv`) =>
  readTable(table, text, file, FILES);
const withColumn = (text: string, column: string, value: string): string => {
  const [head = '', row = ''] = text.split('\n');
  const at = head.split(',').indexOf(column);
  const cells = row.split(',');
  cells[at] = value;
  return `${head}\n${cells.join(',')}`;
};

describe.each(CASES)('the table $table.name', ({ table, english, chinese, record }) => {
  it('reads English headings', () => {
    expect(read(table, english)).toEqual({ records: [record], problems: [] });
  });

  it('reads Chinese headings, words and days', () => {
    expect(read(table, chinese)).toEqual({ records: [record], problems: [] });
  });

  it('has a schema that agrees with the reader', () => {
    const [head = '', row = ''] = english.split('\n');
    const cells = row.split(',');
    const pairs = head.split(',').map((name, i) => [name, cells[i] ?? ''] as const);
    const line = Object.fromEntries(pairs.filter(([, cell]) => cell !== ''));
    const isRight = new Ajv().compile(recordsJsonSchema(table));
    expect(isRight(line), JSON.stringify(isRight.errors)).toBe(true);
    expect(read(table, JSON.stringify(line), `${table.name}.jsonl`)).toEqual({ records: [record], problems: [] });
    expect(isRight({ ...line, colour: 'red' })).toBe(false);
    expect(read(table, JSON.stringify({ ...line, colour: 'red' }), `${table.name}.jsonl`).records).toEqual([]);
    for (const [name, { needed }] of Object.entries(table.columns)) {
      if (needed !== true) continue;
      const { [name]: _, ...without } = line;
      expect(isRight(without), name).toBe(false);
      const { records, problems } = read(table, JSON.stringify(without), `${table.name}.jsonl`);
      expect([records, problems.length], name).toEqual([[], 1]);
    }
  });

  it('tells the place of a day that there is not, and reads the row after it', () => {
    const days = Object.entries(table.columns).filter(([, { is }]) => is === 'day' || is === 'moment');
    expect(days.length).toBeGreaterThan(0);
    for (const [column] of days) {
      const [head = '', row = ''] = withColumn(english, column, '2026-02-30').split('\n');
      const next = english.split('\n')[1]?.replace(/^[A-Z]-1/, 'Z-9') ?? '';
      const { records, problems } = read(table, `${head}\n${row}\n${next}`);
      expect(records).toEqual([{ ...record, id: 'Z-9' }]);
      expect(problems).toMatchObject([{ file: `${table.name}.csv`, line: 2, record: 1 }]);
      const before = row.split(',').slice(0, head.split(',').indexOf(column)).join(',');
      expect(problems[0]?.column).toBe(before.length + 2);
      expect(problems[0]?.reason.en).toContain('2026-02-30');
      expect(problems[0]?.reason.zh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('never throws, whatever stands in it', () => {
    const headings = Object.entries(columnNames(table)).flatMap(([name, others]) => [name, ...others]);
    const cell = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('2026-13-45', '"', ';;', '-1', '1e9', '\u202e'));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(headings, { minLength: 1 }),
        fc.array(fc.array(cell, { maxLength: 14 })),
        (head, rows) => {
          const text = [head, ...rows].map((cells) => cells.join(',')).join('\n');
          const { records, problems } = read(table, text);
          for (const { reason } of problems) expect(reason.zh).not.toBe('');
          expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('tables of records', () => {
  it('all have a test', () => {
    expect(CASES.map(({ table }) => table.name).toSorted()).toEqual(
      Object.values(RECORD_TABLES)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  const training = 'id,date,topic,attendees,passed,next,proof,proof_sha256\n';
  it.each([
    ['more who passed than were there', 'T-1,2026-11-10,x,A;B,3,,,', /3 passed, but only 2/],
    ['a next training before this one', 'T-1,2026-11-10,x,,,2026-11-09,,', /comes before 2026-11-10/],
    ['a count that is none', 'T-1,2026-11-10,x,,-3,,,', /no number of 0 or more/],
    ['fewer hashes than files', `T-1,2026-11-10,x,,,,a.pdf;b.pdf,${HASH}`, /1 hashes for 2 files/],
    ['a hash that is none', 'T-1,2026-11-10,x,,,,a.pdf,abc', /no SHA-256/],
  ])('leave out a training with %s', (_, row, reason) => {
    const { records, problems } = read(TRAININGS, training + row);
    expect(records).toEqual([]);
    expect(problems[0]?.reason.en).toMatch(reason);
  });

  it('tell a proof that is another file than the one that was kept, and one outside the folder', () => {
    const rows = `T-1,2026-11-10,x,,,,a.pdf;b.pdf,${HASH};${'cd'.repeat(32)}\nT-2,2026-11-10,x,,,,../b.pdf,`;
    const { records, problems } = read(TRAININGS, training + rows);
    expect(records).toMatchObject([
      {
        proofs: [
          { path: 'a.pdf', sha256: HASH },
          { path: 'b.pdf', sha256: HASH, changed: true },
        ],
      },
      { proofs: [{ path: '../b.pdf', found: false }] },
    ]);
    expect(records[0]).not.toHaveProperty('proofs.0.changed');
    expect(problems).toMatchObject([{ line: 3, column: 21 }]);
  });

  it('leave out an action without a day', () => {
    const { records, problems } = read(ACTIONS, 'id,kind\nA-1,lawyer');
    expect(records).toEqual([]);
    expect(problems[0]?.reason.en).toContain('Neither "planned" nor "done"');
  });

  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22T14:30', '2026-11-22T14:30'],
    ['2026/11/22 9:05:07', '2026-11-22T09:05:07'],
    ['2026-11-22T14:30+08:00', '2026-11-22T06:30:00.000Z'],
    ['2026-11-22T23:30:15.250-0500', '2026-11-23T04:30:15.250Z'],
    ['2026-11-22T24:00', undefined],
    ['2026-11-22T14:61', undefined],
    ['2026-11-31T14:00Z', undefined],
    ['yesterday', undefined],
  ])('read the moment %s as %s', (text, expected) => {
    const { records } = read(CONTACTS, `id,at,direction,channel,party\nK-1,${text},out,email,X`);
    expect(records[0]).toEqual(expected === undefined ? undefined : expect.objectContaining({ at: expected }));
  });
});
