import type { Finding } from '../model/finding.ts';
import { SEVERITIES } from '../model/rule.ts';

interface Entry<T> {
  /** Severity and review: lower is worse. */
  readonly rank: number;
  readonly confidence: number;
  /** Number of the finding in the report. */
  readonly order: number;
  readonly value: T;
}

/**
 * Keeps the worst findings of a report of any length: what fails before what a person decides, then by severity, confidence and order in
 * the report. A heap with the least bad on top, so that a finding costs O(log capacity).
 */
export class Worst<T> {
  readonly #capacity: number;
  readonly #heap: Entry<T>[] = [];
  #seen = 0;

  /** @param capacity how many are kept. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Offers a finding; what is kept of it is only made when it is among the worst so far. */
  add(finding: Pick<Finding, 'severity' | 'review' | 'confidence'>, make: () => T): void {
    const order = this.#seen++;
    const rank = SEVERITIES.indexOf(finding.severity) + (finding.review ? SEVERITIES.length : 0);
    const full = this.#heap.length >= this.#capacity;
    const [top] = this.#heap;
    const offered = { rank, confidence: finding.confidence, order };
    if (full && (top === undefined || !isWorse(offered, top))) return;
    const entry = { ...offered, value: make() };
    if (full) this.#sink(entry);
    else this.#rise(entry);
  }

  /** How many were offered and are not kept. */
  get dropped(): number {
    return this.#seen - this.#heap.length;
  }

  /** What is kept, worst first. */
  worstFirst(): T[] {
    return [...this.#heap].sort((a, b) => (isWorse(a, b) ? -1 : 1)).map(({ value }) => value);
  }

  /** What is kept, in the order of the report. */
  inOrder(): T[] {
    return [...this.#heap].sort((a, b) => a.order - b.order).map(({ value }) => value);
  }

  #rise(entry: Entry<T>): void {
    let at = this.#heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isWorse(parent, entry)) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = entry;
  }

  #sink(entry: Entry<T>): void {
    let at = 0;
    for (;;) {
      const left = this.#heap[2 * at + 1];
      const right = this.#heap[2 * at + 2];
      const [below, child] = right !== undefined && left !== undefined && isWorse(left, right) ? [2, right] : [1, left];
      if (child === undefined || !isWorse(entry, child)) break;
      this.#heap[at] = child;
      at = 2 * at + below;
    }
    this.#heap[at] = entry;
  }
}

function isWorse(a: Omit<Entry<unknown>, 'value'>, b: Omit<Entry<unknown>, 'value'>): boolean {
  return a.rank !== b.rank ? a.rank < b.rank : a.confidence !== b.confidence ? a.confidence > b.confidence : a.order < b.order;
}
