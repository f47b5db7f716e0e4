import { type AllowedHost, isAllowedHost, withoutDot } from './allowed-hosts.ts';
import { type FetchFault, makeFault } from './fault.ts';
import { isIpAddress, isPublicAddress } from './public-address.ts';

/*
 * Which addresses may be asked at all. What a name resolves to is checked when the connection is made (`guard.ts`).
 */

/** Longest address. */
const MAX_LENGTH = 4096;

/** Ports on which public web sites answer; on others there are services that were never meant to be asked by strangers. */
const PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/** Endings of names that never leave a network (RFC 6761, 6762, 8375, 9476). */
const LOCAL = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|test|invalid)$/;

/** An address that may be fetched, or why it may not. */
export function checkAddress(text: string, allowed: readonly AllowedHost[]): URL | FetchFault {
  const shown = text.slice(0, 200);
  if (text.length > MAX_LENGTH) {
    return fault(
      `The address has ${text.length} characters; at most ${MAX_LENGTH} are taken.`,
      `网址长达 ${text.length} 个字符，最多 ${MAX_LENGTH} 个。`,
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    return fault(
      `"${shown}" is not an address of the web; expected one such as https://shop.example/lamp.`,
      `“${shown}”不是网页地址，应为 https://shop.example/lamp 这样的网址。`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    return fault(
      `The address holds a user name or password, which preclear never sends; leave out what stands before the "@" of ${url.host}.`,
      `网址中带有用户名或密码，preclear 不会发送；请删去 ${url.host} 前面“@”之前的部分。`,
    );
  }
  url.hash = '';
  return isAllowedHost(allowed, url.hostname, portOf(url)) ? url : (refusePort(url) ?? refuseHost(url) ?? url);
}

/** The port of an address, also where it is the usual one. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function refusePort(url: URL): FetchFault | undefined {
  const port = portOf(url);
  if (PORTS.has(port)) return undefined;
  return fault(
    `Port ${port} of ${url.hostname} is not one of web sites (${[...PORTS].join(', ')}). If it is yours, allow it: --allow-host ${url.host}.`,
    `${url.hostname} 的端口 ${port} 不是网站端口（${[...PORTS].join('、')}）。如果是您自己的服务器，请用 --allow-host ${url.host} 放行。`,
  );
}

function refuseHost({ hostname }: URL): FetchFault | undefined {
  const host = withoutDot(hostname);
  const isPublic = isIpAddress(host) ? isPublicAddress(host) : host.includes('.') && !LOCAL.test(host);
  return isPublic ? undefined : refusePrivate(host);
}

/** Why a host of a private network is not asked. */
export function refusePrivate(host: string): FetchFault {
  return makeFault(
    'private',
    `${host} is not on the public internet, so it was not asked. If it is a computer of your own network, allow it: --allow-host ${host}.`,
    `${host} 不在公共互联网上，未访问。如果是您自己内网的服务器，请用 --allow-host ${host} 放行。`,
  );
}

function fault(en: string, zh: string): FetchFault {
  return makeFault('address', en, zh);
}
