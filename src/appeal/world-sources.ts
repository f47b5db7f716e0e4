import type { History } from '../history/history.ts';
import type { LedgerRecords } from '../ledger/open-records.ts';
import type { Measure, SellerIdentity } from '../model/case-world.ts';
import type { Authorisation, Licence } from '../model/ledger.ts';
import type { Listing } from '../model/listing.ts';
import type { Rule } from '../model/rule.ts';

/*
 * What a case is joined with. All of it may be absent: what nobody recorded is not in the world, and no letter can rest on it.
 */

/** A commit that changed a listing file, and the listings that it held then. */
export interface FileState {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly subject: string;
  /** Reads the file as it was; costs as much as reading the file. */
  readonly listings: () => AsyncIterable<Listing>;
}

/** Sources of a world. */
export interface WorldSources {
  /** The folder of cases. */
  readonly cases: string;
  /** The day of the world; nothing that is later is in it. */
  readonly asOf: string;
  readonly seller: SellerIdentity;
  readonly history?: Pick<History, 'listings' | 'listingsNamed' | 'versionsNamed' | 'episodesNamed' | 'runs' | 'run'>;
  readonly records?: LedgerRecords;
  readonly licences: readonly Licence[];
  readonly authorisations: readonly Authorisation[];
  /** SHA-256 of a file of the ledger, by its path from the ledger's folder; undefined when it cannot be read. */
  readonly proofHash?: (path: string) => string | undefined;
  /** Prevention steps with their states. */
  readonly measures: readonly Measure[];
  /** Rules by id; they tell which findings a complaint is about. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** The commits that changed a file, newest first; none where git does not keep it. @param file as the history names it. */
  readonly commits?: (file: string) => Promise<readonly FileState[]>;
}
