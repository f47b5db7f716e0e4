import type { ExposureNow } from '../appeal/exposure-now.ts';
import type { KeptLetter } from '../appeal/kept-text.ts';
import type { MeasuresNow } from '../appeal/measures-now.ts';
import type { CaseList, CaseSummary } from '../appeal/open-cases.ts';
import type { OpenWorld } from '../appeal/world.ts';
import type { DraftKind } from '../model/case.ts';
import type { CaseEvent } from '../model/case-event.ts';
import type { SentLetter } from '../model/case-record.ts';
import type { Bilingual } from '../model/text.ts';
import type { Thumbnails } from '../review/pictures.ts';
import type { Review } from '../review/review.ts';

/*
 * What the boards are made of, so that their pages know no files.
 */

/** A letter that comes next, and what keeps it from being final by what is recorded today. */
export interface DueLetter {
  readonly kind: DraftKind;
  readonly lang: string;
  readonly stops: readonly Bilingual[];
}

/** A case with all that is recorded about it. */
export interface CaseView extends OpenWorld {
  readonly summary: CaseSummary;
  /** Oldest first. */
  readonly events: readonly CaseEvent[];
  readonly due: readonly DueLetter[];
  /** What root causes are called, by id. */
  readonly causes: ReadonlyMap<string, Bilingual>;
}

/** Measures, and the sent letters that promise them. */
export interface MeasureBoard extends MeasuresNow {
  readonly promises: readonly (Pick<SentLetter, 'id' | 'measures'> & { readonly caseId: string })[];
}

/** A week's review, and the weeks beside it. */
export interface ReviewPage {
  readonly review: Review;
  readonly thumbnails: Thumbnails;
  /** Ids of weeks with a scan, the newest first. */
  readonly weeks: readonly string[];
}

/** Why something cannot be shown. */
export interface Fault {
  readonly fault: Bilingual;
}

/** Cases, measures, penalties and the review of a shop, as they are at that moment. */
export interface Boards {
  cases(all: boolean): Promise<CaseList>;
  /** Undefined when there is no such case. */
  case(id: string): Promise<CaseView | Fault | undefined>;
  /** A letter that a case keeps; undefined when it is none, or is no longer what was kept. */
  letter(id: string, letter: string): Promise<KeptLetter | undefined>;
  measures(): Promise<MeasureBoard>;
  exposure(): Promise<ExposureNow>;
  /** @param week `2026-W47`; the week of the newest scan when absent. */
  review(week: string | undefined): Promise<ReviewPage | Fault>;
}
