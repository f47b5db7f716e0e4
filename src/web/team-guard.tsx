/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { History } from '../history/history.ts';
import type { Account } from '../model/history.ts';
import { AccountPage, SignInPage } from './account-pages.tsx';
import { refusedPage } from './door-pages.tsx';
import { ownPath } from './language.ts';
import { hashPassword, passwordFault, verifyPassword } from './passwords.ts';
import { type FormValues, readForm } from './protection.ts';
import { beginStay, csrfOf, endStay, findStay, type SessionStore, type Stay, secretText } from './sessions.ts';
import { formFor, frameOf, type Site, show } from './site.tsx';
import { Throttle } from './throttle.ts';
import type { Door, Guard, PageEnv } from './viewer.ts';
import { say } from './words.ts';

/*
 * The guard of a page for a team: names, passwords, stays. Whoever signs in, changes a password or tries many stands in the log.
 */

/** What of the history the guard works on. */
export type TeamStore = SessionStore & Pick<History, 'putAccount' | 'appendAudit'>;

/** What the guard needs to know. */
export interface TeamGuardOptions {
  readonly store: TeamStore;
  readonly cookie: () => string;
  /** Whether people reach the page by https only. */
  readonly secure: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** After so many wrong passwords in a row the log tells of it, and again each time they double. */
const TOLD_FROM = 6;

/** A guard for a team. */
export function createTeamGuard(options: TeamGuardOptions): Guard {
  return new TeamGuard(options);
}

class TeamGuard implements Guard {
  readonly #options: TeamGuardOptions;
  readonly #throttle: Throttle;

  constructor(options: TeamGuardOptions) {
    this.#options = options;
    this.#throttle = new Throttle(options.now);
  }

  async admit(context: Context<PageEnv>) {
    const stay = await this.#stay(context);
    if (stay !== undefined) {
      const { name, role } = stay.account;
      return { name, role, csrf: stay.csrf, choosesName: false };
    }
    if (context.req.method !== 'GET') return refusedPage(context, 'signedOut');
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`/login?${new URLSearchParams({ back: `${pathname}${search}` })}`, 303);
  }

