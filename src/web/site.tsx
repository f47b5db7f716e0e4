/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Assets } from './assets.ts';
import type { Desk } from './desk.ts';
import { refusedPage } from './door-pages.tsx';
import type { Frame } from './frame.tsx';
import { type FormValues, readForm } from './protection.ts';
import { type Deed, mayDo, type PageEnv } from './viewer.ts';
import { say, type Word } from './words.ts';
import { MissingPage } from './you-page.tsx';

/** What all routes have at hand. */
export interface Site {
  readonly desk: Desk;
  readonly assets: Assets;
  readonly hosts: () => readonly string[];
}

/** What a page for this request has around it. */
export function frameOf(context: Context<PageEnv>, { desk, assets }: Site): Frame {
  const { pathname, search } = new URL(context.req.url);
  // An address that only forms are sent to leads nowhere; the page that held the form does.
  const here =
    context.req.method === 'GET' ? `${pathname}${search}` : `${pathname.replace(/\/(?:triage|accept|sign)$/, '')}${search}`;
  return { lang: context.get('lang'), viewer: context.get('viewer'), here, shop: desk.shop, assets };
}

/** A whole page as an answer. */
export function show(
  context: Context<PageEnv>,
  page: JSX.Element,
  status: 200 | 404 | 409 | 422 = 200,
): Response | Promise<Response> {
  return context.html(`<!doctype html>${page.toString()}`, status);
}

/** Says that there is nothing here. */
export function missing(context: Context<PageEnv>, site: Site, word: Word): Response | Promise<Response> {
  // Behind the guard everybody is known; before it nobody is told anything.
  if (context.get('viewer') === undefined) return refusedPage(context, 'none');
  return show(context, <MissingPage frame={frameOf(context, site)} word={word} />, 404);
}

/** Says that something went wrong, without saying what: the terminal tells that. */
export function failed(context: Context<PageEnv>): Response {
  return context.text(say(context.get('lang') ?? 'en', 'broken'), 500);
}

/** The form of somebody who may do what it asks; else the answer that they get. */
export async function formFor(context: Context<PageEnv>, site: Site, deed?: Deed): Promise<FormValues | Response> {
  if (deed !== undefined && !mayDo(context.get('viewer'), deed)) return refusedPage(context, 'role');
  return readForm(context, site.hosts, context.get('viewer').csrf);
}

/** Keeps what was decided in the log. */
export async function keepInLog(
  context: Context<PageEnv>,
  { desk }: Site,
  entry: { readonly action: string; readonly subject: string; readonly detail: object },
): Promise<void> {
  const { name, role } = context.get('viewer');
  const { action, subject, detail } = entry;
  await desk.store.appendAudit({
    at: desk.now(),
    by: name,
    ...(role === undefined ? {} : { role }),
    action,
    subject,
    detail: JSON.stringify(detail),
  });
}
