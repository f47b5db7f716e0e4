import { checkAddress, portOf } from './address.ts';
import { type AllowedHost, isAllowedHost } from './allowed-hosts.ts';
import { type AnswerOrigin, getAnswer, type TracedAnswer } from './cached-network.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import { explainRedirect, explainStatus } from './explain-answer.ts';
import { type FetchFault, isFetchFault } from './fault.ts';
import type { Resolve } from './guard.ts';
import type { Headers } from './headers.ts';
import { HostQueues, type Pace } from './host-queue.ts';
import type { HttpCache } from './http-cache.ts';
import { Network, type Proxies, TIME_LIMITS, type TimeLimits } from './network.ts';
import { askPatiently } from './persistent.ts';
import { explainNoRobots, explainRobots, NO_RULES, ROBOTS_BYTES, type RobotRules, readRobots } from './robots.ts';

/*
 * Pages and pictures from the network: addresses in, bytes or reasons out. Politely (robots.txt, one queue a host, pauses, an honest name)
 * and safely (public addresses only, bounded in time and size). Nothing is judged or parsed here.
 */

/** What is fetched; decides what is asked for and how much is taken. */
export type FetchKind = 'page' | 'image' | 'text';

/** How something is to be fetched. */
export interface FetchWish {
  readonly as: FetchKind;
  /** Most bytes, unpacked. */
  readonly maxBytes?: number;
}

/** What was fetched. */
export interface Fetched {
  /** As asked for. */
  readonly url: string;
  /** Where it was in the end. */
  readonly finalUrl: string;
  /** The addresses on the way that led elsewhere, in order. */
  readonly redirects: readonly string[];
  readonly status: number;
  readonly headers: Headers;
  /** Unpacked, otherwise as received. */
  readonly body: Buffer;
  /** Of the body, hexadecimal. */
  readonly sha256: string;
  /** When it was received or last confirmed, ISO 8601. */
  readonly fetchedAt: string;
  readonly origin: AnswerOrigin;
}

/** A line about something that was asked for, for the record. */
export interface FetchNote {
  readonly at: string;
  readonly url: string;
  readonly finalUrl?: string;
  readonly status?: number;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly origin?: AnswerOrigin;
  /** Kind of what went wrong, and what it was. */
  readonly fault?: string;
  readonly reason?: string;
}

/** How a fetcher works. */
export interface FetcherOptions {
  /** The honest name: program, version, how to reach whoever runs it. */
  readonly agent: string;
  /** Hosts of the seller's own network. They are asked without pauses. */
  readonly allowed?: readonly AllowedHost[];
  readonly cache?: HttpCache;
  readonly offline?: boolean;
  /** Answers that were received since then count without asking again, milliseconds since 1970. */
  readonly freshSince?: number;
  /** Whether a site is asked again, with conditions, also where it said that its answer holds for longer: what it shows now is wanted. */
  readonly revalidate?: boolean;
  readonly proxies?: Proxies;
  /** Requests at a time in all. */
  readonly jobs?: number;
  /** Between two requests to a public host, at least; robots.txt may ask for more. */
  readonly gapMs?: number;
  readonly limits?: Partial<TimeLimits>;
  readonly log?: (note: FetchNote) => void;
  readonly clock?: Clock;
  readonly resolve?: Resolve;
}

/** Redirects that are followed. */
const MOST_REDIRECTS = 5;
const DEFAULT_JOBS = 8;
/** Requests to a public host at a time. */
const AT_ONCE: Readonly<Record<FetchKind, number>> = { page: 2, image: 4, text: 2 };
const GAP_MS: Readonly<Record<FetchKind, number>> = { page: 500, image: 100, text: 500 };
/** Most bytes, unpacked. */
const MOST_BYTES: Readonly<Record<FetchKind, number>> = { page: 20 * 2 ** 20, image: 50 * 2 ** 20, text: 50 * 2 ** 20 };
const ACCEPT: Readonly<Record<FetchKind, string>> = {
  page: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1',
  image: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/tiff',
  text: 'application/json,application/xml,text/plain,*/*;q=0.1',
};

