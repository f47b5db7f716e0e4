/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono';
import { PAGE_SIZE } from './findings-query.ts';
import { LogPage } from './log-page.tsx';
import { frameOf, type Site, show } from './site.tsx';
import type { PageEnv } from './viewer.ts';

/** The log of decisions. */
export function routeLog(app: Hono<PageEnv>, site: Site): void {
  const { store } = site.desk;
  app.get('/log', async (context) => {
    const asked = Number(context.req.query('page'));
    const page = Number.isSafeInteger(asked) && asked >= 1 && asked <= 1_000_000 ? asked : 1;
    const found = await store.audit({ offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
    // Reads the whole log, so only who asks waits for it.
    const verified = context.req.query('verify') === '1' ? ((await store.verifyAudit()) ?? ('whole' as const)) : undefined;
    const props = { found, page, ...(verified === undefined ? {} : { verified }) };
    return show(context, <LogPage frame={frameOf(context, site)} {...props} />);
  });
}
