import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Lang } from '../model/text.ts';
import type { PageEnv } from './viewer.ts';

const COOKIE = 'preclear-lang';

/** Finds the language of the viewer: what they chose, else what `serve` was started with, else what the browser asks for. */
export function withLanguage(fallback: Lang | undefined): MiddlewareHandler<PageEnv> {
  return async (context, next) => {
    const chosen = getCookie(context, COOKIE);
    const asked = /^zh\b/i.test(context.req.header('accept-language') ?? '') ? 'zh' : 'en';
    context.set('lang', chosen === 'en' || chosen === 'zh' ? chosen : (fallback ?? asked));
    return next();
  };
}

/** Keeps the language that a viewer chose and leads back to where they were. */
export function chooseLanguage(context: Context<PageEnv>): Response {
  const lang = context.req.param('lang') === 'zh' ? 'zh' : 'en';
  setCookie(context, COOKIE, lang, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 400 * 86_400 });
  return context.redirect(ownPath(context.req.query('back')), 303);
}

/** A path of this page; anything else leads to its start. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') ? path : '/';
}
