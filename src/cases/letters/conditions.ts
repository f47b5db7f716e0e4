import type { Claim } from '../../model/case.ts';
import type { LetterCondition } from '../../model/letter.ts';
import type { Answers } from './queries.ts';
import type { Scope } from './row.ts';

/*
 * Whether a sentence or a letter is meant for a case.
 */

/** Whether everything that a condition names holds; a claim that nobody assessed is unclear. */
export function holds(condition: LetterCondition | undefined, answers: Answers, scope?: Scope): boolean {
  if (condition === undefined) return true;
  const { claim, platform, type, where, origin, requested, accountLevel, has, lacks } = condition;
  const parses = answers.facing.world.notices.map(({ parse }) => parse);
  return (
    within(claim, [claimOf(answers)]) &&
    within(platform, platformOf(answers)) &&
    within(type, parses.map((parse) => parse.infringementType).concat(itemTypes(answers))) &&
    within(
      where,
      parses.flatMap((parse) => parse.where),
    ) &&
    within(
      origin,
      parses.map((parse) => parse.origin),
    ) &&
    within(
      requested,
      parses.flatMap((parse) => parse.requested),
    ) &&
    (accountLevel === undefined || accountLevel === parses.some((parse) => parse.accountLevel === true)) &&
    (has ?? []).every((query) => answers.ask(query, scope).length > 0) &&
    (lacks ?? []).every((query) => answers.ask(query, scope).length === 0)
  );
}

function within<T>(wanted: readonly T[] | undefined, have: readonly T[]): boolean {
  return wanted === undefined || have.some((one) => wanted.includes(one));
}

function claimOf({ facing }: Answers): Claim {
  return facing.world.claim?.claim ?? 'unclear';
}

function platformOf({ facing }: Answers): NonNullable<LetterCondition['platform']>[number][] {
  const [first] = facing.world.notices;
  return first === undefined ? [] : [first.parse.platform];
}

function itemTypes({ facing }: Answers): NonNullable<LetterCondition['type']>[number][] {
  return facing.world.notices.flatMap(({ parse }) => parse.items.flatMap(({ type }) => type ?? []));
}
