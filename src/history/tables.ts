import type { Generated, Kysely, Transaction } from 'kysely';

/*
 * The tables as both databases have them. A finding has one row from the run that first saw it to the one that no longer did; a run that
 * changes nothing writes only its own row and the number of the last run into the rows of what it met. Booleans are 0 and 1, severities 1 to
 * 3, numbers of runs grow with the time at which runs were recorded.
 */

/** Tables by name. */
export interface Tables {
  readonly history_format: { readonly version: number };
  readonly run: RunTable;
  readonly run_listing: { readonly run: number; readonly listings: Uint8Array };
  readonly listing: ListingTable;
  readonly version: VersionTable;
  readonly content: { readonly hash: string; readonly content: Uint8Array };
  readonly episode: EpisodeTable;
  readonly detail: { readonly episode: number; readonly detail: Uint8Array };
  readonly triage: TriageTable;
  readonly snapshot: SnapshotTable;
  readonly audit: AuditTable;
  readonly audit_head: { readonly one: number; readonly last: number; readonly hash: string };
  readonly account: AccountTable;
  readonly session: SessionTable;
}

interface RunTable {
  readonly n: Generated<number>;
  readonly id: string;
  readonly started_at: string;
  readonly ended_at: string;
  readonly as_of: string;
  readonly version: string;
  /** JSON. */
  readonly packs: string;
  readonly scope: string;
  readonly files: number;
  readonly listings: number;
  readonly images: number;
  readonly problems: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly review: number;
  readonly suppressed: number;
  readonly baselined: number;
  readonly exit_code: number;
  /** All findings that were open when the run had been recorded, whatever it looked at; then what it began and ended. */
  readonly open_errors: number;
  readonly open_warnings: number;
  readonly open_notes: number;
  readonly opened: number;
  readonly returned: number;
  readonly fixed: number;
}

/** A listing as it was last met. */
export interface ListingTable {
  readonly id: Generated<number>;
  readonly listing: string;
  readonly marketplace: string;
  readonly title: string;
  readonly file: string;
  readonly record: number;
  readonly hash: string;
  /** The run in which it first said what it says now. */
  readonly content_run: number;
  readonly first_at: string;
  readonly last_run: number;
  readonly gone_at: string | null;
  readonly errors: Generated<number>;
  readonly warnings: Generated<number>;
  readonly notes: Generated<number>;
  /** Listing and title, folded. */
  readonly search: string;
}

interface VersionTable {
  readonly listing_id: number;
  readonly first_run: number;
  /** Empty for what the listing says now. */
  readonly last_run: number | null;
  readonly hash: string;
}

/** An episode without what only its own page shows. */
export interface EpisodeTable {
  readonly id: Generated<number>;
  readonly fingerprint: string;
  readonly nth: number;
  readonly listing_id: number;
  readonly rule: string;
  readonly severity: number;
  readonly review: number;
  readonly state: string;
  readonly opened_at: string;
  readonly opened_run: number;
  readonly last_run: number;
  readonly ended_at: string | null;
  readonly ended_run: number | null;
  readonly ended_by: string | null;
  /** What was found, cut. */
  readonly match: string;
  /** What a run must look at to find it again: a sum of `NEEDS`. */
  readonly needs: number;
  /** JSON: file, line, column, record, cell. */
  readonly place: string;
  /** Of the detail. */
  readonly digest: string;
  /** Rule and match, folded. */
  readonly search: string;
}

interface TriageTable {
  readonly fingerprint: string;
  readonly revision: number;
  readonly state: string;
  readonly assignee: string | null;
  readonly note: string | null;
  readonly decided_by: string;
  readonly decided_at: string;
}

interface SnapshotTable {
  readonly id: string;
  readonly marketplace: string;
  readonly at: string;
  readonly status: string | null;
  readonly score: number | null;
  readonly policies: string;
  readonly sha256: string;
}

interface AuditTable {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly role: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  readonly previous: string;
  readonly hash: string;
}

interface AccountTable {
  readonly name: string;
  readonly role: string;
  readonly password_hash: string;
  readonly created_at: string;
  readonly disabled_at: string | null;
}

interface SessionTable {
  readonly id: string;
  readonly account: string;
  readonly created_at: string;
  readonly expires_at: string;
}

/** A transaction. */
export type Writing = Transaction<Tables>;

/** The open database, whichever it is. */
export interface Store {
  readonly db: Kysely<Tables>;
  readonly kind: 'sqlite' | 'postgres';
  /** Folder for what a run leaves while it goes, and how the files in it begin. */
  readonly waiting: { readonly folder: string; readonly prefix: string };
  /** Does all or nothing, and lets nobody else write meanwhile. */
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
