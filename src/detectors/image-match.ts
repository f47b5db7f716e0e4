import type { FoundPicture } from '../image/match/found.ts';
import type { ReferenceRole } from '../model/evidence.ts';
import type { ListingImage } from '../model/listing.ts';
import { describeTransform, type Quad } from '../model/picture-comparison.ts';
import type { ImageMatchRule } from '../model/rule.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';
import { findFaults, LicenceBook, type PictureUse } from './image-licences.ts';
import { CERTAIN, findPictures, isCopy } from './image-originals.ts';
import { slotScope } from './image-slot.ts';

/*
 * Pictures that equal or resemble somebody else's. A picture that resembles one of the seller's own is the seller's, whoever else shows it;
 * a picture for whose use the ledger proves a licence from that very owner is licensed.
 */

/** Roles that count when a rule names none, the gravest first. */
const ROLES: readonly ReferenceRole[] = ['rights-owner', 'stock', 'competitor', 'supplier'];

/** Share of a region that an own picture must cover to make it the seller's: the other half of a collage stays another's. */
const COVERED = 0.8;

/** Compares every picture of a listing with the library; at most one finding a picture and rule, with the strongest reference. */
export const detectImageMatch: Detector<'image-match'> = (rules, { pictures, licences, asOf }) => {
  const applicable = applicableRules(rules);
  const book = new LicenceBook(licences);
  return ({ listing, images }) => {
    return listing.images.flatMap((image, i) => {
      const facts = images[i];
      const here = applicable(listing.marketplace, slotScope(image.slot)).flatMap((r) => rules[r] ?? []);
      if (facts === undefined || here.length === 0) return [];
      const widest = Math.max(...here.map((rule) => rule.when.maxDistance));
      const hits = findPictures(pictures, facts, widest);
      const owners =
        hits.length === 0 ? new Set<string>() : licensors(book, { image, marketplace: listing.marketplace, day: asOf });
      return here.flatMap((rule) => {
        const hit = strongest(hits, rule, owners);
        return hit === undefined ? [] : [draft(rule, i, image, hit)];
      });
    });
  };
};

/** Whose licences prove this use; a licence to have made it oneself does not prove that it is not another's picture. */
function licensors(book: LicenceBook, use: PictureUse): Set<string> {
  const bought = book.find(use.image).filter(({ kind }) => kind !== 'own-shoot' && kind !== 'ai-generated');
  return new Set(bought.filter((licence) => findFaults(licence, use).length === 0).map(({ owner }) => foldOwner(owner)));
}

function foldOwner(owner: string): string {
  return owner.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function strongest(
  hits: readonly FoundPicture[],
  { when }: ImageMatchRule,
  owners: ReadonlySet<string>,
): FoundPicture | undefined {
  const near = hits.filter((hit) => isCopy(hit, when.maxDistance));
  const own = near.filter(({ reference }) => reference.role === 'own');
  const roles = when.roles ?? ROLES;
  const [best] = near
    .filter(({ reference }) => roles.includes(reference.role) && !owners.has(foldOwner(reference.owner)))
    .filter(({ here }) => !own.some((mine) => shareCovered(here, mine.here) >= COVERED))
    .sort((a, b) => tier(a) - tier(b) || rank(a) - rank(b) || (a.distance ?? 256) - (b.distance ?? 256));
  return best;
}

/** Share of the rectangle around a region that lies in the rectangle around another, 0..1. */
function shareCovered(region: Quad, other: Quad): number {
  const [a, b] = [boundsOf(region), boundsOf(other)];
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const area = (a.right - a.left) * (a.bottom - a.top);
  return area <= 0 ? 1 : (Math.max(0, width) * Math.max(0, height)) / area;
}

function boundsOf(quad: Quad): { left: number; right: number; top: number; bottom: number } {
  const xs = quad.map(([x]) => x);
  const ys = quad.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The same file, a certain match, any other. */
function tier({ stage, distance = 256, inliers = 0 }: FoundPicture): number {
  return stage === 'exact' ? 0 : distance <= CERTAIN || inliers >= SURE_INLIERS ? 1 : 2;
}

function rank({ reference }: FoundPicture): number {
  const at = ROLES.indexOf(reference.role);
  return at < 0 ? ROLES.length : at;
}

function draft(rule: ImageMatchRule, image: number, { src }: ListingImage, hit: FoundPicture): Draft {
  const { stage, distance, inliers, transform, here, there } = hit;
  const { id, owner, role, url, capturedAt, label } = hit.reference;
  return {
    rule,
    target: { image },
    span: [0, src.length],
    confidence: confidenceOf(hit),
    slots: { owner, source: label, distance: distance ?? '–', transform: describeTransform(transform) },
    evidence: {
      kind: 'image-match',
      source: { id, owner, role, ...(url === undefined ? {} : { url }), capturedAt, label },
      stage,
      ...(distance === undefined ? {} : { distance }),
      ...(inliers === undefined ? {} : { inliers }),
      transform,
      here,
      there,
    },
    identity: id,
  };
}

/** Details in one arrangement from which geometry is as sure as a near hash. */
const SURE_INLIERS = 40;

/** Measured: the nearest of 2,343 pictures to one that is not their original lay 44 bits away, so that 40 is safe and 31 safer. */
function confidenceOf({ stage, distance = 256, inliers = 0 }: FoundPicture): number {
  if (stage === 'exact') return 1;
  if (distance <= CERTAIN || inliers >= SURE_INLIERS) return 0.97;
  if (distance <= 40 || stage === 'geometry') return inliers >= SURE_INLIERS / 2 ? 0.93 : 0.85;
  return Math.max(0.3, 0.85 - (distance - 40) * 0.05);
}
