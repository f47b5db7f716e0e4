/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono';
import { type ListingState, type ListingVersion, TRIAGE_STATES, type Triage, type TriagedEpisode } from '../model/history.ts';
import type { Bilingual, Lang } from '../model/text.ts';
import { AcceptConflict, type AcceptEntry, DecideForms, Told, TriageConflict, type TriageEntry } from './decide-view.tsx';
import type { Desk, PictureAnswer } from './desk.ts';
import { FindingPage, type ListPlace } from './finding-page.tsx';
import { findingLink } from './findings-page.tsx';
import { queryOf, readFilters, writeFilters } from './findings-query.ts';
import type { Content } from './frame.tsx';
import { sendPicture } from './listing-routes.tsx';
import { slotOf } from './listing-texts.ts';
import { formFor, frameOf, keepInLog, missing, type Site, show } from './site.tsx';
import type { PageEnv } from './viewer.ts';
import { say } from './words.ts';

const FINDING = '/finding/:fingerprint{[0-9a-f]{16}}';

/** The page of a finding, and what is decided there. */
export function routeFinding(app: Hono<PageEnv>, site: Site): void {
  app.get(FINDING, (context) => showFinding(context, site, {}));
  app.get(`${FINDING}/theirs.jpg`, async (context) => {
    const [episode] = await site.desk.store.episodesOf(context.req.param('fingerprint'));
    const evidence = episode?.finding.evidence;
    if (evidence?.kind !== 'image-match') return missing(context, site, 'missingFinding');
    return sendPicture(context, await site.desk.referencePicture(evidence));
  });
  app.post(`${FINDING}/triage`, (context) => takeTriage(context, site));
  app.post(`${FINDING}/accept`, (context) => takeDecision(context, site));
}

interface Shown {
  readonly told?: Content;
  readonly entry?: TriageEntry;
  readonly acceptEntry?: AcceptEntry;
  readonly status?: 200 | 409 | 422;
}

async function showFinding(context: Context<PageEnv>, site: Site, shown: Shown): Promise<Response> {
  const { desk } = site;
  const lang = context.get('lang');
  const fingerprint = context.req.param('fingerprint') ?? '';
  const episodes = await desk.store.episodesOf(fingerprint);
  const [episode] = episodes;
  if (episode === undefined) return missing(context, site, 'missingFinding');
  const { listing, marketplace, finding } = episode;
  const { evidence } = finding;
  const [state, versions, accepted, reference, people, place] = await Promise.all([
    desk.store.listing(listing, marketplace),
    desk.store.versions(listing, marketplace),
    desk.accepted([episode]),
    evidence.kind === 'copied-text' ? desk.referenceText(evidence.source.id) : undefined,
    peopleOf(desk, context.get('viewer').name),
    placeInList(context, desk),
  ]);
  const pictures = await picturesOf(desk, episode, state, versions[0]);
  const { told = savedWords(context, lang), entry, acceptEntry, status = 200 } = shown;
  const forms = (
    <DecideForms
      lang={lang}
      viewer={context.get('viewer')}
      episode={episode}
      accepted={accepted.get(fingerprint)}
      people={people}
      search={new URL(context.req.url).search}
      {...(entry === undefined ? {} : { entry })}
      {...(acceptEntry === undefined ? {} : { acceptEntry })}
    />
  );
  const page = (
    <FindingPage
      frame={frameOf(context, site)}
      episodes={episodes}
      episode={episode}
      rule={desk.rules.get(episode.rule)}
      state={state}
      version={versions[0]}
      accepted={accepted.get(fingerprint)}
      reference={reference}
      {...pictures}
      place={place}
      told={told}
      forms={forms}
    />
  );
  return show(context, page, status);
}

/** The pictures that a finding is about. They are asked for before the page is sent, so that it can say what became of them. */
async function picturesOf(
  desk: Desk,
  { finding }: TriagedEpisode,
  state: ListingState | undefined,
  version: ListingVersion | undefined,
): Promise<{ readonly ours?: PictureAnswer; readonly theirs?: PictureAnswer }> {
  const { field, evidence } = finding;
  if (!field.startsWith('image.') || state === undefined || version === undefined) return {};
  const ours = desk.picture(state, version, slotOf(finding));
  if (evidence.kind !== 'image-match') return { ours: await ours };
  const theirs = desk.referencePicture(evidence);
  return { ours: await ours, theirs: await theirs };
}

/** Names that a finding may be assigned to. */
async function peopleOf(desk: Desk, viewer: string): Promise<readonly string[]> {
  const [reviewers, assignees] = await Promise.all([desk.reviewers(), desk.store.tallies({}, 'assignee', 100)]);
  const names = [viewer, ...(reviewers ?? []).map(({ name }) => name), ...assignees.map(({ name }) => name)];
  return [...new Set(names)].filter((name) => name !== '').slice(0, 200);
}