/** Fetches for one run. */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #queues: HostQueues;
  /** By origin; what is on its way is here too, so that it is asked for once. */
  readonly #robots = new Map<string, Promise<RobotRules | FetchFault>>();

  constructor(options: FetcherOptions) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#queues = new HostQueues(this.#clock, options.jobs ?? DEFAULT_JOBS);
    const { agent, allowed = [], proxies = NO_PROXIES, limits = {}, resolve } = options;
    const all = { ...TIME_LIMITS, ...limits };
    this.#network = new Network({ agent, allowed, proxies, limits: all, ...(resolve === undefined ? {} : { resolve }) });
  }

  /** Fetches what an address leads to. What goes wrong is a fault, never an exception. */
  async fetch(address: string, wish: FetchWish): Promise<Fetched | FetchFault> {
    const fetched = await this.#follow(address, wish, (url) => this.#rulesOf(url));
    this.#note(address, fetched);
    return fetched;
  }

  /** The site maps that the robots.txt of a site names. */
  async sitemapsOf(url: URL): Promise<readonly string[]> {
    const rules = await this.#rulesOf(url);
    return isFetchFault(rules) ? [] : rules.sitemaps;
  }

  /** Ends all connections. */
  close(): Promise<void> {
    return this.#network.close();
  }

  async #follow(
    address: string,
    wish: FetchWish,
    rulesOf: (url: URL) => Promise<RobotRules | FetchFault>,
    cut = false,
  ): Promise<Fetched | FetchFault> {
    const { allowed = [] } = this.#options;
    const passed: string[] = [];
    let next = checkAddress(address, allowed);
    for (;;) {
      if (isFetchFault(next)) return next;
      const url: URL = next;
      const rules = await rulesOf(url);
      if (isFetchFault(rules)) return rules;
      if (!rules.allows(url)) return explainRobots(url);
      const answer = await this.#get(url, wish, rules, cut);
      if (isFetchFault(answer)) return answer;
      if (!isRedirect(answer))
        return answer.status < 300 ? this.#made(address, url, passed, answer) : explainStatus(url, answer.status);
      passed.push(url.href);
      const target = targetOf(answer, url);
      if (target === undefined) return explainRedirect(url, passed.length);
      next = checkAddress(target, allowed);
      if (passed.length > MOST_REDIRECTS || (!isFetchFault(next) && passed.includes(next.href)))
        return explainRedirect(url, passed.length);
    }
  }

  #get(
    url: URL,
    { as, maxBytes = MOST_BYTES[as] }: FetchWish,
    rules: RobotRules,
    cut: boolean,
  ): Promise<TracedAnswer | FetchFault> {
    const { cache, offline = false, freshSince, revalidate = false } = this.#options;
    const clock = this.#clock;
    const asking = { network: this.#network, queues: this.#queues, clock };
    return getAnswer(
      { url, accept: ACCEPT[as], limit: { maxBytes, cut } },
      {
        cache,
        offline,
        freshSince,
        revalidate,
        clock,
        ask: (to, headers, limit) => askPatiently(to, headers, limit, this.#paceOf(to, as, rules), asking),
      },
    );
  }

  #paceOf(url: URL, as: FetchKind, { delayMs }: RobotRules): Pace {
    const { allowed = [], jobs = DEFAULT_JOBS, gapMs = GAP_MS[as] } = this.#options;
    if (isAllowedHost(allowed, url.hostname, portOf(url))) return { atOnce: jobs, gapMs: delayMs };
    return { atOnce: AT_ONCE[as], gapMs: Math.max(gapMs, delayMs) };
  }

  #rulesOf(url: URL): Promise<RobotRules | FetchFault> {
    const known = this.#robots.get(url.origin) ?? this.#readRules(url);
    this.#robots.set(url.origin, known);
    return known;
  }

  async #readRules(url: URL): Promise<RobotRules | FetchFault> {
    const address = `${url.origin}/robots.txt`;
    const got = await this.#follow(address, { as: 'text', maxBytes: ROBOTS_BYTES }, async () => NO_RULES, true);
    if (!isFetchFault(got)) return readRobots(address, got.body.toString('utf8'));
    const { kind, status = 0 } = got;
    // RFC 9309, 2.3.1.3: no file, no wishes; too many redirects count as none. A site that is busy is left alone.
    if (kind === 'redirect' || (kind === 'status' && status < 500)) return NO_RULES;
    // Nobody is asked offline, so nobody's wishes are passed over.
    if (kind === 'offline') return NO_RULES;
    this.#note(address, got);
    return explainNoRobots(url, got);
  }

  #made(
    url: string,
    final: URL,
    redirects: readonly string[],
    { status, headers, body, sha256, at, origin }: TracedAnswer,
  ): Fetched {
    return {
      url,
      finalUrl: final.href,
      redirects,
      status,
      headers,
      body,
      sha256,
      fetchedAt: new Date(at).toISOString(),
      origin,
    };
  }

  #note(url: string, got: Fetched | FetchFault): void {
    const at = new Date(this.#clock.now()).toISOString();
    if (isFetchFault(got)) {
      const { kind, status, fault } = got;
      this.#options.log?.({ at, url, ...(status === undefined ? {} : { status }), fault: kind, reason: fault.en });
      return;
    }
    const { finalUrl, status, body, sha256, origin, fetchedAt } = got;
    this.#options.log?.({ at: origin === 'kept' ? at : fetchedAt, url, finalUrl, status, bytes: body.length, sha256, origin });
  }
}

const NO_PROXIES: Proxies = { http: '', https: '', except: '' };

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function isRedirect({ status }: TracedAnswer): boolean {
  return REDIRECTS.has(status);
}

function targetOf({ headers }: TracedAnswer, url: URL): string | undefined {
  const { location } = headers;
  return location !== undefined && URL.canParse(location, url.href) ? new URL(location, url).href : undefined;
}
