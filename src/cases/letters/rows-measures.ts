import type { CaseTrace } from '../../model/case-record.ts';
import type { CaseWorld, Measure } from '../../model/case-world.ts';
import { complaintAbout } from '../complaint-kind.ts';
import { type Facing, isPast } from './facing.ts';
import { pageAddress } from './page-address.ts';
import { type CountFact, countFact, countOf, dayOf, listOf, type Row, type Scope, shareOf, textOf, wordOf } from './row.ts';

/*
 * Prevention steps and what their control logs say; copies of the seller's work that were traced.
 */

/** Prevention steps in force whose control log, or whose files, prove it. */
export function inForceRows(facing: Facing, scope: Scope): Row[] {
  return steps(facing, scope, 'in-force')
    .filter(isProved)
    .map((measure) => {
      const { ref, step, control, adopted } = measure;
      const counted = control !== undefined && CONTROLS.has(control.kind) ? control : undefined;
      const done = counted === undefined ? undefined : shareOf(counted.done, counted.of);
      const told = done === undefined ? undefined : counted;
      const fact = told && COUNTED_FACTS.get(told.kind);
      return {
        refs: [ref, ...(told === undefined ? [] : told.refs.filter((one) => facing.records.has(one)))],
        slots: {
          measure: stepWord(measure),
          ...(told === undefined ? {} : controlSlots(told)),
          done,
          since: dayOf(adopted),
        },
        facts: [
          { name: `measure.${step}.state`, value: 'in-force' },
          ...(told === undefined || fact === undefined ? [] : [countFact(fact, told.to, told.done, told.of)]),
        ],
        step,
      };
    });
}

/** Controls that letters have a sentence for; of others the files are shown. */
const CONTROLS: ReadonlySet<string> = new Set([
  'scan-coverage',
  'sign-off',
  'licence',
  'authorisation',
  'training',
  'rule-changes',
]);
/** Controls that count what another query counts too. */
const COUNTED_FACTS: ReadonlyMap<string, CountFact> = new Map([
  ['sign-off', 'sign-offs'],
  ['licence', 'licences'],
]);

function controlSlots({ kind, from, to, lastAt, times, refs }: NonNullable<Measure['control']>): Row['slots'] {
  return {
    control: wordOf(`control.${kind}`, kind),
    times: countOf((times ?? refs.length) || undefined),
    from: dayOf(from),
    to: dayOf(to),
    last: dayOf(lastAt),
  };
}

/** Prevention steps that were adopted and that nothing proves yet. */
export function adoptedRows(facing: Facing, scope: Scope): Row[] {
  const unproved = steps(facing, scope, 'in-force').filter((measure) => !isProved(measure));
  return [...steps(facing, scope, 'adopted'), ...unproved]
    .filter(({ adopted }) => isPast(facing, adopted))
    .map((measure) => ({
      refs: [measure.ref],
      slots: { measure: stepWord(measure), since: dayOf(measure.adopted), owner: textOf(measure.owner) },
      facts: [{ name: `measure.${measure.step}.state`, value: 'adopted' }],
      step: measure.step,
    }));
}

/** Every prevention step with its state, for the house's own sheets. */
export function measureRows({ world }: Facing): Row[] {
  return world.measures.map((measure) => ({
    refs: [measure.ref],
    slots: {
      measure: stepWord(measure),
      state: wordOf(`state.${measure.state}`, measure.state),
      owner: textOf(measure.owner),
      since: dayOf(measure.adopted),
      why: measure.why === undefined ? undefined : wordOf('why', measure.why.en, measure.why.zh),
    },
    facts: [],
    step: measure.step,
  }));
}

/** Whether a control log with something in it, or a file, shows that a step is taken. */
export function isProved({ control, proofs }: Measure): boolean {
  if (control !== undefined) return control.of > 0 && control.done > 0 && control.done <= control.of;
  return proofs.some(({ found }) => found);
}

function steps({ world }: Facing, scope: Scope, state: Measure['state']): Measure[] {
  return world.measures.filter(
    (measure) =>
      measure.state === state && measure.stage !== 'correct' && (scope.steps === undefined || scope.steps.has(measure.step)),
  );
}

function stepWord({ step, text }: Measure): ReturnType<typeof wordOf> {
  return wordOf(`measure.${step}`, text.en, text.zh);
}

/** Which kind of site a copy stands on. */
type Site = 'amazon' | 'alibaba' | 'tiktok' | 'ebay' | 'host';

const SITES: readonly (readonly [Site, RegExp])[] = [
  ['amazon', /(?:^|\.)amazon\.(?:com|ca|com\.mx|co\.uk|de|fr|it|es|nl|se|pl|ie|co\.jp|com\.au|sg|ae|in|com\.br|com\.tr)$/],
  ['alibaba', /(?:^|\.)(?:alibaba|aliexpress|1688|taobao|tmall)\.(?:com|us|hk|ru)$/],
  ['tiktok', /(?:^|\.)tiktok(?:shop)?\.com$/],
  ['ebay', /(?:^|\.)ebay\.(?:com|ca|co\.uk|de|fr|it|es|com\.au|ie|at|ch|nl|pl)$/],
];

