import type { CaseAction, CaseContact, CaseEvidence } from '../../model/case-record.ts';
import { type Facing, inScope, isPast, itemsIn, itemsValue, LICENCES_REF, namesOf, SIGN_OFFS_REF, todayOf } from './facing.ts';
import {
  countFact,
  countOf,
  dayOf,
  groupBy,
  listOf,
  plainDay,
  type Row,
  refsOf,
  type Scope,
  shareOf,
  textOf,
  wordOf,
} from './row.ts';

/*
 * What the house can show: contacts, trainings, policies, reviewers, licences, and the papers of the case.
 */

/** Messages and calls to the other side, counted by the party. */
export function contactsOutRows(facing: Facing): Row[] {
  return groupBy(contacts(facing, 'out'), ({ party }) => party).map((group) => {
    const days = group.map(({ at }) => plainDay(at) ?? '').sort();
    const [first] = group;
    return {
      refs: refsOf(group),
      slots: {
        party: textOf(first?.party),
        n: countOf(group.length),
        first: dayOf(days[0]),
        last: dayOf(days.at(-1)),
        ...(days[0] === days.at(-1) && { day: dayOf(days[0]) }),
        channels: listOf(group.map(({ channel }) => ({ id: `channel.${channel}`, else: channel }))),
      },
      facts: [
        { name: `count:contacts.${first?.party ?? ''}`, value: String(group.length) },
        { name: `contacts.${first?.party ?? ''}.first`, value: days[0] ?? '' },
      ],
    };
  });
}

/** What the other side wrote or said. */
export function contactsInRows(facing: Facing): Row[] {
  return groupBy(contacts(facing, 'in'), ({ party }) => party).map((group) => {
    const last = [...group].sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
    return {
      refs: refsOf(group),
      slots: {
        party: textOf(last?.party),
        n: countOf(group.length),
        last: dayOf(last?.at),
        channel: last === undefined ? undefined : wordOf(`channel.${last.channel}`, last.channel),
      },
      facts: [{ name: `count:answers.${last?.party ?? ''}`, value: String(group.length) }],
    };
  });
}

/** Offers of compensation that the log holds. */
export function offerRows(facing: Facing): Row[] {
  return contacts(facing, 'out').flatMap(({ ref, party, at, offered }) =>
    offered === undefined
      ? []
      : [
          {
            refs: [ref],
            slots: { party: textOf(party), day: dayOf(at), offer: textOf(offered) },
            facts: [{ name: `${ref}.offered`, value: offered }],
          },
        ],
  );
}

function contacts(facing: Facing, direction: 'in' | 'out'): CaseContact[] {
  return facing.world.contacts.filter((contact) => contact.direction === direction && isPast(facing, contact.at));
}

/** Trainings that were held. */
export function trainingRows(facing: Facing): Row[] {
  return facing.world.trainings
    .filter(({ date }) => isPast(facing, date))
    .map(({ ref, date, topic, attendees, audience, trainer, test, passed, ofThisCase }) => ({
      refs: [ref],
      slots: {
        day: dayOf(date),
        topic: textOf(topic),
        people: countOf(attendees.length === 0 ? undefined : attendees.length),
        audience: listOf(audience),
        trainer: textOf(trainer),
        test: textOf(test),
        passed: passed === undefined ? undefined : shareOf(passed, attendees.length),
        'this-case': ofThisCase ? wordOf('training.this-case', 'this case') : undefined,
      },
      facts: [
        { name: `${ref}.date`, value: plainDay(date) ?? '' },
        { name: `${ref}.people`, value: String(attendees.length) },
      ],
    }));
}

/** Trainings with a day to come. */
export function nextTrainingRows(facing: Facing): Row[] {
  return facing.world.trainings
    .filter(({ next }) => (plainDay(next) ?? '') > todayOf(facing))
    .map(({ ref, topic, next }) => ({ refs: [ref], slots: { day: dayOf(next), topic: textOf(topic) }, facts: [] }));
}

/** Written rules of the house that are in force. */
export function policyRows(facing: Facing): Row[] {
  return facing.world.policies
    .filter(({ adopted, retired }) => isPast(facing, adopted) && !isPast(facing, retired))
    .map(({ ref, title, adopted }) => ({
      refs: [ref],
      slots: { title: textOf(title), day: dayOf(adopted) },
      facts: [{ name: `${ref}.adopted`, value: plainDay(adopted) ?? '' }],
    }));
}

/** The people who check listings. */
export function reviewerRows(facing: Facing): Row[] {
  const reviewers = facing.world.signOffs.reviewers.filter(
    ({ role, from }) => role !== 'operator' && (from === undefined || isPast(facing, from)),
  );
  if (reviewers.length === 0) return [];
  const since = reviewers.map(({ from }) => plainDay(from));
  const known = since.every((day) => day !== undefined);
  return [
    {
      refs: refsOf(reviewers),
      slots: {
        n: countOf(reviewers.length),
        names: listOf(reviewers.map(({ name }) => name)),
        since: known ? dayOf(since.sort().at(-1)) : undefined,
      },
      facts: reviewers.map(({ ref, from }) => ({ name: `${ref}.from`, value: from ?? '' })),
    },
  ];
}

