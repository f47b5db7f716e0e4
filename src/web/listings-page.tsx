/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ListingQuery } from '../history/history.ts';
import type { ListingState, Page as Part, Tally } from '../model/history.ts';
import { SEVERITIES } from '../model/rule.ts';
import { clip } from '../reporters/cells.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import { PAGE_SIZE } from './findings-query.ts';
import { Choice, type Frame, Page, Pager } from './frame.tsx';
import { listingPath } from './paths.ts';
import { grouped, say, timeOf } from './words.ts';

/** What narrows the list of listings. */
export interface ListingFilters {
  readonly text: string;
  readonly marketplace: string;
  readonly sort: 'risk' | 'listing' | 'newest';
  /** From 1. */
  readonly page: number;
}

/** Reads an address; what it does not say rightly is left out. */
export function readListingFilters(search: URLSearchParams): ListingFilters {
  const text = (name: string): string => (search.get(name) ?? '').trim().slice(0, 200);
  const sort = text('sort');
  const page = Number(text('page'));
  return {
    text: text('q'),
    marketplace: text('marketplace'),
    sort: sort === 'listing' || sort === 'newest' ? sort : 'risk',
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  };
}

/** What the history is asked. */
export function listingQueryOf({ text, marketplace, sort, page }: ListingFilters): ListingQuery {
  return {
    ...(text === '' ? {} : { text }),
    ...(marketplace === '' ? {} : { marketplace }),
    sort,
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  };
}

function writeListingFilters({ text, marketplace, sort, page }: ListingFilters): string {
  const search = new URLSearchParams();
  if (text !== '') search.set('q', text);
  if (marketplace !== '') search.set('marketplace', marketplace);
  if (sort !== 'risk') search.set('sort', sort);
  if (page > 1) search.set('page', String(page));
  const written = search.toString();
  return written === '' ? '/listings' : `/listings?${written}`;
}

interface ListingsProps {
  readonly frame: Frame;
  readonly filters: ListingFilters;
  readonly found: Part<ListingState>;
  readonly marketplaces: readonly Tally[];
}

/** The list of listings, the riskiest first. */
export function ListingsPage({ frame, filters, found, marketplaces }: ListingsProps): JSX.Element {
  const { lang } = frame;
  const { items, total } = found;
  const from = (filters.page - 1) * PAGE_SIZE;
  const slots = { from: grouped(from + 1), to: grouped(from + items.length), total: grouped(total) };
  const options = [
    { value: '', label: say(lang, 'all') },
    ...marketplaces.map(({ name }) => ({ value: name, label: clip(name, 60) })),
  ];
  const sorts = [
    { value: 'risk', label: say(lang, 'sortRisk') },
    { value: 'listing', label: say(lang, 'sortListing') },
    { value: 'newest', label: say(lang, 'sortNewest') },
  ];
  return (
    <Page frame={frame} title={say(lang, 'listings')}>
      <h1>{say(lang, 'listings')}</h1>
      <search>
        <form class="filters" id="filters" method="get" action="/listings" aria-label={say(lang, 'filters')}>
          <div class="wide">
            <label for="q">{say(lang, 'search')}</label>
            <input type="search" id="q" name="q" value={filters.text} maxlength={200} />
          </div>
          <Choice
            id="marketplace"
            name="marketplace"
            label={say(lang, 'marketplace')}
            value={filters.marketplace}
            options={options}
          />
          <Choice id="sort" name="sort" label={say(lang, 'sort')} value={filters.sort} options={sorts} />
          <div class="buttons">
            <button type="submit">{say(lang, 'apply')}</button> <a href="/listings">{say(lang, 'reset')}</a>
          </div>
        </form>
      </search>
      <div id="results">
        <p class="quiet" id="status" role="status">
          {say(lang, items.length === 0 ? 'noListings' : 'shownListings', slots)}
        </p>
        <ol class="rows" start={from + 1}>
          {items.map((state) => (
            <Row frame={frame} state={state} />
          ))}
        </ol>
        <Pager
          lang={lang}
          page={filters.page}
          pages={Math.ceil(total / PAGE_SIZE)}
          to={(page) => writeListingFilters({ ...filters, page })}
        />
      </div>
    </Page>
  );
}

function Row({ frame: { lang }, state }: { frame: Frame; state: ListingState }) {
  const { listing, marketplace, title, open, lastSeenAt, goneAt } = state;
  const worst = SEVERITIES.find((severity) => open[severity] > 0);
  return (
    <li class={worst ?? 'clean'} data-row>
      <p class="line">
        <a class="main" href={listingPath(listing, marketplace)}>
          <bdi>{clip(listing, 100)}</bdi>
        </a>{' '}
        <bdi>{clip(title === '' ? say(lang, 'untitled') : title, 160)}</bdi>
      </p>
      <p class="quiet small">
        {clip(marketplace, 60)} ·{' '}
        {SEVERITIES.filter((severity) => open[severity] > 0).map((severity) => (
          <>
            <span class={`sev ${severity}`}>
              {grouped(open[severity])} {SEVERITY_NAMES[severity][lang]}
            </span>{' '}
          </>
        ))}
        {worst === undefined ? say(lang, 'noOpen') : ''} · {timeOf(lastSeenAt)}
        {goneAt === undefined ? '' : <span class="tag">{say(lang, 'gone', { time: timeOf(goneAt) })}</span>}
      </p>
    </li>
  );
}
