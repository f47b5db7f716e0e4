import ipaddr from 'ipaddr.js';

/*
 * Which addresses of the internet protocol are on the public internet. Everything else may be a router, a database, or the page of a cloud
 * that hands out its keys to whoever asks from inside.
 */

/** Addresses that are given to hosts of the public internet; whatever the tables of ranges forget lies outside (RFC 4291, 2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses of NAT64 with the IPv4 address in the last 32 bits (RFC 6052); RFC 8215 keeps a second prefix for local use. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Whether an IP address belongs to a host of the public internet. An IPv4 address inside an IPv6 address is judged as itself; what is no address is not public. */
export function isPublicAddress(text: string): boolean {
  const address = parse(text);
  if (address === undefined) return false;
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  if (address.isIPv4MappedAddress()) return isPublicAddress(address.toIPv4Address().toString());
  if (address.match(NAT64)) return isPublicAddress(ipaddr.fromByteArray(address.toByteArray().slice(12)).toString());
  return address.match(GLOBAL_UNICAST) && address.range() === 'unicast';
}

/** Whether a host of an address is written as an IP address, with or without the brackets of IPv6. */
export function isIpAddress(host: string): boolean {
  return parse(host) !== undefined;
}

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  // Parsing also takes 127.1 and 0x7f000001; an address that passed through URL or DNS has four decimal parts.
  if (!bare.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return undefined;
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : undefined;
}
