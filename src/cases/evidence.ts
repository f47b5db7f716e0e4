import type { NoticeEvidence } from '../model/case-notice.ts';

/** Longest excerpt that evidence shows, in UTF-16 code units. */
const MAX_EXCERPT = 200;

/** Collects why each field has its value. */
export class EvidenceList {
  readonly #text: string;
  readonly #all: NoticeEvidence[] = [];
  readonly #seen = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds a piece; the same once more is left out. */
  add(field: string, value: unknown, pattern: string, start: number, end: number): void {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const key = JSON.stringify([field, shown, pattern, start]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const text = this.#text.slice(start, Math.min(end, start + MAX_EXCERPT));
    this.#all.push({ field, value: shown, pattern, start, end, text });
  }

  /** Adds a conclusion from other fields. */
  conclude(field: string, value: unknown, rule: string): void {
    this.add(field, value, `derived/${rule}`, 0, 0);
  }

  /** Everything, by field and place. */
  list(order: readonly string[]): NoticeEvidence[] {
    const rank = (field: string): number => (order.includes(field) ? order.indexOf(field) : order.length);
    return [...this.#all].sort((a, b) => rank(a.field) - rank(b.field) || a.start - b.start || a.end - b.end);
  }
}