/** Where the finding stands in the list that the viewer came from; undefined when they came from nowhere. */
async function placeInList(context: Context<PageEnv>, { store }: Desk): Promise<ListPlace | undefined> {
  const search = new URL(context.req.url).searchParams;
  const at = Number(search.get('at'));
  if (!Number.isSafeInteger(at) || at < 1 || at > 10_000_000) return undefined;
  const filters = readFilters(search);
  const offset = Math.max(0, at - 2);
  const { items, total } = await store.episodes({ ...queryOf(filters), offset, limit: 3 });
  const own = items.findIndex(({ fingerprint }) => fingerprint === context.req.param('fingerprint'));
  const here = own === -1 ? at - 1 : offset + own;
  const link = (number: number): string | undefined => {
    const one = items[number - offset];
    return one === undefined ? undefined : findingLink(one, filters, number);
  };
  // A finding that has left the list makes room for the next one, which then stands in its place.
  const [previous, next] = [link(here - 1), link(own === -1 ? here : here + 1)];
  return {
    at: Math.min(here + 1, total),
    total,
    list: `/${writeFilters({ ...filters, page: Math.floor(here / 50) + 1 })}`,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
}

function savedWords(context: Context<PageEnv>, lang: Lang): Content {
  const saved = context.req.query('saved');
  if (saved === 'triage') return <Told kind="done">{say(lang, 'savedTriage')}</Told>;
  if (saved === 'accept') return <Told kind="done">{say(lang, 'savedAccept', { file: 'preclear.suppressions.yaml' })}</Told>;
  return undefined;
}

async function takeTriage(context: Context<PageEnv>, site: Site): Promise<Response> {
  const form = await formFor(context, site, 'triage');
  if (form instanceof Response) return form;
  const episode = await newestOf(context, site);
  if (episode === undefined) return missing(context, site, 'missingFinding');
  const entry: TriageEntry = {
    state: TRIAGE_STATES.find((one) => one === form.state) ?? 'none',
    assignee: (form.assignee ?? '').trim().slice(0, 120),
    note: (form.note ?? '').trim().slice(0, 2000),
  };
  const { desk } = site;
  const { fingerprint } = episode;
  const change: Omit<Triage, 'revision'> = {
    fingerprint,
    state: entry.state,
    ...(entry.assignee === '' ? {} : { assignee: entry.assignee }),
    ...(entry.note === '' ? {} : { note: entry.note }),
    by: context.get('viewer').name,
    at: desk.now(),
  };
  const answer = await desk.store.changeTriage(change, revisionOf(form.revision));
  if ('conflict' in answer) {
    const told = <TriageConflict lang={context.get('lang')} triage={answer.conflict} />;
    return showFinding(context, site, { told, entry, status: 409 });
  }
  const { state, assignee, note, revision } = answer.done;
  await keepInLog(context, site, { action: 'triage', subject: fingerprint, detail: { state, assignee, note, revision } });
  return context.redirect(backTo(context, 'triage'), 303);
}

async function takeDecision(context: Context<PageEnv>, site: Site): Promise<Response> {
  const form = await formFor(context, site, 'suppress');
  if (form instanceof Response) return form;
  const episode = await newestOf(context, site);
  if (episode === undefined) return missing(context, site, 'missingFinding');
  const lang = context.get('lang');
  const acceptEntry = { reason: (form.reason ?? '').trim().slice(0, 1000), until: (form.until ?? '').trim().slice(0, 20) };
  const refuse = (text: string): Promise<Response> =>
    showFinding(context, site, { told: <Told kind="warning">{text}</Told>, acceptEntry, status: 422 });
  if (acceptEntry.reason === '') return refuse(say(lang, 'needReason'));
  if (acceptEntry.until === '') return refuse(say(lang, 'needDay'));
  const { triage, fingerprint } = episode;
  if ((triage?.revision ?? 0) !== revisionOf(form.revision) && triage !== undefined) {
    const told = <TriageConflict lang={lang} triage={triage} />;
    return showFinding(context, site, { told, acceptEntry, status: 409 });
  }
  const answer = await site.desk.suppress(episode, { ...acceptEntry, by: context.get('viewer').name });
  if ('taken' in answer) {
    const told = <AcceptConflict lang={lang} taken={answer.taken} />;
    return showFinding(context, site, { told, acceptEntry, status: 409 });
  }
  if ('fault' in answer) return refuse(inWords(answer.fault, lang));
  await keepInLog(context, site, { action: 'suppress', subject: fingerprint, detail: acceptEntry });
  return context.redirect(backTo(context, 'accept'), 303);
}

function inWords(text: Bilingual, lang: Lang): string {
  return text[lang];
}

async function newestOf(context: Context<PageEnv>, { desk }: Site): Promise<TriagedEpisode | undefined> {
  const [episode] = await desk.store.episodesOf(context.req.param('fingerprint') ?? '');
  return episode;
}

/** The revision that a viewer had seen; none that there is for what is no number. */
function revisionOf(written: string | undefined): number {
  return written !== undefined && /^\d{1,9}$/.test(written) ? Number(written) : -1;
}

/** The page that held the form, with what was saved. */
function backTo(context: Context<PageEnv>, saved: 'triage' | 'accept'): string {
  const search = new URL(context.req.url).searchParams;
  search.set('saved', saved);
  return `/finding/${context.req.param('fingerprint')}?${search}`;
}
