/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono';
import type { Tally } from '../model/history.ts';
import type { Desk } from './desk.ts';
import { type Choices, FindingsPage, Results } from './findings-page.tsx';
import { type Filters, PAGE_SIZE, queryOf, readFilters } from './findings-query.ts';
import { ListingsPage, listingQueryOf, readListingFilters } from './listings-page.tsx';
import { frameOf, type Site, show } from './site.tsx';
import type { PageEnv } from './viewer.ts';

/** How long the values to choose from are kept, ms: counting them takes longer than finding a page. */
const KEPT_MS = 15_000;
const MOST_CHOICES = 500;

/** The list of findings and the list of listings. */
export function routeLists(app: Hono<PageEnv>, site: Site): void {
  const { desk } = site;
  const choices = keepChoices(desk);
  app.get('/', async (context) => {
    const asked = readFilters(new URL(context.req.url).searchParams);
    const lang = context.get('lang');
    const isPart = context.req.query('part') === '1';
    const [{ filters, found }, [run]] = await Promise.all([findPage(desk, asked), desk.store.runs({ limit: 1 })]);
    const accepted = await desk.accepted(found.items);
    // A browser that has the page already wants the rows only.
    if (isPart) {
      const part = <Results lang={lang} filters={filters} found={found} accepted={accepted} hasRun={run !== undefined} />;
      return context.html(part.toString());
    }
    const props = { filters, found, accepted, choices: await choices(), ...(run === undefined ? {} : { run }) };
    return show(context, <FindingsPage frame={frameOf(context, site)} {...props} />);
  });
  app.get('/listings', async (context) => {
    const filters = readListingFilters(new URL(context.req.url).searchParams);
    const [found, { marketplaces }] = await Promise.all([desk.store.listings(listingQueryOf(filters)), choices()]);
    return show(
      context,
      <ListingsPage frame={frameOf(context, site)} filters={filters} found={found} marketplaces={marketplaces} />,
    );
  });
}

/** A page of findings; one behind the end is the last one, because findings go while people look. */
async function findPage(
  desk: Desk,
  filters: Filters,
): Promise<{ filters: Filters; found: Awaited<ReturnType<Desk['store']['episodes']>> }> {
  const at = (page: number): ReturnType<Desk['store']['episodes']> =>
    desk.store.episodes({ ...queryOf(filters), offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  const found = await at(filters.page);
  if (found.items.length > 0 || found.total === 0)
    return { filters: found.total === 0 ? { ...filters, page: 1 } : filters, found };
  const page = Math.ceil(found.total / PAGE_SIZE);
  return { filters: { ...filters, page }, found: await at(page) };
}

/** The values to choose from, counted now and then. */
function keepChoices({ store }: Desk): () => Promise<Choices> {
  let kept: { readonly until: number; readonly choices: Promise<Choices> } | undefined;
  const count = async (): Promise<Choices> => {
    const open = { states: ['open'] } as const;
    const tally = (by: 'rule' | 'marketplace' | 'assignee' | 'severity'): Promise<readonly Tally[]> =>
      store.tallies(open, by, MOST_CHOICES);
    const [rules, marketplaces, assignees, severities] = await Promise.all([
      tally('rule'),
      tally('marketplace'),
      tally('assignee'),
      tally('severity'),
    ]);
    return { rules, marketplaces, assignees: assignees.filter(({ name }) => name !== ''), severities };
  };
  return () => {
    if (kept === undefined || kept.until < Date.now()) {
      const choices = count();
      kept = { until: Date.now() + KEPT_MS, choices };
      // A failure is not kept.
      choices.catch(() => {
        kept = undefined;
      });
    }
    return kept.choices;
  };
}
