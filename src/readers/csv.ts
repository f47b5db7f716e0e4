import type { Problem } from '../model/problem.ts';
import type { Input } from './contract.ts';
import { detectDialect } from './csv-dialect.ts';
import { CsvScanner } from './csv-scanner.ts';
import { decodeInput } from './encoding.ts';
import type { RowBatches, TableItem } from './table-rows.ts';

/** Text collected before the delimiter is decided. */
const HEAD_CHARACTERS = 16_384;

/**
 * The rows of a delimited file, with the place of every cell. Delimiter, line breaks and character set are found out; blank lines are left
 * out; what cannot be read is a problem between the rows. Memory is bounded by the longest row that is allowed.
 */
export async function* readCsvRows(input: Input): RowBatches {
  const problems: Problem[] = [];
  const told = (items: readonly TableItem[]): readonly TableItem[] => {
    if (problems.length === 0) return items;
    return [...problems.splice(0).map((problem) => ({ problem })), ...items];
  };
  let scanner: CsvScanner | undefined;
  let head = '';
  for await (const text of decodeInput(input, problems)) {
    if (scanner !== undefined) {
      yield told(scanner.push(text));
      continue;
    }
    head += text;
    if (head.length < HEAD_CHARACTERS) continue;
    scanner = openScanner(input, head);
    yield told(scanner.push(head));
  }
  if (scanner === undefined) {
    scanner = openScanner(input, head);
    yield told(scanner.push(head));
  }
  yield told(scanner.end());
}

function openScanner({ file, records }: Input, head: string): CsvScanner {
  const dialect = detectDialect(head);
  records?.context(dialect);
  return new CsvScanner(file, dialect);
}
