/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono';
import { formFor, frameOf, missing, type Site, show } from './site.tsx';
import type { Guard, PageEnv } from './viewer.ts';
import { YouPage } from './you-page.tsx';

/** Where viewers without an account say who they are. */
export function routeYou(app: Hono<PageEnv>, site: Site, guard: Guard): void {
  app.get('/you', async (context) => {
    if (!context.get('viewer').choosesName) return missing(context, site, 'missing');
    const reviewers = (await site.desk.reviewers()) ?? [];
    return show(context, <YouPage frame={frameOf(context, site)} reviewers={reviewers} />);
  });
  app.post('/you', async (context) => {
    const form = await formFor(context, site);
    if (form instanceof Response) return form;
    const name = (form.name ?? '')
      .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
      .trim()
      .slice(0, 80);
    if (name !== '') guard.rename?.(context, name);
    return context.redirect('/', 303);
  });
}
