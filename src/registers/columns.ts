import type { RegisterEntry, RegisterStatus } from '../lexicon/register-entry.ts';
import { type StatusTable, statusOfWords } from './status.ts';

/** What a column of a table may hold. */
export const REGISTER_COLUMNS = [
  'mark',
  'number',
  'registration',
  'classes',
  'status',
  'owner',
  'date',
  'disclaimer',
  'office',
  'standard',
] as const;
/** What a column of a table may hold. */
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];

/** Where the columns stand, by their position in a row. */
export type ColumnMap = ReadonlyMap<RegisterColumn, number>;

/** Headings of registers and of the tools that export them, folded: no case, no spaces, no signs. */
const HEADINGS: Readonly<Record<RegisterColumn, readonly string[]>> = {
  mark: [
    'mark',
    'markname',
    'marktext',
    'markverbalelement',
    'markidentification',
    'wordmark',
    'trademark',
    'trademarkname',
    'tmname',
    'verbalelement',
    'name',
    '商标',
    '商标名称',
    '商标名',
    '商标文字',
    '名称',
  ],
  number: [
    'number',
    'no',
    'serialnumber',
    'serialno',
    'serial',
    'applicationnumber',
    'applicationno',
    'appno',
    'applno',
    '申请号',
    '申请编号',
    '商标申请号',
    '申请/注册号',
    '申请注册号',
    '商标号',
    '编号',
  ],
  registration: ['registration', 'registrationnumber', 'registrationno', 'regnumber', 'regno', '注册号', '商标注册号'],
  classes: [
    'class',
    'classes',
    'niceclass',
    'niceclasses',
    'internationalclass',
    'internationalclasses',
    'intlclass',
    'ic',
    '国际分类',
    '类别',
    '商标类别',
    '类',
    '分类',
    '尼斯分类',
    '国际分类号',
  ],
  status: ['status', 'markstatus', 'legalstatus', 'currentstatus', 'livedead', '状态', '商标状态', '法律状态', '当前状态'],
  owner: [
    'owner',
    'ownername',
    'applicant',
    'applicantname',
    'holder',
    'proprietor',
    '申请人',
    '注册人',
    '权利人',
    '申请人名称',
    '持有人',
    '商标权人',
  ],
  date: [
    'date',
    'statusdate',
    'lastupdate',
    'updated',
    'filingdate',
    'applicationdate',
    'registrationdate',
    '申请日期',
    '注册日期',
    '日期',
    '更新日期',
  ],
  disclaimer: ['disclaimer', 'disclaimers', '放弃专用权', '放弃专用权声明', '不主张专用权'],
  office: ['office', 'country', 'jurisdiction', 'territory', 'officecode', '国家', '地区', '国家/地区', '受理局', '商标局'],
  standard: ['standardcharacters', 'standardcharacter', '标准字体', '标准字符'],
};

/** Finds the columns by their headings, and by names that were given for them; undefined when there is no column of marks. */
export function findColumns(row: readonly string[], given: ReadonlyMap<RegisterColumn, string>): ColumnMap | undefined {
  const found = new Map<RegisterColumn, number>();
  const folded = row.map(foldHeading);
  for (const column of REGISTER_COLUMNS) {
    const name = given.get(column);
    const wanted = name === undefined ? HEADINGS[column] : [foldHeading(name)];
    const at = wanted.map((heading) => folded.indexOf(heading)).find((i) => i >= 0);
    if (at !== undefined && (name !== undefined || ![...found.values()].includes(at))) found.set(column, at);
  }
  const complete = [...given.keys()].every((column) => found.has(column));
  return found.has('mark') && complete ? found : undefined;
}

function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.:#()-]/g, '');
}

/** The entry of a row; undefined when it has no mark. Without a number the row is known by its mark and classes. */
export function readEntryRow(
  row: readonly string[],
  columns: ColumnMap,
  office: string,
  statuses: StatusTable,
): RegisterEntry | undefined {
  const cell = (column: RegisterColumn): string => (row[columns.get(column) ?? -1] ?? '').trim();
  const text = cell('mark');
  if (text === '') return undefined;
  const classes = classesIn(cell('classes'));
  const registration = cell('registration');
  const code = cell('status');
  return {
    office: (cell('office') || office).toUpperCase().slice(0, 8),
    number: cell('number') || registration || `${text} ${classes.join('+')}`.trim().slice(0, 120),
    ...(registration === '' ? {} : { registration }),
    text,
    standardCharacters: /^(?:t|true|y|yes|1|是)$/i.test(cell('standard')),
    classes,
    status: columns.has('status') ? statusOf(code, statuses) : 'live',
    code,
    owner: cell('owner'),
    disclaimers: cell('disclaimer') === '' ? [] : [cell('disclaimer')],
    date: dayOf(cell('date')),
    supplemental: false,
    section2f: false,
  };
}

/** `9, 25`, `第9类；第25类`, `IC 009 025` as numbers. */
function classesIn(text: string): number[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number).filter((n) => n >= 1 && n <= 45);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function statusOf(code: string, statuses: StatusTable): RegisterStatus {
  return /^\d{3}$/.test(code) ? statuses(code) : statusOfWords(code);
}

function dayOf(text: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/.exec(text) ?? [];
  return year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
