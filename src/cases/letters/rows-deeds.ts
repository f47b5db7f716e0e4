import type { CaseFinding, CaseItem } from '../../model/case-item.ts';
import type { CaseAction } from '../../model/case-record.ts';
import type { ActionKind } from '../../model/ledger.ts';
import { complaintAbout } from '../complaint-kind.ts';
import { type Facing, inScope, isPast, itemsIn, itemsValue, namesOf, todayOf } from './facing.ts';
import { foundSlots, isPicture, quote } from './found.ts';
import { countOf, dayOf, groupBy, listOf, plainDay, type Row, refsOf, type Scope, shareOf, spanOf, textOf } from './row.ts';

/*
 * What was wrong, what was done about it and when, and what a scan says since.
 */

interface Found {
  readonly item: CaseItem;
  readonly finding: CaseFinding;
}

/** Findings of the kind that the notices complain of, told together where field and words are the same. */
export function findingRows(facing: Facing, scope: Scope): Row[] {
  return groupFound(relevant(facing, scope)).map((group) => ({ ...foundRow(facing, group, {}), facts: [] }));
}

/** Of these the ones that a run no longer found after the listing was changed or taken down. */
export function fixedRows(facing: Facing, scope: Scope): Row[] {
  const fixed = relevant(facing, scope).filter(({ finding }) => isFixed(facing, finding));
  return groupFound(fixed, ({ finding }) => plainDay(finding.endedAt) ?? '').map((group) => {
    const last = group
      .map(({ finding }) => finding.endedAt ?? '')
      .sort()
      .at(-1);
    const facts = group.map(({ finding }) => ({ name: `${finding.ref}.ended`, value: plainDay(finding.endedAt) ?? '' }));
    return { ...foundRow(facing, group, { day: dayOf(last), within: spanOf(facing.noticed, last) }), facts };
  });
}

/** Of these the ones that are still there. */
export function unfixedRows(facing: Facing, scope: Scope): Row[] {
  const open = relevant(facing, scope).filter(({ finding }) => !isFixed(facing, finding));
  return groupFound(open).map((group) => ({ ...foundRow(facing, group, {}), facts: [] }));
}

function relevant(facing: Facing, scope: Scope): Found[] {
  return itemsIn(facing, scope).flatMap((item) =>
    item.findings
      .filter((finding) => finding.relevant && isPast(facing, finding.openedAt))
      .map((finding) => ({ item, finding })),
  );
}

function isFixed(facing: Facing, { endedAt, endedBy }: CaseFinding): boolean {
  return isPast(facing, endedAt) && (endedBy === 'content-changed' || endedBy === 'listing-gone');
}

function groupFound(found: readonly Found[], extra: (one: Found) => string = () => ''): Found[][] {
  return groupBy(found, (one) => JSON.stringify([one.finding.field, quote(one.finding.match), extra(one)]));
}

function foundRow(facing: Facing, group: readonly Found[], more: Row['slots']): Omit<Row, 'facts'> {
  const ids = [...new Set(group.map(({ item }) => item.id))];
  const finding = group[0]?.finding;
  return {
    refs: refsOf(group.map((one) => one.finding)),
    slots: {
      ...(finding === undefined ? {} : foundSlots(finding.field, finding.match)),
      items: itemsValue(facing, ids),
      n: countOf(ids.length),
      ...more,
    },
    items: ids,
  };
}

/** Versions of the listings since the notice, which people or git brought in: what differs, by day. */
export function changeRows(facing: Facing, scope: Scope): Row[] {
  const { noticed } = facing;
  const changes = itemsIn(facing, scope).flatMap((item) =>
    item.versions.slice(1).flatMap((version) => {
      const at = version.commit?.at ?? version.firstSeenAt;
      const known = isPast(facing, at) && noticed !== undefined && (plainDay(noticed) ?? '') <= at;
      return known && version.changed.length > 0 ? [{ item, version, day: plainDay(at) ?? '' }] : [];
    }),
  );
  return groupBy(changes, ({ version, day }) => JSON.stringify([day, namesOfFields(version.changed)])).map((group) => {
    const ids = [...new Set(group.map(({ item }) => item.id))];
    const [first] = group;
    return {
      refs: refsOf(group.map(({ version }) => version)),
      slots: {
        items: itemsValue(facing, ids),
        n: countOf(ids.length),
        fields: listOf(namesOfFields(first?.version.changed ?? []).map((name) => ({ id: `field.${name}`, else: name }))),
        day: dayOf(first?.day),
      },
      facts: group.map(({ version, day }) => ({ name: `${version.ref}.day`, value: day })),
      items: ids,
    };
  });
}

function namesOfFields(changed: readonly string[]): string[] {
  return [...new Set(changed.map((name) => name.replace(/-\d+$|\[\d+\]$/, '').replace(/^attribute:.*/, 'attribute')))];
}

