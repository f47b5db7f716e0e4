import type { Severity } from '../model/rule.ts';
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
  /** Weakest severity that fails; default `error`. */
  readonly failOn?: Severity | 'never';
  /** Whether what a person must decide fails as well; default no. */
  readonly failOnReview?: boolean;
  /** Whether findings are compared with a baseline. */
  readonly baseline?: boolean;
  /** The folder that reported files are relative to. */
  readonly cwd?: string;
  /** The folder that programs want paths from: the root of the repository; default `cwd`. */
  readonly root?: string;
  /** Width and height of a picture as shown, by its absolute path, where they are known. */
  readonly pictureSize?: (file: string) => { readonly width: number; readonly height: number } | undefined;
}
