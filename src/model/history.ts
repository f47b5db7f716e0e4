import type { Finding } from './finding.ts';
import type { ImageSlot } from './listing.ts';
import type { ReportHead } from './report.ts';
import type { Severity } from './rule.ts';
import type { Bilingual } from './text.ts';

/*
 * What preclear measured, run by run. Times are ISO 8601 in UTC with milliseconds, days `YYYY-MM-DD`.
 */

/** What a run looked at, so that a finding that is fixed is told from one that was not looked for. */
export interface RunScope {
  /** Files and folders as the user named them. */
  readonly paths: readonly string[];
  /** Whether everything in the configuration's folder was looked at: what was not met then is no longer there. */
  readonly whole: boolean;
  /** Rules that were run, by id, sorted. */
  readonly rules: readonly string[];
  /** Rules were left out or picked for this run alone: one that was not run need not have been taken away. */
  readonly narrowed?: true;
  /** Files and folders that were looked at as a whole, from the configuration's folder: what was there and was not met is no longer there. */
  readonly areas?: readonly string[];
  readonly images: boolean;
  readonly ocr: boolean;
  /** Pictures that are named by an address were fetched. */
  readonly fetched?: true;
  /** What others own that it compared with. Absent from runs of before this was kept. */
  readonly library?: ReportHead['library'];
  /** False when something could not be read. */
  readonly complete: boolean;
}

/** One run that was recorded. */
export interface Run {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** The day on which licences were judged. */
  readonly asOf: string;
  readonly version: string;
  readonly packs: readonly { readonly id: string; readonly version: string }[];
  readonly scope: RunScope;
  readonly files: number;
  readonly listings: number;
  readonly images: number;
  readonly problems: number;
  /** Open findings by severity; those that a person has to decide are counted apart. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly review: number;
  readonly suppressed: number;
  readonly baselined: number;
  readonly exit: number;
}

/** A field as a version of a listing holds it. */
export interface VersionField {
  readonly name: string;
  readonly index?: number;
  readonly text: string;
}

/** A picture as a version of a listing names it. */
export interface VersionImage {
  readonly slot: ImageSlot;
  readonly src: string;
  /** Of the file's bytes, hexadecimal; absent when it was not read. */
  readonly sha256?: string;
}

/** What a listing said for a while. */
export interface ListingVersion {
  readonly listing: string;
  readonly marketplace: string;
  /** SHA-256 over texts and pictures, hexadecimal; what a sign-off is tied to. */
  readonly contentHash: string;
  readonly firstSeenAt: string;
  readonly firstRun: string;
  readonly lastSeenAt: string;
  readonly lastRun: string;
  readonly fields: readonly VersionField[];
  readonly images: readonly VersionImage[];
}

/** What the history calls a listing by. */
export type ListingName = Pick<ListingState, 'listing' | 'marketplace'>;

/** A listing as it was last met. */
export interface ListingState {
  /** `keyOf` the listing. */
  readonly listing: string;
  readonly marketplace: string;
  readonly title: string;
  readonly file: string;
  readonly record: number;
  readonly contentHash: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When a run that looked at everything did not meet it any more. */
  readonly goneAt?: string;
  /** Open findings. */
  readonly open: Readonly<Record<Severity, number>>;
}

/** Where a finding stands in its life. `suppressed` and `baselined` are decisions that lie in files, `fixed` is what a run saw. */
export const EPISODE_STATES = ['open', 'suppressed', 'baselined', 'fixed'] as const;
/** One of `EPISODE_STATES`. */
export type EpisodeState = (typeof EPISODE_STATES)[number];

/** Why a finding is no longer there. */
export type EpisodeEnd = 'content-changed' | 'listing-gone' | 'records-changed' | 'rules-changed';

/** A finding from the run that first saw it to the one that no longer did; one that comes back begins another episode. */
export interface Episode {
  readonly fingerprint: string;
  /** 1 for the first time; above that the finding has returned. */
  readonly nth: number;
  readonly listing: string;
  readonly marketplace: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly review: boolean;
  readonly state: EpisodeState;
  readonly openedAt: string;
  readonly openedRun: string;
  readonly lastSeenAt: string;
  readonly lastRun: string;
  readonly endedAt?: string;
  readonly endedRun?: string;
  readonly endedBy?: EpisodeEnd;
  /** As last seen. */
  readonly finding: Finding;
  /** The rule's message, fix and title as they were then, slots filled. */
  readonly message: Bilingual;
  readonly fix: Bilingual;
}

/** What people made of a finding on the page. */
export const TRIAGE_STATES = ['none', 'believed-fixed', 'needs-licence', 'in-work'] as const;
/** One of `TRIAGE_STATES`. */
export type TriageState = (typeof TRIAGE_STATES)[number];

/** What people made of a finding. Suppressing is not here: it lies in a file, with reason and end. */
export interface Triage {
  readonly fingerprint: string;
  /** Grows by one with each change; who changes another revision than the newest is told so. */
  readonly revision: number;
  readonly state: TriageState;
  readonly assignee?: string;
  readonly note?: string;
  readonly by: string;
  readonly at: string;
}

/** What a marketplace says of the account on a day. */
export interface HealthSnapshot {
  readonly id: string;
  readonly marketplace: string;
  readonly at: string;
  /** As the marketplace calls it. */
  readonly status?: string;
  readonly score?: number;
  readonly policies: readonly {
    readonly name: string;
    readonly status?: string;
    readonly defects?: number;
    readonly target?: number;
  }[];
  /** SHA-256 of the imported file, hexadecimal. */
  readonly sha256: string;
}

/** One line of the log of decisions; each holds the hash of the one before, so that a line that was changed or cut out is seen. */
export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly role?: string;
  /** `triage`, `suppress`, `sign`, `login`, `account` … */
  readonly action: string;
  /** Fingerprint, listing or account that it is about. */
  readonly subject: string;
  /** JSON. */
  readonly detail: string;
  readonly previous: string;
  readonly hash: string;
}

