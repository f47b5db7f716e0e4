import type { WorldRecord } from '../model/case-record.ts';
import type { CaseWorld } from '../model/case-world.ts';

/** The names of all records of a world. */
export function worldRefs(world: CaseWorld): ReadonlySet<string> {
  const { items, signOffs } = world;
  const lists: readonly (readonly WorldRecord[])[] = [
    world.notices,
    world.deadlines,
    world.actions,
    world.evidence,
    world.contacts,
    world.trainings,
    world.policies,
    world.rights,
    world.scans,
    world.measures,
    world.assertions,
    world.sent,
    world.traces,
    signOffs.reviewers,
    signOffs.entries,
    ...items.flatMap(({ findings, versions }) => [findings, versions]),
  ];
  return new Set(lists.flatMap((list) => list.map(({ ref }) => ref)));
}
