import type { Problem } from '../model/problem.ts';
import type { Bilingual } from '../model/text.ts';
import { type Cell, limitRows, type RawRow, type RawTable } from './table.ts';

/** Reads a ledger with one JSON object a line. Values are texts or lists of texts; a cell's place is that of its key. */
export function scanJsonLines(text: string, file: string): RawTable {
  const problems: Problem[] = [];
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((source, i) => ({ source, line: i + 1 }))
    .filter(({ source }) => source.trim() !== '');
  const kept = limitRows(lines, ({ line }) => line, file, problems);
  const rows = kept.flatMap(({ source, line }, i) => readLine(source, line, i + 1, file, problems) ?? []);
  const headings = new Map<string, Cell>();
  for (const [key] of rows.flatMap((row) => row.pairs)) if (!headings.has(key.text)) headings.set(key.text, key);
  return { headings: [...headings.values()], rows, problems };
}

function readLine(source: string, line: number, record: number, file: string, problems: Problem[]): RawRow | undefined {
  const value = parse(source);
  if (value === undefined) {
    problems.push({ file, line, column: 1, record, reason: NO_OBJECT });
    return undefined;
  }
  const columns = keyColumns(source);
  const pairs: [Cell, Cell][] = [];
  for (const [key, given] of Object.entries(value)) {
    const place = { line, column: columns.get(key) ?? 1 };
    const cell = toCell(given, place);
    if (cell === undefined) {
      problems.push({ file, ...place, record, reason: noText(key) });
      return undefined;
    }
    pairs.push([{ text: key, ...place }, cell]);
  }
  return { record, line, pairs };
}

function parse(source: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function toCell(value: unknown, place: { line: number; column: number }): Cell | undefined {
  if (value === null) return { text: '', ...place };
  if (typeof value === 'string' || typeof value === 'number') return { text: String(value), ...place };
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return undefined;
  return { text: value.join('; '), items: value, ...place };
}

/** Columns of the keys of an object that is known to be valid JSON. */
function keyColumns(source: string): Map<string, number> {
  const columns = new Map<string, number>();
  let depth = 0;
  for (const match of source.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g)) {
    const [token, colon] = match;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && colon !== undefined) {
      columns.set(String(JSON.parse(token.slice(0, token.length - colon.length))), match.index + 1);
    }
  }
  return columns;
}

const NO_OBJECT: Bilingual = {
  en: 'This line is not a JSON object, so it does not count; expected {"id": "…", …} on one line.',
  zh: '该行不是 JSON 对象，因此不计入；每行应为一个 {"id": "…", …}。',
};

function noText(key: string): Bilingual {
  return {
    en: `The value of "${key}" is neither a text nor a list of texts, so the line does not count.`,
    zh: `“${key}”的值既不是文本也不是文本列表，因此该行不计入。`,
  };
}