/** Pages on which copies of the seller's work were found, of one kind of site or of all. A file without an address is no page of anybody's. */
export function copyRows(facing: Facing, site?: Site): Row[] {
  const own = new Set(ownCopies(facing.world));
  return facing.world.traces
    .filter((trace) => trace.url !== '' && !own.has(trace))
    .filter((trace) => isPast(facing, trace.observedAt) && (site === undefined || siteOf(hostOf(trace.url)) === site))
    .map((trace) => copyRow(trace, facing));
}

/** Copies as grounds of a dispute: pictures that were copied are no matter of a complaint about texts, nor the other way round. */
export function groundRows(facing: Facing): Row[] {
  const kinds = new Set(facing.world.items.flatMap(({ id }) => [...complaintAbout(facing.world, id).kinds]));
  const [texts, pictures] = [kinds.has('copied-text'), kinds.has('image-match')];
  return copyRows(facing).map((row) => {
    if (texts === pictures) return row;
    const { images, passages, words, ...slots } = row.slots;
    return { ...row, slots: texts ? { ...slots, passages, words } : { ...slots, images } };
  });
}

/** Copies whose product id is one of the seller's own: reporting it would take down the own listing. */
export function ownCopies(world: CaseWorld): readonly CaseTrace[] {
  const listings = world.items.flatMap(({ id, listing }) => [id, ...(listing === undefined ? [] : [listing.key])]);
  const own = new Set([...listings, ...(world.ownListings ?? [])].flatMap((key) => [key, key.split(':').at(-1) ?? key]));
  return world.traces.filter(({ url }) => {
    const id = copyId(url);
    return id !== undefined && own.has(id);
  });
}

/** The ASIN or other product id in the address of a copy; undefined when it has none that is known. */
export function copyId(url: string): string | undefined {
  return (
    /\/(?:dp|gp\/product|gp\/aw\/d|product)\/([A-Z0-9]{10})(?:[/?#]|$)/.exec(url)?.[1] ??
    /\/itm\/(?:[^/]+\/)?(\d{9,14})/.exec(url)?.[1] ??
    /\/item\/(\d{8,20})/.exec(url)?.[1]
  );
}

function copyRow(trace: CaseTrace, facing: Facing): Row {
  const { ref, url, stated, observedAt, listing, passages, words, images, canaries, ourEarliest, theirEarliest, leadDays } =
    trace;
  const own = facing.world.items.find((item) => item.listing?.key === listing);
  const version = own?.versions.find(({ firstSeenAt }) => isPast(facing, firstSeenAt));
  const first = leadDays !== undefined && leadDays > 0;
  return {
    refs: [ref, ...(version === undefined ? [] : [version.ref])],
    files: traceFiles(trace),
    slots: {
      url: textOf(url),
      'own-id': textOf(own?.id),
      'own-url': textOf(own === undefined ? undefined : pageAddress(own)),
      published: dayOf(version?.firstSeenAt),
      site: textOf(hostOf(url)),
      id: textOf(copyId(url)),
      seen: stated === true ? undefined : dayOf(observedAt),
      saved: stated === true ? dayOf(observedAt) : undefined,
      listing: textOf(listing.replace(/^[^:]*:/, '')),
      passages: passages === 0 ? undefined : countOf(passages),
      words: words === 0 ? undefined : countOf(words),
      images: images === 0 ? undefined : countOf(images),
      canaries: listOf(canaries),
      ours: first ? dayOf(ourEarliest?.at) : undefined,
      'ours-kind': first && ourEarliest !== undefined ? wordOf(`earliest.${ourEarliest.kind}`, ourEarliest.kind) : undefined,
      theirs: first ? dayOf(theirEarliest?.at) : undefined,
      'theirs-kind':
        first && theirEarliest !== undefined ? wordOf(`earliest.${theirEarliest.kind}`, theirEarliest.kind) : undefined,
      lead: first ? countOf(leadDays) : undefined,
    },
    facts: [
      { name: `${ref}.${stated === true ? 'read' : 'observed'}`, value: observedAt.slice(0, 10) },
      ...(leadDays === undefined ? [] : [{ name: `${ref}.lead`, value: String(leadDays) }]),
    ],
  };
}

/** Which files of an evidence folder show what, by slot: nobody looks for three passages in fourteen files. */
function traceFiles({ id, proofs, ourEarliest }: CaseTrace): Record<string, readonly string[]> {
  const page = id.split('/')[1] ?? '';
  const among = (pattern: RegExp): string[] => proofs.map(({ path }) => path).filter((path) => pattern.test(path));
  const own = (name: string): string[] => among(new RegExp(`/${page}/${name}$`));
  const received = own('page-as-received\\.(?:txt|html)');
  const texts = own('texts-\\d+\\.en\\.html');
  const dates = among(/\/index\.html$/);
  const ours = proofs
    .map(({ path }) => path)
    .filter((path) => ourEarliest !== undefined && path.endsWith(`/${ourEarliest.ref}`));
  return {
    url: received,
    seen: received,
    saved: received,
    'own-id': own('ours-\\d+\\.txt'),
    passages: texts,
    words: texts,
    images: own('pair-\\d+\\.en\\.svg'),
    canaries: own('text\\.txt'),
    ours: [...dates, ...ours],
    theirs: dates,
    lead: dates,
  };
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, '');
  } catch {
    return '';
  }
}

function siteOf(host: string): Site {
  return SITES.find(([, pattern]) => pattern.test(host))?.[0] ?? 'host';
}
