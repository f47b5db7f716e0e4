import type { DraftFault } from '../../model/case-draft.ts';
import type { SentLetter } from '../../model/case-record.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { Answers } from './queries.ts';

/*
 * What a letter that went out has told, against what the records say today. A second letter that says something else, or stays silent about
 * it, costs more than the first one gained.
 */

/** Every fact of sent letters that the records no longer hold. */
export function contradictionsOf(world: CaseWorld, answers: Answers): DraftFault[] {
  if (world.sent.length === 0) return [];
  const facts = answers.facts();
  return world.sent.flatMap((letter) =>
    letter.facts.flatMap(({ name, value, statement }) => {
      const now = nowOf(name, facts, world);
      return agrees(name, value, now) ? [] : [tell(letter, statement, name, value, now)];
    }),
  );
}

function nowOf(name: string, facts: ReadonlyMap<string, ReadonlySet<string>>, world: CaseWorld): readonly string[] {
  const step = /^measure\.(.+)\.state$/.exec(name)?.[1];
  if (step === undefined) return [...(facts.get(name) ?? [])];
  return world.measures.filter((measure) => measure.step === step).map(({ state }) => state);
}

function agrees(name: string, told: string, now: readonly string[]): boolean {
  if (name.startsWith('at:')) return now.length === 0 || now.includes(told);
  if (name.startsWith('count:')) return now.some((value) => Number(value) >= Number(told));
  // What was adopted may have come into force since.
  if (/^measure\..+\.state$/.test(name)) return now.some((state) => state === told || state === 'in-force');
  return now.includes(told);
}

function tell({ ref, at }: SentLetter, statement: string, name: string, value: string, now: readonly string[]): DraftFault {
  const [said, says] = [name.replace(/^[a-z]+:/, ''), now.join(', ')];
  const day = at.slice(0, 10);
  return {
    kind: 'contradiction',
    stops: true,
    text: {
      en: `${ref} of ${day} told ${said} = ${value} (sentence ${statement}); the records now say ${says === '' ? 'nothing of it' : says}. Mend the record, or correct the earlier letter openly.`,
      zh: `${day} 已发出的 ${ref}（第 ${statement} 句）写的是 ${said} = ${value}；现在的记录${says === '' ? '查无此事' : `为 ${says}`}。请核对记录，或在新信中公开更正。`,
    },
  };
}
