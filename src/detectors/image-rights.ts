import { daysBetween } from '../model/day.ts';
import type { RightsClaim, RightsFault } from '../model/evidence.ts';
import type { Licence } from '../model/ledger.ts';
import type { ImageRightsRule } from '../model/rule.ts';
import type { Bilingual, Slots } from '../model/text.ts';
import { applicableRules } from './applicable.ts';
import type { Detector, Draft, Resources } from './contract.ts';
import { judgeClaims, ownersInLedger } from './image-claims.ts';
import { findFaults, LicenceBook, type PictureUse } from './image-licences.ts';
import { findOriginals } from './image-originals.ts';
import { slotScope } from './image-slot.ts';

/*
 * Pictures whose licence the ledger does not prove, and pictures that say themselves that they are another's. Licences name pictures by path,
 * so that files that were not found and addresses on the network are judged too, or by the original of which a picture is a copy. A seller
 * without a single licence row is told nothing about the ledger: every picture would be a finding.
 */

interface Shortfall {
  readonly what: RightsFault;
  readonly licence?: Licence;
  readonly claims?: readonly RightsClaim[];
  readonly agency?: string;
  readonly confidence: number;
}

/** Days before the end of a licence from which on it ends soon, where a rule names none. */
const SOON = 30;

/** Judges every picture of a listing by the licence ledger and by what the file says; at most one finding a picture, rule and fault. */
export const detectImageRights: Detector<'image-rights'> = (rules, resources) => {
  const { licences, asOf } = resources;
  const applicable = applicableRules(rules);
  const book = new LicenceBook(licences);
  const own = [...(resources.ownBrands ?? []), ...(resources.ownNames ?? []), ...ownersInLedger(licences)];
  return ({ listing, images }) =>
    listing.images.flatMap((image, i) => {
      const here = applicable(listing.marketplace, slotScope(image.slot)).flatMap((r) => rules[r] ?? []);
      if (here.length === 0) return [];
      const facts = images[i];
      const originals = facts !== undefined && book.hasOriginals ? findOriginals(resources.pictures, facts) : [];
      const named = book.find(image, originals);
      const use = { image, marketplace: listing.marketplace, day: asOf };
      const shortfalls = [
        ...(licences.length === 0 ? [] : judge(named, use)),
        ...saidBy(resources, facts?.rights, { path: image.src, licences: named, own }),
      ];
      return here.flatMap((rule) =>
        shortfalls
          .filter((shortfall) => reports(rule, shortfall, asOf))
          .map((shortfall) => draft(rule, i, use, shortfall, licences)),
      );
    });
};

function saidBy(
  { agencies }: Resources,
  rights: Parameters<typeof judgeClaims>[0],
  around: Omit<Parameters<typeof judgeClaims>[1], 'agencies'>,
): Shortfall[] {
  if (agencies === undefined) return [];
  const [licence] = around.licences;
  const found = judgeClaims(rights, { ...around, agencies: agencies() });
  return found.map((fault) => (licence === undefined ? fault : { ...fault, licence }));
}

function reports({ when }: ImageRightsRule, { what, licence }: Shortfall, asOf: string): boolean {
  if (!when.what.includes(what)) return false;
  if (what !== 'expires-soon') return true;
  return daysBetween(asOf, licence?.validTo ?? '') <= (when.endsWithinDays ?? SOON);
}

/**
 * What the licences that name a picture fall short of; the licence that lacks least decides. When one proves the use there is nothing, but
 * for the day on which the last of them ends.
 */
function judge(named: readonly Licence[], use: PictureUse): Shortfall[] {
  let best: { readonly what: RightsFault; readonly licence: Licence; readonly lacks: number } | undefined;
  let last: Licence | undefined;
  for (const licence of named) {
    const faults = findFaults(licence, use);
    const [what] = faults;
    if (what === undefined) {
      if (licence.validTo === undefined) return [];
      if (last?.validTo === undefined || licence.validTo > last.validTo) last = licence;
    } else if (best === undefined || faults.length < best.lacks) best = { what, licence, lacks: faults.length };
  }
  if (last !== undefined) return [{ what: 'expires-soon', licence: last, confidence: 1 }];
  return [
    best === undefined ? { what: 'no-licence', confidence: 1 } : { what: best.what, licence: best.licence, confidence: 1 },
  ];
}

function draft(
  rule: ImageRightsRule,
  image: number,
  use: PictureUse,
  shortfall: Shortfall,
  licences: readonly Licence[],
): Draft {
  const { what, licence, claims, agency, confidence } = shortfall;
  const { src } = use.image;
  return {
    rule,
    target: { image },
    span: [0, src.length],
    confidence,
    // Without a ledger nobody can know whether the picture was paid for.
    ...(what === 'stock-unlicensed' && rule.severity === 'error' && licences.length === 0 ? { severity: 'warning' } : {}),
    slots: slotsOf(shortfall),
    evidence: {
      kind: 'image-rights',
      what,
      ...(licence === undefined ? {} : { record: licence.id }),
      ...(claims === undefined ? {} : { claims }),
      ...(agency === undefined ? {} : { agency }),
    },
    identity: src,
  };
}

const NONE: Bilingual = { en: 'none', zh: '无' };

/** Places that are signed, so that readers might think somebody had checked the signature. */
const UNVERIFIED: Readonly<Record<string, Bilingual>> = {
  C2PA: { en: 'content credentials, C2PA; found, not verified', zh: '内容凭证 C2PA，已发现，签名未验证' },
};

function slotsOf({ what, licence, claims, agency }: Shortfall): Slots {
  const until = what === 'not-yet-valid' ? licence?.validFrom : licence?.validTo;
  const [claim] = claims ?? [];
  return {
    record: licence?.id ?? NONE,
    owner: licence?.owner ?? NONE,
    proof: licence?.proof ?? NONE,
    until: until ?? { en: 'no end date', zh: '无截止日期' },
    territories: licence?.territories?.join(', ') ?? { en: 'everywhere', zh: '全球' },
    claim: claim?.text ?? NONE,
    where: claim === undefined ? NONE : (UNVERIFIED[claim.where] ?? claim.where),
    agency: agency ?? NONE,
  };
}
