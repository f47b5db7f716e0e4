import type { CaseRight } from '../../model/case-record.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { RuleKind } from '../../model/rule.ts';
import { complaintAbout } from '../complaint-kind.ts';
import { type Facing, inScope, itemsValue, namesOf, SELLER_REF, todayOf } from './facing.ts';
import { dayOf, type Row, type Scope, textOf, wordOf } from './row.ts';
import { samePerson } from './rows-house.ts';

/*
 * Licences and authorisations that hold, and for which listings of the case they are an answer.
 */

/** Licences and authorisations for listings of the case that hold today. */
export function rightRows(facing: Facing, scope: Scope): Row[] {
  const { world } = facing;
  // The licence of a picture is no answer where only texts, or only words, are complained of.
  const answering = world.rights.map((right) =>
    right.ref.startsWith('licence/')
      ? { ...right, items: right.items.filter((id) => complainsOf(world, id, 'image-rights')) }
      : right,
  );
  return rowsOfRights(facing, scope, answering);
}

/** Whether the notices complain of what a rule of that kind looks for; what nobody can tell apart counts. */
function complainsOf(world: CaseWorld, id: string, kind: RuleKind): boolean {
  const { kinds } = complaintAbout(world, id);
  return kinds.size === 0 || kinds.has(kind);
}

/** Of a complaint that is right for some listings: what covers the others, for which no cause is given. Pictures' licences answer copyright only. */
export function rightsApartRows(facing: Facing, scope: Scope): Row[] {
  const { rights, rootCauses, items, notices } = facing.world;
  // A cause without listings is about all of them.
  if (rootCauses.length === 0 || rootCauses.some((cause) => cause.items.length === 0)) return [];
  const caused = new Set(rootCauses.flatMap((cause) => cause.items));
  const apart = new Set(items.map(({ id }) => id).filter((id) => !caused.has(id)));
  const pictures = notices.every(({ parse }) => parse.infringementType === 'copyright');
  return rowsOfRights(
    facing,
    scope,
    rights
      .filter(({ ref }) => pictures || ref.startsWith('authorisation/'))
      .map((right) => ({ ...right, items: right.items.filter((id) => apart.has(id)) })),
  );
}

function rowsOfRights(facing: Facing, scope: Scope, rights: readonly CaseRight[]): Row[] {
  const today = todayOf(facing);
  return rights
    .filter(({ items }) => items.length > 0)
    .map((right) => ({ right, ids: namesOf(facing, right.items) }))
    .filter(({ right, ids }) => ids.length > 0 && inScope(ids, scope) && holds(right.validFrom, right.validTo, today))
    .map(({ right, ids }) => ({
      refs: [right.ref, ...(isOwn(facing, right) ? [SELLER_REF] : [])],
      slots: {
        what: wordOf(`right.${right.kind}`, right.kind),
        // A brand owns nothing: where it is the seller's own, the legal person does.
        owner: textOf(isOwn(facing, right) ? facing.world.seller.legalName : right.owner),
        items: itemsValue(facing, ids),
        from: dayOf(right.validFrom),
        to: dayOf(right.validTo),
      },
      facts: [{ name: `${right.ref}.owner`, value: right.owner }],
      items: ids,
    }));
}

/** Whether the owner that a right names is the seller, under its legal name, the shop's, or the name that the legal one begins with. */
function isOwn({ world: { seller } }: Facing, { kind, owner }: Pick<CaseRight, 'kind' | 'owner'>): boolean {
  const named = samePerson(owner);
  const legal = samePerson(seller.legalName ?? '');
  return kind === 'own-shoot' || named === samePerson(seller.store ?? '') || named === legal || legal.startsWith(`${named} `);
}

function holds(from: string | undefined, to: string | undefined, today: string): boolean {
  return (from === undefined || from <= today) && (to === undefined || to >= today);
}
