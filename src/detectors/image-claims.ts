import type { Agencies } from '../image/rights/agencies.ts';
import { namesOwner } from '../image/rights/owner-names.ts';
import type { PictureRights } from '../image/rights/rights.ts';
import { findStrangers } from '../image/rights/strangers.ts';
import type { RightsClaim, RightsFault, RightsField } from '../model/evidence.ts';
import type { Licence, LicenceKind } from '../model/ledger.ts';

/*
 * What a picture says of itself, compared with who the seller is and what the ledger proves. A picture that says nothing is never a finding:
 * metadata is lost at every upload.
 */

/** What a picture says that the seller cannot answer for. */
export interface ClaimFault {
  readonly what: Extract<RightsFault, 'foreign-metadata' | 'stock-unlicensed' | 'ai-undeclared'>;
  readonly claims: readonly RightsClaim[];
  readonly agency?: string;
  /** 0..1. */
  readonly confidence: number;
}

/** What is known about a picture beside its metadata. */
export interface Around {
  /** As the listing writes it. */
  readonly path: string;
  /** The licences that name the picture, proven or not. */
  readonly licences: readonly Licence[];
  /** Names of the seller, and of who works for the seller by the ledger. */
  readonly own: readonly string[];
  readonly agencies: Agencies;
}

/** Kinds of licences whose owner is the seller or works for the seller. */
const OWN_KINDS: ReadonlySet<LicenceKind> = new Set<LicenceKind>(['own-shoot', 'commissioned', 'ai-generated']);
/** Most claims that a finding shows. */
const MOST_SHOWN = 6;

/** The names of the seller that a ledger tells. */
export function ownersInLedger(licences: readonly Licence[]): string[] {
  return [...new Set(licences.filter(({ kind }) => OWN_KINDS.has(kind)).map(({ owner }) => owner))];
}

/** What a picture says of itself that speaks against the seller: at most whose it is, and that a machine made it. */
export function judgeClaims(rights: PictureRights | undefined, around: Around): ClaimFault[] {
  return [judgeOwner(rights, around), judgeMachine(rights?.claims ?? [], around)].filter((fault) => fault !== undefined);
}

function judgeOwner(rights: PictureRights | undefined, around: Around): ClaimFault | undefined {
  const claims = rights?.claims ?? [];
  const hit = around.agencies.find(claims, around.path);
  if (hit !== undefined) {
    if (around.licences.some(({ kind, owner }) => kind === 'stock' || namesOwner(owner, hit.agency))) return undefined;
    const others = claims.filter((claim) => claim !== hit.claim && SHOWN.has(claim.field));
    const shown = [hit.claim, ...others].slice(0, MOST_SHOWN);
    return { what: 'stock-unlicensed', claims: shown, agency: hit.agency, confidence: hit.claim.field === 'id' ? 0.85 : 0.95 };
  }
  return rights === undefined ? undefined : judgeNames(rights, around);
}

const SHOWN: ReadonlySet<RightsField> = new Set<RightsField>([
  'holder',
  'creator',
  'credit',
  'licensor',
  'source',
  'web',
  'id',
]);

function judgeNames(rights: PictureRights, { licences, own, agencies }: Around): ClaimFault | undefined {
  const known = [...own, ...licences.map(({ owner }) => owner)];
  const strangers = findStrangers(rights, known, agencies);
  return strangers && { what: 'foreign-metadata', ...strangers, claims: strangers.claims.slice(0, MOST_SHOWN) };
}

function judgeMachine(claims: readonly RightsClaim[], { licences }: Around): ClaimFault | undefined {
  const made = claims.filter(({ field }) => field === 'ai');
  if (made.length === 0 || licences.some(({ kind }) => kind === 'ai-generated')) return undefined;
  return { what: 'ai-undeclared', claims: made.slice(0, MOST_SHOWN), confidence: 0.95 };
}
