import type { DraftKind } from '../../model/case.ts';
import type { SellerIdentity } from '../../model/case-world.ts';
import { type Facing, isPast, itemsValue, SELLER_REF, todayOf } from './facing.ts';
import { countOf, dayOf, listOf, plainDay, type Row, refsOf, textOf, type Value, wordOf } from './row.ts';

/*
 * What letters can tell of the seller, the notices, who looked into them, and what was asked.
 */

/** The seller, as letters name them. */
export function sellerRows({ world: { seller } }: Facing): Row[] {
  const names: Readonly<Record<string, keyof SellerIdentity>> = {
    store: 'store',
    'seller-id': 'sellerId',
    'legal-name': 'legalName',
    representative: 'representative',
    email: 'email',
    phone: 'phone',
    address: 'address',
    country: 'country',
    website: 'website',
  };
  const slots = Object.fromEntries(Object.entries(names).map(([slot, key]) => [slot, textOf(seller[key])]));
  return [{ refs: [SELLER_REF], slots, facts: [] }];
}

/** The notices of the case taken together. */
export function noticeRows(facing: Facing): Row[] {
  const { world, noticed } = facing;
  const [first] = world.notices;
  if (first === undefined) return [];
  const parses = world.notices.map(({ parse }) => parse);
  const { platform, infringementType } = first.parse;
  const owner = parses.map(({ rightsOwner }) => rightsOwner).find((one) => one?.name !== undefined);
  const ids = world.items.map(({ id }) => id);
  const slots: Record<string, Value | undefined> = {
    received: dayOf(noticed),
    complaints: listOf(parses.flatMap(({ complaintIds }) => complaintIds)),
    numbers: listOf(parses.flatMap(({ ipNumbers }) => ipNumbers.map(({ number }) => number))),
    terms: listOf(parses.flatMap(({ assertedTerms }) => assertedTerms)),
    works: listOf(parses.flatMap(({ copyrightedWorkUrls = [] }) => copyrightedWorkUrls)),
    owner: textOf(owner?.name),
    'owner-email': textOf(parses.map(({ rightsOwner }) => rightsOwner?.email).find((email) => email !== undefined)),
    platform: platform === 'unknown' ? undefined : wordOf(`platform.${platform}`, platform),
    type: infringementType === 'unknown' ? undefined : wordOf(`type.${infringementType}`, infringementType),
    places: listOf(parses.flatMap(({ where }) => where.map((place) => ({ id: `place.${place}`, else: place })))),
    items: itemsValue(facing, ids),
    n: countOf(ids.length === 0 ? undefined : ids.length),
  };
  const day = plainDay(noticed);
  const facts = day === undefined ? [] : [{ name: `${first.ref}.received`, value: day }];
  return [{ refs: refsOf(world.notices), slots, facts }];
}

/** One row a listing that the notices name. */
export function itemRows(facing: Facing): Row[] {
  const refs = refsOf(facing.world.notices);
  return facing.world.items.map(({ id, title }) => ({
    refs,
    slots: { id: textOf(id), title: textOf(title) },
    facts: [],
    items: [id],
  }));
}

/** The day of the letter. */
export function todayRows(facing: Facing): Row[] {
  return [{ refs: [], slots: { day: dayOf(todayOf(facing)), case: textOf(facing.world.caseId) }, facts: [] }];
}

/** That somebody compared the notice with the listings, and when. */
export function assessedRows(facing: Facing): Row[] {
  const { claim } = facing.world;
  if (claim === undefined || !isPast(facing, claim.at)) return [];
  const admitted = admittedItems(facing);
  const items = admitted === undefined ? undefined : itemsValue(facing, admitted);
  const slots = { day: dayOf(claim.at), by: textOf(claim.by), reason: textOf(claim.reason), items };
  return [{ refs: [claim.ref], slots, facts: [{ name: 'claim.day', value: plainDay(claim.at) ?? '' }] }];
}

/** The listings for which a cause is given, where that is not all of them: nothing is admitted of the others. */
function admittedItems({ world: { rootCauses, items } }: Facing): string[] | undefined {
  if (rootCauses.length === 0 || rootCauses.some((cause) => cause.items.length === 0)) return undefined;
  const caused = new Set(rootCauses.flatMap((cause) => cause.items));
  const own = items.map(({ id }) => id).filter((id) => caused.has(id));
  return own.length === items.length || own.length === 0 ? undefined : own;
}

/** What the last answer asks for, point by point. */
export function askedRows({ world }: Facing): Row[] {
  return world.asked.map(({ ref, text, about }) => ({ refs: [ref], slots: { point: textOf(text) }, facts: [], about }));
}

/** Letters in which the seller answers a complaint itself. */
const APPEALS: ReadonlySet<DraftKind> = new Set<DraftKind>(['plan-listing', 'plan-account', 'greater-detail', 'dispute']);

/** The letter to the platform that was sent last, so that the next one can refer to it by its day. */
export function letterBeforeRows(facing: Facing): Row[] {
  const last = facing.world.sent.filter(({ at, kind }) => APPEALS.has(kind) && isPast(facing, at)).at(-1);
  return last === undefined ? [] : [{ refs: [last.ref], slots: { day: dayOf(last.at) }, facts: [] }];
}

/** The court paper that a notice passes on. */
export function courtRows({ world }: Facing): Row[] {
  return world.notices.flatMap(({ ref, parse: { court } }) => {
    if (court === undefined) return [];
    const { caseNumber, plaintiff, counsel, frozenAmount, hearing } = court;
    const slots = {
      court: textOf(court.court),
      number: textOf(caseNumber),
      plaintiff: textOf(plaintiff),
      counsel: textOf(counsel),
      frozen: textOf(frozenAmount),
      hearing: textOf(hearing),
    };
    return [{ refs: [ref], slots, facts: [] }];
  });
}

/** Last days that are not over or done. */
export function deadlineRows({ world }: Facing): Row[] {
  return world.deadlines
    .filter(({ done }) => !done)
    .map(({ ref, what, due, daysLeft }) => ({
      refs: [ref],
      slots: { what: wordOf('deadline', what.en, what.zh), day: dayOf(due), left: countOf(Math.max(0, daysLeft)) },
      facts: [],
    }));
}
