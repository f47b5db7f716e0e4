/*
 * The scores of the PAN text-alignment task (Potthast et al., "An Evaluation Framework for Plagiarism Detection", COLING 2010),
 * averaged over cases and over detections, with the characters of both texts counted.
 */

/** A passage of a pair of texts in characters, `[start, end)`. */
export interface Box {
  readonly query: readonly [number, number];
  readonly source: readonly [number, number];
}

/** What is true of a pair, and what was said of it. */
export interface Judged {
  readonly cases: readonly Box[];
  readonly found: readonly Box[];
}

export interface Scores {
  readonly plagdet: number;
  readonly precision: number;
  readonly recall: number;
  /** Detections for each detected case, 1 at best. */
  readonly granularity: number;
  readonly cases: number;
}

/** Scores all pairs together. */
export function scorePairs(pairs: readonly Judged[]): Scores {
  let [recall, cases, detected, hits] = [0, 0, 0, 0];
  let [precision, found] = [0, 0];
  for (const pair of pairs) {
    for (const one of pair.cases) {
      cases++;
      const meeting = pair.found.filter((box) => meet(one, box));
      recall += covered(one, meeting);
      if (meeting.length > 0) detected++;
      hits += meeting.length;
    }
    for (const box of pair.found) {
      found++;
      precision += covered(
        box,
        pair.cases.filter((one) => meet(one, box)),
      );
    }
  }
  const p = found === 0 ? 0 : precision / found;
  const r = cases === 0 ? 0 : recall / cases;
  const granularity = detected === 0 ? 1 : hits / detected;
  const f = p + r === 0 ? 0 : (2 * p * r) / (p + r);
  return { plagdet: f / Math.log2(1 + granularity), precision: p, recall: r, granularity, cases };
}

function meet(a: Box, b: Box): boolean {
  return overlap(a.query, b.query) > 0 && overlap(a.source, b.source) > 0;
}

function overlap(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
}

/** Share of the characters of a box, both sides together, that others cover. */
function covered(box: Box, others: readonly Box[]): number {
  const size = box.query[1] - box.query[0] + box.source[1] - box.source[0];
  const both =
    union(
      box.query,
      others.map(({ query }) => query),
    ) +
    union(
      box.source,
      others.map(({ source }) => source),
    );
  return size === 0 ? 0 : both / size;
}

function union(span: readonly [number, number], others: readonly (readonly [number, number])[]): number {
  let to = span[0];
  let sum = 0;
  for (const [start, end] of [...others].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(to, start);
    const until = Math.min(span[1], end);
    if (until > from) sum += until - from;
    to = Math.max(to, until);
  }
  return sum;
}
