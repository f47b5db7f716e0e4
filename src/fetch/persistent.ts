import { isFailedAttempt } from './cached-network.ts';
import type { Clock } from './clock.ts';
import { type FetchFault, makeFault } from './fault.ts';
import type { Headers } from './headers.ts';
import type { HostQueues, Pace } from './host-queue.ts';
import type { Answer, Network } from './network.ts';
import type { BodyLimit } from './receive.ts';
import { pauseBefore, readRetryAfter } from './retry.ts';

/*
 * A request that is made again where that helps, when it is the host's turn.
 */

/** Attempts in all. */
const ATTEMPTS = 4;
/** Longest pause that a site may ask for; beyond it the address is a fault, with what the site asked for. */
const LONGEST_WAIT_MS = 60_000;
/** Answers that mean: not now. */
const NOT_NOW: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What a request needs. */
export interface Asking {
  readonly network: Network;
  readonly queues: HostQueues;
  readonly clock: Clock;
}

/** Asks until there is an answer, or no use in asking again. The status of an answer may be any but those that mean "not now". */
export async function askPatiently(
  url: URL,
  headers: Headers,
  limit: BodyLimit,
  pace: Pace,
  { network, queues, clock }: Asking,
): Promise<Answer | FetchFault> {
  const { host } = url;
  for (let attempt = 1; ; attempt++) {
    if (queues.isGivenUp(host)) return givenUp(host);
    const answer = await queues.run(host, pace, async () =>
      queues.isGivenUp(host) ? givenUp(host) : network.ask(url, headers, limit),
    );
    if ('fault' in answer) return answer;
    const isFailed = isFailedAttempt(answer);
    if (!isFailed && !NOT_NOW.has(answer.status)) {
      queues.note(host, true);
      return answer;
    }
    const asked = isFailed ? undefined : readRetryAfter(answer.headers['retry-after'], clock.now());
    const isLast = attempt >= ATTEMPTS || (isFailed && !answer.again) || (asked ?? 0) > LONGEST_WAIT_MS;
    if (isLast) {
      queues.note(host, isFailed && !answer.again && answer.failed.kind === 'too-large');
      return isFailed ? answer.failed : notNow(url, answer.status, asked);
    }
    const pause = pauseBefore(attempt, clock.random(), asked);
    // What a site asks for holds for all of it; what went wrong once need not go wrong for the next page.
    if (!isFailed && (asked !== undefined || answer.status === 429)) queues.pause(host, pause);
    else await clock.sleep(pause);
  }
}

function notNow({ host }: URL, status: number, askedMs: number | undefined): FetchFault {
  if (status !== 429 && status !== 503) {
    return makeFault(
      'status',
      `${host} answers with an error of its own (HTTP ${status}), also when asked again. Try again later.`,
      `${host} 返回服务器错误（HTTP ${status}），重试后仍然如此。请稍后再试。`,
      status,
    );
  }
  const seconds = askedMs === undefined ? undefined : Math.ceil(askedMs / 1000);
  return makeFault(
    'busy',
    `${host} asks not to be asked so often (HTTP ${status})${seconds === undefined ? '' : `, and to come back in ${seconds} seconds`}. Try again later, with fewer --jobs.`,
    `${host} 要求降低访问频率（HTTP ${status}）${seconds === undefined ? '' : `，并要求 ${seconds} 秒后再来`}。请稍后再试，并减小 --jobs。`,
    status,
  );
}

function givenUp(host: string): FetchFault {
  return makeFault(
    'busy',
    `${host} failed several times in a row and is left alone for the rest of this run. Try again later.`,
    `${host} 已连续多次失败，本次运行不再访问。请稍后再试。`,
  );
}
