import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { type AllowedHost, isAllowedHost } from './allowed-hosts.ts';
import { isIpAddress, isPublicAddress } from './public-address.ts';

/*
 * Connections to the public internet only. A name is resolved once, and the addresses that were checked are the ones that are connected to:
 * a name that answers with a public address first and with a private one after (DNS rebinding) gains nothing.
 */

/** Resolves a name to all its addresses; for tests. */
export type Resolve = (
  host: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** The code of an error that says: not on the public internet. */
export const PRIVATE = 'EPRIVATE';

/** What the guard is made of. */
export interface GuardParts {
  readonly allowed: readonly AllowedHost[];
  /** Until the connection stands, TLS included. */
  readonly timeoutMs: number;
  readonly build: typeof buildConnector;
  readonly resolve?: Resolve;
}

/** A connector for undici that connects to public addresses, and to what was allowed. */
export function guardConnections({ allowed, timeoutMs, build, resolve = systemLookup }: GuardParts): buildConnector.connector {
  const open = build({ timeout: timeoutMs });
  const guarded = build({ timeout: timeoutMs, lookup: guardLookup(resolve) });
  return (options, callback) => {
    const { hostname, port, protocol } = options;
    const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
    if (isAllowedHost(allowed, hostname.includes(':') ? `[${hostname}]` : hostname, number)) {
      open(options, callback);
      return;
    }
    // An address that is written in numbers is never looked up.
    if (isIpAddress(hostname) && !isPublicAddress(hostname)) {
      callback(refusal(hostname), null);
      return;
    }
    guarded(options, (...[error, socket]) => {
      if (error !== null) callback(error, null);
      else if (isConnectedInPublic(socket)) callback(null, socket);
      else {
        socket.destroy();
        callback(refusal(hostname), null);
      }
    });
  };
}

/** Looks names up and leaves out what is not public. */
export function guardLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        done(error, [], 0);
        return;
      }
      const addresses = found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (first === undefined) done(refusal(host), [], 0);
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/** The last check, where the system tells who is at the other end. */
function isConnectedInPublic({ remoteAddress }: Socket): boolean {
  return remoteAddress !== undefined && isPublicAddress(remoteAddress);
}

function refusal(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} is not on the public internet`), { code: PRIVATE });
}
