import type { CaseFinding } from '../../model/case-item.ts';
import { type CaseRootCause, recordKind } from '../../model/case-record.ts';
import { daysBetween } from './day-count.ts';
import { type Facing, isPast, itemsValue, namesOf } from './facing.ts';
import { isPicture, quote } from './found.ts';
import { countOf, dayOf, listOf, plainDay, type Row, type Scope, textOf, type Value, wordOf } from './row.ts';

/*
 * Why it happened, as people chose it, and what the records that support it say: who supplied it, which paper, since when.
 */

/** Root causes that people chose; one without a record that supports it has a gap. */
export function causeRows(facing: Facing): Row[] {
  const { world, records, causes } = facing;
  return world.rootCauses.map((chosen) => {
    const { ref, cause, support, by, at, items } = chosen;
    const known = causes.get(cause);
    const holds = support.filter((one) => records.has(one) && known?.support.includes(recordKind(one)));
    const names = namesOf(facing, items);
    const own = names.length === 0 ? world.items.map(({ id }) => id) : names;
    const gaps = [...(known === undefined ? ['gap.cause-unknown'] : []), ...(holds.length === 0 ? ['gap.cause-support'] : [])];
    return {
      refs: [ref, ...holds],
      slots: {
        cause: known === undefined ? undefined : wordOf(`cause.${cause}`, known.text.en),
        title: wordOf(`cause-title.${cause}`, known?.title.en ?? cause, known?.title.zh),
        items: itemsValue(facing, own),
        only: isPart(own, world.items.length) ? itemsValue(facing, own) : undefined,
        n: countOf(own.length === 0 ? undefined : own.length),
        support: textOf(holds.join(', ')),
        by: textOf(by),
        day: dayOf(at),
        ...supportSlots(facing, holds, own),
      },
      facts: [{ name: 'set:causes', value: cause }],
      ...(gaps.length === 0 ? {} : { gaps }),
      items: names,
    };
  });
}

/** Whether a cause is that of some listings of the notice, so that they have to be named. */
function isPart(own: readonly string[], all: number): boolean {
  return own.length > 0 && own.length < all;
}

/** Slots that only the supporting records can fill. */
function supportSlots(facing: Facing, refs: readonly string[], items: readonly string[]): Record<string, Value | undefined> {
  const { world, noticed } = facing;
  const among = new Set(refs);
  const of = <T extends { readonly ref: string }>(list: readonly T[]): T[] => list.filter(({ ref }) => among.has(ref));
  const evidence = of(world.evidence);
  const contacts = of(world.contacts);
  const findings = of(world.items.flatMap((item) => item.findings));
  const versions = of(world.items.flatMap((item) => item.versions));
  const paper = evidence[0];
  const warned = earliest(facing, [
    ...findings.map(({ openedAt }) => openedAt),
    ...of(world.notices).map(({ receivedAt }) => receivedAt),
    ...of(world.actions).map(({ done }) => done),
  ]);
  const lead = daysBetween(warned, noticed);
  const early = lead !== undefined && lead > 0;
  return {
    source: textOf(evidence.find(({ from }) => from !== undefined)?.from ?? contacts[0]?.party),
    doc: textOf(paper?.title),
    made: dayOf(earliest(facing, [...evidence.map(({ madeAt }) => madeAt), ...contacts.map(({ at }) => at)])),
    terms: listOf(findings.map(({ match }) => quote(match))),
    published: dayOf(
      earliest(
        facing,
        versions.map(({ firstSeenAt, commit }) => commit?.at ?? firstSeenAt),
      ),
    ),
    warned: early ? dayOf(warned) : undefined,
    lead: early ? countOf(lead) : undefined,
    trained: dayOf(
      earliest(
        facing,
        of(world.trainings).map(({ date }) => date),
      ),
    ),
    images: countOf(picturesOf(facing, items) || undefined),
  };
}

/** Pictures that are complained of in some listings; where no finding tells, as many as there are listings. */
function picturesOf({ world }: Facing, items: readonly string[]): number {
  const own = world.items.filter(({ id }) => items.includes(id));
  const found = own.flatMap(({ id, findings }) =>
    findings.filter(({ relevant, field }) => relevant && isPicture(field)).map(({ field, match }) => `${id} ${field} ${match}`),
  );
  return new Set(found).size || own.length;
}

function earliest(facing: Facing, moments: readonly (string | undefined)[]): string | undefined {
  return moments.filter((at) => isPast(facing, at)).sort()[0];
}

/**
 * What the seller's own scans had recorded before the notice came, where no chosen cause says why nobody acted on it. A reader of the letter
 * asks for that first.
 */
export function knownBeforeRows(facing: Facing, scope: Scope): Row[] {
  const { world, noticed } = facing;
  const explained = world.rootCauses.filter(({ cause }) => facing.causes.get(cause)?.explains === 'known-before');
  const found = world.items
    .filter(({ id }) => (scope.items === undefined || scope.items.has(id)) && !explained.some((one) => covers(facing, one, id)))
    .flatMap(({ id, findings }) => findings.filter((one) => isEarly(facing, one)).map((finding) => ({ id, finding })));
  const since = earliest(
    facing,
    found.map(({ finding }) => finding.openedAt),
  );
  if (since === undefined) return [];
  const ids = [...new Set(found.map(({ id }) => id))];
  return [
    {
      refs: [...new Set(found.map(({ finding }) => finding.ref))],
      slots: {
        since: dayOf(since),
        lead: countOf(daysBetween(since, noticed)),
        n: countOf(found.length),
        items: itemsValue(facing, ids),
      },
      facts: [{ name: 'known.since', value: plainDay(since) ?? '' }],
      items: ids,
    },
  ];
}

function covers(facing: Facing, { items }: CaseRootCause, id: string): boolean {
  return items.length === 0 || namesOf(facing, items).includes(id);
}

function isEarly(facing: Facing, { relevant, openedAt }: CaseFinding): boolean {
  const lead = daysBetween(openedAt, facing.noticed);
  return relevant && lead !== undefined && lead > 0;
}
