import type { Lang } from '../model/text.ts';

/** How a report is to look. */
export interface ReporterOptions {
  readonly lang: Lang;
  /** Whether ANSI colours may be used. */
  readonly color: boolean;
  /** Columns of the terminal, or of a page. */
  readonly width: number;
  /** Whether everything is told: all file mappings, confidence, fingerprints of every finding. */
  readonly verbose: boolean;
  /** How many listings are printed in full; the rest is counted. Only for reports that people read. */
  readonly maxListings: number;
}
