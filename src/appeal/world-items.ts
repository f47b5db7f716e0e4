import { type Complaint, complaintAbout, namesTerm } from '../cases/complaint-kind.ts';
import type { Case, NamedItem } from '../model/case-folded.ts';
import type { CaseFinding, CaseItem, CaseVersion } from '../model/case-item.ts';
import type { CaseAction } from '../model/case-record.ts';
import type { ListingName, ListingState, ListingVersion, Run, TriagedEpisode } from '../model/history.ts';
import type { Rule } from '../model/rule.ts';
import { type Committed, mergeVersions, readCommitted } from './item-versions.ts';
import type { WorldSources } from './world-sources.ts';

/*
 * The listings of a case, as the history and git know them.
 */

type Sources = Pick<WorldSources, 'history' | 'rules' | 'commits' | 'asOf'>;
type Linked = NonNullable<NamedItem['listing']>;

/** Findings of one listing that are read, whatever became of them. */
const MAX_FINDINGS = 500;

/** What is known of one item before it is put together. */
interface Looked {
  readonly item: NamedItem;
  readonly listing?: Linked;
  readonly state?: ListingState;
  readonly met: readonly ListingVersion[];
  readonly episodes: readonly TriagedEpisode[];
}

/** The items of a case. @param actions those of the case and the ledger. */
export async function worldItems(known: Case, actions: readonly CaseAction[], sources: Sources): Promise<CaseItem[]> {
  const looked = await lookUp(known.items, sources);
  const committed = await committedOf(looked, sources);
  const runs = new RunBook(sources.history);
  const since = known.notices[0]?.receivedAt ?? known.openedAt;
  const items: CaseItem[] = [];
  for (const one of looked) {
    const complaint = complaintAbout(known, one.item.id);
    const versions = versionsOf(one, committed);
    const findings = findingsOf(one, complaint, sources.rules);
    const rescan = await rescanOf(one, { complaint, findings, since, runs, rules: sources.rules });
    const closed = offerClosed(one.item, actions);
    const shown = shownAt(one, versions, since);
    const { id, title } = one.item;
    items.push({
      id,
      ...(title === undefined ? {} : { title }),
      ...(one.listing === undefined ? {} : { listing: one.listing }),
      findings,
      versions,
      ...(shown === undefined ? {} : { shown }),
      ...(rescan === undefined ? {} : { rescan }),
      ...(closed === undefined ? {} : { offerClosed: closed }),
    });
  }
  return items;
}

/** By the links that a person or `case new` made. */
async function lookUp(items: readonly NamedItem[], { history }: Sources): Promise<Looked[]> {
  const linked = items.flatMap(({ listing }) => listing ?? []);
  const names = linked.map(({ key, marketplace }): ListingName => ({ listing: key, marketplace }));
  const states = (await history?.listingsNamed(names)) ?? [];
  const met = (await history?.versionsNamed(names)) ?? [];
  const episodes = (await history?.episodesNamed(names, MAX_FINDINGS)) ?? [];
  return items.map((item): Looked => {
    const { listing } = item;
    if (listing === undefined) return { item, met: [], episodes: [] };
    const at = linked.indexOf(listing);
    const state = states[at];
    return {
      ...{ item, listing, met: met[at] ?? [], episodes: episodes[at] ?? [] },
      ...(state === undefined ? {} : { state }),
    };
  });
}

async function committedOf(looked: readonly Looked[], { commits, asOf }: Sources): Promise<Committed> {
  if (commits === undefined) return new Map();
  const files = new Map<string, Set<string>>();
  for (const { listing, state } of looked) {
    if (listing === undefined || state === undefined) continue;
    files.set(state.file, (files.get(state.file) ?? new Set()).add(listing.key));
  }
  const all: [string, NonNullable<ReturnType<Committed['get']>>][] = [];
  for (const [file, wanted] of files) {
    const known = (await commits(file)).filter(({ at }) => at.slice(0, 10) <= asOf);
    all.push(...(await readCommitted(known, wanted)));
  }
  return new Map(all);
}

function versionsOf({ listing, met }: Looked, committed: Committed): CaseVersion[] {
  return listing === undefined ? [] : mergeVersions(listing.key, met, committed.get(listing.key) ?? []);
}