/** What the newest scans say of the listings: of how many nothing of the kind complained of is left. */
export function rescanRows(facing: Facing, scope: Scope): Row[] {
  const all = itemsIn(facing, scope);
  const scanned = all.flatMap(({ id, rescan }) => (rescan !== undefined && isPast(facing, rescan.at) ? [{ id, rescan }] : []));
  const clean = scanned.filter(({ rescan }) => rescan.relevantOpen === 0);
  if (scanned.length === 0) return [];
  const last = scanned
    .map(({ rescan }) => rescan.at)
    .sort()
    .at(-1);
  return [
    {
      refs: refsOf(scanned.map(({ rescan }) => rescan)),
      slots: { clean: shareOf(clean.length, all.length), day: dayOf(last) },
      facts: scanned.map(({ rescan }) => ({ name: `at:${rescan.ref}.relevant-open`, value: String(rescan.relevantOpen) })),
    },
  ];
}

/** The newest scan of the whole catalogue since the notice. */
export function wholeScanRows(facing: Facing): Row[] {
  const { world, noticed } = facing;
  const since = plainDay(noticed) ?? '';
  const scan = world.scans.filter(({ whole, at }) => whole && isPast(facing, at) && at >= since).at(-1);
  if (scan === undefined) return [];
  const { ref, at, listings, catalogue, kinds, open, version } = scan;
  const wanted = new Set<string>(world.items.flatMap(({ id }) => [...complaintAbout(world, id).kinds]));
  const looked = listOf(kinds.filter((kind) => wanted.has(kind)).map((kind) => ({ id: `looked.${kind}`, else: kind })));
  // A scan that did not look for what is complained of answers nobody's question.
  if (looked === undefined) return [];
  return [
    {
      refs: [ref],
      slots: {
        day: dayOf(at),
        listings: shareOf(listings, catalogue),
        looked,
        open: countOf(open),
        version: textOf(version),
      },
      facts: [
        { name: `at:${ref}.listings`, value: `${listings}/${catalogue}` },
        { name: `at:${ref}.open`, value: String(open) },
      ],
    },
  ];
}

/** Actions of a kind that are done, told together where day and order are the same. */
export function doneRows(facing: Facing, scope: Scope, kind: ActionKind): Row[] {
  const done = facing.world.actions.filter((action) => action.kind === kind && isPast(facing, action.done));
  return actionGroups(facing, done, scope, ({ done: day, inventoryOrder }) => `${plainDay(day)} ${inventoryOrder ?? ''}`).map(
    ({ group, ids }) => {
      const last = group
        .map((action) => action.done ?? '')
        .sort()
        .at(-1);
      return {
        refs: refsOf(group),
        slots: {
          items: itemsValue(facing, ids),
          n: countOf(ids.length === 0 ? undefined : ids.length),
          images: countOf(imagesOf(facing, ids, last)),
          day: dayOf(last),
          within: spanOf(facing.noticed, last),
          order: textOf(group[0]?.inventoryOrder),
        },
        facts: group.map((action) => ({ name: `${action.ref}.done`, value: plainDay(action.done) ?? '' })),
        items: ids,
      };
    },
  );
}

/** How many pictures were complained of in listings before they were changed; undefined where no finding tells. */
function imagesOf({ world }: Facing, ids: readonly string[], done: string | undefined): number | undefined {
  const pictures = world.items
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ id, findings }) =>
      findings
        .filter(
          ({ relevant, field, openedAt }) => relevant && isPicture(field) && openedAt.slice(0, 10) <= (plainDay(done) ?? ''),
        )
        .map(({ field, match }) => `${id} ${field} ${match}`),
    );
  return new Set(pictures).size || undefined;
}

/** Actions of a kind that have a day to come. */
export function plannedRows(facing: Facing, scope: Scope, kind: ActionKind): Row[] {
  const today = todayOf(facing);
  const planned = facing.world.actions.filter(
    (action) => action.kind === kind && action.done === undefined && (plainDay(action.planned) ?? '') >= today,
  );
  return actionGroups(facing, planned, scope, ({ planned: day }) => plainDay(day) ?? '').map(({ group, ids }) => ({
    refs: refsOf(group),
    slots: {
      items: itemsValue(facing, ids),
      n: countOf(ids.length === 0 ? undefined : ids.length),
      day: dayOf(group[0]?.planned),
    },
    facts: [],
    items: ids,
  }));
}

function actionGroups(
  facing: Facing,
  actions: readonly CaseAction[],
  scope: Scope,
  key: (action: CaseAction) => string,
): { readonly group: readonly CaseAction[]; readonly ids: readonly string[] }[] {
  const named = actions.map((action) => ({ action, ids: namesOf(facing, action.items) }));
  const own = named.filter(({ ids }) => inScope(ids, scope));
  return groupBy(own, ({ action }) => key(action)).map((group) => ({
    group: group.map(({ action }) => action),
    ids: [...new Set(group.flatMap(({ ids }) => ids))].filter((id) => scope.items === undefined || scope.items.has(id)),
  }));
}
