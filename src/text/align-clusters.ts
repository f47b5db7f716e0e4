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
export function findClusters(points: Points, gap: number, profile: AlignProfile): Box[] {
  if (points.strongest < profile.strong) return [];
  const count = keep(points, profile.weak);
  for (let k = 0; k < count; k++) joinBefore(points, k, gap);
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

/** Joins a point with those before it in the source. */
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

/** Boxes that lie close together in both texts become one. */
export function mergeBoxes(boxes: readonly Box[], gap: number): Box[] {
  const merged: Box[] = [];
  /** Those that a box further on in the query may still be near to. */
  let open: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a.q0 - b.q0 || a.s0 - b.s0)) {
    const ended = open.filter((one) => box.q0 - one.q1 > gap);
    if (ended.length > 0) {
      merged.push(...ended);
      open = open.filter((one) => box.q0 - one.q1 <= gap);
    }
    const near = open.findIndex((one) => isNear(one, box, gap));
    const one = open[near];
    if (one === undefined) open.push(box);
    else open[near] = span(one, box);
  }
  return [...merged, ...open];
}

function isNear(a: Box, b: Box, gap: number): boolean {
  return b.q0 - a.q1 <= gap && a.q0 - b.q1 <= gap && b.s0 - a.s1 <= gap && a.s0 - b.s1 <= gap;
}

function span(a: Box, b: Box): Box {
  return { q0: Math.min(a.q0, b.q0), q1: Math.max(a.q1, b.q1), s0: Math.min(a.s0, b.s0), s1: Math.max(a.s1, b.s1) };
}
