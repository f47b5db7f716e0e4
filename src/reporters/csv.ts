import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import type { Reporter, ReportHead } from '../model/report.ts';
import type { Bilingual } from '../model/text.ts';
import { clip } from './cells.ts';
import { isOpen } from './finding-state.ts';
import { shownFix, shownMessage } from './message.ts';
import type { ReporterOptions } from './options.ts';
import { SEVERITY_NAMES, say } from './wording.ts';

/*
 * A table of the open findings for a spreadsheet: RFC 4180, with a byte order mark, without which Excel shows Chinese as rubbish.
 * Listing text is not trusted: a cell that a spreadsheet would take for a formula gets an apostrophe in front, so it is text.
 */

/** Longest text of a cell, in columns; spreadsheets hold 32,767 characters. */
const LONGEST = 2000;
/** What begins a formula in some spreadsheet, full-width signs of Chinese and Japanese keyboards too. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

type Cell = string | number;

interface Column {
  readonly name: Bilingual;
  readonly cell: (finding: Finding, context: Context) => Cell;
}

interface Context {
  readonly rules: ReportHead['rules'];
  readonly options: ReporterOptions;
}

const COLUMNS: readonly Column[] = [
  { name: { en: 'severity', zh: '级别' }, cell: ({ severity }, { options }) => SEVERITY_NAMES[severity][options.lang] },
  {
    name: { en: 'a person decides', zh: '需人工判断' },
    cell: ({ review }, { options }) => (review ? say(options.lang, 'yes') : ''),
  },
  { name: { en: 'listing', zh: 'Listing' }, cell: ({ listing }) => listing },
  { name: { en: 'marketplace', zh: '平台' }, cell: ({ marketplace }) => marketplace },
  {
    name: { en: 'field', zh: '字段' },
    cell: ({ field, index }, { options }) => fieldName(field, index)[options.lang],
  },
  { name: { en: 'found', zh: '命中内容' }, cell: ({ match }) => match },
  {
    name: { en: 'what is wrong', zh: '问题' },
    cell: (finding, { rules, options }) => shownMessage(finding, rules.get(finding.rule), options.lang),
  },
  {
    name: { en: 'fix', zh: '修改建议' },
    cell: (finding, { rules, options }) => shownFix(finding, rules.get(finding.rule), options.lang),
  },
  { name: { en: 'rule', zh: '规则' }, cell: ({ rule }) => rule },
  { name: { en: 'policy', zh: '平台规则' }, cell: ({ rule }, { rules }) => rules.get(rule)?.policy[0]?.url ?? '' },
  { name: { en: 'confidence %', zh: '把握 %' }, cell: ({ confidence }) => Math.round(confidence * 100) },
  { name: { en: 'file', zh: '文件' }, cell: ({ file }) => file },
  { name: { en: 'line', zh: '行' }, cell: ({ line }) => line },
  { name: { en: 'column', zh: '列' }, cell: ({ column }) => column },
  { name: { en: 'record', zh: '记录' }, cell: ({ record }) => record },
  { name: { en: 'cell', zh: '单元格' }, cell: ({ cell }) => cell ?? '' },
  { name: { en: 'fingerprint', zh: '指纹' }, cell: ({ fingerprint }) => fingerprint },
];

/** Makes the reporter behind `--format csv`. */
export function createCsv(options: ReporterOptions): Reporter {
  let rules: ReportHead['rules'] = new Map();
  return {
    begin(head) {
      rules = head.rules;
      return `\uFEFF${rowOf(COLUMNS.map(({ name }) => name[options.lang]))}`;
    },
    listing: ({ findings }) =>
      findings
        .filter(isOpen)
        .map((finding) => rowOf(COLUMNS.map(({ cell }) => cell(finding, { rules, options }))))
        .join(''),
    end: () => '',
  };
}

function rowOf(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/** Every text stands in quotes, so that no separator in it begins another cell, whatever the separator of the reader. */
function cellText(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = clip(value, LONGEST);
  return `"${(FORMULA.test(value) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
