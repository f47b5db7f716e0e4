import { LEFT_OUT_REASONS, type LeftOut, type LeftOutReason } from './evidence.ts';
import type { Listing } from './listing.ts';
import type { LeftOutExample } from './report.ts';

/** Examples that are kept; all count. */
const MOST_EXAMPLES = 50;
/** Longest text of an example, UTF-16 units. */
const LONGEST_TEXT = 200;

/** Counts what a scan leaves out of its findings, so that nothing is left out in silence. Holds a bounded number of texts. */
export class LeftOutCount {
  readonly counts: Record<LeftOutReason, number>;
  readonly examples: LeftOutExample[] = [];

  constructor() {
    this.counts = { own: 0, licensed: 0, 'own-text': 0, common: 0, stock: 0, rows: 0, names: 0 };
  }

  add(passage: LeftOut, { id, source, fields }: Listing): void {
    this.counts[passage.why]++;
    if (this.examples.length >= MOST_EXAMPLES) return;
    const field = fields.find(({ name, index = null }) => name === passage.field && index === passage.index);
    const text = (field?.text ?? '').slice(...passage.span);
    const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
    this.examples.push({ listing: id, file: source.file, passage, text: cut });
  }
}

/** The number of passages that were left out, all reasons together. */
export function countLeftOut(counts: Readonly<Record<LeftOutReason, number>>): number {
  return LEFT_OUT_REASONS.reduce((sum, why) => sum + counts[why], 0);
}
