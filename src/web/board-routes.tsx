/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono';
import { readCaseFilters } from './case-filters.ts';
import { CasePage } from './case-page.tsx';
import { CasesPage } from './cases-page.tsx';
import { refusedPage } from './door-pages.tsx';
import { FaultPage } from './fault-page.tsx';
import { LetterPage } from './letter-page.tsx';
import { MeasuresPage } from './measures-page.tsx';
import { PenaltiesPage } from './penalties-page.tsx';
import { picturePolicy } from './protection.ts';
import { ReviewPage } from './review-page.tsx';
import { frameOf, missing, type Site, show } from './site.tsx';
import { maySee, type PageEnv } from './viewer.ts';
import { say } from './words.ts';

/** Boards: cases with their letters, measures, penalties, the weekly review. They show; what is done about a case is done by commands. */
export function routeBoards(app: Hono<PageEnv>, site: Site): void {
  const { boards } = site.desk;
  routeCases(app, site);
  app.get('/measures', async (context) =>
    show(context, <MeasuresPage frame={frameOf(context, site)} board={await boards.measures()} today={site.desk.today()} />),
  );
  app.get('/penalties', async (context) =>
    show(context, <PenaltiesPage frame={frameOf(context, site)} now={await boards.exposure()} />),
  );
  app.get('/review', async (context) => {
    const frame = frameOf(context, site);
    const found = await boards.review(context.req.query('week'));
    if ('fault' in found) {
      const [title, lead] = [say(frame.lang, 'reviewOf'), say(frame.lang, 'noReview')];
      return show(context, <FaultPage frame={frame} title={title} lead={lead} fault={found.fault} />, 404);
    }
    // Small pictures stand in the page itself, as in the review that is mailed.
    context.header('Content-Security-Policy', picturePolicy());
    return show(context, <ReviewPage frame={frame} found={found} />);
  });
}

function routeCases(app: Hono<PageEnv>, site: Site): void {
  const { boards } = site.desk;
  app.get('/cases', async (context) => {
    const filters = readCaseFilters(new URL(context.req.url).searchParams);
    const list = await boards.cases(filters.all);
    return show(context, <CasesPage frame={frameOf(context, site)} list={list} filters={filters} />);
  });
  app.get('/case/:id', async (context) => {
    const frame = frameOf(context, site);
    const id = context.req.param('id');
    const view = await boards.case(id);
    if (view === undefined) return missing(context, site, 'noCase');
    if ('fault' in view)
      return show(context, <FaultPage frame={frame} title={say(frame.lang, 'caseTitle', { id })} fault={view.fault} />, 404);
    return show(context, <CasePage frame={frame} view={view} page={pageOf(context, 'items')} />);
  });
  app.get('/case/:id/letter/:letter', async (context) => {
    if (!maySee(context.get('viewer'), 'papers')) return refusedPage(context, 'role');
    const { id, letter } = context.req.param();
    const kept = await boards.letter(id, letter);
    if (kept === undefined) return missing(context, site, 'noLetter');
    return show(context, <LetterPage frame={frameOf(context, site)} caseId={id} id={letter} letter={kept} />);
  });
}

/** The page of a list that is asked for, from 1. */
function pageOf(context: Context<PageEnv>, name: string): number {
  const asked = Number(context.req.query(name));
  return Number.isSafeInteger(asked) && asked >= 1 && asked <= 1_000_000 ? asked : 1;
}
