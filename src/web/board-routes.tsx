/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono';
import { CasePage } from './case-page.tsx';
import { CasesPage } from './cases-page.tsx';
import { LetterPage } from './letter-page.tsx';
import { MeasuresPage } from './measures-page.tsx';
import { PenaltiesPage } from './penalties-page.tsx';
import { ReviewMissing } from './review-missing.tsx';
import { frameOf, missing, type Site, show } from './site.tsx';
import type { PageEnv } from './viewer.ts';

/** Boards: cases with their letters, measures, penalties, the weekly review. They show; what is done about a case is done by commands. */
export function routeBoards(app: Hono<PageEnv>, site: Site): void {
  const { boards } = site.desk;
  app.get('/cases', async (context) => {
    const all = context.req.query('all') === '1';
    const list = await boards.cases(all);
    return show(context, <CasesPage frame={frameOf(context, site)} list={list} all={all} page={pageOf(context)} />);
  });
  app.get('/case/:id', async (context) => {
    const view = await boards.case(context.req.param('id'));
    if (view === undefined) return missing(context, site, 'noCase');
    return show(context, <CasePage frame={frameOf(context, site)} view={view} />);
  });
  app.get('/case/:id/letter/:letter', async (context) => {
    const { id, letter } = context.req.param();
    const text = await boards.letter(id, letter);
    if (text === undefined) return missing(context, site, 'noLetter');
    return show(context, <LetterPage frame={frameOf(context, site)} caseId={id} id={letter} text={text} />);
  });
  app.get('/measures', async (context) =>
    show(context, <MeasuresPage frame={frameOf(context, site)} board={await boards.measures()} />),
  );
  app.get('/penalties', async (context) =>
    show(context, <PenaltiesPage frame={frameOf(context, site)} now={await boards.exposure()} />),
  );
  app.get('/review', async (context) => {
    const found = await boards.review(context.req.query('week'), context.get('lang'));
    if ('fault' in found) return show(context, <ReviewMissing frame={frameOf(context, site)} fault={found.fault} />, 404);
    context.header('Content-Security-Policy', found.policy);
    return context.html(found.html);
  });
}

/** The page of a list that is asked for, from 1. */
function pageOf(context: Context<PageEnv>): number {
  const asked = Number(context.req.query('page'));
  return Number.isSafeInteger(asked) && asked >= 1 && asked <= 1_000_000 ? asked : 1;
}
