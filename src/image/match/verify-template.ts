import { compose, invert } from './geometry.ts';
import type { Verdict } from './verify.ts';
import { compareBlocks, halve, softened } from './verify-blocks.ts';
import { BLOCK_STATES } from './verify-region.ts';

/*
 * What several references share is a template: a backdrop, a badge, the frame of an infographic, a size table. A picture that has only that
 * in common with a reference, and something else where the references differ from one another, is another product in the template.
 */

/** Other references that a reference is compared with at most, strongest first. */
const MOST_OTHERS = 6;

/** A picture with fewer contradicting blocks shows all of the reference, whoever else has it too. */
const LEAST_OTHER = 6;

/** Share of the blocks in which the picture contradicts where another reference must do so too. */
const DIFFERS = 0.6;

/** Share of the agreeing blocks that only this reference may have, for a template: the other's thing hides some of what the two share. */
const MOST_OWN = 0.25;

/**
 * Whether a reference has no more in common with a picture than another reference has with it.
 * @param verdicts of all references that were looked at.
 */
export function sharesTemplate(verdict: Verdict, verdicts: readonly Verdict[]): boolean {
  const { states } = verdict.agreement;
  if (count(states, isOther) < LEAST_OTHER) return false;
  return verdicts
    .filter((other) => other.reference !== verdict.reference)
    .sort((a, b) => b.score - a.score || a.reference - b.reference)
    .slice(0, MOST_OTHERS)
    .some((other) => isTemplateOf(verdict, other));
}

/** Whether what a picture shows of a reference is what another reference shows of it, and the rest differs in all three. */
function isTemplateOf({ small, fromSmall, agreement, view }: Verdict, other: Verdict): boolean {
  const back = invert(other.fromSmall);
  if (back === undefined) return false;
  const isNegative = view.isNegative !== other.view.isNegative;
  // Both planes were softened when they were made, and the other is once more when it is laid over.
  const shared = compareBlocks(softened(small), halve(other.small), compose(back, fromSmall), isNegative).states;
  const { states } = agreement;
  const contradicting = count(states, isOther);
  const inBoth = count(states, (state, at) => isOther(state) && isOther(shared[at]));
  const agreeing = count(states, (state) => state === BLOCK_STATES.good);
  const isOwn = (at: number): boolean => isOther(shared[at]) || shared[at] === BLOCK_STATES.outside;
  const own = count(states, (state, at) => state === BLOCK_STATES.good && isOwn(at));
  return inBoth >= DIFFERS * contradicting && own <= MOST_OWN * agreeing;
}

/** Whether what the reference has there is missing. What stands where it has nothing may stick out over the other reference's thing. */
function isOther(state: number | undefined): boolean {
  return state === BLOCK_STATES.bad;
}

function count(states: Uint8Array, fits: (state: number, at: number) => boolean): number {
  return states.reduce((sum, state, at) => sum + Number(fits(state, at)), 0);
}