  /** The ways that are open to whoever is not in yet. */
  enter(app: Hono<PageEnv>, door: Door): void {
    app.get('/login', (context) => {
      const lang = context.req.query('lang');
      if (lang === 'en' || lang === 'zh') return context.redirect(`/login-lang/${lang}`, 303);
      return this.#signInPage(context, door, { back: ownPath(context.req.query('back')) });
    });
    app.get('/login-lang/:lang', (context) => {
      setCookie(context, 'preclear-lang', context.req.param('lang') === 'zh' ? 'zh' : 'en', this.#cookieOptions(400 * 86_400));
      return context.redirect('/login', 303);
    });
    app.post('/login', async (context) => {
      const secret = getCookie(context, this.#doorCookie());
      if (secret === undefined) return refusedPage(context, 'forged');
      const form = await readForm(context, door.hosts, csrfOf(secret));
      return form instanceof Response ? form : this.#signIn(context, door, form);
    });
  }

  /** The ways of those who are in. */
  routes(app: Hono<PageEnv>, site: Site): void {
    app.get('/account', (context) => show(context, <AccountPage frame={frameOf(context, site)} />));
    app.post('/account/password', async (context) => {
      const form = await formFor(context, site);
      return form instanceof Response ? form : this.#changePassword(context, site, form);
    });
    app.post('/logout', async (context) => {
      const form = await formFor(context, site);
      return form instanceof Response ? form : this.#signOut(context, form);
    });
  }

  async #signIn(context: Context<PageEnv>, door: Door, form: FormValues): Promise<Response> {
    const { store, now } = this.#options;
    const name = (form.name ?? '').normalize('NFC').trim().slice(0, 80);
    const back = ownPath(form.back);
    const wait = this.#throttle.wait(name);
    if (wait > 0)
      return this.#signInPage(
        context,
        door,
        { name, back, fault: say(context.get('lang'), 'signInWait', { seconds: wait }) },
        429,
      );
    const wrong = this.#throttle.count(name);
    const account = (await store.accounts()).find((one) => one.name === name && one.disabledAt === undefined);
    const fits = await verifyPassword(account?.passwordHash, form.password ?? '');
    if (fits === 'busy')
      return this.#signInPage(context, door, { name, back, fault: say(context.get('lang'), 'signInBusy') }, 429);
    if (!fits || account === undefined) {
      await this.#tellOfTries(name, wrong);
      return this.#signInPage(context, door, { name, back, fault: say(context.get('lang'), 'signInWrong') }, 403);
    }
    this.#throttle.clear(name);
    setCookie(context, this.#options.cookie(), await beginStay(store, account.name, now()), this.#cookieOptions());
    deleteCookie(context, this.#doorCookie(), this.#cookieOptions());
    await this.#log('login', account, { what: 'in' });
    return context.redirect(back, 303);
  }

  async #tellOfTries(name: string, wrong: number): Promise<void> {
    if (wrong < TOLD_FROM || !Number.isInteger(Math.log2(wrong / TOLD_FROM))) return;
    await this.#log('login', { name: 'preclear' }, { what: 'wrong-passwords', name, count: wrong });
  }

  async #changePassword(context: Context<PageEnv>, site: Site, form: FormValues): Promise<Response> {
    const { store, now } = this.#options;
    const stay = await this.#stay(context);
    if (stay === undefined) return refusedPage(context, 'signedOut');
    const { account } = stay;
    const lang = context.get('lang');
    const refuse = (fault: string): Response | Promise<Response> =>
      show(context, <AccountPage frame={{ ...frameOf(context, site), here: '/account' }} fault={fault} />, 422);
    const next = form.new ?? '';
    if (next !== form.again) return refuse(say(lang, 'passwordsDiffer'));
    const weak = passwordFault(next, account.name);
    if (weak !== undefined) return refuse(weak[lang]);
    const wait = this.#throttle.wait(account.name);
    if (wait > 0) return refuse(say(lang, 'signInWait', { seconds: wait }));
    this.#throttle.count(account.name);
    if ((await verifyPassword(account.passwordHash, form.old ?? '')) !== true) return refuse(say(lang, 'oldWrong'));
    this.#throttle.clear(account.name);
    await store.putAccount({ ...account, passwordHash: await hashPassword(next) });
    await store.endSessions({ account: account.name });
    const secret = await beginStay(store, account.name, now());
    setCookie(context, this.#options.cookie(), secret, this.#cookieOptions());
    await this.#log('account', account, { what: 'password' });
    const frame = { ...frameOf(context, site), here: '/account', viewer: { ...context.get('viewer'), csrf: csrfOf(secret) } };
    return show(context, <AccountPage frame={frame} done={say(lang, 'passwordChanged')} />);
  }

  async #signOut(context: Context<PageEnv>, { all }: FormValues): Promise<Response> {
    const { store } = this.#options;
    const stay = await this.#stay(context);
    const secret = getCookie(context, this.#options.cookie());
    if (secret !== undefined) await endStay(store, secret);
    if (stay !== undefined && all === 'yes') await store.endSessions({ account: stay.account.name });
    if (stay !== undefined) await this.#log('login', stay.account, { what: all === 'yes' ? 'out-everywhere' : 'out' });
    deleteCookie(context, this.#options.cookie(), this.#cookieOptions());
    return context.redirect('/login', 303);
  }

  async #stay(context: Context<PageEnv>): Promise<Stay | undefined> {
    const secret = getCookie(context, this.#options.cookie());
    return secret === undefined ? undefined : findStay(this.#options.store, secret, this.#options.now());
  }

  #signInPage(
    context: Context<PageEnv>,
    { assets }: Door,
    { name = '', back, fault }: { readonly name?: string; readonly back: string; readonly fault?: string },
    status: 200 | 403 | 429 = 200,
  ): Response | Promise<Response> {
    const secret = getCookie(context, this.#doorCookie()) ?? secretText();
    setCookie(context, this.#doorCookie(), secret, this.#cookieOptions());
    const lang = context.get('lang');
    const page = (
      <SignInPage {...{ lang, assets, name, back, csrf: csrfOf(secret) }} {...(fault === undefined ? {} : { fault })} />
    );
    return context.html(`<!doctype html>${page.toString()}`, status);
  }

  /** Holds what the sign-in form must bring back, before anybody is in. */
  #doorCookie(): string {
    return `${this.#options.cookie()}-door`;
  }

  #cookieOptions(maxAge?: number) {
    const { secure } = this.#options;
    return { httpOnly: true, sameSite: 'Strict', path: '/', secure, ...(maxAge === undefined ? {} : { maxAge }) } as const;
  }

  async #log(action: string, by: Pick<Account, 'name'> & Partial<Account>, detail: object): Promise<void> {
    const { store, now } = this.#options;
    const role = by.role === undefined ? {} : { role: by.role };
    await store.appendAudit({
      ...{ at: new Date(now()).toISOString(), by: by.name, ...role, action },
      ...{ subject: by.name, detail: JSON.stringify(detail) },
    });
  }
}
