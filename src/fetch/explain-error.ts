import { refusePrivate } from './address.ts';
import { type FetchFault, type FetchFaultKind, makeFault } from './fault.ts';
import { PRIVATE } from './guard.ts';

/*
 * What the network, TLS or the unpacking said -> what a person can do.
 */

/** Fails for a moment, as a rule; worth another attempt. */
const PASSING: ReadonlySet<FetchFaultKind> = new Set(['connect', 'timeout', 'broken']);

/** A fault of an attempt, and whether another one may go better. */
export interface FailedAttempt {
  readonly failed: FetchFault;
  readonly again: boolean;
}

/** The fault for an error. @param url that was asked. */
export function explainError(error: unknown, url: URL): FailedAttempt {
  const code = codeOf(error);
  if (code === PRIVATE) return { failed: refusePrivate(url.hostname), again: false };
  const tls = TLS.find(([pattern]) => pattern.test(code));
  if (tls !== undefined) return { failed: makeFault('tls', tls[1](url.host, code), tls[2](url.host, code)), again: false };
  const [, kind, en, zh] = CAUSES.find(([pattern]) => pattern.test(code)) ?? OTHER;
  const again = PASSING.has(kind) || code === 'EAI_AGAIN';
  return { failed: makeFault(kind, en(url.host, code), zh(url.host, code)), again };
}

type Sentence = (host: string, code: string) => string;

const TLS: readonly (readonly [RegExp, Sentence, Sentence])[] = [
  [
    /^CERT_HAS_EXPIRED$/,
    (host) =>
      `The TLS certificate of ${host} has expired, so who answers is not certain; nothing was fetched. Tell the owner of the site, or save the page with a browser.`,
    (host) => `${host} 的 TLS 证书已过期，无法确认对方身份，未获取内容。请联系网站方，或用浏览器打开后保存页面。`,
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    (host) => `The TLS certificate that ${host} shows is for another name; nothing was fetched. Check the address.`,
    (host) => `${host} 出示的 TLS 证书属于其他域名，未获取内容。请检查网址。`,
  ],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?)$/,
    (host) =>
      `The TLS certificate of ${host} is not signed by an authority that this computer knows; nothing was fetched. Where a company or proxy signs its own, name its certificate in NODE_EXTRA_CA_CERTS.`,
    (host) =>
      `${host} 的 TLS 证书不是由本机信任的机构签发，未获取内容。如果公司或代理使用自签证书，请在环境变量 NODE_EXTRA_CA_CERTS 中指定该证书。`,
  ],
  [
    /^(?:CERT_|ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|INVALID_|HOSTNAME_MISMATCH|PATH_LENGTH|UNABLE_TO_)/,
    (host, code) =>
      `No secure connection to ${host} came about (${code}); nothing was fetched. Check whether the address begins with https where the site has it.`,
    (host, code) => `无法与 ${host} 建立安全连接（${code}），未获取内容。请检查该网站是否支持 https。`,
  ],
];

const CAUSES: readonly (readonly [RegExp, FetchFaultKind, Sentence, Sentence])[] = [
  [
    /^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EREFUSED)/,
    'dns',
    (host, code) =>
      `The name ${host} leads to no computer (${code}). Check its spelling, and whether this computer is on the network.`,
    (host, code) => `无法解析域名 ${host}（${code}）。请检查拼写，并确认本机已联网。`,
  ],
  [
    /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$|^TOTAL_TIMEOUT$/,
    'timeout',
    (host) => `${host} took too long to answer. Try again later, or save the page with a browser.`,
    (host) => `${host} 响应超时。请稍后重试，或用浏览器保存页面。`,
  ],
  [
    /^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    'connect',
    (host) => `${host} did not take the connection in time. Try again later; where a proxy is needed, set HTTPS_PROXY.`,
    (host) => `连接 ${host} 超时。请稍后重试；如需代理，请设置 HTTPS_PROXY。`,
  ],
  [
    /^(?:ECONN|EHOST|ENET|EPIPE|UND_ERR_SOCKET|EADDR|EACCES)/,
    'connect',
    (host, code) => `The connection to ${host} failed (${code}). Try again later; where a proxy is needed, set HTTPS_PROXY.`,
    (host, code) => `与 ${host} 的连接失败（${code}）。请稍后重试；如需代理，请设置 HTTPS_PROXY。`,
  ],
  [
    /^(?:UND_ERR_ABORTED|UND_ERR_PRX)/,
    'connect',
    (host) => `The proxy did not lead to ${host}. Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.`,
    (host) => `代理无法连接到 ${host}。请检查 HTTPS_PROXY、HTTP_PROXY 和 NO_PROXY。`,
  ],
];

const OTHER: (typeof CAUSES)[number] = [
  /./,
  'broken',
  (host, code) =>
    `The answer of ${host} is broken or ends too early (${code}); nothing of it is used. Try again later, or save the page with a browser.`,
  (host, code) => `${host} 的响应有误或中途断开（${code}），未采用。请稍后重试，或用浏览器保存页面。`,
];

/** The code of an error; of several attempts side by side that of the first. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 100);
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error.cause instanceof Error) return codeOf(error.cause);
  return error.message.slice(0, 100);
}
