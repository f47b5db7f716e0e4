import type { CaseAnswer } from '../model/case.ts';
import type { AskedAbout, AskedPoint, CaseEventBodies } from '../model/case-event.ts';
import type { NoticeKind, NoticeRequest, ReadNotice } from '../model/case-notice.ts';

/*
 * A notice that answers a letter -> the answer, with the points that it asks for in its own words.
 */

/** The answer that a notice is; undefined for one that answers nothing. @param notice its id. @param id of the answer. */
export function answerIn(read: ReadNotice, notice: string, id: string, on: string): CaseEventBodies['answered'] | undefined {
  const answer = ANSWERS[read.notice.noticeKind];
  if (answer === undefined) return undefined;
  return { id, answer, on, notice, asked: answer === 'more-detail' ? askedIn(read) : [] };
}

const ANSWERS: Readonly<Partial<Record<NoticeKind, CaseAnswer>>> = {
  appeal_rejected: 'refused',
  appeal_rejected_more_detail: 'more-detail',
  appeal_accepted: 'accepted',
  appeal_accepted_other_violations_open: 'accepted',
  retraction_received: 'retraction',
  counter_notice_forwarded: 'counter-notice-period',
};

/** Each request in the words of the notice, in their order; where the words are not known, none is made up. */
function askedIn({ notice, evidence }: ReadNotice): AskedPoint[] {
  const pieces = evidence.filter(({ field, text }) => field === 'requested' && text.trim() !== '');
  const points = new Map<string, AskedPoint>();
  for (const { value, text } of pieces) {
    const request = notice.requested.find((one) => one === value);
    if (request === undefined) continue;
    const said = text.replaceAll(/\s+/g, ' ').trim();
    if (!points.has(said)) points.set(said, { text: said, about: ABOUT[request] ?? 'document' });
  }
  return [...points.values()];
}

const ABOUT: Readonly<Partial<Record<NoticeRequest, AskedAbout>>> = {
  poa_root_cause: 'root-cause',
  poa_corrective: 'corrective',
  poa_preventive: 'preventive',
  error_explanation: 'other',
  edit_detail_page: 'corrective',
  acknowledgement: 'other',
  resolve_open_violations: 'corrective',
  resolve_with_claimant: 'corrective',
  stop_selling: 'corrective',
  payment: 'other',
  settlement_or_retraction: 'other',
};
