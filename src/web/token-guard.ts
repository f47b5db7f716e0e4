import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { entrancePage, refusedPage } from './door-pages.tsx';
import type { Guard, PageEnv, Viewer } from './viewer.ts';

/*
 * The guard of a page for one computer: an address with a token that counts once, and a cookie for whoever used it first.
 */

/** Addresses that were printed and not used, and browsers that came in, at most; the oldest makes room. */
const MOST = 20;

/** A guard that hands out addresses. */
export interface TokenGuard extends Guard {
  /** A new token; it lets one browser in. */
  issue(): string;
}

/** What a guard needs to know. */
export interface TokenGuardOptions {
  /** Under which name viewers work until they choose another. */
  readonly name: string;
  /** Cookies of one host are shared by all ports: its name keeps pages apart that run at the same time. */
  readonly cookie: () => string;
}

/** A guard for one computer. */
export function createTokenGuard({ name, cookie }: TokenGuardOptions): TokenGuard {
  const tokens: Buffer[] = [];
  const sessions = new Map<string, { name: string; readonly csrf: string }>();
  const sessionOf = (context: Context<PageEnv>): { name: string; readonly csrf: string } | undefined => {
    const secret = getCookie(context, cookie());
    return secret === undefined ? undefined : sessions.get(digest(secret).toString('hex'));
  };
  return {
    issue() {
      const token = secretText();
      tokens.push(digest(token));
      if (tokens.length > MOST) tokens.shift();
      return token;
    },
    async admit(context) {
      const token = context.req.query('token');
      if (token !== undefined && context.req.method === 'GET') {
        const known = tokens.findIndex((one) => timingSafeEqual(one, digest(token)));
        if (known === -1) return sessionOf(context) === undefined ? refusedPage(context, 'used') : context.redirect('/', 303);
        tokens.splice(known, 1);
        const secret = secretText();
        sessions.set(digest(secret).toString('hex'), { name, csrf: secretText() });
        const [oldest] = sessions.keys();
        if (sessions.size > MOST && oldest !== undefined) sessions.delete(oldest);
        setCookie(context, cookie(), secret, { httpOnly: true, sameSite: 'Strict', path: '/' });
        // A strict cookie is not sent on from a page of another site; a page of our own may go on.
        return context.req.header('sec-fetch-site') === 'cross-site' ? entrancePage(context) : context.redirect('/', 303);
      }
      const session = sessionOf(context);
      if (session === undefined) return refusedPage(context, 'none');
      return { name: session.name, csrf: session.csrf, choosesName: true } satisfies Viewer;
    },
    rename(context, chosen) {
      const session = sessionOf(context);
      if (session !== undefined) session.name = chosen;
    },
  };
}

function secretText(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
