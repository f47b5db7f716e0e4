import type { Hono } from 'hono';
import { createApp } from '../../src/web/app.ts';
import { openAssets } from '../../src/web/assets.ts';
import type { Desk } from '../../src/web/desk.ts';
import { createTokenGuard, type TokenGuard } from '../../src/web/token-guard.ts';
import type { PageEnv } from '../../src/web/viewer.ts';

/*
 * Somebody with a browser, without a browser: requests to the page as a function.
 */

export const HOST = '127.0.0.1:4780';

/** A page without a server. */
export interface TestSite {
  readonly app: Hono<PageEnv>;
  readonly guard: TokenGuard;
  readonly errors: unknown[];
}

export function makeSite(desk: Desk): TestSite {
  const errors: unknown[] = [];
  const guard = createTokenGuard({ name: 'Li Na', cookie: () => 'preclear-4780' });
  const assets = openAssets('dist/web');
  const app = createApp({ desk, guard, assets, hosts: () => [HOST], lang: 'en', onError: (error) => errors.push(error) });
  return { app, guard, errors };
}

/** One browser. */
export class Visitor {
  readonly #app: Hono<PageEnv>;
  readonly #cookies = new Map<string, string>();

  constructor(app: Hono<PageEnv>) {
    this.#app = app;
  }

  /** One who came in by the address of the terminal, under a name. */
  static async at({ app, guard }: TestSite, name?: string): Promise<Visitor> {
    const visitor = new Visitor(app);
    await visitor.get(`/?token=${guard.issue()}`);
    if (name !== undefined) await visitor.send('/you', '/you', { name });
    return visitor;
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#keep(await this.#app.request(`http://${HOST}${path}`, { headers: { ...this.#headers(), ...headers } }));
  }

  async post(
    path: string,
    values: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const init = {
      method: 'POST',
      headers: {
        ...this.#headers(),
        origin: `http://${HOST}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams(values).toString(),
    };
    return this.#keep(await this.#app.request(`http://${HOST}${path}`, init));
  }

  /** Fills the form of a page and sends it, as a browser does: hidden values of the form stay unless they are given. */
  async send(page: string, action: string, values: Readonly<Record<string, string>>): Promise<Response> {
    const html = await (await this.get(page)).text();
    return this.post(action, { ...hiddenValues(html, action), ...values });
  }

  #headers(): Record<string, string> {
    return { host: HOST, cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = (cookie.split(';')[0] ?? '').split('=');
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    return response;
  }
}

/** Hidden values of the form that is sent to an address, or whose address begins so. */
export function hiddenValues(html: string, action: string): Record<string, string> {
  const start = html.indexOf(`action="${action}`);
  const form = html.slice(start, html.indexOf('</form>', start));
  const found = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [
      name,
      value
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    ]),
  );
}
