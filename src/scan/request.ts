import type { Readable } from 'node:stream';
import type { Problem } from '../model/problem.ts';
import type { Progress } from '../model/progress.ts';
import type { ListingOutcome, ReportHead } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { Since } from './changed.ts';
import type { LoadedConfig } from './config.ts';
import type { DecisionFiles } from './decision-files.ts';
import type { ScanFile } from './files.ts';
import type { EditedField } from './fix-plan.ts';
import { canonicalMarketplace } from './marketplace.ts';
import type { NetworkSettings } from './open-fetcher.ts';

/** What the command line says of what a configuration may say as well. */
export interface Given {
  readonly marketplace?: string;
  /** Absolute paths of rule packs. */
  readonly rules: readonly string[];
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** What a scan is asked to do: the command line and a configuration, put together. */
export interface ScanRequest {
  /** Files and folders as the user wrote them; empty means the current folder. */
  readonly paths: readonly string[];
  /** Of the run as a whole, or of the files that the request is about. */
  readonly config: LoadedConfig | undefined;
  /** The configuration was named for every file: those beside the files do not count. */
  readonly oneConfig?: boolean;
  readonly given: Given;
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
  /** How pictures are fetched that listings name by their address; without it they are not looked at. */
  readonly network?: NetworkSettings;
  /** How many things may be worked on at a time, at least 1. */
  readonly jobs: number;
  /** The day on which licences are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** False: nothing that earlier scans learned is used or kept. */
  readonly cache?: boolean;
  /** Only listings that differ from a commit. */
  readonly since?: Since;
  /** Absolute path of the baseline for all files, or `none`; the ones beside the configurations when absent. */
  readonly baseline?: string;
  /** Standard input, read as if it were this file. */
  readonly stdin?: { readonly stream: Readable; readonly file: string };
}

/** The request for the files of a configuration: a flag of the command line wins over it. */
export function requestFor(request: RunRequest, config: LoadedConfig | undefined): ScanRequest {
  const { marketplace: _, ...rest }: RunRequest & { readonly marketplace?: string } = request;
  const { given } = rest;
  const { rules = [], only = [], skip = [], marketplace: set } = config?.values ?? {};
  const marketplace = given.marketplace ?? (set === undefined ? undefined : canonicalMarketplace(set));
  return {
    ...rest,
    config,
    rulesPaths: [...rules, ...given.rules],
    only: given.only.length > 0 ? given.only : only,
    skip: [...skip, ...given.skip],
    ...(marketplace === undefined ? {} : { marketplace }),
  };
}

/** What is asked whatever the configuration of a file says. */
export type RunRequest = Omit<ScanRequest, 'config' | 'rulesPaths' | 'only' | 'skip' | 'marketplace'>;

/** A listing that was judged, whether or not anything was found in it. */
export interface JudgedListing extends ListingOutcome {
  /** SHA-256 of picture files, as far as the scan knows it, by absolute path, hexadecimal. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Takes what a scan finds, in order. A promise makes the scan wait: nothing is buffered without bound. */
export interface ScanSink {
  begin(head: ReportHead): void | Promise<void>;
  /** Takes what was found in a listing of a file, in whatever state. */
  listing(outcome: ListingOutcome, file: ScanFile): void | Promise<void>;
  /** Takes every listing that was judged, before `listing` does. */
  met?(met: JudgedListing, file: ScanFile): void | Promise<void>;
  /** Takes what could not be read, all of it, as it is met. */
  problem?(problem: Problem): void;
  progress(progress: Progress): void | Promise<void>;
  /** Takes how many judgements came from the cache, where there is one. */
  recalled?(listings: number): void | Promise<void>;
  /** Takes what a person should know beside the report. */
  note?(note: Bilingual): void | Promise<void>;
  /** Takes what was decided, when all findings have been compared with it. */
  decided?(files: DecisionFiles): void;
  /** Takes what the fixes make of a listing's texts; absent when nobody wants to know. */
  fixed?(edits: readonly EditedField[], file: ScanFile): void;
}