function findingsOf({ episodes }: Looked, complaint: Complaint, rules: ReadonlyMap<string, Rule>): CaseFinding[] {
  const fits = (one: TriagedEpisode): boolean => {
    const kind = rules.get(one.rule)?.kind;
    return kind !== undefined && complaint.kinds.has(kind);
  };
  // Marks that are named narrow it down, unless no finding names any of them: then the word was written in another way.
  const named = episodes.some((one) => fits(one) && namesTerm(complaint, one.finding));
  return episodes.map((one): CaseFinding => {
    const { fingerprint, nth, rule, finding, message, openedAt, endedAt, endedBy } = one;
    return {
      ref: `finding/${fingerprint}${nth > 1 ? `.${nth}` : ''}`,
      proofs: [],
      fingerprint,
      rule,
      field: finding.index === null ? finding.field : `${finding.field}-${finding.index}`,
      match: finding.match,
      message,
      openedAt,
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(endedBy === undefined ? {} : { endedBy }),
      prevention: finding.prevention,
      relevant: fits(one) && (!named || namesTerm(complaint, finding)),
    };
  });
}

/** Fields that shoppers see. */
const VISIBLE: ReadonlySet<string> = new Set(['title', 'bullet', 'description', 'aplus']);
/** How much of a field identifies it, in UTF-16 code units. */
const IDENTIFIES = 160;

/** The newest version that the history met before the notice came. */
function shownAt({ met }: Looked, versions: readonly CaseVersion[], since: string): CaseItem['shown'] {
  const before = met.find(({ firstSeenAt }) => firstSeenAt.slice(0, 10) <= since.slice(0, 10));
  const known = versions.find(({ contentHash }) => contentHash === before?.contentHash);
  if (before === undefined || known === undefined) return undefined;
  const texts = before.fields
    .filter(({ name, text }) => VISIBLE.has(name) && text.trim() !== '')
    .map(({ name, index, text }) => ({
      field: index === undefined ? name : `${name}-${index}`,
      text: text.slice(0, IDENTIFIES),
    }));
  const images = before.images.map(({ slot, src }) => ({ field: slot, text: src.slice(0, IDENTIFIES) }));
  return { ref: known.ref, proofs: known.proofs, at: before.firstSeenAt, parts: [...texts, ...images] };
}

interface Asked {
  readonly complaint: Complaint;
  readonly findings: readonly CaseFinding[];
  readonly since: string;
  readonly runs: RunBook;
  readonly rules: ReadonlyMap<string, Rule>;
}

/** The newest run that met the listing, if it looked for what is complained of and came after the complaint. */
async function rescanOf(
  { met, state }: Looked,
  { complaint, findings, since, runs, rules }: Asked,
): Promise<CaseItem['rescan']> {
  const [newest] = met;
  if (newest === undefined || state === undefined || state.goneAt !== undefined) return undefined;
  const run = await runs.get(newest.lastRun);
  if (run === undefined || run.endedAt.slice(0, 10) < since.slice(0, 10)) return undefined;
  const looking = run.scope.rules.map((id) => rules.get(id)?.kind).filter((kind) => kind !== undefined);
  const blind = [...complaint.kinds].filter((kind) => !looking.includes(kind) || (ON_PICTURES.has(kind) && !run.scope.images));
  if (complaint.kinds.size === 0 || blind.length > 0) return undefined;
  const standing = findings.filter(({ endedAt }) => endedAt === undefined);
  // What was accepted or baselined is there all the same.
  const relevantOpen = standing.filter(({ relevant }) => relevant).length;
  return { ref: `scan/${run.id}`, proofs: [], at: run.endedAt, open: standing.length, relevantOpen };
}

const ON_PICTURES: ReadonlySet<string> = new Set(['image-match', 'image-rights', 'image-spec']);

function offerClosed({ id, sku, listing }: NamedItem, actions: readonly CaseAction[]): CaseItem['offerClosed'] {
  const names = new Set([id, sku, listing?.key]);
  const action = actions.find(
    ({ kind, done, items }) =>
      (kind === 'close-offer' || kind === 'delete-listing') && done !== undefined && items.some((item) => names.has(item)),
  );
  return action?.done === undefined ? undefined : { ref: action.ref, proofs: action.proofs, at: action.done };
}

/** Runs, each asked for once. */
class RunBook {
  readonly #history: Sources['history'];
  readonly #known = new Map<string, Run | undefined>();

  constructor(history: Sources['history']) {
    this.#history = history;
  }

  async get(id: string): Promise<Run | undefined> {
    if (!this.#known.has(id)) this.#known.set(id, await this.#history?.run(id));
    return this.#known.get(id);
  }
}
