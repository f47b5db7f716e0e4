import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket, type Server as SocketServer } from 'node:net';
import { dirname } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../src/fetch/clock.ts';
import { Fetcher, type FetcherOptions } from '../../src/fetch/fetcher.ts';

/** A site on loopback, and what it was asked. */
export interface Site {
  readonly origin: string;
  readonly port: number;
  /** Paths in the order of the requests, those of robots.txt left out. */
  readonly asked: string[];
  readonly requests: IncomingMessage[];
  /** Makes it a proxy. */
  onConnect(lead: (host: string, socket: Duplex) => void): void;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Where a server is. */
export type Place = Pick<Site, 'origin' | 'port' | 'close'>;

/** Starts a site. @param robots what robots.txt is answered with; without it there is none. */
export async function startSite(
  answer: Answer,
  robots: Answer = (_, response) => response.writeHead(404).end(),
): Promise<Site> {
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') {
      robots(request, response);
      return;
    }
    asked.push(request.url ?? '');
    requests.push(request);
    answer(request, response);
  });
  return {
    ...(await listen(server)),
    asked,
    requests,
    onConnect: (lead) => {
      server.on('connect', (request, socket) => lead(request.url ?? '', socket));
    },
  };
}

/** Pages by path; a text is HTML, anything else 404. */
export function pages(texts: Readonly<Record<string, string>>): Answer {
  return ({ url = '' }, response) => {
    const text = texts[url];
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': url.endsWith('.txt') ? 'text/plain' : 'text/html; charset=utf-8',
    });
    response.end(text ?? 'not here');
  };
}

/** Starts a server that speaks bytes; for answers that break HTTP. */
export async function startSocket(answer: (socket: Socket) => void): Promise<Place> {
  return listen(
    createSocketServer((socket) => {
      socket.on('error', () => {});
      answer(socket);
    }),
  );
}

async function listen(server: Server | SocketServer): Promise<Place> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A clock whose pauses take no time and are written down. */
export function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.parse('2026-11-22T08:00:00Z');
  return {
    slept,
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
  };
}

/** A fetcher that may ask the loopback. */
export function localFetcher(site: Pick<Site, 'port'>, options: Partial<FetcherOptions> = {}): Fetcher {
  const allowed = [{ host: '127.0.0.1', port: site.port }];
  return new Fetcher({ agent: 'preclear/test', allowed, clock: quickClock(), ...options });
}

/** Writes as the program does, without its care. */
export function writeFile(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
