import type CachePolicy from 'http-cache-semantics';

let loaded: Promise<typeof CachePolicy> | undefined;

/** The rules of HTTP about how long an answer counts. Asked for with every page, so the package is looked up once. */
export function loadPolicy(): Promise<typeof CachePolicy> {
  loaded ??= import('http-cache-semantics').then((module) => module.default);
  return loaded;
}
