import { countNames } from './columns.ts';
import type { Dialect } from './csv-cursor.ts';
import { CsvScanner } from './csv-scanner.ts';
import { type Row, rowTexts } from './table-rows.ts';

/** Text that is looked at; some hundred rows of a usual table. */
const SAMPLE_CHARACTERS = 16_384;
/** Rows among which the header is looked for; names in further rows prove nothing about the delimiter. */
const NAME_ROWS = 8;
const NAME_CELLS = 60;

interface Score {
  /** Known column names in the best row. */
  readonly names: number;
  /** Share of rows with the usual number of cells, 0 when that is one. */
  readonly share: number;
  readonly width: number;
}

/**
 * How a table is written, from its first text: the delimiter that gives known column names, else the one that cuts the most rows into the
 * same number of cells. Tab comes before comma: there are commas in texts, and hardly ever tabs.
 */
export function detectDialect(head: string): Dialect {
  const text = head.slice(0, SAMPLE_CHARACTERS);
  const lineBreak = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  let best: Dialect = { delimiter: ',', lineBreak };
  let bestScore: Score = { names: 0, share: 0, width: 0 };
  for (const delimiter of ['\t', ',', ';', '|'] as const) {
    if (!text.includes(delimiter)) continue;
    const score = judge(text, { delimiter, lineBreak });
    if (isBetter(score, bestScore)) {
      best = { delimiter, lineBreak };
      bestScore = score;
    }
  }
  return best;
}

function judge(text: string, dialect: Dialect): Score {
  const rows = rowsOf(text, dialect);
  const widths = new Map<number, number>();
  for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [1, 0]);
  const names = rows
    .slice(0, NAME_ROWS)
    .map((row) => (row.cells.length < 2 ? 0 : countNames(rowTexts(row).slice(0, NAME_CELLS))));
  const most = Math.max(0, ...names);
  // One known name may be chance: `Titel: Größe, Farbe`.
  return { names: most < 2 ? 0 : most, share: width === 1 ? 0 : count / rows.length, width };
}

function rowsOf(text: string, dialect: Dialect): Row[] {
  const scanner = new CsvScanner('', dialect);
  const complete = scanner.push(text);
  const items = complete.length > 0 ? complete : scanner.end();
  return items.filter((item): item is Row => 'cells' in item);
}

function isBetter(a: Score, b: Score): boolean {
  if (a.names !== b.names) return a.names > b.names;
  if (a.share !== b.share) return a.share > b.share;
  return a.width > b.width;
}
