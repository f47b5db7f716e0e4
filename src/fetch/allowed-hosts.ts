/*
 * Hosts of the seller's own network, which may be fetched though they are not on the public internet.
 */

/** A host that was allowed by name or by IP address. */
export interface AllowedHost {
  /** Lower case; an IPv6 address in brackets. */
  readonly host: string;
  /** Any port when absent. */
  readonly port?: number;
}

/** Reads `nas.local`, `192.168.1.20:8080` or `[fd00::5]`; undefined for anything else. */
export function parseAllowedHost(text: string): AllowedHost | undefined {
  const parts = /^(\[[^\]]*\]|[^:/?#@\\\s]+)(?::(\d{1,5}))?$/.exec(text.trim());
  const host = parts?.[1];
  if (host === undefined || !URL.canParse(`http://${host}/`)) return undefined;
  const { hostname } = new URL(`http://${host}/`);
  const port = parts?.[2] === undefined ? undefined : Number(parts[2]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  return { host: withoutDot(hostname), ...(port === undefined ? {} : { port }) };
}

/** Whether a host and port were allowed. The host as URLs write it. */
export function isAllowedHost(allowed: readonly AllowedHost[], host: string, port: number): boolean {
  const wanted = withoutDot(host.toLowerCase());
  return allowed.some((one) => one.host === wanted && (one.port === undefined || one.port === port));
}

/** `nas.local.` is the same host as `nas.local`. */
export function withoutDot(host: string): string {
  return host.replace(/\.$/, '');
}
