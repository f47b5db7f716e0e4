/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono';
import type { Tally } from '../model/history.ts';
import { keep } from '../shop/keep.ts';
import type { Desk } from './desk.ts';
import { type Choices, FindingsPage, Results } from './findings-page.tsx';
import { type Filters, PAGE_SIZE, queryOf, readFilters } from './findings-query.ts';
import { ListingsPage, listingQueryOf, readListingFilters } from './listings-page.tsx';
import { frameOf, type Site, show } from './site.tsx';
import type { PageEnv } from './viewer.ts';

/** How long names that findings are assigned to are kept, ms. */
const KEPT_MS = 15_000;
const MOST_CHOICES = 500;

/** The list of findings and the list of listings. */
export function routeLists(app: Hono<PageEnv>, site: Site): void {
  const { desk } = site;
  const choices = keepChoices(desk);
  // Counting takes longer than finding a page; the first viewer should not wait for it. A failure is told when they ask.
  choices().catch(() => undefined);
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

type Tallied = 'rule' | 'marketplace' | 'assignee' | 'severity';

/** The values to choose from: those that scans make are counted anew after a scan, those that people make now and then. */
function keepChoices({ store }: Desk): () => Promise<Choices> {
  const tally = (by: Tallied): Promise<readonly Tally[]> => store.tallies({ states: ['open'] }, by, MOST_CHOICES);
  const counted = keep(
    async () => (await store.runs({ limit: 1 }))[0]?.id ?? 'none',
    async () => {
      const [rules, marketplaces, severities] = await Promise.all([tally('rule'), tally('marketplace'), tally('severity')]);
      return { rules, marketplaces, severities };
    },
  );
  const people = keep(
    async () => String(Math.floor(Date.now() / KEPT_MS)),
    async () => (await tally('assignee')).filter(({ name }) => name !== ''),
  );
  return async () => {
    const [counts, assignees] = await Promise.all([counted(), people()]);
    return { ...counts, assignees };
  };
}
