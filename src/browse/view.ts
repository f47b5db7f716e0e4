import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { FindingRow, Grouping, ListEntry, Order, RowFilter } from './finding-row.ts';
import { arrange, GROUPINGS, ORDERS } from './finding-row.ts';

/** What the list shows to begin with. */
export const EVERYTHING_OPEN: RowFilter = {
  states: 'open',
  severities: new Set(SEVERITIES),
  reviewOnly: false,
  search: '',
};

/** The list: what it shows, in which order, and where in it somebody is. */
export class ListView {
  filter: RowFilter = EVERYTHING_OPEN;
  grouping: Grouping = 'severity';
  order: Order = 'file';
  entries: ListEntry[] = [];
  /** Of the finding that is chosen, among the entries; -1 when there is none. */
  at: number = -1;
  /** First entry that the screen shows. */
  top: number = 0;

  /** Puts the rows in order anew; the chosen finding stays chosen where it is still shown. */
  arrange(rows: readonly FindingRow[], fresh: ReadonlySet<string>): void {
    const chosen = this.chosen;
    const { grouping, order } = this;
    this.entries = arrange(rows, this.filter, { grouping, order, fresh });
    const kept = chosen === undefined ? -1 : this.entries.indexOf(chosen);
    if (kept !== -1) this.at = kept;
    else this.#go(Math.min(this.at, this.entries.length - 1), 1);
  }

  /** Number of the chosen row. */
  get chosen(): number | undefined {
    const entry = this.entries[this.at];
    return typeof entry === 'number' ? entry : undefined;
  }

  /** How many findings are shown. */
  get shown(): number {
    return this.entries.reduce<number>((sum, entry) => sum + (typeof entry === 'number' ? 1 : 0), 0);
  }

  /** Chooses another finding, so many entries away; headings are passed over. */
  move(step: number): void {
    this.#go(Math.max(0, Math.min(this.entries.length - 1, this.at + step)), step < 0 ? -1 : 1);
  }

  /** Scrolls so that the chosen finding is seen, with the heading right above it. */
  reveal(rows: number): void {
    const above = typeof this.entries[this.at - 1] === 'object' ? this.at - 1 : this.at;
    const least = Math.max(0, this.at - rows + 1);
    this.top = Math.max(least, Math.min(this.top, Math.max(0, above), Math.max(0, this.entries.length - rows)));
  }

  /** Shows or hides findings of a severity; one is always shown. */
  toggle(severity: Severity): void {
    const severities = new Set(this.filter.severities);
    if (!severities.delete(severity)) severities.add(severity);
    if (severities.size > 0) this.filter = { ...this.filter, severities };
  }

  /** Goes on to the next way of grouping. */
  regroup(): void {
    this.grouping = after(GROUPINGS, this.grouping);
  }

  /** Goes on to the next order. */
  reorder(): void {
    this.order = after(ORDERS, this.order);
  }

  /** Chooses the entry, or the nearest finding in a direction, else in the other one. */
  #go(entry: number, direction: 1 | -1): void {
    const isRow = (at: number): boolean => typeof this.entries[at] === 'number';
    let at = Math.max(0, entry);
    while (at >= 0 && at < this.entries.length && !isRow(at)) at += direction;
    if (!isRow(at)) for (at = Math.max(0, entry); at >= 0 && at < this.entries.length && !isRow(at); ) at -= direction;
    this.at = isRow(at) ? at : -1;
  }
}

function after<T>(all: readonly [T, ...T[]] | readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
