import type { Suppression } from '../decisions/suppression.ts';
import type { History } from '../history/history.ts';
import type { Episode, ListingState, ListingVersion } from '../model/history.ts';
import type { Reviewer, SignOff } from '../model/ledger.ts';
import type { ReferenceText } from '../model/reference.ts';
import type { Rule } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import type { PicturePreview } from '../scan/picture-preview.ts';
import type { Boards } from './boards.ts';
import type { ImageMatch } from './evidence-kinds.ts';

/*
 * What the pages work on, so that they know neither files nor folders.
 */

/** What the pages ask of the history. */
export type Store = Pick<
  History,
  | 'runs'
  | 'episodes'
  | 'episodesOf'
  | 'tallies'
  | 'listings'
  | 'listing'
  | 'versions'
  | 'changeTriage'
  | 'appendAudit'
  | 'audit'
  | 'verifyAudit'
>;

/** A picture as a page shows it. */
export interface ShownPicture extends PicturePreview {
  /** What a viewer should know of it: it is not the file that was scanned, or only a small grey one is kept. */
  readonly remark?: Bilingual;
}

/** A picture, or why there is none. */
export type PictureAnswer = ShownPicture | { readonly fault: Bilingual };

/** Why and until when a finding may stand. */
export interface Decision {
  readonly reason: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  readonly by: string;
}

/** What became of a decision: where it was written, who decided before, or what is wrong with it. */
export type DecisionAnswer = { readonly file: string } | { readonly taken: Suppression } | { readonly fault: Bilingual };

/** Everything that the pages work on. */
export interface Desk {
  readonly store: Store;
  /** What the shop is called: the name of its folder. */
  readonly shop: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly boards: Boards;
  /** The day on which decisions are judged, `YYYY-MM-DD`. */
  today(): string;
  /** ISO 8601 in UTC with milliseconds. */
  now(): string;

  /** The entry that accepts each of these findings today, by fingerprint. */
  accepted(episodes: readonly Episode[]): Promise<ReadonlyMap<string, Suppression>>;
  suppress(episode: Episode, decision: Decision): Promise<DecisionAnswer>;

  /** Undefined when the ledger has no list of them: then anybody may sign. */
  reviewers(): Promise<readonly Reviewer[] | undefined>;
  /** All that were ever given for a listing, the newest first. */
  signOffs(listing: string, marketplace: string): Promise<readonly SignOff[]>;
  /** Writes a sign-off; gives why it was not taken, when it was not. */
  sign(signOff: Omit<SignOff, 'id'>): Promise<{ readonly fault: Bilingual } | undefined>;

  /** Why a picture cannot be shown, as far as that is known without opening it. */
  pictureFault(state: ListingState, version: ListingVersion, slot: string): Bilingual | undefined;
  /** The picture of a slot as the newest version of a listing names it. */
  picture(state: ListingState, version: ListingVersion, slot: string): Promise<PictureAnswer>;
  /** The reference that a picture was found to be like. */
  referencePicture(evidence: ImageMatch): Promise<PictureAnswer>;
  /** The text that passages were copied from; undefined when the library does not have it any more. */
  referenceText(id: string): Promise<ReferenceText | undefined>;
}
