import type { Run } from '../model/history.ts';
import type { Writing } from './tables.ts';

/** A run while it is written into the tables, inside one transaction. */
export interface Recording {
  readonly writing: Writing;
  /** Number of the run. */
  readonly n: number;
  readonly run: Run;
  /** Ids of listings that were met. */
  readonly met: Set<number>;
  /** Those of them of which something could not be read. */
  readonly unread: Set<number>;
  /** Whether it is known which listings those are; if not, nothing is known of what was not found. */
  readonly knowsUnread: boolean;
  readonly isUnread: (file: string, record: number) => boolean;
  /** Ids of listings whose open findings are to be counted anew. */
  readonly touched: Set<number>;
  opened: number;
  returned: number;
  fixed: number;
}

/** Begins one. @param unread see `RunRecorder.end`. */
export function newRecording(writing: Writing, n: number, run: Run, unread: ReadonlySet<string> | undefined): Recording {
  return {
    ...{ writing, n, run, met: new Set<number>(), unread: new Set<number>(), touched: new Set<number>() },
    knowsUnread: run.scope.complete || unread !== undefined,
    isUnread: (file, record) => unread?.has(`${file}#${record}`) ?? false,
    ...{ opened: 0, returned: 0, fixed: 0 },
  };
}

/** Parts of a list, so that no statement has more values than a database takes. */
export function* inParts<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
