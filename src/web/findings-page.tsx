/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Suppression } from '../decisions/suppression.ts';
import { fieldName } from '../model/field-names.ts';
import {
  EPISODE_STATES,
  type Page as Part,
  type Run,
  type Tally,
  TRIAGE_STATES,
  type TriagedEpisode,
} from '../model/history.ts';
import { SEVERITIES } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import { type Filters, NO_FILTERS, PAGE_SIZE, SORTS, type Sort, writeFilters } from './findings-query.ts';
import { Choice, type Frame, Page, Pager } from './frame.tsx';
import { grouped, STATE_NAMES, say, TRIAGE_NAMES, timeOf, type Word } from './words.ts';

/** What the list can be narrowed to. */
export interface Choices {
  readonly rules: readonly Tally[];
  readonly marketplaces: readonly Tally[];
  readonly assignees: readonly Tally[];
  /** Open findings by severity. */
  readonly severities: readonly Tally[];
}

interface ListProps {
  readonly frame: Frame;
  readonly filters: Filters;
  readonly found: Part<TriagedEpisode>;
  readonly choices: Choices;
  readonly accepted: ReadonlyMap<string, Suppression>;
  /** The newest scan; absent when there was none. */
  readonly run?: Run;
}

/** The list of findings. */
export function FindingsPage({ frame, filters, found, choices, accepted, run }: ListProps): JSX.Element {
  const { lang } = frame;
  return (
    <Page frame={frame} title={say(lang, 'findings')}>
      <div class="top">
        <h1>{say(lang, 'findings')}</h1>
        <Totals lang={lang} severities={choices.severities} />
      </div>
      <LastRun lang={lang} {...(run === undefined ? {} : { run })} />
      <FilterForm lang={lang} filters={filters} choices={choices} />
      <div id="results">
        <Results lang={lang} filters={filters} found={found} accepted={accepted} hasRun={run !== undefined} />
      </div>
    </Page>
  );
}

function Totals({ lang, severities }: { lang: Lang; severities: readonly Tally[] }) {
  return (
    <ul class="totals">
      {SEVERITIES.map((severity) => (
        <li class={severity}>
          <a href={`/?severity=${severity}`}>
            <b>{grouped(severities.find(({ name }) => name === severity)?.count ?? 0)}</b> {SEVERITY_NAMES[severity][lang]}
          </a>
        </li>
      ))}
    </ul>
  );
}

function LastRun({ lang, run }: { lang: Lang; run?: Run }) {
  if (run === undefined) return <p class="quiet">{say(lang, 'noRuns')}</p>;
  return (
    <p class="quiet">
      {say(lang, 'lastRun', { time: timeOf(run.endedAt), listings: grouped(run.listings) })}{' '}
      {run.scope.complete ? '' : say(lang, 'incomplete', { problems: grouped(run.problems) })}
    </p>
  );
}

const SORT_WORDS: Readonly<Record<Sort, Word>> = {
  severity: 'sortSeverity',
  newest: 'sortNewest',
  listing: 'sortListing',
  rule: 'sortRule',
};

function FilterForm({ lang, filters, choices }: { lang: Lang; filters: Filters; choices: Choices }) {
  const all = { value: '', label: say(lang, 'all') };
  const tallied = (tallies: readonly Tally[], chosen: string): { value: string; label: string }[] => [
    all,
    ...tallies.map(({ name, count }) => ({ value: name, label: `${clip(name, 60)} (${grouped(count)})` })),
    // One that no finding has any more is still what was asked for.
    ...(chosen === '' || tallies.some(({ name }) => name === chosen) ? [] : [{ value: chosen, label: clip(chosen, 60) }]),
  ];
  const named = <T extends string>(values: readonly T[], names: Readonly<Record<T, { en: string; zh: string }>>) =>
    values.map((value) => ({ value: value as string, label: names[value][lang] }));
  return (
    <search>
      <form class="filters" id="filters" method="get" action="/" aria-label={say(lang, 'filters')}>
        <div class="wide">
          <label for="q">{say(lang, 'search')}</label>
          <input type="search" id="q" name="q" value={filters.text} maxlength={200} placeholder={say(lang, 'searchHint')} />
        </div>
        <Choice
          id="state"
          name="state"
          label={say(lang, 'state')}
          value={filters.state}
          options={[...named(EPISODE_STATES, STATE_NAMES), { value: 'all', label: say(lang, 'all') }]}
        />
        <Choice
          id="severity"
          name="severity"
          label={say(lang, 'severity')}
          value={filters.severity}
          options={[all, ...named(SEVERITIES, SEVERITY_NAMES)]}
        />
        <Choice
          id="rule"
          name="rule"
          label={say(lang, 'rule')}
          value={filters.rule}
          options={tallied(choices.rules, filters.rule)}
        />
        <Choice
          id="marketplace"
          name="marketplace"
          label={say(lang, 'marketplace')}
          value={filters.marketplace}
          options={tallied(choices.marketplaces, filters.marketplace)}
        />
        <Choice
          id="triage"
          name="triage"
          label={say(lang, 'triage')}
          value={filters.triage}
          options={[all, ...named(TRIAGE_STATES, TRIAGE_NAMES)]}
        />
        <Choice
          id="assignee"
          name="assignee"
          label={say(lang, 'assignee')}
          value={filters.assignee}
          options={tallied(choices.assignees, filters.assignee)}
        />
        <Choice
          id="sort"
          name="sort"
          label={say(lang, 'sort')}
          value={filters.sort}
          options={SORTS.map((sort) => ({ value: sort, label: say(lang, SORT_WORDS[sort]) }))}
        />
        <div class="buttons">
          <button type="submit">{say(lang, 'apply')}</button> <a href="/">{say(lang, 'reset')}</a>
        </div>
      </form>
    </search>
  );
}

