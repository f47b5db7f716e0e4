import { WORDS } from '../image/features/describe.ts';
import type { FeatureIndex } from '../image/features/feature-index.ts';
import type { Features } from '../image/features/features.ts';

/** The features of one reference, as they went into an index. Which bits were unsure is not kept: only searches ask. */
export function featuresOf(index: FeatureIndex, reference: number): Features {
  const start = index.starts[reference] ?? 0;
  const end = index.starts[reference + 1] ?? start;
  return {
    count: end - start,
    width: index.widths[reference] ?? 0,
    height: index.heights[reference] ?? 0,
    x: index.x.subarray(start, end),
    y: index.y.subarray(start, end),
    scale: index.scale.subarray(start, end),
    angle: index.angle.subarray(start, end),
    descriptors: index.descriptors.subarray(start * WORDS, end * WORDS),
    unsure: new Uint32Array((end - start) * WORDS),
  };
}
