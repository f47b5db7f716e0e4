import { serve } from '@hono/node-server';
import { EnvironmentError, UsageError } from '../model/errors.ts';
import type { Lang } from '../model/text.ts';
import { createApp } from './app.ts';
import type { Assets } from './assets.ts';
import type { Desk } from './desk.ts';
import { createTokenGuard } from './token-guard.ts';

/*
 * The page, reachable on this computer.
 */

/** How the page is served. */
export interface ServerOptions {
  readonly desk: Desk;
  readonly assets: Assets;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Under which name viewers work until they choose another. */
  readonly name: string;
  readonly lang?: Lang;
  readonly onError: (error: unknown) => void;
}

/** A page that is served. */
export interface Server {
  /** An address with a token that lets one browser in. */
  address(): string;
  close(): Promise<void>;
}

/** Whether a host is this computer and nothing else. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Serves the page. @throws UsageError for a host beyond this computer, EnvironmentError when the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { desk, assets, host, name, lang, onError } = options;
  if (!isLoopback(host)) throw new UsageError(notLoopback(host));
  let port = options.port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const hosts = (): string[] => [...new Set([shownHost, '127.0.0.1', 'localhost', '[::1]'])].map((one) => `${one}:${port}`);
  const guard = createTokenGuard({ name, cookie: () => `preclear-${port}` });
  const app = createApp({ desk, guard, assets, hosts, onError, ...(lang === undefined ? {} : { lang }) });
  const server = await listen((listening, failed) => {
    const made = serve({ fetch: app.fetch, hostname: host, port }, (info) => listening(info.port));
    made.once('error', failed);
    return made;
  }, options.port);
  port = server.port;
  return {
    address: () => `http://${shownHost}:${port}/?token=${guard.issue()}`,
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

function notLoopback(host: string): { readonly en: string; readonly zh: string } {
  return {
    en: `--host ${host} would let other computers look at the shop, so it needs accounts: use preclear serve --team. Without it only 127.0.0.1, localhost and ::1 are served.`,
    zh: `--host ${host} 会让其他电脑也能访问店铺数据，必须使用账号：请用 preclear serve --team。不加 --team 时只能用 127.0.0.1、localhost 或 ::1。`,
  };
}

function noPort(port: number): { readonly en: string; readonly zh: string } {
  return {
    en: `Port ${port} cannot be used; another program may have it. Choose another with --port, or --port 0 for any that is free.`,
    zh: `无法使用端口 ${port}，可能已被其他程序占用。请用 --port 换一个端口，或用 --port 0 自动选择。`,
  };
}
