import type { Reader } from './contract.ts';
import { readCsvRows } from './csv.ts';
import { RowStream } from './row-stream.ts';
import { readTableRows } from './table.ts';

/** Reads a Google Merchant feed in tab-separated form; its attribute names are usual names of columns. */
export const readGoogleTsv: Reader = (input) =>
  readTableRows(new RowStream(readCsvRows(input)), input, { format: 'google-tsv', marketplace: 'google' });
