import { UsageError } from '../model/errors.ts';

/*
 * Under which names a page is reached, and whether passwords may travel there.
 */

/** How a page is to be reached. */
export interface ReachFlags {
  readonly host: string;
  readonly team: boolean;
  /** Addresses under which people open the page, as they type them. */
  readonly origins: readonly string[];
  /** Passwords may travel unencrypted. */
  readonly plainHttp: boolean;
}

/** How a page is reached. */
export interface Reach {
  /** Hosts of the addresses, lower case, with their port where one stands in them. */
  readonly names: readonly string[];
  /** Whether every address is https. */
  readonly secure: boolean;
}

/** Whether a host is this computer and nothing else. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Looks whether a page may be served like that. @throws UsageError when not. */
export function reachOf({ host, team, origins, plainHttp }: ReachFlags): Reach {
  if (!team) {
    if (!isLoopback(host)) throw new UsageError(notLoopback(host));
    if (origins.length > 0) throw new UsageError(ONLY_TEAM);
    return { names: [], secure: false };
  }
  const addresses = origins.map(addressOf);
  if (!isLoopback(host) && addresses.length === 0) throw new UsageError(noOrigin(host));
  const open = addresses.find(({ protocol, hostname }) => protocol === 'http:' && !isLoopback(hostname));
  if (open !== undefined && !plainHttp) throw new UsageError(unencrypted(open.origin));
  return {
    names: addresses.map((address) => address.host.toLowerCase()),
    secure: addresses.length > 0 && addresses.every(({ protocol }) => protocol === 'https:'),
  };
}

function addressOf(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = address !== undefined && /^https?:$/.test(address.protocol) && address.pathname === '/';
  if (!isPlain || address.username !== '' || address.search !== '' || address.hash !== '') {
    throw new UsageError({
      en: `--origin ${text} is no address of a page; write it like https://preclear.shop.example or http://192.168.1.20:4780, without a path.`,
      zh: `--origin ${text} 不是有效的网页地址；请写成 https://preclear.shop.example 或 http://192.168.1.20:4780，不带路径。`,
    });
  }
  return address;
}

function notLoopback(host: string): { readonly en: string; readonly zh: string } {
  return {
    en: `--host ${host} would let other computers look at the shop, so it needs accounts: use preclear serve --team. Without it only 127.0.0.1, localhost and ::1 are served.`,
    zh: `--host ${host} 会让其他电脑也能访问店铺数据，必须使用账号：请用 preclear serve --team。不加 --team 时只能用 127.0.0.1、localhost 或 ::1。`,
  };
}

function noOrigin(host: string): { readonly en: string; readonly zh: string } {
  return {
    en: `With --host ${host} say under which address people open the page: --origin https://preclear.shop.example. Requests under other names are refused, because a foreign site may point its name here.`,
    zh: `使用 --host ${host} 时请说明大家用什么地址打开网页，例如 --origin https://preclear.shop.example。其他主机名的请求一律拒绝，以防外部网站把域名指向本机。`,
  };
}

function unencrypted(origin: string): { readonly en: string; readonly zh: string } {
  return {
    en: `Under ${origin} passwords would travel unencrypted. Put a proxy with TLS in front and name its https address; or, in a network that you trust, add --plain-http.`,
    zh: `通过 ${origin} 访问时密码会以明文传输。请在前面加一个 TLS 反向代理并填写其 https 地址；若内网完全可信，可加 --plain-http。`,
  };
}

const ONLY_TEAM = {
  en: '--origin belongs to preclear serve --team; without accounts the page is for this computer only.',
  zh: '--origin 只能与 preclear serve --team 一起使用；没有账号时网页仅供本机访问。',
};
