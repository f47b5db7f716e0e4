import { type ImageHit, searchImage, type Transform } from '../image/image-index.ts';
import type { ReferenceRole } from '../model/evidence.ts';
import type { ListingImage } from '../model/listing.ts';
import type { ImageMatchRule } from '../model/rule.ts';
import type { Bilingual } from '../model/text.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft } from './contract.ts';
import { findFaults, LicenceBook, type PictureUse } from './image-licences.ts';
import { slotScope } from './image-slot.ts';

/*
 * Pictures that equal or resemble somebody else's. A picture that resembles one of the seller's own is the seller's, whoever else shows it;
 * a picture for whose use the ledger proves a licence from that very owner is licensed.
 */

/** Roles that count when a rule names none, the gravest first. */
const ROLES: readonly ReferenceRole[] = ['rights-owner', 'stock', 'competitor', 'supplier'];

/** Bits up to which a match is as good as certain: the distance that the authors of the hash recommend. */
const CERTAIN = 31;

/** Compares every picture of a listing with the library; at most one finding a picture and rule, with the strongest reference. */
export const detectImageMatch: Detector<'image-match'> = (rules, { pictures, licences, asOf }) => {
  const applicable = applicableRules(rules);
  const book = new LicenceBook(licences);
  return ({ listing, images }) => {
    if (pictures.references.length === 0) return [];
    return listing.images.flatMap((image, i) => {
      const facts = images[i];
      const here = applicable(listing.marketplace, slotScope(image.slot)).flatMap((r) => rules[r] ?? []);
      if (facts === undefined || here.length === 0) return [];
      const widest = Math.max(...here.map((rule) => rule.when.maxDistance));
      const hits = searchImage(pictures, facts, widest);
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

function strongest(hits: readonly ImageHit[], { when }: ImageMatchRule, owners: ReadonlySet<string>): ImageHit | undefined {
  const near = hits.filter((hit) => hit.distance <= when.maxDistance);
  if (near.some((hit) => hit.reference.role === 'own')) return undefined;
  const roles = when.roles ?? ROLES;
  const [best] = near
    .filter(({ reference }) => roles.includes(reference.role) && !owners.has(foldOwner(reference.owner)))
    .sort((a, b) => tier(a) - tier(b) || rank(a) - rank(b) || a.distance - b.distance);
  return best;
}

/** The same file, a certain match, any other. */
function tier({ stage, distance }: ImageHit): number {
  return stage === 'exact' ? 0 : distance <= CERTAIN ? 1 : 2;
}

function rank({ reference }: ImageHit): number {
  const at = ROLES.indexOf(reference.role);
  return at < 0 ? ROLES.length : at;
}

function draft(rule: ImageMatchRule, image: number, { src }: ListingImage, hit: ImageHit): Draft {
  const { stage, distance, transform } = hit;
  const { id, owner, role, url, capturedAt, label } = hit.reference;
  return {
    rule,
    target: { image },
    span: [0, src.length],
    confidence: confidenceOf(hit),
    slots: { owner, source: label, distance, transform: describeTransform(transform) },
    evidence: {
      kind: 'image-match',
      source: { id, owner, role, ...(url === undefined ? {} : { url }), capturedAt, label },
      stage,
      distance,
      transform,
    },
    identity: id,
  };
}

/** Measured: the nearest of 2,343 pictures to one that is not their original lay 44 bits away, so that 40 is safe and 31 safer. */
function confidenceOf({ stage, distance }: ImageHit): number {
  if (stage === 'exact') return 1;
  if (distance <= CERTAIN) return 0.97;
  return distance <= 40 ? 0.85 : Math.max(0.3, 0.85 - (distance - 40) * 0.05);
}

const TURNED: readonly (readonly [part: string, words: Bilingual])[] = [
  ['framed', { en: 'with other margins', zh: '边框或留白不同' }],
  ['mirrored', { en: 'mirrored', zh: '左右镜像' }],
  ['rotated-90', { en: 'rotated by 90°', zh: '顺时针旋转 90°' }],
  ['rotated-180', { en: 'rotated by 180°', zh: '旋转 180°' }],
  ['rotated-270', { en: 'rotated by 270°', zh: '顺时针旋转 270°' }],
];

/** How the reference was turned to give the picture, in words. */
function describeTransform(transform: Transform): Bilingual {
  const parts = TURNED.filter(([part]) => transform.includes(part)).map(([, words]) => words);
  if (parts.length === 0) return { en: 'unchanged in position', zh: '方向未变' };
  return { en: parts.map(({ en }) => en).join(', '), zh: parts.map(({ zh }) => zh).join('、') };
}
