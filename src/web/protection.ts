import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { refusedPage } from './door-pages.tsx';
import type { PageEnv } from './viewer.ts';

/*
 * What keeps other pages and other people's texts from acting through this one.
 */

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The policy of a page that holds small pictures itself. */
export function picturePolicy(): string {
  return POLICY.replace("img-src 'self'", "img-src 'self' data:");
}

/** Headers of every answer. What is no asset is kept by nobody. */
export const withHeaders: MiddlewareHandler<PageEnv> = async (context, next) => {
  await next();
  // The review brings one of its own.
  if (context.res.headers.get('Content-Security-Policy') === null) context.header('Content-Security-Policy', POLICY);
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('X-Frame-Options', 'DENY');
  // With less, browsers would not say where the page's own forms come from either.
  context.header('Referrer-Policy', 'same-origin');
  context.header('Cross-Origin-Opener-Policy', 'same-origin');
  context.header('Cross-Origin-Resource-Policy', 'same-origin');
  context.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  if (context.res.headers.get('Cache-Control') === null) context.header('Cache-Control', 'no-store');
};

/**
 * Lets only requests through that name the page as it is reached: a foreign site whose name was pointed at this computer names itself.
 * @param hosts names with ports, such as `127.0.0.1:8123`.
 */
export function onlyFor(hosts: () => readonly string[]): MiddlewareHandler<PageEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase();
    if (host === undefined || !hosts().includes(host)) return refusedPage(context, 'host');
    return next();
  };
}

/** Largest form that is read, bytes. */
const MOST_BYTES = 64 * 1024;

/** What a form said: every name once, texts only. */
export type FormValues = Readonly<Record<string, string>>;

/** Reads a form that changes something; an answer instead when it does not come from the page itself. @param csrf what it must bring back. */
export async function readForm(
  context: Context<PageEnv>,
  hosts: () => readonly string[],
  csrf: string,
): Promise<FormValues | Response> {
  const origin = context.req.header('origin');
  if (origin !== undefined && !isOwn(origin, hosts())) return refusedPage(context, 'forged');
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return refusedPage(context, 'forged');
  const type = context.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return refusedPage(context, 'forged');
  const text = await readText(context);
  if (text === undefined) return refusedPage(context, 'long');
  const values = Object.fromEntries(new URLSearchParams(text));
  if (!isSame(values.csrf ?? '', csrf)) return refusedPage(context, 'forged');
  return values;
}

/** The body; undefined when it is too long, of which no more is read. */
async function readText(context: Context<PageEnv>): Promise<string | undefined> {
  const { body } = context.req.raw;
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function isOwn(origin: string, hosts: readonly string[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host.toLowerCase());
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
