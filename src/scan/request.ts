import type { Readable } from 'node:stream';
import type { Progress } from '../model/progress.ts';
import type { ListingOutcome, ReportHead } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { LoadedConfig } from './config.ts';
import type { ScanFile } from './files.ts';
import type { EditedField } from './fix-plan.ts';

/** What a scan is asked to do: the command line and the configuration, put together. */
export interface ScanRequest {
  /** Files and folders as the user wrote them; empty means the current folder. */
  readonly paths: readonly string[];
  readonly config: LoadedConfig | undefined;
  /** Rule packs beyond the ones that come with preclear. */
  readonly rulesPaths: readonly string[];
  /** Rule or pack ids; empty means every one. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** For listings whose file does not say it. */
  readonly marketplace?: string;
  readonly failOn: Severity | 'never';
  readonly failOnReview: boolean;
  /** An incomplete scan ends with 3. */
  readonly strict: boolean;
  /** Whether pictures are looked at. */
  readonly images: boolean;
  /** Whether the text in pictures is read; takes packages that are not installed with preclear. */
  readonly ocr?: boolean;
  /** How many things may be worked on at a time, at least 1. */
  readonly jobs: number;
  /** The day on which licences are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Standard input, read as if it were this file. */
  readonly stdin?: { readonly stream: Readable; readonly file: string };
}

/** Takes what a scan finds, in order. A promise makes the scan wait: nothing is buffered without bound. */
export interface ScanSink {
  begin(head: ReportHead): void | Promise<void>;
  listing(outcome: ListingOutcome): void | Promise<void>;
  progress(progress: Progress): void | Promise<void>;
  /** Takes what the fixes make of a listing's texts; absent when nobody wants to know. */
  fixed?(edits: readonly EditedField[], file: ScanFile): void;
}
