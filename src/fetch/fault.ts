import type { Bilingual } from '../model/text.ts';

/** Why something could not be fetched, for programs. */
export type FetchFaultKind =
  /** No address that may be fetched: another scheme, a name and password in it, an unusual port. */
  | 'address'
  /** Not on the public internet. */
  | 'private'
  /** The site asks programs to stay away. */
  | 'robots'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'redirect'
  /** An answer other than success, such as 404. */
  | 'status'
  /** The site asks to come back later, or was given up for this run. */
  | 'busy'
  /** The answer breaks the rules of HTTP, or off in the middle. */
  | 'broken'
  /** Only what was fetched before may be used, and this was not. */
  | 'offline';

/** What came instead of a page or picture. */
export interface FetchFault {
  readonly fault: Bilingual;
  readonly kind: FetchFaultKind;
  /** Of an answer that was no success. */
  readonly status?: number;
}

/** True for what came instead of a page or picture. */
export function isFetchFault(value: object): value is FetchFault {
  return 'fault' in value;
}

/** A fault of a kind, in both languages. */
export function makeFault(kind: FetchFaultKind, en: string, zh: string, status?: number): FetchFault {
  return { fault: { en, zh }, kind, ...(status === undefined ? {} : { status }) };
}
