import type { SuppressionValues } from '../decisions/suppression.ts';
import type { History } from '../history/history.ts';
import type { CaseWorld, Measure } from '../model/case-world.ts';
import type { Authorisation, Licence, PenaltyRecord, Reviewer, SignOff } from '../model/ledger.ts';
import type { Bilingual } from '../model/text.ts';

/** An entry of the suppressions, with the file that holds it as reports name it. */
export interface ListedSuppression extends SuppressionValues {
  readonly file: string;
  readonly line: number;
}

/** What a review tells of a case. */
export interface OpenCase extends Pick<CaseWorld, 'caseId' | 'state' | 'openedAt' | 'deadlines' | 'items' | 'claim'> {
  /** What a sent letter says and is no longer so. */
  readonly alarms?: readonly Bilingual[];
}

/** What a review is made of. What is absent has no section. */
export interface Sources {
  readonly history: History;
  /** Today, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Of preclear. */
  readonly version: string;
  readonly ledger?: { readonly licences: readonly Licence[]; readonly authorisations: readonly Authorisation[] };
  readonly suppressions?: readonly ListedSuppression[];
  readonly signOffs?: readonly SignOff[];
  /** Absent when anybody may sign. */
  readonly reviewers?: readonly Reviewer[];
  /** Prevention measures as they stand. */
  readonly measures?: readonly Measure[];
  /** Cases that are not closed. */
  readonly cases?: readonly OpenCase[];
  readonly penalties?: readonly PenaltyRecord[];
  /** The whole text of a source of the library, in which spans of passages count. */
  readonly sourceText?: (id: string) => Promise<string | undefined>;
}
