import type CachePolicy from 'http-cache-semantics';
import type { Clock } from './clock.ts';
import type { FailedAttempt } from './explain-error.ts';
import { type FetchFault, isFetchFault, makeFault } from './fault.ts';
import type { Headers } from './headers.ts';
import { type HttpCache, hash, type KeptAnswer } from './http-cache.ts';
import { loadPolicy } from './load-policy.ts';
import type { Answer } from './network.ts';
import type { BodyLimit } from './receive.ts';

/*
 * An answer from what is kept, from the network, or from what is kept after the network said that it still holds.
 */

/** Where an answer came from: `kept` without asking, `confirmed` after asking, `network` anew. */
export type AnswerOrigin = 'network' | 'kept' | 'confirmed';

/** An answer, and how it came. */
export interface TracedAnswer extends Answer {
  readonly sha256: string;
  /** When it was received or confirmed, milliseconds since 1970. */
  readonly at: number;
  readonly origin: AnswerOrigin;
}

/** What an answer is asked with. */
export interface Question {
  readonly url: URL;
  readonly accept: string;
  readonly limit: BodyLimit;
}

/** Asks the network; with retries, and when it is the host's turn. */
export type AskNetwork = (url: URL, headers: Headers, limit: BodyLimit) => Promise<Answer | FetchFault>;

/** What answers come from. */
export interface AnswerSources {
  readonly cache: HttpCache | undefined;
  /** Only what is kept counts, however old. */
  readonly offline: boolean;
  /** What was received since then counts without asking again. */
  readonly freshSince: number | undefined;
  /** Whether a site is asked again, with conditions, also where it said that its answer holds for longer. */
  readonly revalidate: boolean;
  readonly clock: Clock;
  readonly ask: AskNetwork;
}

/** Gets an answer, asking the network only where that is needed. */
export async function getAnswer(
  question: Question,
  { cache, offline, freshSince, revalidate, clock, ask }: AnswerSources,
): Promise<TracedAnswer | FetchFault> {
  const { url, accept, limit } = question;
  const key = `${accept} ${url.href}`;
  const request = { url: url.href, method: 'GET', headers: { accept, host: url.host } };
  const kept = await cache?.read(key);
  if (kept !== undefined && kept.body.length > limit.maxBytes && limit.cut !== true) return tooLargeKept(url);
  if (kept !== undefined) {
    const isRecent = offline || (freshSince !== undefined && kept.at >= freshSince);
    if (isRecent || (!revalidate && kept.policy.satisfiesWithoutRevalidation(request))) return traced(kept, 'kept');
  }
  if (offline) return notKept(url);
  const conditions = kept === undefined ? {} : conditionsOf(kept.policy.revalidationHeaders(request));
  const answer = await ask(url, { accept, ...conditions }, limit);
  if (isFetchFault(answer)) return answer;
  const at = clock.now();
  if (kept !== undefined && answer.status === 304) {
    const { policy } = kept.policy.revalidatedPolicy(request, { status: 304, headers: { ...answer.headers } });
    cache?.keep(key, { ...kept, policy, at });
    return traced({ ...kept, at }, 'confirmed');
  }
  const received: Omit<KeptAnswer, 'policy'> = { ...answer, sha256: hash(answer.body), at };
  if (cache !== undefined && isWorthKeeping(answer, limit)) {
    const Policy = await loadPolicy();
    const policy = new Policy(request, { status: answer.status, headers: { ...answer.headers } }, { shared: false });
    if (policy.storable()) cache.keep(key, { ...received, policy });
  }
  return traced(received, 'network');
}

/** A page, or where it moved to; faults are asked for again. What was cut is not the answer. */
function isWorthKeeping({ status, body }: Answer, limit: BodyLimit): boolean {
  return (status === 200 || status === 301 || status === 308) && !(limit.cut === true && body.length >= limit.maxBytes);
}

function traced({ status, headers, body, sha256, at }: Omit<KeptAnswer, 'policy'>, origin: AnswerOrigin): TracedAnswer {
  return { status, headers, body, sha256, at, origin };
}

function conditionsOf(headers: CachePolicy.Headers): Headers {
  const conditions: Record<string, string> = {};
  for (const name of ['if-none-match', 'if-modified-since']) {
    const value = headers[name];
    if (typeof value === 'string') conditions[name] = value;
  }
  return conditions;
}

function notKept(url: URL): FetchFault {
  return makeFault(
    'offline',
    `${url.href.slice(0, 300)} was not fetched before, and --offline asks no network. Run once without --offline.`,
    `${url.href.slice(0, 300)} 之前没有获取过，而 --offline 不访问网络。请先不带 --offline 运行一次。`,
  );
}

function tooLargeKept(url: URL): FetchFault {
  return makeFault(
    'too-large',
    `What ${url.host} gave is larger than what is taken; it is not used.`,
    `${url.host} 返回的内容超过上限，未采用。`,
  );
}

/** True for a failed attempt. */
export function isFailedAttempt(value: Answer | FailedAttempt): value is FailedAttempt {
  return 'failed' in value;
}
