/*
 * The measures of the evaluation. Shares are 0..1; a share of nothing is NaN, and tables print it as a dash.
 */

/** What a yes/no judgement got right and wrong. */
export interface Tally {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly missed: number;
}

/** Counts a yes/no judgement over pairs of what is true and what was said. */
export function tally(pairs: readonly { readonly truth: boolean; readonly said: boolean }[]): Tally {
  const count = (truth: boolean, said: boolean): number => pairs.filter((p) => p.truth === truth && p.said === said).length;
  return { hits: count(true, true), falseAlarms: count(false, true), missed: count(true, false) };
}

/** Of all that was said, the share that is true. */
export function precision({ hits, falseAlarms }: Tally): number {
  return hits / (hits + falseAlarms);
}

/** Of all that is true, the share that was said. */
export function recall({ hits, missed }: Tally): number {
  return hits / (hits + missed);
}

/** Share of the items that pass. */
export function share<T>(items: readonly T[], passes: (item: T) => boolean): number {
  return items.filter(passes).length / items.length;
}

/** Cohen's kappa of two readers: agreement beyond what their own habits would give by chance; 1 is perfect, 0 is chance. */
export function kappa(pairs: readonly (readonly [string, string])[]): number {
  const agreed = share(pairs, ([a, b]) => a === b);
  const labels = new Set(pairs.flat());
  let chance = 0;
  for (const label of labels) chance += share(pairs, ([a]) => a === label) * share(pairs, ([, b]) => b === label);
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance);
}

/** A judgement with the certainty it was given. */
export interface Forecast {
  /** 0..1. */
  readonly confidence: number;
  readonly right: boolean;
}

/** One bin of the calibration: forecasts whose confidence lies in [from, to). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly confidence: number;
  readonly right: number;
}

/** Forecasts in `count` bins of equal width; 1.0 belongs to the last one. */
export function bins(forecasts: readonly Forecast[], count = 10): Bin[] {
  return Array.from({ length: count }, (_, i) => {
    const inside = forecasts.filter((f) => Math.min(count - 1, Math.floor(f.confidence * count)) === i);
    return {
      from: i / count,
      to: (i + 1) / count,
      count: inside.length,
      confidence: mean(inside.map((f) => f.confidence)),
      right: share(inside, (f) => f.right),
    };
  });
}

/** Mean squared distance of confidence and truth; 0 is perfect, 0.25 is what a constant 0.5 gets. */
export function brier(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2));
}

/** Expected calibration error: the mean distance of confidence and share of truth over the bins, by their size. */
export function calibrationError(forecasts: readonly Forecast[], count = 10): number {
  const filled = bins(forecasts, count).filter((bin) => bin.count > 0);
  return filled.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right) * bin.count, 0) / forecasts.length;
}

/** 95 % interval of a share by Wilson's score. */
export function interval(part: number, whole: number): readonly [number, number] {
  const z = 1.96;
  const p = part / whole;
  const middle = p + z ** 2 / (2 * whole);
  const half = z * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2));
  const scale = 1 + z ** 2 / whole;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
