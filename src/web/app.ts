import { Hono } from 'hono';
import type { Lang } from '../model/text.ts';
import type { Assets } from './assets.ts';
import { routeBoards } from './board-routes.tsx';
import type { Desk } from './desk.ts';
import { routeFinding } from './finding-routes.tsx';
import { chooseLanguage, withLanguage } from './language.ts';
import { routeLists } from './list-routes.tsx';
import { routeListing } from './listing-routes.tsx';
import { routeLog } from './log-routes.tsx';
import { onlyFor, withHeaders } from './protection.ts';
import { failed, missing, type Site } from './site.tsx';
import type { Guard, PageEnv } from './viewer.ts';
import { routeYou } from './you-routes.tsx';

/*
 * The page as one function from requests to answers. It opens nothing and listens nowhere: what it works on is the desk, who may look is
 * the guard's matter.
 */

/** What the page is made of. */
export interface AppOptions {
  readonly desk: Desk;
  readonly guard: Guard;
  readonly assets: Assets;
  /** Names with ports under which the page is reached, lower case. */
  readonly hosts: () => readonly string[];
  /** For viewers who chose none. */
  readonly lang?: Lang;
  /** Takes what went wrong, for the terminal. */
  readonly onError: (error: unknown) => void;
}

/** Makes the page. */
export function createApp({ desk, guard, assets, hosts, lang, onError }: AppOptions): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const site: Site = { desk, assets, hosts };
  app.use(withHeaders);
  app.use(withLanguage(lang));
  app.use(onlyFor(hosts));
  app.get('/assets/:name', (context) => assets.serve(context, context.req.param('name')) ?? context.notFound());
  app.get('/favicon.ico', (context) => context.body(null, 204));
  guard.enter?.(app, site);
  app.use(async (context, next) => {
    const viewer = await guard.admit(context);
    if (viewer instanceof Response) return viewer;
    context.set('viewer', viewer);
    return next();
  });
  app.get('/lang/:lang', chooseLanguage);
  routeLists(app, site);
  routeFinding(app, site);
  routeListing(app, site);
  routeBoards(app, site);
  routeLog(app, site);
  routeYou(app, site, guard);
  guard.routes?.(app, site);
  app.notFound((context) => missing(context, site, 'missing'));
  app.onError((error, context) => {
    onError(error);
    return failed(context);
  });
  return app;
}
