import type { Points } from './align-points.ts';
import type { AlignProfile } from './align-profile.ts';

/** A part of both texts: words `[q0, q1)` of the query, `[s0, s1)` of the source. */
export interface Box {
  readonly q0: number;
  readonly q1: number;
  readonly s0: number;
  readonly s1: number;
}

/** Parent of a point in the forest of clusters; a point below the weak threshold has none. */
let parent = new Int32Array(0);
/** The points above the weak threshold, in order. */
let kept = new Int32Array(0);

/** Groups the supported points: neighbours belong together, and each group holds a strong point. */
export function findClusters(points: Points, profile: AlignProfile): Box[] {
  const count = keep(points, profile.weak);
  for (let k = 0; k < count; k++) joinBefore(points, k, profile.gap);
  return boxesOf(points, count, profile.strong);
}

function keep(points: Points, weak: number): number {
  if (parent.length < points.count) {
    parent = new Int32Array(points.count * 2);
    kept = new Int32Array(points.count * 2);
  }
  let count = 0;
  for (let p = 0; p < points.count; p++) {
    if ((points.support[p] ?? 0) < weak) continue;
    parent[count] = count;
    kept[count++] = p;
  }
  return count;
}

/** Joins a point with those before it in the source. The nearest come first, so after a few the rest is joined already. */
function joinBefore({ query, source }: Points, k: number, gap: number): void {
  const p = kept[k] ?? 0;
  const q = query[p] ?? 0;
  const s = source[p] ?? 0;
  for (let j = k - 1; j >= 0; j--) {
    const other = kept[j] ?? 0;
    if (s - (source[other] ?? 0) > gap) return;
    const away = q - (query[other] ?? 0);
    if (away <= gap && away >= -gap) join(j, k);
  }
}

function join(a: number, b: number): void {
  const ra = root(a);
  const rb = root(b);
  if (ra !== rb) parent[Math.max(ra, rb)] = Math.min(ra, rb);
}

function root(k: number): number {
  let at = k;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at] ?? 0] ?? 0;
    at = parent[at] ?? 0;
  }
  return at;
}

function boxesOf({ query, source, support }: Points, count: number, strong: number): Box[] {
  const boxes = new Map<number, { q0: number; q1: number; s0: number; s1: number; strong: boolean }>();
  for (let k = 0; k < count; k++) {
    const p = kept[k] ?? 0;
    const q = query[p] ?? 0;
    const s = source[p] ?? 0;
    const top = root(k);
    let box = boxes.get(top);
    if (box === undefined) {
      box = { q0: q, q1: q + 1, s0: s, s1: s + 1, strong: false };
      boxes.set(top, box);
    }
    box.q0 = Math.min(box.q0, q);
    box.q1 = Math.max(box.q1, q + 1);
    box.s0 = Math.min(box.s0, s);
    box.s1 = Math.max(box.s1, s + 1);
    box.strong ||= (support[p] ?? 0) >= strong;
  }
  return [...boxes.values()].filter((box) => box.strong);
}
