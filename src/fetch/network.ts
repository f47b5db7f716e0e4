import type { Dispatcher } from 'undici';
import type { AllowedHost } from './allowed-hosts.ts';
import { explainError, type FailedAttempt } from './explain-error.ts';
import { type FetchFault, makeFault } from './fault.ts';
import { guardConnections, type Resolve } from './guard.ts';
import { chooseHeaders, type Headers } from './headers.ts';
import { ACCEPT_ENCODING, type BodyFault, type BodyLimit, receiveBody } from './receive.ts';

/*
 * One request, one answer. Nothing is followed, repeated or kept here.
 */

/** Time limits, milliseconds. */
export interface TimeLimits {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** From the request to the end of the headers. */
  readonly headersMs: number;
  /** Without a byte of the body. */
  readonly idleMs: number;
  /** For all of it. Whoever sends a byte a second keeps the other limits for ever. */
  readonly totalMs: number;
}

/** Patience with public sites. */
export const TIME_LIMITS: TimeLimits = { connectMs: 10_000, headersMs: 20_000, idleMs: 15_000, totalMs: 60_000 };

/** Addresses of proxies; an empty text is none. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  /** Hosts that are asked without one, as in `NO_PROXY`. */
  readonly except: string;
}

/** What a network is made of. */
export interface NetworkOptions {
  readonly agent: string;
  readonly allowed: readonly AllowedHost[];
  readonly proxies: Proxies;
  readonly limits: TimeLimits;
  readonly resolve?: Resolve;
}

/** An answer, read to its end where it is a success. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Unpacked; empty unless the answer is a success. */
  readonly body: Buffer;
}

/** Bytes of an unwanted body that are read so that the connection can be used again. */
const DUMPED_BYTES = 65_536;

/** Asks hosts. Connections are kept for the next request. */
export class Network {
  readonly #options: NetworkOptions;
  #dispatcher: Promise<Dispatcher> | undefined;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  /** Sends a GET request. What goes wrong is a fault, never an exception. */
  async ask(url: URL, headers: Headers, limit: BodyLimit): Promise<Answer | FailedAttempt> {
    const { agent, limits } = this.#options;
    this.#dispatcher ??= openDispatcher(this.#options);
    const dispatcher = await this.#dispatcher;
    const ended = new AbortController();
    const timer = setTimeout(
      () => ended.abort(Object.assign(new Error('too long'), { code: 'TOTAL_TIMEOUT' })),
      limits.totalMs,
    );
    try {
      const answer = await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: { ...headers, 'user-agent': agent, 'accept-encoding': ACCEPT_ENCODING },
        headersTimeout: limits.headersMs,
        bodyTimeout: limits.idleMs,
        signal: ended.signal,
      });
      return await this.#receive(answer, url, limit);
    } catch (error) {
      return explainError(ended.signal.aborted ? ended.signal.reason : error, url);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    const dispatcher = await this.#dispatcher;
    await dispatcher?.destroy();
  }

  async #receive(answer: Dispatcher.ResponseData, url: URL, limit: BodyLimit): Promise<Answer | FailedAttempt> {
    const { statusCode: status, body } = answer;
    const headers = chooseHeaders(answer.headers);
    const isSuccess = status >= 200 && status < 300;
    const announced = Number(headers['content-length'] ?? 0);
    if (!isSuccess || (announced > limit.maxBytes && limit.cut !== true)) {
      await body.dump({ limit: DUMPED_BYTES }).catch(() => undefined);
      return isSuccess ? refused('too-large', url, limit.maxBytes) : { status, headers, body: Buffer.alloc(0) };
    }
    const received = await receiveBody(body, headers['content-encoding'] ?? '', limit);
    return typeof received === 'string' ? refused(received, url, limit.maxBytes) : { status, headers, body: received };
  }
}

async function openDispatcher({ allowed, proxies, limits, resolve }: NetworkOptions): Promise<Dispatcher> {
  const { EnvHttpProxyAgent, buildConnector } = await import('undici');
  const timeoutMs = limits.connectMs;
  const connect = guardConnections({
    allowed,
    timeoutMs,
    build: buildConnector,
    ...(resolve === undefined ? {} : { resolve }),
  });
  // The proxy itself stands in the own network, as a rule: the guard holds for what is asked directly only.
  return new EnvHttpProxyAgent({
    httpProxy: proxies.http,
    httpsProxy: proxies.https,
    noProxy: proxies.except,
    connect,
    proxyTls: { timeout: timeoutMs },
    requestTls: { timeout: timeoutMs },
  });
}

function refused(why: BodyFault, { host }: URL, maxBytes: number): FailedAttempt {
  return { failed: explainBody(why, host, maxBytes), again: false };
}

function explainBody(why: BodyFault, host: string, maxBytes: number): FetchFault {
  if (why === 'unknown-encoding') {
    return makeFault(
      'broken',
      `${host} sends its answer packed in a way that was not asked for; nothing of it is used. Save the page with a browser.`,
      `${host} 用未约定的压缩方式返回内容，未采用。请用浏览器保存页面。`,
    );
  }
  const megabytes = maxBytes / 1_048_576;
  const shown = megabytes < 1 ? `${Math.round(maxBytes / 1024)} KB` : `${Math.round(megabytes)} MB`;
  return makeFault(
    'too-large',
    `What ${host} sends is larger than ${shown}, the most that is taken; the rest was not read and nothing of it is used.`,
    `${host} 返回的内容超过上限 ${shown}，已中止读取，未采用。`,
  );
}
