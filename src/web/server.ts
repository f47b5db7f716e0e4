import { serve } from '@hono/node-server';
import { EnvironmentError } from '../model/errors.ts';
import type { Lang } from '../model/text.ts';
import { createApp } from './app.ts';
import type { Assets } from './assets.ts';
import type { Desk } from './desk.ts';
import type { Reach } from './reach.ts';
import { createTeamGuard, type TeamStore } from './team-guard.tsx';
import { createTokenGuard } from './token-guard.ts';

/*
 * The page, reachable on this computer or, for a team, beyond it.
 */

/** How the page is served. */
export interface ServerOptions {
  readonly desk: Desk;
  readonly assets: Assets;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Under which name viewers work until they choose another; for a team their accounts say that. */
  readonly name: string;
  readonly reach: Reach;
  /** Where the accounts of a team are; absent: the page is for this computer. */
  readonly team?: TeamStore;
  readonly lang?: Lang;
  readonly onError: (error: unknown) => void;
}

/** A page that is served. */
export interface Server {
  /** An address that opens the page; without a team with a token that lets one browser in. */
  address(): string;
  close(): Promise<void>;
}

/** Serves the page. @throws EnvironmentError when the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { desk, assets, host, name, reach, team, lang, onError } = options;
  let port = options.port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const hosts = (): string[] => [
    ...[...new Set([shownHost, '127.0.0.1', 'localhost', '[::1]'])].map((one) => `${one}:${port}`),
    ...reach.names,
  ];
  const cookie = (): string => `preclear-${port}`;
  const tokens = createTokenGuard({ name, cookie });
  const guard =
    team === undefined ? tokens : createTeamGuard({ store: team, cookie, secure: reach.secure, now: () => Date.now() });
  const app = createApp({ desk, guard, assets, hosts, onError, ...(lang === undefined ? {} : { lang }) });
  const server = await listen((listening, failed) => {
    const made = serve({ fetch: app.fetch, hostname: host, port }, (info) => listening(info.port));
    made.once('error', failed);
    return made;
  }, options.port);
  port = server.port;
  return {
    address: () => `http://${shownHost}:${port}/${team !== undefined ? '' : `?token=${tokens.issue()}`}`,
    close: () =>
      new Promise((done) => {
        server.made.close(() => done());
        if ('closeAllConnections' in server.made) server.made.closeAllConnections();
      }),
  };
}

type Made = ReturnType<typeof serve>;

function listen(
  start: (listening: (port: number) => void, failed: (error: Error) => void) => Made,
  port: number,
): Promise<{ readonly made: Made; readonly port: number }> {
  return new Promise((done, fail) => {
    const made = start(
      (given) => done({ made, port: given }),
      (cause) => fail(new EnvironmentError(noPort(port), { cause })),
    );
  });
}

function noPort(port: number): { readonly en: string; readonly zh: string } {
  return {
    en: `Port ${port} cannot be used; another program may have it. Choose another with --port, or --port 0 for any that is free.`,
    zh: `无法使用端口 ${port}，可能已被其他程序占用。请用 --port 换一个端口，或用 --port 0 自动选择。`,
  };
}
