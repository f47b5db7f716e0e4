import type { CaseItem } from '../../model/case-item.ts';
import type { WorldRecord } from '../../model/case-record.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { RootCause } from '../../model/letter.ts';
import { listOf, plainDay, type Scope, type Value } from './row.ts';

/*
 * A case's world as letters look at it: what is confidential is not there, listings have one name, and a record is found by its ref.
 */

/** Refs that stand for a table as a whole, where no single record holds a number. */
export const SELLER_REF = 'seller/identity';
/** The licence ledger as a whole. */
export const LICENCES_REF = 'ledger/licences';
/** The sign-offs as a whole. */
export const SIGN_OFFS_REF = 'ledger/sign-offs';

/** What queries look at. */
export interface Facing {
  readonly world: CaseWorld;
  readonly causes: ReadonlyMap<string, RootCause>;
  /** Records that may be named, by ref; confidential evidence is not among them. */
  readonly records: ReadonlyMap<string, WorldRecord>;
  /** When the first notice came; undefined without one. */
  readonly noticed: string | undefined;
}

/** Makes a world ready for queries. */
export function faceWorld(world: CaseWorld, causes: readonly RootCause[]): Facing {
  const open = { ...world, evidence: world.evidence.filter(({ confidential }) => !confidential) };
  return {
    world: open,
    causes: new Map(causes.map((cause) => [cause.id, cause])),
    records: new Map(recordsOf(open).map((record) => [record.ref, record])),
    noticed: world.notices[0]?.receivedAt,
  };
}

/** Every record of a world. */
export function recordsOf(world: CaseWorld): WorldRecord[] {
  return [
    ...world.notices,
    ...(world.claim === undefined ? [] : [world.claim]),
    ...world.items.flatMap((item) => [
      ...item.findings,
      ...item.versions,
      ...optional(item.shown),
      ...optional(item.rescan),
      ...optional(item.offerClosed),
    ]),
    ...world.deadlines,
    ...world.actions,
    ...world.evidence,
    ...world.contacts,
    ...world.trainings,
    ...world.policies,
    ...world.signOffs.reviewers,
    ...world.signOffs.entries,
    ...world.rights,
    ...world.scans,
    ...world.rootCauses,
    ...world.measures,
    ...world.assertions,
    ...world.sent,
    ...world.traces,
    ...world.asked,
  ];
}

function optional<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** The day on which letters are written. */
export function todayOf({ world }: Facing): string {
  return plainDay(world.asOf) ?? world.asOf;
}

/** Whether a moment is known and not in the future. */
export function isPast(facing: Facing, at: string | undefined): at is string {
  const day = plainDay(at);
  return day !== undefined && day <= todayOf(facing);
}

/** Listings as the notices name them; a SKU or key of the seller's own becomes that name. */
export function namesOf({ world }: Facing, ids: readonly string[]): string[] {
  const own = new Map(world.items.flatMap(({ id, listing }) => (listing === undefined ? [] : [[listing.key, id] as const])));
  return [...new Set(ids.map((id) => own.get(id) ?? id))];
}

/** A list of listings; whole when it holds each one that the notices name, and no other. */
export function itemsValue({ world }: Facing, ids: readonly string[]): Value | undefined {
  const have = new Set(ids);
  return listOf(ids, have.size === world.items.length && world.items.every(({ id }) => have.has(id)));
}

/** Listings of the case that a scope lets through. */
export function itemsIn({ world }: Facing, scope: Scope): readonly CaseItem[] {
  const { items } = scope;
  return items === undefined ? world.items : world.items.filter(({ id }) => items.has(id));
}

/** Whether a record of some listings belongs to a scope; one of no certain listings belongs to each. */
export function inScope(items: readonly string[], scope: Scope): boolean {
  const { items: wanted } = scope;
  return wanted === undefined || items.length === 0 || items.some((id) => wanted.has(id));
}