/** Which findings are asked for; what is absent does not narrow. */
export interface EpisodeQuery {
  readonly states?: readonly EpisodeState[];
  readonly severities?: readonly Severity[];
  readonly rules?: readonly string[];
  readonly marketplace?: string;
  readonly listing?: string;
  readonly assignee?: string;
  readonly triage?: TriageState;
  /** Words in listing, title, match or rule. */
  readonly text?: string;
  /** Opened, or ended, in `[from, to)`. */
  readonly opened?: { readonly from: string; readonly to: string };
  readonly ended?: { readonly from: string; readonly to: string };
  /**
   * Those that stood at that moment, as far as runs before it tell: begun before it, and not ended before it. Whether one of them was accepted
   * then is not known, so one that is accepted now is left out, and one that has ended since counts as open.
   */
  readonly standing?: string;
  readonly sort?: 'severity' | 'newest' | 'listing' | 'rule';
  readonly offset?: number;
  /** At most 500; default 50. */
  readonly limit?: number;
}

/** Some of what was asked for, and how much there is. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** A week's end as a trend shows it. */
export interface TrendPoint {
  /** The end of the week, exclusive. */
  readonly at: string;
  readonly open: Readonly<Record<Severity, number>>;
  readonly opened: number;
  readonly returned: number;
  readonly fixed: number;
}

/** Something that is counted. */
export interface Tally {
  readonly name: string;
  readonly count: number;
}

/** An episode, and what people made of it. */
export interface TriagedEpisode extends Episode {
  readonly triage?: Triage;
}

/** Somebody who may use the page of a team. */
export interface Account {
  readonly name: string;
  readonly role: 'operator' | 'reviewer' | 'manager';
  /** As the password library writes it, with its parameters. */
  readonly passwordHash: string;
  readonly createdAt: string;
  readonly disabledAt?: string;
}

/** A stay of somebody on the page. */
export interface Session {
  /** SHA-256 of the secret that the browser keeps, hexadecimal. */
  readonly id: string;
  readonly account: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}
