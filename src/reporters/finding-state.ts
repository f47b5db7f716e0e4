import type { Finding, FindingState } from '../model/finding.ts';
import type { Lang } from '../model/text.ts';
import { clip } from './cells.ts';
import { tell } from './ci-wording.ts';

/** Whether a finding counts: nobody has accepted it. */
export function isOpen({ state }: Pick<Finding, 'state'>): boolean {
  return state === 'open';
}

/** Why a finding does not count, in one sentence; empty for one that does. */
export function stateSentence(state: FindingState, lang: Lang): string {
  if (state === 'open') return '';
  if (state === 'baselined') return tell(lang, 'known');
  const { reason, until, by } = state.suppressed;
  const slots = { reason: clip(reason, 300), until: clip(until, 20), by: clip(by ?? '', 60) };
  return tell(lang, by === undefined ? 'accepted' : 'acceptedBy', slots);
}
