import type { Section } from './context.ts';
import { cases } from './sections/cases.ts';
import { changes } from './sections/changes.ts';
import { coverage } from './sections/coverage.ts';
import { fixTime } from './sections/fix-time.ts';
import { headline } from './sections/headline.ts';
import { health } from './sections/health.ts';
import { measures } from './sections/measures.ts';
import { penalties } from './sections/penalties.ts';
import { rights } from './sections/rights.ts';
import { risk } from './sections/risk.ts';
import { signOffs } from './sections/sign-offs.ts';
import { suppressions } from './sections/suppressions.ts';
import { top } from './sections/top.ts';
import { worst } from './sections/worst.ts';

/** The sections of a review, in their order; the agenda, which is made of what they ask for, stands behind the first. */
export const SECTIONS: readonly Section[] = [
  headline,
  cases,
  changes,
  risk,
  worst,
  top,
  fixTime,
  measures,
  rights,
  suppressions,
  signOffs,
  health,
  penalties,
  coverage,
];
