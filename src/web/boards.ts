import type { ExposureNow } from '../appeal/exposure-now.ts';
import type { MeasuresNow } from '../appeal/measures-now.ts';
import type { CaseList, CaseSummary } from '../appeal/open-cases.ts';
import type { OpenWorld } from '../appeal/world.ts';
import type { SentLetter } from '../model/case-record.ts';
import type { Bilingual, Lang } from '../model/text.ts';

/*
 * What the boards are made of, so that their pages know no files.
 */

/** A case with all that is recorded about it. */
export interface CaseView extends OpenWorld {
  readonly summary: CaseSummary;
}

/** Measures, and the sent letters that promise them. */
export interface MeasureBoard extends MeasuresNow {
  readonly promises: readonly (Pick<SentLetter, 'id' | 'measures'> & { readonly caseId: string })[];
}

/** A week's review as a page of its own, with the policy under which browsers show it, and the weeks beside it. */
export interface ReviewPage {
  readonly html: string;
  readonly policy: string;
}

/** Cases, measures, penalties and the review of a shop, as they are at that moment. */
export interface Boards {
  cases(all: boolean): Promise<CaseList>;
  /** Undefined when there is no such case. */
  case(id: string): Promise<CaseView | undefined>;
  /** The text of a letter that a case keeps; undefined when it is none, or is no longer what was kept. */
  letter(id: string, letter: string): Promise<string | undefined>;
  measures(): Promise<MeasureBoard>;
  exposure(): Promise<ExposureNow>;
  /** @param week `2026-W47`; the week of the newest scan when absent. */
  review(week: string | undefined, lang: Lang): Promise<ReviewPage | { readonly fault: Bilingual }>;
}
