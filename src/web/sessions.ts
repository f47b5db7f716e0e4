import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { History } from '../history/history.ts';
import type { Account, Session } from '../model/history.ts';

/*
 * Stays of people on the page of a team. The browser keeps a secret, the history its hash: who reads the history cannot come in with it.
 */

/** What of the history stays need. */
export type SessionStore = Pick<History, 'accounts' | 'session' | 'putSession' | 'endSessions'>;

/** So long a stay lasts without a request, and so long at most, in milliseconds. */
const IDLE = 12 * 3_600_000;
const LONGEST = 7 * 24 * 3_600_000;

/** Somebody who is in. */
export interface Stay {
  readonly account: Account;
  readonly session: Session;
  readonly csrf: string;
}

/** A text that nobody guesses. */
export function secretText(): string {
  return randomBytes(32).toString('base64url');
}

/** What forms must bring back from the browser that holds a secret; tells nothing of the secret. */
export function csrfOf(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

/** Begins a stay. @returns the secret that the browser keeps. */
export async function beginStay(store: SessionStore, account: string, now: number): Promise<string> {
  const secret = secretText();
  await store.endSessions({ expiredBefore: iso(now) });
  await store.putSession({ id: idOf(secret), account, createdAt: iso(now), expiresAt: iso(now + IDLE) });
  return secret;
}

/** The stay of a browser; undefined when it is over, or the account was closed. */
export async function findStay(store: SessionStore, secret: string, now: number): Promise<Stay | undefined> {
  const session = await store.session(idOf(secret));
  if (session === undefined || session.expiresAt <= iso(now)) return undefined;
  const account = (await store.accounts()).find(({ name }) => name === session.account);
  if (account === undefined || account.disabledAt !== undefined) return undefined;
  return { account, session: await prolonged(store, session, now), csrf: csrfOf(secret) };
}

/** Ends the stay of a browser. */
export async function endStay(store: SessionStore, secret: string): Promise<void> {
  await store.endSessions({ id: idOf(secret) });
}

/** Written only now and then: every request would be a write. */
async function prolonged(store: SessionStore, session: Session, now: number): Promise<Session> {
  const last = Math.min(now + IDLE, Date.parse(session.createdAt) + LONGEST);
  if (last - Date.parse(session.expiresAt) < IDLE / 4) return session;
  const longer = { ...session, expiresAt: iso(last) };
  await store.putSession(longer);
  return longer;
}

function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
