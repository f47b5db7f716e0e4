import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import manifest from '../../package.json' with { type: 'json' };
import { writeAtomically } from '../disk/atomic-file.ts';
import { nameAgent } from '../fetch/agent-name.ts';
import type { AllowedHost } from '../fetch/allowed-hosts.ts';
import { Fetcher, type FetchNote } from '../fetch/fetcher.ts';
import { HttpCache } from '../fetch/http-cache.ts';
import type { Proxies } from '../fetch/network.ts';
import { UsageError } from '../model/errors.ts';

/*
 * A fetcher as a command needs it: with the cache and the record in `.preclear`, and the proxies of this computer.
 */

/** What people say about the network. */
export interface NetworkSettings {
  /** How to reach whoever runs preclear: an e-mail or web address. */
  readonly contact?: string;
  readonly allowed: readonly AllowedHost[];
  /** Only what was fetched before counts. */
  readonly offline: boolean;
  /** Requests at a time. */
  readonly jobs: number;
  /** Between two requests to a public host. */
  readonly gapMs?: number;
  /** Whether what a site shows now is wanted, however long it said that its answers hold. */
  readonly revalidate?: boolean;
}

/** A fetcher and where it keeps what it got. */
export interface OpenFetcher {
  readonly fetcher: Fetcher;
  readonly cache: HttpCache;
}

/** The record of what was fetched when. */
export const FETCH_LOG = 'fetch-log.jsonl';
/** A longer record is put aside, and the one before it goes. */
const MAX_LOG = 50_000_000;

/**
 * Opens a fetcher; nothing is asked yet.
 * @param folder `.preclear` of the project.
 * @param freshSince answers that were received since then count without asking again, milliseconds since 1970.
 */
export function openFetcher(settings: NetworkSettings, folder: string, freshSince?: number): OpenFetcher {
  const { contact, allowed, offline, jobs, gapMs, revalidate = false } = settings;
  const cache = new HttpCache(join(folder, 'cache', 'http'), writeAtomically);
  const fetcher = new Fetcher({
    agent: nameAgent(manifest.version, contact),
    allowed,
    cache,
    offline,
    jobs,
    revalidate,
    proxies: readProxies(process.env),
    log: openLog(join(folder, FETCH_LOG)),
    ...(gapMs === undefined ? {} : { gapMs }),
    ...(freshSince === undefined ? {} : { freshSince }),
  });
  return { fetcher, cache };
}

/** The proxies that the environment names. @throws UsageError for one that is no address. */
export function readProxies(env: Readonly<Record<string, string | undefined>>): Proxies {
  const of = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? '';
  const http = proxyOf('HTTP_PROXY', of('HTTP_PROXY'));
  return { http, https: proxyOf('HTTPS_PROXY', of('HTTPS_PROXY')) || http, except: of('NO_PROXY') };
}

function proxyOf(name: string, text: string): string {
  const address = text === '' || text.includes('://') ? text : `http://${text}`;
  if (address === '' || (URL.canParse(address) && /^(?:https?|socks5?):/.test(address))) return address;
  throw new UsageError({
    en: `${name} is no address of a proxy; expected one such as http://proxy.example:3128.`,
    zh: `环境变量 ${name} 不是有效的代理地址，应为 http://proxy.example:3128 这样的形式。`,
  });
}

/** A record that cannot be written holds up nothing. */
function openLog(path: string): (note: FetchNote) => void {
  let broken = false;
  let size: number | undefined;
  return (note) => {
    if (broken) return;
    const line = `${JSON.stringify(note)}\n`;
    try {
      if (size === undefined) mkdirSync(join(path, '..'), { recursive: true });
      size ??= statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > MAX_LOG) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, line);
      size += line.length;
    } catch {
      broken = true;
    }
  };
}
