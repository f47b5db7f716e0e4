import type { Context, Hono } from 'hono';
import type { ReviewerRole } from '../model/ledger.ts';
import type { Lang } from '../model/text.ts';
import type { Site } from './site.tsx';

/*
 * Who looks at the page, and what they may do. A guard says who; nothing else in this folder decides that.
 */

/** Whoever a request comes from. */
export interface Viewer {
  /** As decisions and the log name them. */
  readonly name: string;
  /** Absent where nobody has roles. */
  readonly role?: ReviewerRole;
  /** What every form that changes something must bring back. */
  readonly csrf: string;
  /** Whether they may say under which name they work, because the page knows nobody by account. */
  readonly choosesName: boolean;
}

/** What requests carry with them on their way through the page. */
export interface PageEnv {
  Variables: { viewer: Viewer; lang: Lang };
}

/** What pages before the guard have at hand; nothing of the shop. */
export type Door = Pick<Site, 'hosts' | 'assets'>;

/** Says who a request comes from. */
export interface Guard {
  /** The viewer, or the answer that they get instead of the page. */
  admit(context: Context<PageEnv>): Promise<Viewer | Response>;
  /** Adds the ways that are open to whoever is not known yet. */
  enter?(app: Hono<PageEnv>, door: Door): void;
  /** Adds ways of its own for those who are in. */
  routes?(app: Hono<PageEnv>, site: Site): void;
  /** Takes the name under which a viewer wants to work; absent where names are those of accounts. */
  rename?(context: Context<PageEnv>, name: string): void;
}

/** Something that viewers do. */
export type Deed = 'triage' | 'suppress' | 'sign';

const DEEDS: Readonly<Record<ReviewerRole, readonly Deed[]>> = {
  operator: ['triage'],
  reviewer: ['triage', 'suppress', 'sign'],
  manager: ['triage', 'suppress', 'sign'],
};

/** Whether a viewer may do something. */
export function mayDo({ role }: Pick<Viewer, 'role'>, deed: Deed): boolean {
  return role === undefined || DEEDS[role].includes(deed);
}

/** Something that not everybody of a team sees: `papers` are letters, notices in full and what is marked as confidential. */
export type Sight = 'papers';

const SIGHTS: Readonly<Record<ReviewerRole, readonly Sight[]>> = {
  operator: [],
  reviewer: ['papers'],
  manager: ['papers'],
};

/** Whether a viewer may see something. */
export function maySee({ role }: Pick<Viewer, 'role'>, sight: Sight): boolean {
  return role === undefined || SIGHTS[role].includes(sight);
}
