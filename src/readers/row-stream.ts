import type { Row, RowBatches, TableItem } from './table-rows.ts';

/** Rows in which the header is looked for. */
export const HEADER_ROWS = 30;

/** A table whose first rows can be looked at before it is read from the start. */
export class RowStream {
  readonly #iterator: AsyncIterator<readonly TableItem[]>;
  readonly #seen: (readonly TableItem[])[] = [];
  #ended = false;

  constructor(batches: RowBatches) {
    this.#iterator = batches[Symbol.asyncIterator]();
  }

  /** The first rows, `HEADER_ROWS` at most; they stay in the table. */
  async head(): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (const batch of this.#seen) rows.push(...rowsIn(batch));
    while (!this.#ended && rows.length < HEADER_ROWS) {
      const batch = await this.#pull();
      if (batch === undefined) break;
      this.#seen.push(batch);
      rows.push(...rowsIn(batch));
    }
    return rows.slice(0, HEADER_ROWS);
  }

  /** The whole table; may be asked for once. */
  async *items(): RowBatches {
    for (const batch of this.#seen) yield batch;
    this.#seen.length = 0;
    for (let batch = await this.#pull(); batch !== undefined; batch = await this.#pull()) yield batch;
  }

  /** Lets go of the source; the table ends here. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#iterator.return?.();
  }

  async #pull(): Promise<readonly TableItem[] | undefined> {
    if (this.#ended) return undefined;
    const next = await this.#iterator.next();
    if (next.done !== true) return next.value;
    this.#ended = true;
    return undefined;
  }
}

function rowsIn(batch: readonly TableItem[]): Row[] {
  return batch.filter((item): item is Row => 'cells' in item);
}
