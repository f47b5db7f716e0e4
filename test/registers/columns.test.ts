import { describe, expect, it } from 'vitest';
import { findColumns, readEntryRow } from '../../src/registers/columns.ts';
import { formatEntry, mergeEntries, parseEntry } from '../../src/registers/entry-line.ts';
import { statusOfWords } from '../../src/registers/status.ts';
import { STATUSES } from './library.ts';

const NONE = new Map<never, string>();

describe('the columns of a table', () => {
  it.each([
    [
      ['Mark', 'Serial Number', 'Int. Class', 'Status', 'Owner Name'],
      ['mark', 'number', 'status', 'owner'],
    ],
    [
      ['序号', '商标名称', '注册号', '国际分类', '状态', '申请人'],
      ['mark', 'registration', 'classes', 'status', 'owner'],
    ],
    [
      ['Word Mark', 'Application No.', 'Nice Classes', 'Legal Status', 'Applicant'],
      ['mark', 'number', 'classes', 'status', 'owner'],
    ],
  ])('are known by their headings: %s', (row, columns) => {
    expect([...(findColumns(row, NONE)?.keys() ?? [])].sort()).toEqual(columns.sort());
  });

  it('may be named, and then must be there', () => {
    const row = ['Brand', 'Ref'];
    expect(findColumns(row, NONE)).toBeUndefined();
    expect(findColumns(row, new Map([['mark', 'brand'] as const]))).toEqual(new Map([['mark', 0]]));
    expect(findColumns(row, new Map([['mark', 'Brand'] as const, ['number', 'No'] as const]))).toBeUndefined();
  });

  it('give entries; a row without a mark gives none', () => {
    const columns = findColumns(['商标名称', '注册号', '国际分类', '状态', '申请人'], NONE) ?? new Map();
    expect(
      readEntryRow(['小熊果园', '12345678', '第25类；第28类', '已注册', '某某玩具有限公司'], columns, 'CN', STATUSES),
    ).toMatchObject({
      office: 'CN',
      number: '12345678',
      registration: '12345678',
      text: '小熊果园',
      classes: [25, 28],
      status: 'live',
      owner: '某某玩具有限公司',
    });
    expect(readEntryRow([' ', '1', '9', '', ''], columns, 'CN', STATUSES)).toBeUndefined();
  });
});

describe('words for a status', () => {
  it.each([
    ['Registered', 'live'],
    ['LIVE/REGISTRATION/Issued and Active', 'live'],
    ['Registration cancelled', 'dead'],
    ['Expired', 'dead'],
    ['Application under examination', 'pending'],
    ['注册', 'live'],
    ['注册申请中', 'pending'],
    ['商标已无效', 'dead'],
    ['?', 'review'],
  ])('%s is %s', (text, status) => {
    expect(statusOfWords(text)).toBe(status);
  });
});

describe('an entry as a line', () => {
  const entry = parseEntry('1\t77\t3\t700\tsx\t9,25\t2025-01-02\tOwner\tMARK\tA\u001fB', 'US');

  it('comes back as it was', () => {
    if (entry === undefined) throw new Error('not read');
    expect(parseEntry(formatEntry(entry), 'US')).toEqual(entry);
    const odd = { ...entry, text: 'TWO\tCELLS\nTWO LINES', disclaimers: [], classes: [] };
    expect(parseEntry(formatEntry(odd), 'US')).toEqual({ ...odd, text: 'TWO CELLS TWO LINES' });
    expect(parseEntry('1\t2', 'US')).toBeUndefined();
  });

  it('keeps what a later record leaves out', () => {
    if (entry === undefined) throw new Error('not read');
    const change = { ...entry, text: '', classes: [], owner: '', disclaimers: [], status: 'dead', date: '2025-03-01' } as const;
    expect(mergeEntries(entry, change)).toEqual({ ...entry, status: 'dead', date: '2025-03-01' });
    expect(mergeEntries(change, entry)).toEqual({ ...entry, status: 'dead', date: '2025-03-01' });
  });
});
