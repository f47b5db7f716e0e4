import type { MeasureState } from '../model/case.ts';

/** How pressing a measure is, as the colours of findings say it. */
export const MEASURE_COLOURS: Readonly<Record<MeasureState, 'error' | 'warning' | 'clean'>> = {
  broken: 'error',
  adopted: 'warning',
  'in-force': 'clean',
  proposed: 'clean',
  retired: 'clean',
};
