import { AMBIGUITIES, type Ambiguity, MARK_KINDS, type Mark, type MarkKind } from './mark.ts';

/** A mark with its written forms, as a row of `marks.tsv` holds it. */
export interface MarkRow extends Mark {
  readonly forms: readonly string[];
  /** Forms that are everyday words as well and need other evidence. */
  readonly weak: readonly string[];
  readonly zh: readonly string[];
  readonly zhWeak: readonly string[];
  readonly misspellings: readonly string[];
}

/** A row that could not be used. */
export interface TableFault {
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

/** Columns of a table of marks; the order is that in which they are written. */
export const MARK_COLUMNS = [
  'mark',
  'kind',
  'ambiguity',
  'forms',
  'weak',
  'zh',
  'zh_weak',
  'misspellings',
  'owner',
  'family',
  'classes',
  'verticals',
  'territories',
  'tier',
  'generic_en',
  'generic_zh',
  'source',
] as const;

/** Reads the text of a marks table: tab-separated, header row, `;` inside cells. Faulty rows are told, the others kept. */
export function readMarkTable(text: string): { readonly rows: MarkRow[]; readonly faults: TableFault[] } {
  const rows: MarkRow[] = [];
  const faults: TableFault[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const header = (lines[0] ?? '').split('\t');
  const missing = MARK_COLUMNS.filter((name) => !header.includes(name));
  if (missing.length > 0)
    return {
      rows,
      faults: [
        {
          line: 1,
          reason: `the first line lacks ${missing.join(', ')}; a header with the columns ${MARK_COLUMNS.join(', ')} was expected, separated by tabs`,
        },
      ],
    };
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = line.split('\t');
    const cell = (name: (typeof MARK_COLUMNS)[number]): string => (cells[header.indexOf(name)] ?? '').trim();
    const row = readRow(cell);
    if (typeof row === 'string') faults.push({ line: i + 2, reason: row });
    else rows.push(row);
  });
  return { rows, faults };
}

/** The row, or what is wrong with it. */
function readRow(cell: (name: (typeof MARK_COLUMNS)[number]) => string): MarkRow | string {
  const mark = cell('mark');
  if (mark === '') return 'the mark is empty; the brand word as people write it was expected';
  const kind = MARK_KINDS.find((k) => k === cell('kind'));
  if (kind === undefined) return `kind "${cell('kind')}" of ${mark} is none of ${MARK_KINDS.join(', ')}`;
  const ambiguity = AMBIGUITIES.find((a) => a === cell('ambiguity'));
  if (ambiguity === undefined) return `ambiguity "${cell('ambiguity')}" of ${mark} is none of ${AMBIGUITIES.join(', ')}`;
  const tier = ([1, 2, 3] as const).find((t) => String(t) === cell('tier'));
  if (tier === undefined) return `tier "${cell('tier')}" of ${mark} is none of 1, 2, 3`;
  if (cell('source') === '') return `${mark} has no source`;
  return { ...named(cell, mark, kind, ambiguity), tier };
}

function named(
  cell: (name: (typeof MARK_COLUMNS)[number]) => string,
  mark: string,
  kind: MarkKind,
  ambiguity: Ambiguity,
): Omit<MarkRow, 'tier'> {
  const en = cell('generic_en');
  const zh = cell('generic_zh');
  return {
    mark,
    kind,
    ambiguity,
    owner: cell('owner') || mark,
    ...(cell('family') === '' ? {} : { family: cell('family') }),
    classes: list(cell('classes'))
      .map(Number)
      .filter((n) => n >= 1 && n <= 45),
    verticals: list(cell('verticals')),
    territories: list(cell('territories')).map((name) => name.toUpperCase()),
    ...(en !== '' && zh !== '' ? { generic: { en, zh } } : {}),
    sources: list(cell('source')),
    forms: list(cell('forms')),
    weak: list(cell('weak')),
    zh: list(cell('zh')),
    zhWeak: list(cell('zh_weak')),
    misspellings: list(cell('misspellings')),
  };
}

function list(cell: string): string[] {
  return cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