interface ResultsProps {
  readonly lang: Lang;
  readonly filters: Filters;
  readonly found: Part<TriagedEpisode>;
  readonly accepted: ReadonlyMap<string, Suppression>;
  readonly hasRun: boolean;
}

/** One page of the list: what a browser that has the rest already needs. */
export function Results({ lang, filters, found, accepted, hasRun }: ResultsProps): JSX.Element {
  const { items, total } = found;
  const from = (filters.page - 1) * PAGE_SIZE;
  const slots = { from: grouped(from + 1), to: grouped(from + items.length), total: grouped(total) };
  const hasFilters = writeFilters({ ...filters, page: 1, sort: 'severity' }) !== '';
  return (
    <>
      <p class="quiet" id="status" role="status">
        {items.length > 0 ? say(lang, 'shownOf', slots) : hasRun ? say(lang, hasFilters ? 'noFindings' : 'noOpen') : ''}
      </p>
      <ol class="rows" start={from + 1}>
        {items.map((episode, at) => (
          <Row
            lang={lang}
            episode={episode}
            accepted={accepted.get(episode.fingerprint)}
            href={findingLink(episode, filters, from + at)}
          />
        ))}
      </ol>
      <Pager
        lang={lang}
        page={filters.page}
        pages={Math.ceil(total / PAGE_SIZE)}
        to={(page) => `/${writeFilters({ ...filters, page })}`}
      />
    </>
  );
}

/** Where a finding of a list is shown; the address keeps the list, so that one can go on to the next. */
export function findingLink({ fingerprint }: { readonly fingerprint: string }, filters: Filters, at: number): string {
  const list = writeFilters({ ...filters, page: NO_FILTERS.page });
  return `/finding/${fingerprint}${list === '' ? '?' : `${list}&`}at=${at + 1}`;
}

function Row({
  lang,
  episode,
  accepted,
  href,
}: {
  lang: Lang;
  episode: TriagedEpisode;
  accepted: Suppression | undefined;
  href: string;
}) {
  const { severity, message, finding, triage, state, listing, marketplace } = episode;
  const { field, index, match } = finding;
  return (
    <li class={severity} data-row>
      <p class="line">
        <span class={`sev ${severity}`}>{SEVERITY_NAMES[severity][lang]}</span>{' '}
        <a class="main" href={href}>
          {clip(message[lang], 220)}
        </a>
      </p>
      <p class="quiet small">
        <bdi>{clip(listing, 80)}</bdi> · <bdi>{clip(marketplace, 40)}</bdi> · {fieldName(field, index)[lang]}
        {match === '' || field.startsWith('image') ? (
          ''
        ) : (
          <>
            {' '}
            ·{' '}
            <q>
              <bdi>{clip(match, 60)}</bdi>
            </q>
          </>
        )}{' '}
        · {timeOf(episode.openedAt)}
        <Tags lang={lang} episode={episode} accepted={accepted} />
        {triage === undefined || triage.state === 'none' ? '' : <span class="tag">{TRIAGE_NAMES[triage.state][lang]}</span>}
        {triage?.assignee === undefined ? '' : <span class="tag">→ {clip(triage.assignee, 40)}</span>}
        {state === 'open' ? '' : <span class="tag">{STATE_NAMES[state][lang]}</span>}
      </p>
    </li>
  );
}

/** What one should know of a finding at once. */
export function Tags({
  lang,
  episode,
  accepted,
}: {
  readonly lang: Lang;
  readonly episode: TriagedEpisode;
  readonly accepted: Suppression | undefined;
}): JSX.Element {
  return (
    <>
      {episode.review ? <span class="tag">{say(lang, 'personDecides')}</span> : ''}
      {episode.nth > 1 ? <span class="tag">{say(lang, 'returned', { nth: episode.nth })}</span> : ''}
      {accepted === undefined ? '' : <span class="tag">{say(lang, 'acceptedUntil', { until: accepted.until })}</span>}
    </>
  );
}
