import type { NoticeKind } from '../model/case-notice.ts';
import type { EvidenceList } from './evidence.ts';
import { type Saying, sayingsOf, strongest } from './sayings.ts';

/*
 * What a message answers with yes or no: about the account, money, links, retractions.
 */

/** What a message says of yes or no; undefined when it says nothing of it. The reason is kept. */
export function readFlag(
  sayings: readonly Saying[],
  field: 'fundsHeld' | 'externalLinksAccepted' | 'forwardedRetractionAccepted' | 'accountLevel',
  evidence: EvidenceList,
): boolean | undefined {
  const best = strongest(sayingsOf(sayings, field));
  if (best !== undefined) evidence.add(field, best.value, best.pattern.id, best.start, best.end);
  return best?.value;
}

/** Whether a message is about the account as a whole; null when nothing tells. */
export function readLevel(sayings: readonly Saying[], kind: NoticeKind, evidence: EvidenceList): boolean | null {
  const said = readFlag(sayings, 'accountLevel', evidence);
  if (said !== undefined) return said;
  if (kind.startsWith('account_') || kind === 'appeal_accepted_other_violations_open') {
    evidence.conclude('accountLevel', true, 'kind-of-notice');
    return true;
  }
  return silence(kind);
}

/** What silence means: a notice about a listing says nothing of account and money because both are untouched. */
export function silence(kind: NoticeKind): false | null {
  return kind === 'unknown' || kind.startsWith('appeal_') ? null : false;
}