/** How many listings have a sign-off of what they say now. */
export function signOffRows(facing: Facing): Row[] {
  const { world } = facing;
  const { listings, signed, signedByTwo, entries } = world.signOffs;
  const valid = entries.filter((entry) => entry.valid && entry.decision === 'approved');
  if (valid.length === 0) return [];
  return [
    {
      refs: [SIGN_OFFS_REF, ...refsOf(valid).slice(0, 20)],
      slots: { signed: shareOf(signed, listings), two: shareOf(signedByTwo, listings) },
      facts: [countFact('sign-offs', todayOf(facing), signed, listings)],
    },
  ];
}

/** Deeds that change what a listing says. */
const CHANGES: ReadonlySet<string> = new Set(['edit-text', 'remove-image', 'replace-image']);

/** Listings that one person changed and another signed since, by the day of the signature. */
export function secondPersonRows(facing: Facing, scope: Scope): Row[] {
  const { world } = facing;
  const { entries, reviewers } = world.signOffs;
  const people = new Map(reviewers.flatMap(({ id, name }) => [[samePerson(id), name] as const]));
  const nameOf = (given: string): string => samePerson(people.get(samePerson(given)) ?? given);
  const changes = lastChanges(facing);
  const pairs = itemsIn(facing, scope).flatMap((item) => {
    // Whoever changed it last has to be another than who signed what it says now.
    const deed = changes.get(item.id);
    const word = entries.find(
      ({ listing, by, at, valid, decision }) =>
        listing === item.listing?.key &&
        valid &&
        decision === 'approved' &&
        isPast(facing, at) &&
        deed?.by !== undefined &&
        (plainDay(at) ?? '') >= (plainDay(deed.done) ?? '') &&
        nameOf(by) !== nameOf(deed.by),
    );
    return deed === undefined || word === undefined ? [] : [{ id: item.id, deed, word }];
  });
  return groupBy(pairs, ({ word }) => plainDay(word.at) ?? '').map((group) => {
    const ids = group.map(({ id }) => id);
    return {
      refs: refsOf(group.flatMap(({ deed, word }) => [deed, word])),
      slots: {
        items: itemsValue(facing, ids),
        n: countOf(ids.length),
        day: dayOf(group[0]?.word.at),
        changed: textOf([...new Set(group.map(({ deed }) => deed.by ?? ''))].join(', ')),
        signed: textOf([...new Set(group.map(({ word }) => word.by))].join(', ')),
      },
      facts: group.map(({ deed, word }) => ({ name: `${deed.ref}.signed-by-another`, value: plainDay(word.at) ?? '' })),
      items: ids,
    };
  });
}

/** The last deed of a known person that changed each listing. Each deed is looked at once: a case may have 200 of either. */
function lastChanges(facing: Facing): ReadonlyMap<string, CaseAction> {
  const last = new Map<string, CaseAction>();
  for (const deed of facing.world.actions) {
    const { kind, by, done, items } = deed;
    if (!CHANGES.has(kind) || by === undefined || !isPast(facing, done)) continue;
    for (const id of namesOf(facing, items)) if (done >= (last.get(id)?.done ?? '')) last.set(id, deed);
  }
  return last;
}

/** A name as it is compared: the same person whatever the case and the spaces. */
export function samePerson(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** How many pictures have an entry in the licence ledger. */
export function licenceRows(facing: Facing): Row[] {
  const { covered, of } = facing.world.licensedImages;
  const images = shareOf(covered, of);
  const facts = [countFact('licences', todayOf(facing), covered, of)];
  return images === undefined ? [] : [{ refs: [LICENCES_REF], slots: { images }, facts }];
}

const ORIGINALS: ReadonlySet<string> = new Set(['original-photo', 'project-file', 'copyright-registration']);
const PAPERS: ReadonlySet<string> = new Set([
  'licence',
  'receipt',
  'invoice',
  'authorisation-letter',
  'trademark-certificate',
  'lawyer-opinion',
  'court-paper',
]);

/** Originals that show who made a work. */
export function originalRows(facing: Facing, scope: Scope): Row[] {
  return evidenceRows(facing, scope, ({ kind }) => ORIGINALS.has(kind));
}

/** Papers that show a right to sell or to use. */
export function paperRows(facing: Facing, scope: Scope): Row[] {
  return evidenceRows(facing, scope, ({ kind }) => PAPERS.has(kind));
}

/** Files of the case, except the confidential ones. */
export function evidenceRows(facing: Facing, scope: Scope, wanted: (one: CaseEvidence) => boolean = () => true): Row[] {
  return facing.world.evidence
    .map((one) => ({ one, ids: namesOf(facing, one.items) }))
    .filter(({ one, ids }) => wanted(one) && inScope(ids, scope) && isPast(facing, one.addedAt))
    .map(({ one, ids }) => ({
      refs: [one.ref],
      slots: {
        title: textOf(one.title),
        what: wordOf(`evidence.${one.kind}`, one.kind),
        day: isPast(facing, one.madeAt) ? dayOf(one.madeAt) : undefined,
        from: textOf(one.from),
        how: one.madeAtFrom === undefined ? undefined : wordOf(`made-at.${one.madeAtFrom}`, one.madeAtFrom),
        items: itemsValue(facing, ids),
      },
      facts: one.madeAt === undefined ? [] : [{ name: `${one.ref}.made`, value: plainDay(one.madeAt) ?? '' }],
      items: ids,
    }));
}
