import type {
  Account,
  AuditEntry,
  EpisodeQuery,
  HealthSnapshot,
  ListingName,
  ListingState,
  ListingVersion,
  Page,
  Run,
  RunScope,
  Session,
  Tally,
  TrendPoint,
  Triage,
  TriagedEpisode,
} from '../model/history.ts';
import type { ListingOutcome } from '../model/report.ts';
import type { Bilingual } from '../model/text.ts';

/*
 * The layer of queries over the history, the same for SQLite and PostgreSQL. Opening is in `open.ts`. A method either does all that it says
 * or nothing. Intervals are half open, `[from, to)`.
 */

/** A listing as a run met it: what it says, and what was found in it, in whatever state. */
export interface MetListing extends ListingOutcome {
  /** SHA-256 of local pictures by slot, hexadecimal. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Slots of pictures that are named by an address. */
  readonly remote?: ReadonlySet<string>;
  /** Message and fix of every finding, slots filled, in the order of the findings. */
  readonly texts: readonly { readonly message: Bilingual; readonly fix: Bilingual }[];
}

/** Takes a run as it goes; nothing of it can be seen before `end`. */
export interface RunRecorder {
  readonly id: string;
  listing(met: MetListing): Promise<void>;
  /**
   * @param unread listings of which something could not be read, as `file#record`, when nothing else was lost: of all others it is known what
   * is no longer found, although the scope is not complete.
   */
  end(run: Omit<Run, 'id'>, unread?: ReadonlySet<string>): Promise<Run>;
  /** Forgets what was taken. */
  abandon(): Promise<void>;
}

/** Which listings are asked for. */
export interface ListingQuery {
  readonly marketplace?: string;
  readonly text?: string;
  readonly withOpen?: boolean;
  readonly gone?: boolean;
  /** Only those with findings that stood at that moment, which are the open ones then (`EpisodeQuery.standing`); `gone` is meant for then, too. */
  readonly standing?: string;
  readonly sort?: 'risk' | 'listing' | 'newest';
  readonly offset?: number;
  readonly limit?: number;
}

/** By what findings are counted. */
export type TallyBy = 'rule' | 'severity' | 'listing' | 'marketplace' | 'state' | 'assignee' | 'match';

/** How long findings were open that ended in an interval, in hours. */
export interface FixTimes {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
}

/** What runs of an interval looked at. */
export interface RunCoverage {
  readonly runs: number;
  /** Listings that were met, and all that are not gone. */
  readonly met: number;
  readonly listings: number;
  readonly lastAt?: string;
}

/** Findings of a rule that ended because the listing was changed. */
export interface Correction {
  readonly rule: string;
  readonly count: number;
  readonly lastAt: string;
}

/** What preclear measured and what people made of it. */
export interface History {
  begin(start: { readonly startedAt: string; readonly scope: RunScope }): Promise<RunRecorder>;
  /** Newest first. */
  runs(query?: { readonly from?: string; readonly to?: string; readonly limit?: number }): Promise<readonly Run[]>;
  run(id: string): Promise<Run | undefined>;

  episodes(query: EpisodeQuery): Promise<Page<TriagedEpisode>>;
  /** All episodes of a finding, the newest first. */
  episodesOf(fingerprint: string): Promise<readonly TriagedEpisode[]>;
  /** Most first, at most `limit` (default 20). */
  tallies(query: EpisodeQuery, by: TallyBy, limit?: number): Promise<readonly Tally[]>;
  /** How things stood at the end of each interval, and what happened in it. */
  trend(intervals: readonly { readonly from: string; readonly to: string }[]): Promise<readonly TrendPoint[]>;
  fixTimes(from: string, to: string): Promise<FixTimes>;
  coverage(from: string, to: string): Promise<RunCoverage>;
  /** How many pictures the listings show that are not gone; one that two listings show counts twice. */
  countPictures(): Promise<number>;
  /** By rule. */
  corrections(from: string, to: string): Promise<readonly Correction[]>;

  listings(query: ListingQuery): Promise<Page<ListingState>>;
  listing(listing: string, marketplace: string): Promise<ListingState | undefined>;
  /** Newest first. */
  versions(listing: string, marketplace: string): Promise<readonly ListingVersion[]>;
  /** Many listings at once, in the order of the names; undefined for one that was never met. */
  listingsNamed(names: readonly ListingName[]): Promise<readonly (ListingState | undefined)[]>;
  /** What each said, newest first. */
  versionsNamed(names: readonly ListingName[]): Promise<readonly (readonly ListingVersion[])[]>;
  /** What was found in each, in the order of rules, `most` of one listing. */
  episodesNamed(names: readonly ListingName[], most: number): Promise<readonly (readonly TriagedEpisode[])[]>;

  addSnapshot(snapshot: Omit<HealthSnapshot, 'id'>): Promise<HealthSnapshot>;
  /** Oldest first. */
  snapshots(query?: {
    readonly from?: string;
    readonly to?: string;
    readonly marketplace?: string;
  }): Promise<readonly HealthSnapshot[]>;

  /** Changes what people made of a finding, if nobody else did since revision `expected` (0: nobody ever did); else gives what is there. */
  changeTriage(
    change: Omit<Triage, 'revision'>,
    expected: number,
  ): Promise<{ readonly done: Triage } | { readonly conflict: Triage }>;

  appendAudit(entry: Pick<AuditEntry, 'at' | 'by' | 'role' | 'action' | 'subject' | 'detail'>): Promise<AuditEntry>;
  /** Newest first. */
  audit(query?: { readonly subject?: string; readonly offset?: number; readonly limit?: number }): Promise<Page<AuditEntry>>;
  /** The first entry whose hash does not fit, if there is one. */
  verifyAudit(): Promise<AuditEntry | undefined>;

  accounts(): Promise<readonly Account[]>;
  putAccount(account: Account): Promise<void>;
  session(id: string): Promise<Session | undefined>;
  putSession(session: Session): Promise<void>;
  endSessions(
    which: { readonly id: string } | { readonly account: string } | { readonly expiredBefore: string },
  ): Promise<void>;

  close(): Promise<void>;
}
