import type { RightsClaim, RightsField } from '../../model/evidence.ts';
import type { Agencies } from './agencies.ts';
import { namesOwner } from './owner-names.ts';
import type { PictureRights } from './rights.ts';

/** Who a file says the picture belongs to, where that is nobody known. */
export interface Strangers {
  readonly claims: readonly RightsClaim[];
  /** How much the field that names them says about whose the picture is, 0..1. */
  readonly confidence: number;
}

/** Fields by how much they say about whose a picture is; the first that names somebody decides. */
const WEIGHT: readonly (readonly [fields: readonly RightsField[], confidence: number])[] = [
  [['holder', 'licensor'], 0.9],
  [['creator'], 0.75],
  [['credit'], 0.6],
];

/**
 * A stranger as copyright holder; as creator, where no holder is named; in the credit line, where nobody else is. Of several holders each
 * must be known, of several creators one: who owns a picture says so in one line, who took it may have had help.
 */
export function findStrangers(rights: PictureRights, known: readonly string[], agencies: Agencies): Strangers | undefined {
  for (const [fields, confidence] of WEIGHT) {
    const named = rights.claims.filter((claim) => fields.includes(claim.field) && namesSomebody(claim, rights, agencies));
    const claims = named.filter((claim) => !isKnown(claim, known));
    const decided = fields[0] === 'holder' ? claims.length > 0 : claims.length === named.length;
    if (claims.length > 0 && decided) return { claims, confidence };
    if (named.length > 0) return undefined;
  }
  return undefined;
}

/** Whether a claim names somebody: no camera, no program, no empty field. */
export function namesSomebody({ text }: RightsClaim, { camera, software }: PictureRights, agencies: Agencies): boolean {
  return text !== camera && text !== software && !agencies.isNobody(text);
}

/** Whether a claim names one of these. */
export function isKnown({ text }: RightsClaim, known: readonly string[]): boolean {
  return known.some((owner) => namesOwner(text, owner));
}
